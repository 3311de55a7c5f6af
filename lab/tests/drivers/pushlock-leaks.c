/* A thread ends with a push lock. */
#include <ntddk.h>

#include "pushlock.h"

static ULONG_PTR lock;

static void thread(void *context)
{
	UNREFERENCED_PARAMETER(context);
	ExAcquirePushLockExclusiveEx(&lock, 0);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	return PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, thread, NULL);
}
