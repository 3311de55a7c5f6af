/* Acquires a spin lock that it has. */
#include <ntddk.h>

static KSPIN_LOCK lock;

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	KIRQL old, again;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &old);
	KeAcquireSpinLock(&lock, &again);
	return STATUS_SUCCESS;
}
