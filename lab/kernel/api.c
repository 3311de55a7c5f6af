#include "config.h"
#include "kernel/load.h"
#include "kernel/ps.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the room above asks for, as requests to programs of the machine. */

enum { PROCESS_TERMINATE = 1 }; /* an access */

/* The instruction behind syscall in ntdll's stubs: the profile's. */
static uint64_t stub(const struct kernel *kernel, const char *service)
{
	char name[80];
	uint64_t address;

	snprintf(name, sizeof(name), "ntdll_%s", service);
	if (machine_lookup(kernel->machine, name, &address))
		return address;
	return kernel->alpc_rip;
}

void user_request_free(struct user_request *request)
{
	load_source_free(request->source);
	free(request);
}

static enum kernel_outcome make(struct kernel *kernel, struct thread *thread,
				struct user_request *request,
				uint32_t *ret_status)
{
	enum kernel_outcome outcome;

	if (kernel->stopped) {
		user_request_free(request);
		return KERNEL_STOPPED;
	}
	request->rip = stub(kernel, request->service);
	user_request(kernel, thread, request);
	outcome = kernel_run(kernel, request, 0);
	if (outcome == KERNEL_DONE && ret_status)
		*ret_status = (uint32_t)request->status;
	/* a thread that hangs keeps its request; it is freed with it */
	if (outcome == KERNEL_DONE)
		user_request_free(request);
	else
		kernel_keep(kernel, request);
	return outcome;
}

enum kernel_outcome kernel_ask(struct kernel *kernel, struct thread *thread,
			       const char *service, unsigned count,
			       const uint64_t *arguments, uint32_t *ret_status)
{
	struct user_request *request = mem_calloc(1, sizeof(*request));

	request->service = service;
	request->count = count;
	memcpy(request->arguments, arguments, count * sizeof(*arguments));
	return make(kernel, thread, request, ret_status);
}

static enum kernel_outcome ask(struct kernel *kernel, struct thread *thread,
			       const char *service, uint64_t one, uint64_t two,
			       uint32_t *ret_status)
{
	return kernel_ask(kernel, thread, service, 2, (uint64_t[]){ one, two },
			  ret_status);
}

void kernel_keep(struct kernel *kernel, struct user_request *request)
{
	kernel->kept = mem_grow(kernel->kept, &kernel->kept_capacity,
				kernel->kept_count + 1, sizeof(*kernel->kept));
	kernel->kept[kernel->kept_count++] = request;
}

static enum kernel_outcome nobody(struct kernel *kernel)
{
	memset(&kernel->hang, 0, sizeof(kernel->hang));
	return kernel->stopped ? KERNEL_STOPPED : KERNEL_HANGS;
}

static struct thread *first_thread(struct kernel *kernel, uint32_t process)
{
	struct process *found = process_find(kernel, process);

	return found ? process_thread(kernel, found) : NULL;
}

enum kernel_outcome kernel_create_process(struct kernel *kernel,
					  uint32_t parent, const char *image,
					  const char *command_line,
					  uint32_t *ret_process)
{
	struct thread *thread = first_thread(kernel, parent);
	enum kernel_outcome outcome;
	uint32_t status = STATUS_UNSUCCESSFUL;

	if (!thread)
		return nobody(kernel);
	free(kernel->creating);
	free(kernel->creating_line);
	kernel->creating = mem_strdup(image);
	kernel->creating_line = mem_strdup(command_line);
	kernel->created = 0;
	outcome = ask(kernel, thread, "NtCreateUserProcess", 0, 0, &status);
	kernel->create_status = status;
	if (outcome == KERNEL_DONE)
		*ret_process = kernel->created;
	return outcome;
}

uint32_t kernel_create_status(const struct kernel *kernel)
{
	return kernel->create_status;
}

enum kernel_outcome kernel_exit_process(struct kernel *kernel, uint32_t process,
					uint32_t exit_code)
{
	struct thread *thread = first_thread(kernel, process);

	if (!thread)
		return nobody(kernel);
	return ask(kernel, thread, "NtTerminateProcess", UINT64_MAX, exit_code,
		   NULL);
}

/*
 * In Windows the threads of the process are sent an APC and end themselves;
 * so its own thread does it here, whoever asked.
 */
enum kernel_outcome kernel_terminate_process(struct kernel *kernel, uint32_t by,
					     uint32_t process,
					     uint32_t *ret_status)
{
	const struct process *found = process_find(kernel, process);

	enum kernel_outcome outcome;

	*ret_status = !found || found->exited	? STATUS_INVALID_CID
		      : found == kernel->system ? STATUS_ACCESS_DENIED
						: STATUS_SUCCESS;
	if (*ret_status)
		return KERNEL_DONE;
	outcome = kernel_ask_process(kernel, by, process, PROCESS_TERMINATE,
				     ret_status);
	if (outcome != KERNEL_DONE || *ret_status)
		return outcome;
	return kernel_exit_process(kernel, process, 1);
}

/* source: taken */
static enum kernel_outcome ask_services(struct kernel *kernel,
					const char *service,
					struct load_source *source,
					uint32_t *ret_status)
{
	struct process *services = process_named(kernel, "services.exe");
	struct thread *thread =
		services ? process_thread(kernel, services) : NULL;
	struct user_request *request;

	if (!thread) {
		load_source_free(source);
		return nobody(kernel);
	}
	request = mem_calloc(1, sizeof(*request));
	request->service = service;
	request->count = 2;
	request->arguments[0] = thread->user_stack + 0x80;
	request->source = source;
	return make(kernel, thread, request, ret_status);
}

enum kernel_outcome kernel_load_driver(struct kernel *kernel, const char *name,
				       const char *path, const void *bytes,
				       size_t size, uint32_t *ret_status)
{
	char image[300];
	const struct kernel_service service = { .name = name,
						.path = image,
						.type = 1,
						.start = 3,
						.error_control = 1 };

	snprintf(image, sizeof(image), "\\??\\%s", path);
	if (!kernel_service_is(kernel, name))
		kernel_service_set(kernel, &service);
	kernel->refusal[0] = '\0';
	return ask_services(kernel, "NtLoadDriver",
			    load_source_new(name, path, bytes, size),
			    ret_status);
}

enum kernel_outcome kernel_unload_driver(struct kernel *kernel,
					 const char *name, uint32_t *ret_status)
{
	return ask_services(kernel, "NtUnloadDriver",
			    load_source_new(name, "", NULL, 0), ret_status);
}

size_t kernel_process_count(const struct kernel *kernel)
{
	size_t count = 0;

	for (size_t i = 0; i < kernel->process_count; i++)
		count += !kernel->processes[i]->exited;
	return count;
}

void kernel_process(const struct kernel *kernel, size_t number,
		    struct kernel_process *ret)
{
	const struct process *process = NULL;

	for (size_t i = 0; i < kernel->process_count; i++) {
		process = kernel->processes[i];
		if (!process->exited && number-- == 0)
			break;
	}
	memset(ret, 0, sizeof(*ret));
	ret->id = process->id;
	ret->parent = process->parent;
	ret->session = process->session;
	ret->threads = process->thread_count;
	memcpy(ret->image, process->image, sizeof(ret->image));
}

enum kernel_outcome kernel_wait(struct kernel *kernel, uint32_t milliseconds)
{
	return kernel_run(kernel, NULL,
			  kernel->uptime + (uint64_t)milliseconds * 10000);
}

uint64_t kernel_time(const struct kernel *kernel)
{
	return kernel->boot_time + kernel->uptime;
}

uint64_t kernel_local_time(struct kernel *kernel, uint64_t time)
{
	return time -
	       get64(kernel, USER_SHARED_DATA + NT_OFFSET("_KUSER_SHARED_DATA",
							  "TimeZoneBias"));
}

uint64_t kernel_uptime(const struct kernel *kernel)
{
	return kernel->uptime;
}

bool kernel_debug_take(struct kernel *kernel, struct kernel_debug_line *ret)
{
	if (kernel->debug_taken == kernel->debug_count)
		return false;
	*ret = kernel->debug[kernel->debug_taken++];
	return true;
}

bool kernel_function_at(size_t number, struct kernel_function *ret)
{
	static const char *const names[] = { [FIDELITY_REAL] = "real",
					     [FIDELITY_PARTIAL] = "partial",
					     [FIDELITY_ANSWER] = "answer" };
	const struct nt_function *function = nt_function_at(number);

	if (!function)
		return false;
	ret->name = function->name;
	ret->fidelity = names[function->fidelity];
	ret->note = function->note ? function->note : "";
	return true;
}
