#include <ntddk.h>

/*
 * A registry callback that takes itself out: who unregisters waits until
 * nobody runs the routine, and here that is the one who waits.
 */
static LARGE_INTEGER cookie;

static NTSTATUS NTAPI asked(PVOID context, PVOID class, PVOID argument)
{
	CmUnRegisterCallback(cookie);
	return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	OBJECT_ATTRIBUTES attributes;
	HANDLE key;

	CmRegisterCallback(asked, NULL, &cookie);
	InitializeObjectAttributes(&attributes, path, OBJ_CASE_INSENSITIVE,
				   NULL, NULL);
	ZwOpenKey(&key, KEY_READ, &attributes);
	DbgPrint("never\n");
	return STATUS_SUCCESS;
}
