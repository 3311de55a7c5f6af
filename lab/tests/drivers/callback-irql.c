/* A callback object is opened where no code may be paged in. */
#include <ntddk.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Callback\\PowerState");
	PCALLBACK_OBJECT object;
	OBJECT_ATTRIBUTES from;
	KIRQL irql;

	(void)driver, (void)path;
	InitializeObjectAttributes(&from, &name, 0, NULL, NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	return ExCreateCallback(&object, &from, FALSE, TRUE);
}
