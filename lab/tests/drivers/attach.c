/* Goes to each processor and to another process's memory; does not come back
 * from that. */
#include <ntddk.h>

NTKERNELAPI NTSTATUS PsLookupProcessByProcessId(HANDLE id, PEPROCESS *ret);
NTKERNELAPI void KeStackAttachProcess(PEPROCESS process, void *state);
NTKERNELAPI void KeUnstackDetachProcess(void *state);

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PEPROCESS system = IoGetCurrentProcess(), services;
	ULONG_PTR outer[6], inner[6];

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	for (int i = 3; i >= 0; i--) {
		KeSetSystemAffinityThread((KAFFINITY)1 << i);
		DbgPrint("on %d\n", KeGetCurrentProcessorNumberEx(NULL));
	}
	KeRevertToUserAffinityThread();
	DbgPrint("priority %d", KeSetPriorityThread(KeGetCurrentThread(), 16));
	DbgPrint(" %d\n", KeQueryPriorityThread(KeGetCurrentThread()));
	if (PsLookupProcessByProcessId((HANDLE)0x2a4, &services))
		return STATUS_UNSUCCESSFUL;
	KeStackAttachProcess(services, outer);
	DbgPrint("in services %d\n", IoGetCurrentProcess() == services);
	KeStackAttachProcess(system, inner);
	DbgPrint("in system %d\n", IoGetCurrentProcess() == system);
	KeUnstackDetachProcess(inner);
	DbgPrint("in services %d\n", IoGetCurrentProcess() == services);
	KeUnstackDetachProcess(outer);
	DbgPrint("in system %d\n", IoGetCurrentProcess() == system);
	KeStackAttachProcess(services, outer);
	return STATUS_SUCCESS;
}
