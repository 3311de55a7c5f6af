/* A resource: alone, shared, who waits, and a release that is one too many. */
#include <ntddk.h>

static ERESOURCE resource;
static KEVENT go, done;
static volatile LONG order;

static void writer(void *context)
{
	UNREFERENCED_PARAMETER(context);
	KeEnterCriticalRegion();
	DbgPrint("writer polls %d\n",
		 ExAcquireResourceExclusiveLite(&resource, FALSE));
	KeSetEvent(&go, 0, FALSE);
	ExAcquireResourceExclusiveLite(&resource, TRUE);
	DbgPrint("writer has it, %d\n", ++order);
	ExReleaseResourceLite(&resource);
	KeLeaveCriticalRegion();
	KeSetEvent(&done, 0, FALSE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	LARGE_INTEGER soon = { .QuadPart = -10000 };
	HANDLE handle;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeEvent(&go, SynchronizationEvent, FALSE);
	KeInitializeEvent(&done, SynchronizationEvent, FALSE);
	ExInitializeResourceLite(&resource);
	KeEnterCriticalRegion();
	ExAcquireResourceSharedLite(&resource, TRUE);
	ExAcquireResourceSharedLite(&resource, TRUE);
	DbgPrint("shared %d times\n",
		 ExIsResourceAcquiredSharedLite(&resource));
	PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, writer, NULL);
	KeWaitForSingleObject(&go, Executive, KernelMode, FALSE, NULL);
	KeDelayExecutionThread(KernelMode, FALSE, &soon);
	DbgPrint("waiters %d, order %d\n",
		 ExGetExclusiveWaiterCount(&resource), order);
	ExReleaseResourceLite(&resource);
	ExReleaseResourceLite(&resource);
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	ExAcquireResourceExclusiveLite(&resource, TRUE);
	DbgPrint("alone %d\n", ExIsResourceAcquiredExclusiveLite(&resource));
	ExConvertExclusiveToSharedLite(&resource);
	DbgPrint("alone %d\n", ExIsResourceAcquiredExclusiveLite(&resource));
	ExReleaseResourceLite(&resource);
	KeLeaveCriticalRegion();
	ExReleaseResourceLite(&resource);
	return STATUS_SUCCESS;
}
