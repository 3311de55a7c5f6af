/* The driver goes and its bug check callback stays: what is in the list is not
 * there any more when the machine stops. */
#include <ntddk.h>

static VOID NTAPI never(PVOID to, ULONG size)
{
	(void)to, (void)size;
	DbgPrint("never\n");
}

static void unload(PDRIVER_OBJECT driver)
{
	(void)driver;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PKBUGCHECK_CALLBACK_RECORD kept =
		ExAllocatePoolWithTag(NonPagedPool, sizeof(*kept), 'gubk');
	static KBUGCHECK_CALLBACK_RECORD record;

	(void)path;
	driver->DriverUnload = unload;
	KeInitializeCallbackRecord(kept);
	KeRegisterBugCheckCallback(kept, never, NULL, 0, (PUCHAR) "kept");
	KeRegisterBugCheckCallback(&record, never, NULL, 0, (PUCHAR) "gone");
	return STATUS_SUCCESS;
}
