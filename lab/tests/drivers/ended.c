/* A thread and a process that somebody points to when they end: they are found
 * by number and stand in the lists until nobody does. */
#include <ntifs.h>

#define PROCESS_LINKS	0x448 /* of an EPROCESS */
#define PROCESS_THREADS 0x5e0
#define THREAD_LINKS	0x4e8 /* of an ETHREAD */

static PEPROCESS kept;

static int is_listed(PLIST_ENTRY head, PLIST_ENTRY entry)
{
	for (PLIST_ENTRY at = head->Flink; at != head; at = at->Flink) {
		if (at == entry)
			return 1;
	}
	return 0;
}

static void tell_thread(const char *what, PVOID thread, HANDLE id)
{
	PETHREAD found;
	NTSTATUS status = PsLookupThreadByThreadId(id, &found);

	DbgPrint("thread %s: 0x%08lX, listed %d\n", what, status,
		 is_listed((PLIST_ENTRY)((char *)PsInitialSystemProcess +
					 PROCESS_THREADS),
			   (PLIST_ENTRY)((char *)thread + THREAD_LINKS)));
	if (NT_SUCCESS(status))
		ObDereferenceObject(found);
}

static void tell_process(const char *what, PVOID process, HANDLE id)
{
	PEPROCESS found;
	NTSTATUS status = PsLookupProcessByProcessId(id, &found);
	LIST_ENTRY *links =
		(LIST_ENTRY *)((char *)PsInitialSystemProcess + PROCESS_LINKS);

	DbgPrint("process %s: 0x%08lX, listed %d\n", what, status,
		 is_listed(links,
			   (PLIST_ENTRY)((char *)process + PROCESS_LINKS)));
	if (NT_SUCCESS(status))
		ObDereferenceObject(found);
}

static void run(PVOID go)
{
	KeWaitForSingleObject(go, Executive, KernelMode, FALSE, NULL);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static void told(HANDLE parent, HANDLE id, BOOLEAN create)
{
	UNREFERENCED_PARAMETER(parent);
	if (create && !kept)
		PsLookupProcessByProcessId(id, &kept);
}

static void unload(PDRIVER_OBJECT driver)
{
	HANDLE id;

	UNREFERENCED_PARAMETER(driver);
	PsSetCreateProcessNotifyRoutine(told, TRUE);
	if (!kept)
		return;
	id = PsGetProcessId(kept);
	tell_process("ended", kept, id);
	ObDereferenceObject(kept);
	tell_process("gone", kept, id);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PETHREAD thread;
	HANDLE handle;
	CLIENT_ID id;
	KEVENT go;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	KeInitializeEvent(&go, NotificationEvent, FALSE);
	PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, &id, run,
			     &go);
	ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType,
				  KernelMode, (PVOID *)&thread, NULL);
	ZwClose(handle);
	tell_thread("waits", thread, id.UniqueThread);
	KeSetEvent(&go, 0, FALSE);
	KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL);
	tell_thread("ended", thread, id.UniqueThread);
	ObDereferenceObject(thread);
	tell_thread("gone", thread, id.UniqueThread);
	return PsSetCreateProcessNotifyRoutine(told, FALSE);
}
