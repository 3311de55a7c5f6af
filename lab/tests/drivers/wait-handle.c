/* Waits by handle: what has nothing to wait for is signaled always, and what
 * has is not. */
#include <ntifs.h>

static void wait(const char *what, HANDLE handle)
{
	LARGE_INTEGER soon = { .QuadPart = -100000 };

	DbgPrint("%s: 0x%08lX\n", what,
		 ZwWaitForSingleObject(handle, FALSE, &soon));
	ZwClose(handle);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	OBJECT_ATTRIBUTES attributes;
	HANDLE handle;

	UNREFERENCED_PARAMETER(driver);
	InitializeObjectAttributes(&attributes, path,
				   OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE,
				   NULL, NULL);
	if (NT_SUCCESS(ZwOpenKey(&handle, KEY_READ, &attributes)))
		wait("key", handle);
	attributes.ObjectName = NULL;
	if (NT_SUCCESS(ZwCreateEvent(&handle, EVENT_ALL_ACCESS, &attributes,
				     NotificationEvent, FALSE)))
		wait("event", handle);
	if (NT_SUCCESS(ZwCreateEvent(&handle, EVENT_ALL_ACCESS, &attributes,
				     NotificationEvent, TRUE)))
		wait("event that is set", handle);
	wait("closed", handle);
	wait("thread", ZwCurrentThread());
	return STATUS_SUCCESS;
}
