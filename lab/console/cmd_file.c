/*
 * What cmd.exe itself does with files.
 */
#include "config.h"
#include "console/private.h"

#include "base/limits.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static uint32_t fail(struct console_call *call, uint32_t error)
{
	text_printf(call->out, "%s\n", error_message(error));
	return 1;
}

static bool resolve(const struct console_call *call, const char *word,
		    char ret[260])
{
	return path_resolve(call->console->folder, word, ret, 260);
}

/* ---- dir ---- */

struct listing {
	const char *pattern;
	bool bare;
	unsigned files, folders;
	uint64_t bytes;
};

static void print_file(struct console_call *call, struct listing *listing,
		       const struct kernel_file *file)
{
	if (file->folder)
		listing->folders++;
	else
		listing->files++;
	listing->bytes += file->folder ? 0 : file->size;
	if (listing->bare) {
		text_printf(call->out, "%s\n", file->name);
		return;
	}
	print_date(call, call->out,
		   file->time ? file->time : kernel_time(call->console->kernel),
		   DATE_FILE);
	text_add_string(call->out, "    ");
	if (file->folder)
		text_printf(call->out, "%-14s", "<DIR>");
	else
		print_grouped(call->out, file->size, 14);
	text_add_char(call->out, ' ');
	text_add_visible(call->out, file->name, strlen(file->name));
	text_add_char(call->out, '\n');
}

static void print_listing(struct console_call *call, struct listing *listing,
			  const char *folder)
{
	struct kernel *kernel = call->console->kernel;
	struct kernel_file file;

	if (!listing->bare && folder[3] && strcmp(listing->pattern, "*") == 0) {
		static const char *const dots[] = { ".", ".." };

		for (size_t i = 0; i < 2; i++) {
			file = (struct kernel_file){ .folder = true };
			snprintf(file.name, sizeof(file.name), "%s", dots[i]);
			print_file(call, listing, &file);
		}
	}
	for (size_t i = 0; kernel_file_at(kernel, folder, i, &file); i++)
		if (path_matches(listing->pattern, file.name))
			print_file(call, listing, &file);
}

static void print_sums(struct console_call *call, const struct listing *listing)
{
	text_printf(call->out, "%16u File(s) ", listing->files);
	print_grouped(call->out, listing->bytes, 14);
	text_printf(call->out, " bytes\n%16u Dir(s)\n", listing->folders);
}

static uint32_t run_dir(struct console_call *call)
{
	struct listing listing = { .pattern = "*" };
	const char *typed = ".";
	char path[260], *name;
	bool root;

	for (size_t i = 0; i < call->words; i++) {
		if (words_option(call->word[i], "b"))
			listing.bare = true;
		else if (*call->word[i] != '/')
			typed = call->word[i];
	}
	if (!resolve(call, typed, path))
		return fail(call, ERROR_PATH);
	if (!path_is_folder(call->console, path)) {
		/* the last part is a file or a pattern */
		name = strrchr(path, '\\');
		listing.pattern = name + 1;
		root = name == path + 2;
		*name = 0;
		if (root)
			snprintf(path, sizeof(path), "C:\\");
		if (root)
			listing.pattern = path_name(typed);
	}
	if (!path_is_folder(call->console, path))
		return fail(call, ERROR_PATH);
	if (!listing.bare)
		text_printf(call->out,
			    " Volume in drive C has no label.\n\n"
			    " Directory of %s\n\n",
			    path);
	print_listing(call, &listing, path);
	if (!listing.files && !listing.folders) {
		text_add_string(call->out, "File Not Found\n");
		return 1;
	}
	if (!listing.bare)
		print_sums(call, &listing);
	return 0;
}

/* ---- the rest ---- */

static uint32_t run_cd(struct console_call *call)
{
	const char *typed = call->words ? call->word[call->words - 1] : NULL;
	char path[260];

	if (!typed || strcasecmp(typed, "/d") == 0) {
		text_printf(call->out, "%s\n", call->console->folder);
		return 0;
	}
	if (!resolve(call, typed, path) || !path_is_folder(call->console, path))
		return fail(call, ERROR_PATH);
	snprintf(call->console->folder, sizeof(call->console->folder), "%s",
		 path);
	return 0;
}

static uint32_t run_type(struct console_call *call)
{
	const void *bytes;
	size_t size;
	char path[260];

	if (!call->words) {
		text_add_string(call->out,
				"The syntax of the command is incorrect.\n");
		return 1;
	}
	if (!resolve(call, call->word[0], path) ||
	    kernel_file_get(call->console->kernel, path, &bytes, &size, NULL))
		return fail(call, path_is_folder(call->console, path)
					  ? ERROR_ACCESS
					  : ERROR_FILE);
	text_add_visible(call->out, bytes,
			 size < LIMIT_CONSOLE_TYPED ? size
						    : LIMIT_CONSOLE_TYPED);
	if (size > LIMIT_CONSOLE_TYPED)
		text_printf(call->out, "\nlab: cut off after %u bytes",
			    LIMIT_CONSOLE_TYPED);
	text_add_char(call->out, '\n');
	return 0;
}

static uint32_t copied(struct console_call *call, unsigned count)
{
	text_printf(call->out, "%9u file(s) copied.\n", count);
	return count ? 0 : 1;
}

/* The whole path of what a copy or move makes. */
static bool target_of(struct console_call *call, const char *from,
		      const char *word, char ret[260])
{
	char path[260];

	if (!resolve(call, word, path))
		return false;
	if (!path_is_folder(call->console, path))
		return snprintf(ret, 260, "%s", path) < 260;
	return snprintf(ret, 260, "%s%s%s", path, path[3] ? "\\" : "",
			path_name(from)) < 260;
}

/* Copies word[0] to word[1]; false, with words, when it cannot be. */
static bool copy(struct console_call *call, char ret_from[260],
		 char ret_to[260])
{
	struct kernel *kernel = call->console->kernel;
	struct err err = { 0 };
	struct text kept = { .limit = LIMIT_TARGET_FILE };
	const void *bytes;
	size_t size;
	bool good;

	if (!resolve(call, call->word[0], ret_from) ||
	    kernel_file_get(kernel, ret_from, &bytes, &size, NULL)) {
		fail(call, ERROR_FILE);
		return false;
	}
	if (!target_of(call, ret_from, call->words > 1 ? call->word[1] : ".",
		       ret_to)) {
		fail(call, ERROR_NAME);
		return false;
	}
	if (path_in_use(call->console, ret_to)) {
		fail(call, ERROR_SHARING);
		return false;
	}
	if (strcasecmp(ret_from, ret_to) == 0) {
		text_add_string(call->out,
				"The file cannot be copied onto itself.\n");
		return false;
	}
	/* what is borrowed may move when another file is put */
	text_add(&kept, bytes, size);
	good = kernel_file_put(kernel, ret_to, text_string(&kept), size,
			       &err) == ERR_OK;
	text_fini(&kept);
	if (!good)
		words_say(call->out, "%s", err.message);
	return good;
}

static size_t drop_options(struct console_call *call, char *ret[8])
{
	size_t count = 0;

	for (size_t i = 0; i < call->words && count < 7; i++)
		if (*call->word[i] != '/')
			ret[count++] = call->word[i];
	ret[count] = NULL;
	call->word = ret;
	call->words = count;
	return count;
}

static uint32_t run_copy(struct console_call *call)
{
	char from[260], to[260], *words[8];

	if (!drop_options(call, words)) {
		text_add_string(call->out,
				"The syntax of the command is incorrect.\n");
		return 1;
	}
	return copied(call, copy(call, from, to) ? 1 : 0);
}

static uint32_t run_move(struct console_call *call)
{
	char from[260], to[260], *words[8];

	if (drop_options(call, words) != 2) {
		text_add_string(call->out,
				"The syntax of the command is incorrect.\n");
		return 1;
	}
	if (resolve(call, words[0], from) && path_in_use(call->console, from))
		return fail(call, ERROR_ACCESS);
	if (!copy(call, from, to) ||
	    kernel_file_remove(call->console->kernel, from, NULL))
		return 1;
	if (strcasecmp(call->command->names, "move") == 0)
		text_printf(call->out, "%9u file(s) moved.\n", 1);
	return 0;
}

static uint32_t run_del(struct console_call *call)
{
	struct kernel *kernel = call->console->kernel;
	char path[260], *words[8], found[600];
	const char *pattern;
	struct kernel_file file;
	unsigned removed = 0, kept = 0;
	size_t i = 0;

	if (!drop_options(call, words) || !resolve(call, words[0], path)) {
		text_add_string(call->out,
				"The syntax of the command is incorrect.\n");
		return 1;
	}
	pattern = path_name(path);
	snprintf(found, sizeof(found), "%.*s",
		 (int)(pattern - path > 3 ? pattern - path - 1 : 3), path);
	while (kernel_file_at(kernel, found, i, &file)) {
		char whole[600];

		i++;
		if (file.folder || !path_matches(pattern, file.name))
			continue;
		snprintf(whole, sizeof(whole), "%.*s%.259s",
			 (int)(pattern - path), path, file.name);
		if (path_in_use(call->console, whole) ||
		    kernel_file_remove(kernel, whole, NULL)) {
			text_printf(call->out, "%s\n%s\n", whole,
				    error_message(ERROR_ACCESS));
			kept++;
			continue;
		}
		removed++;
		i--;
	}
	if (removed || kept)
		return kept ? 1 : 0;
	text_printf(call->out, "Could Not Find %s\n", path);
	return 1;
}

static const struct console_command commands[] = {
	{ .names = "dir\0",
	  .summary = "list files",
	  .usage = "[/b] [FOLDER | PATTERN]",
	  .help = "Times are in the zone of your own machine; $TZ says "
		  "another.\n",
	  .words = "/b\0",
	  .run = run_dir },
	{ .names = "cd\0chdir\0",
	  .summary = "go to another folder, or say which it is",
	  .usage = "[/d] [FOLDER]",
	  .run = run_cd },
	{ .names = "type\0",
	  .summary = "print a file",
	  .usage = "FILE",
	  .run = run_type },
	{ .names = "copy\0xcopy\0",
	  .summary = "copy a file",
	  .usage = "FILE [FILE | FOLDER]",
	  .help = "Files of your own machine come in with 'kdlab target --copy "
		  "FILE'.\n",
	  .run = run_copy },
	{ .names = "move\0",
	  .summary = "move or rename a file",
	  .usage = "FILE FILE",
	  .run = run_move },
	{ .names = "ren\0rename\0",
	  .summary = "rename a file",
	  .usage = "FILE FILE",
	  .run = run_move },
	{ .names = "del\0erase\0",
	  .summary = "delete files",
	  .usage = "FILE | PATTERN",
	  .run = run_del },
};

const struct console_family console_file_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
