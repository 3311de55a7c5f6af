#include "config.h"
#include "console/private.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '\\');

	return slash ? slash + 1 : path;
}

/* Adds "\part" to ret, or takes a part away for "..". */
static bool add_part(char *ret, size_t size, const char *part, size_t length)
{
	size_t at = strlen(ret);

	if (length == 0 || (length == 1 && *part == '.'))
		return true;
	if (length == 2 && memcmp(part, "..", 2) == 0) {
		char *slash = strrchr(ret, '\\');

		if (slash)
			*slash = 0;
		return true;
	}
	if (at + 1 + length >= size)
		return false;
	ret[at] = '\\';
	memcpy(ret + at + 1, part, length);
	ret[at + 1 + length] = 0;
	return true;
}

static bool add_parts(char *ret, size_t size, const char *parts)
{
	while (*parts) {
		size_t length = strcspn(parts, "\\/");

		if (!add_part(ret, size, parts, length))
			return false;
		parts += length + (parts[length] != 0);
	}
	return true;
}

bool path_resolve(const char *folder, const char *typed, char *ret, size_t size)
{
	char path[260] = "C:";

	if (typed[0] && typed[1] == ':') {
		if (typed[0] != 'C' && typed[0] != 'c')
			return false;
		typed += 2;
		if (*typed != '\\' && *typed != '/' &&
		    !add_parts(path, sizeof(path), folder + 2))
			return false;
	} else if (*typed != '\\' && *typed != '/') {
		if (!add_parts(path, sizeof(path), folder + 2))
			return false;
	} else if (typed[1] == '\\') {
		return false; /* a share on the network */
	}
	if (strpbrk(typed, ":\"<>|") || !add_parts(path, sizeof(path), typed))
		return false;
	if (!path[2])
		memcpy(path + 2, "\\", 2);
	return snprintf(ret, size, "%s", path) < (int)size;
}

bool path_in_use(const struct console *console, const char *path)
{
	size_t count = kernel_driver_count(console->kernel);
	struct kernel_driver driver;
	char file[300];

	for (size_t i = 0; i < count; i++) {
		kernel_driver(console->kernel, i, &driver);
		console_driver_file(driver.path, file, sizeof(file));
		if (strcasecmp(file, path) == 0)
			return true;
	}
	return false;
}

/* Folders that a fresh machine has though nothing may lie in them yet. */
static bool is_given(const char *path)
{
	static const char *const given[] = {
		"C:\\",
		CONSOLE_FOLDER,
		"C:\\Windows",
		"C:\\Windows\\System32",
		"C:\\Windows\\System32\\drivers",
	};

	for (size_t i = 0; i < sizeof(given) / sizeof(*given); i++)
		if (strcasecmp(path, given[i]) == 0)
			return true;
	return false;
}

bool path_look(const struct console *console, const char *path,
	       struct kernel_file *ret)
{
	const char *name = path_name(path);
	char folder[260];
	size_t length = (size_t)(name - path);

	if (is_given(path)) {
		*ret = (struct kernel_file){ .folder = true };
		snprintf(ret->name, sizeof(ret->name), "%s", name);
		return true;
	}
	if (length < 3 || length >= sizeof(folder))
		return false;
	/* "C:\" keeps its backslash */
	snprintf(folder, sizeof(folder), "%.*s",
		 (int)(length == 3 ? 3 : length - 1), path);
	for (size_t i = 0; kernel_file_at(console->kernel, folder, i, ret); i++)
		if (strcasecmp(ret->name, name) == 0)
			return true;
	return false;
}

bool path_is_folder(const struct console *console, const char *path)
{
	struct kernel_file file;

	return path_look(console, path, &file) && file.folder;
}

bool path_matches(const char *pattern, const char *name)
{
	const char *star = NULL, *back = NULL;

	if (strcmp(pattern, "*.*") == 0)
		return true;
	while (*name) {
		if (*pattern == '*') {
			star = ++pattern;
			back = name;
		} else if (*pattern == '?' ||
			   (*pattern && strncasecmp(pattern, name, 1) == 0)) {
			pattern++;
			name++;
		} else if (star) {
			pattern = star;
			name = ++back;
		} else {
			return false;
		}
	}
	pattern += strspn(pattern, "*");
	return !*pattern;
}

void print_date(struct console_call *call, struct text *out, uint64_t filetime,
		enum date how)
{
	uint64_t local = kernel_local_time(call->console->kernel, filetime);
	/* seconds from 1601 to 1970 */
	time_t seconds =
		(time_t)(local / 10000000) - (time_t)INT64_C(11644473600);
	char line[64] = "";
	struct tm tm;

	if (!gmtime_r(&seconds, &tm))
		return;
	if (how == DATE_FILE)
		strftime(line, sizeof(line), "%m/%d/%Y  %I:%M %p", &tm);
	else if (how == DATE_LINK)
		strftime(line, sizeof(line), "%-m/%-d/%Y %-I:%M:%S %p", &tm);
	else
		strftime(line, sizeof(line), "%-m/%-d/%Y, %-I:%M:%S %p", &tm);
	text_add_string(out, line);
}

void print_grouped(struct text *out, uint64_t value, int width)
{
	char digits[24], line[32];
	int count = snprintf(digits, sizeof(digits), "%" PRIu64, value), at = 0;

	for (int i = 0; i < count; i++) {
		if (i && (count - i) % 3 == 0)
			line[at++] = ',';
		line[at++] = digits[i];
	}
	line[at] = 0;
	text_printf(out, "%*s", width, line);
}
