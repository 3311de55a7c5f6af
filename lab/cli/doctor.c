/*
 * kdlab doctor: whether everything that the lab needs is there.
 */
#include "config.h"
#include "cli/command.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"
#include "build/build.h"
#include "cli/arguments.h"
#include "cli/locate.h"
#include "kernel/kernel.h"
#include "session/store.h"
#include "term/curses_probe.h"

#include <cmark.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <yaml.h>

#define MANIFEST_MOST  (1u << 20)
#define RECORDING_MOST (64u << 20)
#define COLUMNS_LEAST  40
#define ROWS_LEAST     12

struct doctor {
	size_t bad;
	bool last; /* how the last line went */
};

static void say(struct doctor *doctor, bool good, const char *what,
		const char *format, ...) __attribute__((format(printf, 4, 5)));

static void say(struct doctor *doctor, bool good, const char *what,
		const char *format, ...)
{
	va_list args;

	printf("%s  %-11s ", good ? "ok" : "no", what);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	doctor->bad += !good;
	doctor->last = good;
}

/* What to do about a "no". */
static void advise(const struct doctor *doctor, const char *what)
{
	if (!doctor->last)
		printf("    %-11s %s\n", "", what);
}

static void check_program(struct doctor *doctor)
{
	const char *sqlite = store_library();

	say(doctor, true, "program", "%s", PACKAGE_STRING);
	say(doctor, sqlite != NULL, "libraries",
	    "SQLite %s, libyaml %s, libcmark %s, %s",
	    sqlite ? sqlite : "missing", yaml_get_version_string(),
	    cmark_version_string(), curses_probe_version());
	advise(doctor,
	       "install SQLite (libsqlite3-0), or progress is not kept");
}

static void check_data(struct doctor *doctor, const char *data)
{
	char *lessons = data ? file_join(data, "lessons") : NULL;
	bool good = lessons && file_is_folder(lessons);

	say(doctor, good, "data", "%s", data ? data : "no data folder");
	advise(doctor, "install kdlab ('make install'), or set KDLAB_DATA to "
		       "the folder that holds lessons/");
	free(lessons);
}

/* What builds drivers, and what runs them. */
static void check_workshop(struct doctor *doctor, const char *data)
{
	struct err err;

	if (data && build_check(data, &err) == ERR_OK)
		say(doctor, true, "compiler", "mingw-w64, with headers");
	else if (data)
		say(doctor, false, "compiler", "%s", err.message);
	if (kernel_check(&err) == ERR_OK)
		say(doctor, true, "emulator", "Unicorn");
	else
		say(doctor, false, "emulator", "%s", err.message);
}

static void check_course(struct doctor *doctor, const char *path)
{
	struct course *course;
	struct err err;

	if (locate_open(path, &course, &err)) {
		say(doctor, false, "course", "%s: %s", path, err.message);
		return;
	}
	say(doctor, true, "course", "%s: %s, %zu steps",
	    course_info(course)->id, course_info(course)->title,
	    course_step_count(course));
	course_free(course);
}

static void check_courses(struct doctor *doctor)
{
	char **paths = locate_courses();

	if (!paths[0]) {
		say(doctor, false, "course", "none is installed");
		advise(doctor, "set KDLAB_DATA, or put a course below "
			       "~/.local/share/kdlab/lessons");
	}
	for (size_t i = 0; paths[i]; i++) {
		check_course(doctor, paths[i]);
		free(paths[i]);
	}
	free(paths);
}

/* One line of the manifest, "HASH  PATH"; true when the file is so. */
static bool check_recording(const char *dumps, const char *line, size_t size)
{
	char hash[HASH_SHA256_HEX], *name, *path, *bytes;
	size_t bytes_size;
	bool good = false;

	if (size < 67 || line[64] != ' ' || line[65] != ' ')
		return false;
	name = strndup(line + 66, size - 66);
	if (!name || !file_is_inside(name)) {
		free(name);
		return false;
	}
	path = file_join(dumps, name);
	if (file_read(path, RECORDING_MOST, &bytes, &bytes_size, NULL, NULL) ==
	    ERR_OK) {
		hash_sha256(bytes, bytes_size, hash);
		good = memcmp(hash, line, 64) == 0;
		free(bytes);
	}
	if (!good)
		printf("    %-11s %s: changed or missing\n", "", name);
	free(path);
	free(name);
	return good;
}

static void check_recordings(struct doctor *doctor, const char *data)
{
	char *dumps = file_join(data, "dumps");
	char *manifest = file_join(dumps, "MANIFEST"), *bytes;
	size_t count = 0, bad = 0, size;
	struct err err;

	if (file_read(manifest, MANIFEST_MOST, &bytes, &size, NULL, &err)) {
		say(doctor, false, "recordings", "%s", err.message);
	} else {
		for (const char *line = bytes; *line;) {
			size_t length = strcspn(line, "\n");

			bad += !check_recording(dumps, line, length);
			count++;
			line += length + (line[length] == '\n');
		}
		say(doctor, !bad, "recordings", "%zu of %zu files as recorded",
		    count - bad, count);
		free(bytes);
	}
	advise(doctor, "install kdlab again, or 'git checkout -- dumps'");
	free(manifest);
	free(dumps);
}

/* Whether a folder is there to be written, or could be made. */
static bool can_write(const char *folder)
{
	char *at = strdup(folder);
	bool good;

	while (at && !file_is_folder(at) && strcmp(at, "/") != 0) {
		char *above = file_folder(at);

		free(at);
		at = above;
	}
	good = at && access(at, W_OK | X_OK) == 0;
	free(at);
	return good;
}

static void check_home(struct doctor *doctor, enum file_home which,
		       const char *what, const char *advice)
{
	char *folder = file_home(which);

	if (!folder)
		say(doctor, false, what, "no home folder");
	else
		say(doctor, can_write(folder), what, "%s", folder);
	advise(doctor, folder ? advice : "set HOME");
	free(folder);
}

static void tell_health(struct doctor *doctor, struct store *store)
{
	struct store_health health;
	struct err err;

	if (store_check(store, &health, &err) == ERR_OK) {
		say(doctor, true, "record",
		    "%lld events, every hash right, last %.12s",
		    (long long)health.events, health.head);
		return;
	}
	say(doctor, false, "record", "%s", err.message);
	advise(doctor,
	       err.at ? "you can go on; from there on the record proves "
			"nothing. Copy the file if you need it as it is"
		      : "open the lab: it keeps the file aside and "
			"saves what is good in it");
}

static void check_record(struct doctor *doctor)
{
	char *path = locate_store();
	struct store *store;
	enum err_code code;
	struct err err;

	if (!path)
		return;
	code = store_open_readonly(path, &store, &err);
	free(path);
	if (code == ERR_NOT_FOUND) {
		say(doctor, true, "record", "nothing yet");
		return;
	}
	if (code) {
		say(doctor, false, "record", "%s", err.message);
		advise(doctor, "open the lab: it keeps the file aside and "
			       "saves what is good in it");
		return;
	}
	tell_health(doctor, store);
	store_close(store);
}

static void check_size(struct doctor *doctor)
{
	struct winsize size = { 0 };
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
		     size.ws_col && size.ws_row;

	if (!known)
		return;
	say(doctor, size.ws_col >= COLUMNS_LEAST && size.ws_row >= ROWS_LEAST,
	    "size", "%ux%u", size.ws_col, size.ws_row);
	advise(doctor, "make the window at least 40x12, or use --plain");
}

static void check_terminal(struct doctor *doctor)
{
	const char *name = getenv("TERM");
	const char *codeset = nl_langinfo(CODESET);
	struct curses_probe probe;
	struct err err;

	if (!isatty(STDOUT_FILENO)) {
		say(doctor, true, "terminal", "not one here; --plain is used");
		return;
	}
	if (curses_probe(&probe, &err)) {
		say(doctor, false, "terminal", "%s", err.message);
		advise(doctor, "set TERM to what the terminal is, or use "
			       "--plain");
		return;
	}
	say(doctor, probe.addresses, "terminal", "%s, %d colours", name,
	    probe.colours);
	advise(doctor, "the cursor cannot be moved on it: use --plain");
	say(doctor, true, "characters", "%s%s", codeset,
	    strcmp(codeset, "UTF-8") == 0 ? ""
					  : ": lines and signs are ASCII; "
					    "LC_ALL=C.UTF-8 gives better ones");
	check_size(doctor);
}

static int run(int argc, char **argv)
{
	const struct arguments_option none = { 0 };
	struct doctor doctor = { 0 };
	char *data;

	if (!arguments_parse(&command_doctor, argc, argv, &none, NULL, 0))
		return STATUS_USAGE;
	data = file_data();
	check_program(&doctor);
	check_data(&doctor, data);
	check_workshop(&doctor, data);
	check_courses(&doctor);
	if (data)
		check_recordings(&doctor, data);
	check_home(&doctor, FILE_STATE, "progress",
		   "progress is not kept: make that folder yours, or set "
		   "XDG_STATE_HOME");
	check_record(&doctor);
	check_home(&doctor, FILE_CACHE, "cache",
		   "every start reads the whole course: make that folder "
		   "yours, or set XDG_CACHE_HOME");
	check_terminal(&doctor);
	free(data);
	return doctor.bad ? STATUS_NO : STATUS_DONE;
}

const struct command command_doctor = {
	.name = "doctor",
	.usage = "",
	.summary = "check that everything is there and in order",
	.help = "A line each: 'ok', or 'no' and below it what to do. Checks "
		"the program's\nlibraries, its data folder, the compiler and "
		"the "
		"emulator of drivers,\nthe courses, the "
		"recordings against their hashes,\nthe folders for progress "
		"and cache, the record of progress (the file and every\nhash "
		"in it), and the terminal. Nothing is changed. Exit status 1 "
		"when anything\nis wrong.\n",
	.run = run,
};
