/*
 * What drivers are loaded and what they say.
 */
#include "config.h"
#include "console/private.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* "9/21/2023 8:52:21 AM" of a link's stamp */
static void add_link_date(struct console_call *call, struct text *out,
			  uint32_t stamp)
{
	const uint64_t unix_epoch = UINT64_C(116444736000000000);

	if (stamp)
		print_date(call, out, unix_epoch + stamp * UINT64_C(10000000),
			   DATE_LINK);
}

static void add_driver(struct console_call *call,
		       const struct kernel_driver *driver, bool verbose)
{
	const struct console_service *service =
		console_service(call->console, driver->name);
	const char *display = service ? service->display : driver->name;
	struct text date = { 0 };

	add_link_date(call, &date, driver->stamp);
	if (verbose)
		text_printf(call->out,
			    "%-12.12s %-22.22s %-13s %-10s %-10s %-10s %-11s "
			    "%-22s %s\n",
			    driver->name, display, "Kernel",
			    !service		  ? "System"
			    : service->start == 3 ? "Manual"
						  : "Auto",
			    driver->unloading ? "Stop Pend." : "Running", "OK",
			    driver->unloads ? "TRUE" : "FALSE",
			    text_string(&date), driver->path);
	else
		text_printf(call->out, "%-12.12s %-22.22s %-13s %s\n",
			    driver->name, display, "Kernel",
			    text_string(&date));
	text_fini(&date);
}

static uint32_t run_driverquery(struct console_call *call)
{
	size_t count = kernel_driver_count(call->console->kernel);
	struct kernel_driver driver;
	bool verbose = call->words && words_option(call->word[0], "v");

	if (call->words > verbose) {
		text_add_string(call->out,
				"ERROR: Invalid argument/option - '");
		text_add_visible(call->out, call->word[verbose],
				 strlen(call->word[verbose]));
		text_add_string(call->out,
				"'.\nType \"DRIVERQUERY /?\" for usage.\n");
		return 1;
	}
	if (verbose)
		text_add_string(
			call->out,
			"\nModule Name  Display Name           Driver Type   "
			"Start Mode State      Status     Accept Stop Link "
			"Date              Path\n"
			"============ ====================== ============= "
			"========== ========== ========== =========== "
			"====================== "
			"================================\n");
	else
		text_add_string(
			call->out,
			"\nModule Name  Display Name           Driver Type   "
			"Link Date\n"
			"============ ====================== ============= "
			"======================\n");
	for (size_t i = 0; i < count; i++) {
		kernel_driver(call->console->kernel, i, &driver);
		add_driver(call, &driver, verbose);
	}
	return 0;
}

/* ---- dbgview ---- */

/* As DebugView with elapsed times: a number, seconds, the text. */
static void add_debug_line(struct console_call *call, size_t number)
{
	const struct kernel_debug_line *line = &call->console->debug[number];
	uint64_t first = call->console->debug[0].uptime;
	uint64_t since = line->uptime - first;

	text_printf(call->out, "%08zu\t%u.%08u\t", number + 1,
		    (unsigned)(since / 10000000),
		    (unsigned)(since % 10000000 * 10));
	text_add_visible(call->out, line->text, strcspn(line->text, "\r\n"));
	text_add_char(call->out, '\n');
}

static uint32_t run_dbgview(struct console_call *call)
{
	struct console *console = call->console;
	size_t from = console->debug_shown;

	if (call->words && words_option(call->word[0], "clear")) {
		console->debug_shown = console->debug_count;
		return 0;
	}
	console_take_debug(console);
	for (size_t i = from; i < console->debug_count; i++)
		add_debug_line(call, i);
	if (console->debug_lost)
		words_say(call->out, "%zu more lines were not kept.",
			  console->debug_lost);
	if (from == console->debug_count)
		words_say(call->out, "no driver has printed anything.");
	return 0;
}

static const struct console_command commands[] = {
	{ .names = "driverquery\0",
	  .image = "driverquery.exe",
	  .summary = "list the drivers that are loaded",
	  .usage = "[/v]",
	  .help = "Differs from Windows: drivers that are not loaded are left "
		  "out, and /v has fewer\n"
		  "columns.\n",
	  .words = "/v\0",
	  .run = run_driverquery },
	{ .names = "dbgview\0dbgview64\0",
	  .summary = "show what drivers wrote with DbgPrint",
	  .usage = "[/clear]",
	  .help = "Number, seconds since the first line, text: as DebugView "
		  "shows it with kernel\n"
		  "capture on. It has been open since the start, so it needs "
		  "no "
		  "new process. /clear\n"
		  "leaves out what was shown so far.\n",
	  .words = "/clear\0",
	  .run = run_dbgview },
};

const struct console_family console_driver_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
