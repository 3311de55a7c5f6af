/*
 * The seed's driver in little: a mutex, a routine that is told of processes.
 * What is defined before says which of its faults are mended.
 */
#include <ntddk.h>

static KMUTEX mutex;

static void notify(HANDLE parent, HANDLE process, BOOLEAN create)
{
	UNREFERENCED_PARAMETER(parent);
	UNREFERENCED_PARAMETER(process);
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
	DbgPrint("%s\n", create ? "created" : "exited");
#ifdef NOTIFY_RELEASES
	KeReleaseMutex(&mutex, FALSE);
#endif
}

static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
#ifndef UNLOAD_FORGETS
	PsSetCreateProcessNotifyRoutine(notify, TRUE);
#endif
	DbgPrint("unloaded\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	DbgPrint("%wZ\n", path);
	KeInitializeMutex(&mutex, 0);
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
#ifdef ENTRY_RELEASES
	KeReleaseMutex(&mutex, FALSE);
#endif
	driver->DriverUnload = unload;
	return PsSetCreateProcessNotifyRoutine(notify, FALSE);
}
