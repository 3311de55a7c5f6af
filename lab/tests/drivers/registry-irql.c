#include <ntddk.h>

/* The registry's code is pageable: not for DISPATCH_LEVEL. */
NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	OBJECT_ATTRIBUTES attributes;
	HANDLE key;
	KIRQL old;

	InitializeObjectAttributes(&attributes, path, OBJ_CASE_INSENSITIVE,
				   NULL, NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	ZwOpenKey(&key, KEY_READ, &attributes);
	KeLowerIrql(old);
	return STATUS_SUCCESS;
}
