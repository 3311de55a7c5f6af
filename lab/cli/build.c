/*
 * kdlab build: a driver from its sources.
 */
#include "config.h"
#include "cli/command.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "build/build.h"
#include "cli/arguments.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { MOST_SOURCES = 64 };

/* a signal handler has nowhere else to write */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
	(void)number;
	interrupted = 1;
}

static bool take_interrupt(void *context)
{
	(void)context;
	return interrupted != 0;
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* "2 errors, 1 warning", or nothing. */
static void add_counts(const struct build_messages *messages, struct text *out)
{
	if (messages->errors)
		text_printf(out, "%zu error%s", messages->errors,
			    plural(messages->errors));
	if (messages->errors && messages->warnings)
		text_add_string(out, ", ");
	if (messages->warnings)
		text_printf(out, "%zu warning%s", messages->warnings,
			    plural(messages->warnings));
}

/* Messages to stderr as a compiler's; the result to stdout. */
static int report(const struct build *build)
{
	const struct build_messages *messages = &build->messages;
	struct winsize size = { 0 };
	struct text out = { 0 };

	ioctl(STDERR_FILENO, TIOCGWINSZ, &size);
	for (size_t i = 0; i < messages->count; i++)
		build_print(&messages->list[i], size.ws_col, &out);
	if (messages->dropped)
		text_printf(&out, "and %zu more\n", messages->dropped);
	fwrite(text_string(&out), 1, out.size, stderr);
	text_clear(&out);
	add_counts(messages, &out);
	if (build->built)
		printf("%s%s%s%s%s\n", build->output,
		       build->is_signed ? ", signed for tests" : "",
		       out.size ? " (" : "", text_string(&out),
		       out.size ? ")" : "");
	else
		fprintf(stderr, "%s was not built: %s\n", build->output,
			text_string(&out));
	text_fini(&out);
	return build->built ? STATUS_DONE : STATUS_NO;
}

static int build(struct build_config *config)
{
	struct build result;
	struct err err;
	int status;

	if (build_run(config, &result, &err))
		return command_fail(&err);
	status = report(&result);
	build_fini(&result);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		err_set_errno(&err, "cannot write to standard output");
		return command_fail(&err);
	}
	return status;
}

/* gcc takes a leading '-' for an option and '@' for a file of options. */
static char *protect(const char *path)
{
	return *path == '-' || *path == '@' ? file_join(".", path)
					    : mem_strdup(path);
}

static int run(int argc, char **argv)
{
	struct build_config config = { .interrupted = take_interrupt };
	const struct arguments_option options[] = {
		{ .name = "-o", .value = &config.output },
		{ .name = "--debug", .flag = &config.debug },
		{ .name = "--sign", .flag = &config.sign },
		{ .name = NULL },
	};
	const char *rest[MOST_SOURCES] = { NULL };
	char *sources[MOST_SOURCES], *data;
	struct err err;
	int status;

	if (!arguments_parse(&command_build, argc, argv, options, rest,
			     MOST_SOURCES))
		return STATUS_USAGE;
	if (!rest[0])
		return command_misuse(&command_build, "which source?");
	data = file_data();
	if (!data) {
		err_set(&err, ERR_NOT_FOUND, 0,
			"the folder with driver/ is not found: set "
			"KDLAB_DATA");
		return command_fail(&err);
	}
	while (config.source_count < MOST_SOURCES &&
	       rest[config.source_count]) {
		sources[config.source_count] =
			protect(rest[config.source_count]);
		config.source_count++;
	}
	config.sources = (const char *const *)sources;
	config.data = data;
	sigaction(SIGINT, &(struct sigaction){ .sa_handler = on_interrupt },
		  NULL);
	status = build(&config);
	for (size_t i = 0; i < config.source_count; i++)
		free(sources[i]);
	free(data);
	return status;
}

const struct command command_build = {
	.name = "build",
	.usage = "FILE.c... [-o FILE.sys] [--debug] [--sign]",
	.summary = "compile a Windows kernel driver",
	.help = "The driver for x64 Windows comes to lie beside the first "
		"source, as FILE.sys.\n"
		"It is compiled by mingw-w64 (gcc-mingw-w64-x86-64); "
		"$KDLAB_CROSS names another\n"
		"compiler of its kind.\n"
		"\n"
		"  -o FILE.sys  write it there\n"
		"  --debug      as Visual Studio's configuration Debug does: "
		"KdPrint prints,\n"
		"               ASSERT stops\n"
		"  --sign       sign it for a machine with test signing on, "
		"with a certificate\n"
		"               made for it and thrown away (needs openssl "
		"and osslsigncode)\n"
		"\n"
		"Errors and warnings are told at their place in the source, "
		"with plain words\n"
		"below. The same sources give the same bytes, but for a "
		"signature.\n"
		"The status is 0 when the driver was built, 1 when not.\n",
	.run = run,
};
