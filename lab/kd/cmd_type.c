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
#include <strings.h>

#define FIELDS_MOST   32
#define DEPTH_MOST    5
#define ELEMENTS_MOST 0x1000u
#define USAGE	      "[-r[N]] [-a[N]] [-v] [-y] [-l FIELD] TYPE [ADDRESS] [FIELD ...]"

struct request {
	const struct isf_struct *in;
	struct type_view view;
	uint64_t address;
	char fields[FIELDS_MOST][128]; /* paths: "Header.SignalState" */
	size_t field_count;
	char list[128]; /* of -l; "" */
	bool verbose, starts;
};

/* "WaitBlock[1]": its number is cut off, and the type and offset are of that
 * element. False: it is no array, or has no such element. */
static bool take_element(const struct isf *isf, const char *number,
			 const struct isf_type **type, uint32_t *offset)
{
	char *end;
	unsigned long element = strtoul(number, &end, 10);

	if ((*type)->kind != ISF_ARRAY || !(*type)->of || end == number ||
	    strcmp(end, "]") != 0 || element >= (*type)->count)
		return false;
	*type = (*type)->of;
	*offset += (uint32_t)element * isf_size(isf, *type);
	return true;
}

/*
 * Follows "Header.SignalState" or "WaitBlock[1].Object" into what lies
 * inside. A dot at the end opens what it names. NULL: no such field.
 */
static const struct isf_type *find_path(const struct request *request,
					const char *path, uint32_t *ret_offset,
					bool *ret_open)
{
	const struct isf *isf = request->view.isf;
	const struct isf_struct *in = request->in;
	const struct isf_type *type = NULL;
	uint32_t offset = 0, step;

	*ret_open = false;
	while (*path && in) {
		size_t size = strcspn(path, ".");
		const struct isf_field *field;
		char name[128], *bracket;

		snprintf(name, sizeof(name), "%.*s", (int)size, path);
		bracket = strchr(name, '[');
		if (bracket)
			*bracket++ = 0;
		field = isf_find_field(isf, in, name, &step);
		if (!field)
			return NULL;
		offset += step;
		type = field->type;
		if (bracket && !take_element(isf, bracket, &type, &offset))
			return NULL;
		path += size;
		if (*path == '.' && !path[1])
			*ret_open = true;
		path += *path == '.';
		in = type->name ? isf_find_struct(isf, type->name) : NULL;
	}
	*ret_offset = offset;
	return *path ? NULL : type;
}

/* ---- printing ---- */

/* -y: the fields whose names begin so. */
static void print_starting(struct kd_call *call, const struct request *request,
			   uint64_t address)
{
	for (size_t i = 0; i < request->in->field_count; i++) {
		const struct isf_field *field = &request->in->fields[i];
		bool fits = false;

		for (size_t j = 0; j < request->field_count; j++)
			fits |= strncasecmp(field->name, request->fields[j],
					    strlen(request->fields[j])) == 0;
		if (fits)
			type_field(call, &request->view, field->name,
				   field->offset, field->type,
				   address + field->offset, 0);
	}
}

static void print_structure(struct kd_call *call, const struct request *request,
			    uint64_t address)
{
	struct type_view view = request->view;

	if (request->verbose)
		text_printf(call->out,
			    "%s %s, %zu elements, 0x%" PRIx32 " bytes\n",
			    request->in->kind == ISF_UNION ? "union" : "struct",
			    request->in->name, request->in->field_count,
			    request->in->size);
	if (request->starts) {
		print_starting(call, request, address);
		return;
	}
	if (!request->field_count) {
		type_fields(call, &view, request->in, address, 0);
		return;
	}
	for (size_t i = 0; i < request->field_count; i++) {
		bool open;
		uint32_t offset;
		const struct isf_type *type =
			find_path(request, request->fields[i], &offset, &open);

		view.depth = request->view.depth + open;
		type_field(call, &view, request->fields[i], offset, type,
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
	if (word[1] == 'a') {
		request->view.elements = (unsigned)strtoul(word + 2, NULL, 10);
		if (!request->view.elements)
			request->view.elements = ELEMENTS_MOST;
		return ERR_OK;
	}
	request->verbose |= word[1] == 'v';
	request->starts |= word[1] == 'y';
	if (word[1] == 'v' || word[1] == 'b' || word[1] == 'y')
		return ERR_OK;
	return err_set(err, ERR_USAGE, 0,
		       "dt has no option '%s': usage: dt " USAGE, word);
}

static bool starts_field(const struct request *request, const char *word)
{
	for (size_t i = 0; i < request->in->field_count; i++)
		if (strncasecmp(request->in->fields[i].name, word,
				strlen(word)) == 0)
			return true;
	return false;
}

/* An option may follow the address: its dash takes nothing away. */
static enum err_code parse_address(struct kd_call *call, const char **arguments,
				   struct request *request, struct err *err)
{
	const char *dash = strstr(*arguments, " -"), *rest;
	enum err_code code;
	char *copy;

	while (dash && !strchr("ravybl", dash[2]))
		dash = strstr(dash + 1, " -");
	if (!dash || !dash[2])
		return kd_expression(call, arguments, &request->address, err);
	copy = mem_strndup(*arguments, (size_t)(dash - *arguments));
	rest = copy;
	code = kd_expression(call, &rest, &request->address, err);
	if (!code) {
		*arguments += rest - copy;
		*arguments += strspn(*arguments, " ");
	}
	free(copy);
	return code;
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
			   (find_path(request, word, &offset, &open) ||
			    (request->starts && starts_field(request, word)))) {
			memcpy(request->fields[request->field_count++], word,
			       sizeof(word));
			arguments = rest;
		} else if (request->view.has_address) {
			return err_set(err, ERR_USAGE, 0,
				       "no field '%.100s' in %s", arguments,
				       request->in->name);
		} else {
			code = parse_address(call, &arguments, request, err);
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

/* "nt!_K*": the structures whose names fit. */
static bool list_types(struct kd_call *call, const char *name)
{
	const char *bang = strchr(name, '!');
	const struct target_module *module;
	char module_name[64] = "nt";
	bool found = false;

	if (bang && (size_t)(bang - name) < sizeof(module_name)) {
		memcpy(module_name, name, (size_t)(bang - name));
		module_name[bang - name] = 0;
	}
	module = target_module_find(call->target, module_name);
	for (size_t i = 0;
	     module && module->isf && i < isf_struct_count(module->isf) &&
	     kd_goes_on(call);
	     i++) {
		const char *type = isf_struct(module->isf, i)->name;

		if (!argument_matches(bang ? bang + 1 : name, type))
			continue;
		found = true;
		text_printf(call->out, "          %s!%s\n", module->name, type);
	}
	return found;
}

static bool print_enum(struct kd_call *call, const char *name)
{
	const char *bang = strchr(name, '!');
	const struct target_module *nt = target_module_find(call->target, "nt");
	const struct isf_enum *names =
		nt && nt->isf ? isf_find_enum(nt->isf, bang ? bang + 1 : name)
			      : NULL;

	for (size_t i = 0; names && i < names->constant_count; i++)
		text_printf(call->out, "   %s = 0n%" PRId64 "\n",
			    names->constants[i].name,
			    names->constants[i].value);
	return names != NULL;
}

/* A symbol that the symbol file gives a structure's type. */
static bool take_symbol(struct kd_call *call, const char *name,
			struct request *request)
{
	const struct isf_type *type = NULL;

	if (target_symbol(call->target, name, &request->address, &type, NULL) ||
	    !type || !type->name)
		return false;
	request->in =
		target_struct(call->target, type->name, &request->view.isf);
	request->view.has_address = request->in != NULL;
	return request->in != NULL;
}

/* False: what name stands for is printed already. */
static bool find_type(struct kd_call *call, const char *name,
		      struct request *request, enum err_code *code,
		      struct err *err)
{
	if (strpbrk(name, "*?")) {
		if (!list_types(call, name))
			*code = err_set(err, ERR_NOT_FOUND, 0,
					"Symbol %s not found.", name);
		return false;
	}
	request->in = target_struct(call->target, name, &request->view.isf);
	if (request->in || take_symbol(call, name, request))
		return true;
	if (!print_enum(call, name))
		*code = say_no_type(call, name, err);
	return false;
}

static enum err_code run_type(struct kd_call *call, struct err *err)
{
	struct request *request = mem_calloc(1, sizeof(*request));
	const char *arguments = call->arguments;
	enum err_code code = ERR_OK;
	char name[128];
	bool more = true;

	while (!code && *arguments == '-')
		code = parse_option(&arguments, request, err);
	if (!code && !kd_word(&arguments, name, sizeof(name)))
		code = err_set(err, ERR_USAGE, 0, "usage: dt %s",
			       call->command->usage);
	if (!code)
		more = find_type(call, name, request, &code, err);
	if (!code && more)
		code = parse_rest(call, arguments, request, err);
	if (!code && more && *request->list && request->view.has_address)
		code = print_list(call, request, err);
	else if (!code && more)
		print_structure(call, request, request->address);
	free(request);
	return code;
}

static const struct kd_command commands[] = {
	{ .names = "dt\0",
	  .summary = "show a structure, or memory as one",
	  .usage = USAGE,
	  .help = "TYPE is nt!_KTHREAD or _KTHREAD, an enumeration, or with * "
		  "and ? a pattern that lists\n"
		  "types. FIELD may lie inside: Header.SignalState, "
		  "WaitBlock[1].Object; with a dot at its\n"
		  "end it is opened. -r opens what lies inside, and what "
		  "pointers point at, N deep; -a shows\n"
		  "the elements of arrays; -v the size; -y takes fields that "
		  "begin with FIELD. -l follows a\n"
		  "list: dt nt!_KMUTANT -l MutantListEntry.Flink ADDRESS.\n",
	  .needs = KD_NEEDS_SYMBOLS,
	  .run = run_type },
};

const struct kd_family cmd_type_family = {
	.name = "types",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
