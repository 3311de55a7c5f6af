#include <ntddk.h>

/* A path that forgets to release the remove lock: who removes waits. */
static IO_REMOVE_LOCK lock;

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	IoInitializeRemoveLock(&lock, 'tset', 0, 0);
	IoAcquireRemoveLock(&lock, NULL);
	IoAcquireRemoveLock(&lock, NULL);
	IoReleaseRemoveLockAndWait(&lock, NULL);
	return STATUS_SUCCESS;
}
