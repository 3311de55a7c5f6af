/* Unloads while its timer is set. */
#include <ntddk.h>

static KTIMER timer;
static KDPC dpc;

static void NTAPI routine(PKDPC self, void *context, void *one, void *two)
{
	UNREFERENCED_PARAMETER(self);
	UNREFERENCED_PARAMETER(context);
	UNREFERENCED_PARAMETER(one);
	UNREFERENCED_PARAMETER(two);
}

static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
	DbgPrint("unloaded\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	LARGE_INTEGER second = { .QuadPart = -10000000 };

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	KeInitializeTimer(&timer);
	KeInitializeDpc(&dpc, routine, NULL);
	KeSetTimer(&timer, second, &dpc);
	return STATUS_SUCCESS;
}
