/* A thread of the driver's own: started, waited for, its handle closed. */
#include <ntifs.h>

static void run(PVOID context)
{
	LARGE_INTEGER delay = { .QuadPart = -100000 };

	KeDelayExecutionThread(KernelMode, FALSE, &delay);
	DbgPrint("thread: %s\n", (char *)context);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static void told(HANDLE process, HANDLE thread, BOOLEAN create)
{
	UNREFERENCED_PARAMETER(thread);
	DbgPrint("%s of process %lu\n", create ? "begin" : "end",
		 HandleToULong(process));
}

static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
	DbgPrint("0x%08lX 0x%08lX\n", PsRemoveCreateThreadNotifyRoutine(told),
		 PsRemoveCreateThreadNotifyRoutine(told));
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PETHREAD thread;
	HANDLE handle;
	CLIENT_ID id;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	PsSetCreateThreadNotifyRoutine(told);
	PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, &id, run,
			     "hello");
	DbgPrint("handle of the kernel: %d, process %lu\n",
		 ((ULONG_PTR)handle & 0x80000000) != 0,
		 HandleToULong(id.UniqueProcess));
	DbgPrint("wrong type: 0x%08lX\n",
		 ObReferenceObjectByHandle(handle, 0, *PsProcessType,
					   KernelMode, (PVOID *)&thread, NULL));
	ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType,
				  KernelMode, (PVOID *)&thread, NULL);
	DbgPrint("close: 0x%08lX\n", ZwClose(handle));
	DbgPrint("again: 0x%08lX\n", ZwClose(handle));
	KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL);
	DbgPrint("over\n");
	ObDereferenceObject(thread);
	return STATUS_SUCCESS;
}
