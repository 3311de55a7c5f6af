/*
 * TestDriver, mended: prints a line to the debugger for every process
 * that starts and every process that ends.
 *
 * The rule of this file: the function that takes the mutex gives it back
 * before it returns, on every path. What can wait or allocate happens
 * before the mutex is taken.
 */
#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;

void ProcessNotifyCallback(HANDLE ParentProcessId, HANDLE ProcessId,
                           BOOLEAN Create);
void WaitForGlobalMutex(void);
void ReleaseGlobalMutex(void);
void DriverUnloadRoutine(PDRIVER_OBJECT DriverObject);

/* Keeps the lines of two processors from mixing. */
KMUTEX GlobalProcessMutex;

/*
 * Called by the system once for every process start and process end, on a
 * thread that the driver does not own: it must leave the thread as it was.
 */
void ProcessNotifyCallback(HANDLE ParentProcessId, HANDLE ProcessId,
                           BOOLEAN Create)
{
    PEPROCESS Process = NULL;
    PUNICODE_STRING FullProcessName = NULL;
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"-");
    USHORT i;

    if (Create &&
        NT_SUCCESS(PsLookupProcessByProcessId(ProcessId, &Process))) {
        if (!NT_SUCCESS(SeLocateProcessImageName(Process,
                                                 &FullProcessName)))
            FullProcessName = NULL;
        ObDereferenceObject(Process);
    }

    if (FullProcessName) {
        /* The part after the last backslash; the text is counted. */
        i = FullProcessName->Length / sizeof(WCHAR);
        while (i && FullProcessName->Buffer[i - 1] != L'\\')
            i--;
        Name.Buffer = FullProcessName->Buffer + i;
        Name.Length = FullProcessName->Length - (USHORT)(i * sizeof(WCHAR));
        Name.MaximumLength = Name.Length;
    }

    WaitForGlobalMutex();
    DbgPrint("| %10lu | %8lu | %-20wZ |\n",
             HandleToULong(ParentProcessId), HandleToULong(ProcessId),
             &Name);
    ReleaseGlobalMutex();

    if (FullProcessName)
        ExFreePool(FullProcessName);
}

/*
 * Takes the mutex. A kernel-mode wait without a timeout ends only when the
 * mutex is ours, so there is nothing to hand back.
 */
void WaitForGlobalMutex(void)
{
    KeWaitForSingleObject(&GlobalProcessMutex, Executive, KernelMode,
                          FALSE, NULL);
}

/* Gives the mutex back. FALSE: no other wait follows this call. */
void ReleaseGlobalMutex(void)
{
    KeReleaseMutex(&GlobalProcessMutex, FALSE);
}

/*
 * Called by the system before it takes the driver out of memory. The
 * removal waits for callbacks that still run.
 */
void DriverUnloadRoutine(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    PsSetCreateProcessNotifyRoutine(ProcessNotifyCallback, TRUE);
    DbgPrint("Driver unloaded\n");
}

/* Called by the system once, when the driver has been loaded. */
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject,
                     PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    KeInitializeMutex(&GlobalProcessMutex, 0);
    DriverObject->DriverUnload = DriverUnloadRoutine;

    /* No line is printed before the set-up is complete. */
    WaitForGlobalMutex();
    status = PsSetCreateProcessNotifyRoutine(ProcessNotifyCallback, FALSE);
    if (NT_SUCCESS(status))
        DbgPrint("Driver loaded and process notify routine registered\n");
    else
        DbgPrint("Failed to register process notify routine: 0x%lX\n",
                 status);
    ReleaseGlobalMutex();

    return status;
}
