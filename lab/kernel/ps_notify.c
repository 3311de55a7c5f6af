#include "config.h"
#include "kernel/ps.h"

#include <string.h>

/*
 * Process notify routines: called in the creating thread, and in the last
 * thread that exits, each within a critical region; nt.md 4.
 */
enum { ROUTINES = 64, LOCAL_NEXT = 0, LOCAL_PROCESS = 1, LOCAL_CREATE = 2 };

struct callbacks {
	uint64_t process[ROUTINES];
};

static struct callbacks *callbacks(struct kernel *kernel)
{
	return family_state(kernel, FAMILY_CALLBACKS, sizeof(struct callbacks),
			    NULL);
}

static void call_notify_routines(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct callbacks *list = callbacks(kernel);
	uint64_t process, next;

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_PROCESS, trap_argument(trap, 0));
		trap_set_local(trap, LOCAL_CREATE, trap_argument(trap, 2));
		next = 0;
	} else {
		next = trap_local(trap, LOCAL_NEXT) + 1;
	}
	while (next < ROUTINES && !list->process[next])
		next++;
	trap_set_local(trap, LOCAL_NEXT, next);
	process = trap_local(trap, LOCAL_PROCESS);
	if (next >= ROUTINES)
		trap_return(trap, 0);
	else
		TRAP_CALL(
			trap, 1, list->process[next],
			NT_GET(kernel, process, "_EPROCESS",
			       "InheritedFromUniqueProcessId"),
			NT_GET(kernel, process, "_EPROCESS", "UniqueProcessId"),
			trap_local(trap, LOCAL_CREATE));
}

static int find(const struct callbacks *list, uint64_t routine)
{
	for (int i = 0; i < ROUTINES; i++) {
		if (list->process[i] == routine)
			return i;
	}
	return -1;
}

/* NotifyRoutine, Remove */
static void set_create_process_notify(struct trap *trap)
{
	struct callbacks *list = callbacks(trap->kernel);
	uint64_t routine = trap_argument(trap, 0);
	int found = find(list, routine), empty = find(list, 0);

	if (trap_argument(trap, 1) & 0xff) {
		if (found >= 0)
			list->process[found] = 0;
		trap_return(trap, found >= 0 ? STATUS_SUCCESS
					     : STATUS_PROCEDURE_NOT_FOUND);
		return;
	}
	if (found >= 0 || empty < 0) {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
	list->process[empty] = routine;
	trap_return(trap, STATUS_SUCCESS);
}

static const struct nt_function functions[] = {
	{ "PspCallProcessNotifyRoutines", FIDELITY_PARTIAL,
	  call_notify_routines, "the plain kind of routine" },
	{ "PsSetCreateProcessNotifyRoutine", FIDELITY_PARTIAL,
	  set_create_process_notify,
	  "removing does not wait for a routine that is running" },
};

const struct nt_family ps_notify_family = {
	"ps_notify", functions, sizeof(functions) / sizeof(*functions)
};
