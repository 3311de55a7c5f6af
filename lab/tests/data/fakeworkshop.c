#include "config.h"
#include "tests/data/fakeworkshop.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char given[] = "/* Says hello. */\n"
			    "#include <ntddk.h>\n"
			    "\n"
			    "static void leave(PDRIVER_OBJECT driver)\n"
			    "{\n"
			    "    DbgPrint(\"good-bye\\n\");\n"
			    "}\n"
			    "\n"
			    "NTSTATUS DriverEntry(PDRIVER_OBJECT driver,\n"
			    "                     PUNICODE_STRING path)\n"
			    "{\n"
			    "    driver->DriverUnload = leaves;\n"
			    "    return STATUS_SUCCESS;\n"
			    "}\n";

static enum err_code copy(void *context, const char **ret, struct err *err)
{
	(void)context;
	(void)err;
	*ret = "/home/learner/hello.c";
	return ERR_OK;
}

static void set_work(struct fakeworkshop *fake,
		     const struct session_message *messages, size_t count)
{
	session_set_work(fake->session, mem_strdup(given), strlen(given),
			 messages, count);
}

static enum err_code show(void *context, struct err *err)
{
	(void)err;
	set_work(context, NULL, 0);
	return ERR_OK;
}

static enum err_code build(void *context, prompt_stop *stop, bool *ret_built,
			   struct err *err)
{
	static const struct session_message messages[] = {
		{ 12, "error, line 12",
		  "'leaves' undeclared (first use in this function)\n\n"
		  "'leaves' is not known here. Is it misspelt, does it need a "
		  "header, or is it declared further down?" },
		{ 4, "warning, line 4", "'leave' defined but not used" },
	};
	struct fakeworkshop *fake = context;

	(void)stop;
	(void)err;
	*ret_built = fake->edited;
	set_work(fake, messages, fake->edited ? 0 : 2);
	if (fake->edited)
		session_take_goals(fake->session, UINT64_MAX);
	return ERR_OK;
}

static enum err_code change(void *context, const char *find, const char *put,
			    struct err *err)
{
	(void)context;
	(void)find;
	(void)put;
	return err_set(err, ERR_UNSUPPORTED, 0, "not here");
}

static bool stopped(void *context, struct stopscreen *ret)
{
	struct fakeworkshop *fake = context;

	if (!fake->stopped)
		return false;
	*ret = (struct stopscreen){ .name = "MANUALLY_INITIATED_CRASH",
				    .code = 0xe2,
				    .driver = "" };
	return true;
}

static enum err_code dump(void *context, int *percent, struct err *err)
{
	(void)context;
	(void)err;
	*percent += 50;
	return ERR_OK;
}

/* ---- its console ---- */

static bool is_there(void *context, const char **ret_why)
{
	struct fakeworkshop *fake = context;

	*ret_why = "no console here";
	return session_step(fake->session)->kind == STEP_CONSOLE;
}

static enum err_code begin(void *context, struct text *out, struct err *err)
{
	struct fakeworkshop *fake = context;

	(void)err;
	text_add_string(out, fake->stopped ? "lab: started again.\n"
					   : "A target for tests.\n");
	fake->stopped = false;
	return ERR_OK;
}

static void label(void *context, struct text *out)
{
	(void)context;
	text_add_string(out, "C:\\lab>");
}

static bool run(void *context, const char *line, prompt_stop *stop,
		struct text *out)
{
	struct fakeworkshop *fake = context;

	(void)stop;
	if (strcmp(line, "make") == 0)
		session_take_goals(fake->session, 1);
	else if (strcmp(line, "load") == 0)
		session_take_goals(fake->session, UINT64_MAX);
	else if (strcmp(line, "crash") == 0)
		fake->stopped = true;
	text_printf(out, "ran %s\n", line);
	return !fake->stopped && strcmp(line, "exit") != 0;
}

static char **complete(void *context, const char *line, size_t cursor,
		       size_t *ret_start)
{
	(void)context;
	(void)line;
	*ret_start = cursor;
	return mem_calloc(1, sizeof(char *));
}

static size_t links(void *context, const char *command, const char *line,
		    struct prompt_link *ret, size_t most)
{
	(void)context;
	(void)command;
	(void)line;
	(void)ret;
	(void)most;
	return 0;
}

void fakeworkshop_init(struct fakeworkshop *fake)
{
	static const struct workshop_ops ops = { .copy = copy,
						 .show = show,
						 .build = build,
						 .change = change,
						 .stopped = stopped,
						 .dump = dump };
	static const struct prompt_ops console = { .name = "target",
						   .is_there = is_there,
						   .open = begin,
						   .label = label,
						   .run = run,
						   .complete = complete,
						   .links = links };

	*fake = (struct fakeworkshop){
		.console = { .ops = &console, .context = fake },
		.workshop = { .ops = &ops, .context = fake }
	};
	fake->workshop.console = &fake->console;
}
