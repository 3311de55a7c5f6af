/*
 * kdlab lint: every fault of a course, for its author and their editor.
 */
#include "config.h"
#include "cli/command.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "course/lint.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options {
	enum fault_format format;
	const char *path;
};

static int parse_format(const char *word, enum fault_format *ret)
{
	static const char *const words[] = {
		[FAULT_TEXT] = "text",
		[FAULT_GCC] = "gcc",
		[FAULT_JSON] = "json",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strcmp(word, words[i]) == 0) {
			*ret = (enum fault_format)i;
			return STATUS_DONE;
		}
	}
	return command_misuse(&command_lint,
			      "unknown format: '%s': it is text, gcc or json",
			      word);
}

static int parse_options(int argc, char **argv, struct options *ret)
{
	bool only_paths = false;

	for (int i = 1; i < argc; i++) {
		int status = STATUS_DONE;

		if (!only_paths && strcmp(argv[i], "--") == 0)
			only_paths = true;
		else if (!only_paths && strncmp(argv[i], "--format=", 9) == 0)
			status = parse_format(argv[i] + 9, &ret->format);
		else if (!only_paths && argv[i][0] == '-' && argv[i][1])
			status = command_misuse(
				&command_lint, "unknown option: '%s'", argv[i]);
		else if (ret->path)
			status = command_misuse(&command_lint,
						"one path at a time, not '%s' "
						"too",
						argv[i]);
		else
			ret->path = argv[i];
		if (status)
			return status;
	}
	return ret->path ? STATUS_DONE
			 : command_misuse(&command_lint,
					  "name the folder of a course");
}

static bool has_course(const char *folder)
{
	char *file = file_join(folder, "course.yaml");
	struct file_stamp stamp;
	bool has = file_stat(file, &stamp, NULL) == ERR_OK;

	free(file);
	return has;
}

static enum err_code lint_one(const char *path, struct faults *faults,
			      struct lint_counts *sum, struct err *err)
{
	char *data = file_data();
	struct lint_config config = { .path = path, .data = data };
	struct lint_counts counts = { 0 };
	enum err_code code = lint_course(&config, faults, &counts, err);

	free(data);
	sum->lessons += counts.lessons;
	sum->steps += counts.steps;
	sum->questions += counts.questions;
	sum->notes += counts.notes;
	return code;
}

/* The courses in a folder of courses, such as lessons/. */
static enum err_code lint_all(const char *path, struct faults *faults,
			      struct lint_counts *sum, struct err *err)
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort), found = 0;
	enum err_code code = ERR_OK;

	if (count < 0)
		return err_set_errno(err, "cannot read '%s'", path);
	for (int i = 0; i < count; i++) {
		char *folder = file_join(path, entries[i]->d_name);

		if (!code && entries[i]->d_name[0] != '.' &&
		    has_course(folder)) {
			code = lint_one(folder, faults, sum, err);
			found++;
		}
		free(folder);
		free(entries[i]);
	}
	free(entries);
	if (!code && !found)
		code = err_set(err, ERR_NOT_FOUND, 0,
			       "no course.yaml in '%s': name the folder of a "
			       "course",
			       path);
	return code;
}

static enum err_code lint_path(const char *argument, struct faults *faults,
			       struct lint_counts *sum, struct err *err)
{
	const char *base = strrchr(argument, '/');
	enum err_code code;
	char *path;

	base = base ? base + 1 : argument;
	path = strcmp(base, "course.yaml") == 0 ? file_folder(argument)
						: mem_strdup(argument);
	if (file_is_folder(path) && !has_course(path))
		code = lint_all(path, faults, sum, err);
	else
		code = lint_one(path, faults, sum, err);
	free(path);
	return code;
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static void add_sum(const struct faults *faults, const struct lint_counts *sum,
		    const char *path, struct text *out)
{
	size_t count = faults->count + faults->dropped;

	if (count)
		text_printf(out, "%zu fault%s in %zu file%s\n", count,
			    plural(count), faults->file_count,
			    plural(faults->file_count));
	else
		text_printf(out,
			    "%s: all is well: %zu lesson%s, %zu step%s, %zu "
			    "note%s, %zu question%s\n",
			    path, sum->lessons, plural(sum->lessons),
			    sum->steps, plural(sum->steps), sum->notes,
			    plural(sum->notes), sum->questions,
			    plural(sum->questions));
}

static int run(int argc, char **argv)
{
	struct options options = { 0 };
	struct faults faults = { 0 };
	struct lint_counts sum = { 0 };
	struct text out = { 0 };
	struct err err;
	int status = parse_options(argc, argv, &options);

	if (status)
		return status;
	if (lint_path(options.path, &faults, &sum, &err)) {
		faults_fini(&faults);
		return command_fail(&err);
	}
	faults_sort(&faults);
	faults_print(&faults, options.format, &out);
	if (options.format == FAULT_TEXT)
		add_sum(&faults, &sum, options.path, &out);
	status = faults.count ? STATUS_NO : STATUS_DONE;
	if (fwrite(text_string(&out), 1, out.size, stdout) != out.size ||
	    fflush(stdout) != 0) {
		err_set_errno(&err, "cannot write to standard output");
		status = command_fail(&err);
	}
	text_fini(&out);
	faults_fini(&faults);
	return status;
}

const struct command command_lint = {
	.name = "lint",
	.usage = "PATH [--format=text|gcc|json]",
	.summary = "find the faults of a course",
	.help = "PATH is the folder of a course, its course.yaml, or a folder "
		"of courses.\n"
		"All faults are told in one run, as file:line:column: what is "
		"wrong.\n"
		"\n"
		"  --format=text  for reading, with a count at the end (this "
		"is the default)\n"
		"  --format=gcc   for editors that know a compiler's errors\n"
		"  --format=json  for programs\n"
		"\n"
		"The status is 0 when there is none, 1 when there are some.\n",
	.run = run,
};
