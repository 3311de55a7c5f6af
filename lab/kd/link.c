/*
 * What of a printed line can be followed, and by which command.
 */
#include "config.h"
#include "kd/private.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct line {
	struct target *target;
	const char *command, *text;
	struct kd_link *links;
	size_t count, most;
};

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$' || c == '@' ||
	       c == '?';
}

/* False where the command does not fit: then there is no link. */
static bool add(struct line *line, size_t begin, size_t end, const char *start,
		const char *rest)
{
	struct kd_link *link = &line->links[line->count];
	int size;

	if (line->count == line->most)
		return false;
	size = snprintf(link->command, sizeof(link->command), "%s%s", start,
			rest);
	if (size < 0 || (size_t)size >= sizeof(link->command))
		return false;
	link->begin = begin;
	link->end = end;
	line->count++;
	return true;
}

static bool starts(const char *text, const char *start)
{
	return strncasecmp(text, start, strlen(start)) == 0;
}

/* Whether the word that ends before at, blanks and colons aside, is word. */
static bool stands_before(const char *text, size_t at, const char *word)
{
	size_t size = strlen(word);

	while (at && strchr(" :=[(", text[at - 1]))
		at--;
	return at >= size && strncasecmp(text + at - size, word, size) == 0 &&
	       (at == size || !is_word(text[at - size - 1]));
}

/* ---- addresses ---- */

/* "fffff804`06000000" or without the back-tick; 0: there is none. */
static size_t read_address(const char *text, uint64_t *ret)
{
	size_t size = 0, digits = 0;
	uint64_t value = 0;

	for (; digits < 17; size++) {
		char c = text[size];

		if (c == '`' && digits == 8 && text[8] == '`' && size == 8)
			continue;
		if (!isxdigit((unsigned char)c))
			break;
		value = value << 4 |
			(uint64_t)(isdigit((unsigned char)c)
					   ? c - '0'
					   : tolower((unsigned char)c) - 'a' +
						     10);
		digits++;
	}
	if (digits != 16 || is_word(text[size]))
		return 0;
	*ret = value;
	return size;
}

/* What the words around an address say that it is of; NULL: nothing. */
static const char *type_around(const struct line *line, size_t begin,
			       size_t end)
{
	static const struct {
		const char *before, *type;
	} words[] = {
		{ "thread", "_KTHREAD" },
		{ "_KTHREAD", "_KTHREAD" },
		{ "process", "_EPROCESS" },
		{ "_EPROCESS", "_EPROCESS" },
		{ "mutant", "_KMUTANT" },
		{ "_KMUTANT", "_KMUTANT" },
		{ "Driver object", "_DRIVER_OBJECT" },
		{ "_DRIVER_OBJECT", "_DRIVER_OBJECT" },
		{ "DriverObject", "_DRIVER_OBJECT" },
	};
	static const char *const types[] = { "_KTHREAD",  "_ETHREAD",
					     "_KPROCESS", "_EPROCESS",
					     "_KMUTANT",  "_DRIVER_OBJECT" };
	const char *behind = line->text + end + strspn(line->text + end, " ");

	if (*behind == '(') /* the name of a process stands between */
		behind += strcspn(behind, ")") + 1;
	if (behind > line->text + end && behind[-1] == ')')
		behind += strspn(behind, " ");
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (starts(behind, types[i]))
			return types[i];
	if (starts(behind, "Mutant"))
		return "_KMUTANT";
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (stands_before(line->text, begin, words[i].before))
			return words[i].type;
	return NULL;
}

/* What a command prints one of in each row. */
static const char *type_of_rows(const struct line *line, size_t begin)
{
	static const struct {
		const char *command, *type;
	} rows[] = {
		{ "!mex.tl", "_EPROCESS" },	  { "!tl", "_EPROCESS" },
		{ "!mex.tasklist", "_EPROCESS" }, { "!running", "_KTHREAD" },
		{ "!mex.obj", "_KTHREAD" },	  { "!obj", "_KTHREAD" },
	};

	if ((starts(line->command, "!mex.us") ||
	     starts(line->command, "!us")) &&
	    strstr(line->text, "[stats]"))
		return "_KTHREAD";
	for (size_t i = 0; begin && i < sizeof(rows) / sizeof(*rows); i++)
		if (starts(line->command, rows[i].command))
			return rows[i].type;
	return NULL;
}

/* By the first byte, as of any dispatcher object. */
static bool is_kind(struct target *target, uint64_t address, const char *type)
{
	uint8_t byte;

	return target_read(target, address, &byte, 1, NULL) == ERR_OK &&
	       (byte & 0x7f) == (strcmp(type, "_KTHREAD") == 0 ? 6 : 3);
}

static bool add_object(struct line *line, size_t begin, size_t end,
		       const char *type, uint64_t address)
{
	char rest[48];

	snprintf(rest, sizeof(rest), "%016" PRIx64, address);
	if (strcmp(type, "_KTHREAD") == 0 || strcmp(type, "_ETHREAD") == 0)
		return add(line, begin, end, "!thread ", rest);
	if (strcmp(type, "_KMUTANT") == 0)
		return add(line, begin, end, "!mex.mut ", rest);
	if (strcmp(type, "_DRIVER_OBJECT") == 0)
		return add(line, begin, end, "!drvobj ", rest);
	snprintf(rest, sizeof(rest), "%016" PRIx64 " 1", address);
	return add(line, begin, end, "!process ", rest);
}

static void add_address(struct line *line, size_t begin, size_t end,
			uint64_t address)
{
	const char *type = type_around(line, begin, end);
	const struct target_module *module;
	uint8_t byte;
	bool there;
	char rest[24];

	if (!type) {
		type = type_of_rows(line, begin);
		if (type && !is_kind(line->target, address, type))
			type = NULL;
	}
	if (address < 0x10000)
		return;
	module = target_module_at(line->target, address);
	if (module && module->base == address) {
		add(line, begin, end, "lmvm ", module->name);
		return;
	}
	snprintf(rest, sizeof(rest), "%016" PRIx64, address);
	there = target_read(line->target, address, &byte, 1, NULL) == ERR_OK;
	if (type && there)
		add_object(line, begin, end, type, address);
	else if (module && print_is_code(line->target, address))
		add(line, begin, end, "ln ", rest);
	else if (there)
		add(line, begin, end, "dps ", rest);
}

/* ---- names ---- */

/* "nt!_KTHREAD" or a bare "_KTHREAD". */
static bool add_type(struct line *line, size_t begin, size_t end,
		     const char *name)
{
	return strchr(name, '_') && target_struct(line->target, name, NULL) &&
	       add(line, begin, end, "dt ", name);
}

/* "nt!KeBugCheckEx+0x10" */
static void add_symbol(struct line *line, size_t begin, size_t end,
		       const char *name)
{
	const char *plus = strchr(name, '+');
	char plain[400];
	uint64_t address, offset = 0;

	if (add_type(line, begin, end, name))
		return;
	snprintf(plain, sizeof(plain), "%.*s",
		 plus ? (int)(plus - name) : (int)strlen(name), name);
	if (target_symbol(line->target, plain, &address, NULL, NULL))
		return;
	if (plus && sscanf(plus + 1, "%" SCNx64, &offset) != 1)
		offset = 0;
	add(line, begin, end,
	    print_is_code(line->target, address + offset) ? "u " : "dps ",
	    name);
}

/* The word at begin: how long it is. */
static size_t add_word(struct line *line, size_t begin)
{
	const char *text = line->text + begin;
	size_t size = 0, bang = 0;
	char name[400];

	for (; is_word(text[size]) || text[size] == ':' ||
	       (text[size] == '!' && size && !bang);
	     size++)
		if (text[size] == '!')
			bang = size;
	while (size && text[size - 1] == ':')
		size--;
	if (bang && bang + 1 < size && text[size] == '+' &&
	    isxdigit((unsigned char)text[size + 1]))
		size += 1 + strspn(text + size + 1, "0123456789abcdefx");
	if (size && size < sizeof(name)) {
		memcpy(name, text, size);
		name[size] = 0;
		if (bang)
			add_symbol(line, begin, begin + size, name);
		else if (*name == '_')
			add_type(line, begin, begin + size, name);
	}
	return size ? size : 1;
}

/* ---- whole lines ---- */

static void add_from(struct line *line, const char *start)
{
	size_t begin = (size_t)(start - line->text);

	add(line, begin, strlen(line->text), start, "");
}

/* Lines that are one link, or name a command. */
static bool add_known(struct line *line)
{
	static const char waiters[] = "Number of waiters: ";
	static const char followed[] = "STACK_COMMAND:  ";
	static const char advice[] = "For analysis of this file, run ";
	const char *arguments = strpbrk(line->command, " \t");
	const char *box = strstr(line->text, "(!blackbox"), *end;
	char name[32];

	if (starts(line->text, waiters)) {
		if (arguments && (starts(line->command, "!mex.mut ") ||
				  starts(line->command, "!mut ")))
			add(line, 0, strlen(line->text), "!mex.obj -waiters ",
			    arguments + strspn(arguments, " \t"));
		return true;
	}
	if (starts(line->text, followed) || starts(line->text, advice)) {
		add_from(line, line->text +
				       (*line->text == 'S' ? sizeof(followed)
							   : sizeof(advice)) -
				       1);
		return true;
	}
	end = box ? strchr(box, ')') : NULL;
	if (end && (size_t)(end - box) < sizeof(name)) {
		snprintf(name, sizeof(name), "%.*s", (int)(end - box - 1),
			 box + 1);
		add(line, (size_t)(box + 1 - line->text),
		    (size_t)(end - line->text), name, "");
		return true;
	}
	return false;
}

size_t kd_links(struct kd *kd, const char *command, const char *text,
		struct kd_link *ret, size_t most)
{
	struct line line = { .target = kd->config.target,
			     .command = command ? command : "",
			     .text = text,
			     .links = ret,
			     .most = most };

	line.command += strspn(line.command, " \t");
	if (add_known(&line))
		return line.count;
	for (size_t at = 0; text[at] && line.count < most;) {
		size_t prefix = starts(text + at, "0x") ? 2 : 0, size = 0;
		uint64_t address;

		if (!is_word(text[at])) {
			at++;
			continue;
		}
		size = read_address(text + at + prefix, &address);
		if (size) {
			add_address(&line, at, at + prefix + size, address);
			at += prefix + size;
		} else {
			at += add_word(&line, at);
		}
	}
	return line.count;
}
