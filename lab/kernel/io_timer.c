#include "config.h"
#include "kernel/dpc.h"
#include "kernel/io.h"

/* A device's timer: once a second, at DISPATCH_LEVEL. */

enum {
	TYPE_TIMER = 9,
	TAG = 0x69546f49, /* "IoTi" */
	/* IO_TIMER, and behind it what makes it go */
	TIMER_FLAG = 0x02,
	TIMER_ROUTINE = 0x18,
	TIMER_CONTEXT = 0x20,
	TIMER_DEVICE = 0x28,
	TIMER_OBJECT = 0x30,
	TIMER_DPC = 0x70,
	TIMER_SIZE = 0xb0,
	PERIOD = 1000, /* ms */
	LOCAL_TIMER = 0,
};
#define FIRST (-10000000) /* 100 ns from now */

static uint64_t timer_of(struct kernel *kernel, uint64_t device)
{
	return NT_GET(kernel, device, "_DEVICE_OBJECT", "Timer");
}

/* DeviceObject, TimerRoutine, Context */
static void initialize(struct trap *trap)
{
	enum { CALL_TIMER = 1, CALL_DPC = 2 };
	struct kernel *kernel = trap->kernel;
	uint64_t device, timer;

	if (trap->site == CALL_DPC) {
		trap_return(trap, STATUS_SUCCESS);
		return;
	}
	if (trap->site == CALL_TIMER) {
		timer = trap_local(trap, LOCAL_TIMER);
		TRAP_CALL(trap, CALL_DPC, 0, timer + TIMER_DPC,
			  nt_address(kernel, "IopTimerDispatch"), timer);
		return;
	}
	device = trap_argument(trap, 0);
	timer = timer_of(kernel, device);
	if (!timer)
		timer = object_memory(kernel, TIMER_SIZE, TAG);
	if (!timer) {
		trap_return(trap, STATUS_INSUFFICIENT_RESOURCES);
		return;
	}
	put16(kernel, timer, TYPE_TIMER);
	put64(kernel, timer + TIMER_ROUTINE, trap_argument(trap, 1));
	put64(kernel, timer + TIMER_CONTEXT, trap_argument(trap, 2));
	put64(kernel, timer + TIMER_DEVICE, device);
	if (timer_of(kernel, device)) {
		trap_return(trap, STATUS_SUCCESS);
		return;
	}
	NT_PUT(kernel, device, "_DEVICE_OBJECT", "Timer", timer);
	trap_set_local(trap, LOCAL_TIMER, timer);
	TRAP_CALL(trap, CALL_TIMER, 0, timer + TIMER_OBJECT);
}

/* DeviceObject */
static void start(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t timer;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	timer = timer_of(kernel, trap_argument(trap, 0));
	put16(kernel, timer + TIMER_FLAG, 1);
	TRAP_CALL(trap, 1, 0, timer + TIMER_OBJECT, (uint64_t)FIRST, PERIOD,
		  timer + TIMER_DPC);
}

/* DeviceObject */
static void stop(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t timer;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	timer = timer_of(kernel, trap_argument(trap, 0));
	put16(kernel, timer + TIMER_FLAG, 0);
	TRAP_CALL(trap, 1, 0, timer + TIMER_OBJECT);
}

/* Dpc, DeferredContext: the timer */
static void dispatch(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t timer;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	timer = trap_argument(trap, 1);
	if (!get16(kernel, timer + TIMER_FLAG))
		trap_return(trap, 0);
	else
		TRAP_CALL(trap, 1, get64(kernel, timer + TIMER_ROUTINE),
			  get64(kernel, timer + TIMER_DEVICE),
			  get64(kernel, timer + TIMER_CONTEXT));
}

void device_drop_timer(struct kernel *kernel, uint64_t device)
{
	uint64_t timer = timer_of(kernel, device);

	if (!timer)
		return;
	timer_cancel(kernel, timer + TIMER_OBJECT);
	put16(kernel, timer + TIMER_FLAG, 0);
	NT_PUT(kernel, device, "_DEVICE_OBJECT", "Timer", 0);
	/* a processor may be about to call what is in it */
	if (!NT_GET(kernel, timer + TIMER_DPC, "_KDPC", "DpcData"))
		object_memory_free(kernel, timer);
}

static const struct nt_function functions[] = {
	{ "IoInitializeTimer", FIDELITY_REAL, initialize, NULL },
	{ "IoStartTimer", FIDELITY_REAL, start, NULL },
	{ "IoStopTimer", FIDELITY_REAL, stop, NULL },
	{ "IopTimerDispatch", FIDELITY_PARTIAL, dispatch,
	  "each device has a timer of its own" },
};

const struct nt_family io_timer_family = {
	"io_timer", functions, sizeof(functions) / sizeof(*functions)
};
