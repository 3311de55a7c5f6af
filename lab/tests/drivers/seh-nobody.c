/* A filter that declines: nobody handles it, and no __finally has run when the
 * machine stops, as the stack is not taken down before somebody does. */
#include <ntddk.h>

static __declspec(noinline) void Fail(void)
{
	__try {
		ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
	} __finally {
		DbgPrint("not here\n");
	}
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
	__try {
		Fail();
	} __except (DbgPrint("asked\n"), EXCEPTION_CONTINUE_SEARCH) {
		DbgPrint("not here\n");
	}
	return STATUS_UNSUCCESSFUL;
}
