/* A driver goes and its routine stays with a callback object: who notifies
 * that calls into what is not there any more. */
#include <ntddk.h>

static PCALLBACK_OBJECT object;

static VOID NTAPI never(PVOID context, PVOID one, PVOID two)
{
	(void)context, (void)one, (void)two;
	DbgPrint("called\n");
}

static void unload(PDRIVER_OBJECT driver)
{
	(void)driver;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Callback\\Forgotten");
	OBJECT_ATTRIBUTES from;
	NTSTATUS status;

	(void)path;
	driver->DriverUnload = unload;
	InitializeObjectAttributes(&from, &name, OBJ_PERMANENT, NULL, NULL);
	if (!ExCreateCallback(&object, &from, FALSE, TRUE)) {
		ExNotifyCallback(object, NULL, NULL);
		DbgPrint("not here\n");
	}
	status = ExCreateCallback(&object, &from, TRUE, TRUE);
	DbgPrint("registered %d\n",
		 ExRegisterCallback(object, never, NULL) != NULL);
	return status;
}
