/*
 * Machine code: u, ub, uf.
 */
#include "config.h"
#include "kd/private.h"

#include "base/mem.h"
#include "kd/code.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_USUAL   8u
#define COUNT_MOST    0x10000u
#define FUNCTION_MOST 0x40000u /* bytes of one, with all its parts */
#define BACK_MOST     0x10000u /* bytes from a function's begin to ub's end */
#define GUESS_BYTES   64u
#define BACK_COUNT    0x400u

/* Whether a symbol stands at an address. */
static bool is_start(struct kd_call *call, uint64_t address)
{
	char name[512];

	target_name(call->target, address, name, sizeof(name));
	return strchr(name, '!') && !strstr(name, "+0x");
}

/* ---- u ---- */

/* Until there are count, or one lies behind last. */
static enum err_code print_code(struct kd_call *call, uint64_t address,
				uint64_t count, uint64_t last, struct err *err)
{
	struct code_line line;
	struct code *code;
	enum err_code failed = code_get(call, &code, err);

	if (failed)
		return failed;
	for (uint64_t i = 0; i < count && address <= last; i++) {
		if (!kd_goes_on(call))
			break;
		if (i == 0 || is_start(call, address))
			code_label(call, address);
		code_read(code, call->target, address, NULL, &line);
		code_print(call->out, &line);
		if (!line.size)
			return err_set(err, ERR_FAULT, address,
				       "               ^ Memory access error "
				       "in '%s %.100s'",
				       call->name, call->arguments);
		if (address + line.size < address)
			break;
		address += line.size;
	}
	call->kd->code_next = address;
	return ERR_OK;
}

/* "L COUNT" of instructions, or the last address. */
static enum err_code parse_extent(struct kd_call *call, const char *arguments,
				  uint64_t *count, uint64_t *last,
				  struct err *err)
{
	bool counted = *arguments == 'L' || *arguments == 'l';
	enum err_code code = ERR_OK;

	if (counted) {
		arguments++;
		code = kd_expression(call, &arguments, count, err);
	} else if (*arguments) {
		*count = COUNT_MOST;
		code = kd_expression(call, &arguments, last, err);
	}
	if (!code)
		code = argument_end(call, arguments, err);
	if (!code && *count > COUNT_MOST)
		code = err_set(err, ERR_USAGE, 0,
			       "Range error in '%.100s': at most L%x",
			       call->arguments, COUNT_MOST);
	return code;
}

static enum err_code run_code(struct kd_call *call, struct err *err)
{
	uint64_t rip = target_context(call->target)->registers.frame.rip;
	const char *arguments = call->arguments;
	uint64_t address, count = COUNT_USUAL, last = UINT64_MAX;
	enum err_code code = ERR_OK;

	/* another thread or frame was chosen: begin there */
	if (call->kd->code_rip != rip || !call->kd->code_next)
		call->kd->code_next = rip;
	call->kd->code_rip = rip;
	address = call->kd->code_next;
	if (*arguments)
		code = kd_expression(call, &arguments, &address, err);
	if (!code)
		code = parse_extent(call, arguments, &count, &last, err);
	return code ? code : print_code(call, address, count, last, err);
}

/* ---- ub ---- */

struct back {
	struct kd_call *call;
	struct code *code;
	uint64_t *starts; /* of instructions, the last first */
	size_t count, want;
};

/* How many instructions lead from start to just end; 0: none does. */
static size_t count_between(struct back *back, uint64_t start, uint64_t end)
{
	struct code_line line;
	size_t count = 0;

	while (start < end) {
		code_read(back->code, back->call->target, start, NULL, &line);
		if (!line.good)
			return 0;
		start += line.size;
		count++;
	}
	return start == end ? count : 0;
}

/* The starts of the last instructions from start to end; false: they do not
 * meet there. */
static bool take_between(struct back *back, uint64_t start, uint64_t end)
{
	size_t total = count_between(back, start, end), number = 0;
	size_t room = back->want - back->count;
	struct code_line line;

	if (!total)
		return false;
	for (uint64_t at = start; at < end; at += line.size, number++) {
		code_read(back->code, back->call->target, at, NULL, &line);
		if (total - number <= room)
			back->starts[back->count + total - number - 1] = at;
	}
	back->count += total < room ? total : room;
	return true;
}

/* Where the code begins that the byte before end is of: by unwind data, else
 * by the symbol. */
static bool find_begin(struct back *back, uint64_t end, uint64_t *ret)
{
	const struct target_module *module =
		target_module_at(back->call->target, end - 1);
	const char *plus;
	uint32_t begin, behind;
	char name[512];

	if (!module)
		return false;
	if (module->has_pe && module->pe.read &&
	    unwind_bounds(&module->pe, (uint32_t)(end - 1 - module->base),
			  &begin, &behind)) {
		*ret = module->base + begin;
		return true;
	}
	target_name(back->call->target, end - 1, name, sizeof(name));
	plus = strstr(name, "+0x");
	if (!strchr(name, '!'))
		return false;
	*ret = end - 1 - (plus ? strtoull(plus + 1, NULL, 16) : 0);
	return true;
}

/*
 * Where nothing tells: the longest way back over which bytes make
 * instructions, as wrong ones fall into step soon.
 */
static bool take_guess(struct back *back, uint64_t end)
{
	for (uint64_t size = GUESS_BYTES; size; size--)
		if (size <= end && take_between(back, end - size, end))
			return true;
	return false;
}

static void walk_back(struct back *back, uint64_t end)
{
	const struct kd_config *config = &back->call->kd->config;
	uint64_t begin, failed = 0; /* a begin that does not lead to end */

	while (back->count < back->want && end) {
		bool known = find_begin(back, end, &begin) && begin < end &&
			     end - begin <= BACK_MOST && begin != failed;

		if (known && !take_between(back, begin, end)) {
			failed = begin;
			continue;
		}
		if (!known && !take_guess(back, end))
			break;
		if (config->interrupted && config->interrupted(config->context))
			break;
		end = back->starts[back->count - 1];
	}
}

static enum err_code run_back(struct kd_call *call, struct err *err)
{
	struct back back = { .call = call };
	const char *arguments = call->arguments;
	uint64_t end = target_context(call->target)->registers.frame.rip;
	uint64_t count = COUNT_USUAL, last = 0;
	enum err_code code = code_get(call, &back.code, err);

	if (!code && *arguments)
		code = kd_expression(call, &arguments, &end, err);
	if (!code && *arguments && *arguments != 'L' && *arguments != 'l')
		code = argument_end(call, arguments, err);
	if (!code)
		code = parse_extent(call, arguments, &count, &last, err);
	if (code)
		return code;
	if (count > BACK_COUNT)
		return err_set(err, ERR_USAGE, 0,
			       "Range error in '%.100s': at most L%x",
			       call->arguments, BACK_COUNT);
	back.want = count;
	back.starts = mem_calloc(count + 1, sizeof(*back.starts));
	walk_back(&back, end);
	if (!back.count)
		code = err_set(err, ERR_FAULT, end,
			       "Couldn't resolve error at '%.100s': no code "
			       "before it is in the dump",
			       call->arguments);
	else
		code = print_code(call, back.starts[back.count - 1], back.count,
				  end - 1, err);
	free(back.starts);
	return code;
}

/* ---- uf ---- */

struct part {
	uint64_t begin, end;
};

struct function {
	struct kd_call *call;
	struct code *code;
	uint64_t base;
	struct part *parts;
	size_t count, capacity, bytes;
	uint64_t *targets; /* of jumps inside, sorted */
	size_t target_count, target_capacity;
};

static void take_part(void *context, uint32_t begin, uint32_t end)
{
	struct function *function = context;

	if (end - begin > FUNCTION_MOST - function->bytes)
		end = begin + (uint32_t)(FUNCTION_MOST - function->bytes);
	function->bytes += end - begin;
	if (end == begin)
		return;
	function->parts =
		mem_grow(function->parts, &function->capacity,
			 function->count + 1, sizeof(*function->parts));
	function->parts[function->count++] =
		(struct part){ function->base + begin, function->base + end };
}

static bool holds(const struct function *function, uint64_t address)
{
	for (size_t i = 0; i < function->count; i++)
		if (address >= function->parts[i].begin &&
		    address < function->parts[i].end)
			return true;
	return false;
}

/* Without unwind data: up to a return or jump that nothing leads behind. */
static void find_leaf(struct function *function, uint64_t begin)
{
	struct code_line line;
	uint64_t at = begin, farthest = begin;

	while (at - begin < FUNCTION_MOST &&
	       (at == begin || !is_start(function->call, at))) {
		code_read(function->code, function->call->target, at, NULL,
			  &line);
		if (!line.good)
			break;
		at += line.size;
		if (line.flow != CODE_CALL && line.target > farthest &&
		    line.target - begin < FUNCTION_MOST &&
		    line.flow == CODE_BRANCH)
			farthest = line.target;
		if ((line.flow == CODE_RETURN || line.flow == CODE_JUMP) &&
		    farthest < at)
			break;
	}
	function->base = begin;
	take_part(function, 0, (uint32_t)(at - begin));
}

static void find_parts(struct function *function, uint64_t address)
{
	const struct target_module *module =
		target_module_at(function->call->target, address);
	uint32_t part, whole;
	struct back back = { .call = function->call };
	uint64_t begin;

	if (module && module->has_pe && module->pe.read &&
	    unwind_part(&module->pe, (uint32_t)(address - module->base), &part,
			&whole)) {
		function->base = module->base;
		unwind_each_part(&module->pe, whole, take_part, function);
	}
	if (holds(function, address))
		return;
	function->count = function->bytes = 0;
	find_leaf(function,
		  find_begin(&back, address + 1, &begin) ? begin : address);
}

static int by_value(const void *a, const void *b)
{
	uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;

	return first < second ? -1 : first > second;
}

static void find_targets(struct function *function)
{
	struct code_line line;

	for (size_t i = 0; i < function->count; i++) {
		for (uint64_t at = function->parts[i].begin;
		     at < function->parts[i].end;
		     at += line.size ? line.size : 1) {
			code_read(function->code, function->call->target, at,
				  NULL, &line);
			if (!line.target || line.flow == CODE_CALL ||
			    !holds(function, line.target))
				continue;
			function->targets = mem_grow(
				function->targets, &function->target_capacity,
				function->target_count + 1,
				sizeof(*function->targets));
			function->targets[function->target_count++] =
				line.target;
		}
	}
	if (function->target_count)
		qsort(function->targets, function->target_count,
		      sizeof(*function->targets), by_value);
}

/* Blocks with a line between, each with a label. */
static bool print_part(struct function *function, const struct part *part,
		       bool first)
{
	struct text *out = function->call->out;
	struct code_line line;
	bool begins = true;

	for (uint64_t at = part->begin; at < part->end; at += line.size) {
		if (!kd_goes_on(function->call))
			return false;
		begins |= function->target_count &&
			  bsearch(&at, function->targets,
				  function->target_count, sizeof(at), by_value);
		if (begins) {
			text_add_string(out, first ? "" : "\n");
			code_label(function->call, at);
		}
		first = false;
		code_read(function->code, function->call->target, at, NULL,
			  &line);
		if (line.flow == CODE_BRANCH)
			memcpy(line.effect, "  Branch", 9);
		code_print(out, &line);
		if (!line.size)
			return false;
		begins = line.flow == CODE_BRANCH || line.flow == CODE_JUMP ||
			 line.flow == CODE_RETURN;
	}
	return true;
}

static enum err_code run_function(struct kd_call *call, struct err *err)
{
	uint64_t address = target_context(call->target)->registers.frame.rip;
	struct function function = { .call = call };
	const char *arguments = call->arguments;
	struct code_line line;
	enum err_code code = code_get(call, &function.code, err);

	if (!code)
		code = argument_optional(call, arguments, &address, err);
	if (code)
		return code;
	code_read(function.code, call->target, address, NULL, &line);
	if (!line.size)
		return err_set(err, ERR_FAULT, address,
			       "No code found, aborting: %016" PRIx64
			       " is not in the dump",
			       address);
	find_parts(&function, address);
	find_targets(&function);
	for (size_t i = 0; i < function.count; i++)
		if (!print_part(&function, &function.parts[i], i == 0))
			break;
	free(function.parts);
	free(function.targets);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "u\0",
	  .summary = "show memory as machine code",
	  .usage = "[ADDRESS [L COUNT | END]]",
	  .help = "COUNT is of instructions, 8 unless told. Without an "
		  "address: from where the last one\n"
		  "ended, at first from the instruction pointer.\n",
	  .run = run_code },
	{ .names = "ub\0",
	  .summary = "show the machine code before an address",
	  .usage = "[ADDRESS [L COUNT]]",
	  .help = "It is read from the begin of the function, as unwind data "
		  "or symbols tell; where they\n"
		  "do not, the bytes before are tried until instructions end "
		  "at the address: it may be\n"
		  "wrong then.\n",
	  .run = run_back },
	{ .names = "uf\0",
	  .summary = "show all the machine code of a function",
	  .usage = "[ADDRESS]",
	  .help = "With the parts that lie elsewhere, as unwind data tells. "
		  "Code that no jump reaches is\n"
		  "shown too, where WinDbg leaves it out.\n",
	  .run = run_function },
};

const struct kd_family cmd_code_family = {
	.name = "code",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
