/* The notify routine releases a mutex that nobody has. */
#include <ntddk.h>

static KMUTEX mutex;

static void notify(HANDLE parent, HANDLE process, BOOLEAN create)
{
	UNREFERENCED_PARAMETER(parent);
	UNREFERENCED_PARAMETER(process);
	UNREFERENCED_PARAMETER(create);
	KeReleaseMutex(&mutex, FALSE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeMutex(&mutex, 0);
	return PsSetCreateProcessNotifyRoutine(notify, FALSE);
}
