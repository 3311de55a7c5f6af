#include "config.h"
#include "kernel/private.h"

#include <string.h>

/*
 * ZwXxx: NtXxx as called from the kernel. What the caller is, a program or a
 * driver, is the thread's PreviousMode meanwhile. The dispatcher of system
 * calls that lies between them in Windows is not on the stack.
 */
enum { LOCAL_MODE = 0, MOST = 12 };

static const struct {
	const char *name;
	unsigned count; /* of arguments */
} services[] = {
	{ "ZwClose", 1 },
	{ "ZwCreateEvent", 5 },
	{ "ZwSetEvent", 2 },
	{ "ZwResetEvent", 2 },
	{ "ZwClearEvent", 1 },
	{ "ZwCreateMutant", 4 },
	{ "ZwWaitForSingleObject", 3 },
	{ "ZwCreateFile", 11 },
	{ "ZwOpenProcess", 4 },
	{ "ZwOpenThread", 4 },
	{ "ZwTerminateProcess", 2 },
	{ "ZwOpenFile", 6 },
	{ "ZwDeviceIoControlFile", 10 },
	{ "ZwReadFile", 9 },
	{ "ZwWriteFile", 9 },
	{ "ZwQueryInformationFile", 5 },
	{ "ZwSetInformationFile", 5 },
	{ "ZwFlushBuffersFile", 2 },
	{ "ZwDeleteFile", 1 },
	{ "ZwQuerySystemInformation", 4 },
	{ "ZwQueryInformationProcess", 5 },
	{ "ZwCreateKey", 7 },
	{ "ZwOpenKey", 3 },
	{ "ZwOpenKeyEx", 4 },
	{ "ZwDeleteKey", 1 },
	{ "ZwFlushKey", 1 },
	{ "ZwSetValueKey", 6 },
	{ "ZwDeleteValueKey", 2 },
	{ "ZwQueryValueKey", 6 },
	{ "ZwEnumerateKey", 6 },
	{ "ZwEnumerateValueKey", 6 },
	{ "ZwQueryKey", 5 },
};

static unsigned arguments_of(const char *name)
{
	for (size_t i = 0; i < sizeof(services) / sizeof(*services); i++) {
		if (strcmp(services[i].name, name) == 0)
			return services[i].count;
	}
	return 4;
}

static void service(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread = trap->thread->ethread, arguments[MOST];
	unsigned count = arguments_of(trap->function->name);

	if (trap->site > 0) {
		NT_PUT(kernel, thread, "_KTHREAD", "PreviousMode",
		       trap_local(trap, LOCAL_MODE));
		trap_return(trap, trap_result(trap));
		return;
	}
	trap_set_local(trap, LOCAL_MODE,
		       NT_GET(kernel, thread, "_KTHREAD", "PreviousMode"));
	for (unsigned i = 0; i < count; i++)
		arguments[i] = trap_argument(trap, i);
	NT_PUT(kernel, thread, "_KTHREAD", "PreviousMode", 0);
	trap_call(trap, 1, 0, count, arguments);
}

static const struct nt_function functions[] = {
	{ "ZwClose", FIDELITY_REAL, service, NULL },
	{ "ZwCreateEvent", FIDELITY_REAL, service, NULL },
	{ "ZwSetEvent", FIDELITY_REAL, service, NULL },
	{ "ZwResetEvent", FIDELITY_REAL, service, NULL },
	{ "ZwClearEvent", FIDELITY_REAL, service, NULL },
	{ "ZwCreateMutant", FIDELITY_REAL, service, NULL },
	{ "ZwWaitForSingleObject", FIDELITY_REAL, service, NULL },
	{ "ZwCreateFile", FIDELITY_REAL, service, NULL },
	{ "ZwOpenProcess", FIDELITY_REAL, service, NULL },
	{ "ZwOpenThread", FIDELITY_REAL, service, NULL },
	{ "ZwTerminateProcess", FIDELITY_REAL, service, NULL },
	{ "ZwOpenFile", FIDELITY_REAL, service, NULL },
	{ "ZwDeviceIoControlFile", FIDELITY_REAL, service, NULL },
	{ "ZwReadFile", FIDELITY_REAL, service, NULL },
	{ "ZwWriteFile", FIDELITY_REAL, service, NULL },
	{ "ZwQueryInformationFile", FIDELITY_REAL, service, NULL },
	{ "ZwSetInformationFile", FIDELITY_REAL, service, NULL },
	{ "ZwFlushBuffersFile", FIDELITY_REAL, service, NULL },
	{ "ZwDeleteFile", FIDELITY_REAL, service, NULL },
	{ "ZwQuerySystemInformation", FIDELITY_REAL, service, NULL },
	{ "ZwQueryInformationProcess", FIDELITY_REAL, service, NULL },
	{ "ZwCreateKey", FIDELITY_REAL, service, NULL },
	{ "ZwOpenKey", FIDELITY_REAL, service, NULL },
	{ "ZwOpenKeyEx", FIDELITY_REAL, service, NULL },
	{ "ZwDeleteKey", FIDELITY_REAL, service, NULL },
	{ "ZwFlushKey", FIDELITY_REAL, service, NULL },
	{ "ZwSetValueKey", FIDELITY_REAL, service, NULL },
	{ "ZwDeleteValueKey", FIDELITY_REAL, service, NULL },
	{ "ZwQueryValueKey", FIDELITY_REAL, service, NULL },
	{ "ZwEnumerateKey", FIDELITY_REAL, service, NULL },
	{ "ZwEnumerateValueKey", FIDELITY_REAL, service, NULL },
	{ "ZwQueryKey", FIDELITY_REAL, service, NULL },
};

const struct nt_family zw_family = { "zw", functions,
				     sizeof(functions) / sizeof(*functions) };
