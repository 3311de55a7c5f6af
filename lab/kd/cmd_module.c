/*
 * Modules and symbols: lm, ln, x.
 */
#include "config.h"
#include "kd/private.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define MODULE_HEADER "start             end                 module name\n"

/* ---- lm ---- */

static void print_module(struct text *out, const struct target_module *module)
{
	kd_address(out, module->base);
	text_add_char(out, ' ');
	kd_address(out, module->base + module->size);
	text_printf(out, "   %-10s %s\n", module->name,
		    module->symbol_state ? module->symbol_state
					 : "(no symbols)");
}

static const char *file_name(const char *path)
{
	for (const char *at = path; *at; at++)
		if (*at == '\\' || *at == '/')
			path = at + 1;
	return path;
}

static void print_details(struct text *out, const struct target_module *module)
{
	time_t seconds = (time_t)module->stamp;
	char when[32] = "", key[48];
	struct tm tm;

	if (localtime_r(&seconds, &tm) && asctime_r(&tm, when))
		when[strcspn(when, "\n")] = 0;
	text_printf(out, "    Image path: %s\n", module->image);
	text_printf(out, "    Image name: %s\n", file_name(module->image));
	text_printf(out, "    Timestamp:        %s (%08" PRIX32 ")\n", when,
		    module->stamp);
	text_printf(out, "    CheckSum:         %08" PRIX32 "\n",
		    module->checksum);
	text_printf(out, "    ImageSize:        %08" PRIX32 "\n", module->size);
	if (*module->rsds.name) {
		pe_rsds_key(&module->rsds, key);
		text_printf(out, "    Symbol file:      %s %s\n",
			    module->rsds.name, key);
	}
}

struct selection {
	const char *pattern; /* NULL: all */
	bool verbose, at, found;
	uint64_t address;
};

static void print_unloaded(struct kd_call *call, struct selection *want)
{
	size_t count = target_unloaded_count(call->target);
	bool first = true;

	for (size_t i = 0; i < count && kd_goes_on(call); i++) {
		const struct target_unloaded *unloaded =
			target_unloaded(call->target, i);

		if (want->pattern &&
		    !argument_matches(want->pattern, unloaded->name))
			continue;
		if (want->at && (want->address < unloaded->start ||
				 want->address >= unloaded->end))
			continue;
		if (first)
			text_add_string(call->out, "\nUnloaded modules:\n");
		first = false;
		want->found = true;
		kd_address(call->out, unloaded->start);
		text_add_char(call->out, ' ');
		kd_address(call->out, unloaded->end);
		text_printf(call->out, "   %s\n", unloaded->name);
	}
}

/* "v m nt", "a ADDRESS": letters, and what the last of them takes. */
static enum err_code parse_selection(struct kd_call *call,
				     struct selection *want, char *word,
				     size_t size, struct err *err)
{
	const char *arguments = call->arguments;
	const char *letters = call->name + 2;

	for (;;) {
		for (; *letters; letters++) {
			want->verbose |= *letters == 'v';
			if (*letters == 'a') {
				want->at = true;
				return kd_expression(call, &arguments,
						     &want->address, err);
			}
			if (*letters == 'm') {
				if (!kd_word(&arguments, word, size))
					break;
				want->pattern = word;
				return argument_end(call, arguments, err);
			}
			if (!strchr("vnktfoul1", *letters))
				return err_set(err, ERR_USAGE, 0,
					       "Syntax error at '%.100s': lm "
					       "takes v, m PATTERN and a "
					       "ADDRESS",
					       letters);
		}
		if (!kd_word(&arguments, word, size))
			return ERR_OK;
		letters = word;
	}
}

static void say_no_module(struct kd_call *call, const char *pattern)
{
	char meant[64];

	text_add_string(call->out, "No module fits '");
	text_add_visible(call->out, pattern, strlen(pattern));
	if (near_module(call->target, pattern, meant, sizeof(meant)))
		text_printf(call->out, "': did you mean '%s'?\n", meant);
	else
		text_add_string(call->out, "': lm lists them.\n");
}

static enum err_code run_modules(struct kd_call *call, struct err *err)
{
	size_t count = target_module_count(call->target);
	struct selection want = { 0 };
	char word[128];
	enum err_code code;

	code = parse_selection(call, &want, word, sizeof(word), err);
	if (code)
		return code;
	if (!want.pattern && call->name[strlen(call->name) - 1] == 'm' &&
	    call->name[2])
		return err_set(err, ERR_USAGE, 0,
			       "%s takes a module's name, such as '%s nt': lm "
			       "lists them",
			       call->name, call->name);
	text_add_string(call->out, MODULE_HEADER);
	for (size_t i = 0; i < count && kd_goes_on(call); i++) {
		struct target_module *module = target_module(call->target, i);

		if ((want.pattern &&
		     !argument_matches(want.pattern, module->name)) ||
		    (want.at && want.address - module->base >= module->size))
			continue;
		print_module(call->out, module);
		want.found = true;
		if (want.verbose)
			print_details(call->out, module);
	}
	print_unloaded(call, &want);
	if (want.pattern && !want.found)
		say_no_module(call, want.pattern);
	return ERR_OK;
}

/* ---- ln ---- */

/* The first symbol behind an RVA; NULL. */
static const struct isf_symbol *symbol_behind(const struct isf *isf,
					      uint64_t rva)
{
	size_t low = 0, high = isf_symbol_count(isf);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (isf_symbol(isf, middle)->rva <= rva)
			low = middle + 1;
		else
			high = middle;
	}
	return low < isf_symbol_count(isf) ? isf_symbol(isf, low) : NULL;
}

struct behind {
	uint64_t than, rva;
	const char *name; /* NULL: there is none */
};

static bool visit_behind(void *context, const char *name, uint32_t rva)
{
	struct behind *behind = context;

	if (rva <= behind->than)
		return true;
	behind->rva = rva;
	behind->name = name;
	return false;
}

static void find_behind(const struct target_module *module, uint64_t rva,
			struct behind *ret)
{
	const struct isf_symbol *symbol;

	*ret = (struct behind){ .than = rva };
	if (!module->isf) {
		target_each_name(module, visit_behind, ret);
		return;
	}
	symbol = symbol_behind(module->isf, rva);
	if (symbol) {
		ret->rva = symbol->rva;
		ret->name = symbol->name;
	}
}

/* How far behind its symbol a name says that an address is. */
static uint64_t displacement(const char *name)
{
	const char *plus = strrchr(name, '+');

	return strchr(name, '!') && plus ? strtoull(plus + 1, NULL, 16) : 0;
}

static enum err_code run_nearest(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	struct behind behind = { 0 };
	struct target_module *module;
	struct text *out = call->out;
	struct lines_place place;
	char name[512];
	uint64_t address;
	enum err_code code = kd_expression(call, &arguments, &address, err);

	if (code)
		return code;
	target_name(call->target, address, name, sizeof(name));
	module = target_module_at(call->target, address);
	if (!*name || !module)
		return err_set(err, ERR_NOT_FOUND, address,
			       "no module holds this address: lm lists them");
	if (call->kd->tells_lines && target_line(call->target, address, &place))
		text_printf(out, "%s(%u)+0x%" PRIx64 "\n", place.file,
			    place.number, address - module->base - place.rva);
	text_add_char(out, '(');
	kd_address(out, address - displacement(name));
	text_printf(out, ")   %s", name);
	find_behind(module, address - module->base, &behind);
	if (behind.name) {
		text_add_string(out, "   |  (");
		kd_address(out, module->base + behind.rva);
		text_printf(out, ")   %s!%s", module->name, behind.name);
	}
	text_add_char(out, '\n');
	if (strchr(name, '!') && !strrchr(name, '+'))
		text_printf(out, "Exact matches:\n    %s (void)\n", name);
	return ERR_OK;
}

/* ---- x ---- */

struct search {
	struct kd_call *call;
	const struct target_module *module;
	const char *pattern;
	bool stopped;
};

static bool print_found(struct search *search, const char *name, uint64_t rva)
{
	struct text *out = search->call->out;

	if (!argument_matches(search->pattern, name))
		return true;
	kd_address(out, search->module->base + rva);
	text_printf(out, "          %s!", search->module->name);
	text_add_visible(out, name, strlen(name));
	text_add_string(out, print_is_code(search->call->target,
					   search->module->base + rva)
				     ? " (<no parameter info>)\n"
				     : " = <no type information>\n");
	search->stopped = !kd_goes_on(search->call);
	return !search->stopped;
}

static bool visit_name(void *context, const char *name, uint32_t rva)
{
	return print_found(context, name, rva);
}

static void search_module(struct search *search)
{
	const struct isf *isf = search->module->isf;

	if (isf) {
		for (size_t i = 0; i < isf_symbol_count(isf); i++)
			if (!print_found(search, isf_symbol(isf, i)->name,
					 isf_symbol(isf, i)->rva))
				return;
	} else {
		target_each_name(search->module, visit_name, search);
	}
}

static enum err_code run_examine(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	struct search search = { .call = call };
	char pattern[256], *bang;
	bool found = false;

	if (!kd_word(&arguments, pattern, sizeof(pattern)) ||
	    !(bang = strchr(pattern, '!')))
		return err_set(err, ERR_USAGE, 0,
			       "which module? x %s, such as x nt!Ke*",
			       call->command->usage);
	*bang = 0;
	search.pattern = bang + 1;
	for (size_t i = 0; i < target_module_count(call->target); i++) {
		search.module = target_module(call->target, i);
		if (!argument_matches(pattern, search.module->name))
			continue;
		found = true;
		search_module(&search);
		if (search.stopped)
			break;
	}
	if (!found)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "Couldn't resolve 'x %.200s'", call->arguments);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "lm\0lmv\0lmvm\0lmm\0lma\0lmva\0lmn\0lmk\0lmt\0lmo\0",
	  .summary = "list the modules",
	  .usage = "[v] [m PATTERN | a ADDRESS]",
	  .help = "v tells more of each; m takes those whose name fits, with "
		  "* and ?; a the one that\n"
		  "holds an address.\n",
	  .run = run_modules },
	{ .names = "ln\0",
	  .summary = "name the symbols at and behind an address",
	  .usage = "ADDRESS",
	  .run = run_nearest },
	{ .names = "x\0",
	  .summary = "list symbols, by a pattern",
	  .usage = "MODULE!PATTERN",
	  .help = "From the symbol file; without one, from the image's "
		  "exports and the COFF symbols\n"
		  "of its file.\n",
	  .run = run_examine },
};

const struct kd_family cmd_module_family = {
	.name = "modules",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
