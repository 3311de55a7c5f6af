/* One reference is given back that was never taken. */
#include <ntifs.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PKEVENT event;
	HANDLE handle;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	ZwCreateEvent(&handle, EVENT_ALL_ACCESS, NULL, NotificationEvent,
		      FALSE);
	ObReferenceObjectByHandle(handle, EVENT_ALL_ACCESS, *ExEventObjectType,
				  KernelMode, (PVOID *)&event, NULL);
	ObDereferenceObject(event);
	DbgPrint("once\n");
	ObDereferenceObject(event);
	return STATUS_SUCCESS;
}
