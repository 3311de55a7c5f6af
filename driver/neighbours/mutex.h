/*
 * TestDriver in little: a mutex, and a routine that is called for every
 * process that starts or ends. What is defined before this is included
 * says who gives the mutex back, and who has it at all.
 *
 *   ENTRY_RELEASES    DriverEntry gives it back
 *   NOTIFY_RELEASES   the routine gives it back
 *   UNLOAD_FORGETS    the routine stays registered
 *   HOLDER_HOLDS      a thread of the driver's has it, and sleeps
 */
#include <ntifs.h>

static KMUTEX Mutex;

static void Notify(HANDLE ParentId, HANDLE ProcessId, BOOLEAN Create)
{
    UNREFERENCED_PARAMETER(ParentId);
    UNREFERENCED_PARAMETER(ProcessId);

    KeWaitForSingleObject(&Mutex, Executive, KernelMode, FALSE, NULL);
    DbgPrint("%s\n", Create ? "created" : "exited");
#ifdef NOTIFY_RELEASES
    KeReleaseMutex(&Mutex, FALSE);
#endif
}

static void Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
#ifndef UNLOAD_FORGETS
    PsSetCreateProcessNotifyRoutine(Notify, TRUE);
#endif
    DbgPrint("unloaded\n");
}

#ifdef HOLDER_HOLDS
static KEVENT Taken;

static void Holder(PVOID Context)
{
    LARGE_INTEGER Hour;

    UNREFERENCED_PARAMETER(Context);
    Hour.QuadPart = -10000000LL * 60 * 60;
    KeWaitForSingleObject(&Mutex, Executive, KernelMode, FALSE, NULL);
    KeSetEvent(&Taken, IO_NO_INCREMENT, FALSE);
    for (;;)
        KeDelayExecutionThread(KernelMode, FALSE, &Hour);
}

/* Comes back when the thread has the mutex. */
static NTSTATUS StartHolder(void)
{
    HANDLE Thread;
    NTSTATUS Status;

    KeInitializeEvent(&Taken, NotificationEvent, FALSE);
    Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL,
                                  NULL, Holder, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    ZwClose(Thread);
    return KeWaitForSingleObject(&Taken, Executive, KernelMode, FALSE, NULL);
}
#endif

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING Path)
{
    DbgPrint("%wZ\n", Path);
    KeInitializeMutex(&Mutex, 0);
#ifdef HOLDER_HOLDS
    StartHolder();
#else
    KeWaitForSingleObject(&Mutex, Executive, KernelMode, FALSE, NULL);
#endif
#ifdef ENTRY_RELEASES
    KeReleaseMutex(&Mutex, FALSE);
#endif
    DriverObject->DriverUnload = Unload;
    return PsSetCreateProcessNotifyRoutine(Notify, FALSE);
}
