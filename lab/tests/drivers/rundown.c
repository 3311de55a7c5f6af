/* Rundown protection: who wants it gone waits for who uses it. */
#include <ntddk.h>

static EX_RUNDOWN_REF reference;
static KEVENT done;

static void user(void *context)
{
	LARGE_INTEGER soon = { .QuadPart = -100000 };

	UNREFERENCED_PARAMETER(context);
	KeDelayExecutionThread(KernelMode, FALSE, &soon);
	DbgPrint("released\n");
	ExReleaseRundownProtection(&reference);
	KeSetEvent(&done, 0, FALSE);
}

static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	KeInitializeEvent(&done, NotificationEvent, FALSE);
	ExInitializeRundownProtection(&reference);
	DbgPrint("acquired %d\n", ExAcquireRundownProtection(&reference));
	PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, user, NULL);
	ExWaitForRundownProtectionRelease(&reference);
	DbgPrint("gone, acquired %d\n",
		 ExAcquireRundownProtection(&reference));
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	return STATUS_SUCCESS;
}
