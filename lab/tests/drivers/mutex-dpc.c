/* A DPC sets the event that a thread waits for together with a mutex: the
 * mutex is the thread's, and not the DPC's. */
#include <ntddk.h>

static KMUTEX mutex;
static KEVENT event;
static KTIMER timer;
static KDPC dpc;

static void NTAPI set(PKDPC self, void *context, void *one, void *two)
{
	UNREFERENCED_PARAMETER(self);
	UNREFERENCED_PARAMETER(context);
	UNREFERENCED_PARAMETER(one);
	UNREFERENCED_PARAMETER(two);
	KeSetEvent(&event, 0, FALSE);
}

/* Waits for the mutex and something that is signaled by a processor in 10 ms.
 */
static void wait_for_both(const char *what, void *other, PKDPC call)
{
	LARGE_INTEGER soon = { .QuadPart = -100000 };
	LARGE_INTEGER second = { .QuadPart = -10000000 };
	void *objects[2] = { &mutex, other };
	NTSTATUS status;

	KeInitializeTimer(&timer);
	KeSetTimer(&timer, soon, call);
	status = KeWaitForMultipleObjects(2, objects, WaitAll, Executive,
					  KernelMode, FALSE, &second, NULL);
	DbgPrint("%s: 0x%08lX, mutex %d, event %d\n", what, status,
		 KeReadStateMutex(&mutex), KeReadStateEvent(&event));
	if (status == STATUS_SUCCESS)
		DbgPrint("released %d\n", KeReleaseMutex(&mutex, FALSE));
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeMutex(&mutex, 0);
	KeInitializeEvent(&event, SynchronizationEvent, FALSE);
	KeInitializeDpc(&dpc, set, NULL);
	wait_for_both("event", &event, &dpc);
	wait_for_both("timer", &timer, NULL);
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
	wait_for_both("owned already, event", &event, &dpc);
	wait_for_both("owned already, timer", &timer, NULL);
	DbgPrint("released %d\n", KeReleaseMutex(&mutex, FALSE));
	return STATUS_SUCCESS;
}
