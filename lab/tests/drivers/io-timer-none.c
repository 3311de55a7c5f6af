#include <ntddk.h>

/* IoStartTimer for a device that has none. */
NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PDEVICE_OBJECT device;

	IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
	IoStartTimer(device);
	return STATUS_SUCCESS;
}
