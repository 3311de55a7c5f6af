/*
 * TestDriver: prints a line to the debugger for every process that
 * starts and every process that ends.
 */
#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;

void ProcessNotifyCallback(HANDLE ParentProcessId, HANDLE ProcessId,
                           BOOLEAN Create);
void WaitForGlobalMutex(void);
void DriverUnloadRoutine(PDRIVER_OBJECT DriverObject);

/* Keeps the lines of two processors from mixing. */
KMUTEX GlobalProcessMutex;

/* Called by the system once for every process start and process end. */
void ProcessNotifyCallback(HANDLE ParentProcessId, HANDLE ProcessId,
                           BOOLEAN Create)
{
    PEPROCESS Process = NULL;
    PUNICODE_STRING FullProcessName = NULL;
    WCHAR *ProcessName;

    WaitForGlobalMutex();

    if (Create) {
        PsLookupProcessByProcessId(ProcessId, &Process);
        if (Process) {
            SeLocateProcessImageName(Process, &FullProcessName);
            if (FullProcessName) {
                /* The part after the last backslash. */
                ProcessName = wcsrchr(FullProcessName->Buffer, L'\\');
                if (ProcessName)
                    ProcessName++;
                else
                    ProcessName = FullProcessName->Buffer;

                DbgPrint("| %10lu | %8lu | %-20ws |\n",
                         HandleToULong(ParentProcessId),
                         HandleToULong(ProcessId), ProcessName);
                ExFreePool(FullProcessName);
            }
            ObDereferenceObject(Process);
        }
    } else {
        DbgPrint("| %10lu | %8lu | %-20s |\n",
                 HandleToULong(ParentProcessId),
                 HandleToULong(ProcessId), "-");
    }
}

/* Takes the mutex, waiting for as long as somebody else has it. */
void WaitForGlobalMutex(void)
{
    NTSTATUS status;

    status = KeWaitForSingleObject(&GlobalProcessMutex, Executive,
                                   KernelMode, FALSE, NULL);
    if (status != STATUS_SUCCESS)
        DbgPrint("Failed to wait for global mutex: 0x%lX\n", status);
}

/* Called by the system before it takes the driver out of memory. */
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

    /* No line is printed before the set-up is complete. */
    KeWaitForSingleObject(&GlobalProcessMutex, Executive, KernelMode,
                          FALSE, NULL);

    DriverObject->DriverUnload = DriverUnloadRoutine;

    status = PsSetCreateProcessNotifyRoutine(ProcessNotifyCallback, FALSE);
    if (!NT_SUCCESS(status)) {
        DbgPrint("Failed to register process notify routine: 0x%lX\n",
                 status);
        return status;
    }

    DbgPrint("Driver loaded and process notify routine registered\n");
    return STATUS_SUCCESS;
}
