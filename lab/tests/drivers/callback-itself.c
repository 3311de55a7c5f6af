/* A routine of a callback object takes itself out: it waits for its own end. */
#include <ntddk.h>

static PVOID registered;

static VOID NTAPI leave(PVOID context, PVOID one, PVOID two)
{
	(void)context, (void)one, (void)two;
	DbgPrint("leaves\n");
	ExUnregisterCallback(registered);
	DbgPrint("left\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Callback\\Itself");
	PCALLBACK_OBJECT object;
	OBJECT_ATTRIBUTES from;

	(void)driver, (void)path;
	InitializeObjectAttributes(&from, &name, OBJ_PERMANENT, NULL, NULL);
	ExCreateCallback(&object, &from, TRUE, TRUE);
	registered = ExRegisterCallback(object, leave, NULL);
	ExNotifyCallback(object, NULL, NULL);
	return STATUS_SUCCESS;
}
