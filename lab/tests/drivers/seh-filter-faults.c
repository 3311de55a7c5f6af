/* A filter that faults. As the filter's code is the function's own here, the
 * search for who handles that goes on behind the function; one of Microsoft's
 * compiler would be asked again, until the stack is used up. */
#include <ntddk.h>

static __declspec(noinline) void Poke(PVOID Address)
{
	*(volatile int *)Address = 1;
}

static LONG Filter(void)
{
	return *(volatile LONG *)0x10;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
	__try {
		Poke((PVOID)0x1230);
		DbgPrint("not here\n");
	} __except (Filter()) {
		DbgPrint("not here\n");
	}
	return STATUS_UNSUCCESSFUL;
}
