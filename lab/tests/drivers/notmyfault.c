#include <ntddk.h>

/*
 * NotMyFault's own driver is loaded like any other: who watches images sees
 * it come. What the crash names is that driver.
 */
static VOID NTAPI loaded(PUNICODE_STRING name, HANDLE process, IMAGE_INFO *image)
{
	DbgPrint("%wZ: 0x%Ix bytes, process %d\n", name, image->ImageSize,
		 (int)(LONG_PTR)process);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	return PsSetLoadImageNotifyRoutine((PVOID)loaded);
}
