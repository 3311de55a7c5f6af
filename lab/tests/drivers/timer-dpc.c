/* Timers with and without a DPC, a DPC by itself, and waits for timers. */
#include <ntddk.h>

static KTIMER once, again;
static KDPC once_dpc, again_dpc, plain_dpc;
static KEVENT ran;
static int count;

static void NTAPI tell(PKDPC dpc, void *context, void *one, void *two)
{
	UNREFERENCED_PARAMETER(dpc);
	UNREFERENCED_PARAMETER(two);
	DbgPrint("%s at %d on %d, %s\n", (char *)context, KeGetCurrentIrql(),
		 KeGetCurrentProcessorNumber(), one ? "time" : "none");
	KeSetEvent(&ran, 0, FALSE);
}

static void NTAPI tick(PKDPC dpc, void *context, void *one, void *two)
{
	UNREFERENCED_PARAMETER(dpc);
	UNREFERENCED_PARAMETER(context);
	UNREFERENCED_PARAMETER(one);
	UNREFERENCED_PARAMETER(two);
	count++;
}

static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
	DbgPrint("cancelled %d, %d ticks\n", KeCancelTimer(&again), count);
	KeFlushQueuedDpcs();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	LARGE_INTEGER second = { .QuadPart = -10000000 };
	LARGE_INTEGER before, after;
	KIRQL old;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	KeInitializeEvent(&ran, SynchronizationEvent, FALSE);
	KeInitializeDpc(&plain_dpc, tell, "plain");
	KeInitializeDpc(&once_dpc, tell, "once");
	KeInitializeDpc(&again_dpc, tick, NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	DbgPrint("queued %d", KeInsertQueueDpc(&plain_dpc, NULL, NULL));
	DbgPrint(" %d, not yet run\n", KeInsertQueueDpc(&plain_dpc, NULL, NULL));
	KeLowerIrql(old);
	DbgPrint("lowered\n");
	KeInitializeTimer(&once);
	KeClearEvent(&ran);
	KeQuerySystemTime(&before);
	KeSetTimer(&once, second, &once_dpc);
	KeWaitForSingleObject(&ran, Executive, KernelMode, FALSE, NULL);
	KeQuerySystemTime(&after);
	DbgPrint("%d ms, signaled %d\n",
		 (int)((after.QuadPart - before.QuadPart) / 10000),
		 KeReadStateTimer(&once));
	KeInitializeTimerEx(&again, SynchronizationTimer);
	KeSetTimerEx(&again, second, 100, &again_dpc);
	KeWaitForSingleObject(&again, Executive, KernelMode, FALSE, NULL);
	DbgPrint("waited for the timer, signaled %d\n",
		 KeReadStateTimer(&again));
	return STATUS_SUCCESS;
}
