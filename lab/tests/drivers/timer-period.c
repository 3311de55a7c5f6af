/* Timers with a period: how often one of the executive's expires, however
 * short it is, and when a KTIMER says that it is due again. */
#include <ntddk.h>

static int count;

static void NTAPI expired(PEX_TIMER timer, PVOID context)
{
	UNREFERENCED_PARAMETER(timer);
	UNREFERENCED_PARAMETER(context);
	count++;
}

/* In 200 ms, period in 100 ns; the clock has 12 or 13 ticks in that time. */
static void measure(const char *what, ULONG attributes, LONGLONG period,
		    int least, int most)
{
	LARGE_INTEGER interval = { .QuadPart = -2000000 };
	PEX_TIMER timer = ExAllocateTimer(expired, NULL, attributes);

	count = 0;
	ExSetTimer(timer, -1, period, NULL);
	KeDelayExecutionThread(KernelMode, FALSE, &interval);
	ExDeleteTimer(timer, TRUE, TRUE, NULL);
	if (count >= least && count <= most)
		DbgPrint("%s: %d to %d times\n", what, least, most);
	else
		DbgPrint("%s: %d times\n", what, count);
}

static KTIMER own;

static void NTAPI set_again(PKDPC dpc, void *context, void *one, void *two)
{
	LARGE_INTEGER at_once = { .QuadPart = -1 };

	UNREFERENCED_PARAMETER(context);
	UNREFERENCED_PARAMETER(one);
	UNREFERENCED_PARAMETER(two);
	count++;
	KeSetTimer(&own, at_once, dpc);
}

/* A timer that its own DPC sets again: the processor comes to other things. */
static void measure_own(void)
{
	LARGE_INTEGER interval = { .QuadPart = -2000000 };
	KDPC dpc;

	count = 0;
	KeInitializeTimer(&own);
	KeInitializeDpc(&dpc, set_again, NULL);
	KeSetTimer(&own, interval, &dpc);
	KeDelayExecutionThread(KernelMode, FALSE, &interval);
	KeDelayExecutionThread(KernelMode, FALSE, &interval);
	DbgPrint("its own DPC: %s\n",
		 count > 0 && count <= 400 ? "goes on" : "floods");
	KeCancelTimer(&own);
	KeFlushQueuedDpcs();
	KeCancelTimer(&own);
}

/* The time that is known is the last tick's. */
static void tell(KTIMER *timer)
{
	LONGLONG ahead;

	KeWaitForSingleObject(timer, Executive, KernelMode, FALSE, NULL);
	ahead = (LONGLONG)(timer->DueTime.QuadPart - KeQueryInterruptTime());
	DbgPrint("due in 50 ms: %d, absolute %d\n",
		 ahead >= 500000 && ahead <= 500000 + 156250,
		 ((PUCHAR)timer)[1] & 1);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	LARGE_INTEGER soon;
	KTIMER timer;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	measure("100 ns", 0, 1, 12, 14);
	measure("1 ms", 0, 10000, 12, 14);
	measure("50 ms", 0, 500000, 4, 5);
	measure("high resolution, 100 ns", EX_TIMER_HIGH_RESOLUTION, 1, 380,
		400);
	measure("high resolution, 2 ms", EX_TIMER_HIGH_RESOLUTION, 20000, 95,
		101);
	measure_own();
	KeInitializeTimerEx(&timer, SynchronizationTimer);
	KeQuerySystemTime(&soon);
	soon.QuadPart += 1000000;
	KeSetTimerEx(&timer, soon, 50, NULL);
	DbgPrint("absolute %d\n", ((PUCHAR)&timer)[1] & 1);
	tell(&timer);
	tell(&timer);
	tell(&timer);
	KeCancelTimer(&timer);
	return STATUS_SUCCESS;
}
