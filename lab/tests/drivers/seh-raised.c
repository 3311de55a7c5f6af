/* Nor at DISPATCH_LEVEL: a page fault there is 0xD1, whoever would catch it. */
#include <ntddk.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
	KIRQL Irql;

	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	__try {
		*(volatile int *)0x1230 = 1;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		DbgPrint("not here\n");
	}
	KeLowerIrql(Irql);
	return STATUS_UNSUCCESSFUL;
}
