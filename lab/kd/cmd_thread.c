/*
 * Processes and threads: !process, !thread, !running.
 */
#include "config.h"
#include "kd/private.h"

#include "kd/stack.h"
#include "kd/walk.h"

#include <inttypes.h>
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

static void print_details(struct kd_call *call,
			  const struct walk_thread *thread)
{
	struct text *out = call->out;
	uint32_t now;

	text_printf(out,
		    "Owning Process            %016" PRIx64
		    "       Image:         %s\n",
		    thread->process, thread->image);
	text_printf(out, "Wait Start TickCount      %" PRIu64,
		    thread->wait_time);
	if (target_read(call->target, USER_SHARED + TICKS_OFFSET, &now,
			sizeof(now), NULL) == ERR_OK)
		text_printf(out, "         Ticks: %" PRIu32,
			    now - (uint32_t)thread->wait_time);
	text_printf(out, "\nContext Switch Count      %" PRIu64 "\n",
		    thread->switches);
	print_time(out, "UserTime", thread->user_time);
	print_time(out, "KernelTime", thread->kernel_time);
	if (thread->start) {
		text_add_string(out, "Win32 Start Address ");
		print_symbol(call, thread->start);
		text_printf(out, " (0x%016" PRIx64 ")\n", thread->start);
	}
	text_printf(out, "Stack Init %016" PRIx64 " Current %016" PRIx64 "\n",
		    thread->stack_init, thread->stack_current);
	text_printf(out, "Base %016" PRIx64 " Limit %016" PRIx64 "\n",
		    thread->stack_base, thread->stack_limit);
	text_printf(out, "Priority %u BasePriority %u\n", thread->priority,
		    thread->base_priority);
}

static void print_stack_of(struct kd_call *call, uint64_t thread)
{
	unsigned columns = STACK_CHILD | STACK_RETURN | STACK_HOME;
	struct stack stack;
	struct err err;

	if (stack_read_thread(call, thread, &stack, &err)) {
		text_printf(call->out, "No stack: %s\n\n", err.message);
		return;
	}
	stack_header(call->out, columns);
	for (size_t i = 0; i < stack.count; i++)
		stack_row(call, &stack, i, columns);
	stack_fini(&stack);
	text_add_char(call->out, '\n');
}

static enum err_code run_thread(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint64_t address = target_context(call->target)->thread, flags = 6;
	struct walk_thread thread;
	enum err_code code = ERR_OK;

	if (*arguments)
		code = kd_expression(call, &arguments, &address, err);
	if (!code && *arguments)
		code = kd_expression(call, &arguments, &flags, err);
	if (!code)
		code = argument_end(call, arguments, err);
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
		print_stack_of(call, address);
	return ERR_OK;
}

/* ---- lists of both ---- */

static bool visit_thread(void *context, uint64_t thread)
{
	struct listing *listing = context;
	struct walk_thread read;

	if (!walk_read_thread(listing->call->target, thread, &read))
		return false;
	text_add_string(listing->call->out, "        ");
	print_state(listing->call, &read);
	if (listing->flags & 4)
		print_stack_of(listing->call, thread);
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

static enum err_code run_process(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	struct listing listing = { .call = call };
	uint64_t process = target_context(call->target)->process;
	char image[32];
	enum err_code code = ERR_OK;

	if (*arguments)
		code = kd_expression(call, &arguments, &process, err);
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

/* ---- !running ---- */

struct processor {
	uint64_t prcb, current, next, idle;
};

static bool read_processor(struct target *target, unsigned cpu,
			   struct processor *ret)
{
	uint64_t block;

	memset(ret, 0, sizeof(*ret));
	if (target_cpu_thread(target, cpu, &ret->current, NULL))
		return false;
	if (target_symbol(target, "nt!KiProcessorBlock", &block, NULL, NULL))
		return true;
	ret->prcb = print_pointer(target, block + 8ull * cpu);
	if (!ret->prcb)
		return true;
	ret->next = print_pointer(
		target, ret->prcb + target_offset(target, "nt!_KPRCB",
						  "NextThread", 0x10));
	ret->idle = print_pointer(
		target, ret->prcb + target_offset(target, "nt!_KPRCB",
						  "IdleThread", 0x18));
	return true;
}

static bool is_idle(struct target *target, const struct processor *processor)
{
	struct walk_thread thread;

	if (processor->idle)
		return processor->current == processor->idle;
	return walk_read_thread(target, processor->current, &thread) &&
	       strcmp(thread.image, "Idle") == 0;
}

/* A thread and its priority. */
static void add_thread(struct kd_call *call, uint64_t address)
{
	struct walk_thread thread;

	if (!address)
		text_printf(call->out, "  %-21s", "");
	else if (walk_read_thread(call->target, address, &thread))
		text_printf(call->out, "  %016" PRIx64 " (%2u)", address,
			    thread.priority);
	else
		text_printf(call->out, "  %016" PRIx64 " (\?\?)", address);
}

static void print_processor(struct kd_call *call, unsigned cpu,
			    const struct processor *processor)
{
	text_printf(call->out, "%3x    ", cpu);
	if (processor->prcb)
		text_printf(call->out, "%016" PRIx64, processor->prcb);
	else
		text_add_string(call->out, "????????????????");
	add_thread(call, processor->current);
	add_thread(call, processor->next);
	if (processor->idle)
		text_printf(call->out, "  %016" PRIx64, processor->idle);
	text_add_char(call->out, '\n');
}

/* "-ti": with the idle ones, and with stacks. */
static enum err_code parse_running(struct kd_call *call, bool *stacks,
				   bool *idle, struct err *err)
{
	const char *arguments = call->arguments;
	char word[16];

	while (kd_word(&arguments, word, sizeof(word))) {
		if (*word != '-' || word[1 + strspn(word + 1, "ti")])
			return err_set(err, ERR_USAGE, 0,
				       "no option '%s': usage: %s %s", word,
				       call->name, call->command->usage);
		*stacks |= strchr(word, 't') != NULL;
		*idle |= strchr(word, 'i') != NULL;
	}
	return argument_end(call, arguments, err);
}

static enum err_code run_running(struct kd_call *call, struct err *err)
{
	uint32_t count = target_info(call->target)->processors;
	uint64_t all = 0, resting = 0;
	bool stacks = false, idle = false;
	struct processor processor;
	enum err_code code = parse_running(call, &stacks, &idle, err);

	if (code)
		return code;
	for (unsigned cpu = 0; cpu < count && cpu < 64; cpu++) {
		all |= UINT64_C(1) << cpu;
		if (read_processor(call->target, cpu, &processor) &&
		    is_idle(call->target, &processor))
			resting |= UINT64_C(1) << cpu;
	}
	text_printf(call->out,
		    "\nSystem Processors:  (%016" PRIx64 ")\n"
		    "  Idle Processors:  (%016" PRIx64 ")\n\n"
		    "       Prcbs             Current         (pri) Next       "
		    "     "
		    "(pri) Idle\n",
		    all, resting);
	for (unsigned cpu = 0; cpu < count && kd_goes_on(call); cpu++) {
		if (!read_processor(call->target, cpu, &processor) ||
		    (!idle && is_idle(call->target, &processor)))
			continue;
		print_processor(call, cpu, &processor);
		if (stacks) {
			text_add_char(call->out, '\n');
			print_stack_of(call, processor.current);
		}
	}
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "!process\0",
	  .summary = "show a process, or all",
	  .usage = "[ADDRESS | 0] [FLAGS] [IMAGE]",
	  .help = "!process 0 0 lists all. FLAGS: 2 lists the threads, 4 with "
		  "their stacks. The number\n"
		  "of handles is not counted.\n",
	  .run = run_process },
	{ .names = "!thread\0",
	  .summary = "show a thread: its state, times and stack",
	  .usage = "[ADDRESS [FLAGS]]",
	  .help = "Times are told as if the clock ticked every 15.625 ms.\n",
	  .run = run_thread },
	{ .names = "!running\0",
	  .summary = "show the thread that each processor runs",
	  .usage = "[-t] [-i]",
	  .help = "-i shows idle processors too, -t each one's stack. "
		  "WinDbg's column of spin locks is\n"
		  "left out.\n",
	  .run = run_running },
};

const struct kd_family cmd_thread_family = {
	.name = "threads",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
