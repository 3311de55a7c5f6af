/* What waits until DriverEntry is over, and then waits again; and local time. */
#include <ntddk.h>

static void unload_it(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
	DbgPrint("unloaded\n");
}

static void again(PDRIVER_OBJECT driver, PVOID context, ULONG count)
{
	DbgPrint("%s, time %lu, registered %d\n", (char *)context, count,
		 (driver->Flags & 8) != 0);
	if (count < 3)
		IoRegisterDriverReinitialization(driver, again, context);
}

static void boot(PDRIVER_OBJECT driver, PVOID context, ULONG count)
{
	DbgPrint("%s, time %lu of %lu\n", (char *)context, count,
		 driver->DriverExtension->Count);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	LARGE_INTEGER system, local, back;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload_it;
	IoRegisterDriverReinitialization(driver, again, "again");
	IoRegisterBootDriverReinitialization(driver, boot, "boot");
	KeQuerySystemTime(&system);
	ExSystemTimeToLocalTime(&system, &local);
	ExLocalTimeToSystemTime(&local, &back);
	DbgPrint("entry is over, %lld hours, %lld\n",
		 (local.QuadPart - system.QuadPart) / 36000000000,
		 back.QuadPart - system.QuadPart);
	return STATUS_SUCCESS;
}
