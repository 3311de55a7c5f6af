#include "config.h"
#include "kernel/load.h"
#include "kernel/private.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/*
 * Reinitialization: what a driver wants to do when DriverEntry is over. Who
 * loads a driver calls all that wait, until none does: a routine may register
 * itself again.
 */
enum {
	DRVO_REINIT_REGISTERED = 0x8,
	DRVO_BOOTREINIT_REGISTERED = 0x20,
};

struct waiting {
	uint64_t driver, routine, context;
};
struct reinits {
	struct waiting *waiting;
	size_t count, capacity;
};

static void fini(void *state)
{
	struct reinits *reinits = state;

	free(reinits->waiting);
}

static struct reinits *reinits_of(struct kernel *kernel)
{
	return family_state(kernel, FAMILY_REINITS, sizeof(struct reinits),
			    fini);
}

static void set_flag(struct kernel *kernel, uint64_t driver, uint32_t flag,
		     bool set)
{
	uint64_t flags = NT_GET(kernel, driver, "_DRIVER_OBJECT", "Flags");

	NT_PUT(kernel, driver, "_DRIVER_OBJECT", "Flags",
	       set ? flags | flag : flags & ~(uint64_t)flag);
}

/* DriverObject, DriverReinitializationRoutine, Context */
static void wait_for_turn(struct trap *trap, uint32_t flag)
{
	struct kernel *kernel = trap->kernel;
	struct reinits *reinits = reinits_of(kernel);
	uint64_t driver = trap_argument(trap, 0);

	set_flag(kernel, driver, flag, true);
	if (kernel->memory.fault.set || reinits->count >= LIMIT_LIST)
		return;
	reinits->waiting =
		mem_grow(reinits->waiting, &reinits->capacity,
			 reinits->count + 1, sizeof(*reinits->waiting));
	reinits->waiting[reinits->count++] =
		(struct waiting){ driver, trap_argument(trap, 1),
				  trap_argument(trap, 2) };
	trap_return(trap, 0);
}

static void register_reinitialization(struct trap *trap)
{
	wait_for_turn(trap, DRVO_REINIT_REGISTERED);
}

static void register_boot_reinitialization(struct trap *trap)
{
	wait_for_turn(trap, DRVO_BOOTREINIT_REGISTERED);
}

/* The next whose driver is still there. */
static bool take(struct kernel *kernel, struct waiting *ret)
{
	struct reinits *reinits = reinits_of(kernel);

	while (reinits->count > 0) {
		*ret = reinits->waiting[0];
		memmove(reinits->waiting, reinits->waiting + 1,
			--reinits->count * sizeof(*reinits->waiting));
		if (driver_of_object(kernel, ret->driver))
			return true;
	}
	return false;
}

static void call_routines(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct waiting next;
	uint64_t extension, times;

	if (!take(kernel, &next)) {
		trap_return(trap, 0);
		return;
	}
	extension = NT_GET(kernel, next.driver, "_DRIVER_OBJECT",
			   "DriverExtension");
	times = NT_GET(kernel, extension, "_DRIVER_EXTENSION", "Count") + 1;
	NT_PUT(kernel, extension, "_DRIVER_EXTENSION", "Count", times);
	set_flag(kernel, next.driver,
		 DRVO_REINIT_REGISTERED | DRVO_BOOTREINIT_REGISTERED, false);
	TRAP_CALL(trap, 1, next.routine, next.driver, next.context, times);
}

static const struct nt_function functions[] = {
	{ "IoRegisterDriverReinitialization", FIDELITY_REAL,
	  register_reinitialization, NULL },
	{ "IoRegisterBootDriverReinitialization", FIDELITY_PARTIAL,
	  register_boot_reinitialization,
	  "no driver is started at boot: it is called when its driver is "
	  "loaded" },
	{ "IopCallDriverReinitializationRoutines", FIDELITY_REAL, call_routines,
	  NULL },
};

const struct nt_family io_reinit_family = {
	"io_reinit", functions, sizeof(functions) / sizeof(*functions)
};
