/*
 * kdlab show: a Markdown file or a step as a learner will see it, for its
 * author.
 */
#include "config.h"
#include "cli/command.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/locate.h"
#include "cli/sheet.h"
#include "course/where.h"
#include "formats/markdown.h"
#include "views/flow.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_USUAL 80
/* Longer lines are hard to find the start of the next one from. */
#define WIDTH_READABLE 78
#define LINES_AT_ONCE  2048

struct options {
	int width;
	bool plain; /* no styles */
	const char *path;
	const char *step; /* NULL: the outline */
};

static bool parse_width(const char *text, int *ret)
{
	char *end;
	long width = strtol(text, &end, 10);

	if (end == text || *end || width < 10 || width > LIMIT_COLUMNS)
		return false;
	*ret = (int)width;
	return true;
}

static int find_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	int width = WIDTH_USUAL;

	if ((!columns || !parse_width(columns, &width)) &&
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		width = size.ws_col;
	return width < WIDTH_READABLE ? width : WIDTH_READABLE;
}

static bool has_no_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

static bool wants_styles(const struct options *options)
{
	const char *no_color = getenv("NO_COLOR");

	return !options->plain && !(no_color && *no_color) &&
	       isatty(STDOUT_FILENO);
}

static enum err_code finish_output(struct err *err)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return ERR_OK;
	return err_set_errno(err, "cannot write to standard output");
}

/* Prints a flow a part at a time, so that its text is never held twice. */
static enum err_code print_flow(const struct flow *flow, bool ansi,
				struct err *err)
{
	struct text text = { 0 };

	for (size_t i = 0; i < flow->line_count; i += LINES_AT_ONCE) {
		text_clear(&text);
		flow_print(flow, i, LINES_AT_ONCE, &text, ansi);
		if (fwrite(text.bytes, 1, text.size, stdout) != text.size)
			break;
	}
	text_fini(&text);
	return finish_output(err);
}

static enum err_code read_prose(const char *path, char **ret, size_t *ret_size,
				struct err *err)
{
	if (strcmp(path, "-") == 0)
		return file_read_stream(STDIN_FILENO, "standard input",
					LIMIT_PROSE_BYTES, ret, ret_size, err);
	return file_read(path, LIMIT_PROSE_BYTES, ret, ret_size, NULL, err);
}

static enum err_code show_file(const struct options *options, struct err *err)
{
	struct markdown markdown;
	enum err_code code;
	struct flow flow;
	size_t size;
	char *bytes;

	code = read_prose(options->path, &bytes, &size, err);
	if (code)
		return code;
	markdown_parse(bytes, size, &markdown);
	free(bytes);
	flow_new(&markdown, options->width, has_no_utf8(), &flow);
	code = print_flow(&flow, wants_styles(options), err);
	flow_fini(&flow);
	markdown_fini(&markdown);
	return code;
}

static enum err_code fill_sheet(struct sheet *sheet, const char *name,
				struct err *err)
{
	size_t step;

	if (!name) {
		sheet_outline(sheet);
		return ERR_OK;
	}
	if (!where_find(sheet->course, name, &step))
		return err_set(err, ERR_NOT_FOUND, 0,
			       "no step '%s': without a step, show lists "
			       "them",
			       name);
	return sheet_step(sheet, step, err);
}

static enum err_code show_course(const struct options *options, struct err *err)
{
	struct sheet sheet = { .width = options->width,
			       .ascii = has_no_utf8(),
			       .ansi = wants_styles(options) };
	enum err_code code;
	char *path;

	code = locate_course(options->path, &path, err);
	if (code)
		return code;
	code = locate_open(path, &sheet.course, err);
	free(path);
	if (code)
		return code;
	code = fill_sheet(&sheet, options->step, err);
	if (!code) {
		fwrite(text_string(&sheet.out), 1, sheet.out.size, stdout);
		code = finish_output(err);
	}
	text_fini(&sheet.out);
	course_free(sheet.course);
	return code;
}

static bool is_file(const char *path)
{
	struct file_stamp stamp;

	return strcmp(path, "-") == 0 ||
	       (file_stat(path, &stamp, NULL) == ERR_OK &&
		!file_is_folder(path));
}

static enum err_code show(const struct options *options, struct err *err)
{
	if (is_file(options->path) && !options->step)
		return show_file(options, err);
	return show_course(options, err);
}

static int run(int argc, char **argv)
{
	struct options options = { .width = find_width() };
	struct err err;
	int i;

	for (i = 1; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
		if (strcmp(argv[i], "--") == 0) {
			i++;
			break;
		}
		if (strcmp(argv[i], "--plain") == 0)
			options.plain = true;
		else if (strncmp(argv[i], "--width=", 8) != 0)
			return command_misuse(&command_show,
					      "unknown option: '%s'", argv[i]);
		else if (!parse_width(argv[i] + 8, &options.width))
			return command_misuse(
				&command_show,
				"not a width: '%s': give 10 to %d cells",
				argv[i] + 8, LIMIT_COLUMNS);
	}
	if (i >= argc || argc - i > 2)
		return command_misuse(&command_show, "what is to be shown?");
	options.path = argv[i];
	options.step = i + 1 < argc ? argv[i + 1] : NULL;
	return show(&options, &err) ? command_fail(&err) : STATUS_DONE;
}

const struct command command_show = {
	.name = "show",
	.usage = "[--width=N] [--plain] FILE | COURSE [STEP]",
	.summary = "print prose or a step as a learner will see it",
	.help = "FILE is Markdown; '-' is standard input. COURSE is the folder "
		"of a course or the\n"
		"name of one that is installed; STEP is a number such as 3.2 "
		"or an id. Without\n"
		"STEP the outline is printed.\n"
		"\n"
		"  --width=N  wrap at N cells; else at $COLUMNS or the "
		"terminal's width,\n"
		"             at most 78\n"
		"  --plain    no bold, no colours; so too where $NO_COLOR is "
		"set "
		"and in a pipe\n",
	.run = run,
};
