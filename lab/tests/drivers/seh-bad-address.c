/* A __try does not save from an address of the kernel's half: 0x50. */
#include <ntddk.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
	__try {
		*(volatile int *)0xfffff90000001000 = 1;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		DbgPrint("not here\n");
	}
	return STATUS_UNSUCCESSFUL;
}
