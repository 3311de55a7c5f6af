/*
 * MEX's view of one process: !p.
 */
#include "config.h"
#include "kd/private.h"

#include "base/limits.h"
#include "kd/walk.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define EPOCH	   UINT64_C(116444736000000000)
#define COLUMNS	   8
#define CELL	   64
#define PAGE_BYTES 0x1000u

/* A table of a row: each column as wide as its head or cell. */
struct table {
	const char *heads[COLUMNS];
	char cells[COLUMNS][CELL];
	bool right[COLUMNS];
	unsigned count;
};

static char *add_column(struct table *table, const char *head, bool right)
{
	table->heads[table->count] = head;
	table->right[table->count] = right;
	return table->cells[table->count++];
}

static int width_of(const struct table *table, unsigned column)
{
	size_t head = strlen(table->heads[column]);
	size_t cell = strlen(table->cells[column]);

	return (int)(head > cell ? head : cell);
}

static void add_row(struct text *out, const struct table *table,
		    const char *indent, bool heads)
{
	text_add_string(out, indent);
	for (unsigned i = 0; i < table->count; i++) {
		const char *cell = heads ? table->heads[i] : table->cells[i];
		int width = width_of(table, i);

		if (i + 1 == table->count && !table->right[i])
			text_add_string(out, cell);
		else if (table->right[i] && !heads)
			text_printf(out, "%*s", width, cell);
		else
			text_printf(out, "%-*s", width, cell);
		if (i + 1 < table->count)
			text_add_char(out, ' ');
	}
	text_add_char(out, '\n');
}

static void print_table(struct text *out, const struct table *table,
			const char *indent)
{
	add_row(out, table, indent, true);
	text_add_string(out, indent);
	for (unsigned i = 0; i < table->count; i++) {
		for (int j = width_of(table, i); j > 0; j--)
			text_add_char(out, '=');
		if (i + 1 < table->count)
			text_add_char(out, ' ');
	}
	text_add_char(out, '\n');
	add_row(out, table, indent, false);
}

/* ---- cells ---- */

static uint64_t field(struct target *target, uint64_t process, const char *name,
		      uint32_t fallback)
{
	return print_pointer(target,
			     process + target_offset(target, "nt!_EPROCESS",
						     name, fallback));
}

/* "11/03/2023 06:17:56.694 AM" */
static void format_time(uint64_t filetime, char ret[CELL])
{
	time_t seconds = (time_t)((filetime - EPOCH) / 10000000);
	struct tm tm;

	if (filetime < EPOCH || !localtime_r(&seconds, &tm) ||
	    tm.tm_year > 8099) {
		snprintf(ret, CELL, "?");
		return;
	}
	snprintf(ret, CELL, "%02d/%02d/%d %02d:%02d:%02d.%03u %s",
		 tm.tm_mon + 1, tm.tm_mday, tm.tm_year + 1900,
		 tm.tm_hour % 12 ? tm.tm_hour % 12 : 12, tm.tm_min, tm.tm_sec,
		 (unsigned)(filetime / 10000 % 1000),
		 tm.tm_hour < 12 ? "AM" : "PM");
}

/* "40 KB", "86.52 MB", "4 MB" */
static void format_size(uint64_t bytes, char ret[CELL])
{
	static const char *const units[] = { "B", "KB", "MB", "GB", "TB" };
	unsigned unit = 0;
	uint64_t hundredths =
		bytes < UINT64_MAX / 100 ? bytes * 100 : UINT64_MAX;

	while (hundredths >= 102400 && unit < 4) {
		hundredths = (hundredths + 512) / 1024;
		unit++;
	}
	if (hundredths % 100 == 0)
		snprintf(ret, CELL, "%" PRIu64 " %s", hundredths / 100,
			 units[unit]);
	else
		snprintf(ret, CELL, "%" PRIu64 ".%02u %s", hundredths / 100,
			 (unsigned)(hundredths % 100), units[unit]);
}

static void format_id(uint64_t id, char ret[CELL])
{
	snprintf(ret, CELL, "%" PRIx64 " (0n%" PRIu64 ")", id, id);
}

static void format_session(struct target *target, uint64_t process,
			   char ret[CELL])
{
	uint64_t session = field(target, process, "Session", 0x558);
	uint32_t number = 0;

	/* MM_SESSION_SPACE.SessionId; System has no session and shows 0 */
	if (session &&
	    target_read(target, session + 8, &number, sizeof(number), NULL))
		snprintf(ret, CELL, "?");
	else
		snprintf(ret, CELL, "%" PRIu32, number);
}

/* ---- the command ---- */

static bool count_thread(void *context, uint64_t thread)
{
	size_t *count = context;

	(void)thread;
	return ++*count < LIMIT_LIST;
}

static void print_process(struct kd_call *call, uint64_t process,
			  const char *image)
{
	struct target *target = call->target;
	struct table table = { 0 };
	size_t threads = 0;
	char *cell;

	walk_threads(target, process, count_thread, &threads);
	snprintf(add_column(&table, "Name", false), CELL, "%s", image);
	snprintf(add_column(&table, "Address", false), CELL,
		 "%016" PRIx64 " (E|K|O)", process);
	format_session(target, process, add_column(&table, "Ses", true));
	format_id(field(target, process, "UniqueProcessId", 0x440),
		  add_column(&table, "PID", false));
	format_id(field(target, process, "InheritedFromUniqueProcessId", 0x540),
		  add_column(&table, "Parent", false));
	snprintf(add_column(&table, "PEB", false), CELL, "%016" PRIx64,
		 field(target, process, "Peb", 0x550));
	cell = add_column(&table, "Create Time", false);
	format_time(field(target, process, "CreateTime", 0x468), cell);
	snprintf(add_column(&table, "Thrd", true), CELL, "%zu", threads);
	print_table(call->out, &table, "");
}

static void print_memory(struct kd_call *call, uint64_t process)
{
	struct target *target = call->target;
	struct table table = { 0 };

	format_size(field(target, process, "VirtualSize", 0x498),
		    add_column(&table, "VM", true));
	format_size(field(target, process, "PeakVirtualSize", 0x490),
		    add_column(&table, "Peak", true));
	format_size(field(target, process, "CommitCharge", 0x648) * PAGE_BYTES,
		    add_column(&table, "Commit Size", true));
	text_add_string(call->out, "\nMemory Details:\n\n");
	print_table(call->out, &table, "    ");
}

static bool is_process(struct target *target, uint64_t address)
{
	uint8_t type;

	return target_read(target, address, &type, 1, NULL) == ERR_OK &&
	       (type & 0x7f) == 3;
}

static enum err_code run_process(struct kd_call *call, struct err *err)
{
	struct target_context *context = target_context(call->target);
	const char *arguments = call->arguments;
	uint64_t process = context->process, table;
	char image[16];
	enum err_code code = argument_optional(call, arguments, &process, err);

	if (code)
		return code;
	if (!is_process(call->target, process))
		return err_set(err, ERR_FAULT, process,
			       "%016" PRIx64 " is not a process: '!mex.tl' "
			       "lists them",
			       process);
	print_process_name(call->target, process, image, sizeof(image));
	print_process(call, process, image);
	print_memory(call, process);
	text_printf(call->out,
		    "\nShow Threads: Unique Stacks    !process %016" PRIx64
		    " 6\n",
		    process);
	if (print_field(call->target, process, "nt!_KPROCESS",
			"DirectoryTableBase", 0x28, 8, &table) &&
	    (table & ~UINT64_C(0xfff)))
		target_set_table_base(call->target, table & ~UINT64_C(0xfff));
	context->process = process;
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "!mex.p\0!p\0",
	  .summary = "show a process and look at memory as it does",
	  .usage = "[ADDRESS]",
	  .help = "MEX's columns of modules, handles and user are left out: "
		  "kdlab does not read them.\n"
		  "The process is the current one from then on, as by "
		  ".process.\n",
	  .needs = KD_NEEDS_MEX,
	  .run = run_process },
};

const struct kd_family cmd_mex_process_family = {
	.name = "mex",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
