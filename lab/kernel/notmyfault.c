#include "config.h"
#include "kernel/myfault.h"
#include "kernel/private.h"

#include <stdlib.h>
#include <strings.h>

/*
 * NotMyFault, as cmd.exe starts it: it has its driver loaded, opens the device
 * and tells it to fault. Any of these steps may hang, or be refused, by what
 * other drivers do.
 */
#define DRIVER	"C:\\Windows\\system32\\drivers\\myfault.sys"
#define SERVICE "MYFAULT"
#define DEVICE	"\\??\\MyFault"
#define CRASH	0x83360018u /* buffered; its device's type is 0x8336 */

/* A cmd.exe that is not in a call that does not come back, if there is one. */
static uint32_t shell(struct kernel *kernel)
{
	uint32_t found = 0;

	for (size_t i = 0; i < kernel->process_count; i++) {
		struct process *process = kernel->processes[i];
		struct thread *thread;

		if (process->exited || strcasecmp(process->image, "cmd.exe"))
			continue;
		thread = process_thread(kernel, process);
		if (!found || (thread && !thread->running))
			found = process->id;
	}
	return found;
}

static enum kernel_outcome load(struct kernel *kernel, uint32_t *ret_status)
{
	enum kernel_outcome outcome;
	struct err err;
	size_t size;
	uint8_t *bytes = myfault_new(&size);

	/* a full disk is no reason: the loader has its own copy */
	(void)!kernel_file_put(kernel, DRIVER, bytes, size, &err);
	outcome = kernel_load_driver(kernel, SERVICE, DRIVER, bytes, size,
				     ret_status);
	free(bytes);
	return outcome;
}

enum kernel_outcome notmyfault_run(struct kernel *kernel)
{
	struct kernel_transfer transfer = { 0 };
	uint32_t process = 0, status = 0;
	uint64_t handle = 0;
	enum kernel_outcome outcome;

	outcome =
		kernel_create_process(kernel, shell(kernel), "notmyfault64.exe",
				      "notmyfault64 /crash", &process);
	if (outcome != KERNEL_DONE || kernel_create_status(kernel))
		return outcome;
	outcome = load(kernel, &status);
	if (outcome == KERNEL_DONE && !status)
		outcome =
			kernel_open(kernel, process, DEVICE, &handle, &status);
	if (outcome == KERNEL_DONE && !status)
		outcome = kernel_control(kernel, process, handle, CRASH,
					 &transfer, &status);
	if (outcome == KERNEL_DONE)
		outcome = kernel_exit_process(kernel, process, status != 0);
	return outcome;
}
