/*
 * dt: structures of the symbol file, and memory read as them.
 */
#include "config.h"
#include "kd/private.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kd/type.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS_MOST 32
#define DEPTH_MOST  5

struct request {
	const struct isf_struct *in;
	struct type_view view;
	uint64_t address;
	char fields[FIELDS_MOST][128]; /* paths: "Header.SignalState" */
	size_t field_count;
	char list[128]; /* of -l; "" */
};

/*
 * Follows "Header.SignalState" into structures that lie inside. A dot at the
 * end opens what it names. NULL: no such field.
 */
static const struct isf_field *find_path(const struct request *request,
					 const char *path, uint32_t *ret_offset,
					 bool *ret_open)
{
	const struct isf_struct *in = request->in;
	const struct isf_field *field = NULL;
	uint32_t offset = 0, step;

	*ret_open = false;
	while (*path && in) {
		size_t size = strcspn(path, ".");
		char name[128];

		snprintf(name, sizeof(name), "%.*s", (int)size, path);
		field = isf_find_field(request->view.isf, in, name, &step);
		if (!field)
			return NULL;
		offset += step;
		path += size;
		if (*path == '.' && !path[1])
			*ret_open = true;
		path += *path == '.';
		in = field->type->name ? isf_find_struct(request->view.isf,
							 field->type->name)
				       : NULL;
	}
	*ret_offset = offset;
	return *path ? NULL : field;
}

/* ---- printing ---- */

static void print_structure(struct kd_call *call, const struct request *request,
			    uint64_t address)
{
	struct type_view view = request->view;

	if (!request->field_count) {
		type_fields(call, &view, request->in, address, 0);
		return;
	}
	for (size_t i = 0; i < request->field_count; i++) {
		bool open;
		uint32_t offset;
		const struct isf_field *field =
			find_path(request, request->fields[i], &offset, &open);

		view.depth = request->view.depth + open;
		type_field(call, &view, request->fields[i], offset, field->type,
			   address + offset, 0);
	}
}

/* "MutantListEntry.Flink" points at the entry inside, "Next" at the start. */
static uint32_t list_inset(const struct request *request, uint32_t offset)
{
	const char *dot = strrchr(request->list, '.');

	if (dot && strcmp(dot, ".Flink") == 0)
		return offset;
	return dot && strcmp(dot, ".Blink") == 0 ? offset - 8 : 0;
}

static enum err_code print_list(struct kd_call *call,
				const struct request *request, struct err *err)
{
	uint64_t address = request->address, next;
	uint32_t offset, inset;
	bool open;

	if (!find_path(request, request->list, &offset, &open))
		return err_set(err, ERR_USAGE, 0, "no field '%s' in %s",
			       request->list, request->in->name);
	inset = list_inset(request, offset);
	for (unsigned i = 0; i < LIMIT_LIST && kd_goes_on(call); i++) {
		text_printf(call->out, "%s at 0x", request->list);
		kd_address(call->out, address);
		text_add_string(
			call->out,
			"\n---------------------------------------------\n");
		print_structure(call, request, address);
		text_add_char(call->out, '\n');
		if (target_read_u64(call->target, address + offset, &next,
				    NULL) ||
		    !next || next - inset == request->address)
			break;
		address = next - inset;
	}
	return ERR_OK;
}

/* ---- arguments ---- */

static enum err_code parse_option(const char **arguments,
				  struct request *request, struct err *err)
{
	char word[16];

	if (!kd_word(arguments, word, sizeof(word)))
		return err_set(err, ERR_USAGE, 0, "option is too long");
	if (word[1] == 'r') {
		request->view.depth = word[2] >= '0' && word[2] <= '9'
					      ? (unsigned)(word[2] - '0')
					      : DEPTH_MOST;
		if (request->view.depth > DEPTH_MOST)
			request->view.depth = DEPTH_MOST;
		return ERR_OK;
	}
	if (word[1] == 'l' &&
	    kd_word(arguments, request->list, sizeof(request->list)))
		return ERR_OK;
	if (word[1] == 'v' || word[1] == 'b')
		return ERR_OK;
	return err_set(err, ERR_USAGE, 0,
		       "dt has no option '%s': there are -r and -l", word);
}

/* What is a field is taken as one, all else is the address. */
static enum err_code parse_rest(struct kd_call *call, const char *arguments,
				struct request *request, struct err *err)
{
	while (*arguments) {
		const char *rest = arguments;
		enum err_code code = ERR_OK;
		uint32_t offset;
		char word[128];
		bool open;

		if (*arguments == '-' && arguments[1] >= 'a') {
			code = parse_option(&arguments, request, err);
		} else if (request->field_count < FIELDS_MOST &&
			   kd_word(&rest, word, sizeof(word)) &&
			   find_path(request, word, &offset, &open)) {
			memcpy(request->fields[request->field_count++], word,
			       sizeof(word));
			arguments = rest;
		} else if (request->view.has_address) {
			return err_set(err, ERR_USAGE, 0,
				       "no field '%.100s' in %s", arguments,
				       request->in->name);
		} else {
			code = kd_expression(call, &arguments,
					     &request->address, err);
			request->view.has_address = true;
		}
		if (code)
			return code;
	}
	return ERR_OK;
}

static enum err_code say_no_type(struct kd_call *call, const char *name,
				 struct err *err)
{
	char meant[160];

	if (near_type(call->target, name, meant, sizeof(meant)))
		return err_set(err, ERR_NOT_FOUND, 0,
			       "Symbol %.100s not found.\nDid you mean '%s'?",
			       name, meant);
	return err_set(err, ERR_NOT_FOUND, 0, "Symbol %s not found.", name);
}

static enum err_code run_type(struct kd_call *call, struct err *err)
{
	struct request *request = mem_calloc(1, sizeof(*request));
	const char *arguments = call->arguments;
	char name[128];
	enum err_code code = ERR_OK;

	while (!code && *arguments == '-')
		code = parse_option(&arguments, request, err);
	if (!code && !kd_word(&arguments, name, sizeof(name)))
		code = err_set(err, ERR_USAGE, 0, "usage: dt %s",
			       call->command->usage);
	if (!code) {
		request->in =
			target_struct(call->target, name, &request->view.isf);
		if (!request->in)
			code = say_no_type(call, name, err);
	}
	if (!code)
		code = parse_rest(call, arguments, request, err);
	if (!code && *request->list && request->view.has_address)
		code = print_list(call, request, err);
	else if (!code)
		print_structure(call, request, request->address);
	free(request);
	return code;
}

static const struct kd_command commands[] = {
	{ .names = "dt\0",
	  .summary = "show a structure, or memory as one",
	  .usage = "[-r[N]] [-l FIELD] TYPE [ADDRESS] [FIELD ...]",
	  .help = "TYPE is nt!_KTHREAD or _KTHREAD. FIELD may lie inside: "
		  "Header.SignalState; with a dot\n"
		  "at its end it is opened. -r opens what lies inside, and "
		  "what pointers point at, N deep.\n"
		  "-l follows a list: dt nt!_KMUTANT -l "
		  "MutantListEntry.Flink ADDRESS.\n",
	  .needs = KD_NEEDS_SYMBOLS,
	  .run = run_type },
};

const struct kd_family cmd_type_family = {
	.name = "types",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
