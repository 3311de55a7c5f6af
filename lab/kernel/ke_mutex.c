#include "config.h"
#include "kernel/private.h"

#include <string.h>

static void initialize_mutex(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mutex = trap_argument(trap, 0);
	uint8_t zeros[0x38] = { OBJECT_MUTANT };

	memory_write(&kernel->memory, mutex, zeros, sizeof(zeros));
	put32(kernel, mutex + NT_OFFSET("_DISPATCHER_HEADER", "SignalState"),
	      1);
	NT_PUT(kernel, mutex, "_KMUTANT", "ApcDisable", 1);
	list_init(kernel,
		  mutex + NT_OFFSET("_DISPATCHER_HEADER", "WaitListHead"));
	trap_return(trap, 0);
}

/* The last release: the owner gives it up, and its critical region. */
static void disown(struct kernel *kernel, uint64_t mutex, uint64_t thread)
{
	list_remove(kernel, mutex + NT_OFFSET("_KMUTANT", "MutantListEntry"));
	NT_PUT(kernel, mutex, "_KMUTANT", "OwnerThread", 0);
	if (NT_GET(kernel, mutex, "_KMUTANT", "ApcDisable"))
		NT_PUT(kernel, thread, "_KTHREAD", "KernelApcDisable",
		       NT_GET(kernel, thread, "_KTHREAD", "KernelApcDisable") +
			       1);
}

static void release_mutex(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mutex = trap_argument(trap, 0), thread = trap->thread->ethread;
	const struct nt_place *state =
		NT_PLACE("_DISPATCHER_HEADER", "SignalState");
	int32_t before = (int32_t)nt_get(kernel, mutex, state);

	if (NT_GET(kernel, mutex, "_KMUTANT", "OwnerThread") != thread ||
	    NT_GET(kernel, mutex, "_DISPATCHER_HEADER", "DpcActive") !=
		    cpu_current(kernel)->dpc_active) {
		trap_raise(trap, NT_GET(kernel, mutex, "_KMUTANT", "Abandoned")
					 ? STATUS_ABANDONED
					 : STATUS_MUTANT_NOT_OWNED);
		return;
	}
	nt_put(kernel, mutex, state, (uint32_t)before + 1);
	if (before == 0) {
		disown(kernel, mutex, thread);
		wait_test(kernel, mutex);
	}
	trap_return(trap, (uint32_t)before);
}

static void read_state_mutex(struct trap *trap)
{
	trap_return(trap, NT_GET(trap->kernel, trap_argument(trap, 0),
				 "_DISPATCHER_HEADER", "SignalState"));
}

static const struct nt_function functions[] = {
	{ "KeInitializeMutex", FIDELITY_REAL, initialize_mutex, NULL },
	{ "KeReleaseMutex", FIDELITY_REAL, release_mutex, NULL },
	{ "KeReadStateMutex", FIDELITY_REAL, read_state_mutex, NULL },
};

const struct nt_family ke_mutex_family = {
	"ke_mutex", functions, sizeof(functions) / sizeof(*functions)
};
