#include "config.h"
#include "kd/private.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kd/code.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct kd *kd_new(const struct kd_config *config)
{
	struct kd *kd = mem_calloc(1, sizeof(*kd));

	kd->config = *config;
	kd->radix = 16;
	kd->way = "db";
	return kd;
}

void kd_free(struct kd *kd)
{
	if (!kd)
		return;
	code_free(kd->code);
	log_close(kd);
	free(kd);
}

bool kd_has_mex(const struct kd *kd)
{
	return kd->mex;
}

void kd_set_mex(struct kd *kd)
{
	kd->mex = true;
}

bool kd_goes_on(struct kd_call *call)
{
	const struct kd_config *config = &call->kd->config;

	if (++call->kd->lines == LIMIT_KD_LINES)
		text_printf(call->out, "... cut off after %u lines\n",
			    LIMIT_KD_LINES);
	if (call->kd->lines >= LIMIT_KD_LINES || call->out->full)
		return false;
	return !config->interrupted || !config->interrupted(config->context);
}

void kd_prompt(const struct kd *kd, struct text *out)
{
	text_printf(out, "%u: kd> ", target_context(kd->config.target)->cpu);
}

/* ---- one command ---- */

/* How much of text is the command's name: "!mex.di", ".echo", "dqs", "?". */
static size_t name_length(const char *text)
{
	size_t length = 0;

	if (*text == '!' || *text == '.')
		return strcspn(text, " \t\"");
	while (isalpha((unsigned char)text[length]))
		length++;
	return length ? length : 1;
}

/* WinDbg points at what it did not understand. */
static void say_unknown(struct kd *kd, const char *name, const char *line,
			struct text *out)
{
	const char *nearest = kd_command_nearest(name);
	const char *known = near_command(name);
	struct text prompt = { 0 };

	if (*name == '!') {
		text_printf(out, "No export %s found\n", name + 1);
	} else {
		kd_prompt(kd, &prompt);
		text_printf(out, "%*s^ Syntax error in '", (int)prompt.size,
			    "");
		text_add_visible(out, line, strlen(line));
		text_add_string(out, "'\n");
		text_fini(&prompt);
	}
	if (known)
		text_printf(out, "%s\n", known);
	else if (nearest)
		text_printf(out,
			    "Did you mean '%s'? '.help' lists what there "
			    "is.\n",
			    nearest);
}

/* False, with words in out, when what the command needs is not there. */
static bool has_needs(struct kd_call *call)
{
	unsigned needs = call->command->needs;
	struct target_module *nt;

	if ((needs & KD_NEEDS_MEX) && !call->kd->mex &&
	    strncasecmp(call->name, "!mex.", 5) != 0) {
		text_printf(call->out,
			    "No export %s found\n"
			    "It is a command of MEX: '.load mex' first, or "
			    "'!mex.%s'.\n",
			    call->name + 1, call->name + 1);
		return false;
	}
	nt = target_module_find(call->target, "nt");
	if ((needs & KD_NEEDS_SYMBOLS) && (!nt || !nt->isf)) {
		text_printf(call->out,
			    "%s needs the kernel's symbols, and there are "
			    "none: give '-y DIR' when you open the dump.\n",
			    call->name);
		return false;
	}
	if ((needs & KD_NEEDS_PAGES) && target_dump(call->target) &&
	    dump_kind(target_dump(call->target)) == DUMP_TRIAGE) {
		text_printf(call->out,
			    "%s needs physical memory, and a triage dump has "
			    "none.\n",
			    call->name);
		return false;
	}
	return true;
}

static bool run_command(struct kd *kd, const char *line, struct text *out)
{
	struct kd_call call = { .target = kd->config.target,
				.kd = kd,
				.out = out };
	size_t length = name_length(line);
	struct err err = { 0 };
	char name[64];

	snprintf(name, sizeof(name), "%.*s", length > 60 ? 60 : (int)length,
		 line);
	call.command = kd_command_find(name);
	if (!call.command) {
		say_unknown(kd, name, line, out);
		return false;
	}
	call.name = name;
	call.arguments = line + length + strspn(line + length, " \t");
	if (!kd->depth)
		kd->lines = 0;
	if (!has_needs(&call))
		return false;
	if (call.command->run(&call, &err)) {
		text_add_visible(out, err.message, strlen(err.message));
		text_add_char(out, '\n');
		return false;
	}
	return true;
}

/* ---- a line ---- */

/* The end of the command at line: a ';' outside quotes, or the NUL. */
static size_t command_length(const char *line)
{
	bool quoted = false;
	size_t i;

	for (i = 0; line[i] && (quoted || line[i] != ';'); i++)
		quoted ^= line[i] == '"';
	return i;
}

static void run_line(struct kd *kd, const char *line, struct text *out)
{
	bool good = true;

	while (good && !kd->quit && *line) {
		size_t length = command_length(line), blanks;
		char *command = mem_strndup(line, length);

		if (length > LIMIT_LINE) {
			text_printf(out, "line is longer than %u bytes\n",
				    LIMIT_LINE);
			free(command);
			break;
		}
		line += length + (line[length] == ';');
		while (length && isspace((unsigned char)command[length - 1]))
			command[--length] = 0;
		blanks = strspn(command, " \t\r\n");
		if (command[blanks] == '*') {
			free(command);
			break; /* a comment to the end of the line */
		}
		if (command[blanks] && strncmp(command + blanks, "$$", 2) != 0)
			good = run_command(kd, command + blanks, out);
		free(command);
	}
}

bool kd_run_inner(struct kd_call *call, const char *line)
{
	struct kd *kd = call->kd;

	kd->depth++;
	run_line(kd, line, call->out);
	kd->depth--;
	return !kd->quit && kd->lines < LIMIT_KD_LINES && !call->out->full;
}

bool kd_line(struct kd *kd, const char *line, struct text *out)
{
	size_t before = out->size;

	run_line(kd, line, out);
	log_line(kd, line, text_string(out) + before, out->size - before);
	return !kd->quit;
}
