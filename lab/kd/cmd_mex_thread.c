/*
 * MEX's views of processes and threads: !tl, !t, !us, !obj -waiters.
 */
#include "config.h"
#include "kd/private.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kd/stack.h"
#include "kd/walk.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TICK_US	     15625u
#define TICKS	     UINT64_C(0xfffff78000000320) /* KUSER_SHARED_DATA */
#define FRAMES_SHOWN 64u

/* "0", "31ms", "5s.359", "1m:57.359", "2h:01:57.359" */
static void format_ticks(uint64_t ticks, char *ret, size_t size)
{
	uint64_t ms = ticks * TICK_US / 1000, s = ms / 1000;
	unsigned rest = (unsigned)(ms % 1000);

	if (!ms)
		snprintf(ret, size, "0");
	else if (!s)
		snprintf(ret, size, "%ums", rest);
	else if (s < 60)
		snprintf(ret, size, "%us.%03u", (unsigned)s, rest);
	else if (s < 3600)
		snprintf(ret, size, "%um:%02u.%03u", (unsigned)(s / 60),
			 (unsigned)(s % 60), rest);
	else
		snprintf(ret, size, "%" PRIu64 "h:%02u:%02u.%03u", s / 3600,
			 (unsigned)(s / 60 % 60), (unsigned)(s % 60), rest);
}

static void format_wait(struct target *target, const struct walk_thread *thread,
			char *ret, size_t size)
{
	uint32_t now;

	if (target_read(target, TICKS, &now, sizeof(now), NULL))
		snprintf(ret, size, "?");
	else
		format_ticks(now - (uint32_t)thread->wait_time, ret, size);
}

static const char *state_name(struct target *target,
			      const struct walk_thread *thread)
{
	return walk_running_on(target, thread->thread) >= 0
		       ? "Running"
		       : walk_state(thread->state);
}

/* ---- !tl ---- */

struct task_list {
	struct kd_call *call;
	const char *filter;
};

static void print_task_header(struct text *out)
{
	text_add_string(out, "PID           Address          Name\n");
}

static void print_rule(struct text *out)
{
	text_add_string(out, "============= ================ "
			     "========================\n");
}

static bool visit_task(void *context, uint64_t process)
{
	struct task_list *tasks = context;
	struct target *target = tasks->call->target;
	uint32_t offset =
		target_offset(target, "nt!_EPROCESS", "UniqueProcessId", 0x440);
	uint64_t pid = print_pointer(target, process + offset);
	char image[16], hex[24], decimal[24];

	print_process_name(target, process, image, sizeof(image));
	if (*tasks->filter && !strcasestr(image, tasks->filter))
		return true;
	snprintf(hex, sizeof(hex), "0x%" PRIx64, pid);
	snprintf(decimal, sizeof(decimal), "0n%" PRIu64, pid);
	text_printf(tasks->call->out, "%-6s %-6s %016" PRIx64 " %s\n", hex,
		    decimal, process, image);
	return kd_goes_on(tasks->call);
}

static enum err_code run_tasks(struct kd_call *call, struct err *err)
{
	struct task_list tasks = { .call = call, .filter = call->arguments };

	(void)err;
	print_task_header(call->out);
	print_rule(call->out);
	if (!walk_processes(call->target, visit_task, &tasks))
		text_add_string(call->out, "The list is broken off: its next "
					   "is not in the dump\n");
	print_rule(call->out);
	print_task_header(call->out);
	return ERR_OK;
}

/* ---- !t ---- */

static void print_wait_block(struct kd_call *call,
			     const struct walk_thread *thread)
{
	struct text *out = call->out;
	struct walk_thread owner;
	uint64_t address;
	size_t waiters;
	uint8_t type;

	if (thread->state != 5 || !thread->wait_object ||
	    target_read(call->target, thread->wait_object, &type, 1, NULL))
		return;
	waiters = walk_waiters(call->target, thread->wait_object);
	text_printf(out,
		    "\nWaitBlockList:\n"
		    "    Object           Type   Other Waiters Info\n"
		    "    %016" PRIx64 " %-6s %13zu",
		    thread->wait_object, walk_object(type),
		    waiters ? waiters - 1 : 0);
	if ((type & 0x7f) == 2 &&
	    print_field(call->target, thread->wait_object, "nt!_KMUTANT",
			"OwnerThread", 0x28, 8, &address) &&
	    walk_read_thread(call->target, address, &owner))
		text_printf(out, " Owning Thread: %016" PRIx64 " (%s)", address,
			    owner.image);
	text_add_char(out, '\n');
}

static void print_thread_row(struct kd_call *call,
			     const struct walk_thread *thread)
{
	char process[64], cid[40], user[24], kernel[24], wait[24] = "";
	bool waits = thread->state == 5;

	snprintf(process, sizeof(process), "%s (%016" PRIx64 ")", thread->image,
		 thread->process);
	snprintf(cid, sizeof(cid), "%" PRIx64 ".%" PRIx64, thread->pid,
		 thread->tid);
	format_ticks(thread->user_time, user, sizeof(user));
	format_ticks(thread->kernel_time, kernel, sizeof(kernel));
	if (waits)
		format_wait(call->target, thread, wait, sizeof(wait));
	text_printf(call->out,
		    "%-25s Thread                       CID       UserTime "
		    "KernelTime ContextSwitches Wait Reason      Time State\n",
		    "Process");
	text_printf(call->out,
		    "%-25s %016" PRIx64 " %-11s %-9s %8s %10s %15" PRIu64
		    " %-11s %9s %s\n",
		    process, thread->thread, "(E|K|W|R|V)", cid, user, kernel,
		    thread->switches, waits ? walk_reason(thread->reason) : "",
		    wait, state_name(call->target, thread));
}

static void print_frames(struct kd_call *call, const struct stack *stack)
{
	text_add_string(call->out, "\n# Child-SP         Return           "
				   "Call Site\n");
	for (size_t i = 0; i < stack->count && kd_goes_on(call); i++) {
		text_printf(call->out, "%zx %016" PRIx64 " %016" PRIx64 " ", i,
			    stack->frames[i].stack, stack->frames[i].ret);
		print_symbol(call, stack->frames[i].rip);
		text_add_char(call->out, '\n');
	}
}

static enum err_code run_thread(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint64_t address = target_context(call->target)->thread;
	struct walk_thread thread;
	struct stack stack;
	enum err_code code = argument_optional(call, arguments, &address, err);

	if (code)
		return code;
	if (!walk_read_thread(call->target, address, &thread))
		return err_set(err, ERR_FAULT, address,
			       "no thread at %016" PRIx64, address);
	print_thread_row(call, &thread);
	print_wait_block(call, &thread);
	code = stack_read_thread(call, address, &stack, err);
	if (code)
		return code;
	print_frames(call, &stack);
	stack_fini(&stack);
	return ERR_OK;
}

/* ---- !us ---- */

struct group {
	uint64_t *frames; /* instruction pointers */
	size_t count;
	uint64_t *threads;
	size_t thread_count, thread_capacity;
	bool matches;
};

struct stacks {
	struct kd_call *call;
	const char *filter;
	struct group *groups;
	size_t count, capacity;
	size_t matching, total;
};

static bool holds(struct stacks *stacks, const struct group *group)
{
	char name[512];

	if (!*stacks->filter)
		return true;
	for (size_t i = 0; i < group->count; i++) {
		target_name(stacks->call->target, group->frames[i], name,
			    sizeof(name));
		if (strcasestr(name, stacks->filter))
			return true;
	}
	return false;
}

static struct group *find_group(struct stacks *stacks,
				const struct stack *stack)
{
	struct group *group;
	size_t count =
		stack->count < FRAMES_SHOWN ? stack->count : FRAMES_SHOWN;

	for (size_t i = 0; i < stacks->count; i++) {
		size_t at = 0;

		group = &stacks->groups[i];
		while (group->count == count && at < count &&
		       group->frames[at] == stack->frames[at].rip)
			at++;
		if (group->count == count && at == count)
			return group;
	}
	stacks->groups = mem_grow(stacks->groups, &stacks->capacity,
				  stacks->count + 1, sizeof(*group));
	group = &stacks->groups[stacks->count++];
	memset(group, 0, sizeof(*group));
	group->frames = mem_calloc(count, sizeof(*group->frames));
	group->count = count;
	for (size_t i = 0; i < count; i++)
		group->frames[i] = stack->frames[i].rip;
	group->matches = holds(stacks, group);
	return group;
}

static bool visit_stack(void *context, uint64_t thread)
{
	struct stacks *stacks = context;
	const struct kd_config *config = &stacks->call->kd->config;
	struct group *group;
	struct stack stack;

	stacks->total++;
	if (stack_read_thread(stacks->call, thread, &stack, NULL) == ERR_OK) {
		group = find_group(stacks, &stack);
		group->threads = mem_grow(
			group->threads, &group->thread_capacity,
			group->thread_count + 1, sizeof(*group->threads));
		group->threads[group->thread_count++] = thread;
		stacks->matching += group->matches;
		stack_fini(&stack);
	}
	return stacks->total < LIMIT_LIST &&
	       !(config->interrupted && config->interrupted(config->context));
}

static bool visit_process(void *context, uint64_t process)
{
	struct stacks *stacks = context;

	walk_threads(stacks->call->target, process, visit_stack, stacks);
	return true;
}

static void print_group(struct kd_call *call, const struct group *group)
{
	struct text *out = call->out;

	text_printf(out, "%zu thread%s [stats]:", group->thread_count,
		    group->thread_count == 1 ? "" : "s");
	for (size_t i = 0; i < group->thread_count; i++)
		text_printf(out, " %016" PRIx64, group->threads[i]);
	text_add_char(out, '\n');
	for (size_t i = 0; i < group->count; i++) {
		text_printf(out, "    %016" PRIx64 " ", group->frames[i]);
		print_symbol(call, group->frames[i]);
		text_add_char(out, '\n');
	}
	text_add_char(out, '\n');
}

static enum err_code run_unique(struct kd_call *call, struct err *err)
{
	struct stacks stacks = { .call = call, .filter = call->arguments };

	(void)err;
	walk_processes(call->target, visit_process, &stacks);
	for (size_t i = 0; i < stacks.count; i++) {
		if (stacks.groups[i].matches && kd_goes_on(call))
			print_group(call, &stacks.groups[i]);
		free(stacks.groups[i].frames);
		free(stacks.groups[i].threads);
	}
	free(stacks.groups);
	text_printf(call->out, "Threads matching filter: %zu out of %zu\n",
		    stacks.matching, stacks.total);
	return ERR_OK;
}

/* ---- !obj -waiters ---- */

/* The first frame that is not the kernel's: who waits. */
static void print_wait_function(struct kd_call *call, uint64_t thread)
{
	const struct target_module *module;
	struct stack stack;

	if (stack_read_thread(call, thread, &stack, NULL))
		return;
	for (size_t i = 0; i < stack.count; i++) {
		module = target_module_at(call->target, stack.frames[i].rip);
		if ((module && strcmp(module->name, "nt") == 0) &&
		    i + 1 < stack.count)
			continue;
		print_symbol(call, stack.frames[i].rip);
		break;
	}
	stack_fini(&stack);
}

static const char no_list[] =
	"The list leads to memory that is not there: is this an object that "
	"can be waited for?\n";

static bool visit_waiter(void *context, uint64_t block)
{
	struct kd_call *call = context;
	struct walk_thread thread;
	char user[24], kernel[24], wait[24];
	uint64_t address = print_pointer(
		call->target,
		block + target_offset(call->target, "nt!_KWAIT_BLOCK", "Thread",
				      0x18));

	if (!walk_read_thread(call->target, address, &thread)) {
		text_add_string(call->out, no_list);
		return false;
	}
	format_ticks(thread.user_time, user, sizeof(user));
	format_ticks(thread.kernel_time, kernel, sizeof(kernel));
	format_wait(call->target, &thread, wait, sizeof(wait));
	text_printf(call->out,
		    "%-7s %016" PRIx64 " %3" PRIx64 " %9" PRIu64
		    " %4s %6s %-7s %9s %-9s ",
		    thread.image, address, thread.tid, thread.switches, user,
		    kernel, state_name(call->target, &thread), wait,
		    walk_reason(thread.reason));
	print_wait_function(call, address);
	text_add_char(call->out, '\n');
	return kd_goes_on(call);
}

static enum err_code run_object(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint64_t address;
	char word[16];
	enum err_code code;

	if (!kd_word(&arguments, word, sizeof(word)) ||
	    strcmp(word, "-waiters") != 0)
		return err_set(err, ERR_USAGE, 0, "usage: %s %s", call->name,
			       call->command->usage);
	code = argument_last(call, arguments, &address, err);
	if (code)
		return code;
	text_add_string(call->out,
			"Process Thread            Id CSwitches User Kernel "
			"State        Time Reason    Wait Function\n"
			"======= ================ === ========= ==== ====== "
			"======= ========= ========= "
			"==============================\n");
	if (!walk_list(call->target,
		       address + target_offset(call->target,
					       "nt!_DISPATCHER_HEADER",
					       "WaitListHead", 8),
		       0, visit_waiter, call))
		text_add_string(call->out, no_list);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "!mex.tl\0!tl\0!mex.tasklist\0!tasklist\0",
	  .summary = "list the processes",
	  .usage = "[NAME]",
	  .help = "NAME: those whose image has it in its name.\n",
	  .needs = KD_NEEDS_MEX,
	  .run = run_tasks },
	{ .names = "!mex.t\0!t\0",
	  .summary = "show a thread, what it waits for, and its stack",
	  .usage = "[ADDRESS]",
	  .needs = KD_NEEDS_MEX,
	  .run = run_thread },
	{ .names = "!mex.us\0!us\0!mex.uniquestacks\0!uniquestacks\0",
	  .summary = "show the stacks of all threads, equal ones together",
	  .usage = "[TEXT]",
	  .help = "TEXT: those that have it in a symbol.\n",
	  .needs = KD_NEEDS_MEX,
	  .run = run_unique },
	{ .names = "!mex.obj\0!obj\0",
	  .summary = "list the threads that wait for an object",
	  .usage = "-waiters ADDRESS",
	  .needs = KD_NEEDS_MEX,
	  .run = run_object },
};

const struct kd_family cmd_mex_thread_family = {
	.name = "mex",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
