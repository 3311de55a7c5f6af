/* Lets no program start. */
#include <ntddk.h>

#pragma comment(linker, "/integritycheck")

static VOID notify(PEPROCESS process, HANDLE id, PPS_CREATE_NOTIFY_INFO info)
{
	(void)process;
	(void)id;
	if (info)
		info->CreationStatus = STATUS_ACCESS_DENIED;
}

static VOID unload(PDRIVER_OBJECT driver)
{
	(void)driver;
	PsSetCreateProcessNotifyRoutineEx(notify, TRUE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	(void)path;
	driver->DriverUnload = unload;
	return PsSetCreateProcessNotifyRoutineEx(notify, FALSE);
}
