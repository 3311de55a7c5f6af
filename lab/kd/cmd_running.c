/*
 * What each processor runs: !running.
 */
#include "config.h"
#include "kd/private.h"

#include "kd/stack.h"
#include "kd/walk.h"

#include <inttypes.h>
#include <string.h>

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
			stack_print(call, processor.current);
		}
	}
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "!running\0",
	  .summary = "show the thread that each processor runs",
	  .usage = "[-t] [-i]",
	  .help = "-i shows idle processors too, -t each one's stack. "
		  "WinDbg's column of spin locks is\n"
		  "left out.\n",
	  .run = run_running },
};

const struct kd_family cmd_running_family = {
	.name = "processors",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
