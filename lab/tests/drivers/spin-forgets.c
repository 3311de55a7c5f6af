/* Comes back from DriverEntry with a spin lock. */
#include <ntddk.h>

static KSPIN_LOCK lock;

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	KIRQL old;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &old);
	return STATUS_SUCCESS;
}
