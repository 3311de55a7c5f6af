/*
 * Processes and threads: !process, !thread.
 */
#include "config.h"
#include "kd/private.h"

#include "kd/stack.h"
#include "kd/walk.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define TICK_NS	     15625000u /* of a clock tick, as nearly all are */
#define USER_SHARED  UINT64_C(0xfffff78000000000)
#define TICKS_OFFSET 0x320

/* ---- !process ---- */

struct listing {
	struct kd_call *call;
	uint64_t flags;
	const char *image; /* NULL: all */
	bool threads_whole;
};

static uint64_t process_field(struct target *target, uint64_t process,
			      const char *name, uint32_t fallback)
{
	return print_pointer(target,
			     process + target_offset(target, "nt!_EPROCESS",
						     name, fallback));
}

static void print_session(struct kd_call *call, uint64_t process)
{
	uint64_t session =
		process_field(call->target, process, "Session", 0x558);
	uint32_t number;

	/* MM_SESSION_SPACE.SessionId */
	if (session && target_read(call->target, session + 8, &number,
				   sizeof(number), NULL) == ERR_OK)
		text_printf(call->out, "    SessionId: %" PRIu32, number);
	else
		text_add_string(call->out, "    SessionId: none");
}

static void print_process(struct kd_call *call, uint64_t process)
{
	struct target *target = call->target;
	uint64_t table;
	char image[16];

	if (!print_field(target, process, "nt!_KPROCESS", "DirectoryTableBase",
			 0x28, 8, &table))
		table = 0;
	print_process_name(target, process, image, sizeof(image));
	text_printf(call->out, "PROCESS %016" PRIx64 "\n", process);
	print_session(call, process);
	text_printf(call->out,
		    "  Cid: %04" PRIx64 "    Peb: %08" PRIx64
		    "  ParentCid: %04" PRIx64 "\n",
		    process_field(target, process, "UniqueProcessId", 0x440),
		    process_field(target, process, "Peb", 0x550),
		    process_field(target, process,
				  "InheritedFromUniqueProcessId", 0x540));
	text_printf(call->out,
		    "    DirBase: %08" PRIx64 "  ObjectTable: %016" PRIx64
		    "  HandleCount: <Data Not Accessible>\n",
		    table & ~UINT64_C(0xfff),
		    process_field(target, process, "ObjectTable", 0x570));
	text_printf(call->out, "    Image: %s\n\n", image);
}

/* ---- !thread ---- */

static void print_time(struct text *out, const char *name, uint64_t ticks)
{
	uint64_t ms = ticks * TICK_NS / 1000000;

	text_printf(out, "%-25s %02u:%02u:%02u.%03u\n", name,
		    (unsigned)(ms / 3600000), (unsigned)(ms / 60000 % 60),
		    (unsigned)(ms / 1000 % 60), (unsigned)(ms % 1000));
}

static void print_wait(struct kd_call *call, const struct walk_thread *thread)
{
	struct text *out = call->out;
	uint64_t owner;
	uint8_t type;

	text_printf(out, "WAIT: (%s) %s %s\n", walk_reason(thread->reason),
		    thread->wait_mode ? "UserMode" : "KernelMode",
		    thread->alertable ? "Alertable" : "Non-Alertable");
	if (!thread->wait_object)
		return;
	if (target_read(call->target, thread->wait_object, &type, 1, NULL)) {
		text_printf(out, "    %016" PRIx64 "  Unknown\n",
			    thread->wait_object);
		return;
	}
	text_printf(out, "    %016" PRIx64 "  %s", thread->wait_object,
		    walk_object(type));
	if ((type & 0x7f) == 2 &&
	    print_field(call->target, thread->wait_object, "nt!_KMUTANT",
			"OwnerThread", 0x28, 8, &owner))
		text_printf(out, " - owning thread %016" PRIx64, owner);
	if ((type & 0x7f) == 5 &&
	    print_field(call->target, thread->wait_object, "nt!_KSEMAPHORE",
			"Limit", 0x18, 4, &owner))
		text_printf(out, " 0x%" PRIx64, owner);
	text_add_char(out, '\n');
}

static void print_state(struct kd_call *call, const struct walk_thread *thread)
{
	int cpu = walk_running_on(call->target, thread->thread);

	text_printf(call->out,
		    "THREAD %016" PRIx64 "  Cid %04" PRIx64 ".%04" PRIx64
		    "  Teb: %016" PRIx64 " Win32Thread: ",
		    thread->thread, thread->pid, thread->tid, thread->teb);
	text_printf(call->out, "%016" PRIx64 " ",
		    print_pointer(call->target,
				  thread->thread + target_offset(call->target,
								 "nt!_KTHREAD",
								 "Win32Thread",
								 0x1c8)));
	if (cpu >= 0)
		text_printf(call->out, "RUNNING on processor %x\n",
			    (unsigned)cpu);
	else if (thread->state == 5)
		print_wait(call, thread);
	else
		text_printf(call->out, "%s\n", walk_state(thread->state));
}

static uint64_t thread_number(struct kd_call *call, uint64_t thread,
			      const char *type, const char *name,
			      uint32_t fallback, unsigned bytes)
{
	uint64_t value;

	return print_field(call->target, thread, type, name, fallback, bytes,
			   &value)
		       ? value
		       : 0;
}

/* "N/A" unless it runs in another process's memory. */
static void print_attached(struct kd_call *call,
			   const struct walk_thread *thread)
{
	uint64_t attached = print_pointer(
		call->target,
		thread->thread +
			target_offset(call->target, "nt!_KTHREAD", "ApcState",
				      0x98) +
			target_offset(call->target, "nt!_KAPC_STATE", "Process",
				      0x20));
	char image[16];

	if (!attached || attached == thread->process) {
		text_add_string(call->out, "Attached Process          N/A"
					   "            Image:         N/A\n");
		return;
	}
	print_process_name(call->target, attached, image, sizeof(image));
	text_printf(call->out,
		    "Attached Process          %016" PRIx64
		    "       Image:         %s\n",
		    attached, image);
}

/* "Ticks: 12 (0:00:00:00.187)" */
static void print_ticks(struct kd_call *call, const struct walk_thread *thread)
{
	uint32_t now, ticks;
	char number[24];
	uint64_t ms;
	int width;

	width = snprintf(number, sizeof(number), "%" PRIu64, thread->wait_time);
	width = width < 14 ? 14 - width : 0;
	text_printf(call->out, "Wait Start TickCount      %s", number);
	if (target_read(call->target, USER_SHARED + TICKS_OFFSET, &now,
			sizeof(now), NULL) == ERR_OK) {
		ticks = now - (uint32_t)thread->wait_time;
		ms = (uint64_t)ticks * TICK_NS / 1000000;
		text_printf(call->out, "%*s Ticks: %" PRIu32, width, "", ticks);
		if (ticks)
			text_printf(call->out, " (%u:%02u:%02u:%02u.%03u)",
				    (unsigned)(ms / 86400000),
				    (unsigned)(ms / 3600000 % 24),
				    (unsigned)(ms / 60000 % 60),
				    (unsigned)(ms / 1000 % 60),
				    (unsigned)(ms % 1000));
	}
	text_add_char(call->out, '\n');
}

static void print_priorities(struct kd_call *call,
			     const struct walk_thread *thread)
{
	/* CrossThreadFlags: three bits each from 9 and from 12 */
	uint64_t flags = thread_number(call, thread->thread, "nt!_ETHREAD",
				       "CrossThreadFlags", 0x510, 4);

	text_printf(call->out,
		    "Priority %u BasePriority %u PriorityDecrement %" PRIx64
		    " IoPriority %u PagePriority %u\n",
		    thread->priority, thread->base_priority,
		    thread_number(call, thread->thread, "nt!_KTHREAD",
				  "PriorityDecrement", 0x234, 1),
		    (unsigned)(flags >> 9 & 7), (unsigned)(flags >> 12 & 7));
}

static void print_details(struct kd_call *call,
			  const struct walk_thread *thread)
{
	uint64_t flags = thread_number(call, thread->thread, "nt!_ETHREAD",
				       "CrossThreadFlags", 0x510, 4);
	struct text *out = call->out;

	text_add_string(out,
			flags & 8 ? "Impersonating\n" : "Not impersonating\n");
	text_printf(out,
		    "Owning Process            %016" PRIx64
		    "       Image:         %s\n",
		    thread->process, thread->image);
	print_attached(call, thread);
	print_ticks(call, thread);
	text_printf(out, "Context Switch Count      %" PRIu64 "\n",
		    thread->switches);
	print_time(out, "UserTime", thread->user_time);
	print_time(out, "KernelTime", thread->kernel_time);
	if (thread->start) {
		text_add_string(out, "Win32 Start Address ");
		if (target_module_at(call->target, thread->start)) {
			print_symbol(call, thread->start);
			text_printf(out, " (0x%016" PRIx64 ")\n",
				    thread->start);
		} else {
			text_printf(out, "0x%016" PRIx64 "\n", thread->start);
		}
	}
	text_printf(out, "Stack Init %016" PRIx64 " Current %016" PRIx64 "\n",
		    thread->stack_init, thread->stack_current);
	text_printf(out, "Base %016" PRIx64 " Limit %016" PRIx64 "\n",
		    thread->stack_base, thread->stack_limit);
	print_priorities(call, thread);
}

static enum err_code run_thread(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint64_t address = target_context(call->target)->thread, flags = 6;
	struct walk_thread thread;
	enum err_code code = ERR_OK;

	if (*arguments)
		code = kd_expression(call, &arguments, &address, err);
	if (!code)
		code = argument_optional(call, arguments, &flags, err);
	if (code)
		return code;
	if (!walk_read_thread(call->target, address, &thread))
		return err_set(err, ERR_FAULT, address,
			       "%016" PRIx64 ": Unable to get thread contents",
			       address);
	print_state(call, &thread);
	if (flags & 6)
		print_details(call, &thread);
	if (flags & 4)
		stack_print(call, address);
	return ERR_OK;
}

/* ---- lists of both ---- */

/* Lines that were printed apart, eight columns in. */
static void add_indented(struct text *out, const char *lines)
{
	while (*lines) {
		size_t size = strcspn(lines, "\n");

		if (size)
			text_printf(out, "%8s%.*s", "", (int)size, lines);
		text_add_char(out, '\n');
		lines += size + (lines[size] == '\n');
	}
}

/* FLAGS: 1 its times and priorities, 2 what it waits for, 4 with 2 its stack;
 * without 2 it is one line. */
static bool visit_thread(void *context, uint64_t thread)
{
	struct listing *listing = context;
	struct kd_call call = *listing->call;
	struct text lines = { 0 };
	struct walk_thread read;

	if (!walk_read_thread(call.target, thread, &read))
		return false;
	call.out = &lines;
	print_state(&call, &read);
	if (!(listing->flags & 2) && strchr(text_string(&lines), '\n'))
		lines.size = strcspn(lines.bytes, "\n") + 1;
	if ((listing->flags & 3) == 3)
		print_details(&call, &read);
	if ((listing->flags & 6) == 6)
		stack_print(&call, thread);
	lines.bytes[lines.size] = 0;
	add_indented(listing->call->out, text_string(&lines));
	text_fini(&lines);
	return kd_goes_on(listing->call);
}

static bool visit_process(void *context, uint64_t process)
{
	struct listing *listing = context;
	char image[16];

	print_process_name(listing->call->target, process, image,
			   sizeof(image));
	if (listing->image && strcasecmp(image, listing->image) != 0)
		return true;
	print_process(listing->call, process);
	if ((listing->flags & 6) &&
	    !walk_threads(listing->call->target, process, visit_thread,
			  listing))
		text_add_string(listing->call->out,
				"        The list of threads is broken off\n");
	return kd_goes_on(listing->call);
}

struct hunt {
	struct target *target;
	uint64_t pid, process;
};

static bool visit_pid(void *context, uint64_t process)
{
	struct hunt *hunt = context;

	if (process_field(hunt->target, process, "UniqueProcessId", 0x440) ==
	    hunt->pid)
		hunt->process = process;
	return !hunt->process;
}

/* An address, a process's number, or -1 for the current one. */
static enum err_code find_process(struct kd_call *call, uint64_t *process,
				  struct err *err)
{
	struct hunt hunt = { .target = call->target, .pid = *process };

	if (*process == UINT64_MAX)
		*process = target_context(call->target)->process;
	if (!*process || *process > UINT32_MAX)
		return ERR_OK;
	walk_processes(call->target, visit_pid, &hunt);
	if (!hunt.process)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "no process has the number %" PRIx64
			       ": '!process 0 0' lists them",
			       *process);
	*process = hunt.process;
	return ERR_OK;
}

static enum err_code run_process(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	struct listing listing = { .call = call, .flags = 3 };
	uint64_t process = target_context(call->target)->process;
	char image[32];
	enum err_code code = ERR_OK;

	if (*arguments) {
		code = kd_expression(call, &arguments, &process, err);
		if (!code && process && process != UINT64_MAX)
			listing.flags = 0xf;
		if (!code)
			code = find_process(call, &process, err);
	}
	if (!code && *arguments)
		code = kd_expression(call, &arguments, &listing.flags, err);
	if (code)
		return code;
	if (kd_word(&arguments, image, sizeof(image)))
		listing.image = image;
	if (process) {
		listing.image = NULL;
		visit_process(&listing, process);
		return ERR_OK;
	}
	text_add_string(call->out, "**** NT ACTIVE PROCESS DUMP ****\n");
	if (!walk_processes(call->target, visit_process, &listing))
		text_add_string(call->out, "The list of processes is broken "
					   "off: its next is not in the "
					   "dump\n");
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "!process\0",
	  .summary = "show a process, or all",
	  .usage = "[ADDRESS | NUMBER | 0] [FLAGS] [IMAGE]",
	  .help = "!process 0 0 lists all; -1 is the current one. FLAGS: 4 "
		  "lists the threads, 2 with\n"
		  "what they wait for, 6 with their stacks, 7 with all; 3 "
		  "unless told, F of one that is\n"
		  "named. The number of handles is not counted.\n",
	  .run = run_process },
	{ .names = "!thread\0",
	  .summary = "show a thread: its state, times and stack",
	  .usage = "[ADDRESS [FLAGS]]",
	  .help = "Times are told as if the clock ticked every 15.625 ms.\n",
	  .run = run_thread },
};

const struct kd_family cmd_thread_family = {
	.name = "threads",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
