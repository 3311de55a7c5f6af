/* Who is told of a process asks what it is; references are given back. */
#include <ntifs.h>

PCHAR PsGetProcessImageFileName(PEPROCESS process);

static void notify(HANDLE parent, HANDLE id, BOOLEAN create)
{
	PEPROCESS process = NULL;
	NTSTATUS status = PsLookupProcessByProcessId(id, &process);

	UNREFERENCED_PARAMETER(parent);
	DbgPrint("%s: 0x%08lX\n", create ? "created" : "exited", status);
	if (!NT_SUCCESS(status))
		return;
	DbgPrint("the same: %d\n", PsGetProcessId(process) == id);
	ObDereferenceObject(process);
}

static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
	PsSetCreateProcessNotifyRoutine(notify, TRUE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PEPROCESS process;

	UNREFERENCED_PARAMETER(path);
	DbgPrint("none: 0x%08lX\n",
		 PsLookupProcessByProcessId((HANDLE)(ULONG_PTR)12345,
					    &process));
	DbgPrint("System: %d\n",
		 PsLookupProcessByProcessId((HANDLE)(ULONG_PTR)4, &process) ==
			 0 &&
			 process == PsInitialSystemProcess);
	ObDereferenceObject(process);
	driver->DriverUnload = unload;
	return PsSetCreateProcessNotifyRoutine(notify, FALSE);
}
