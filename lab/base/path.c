#include "config.h"
#include "base/file.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *file_join(const char *folder, const char *name)
{
	struct text path = { 0 };

	text_add_string(&path, folder);
	if (!path.size || path.bytes[path.size - 1] != '/')
		text_add_char(&path, '/');
	text_add_string(&path, name);
	return text_take(&path);
}

char *file_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return mem_strdup(".");
	if (slash == path)
		return mem_strdup("/");
	return mem_strndup(path, (size_t)(slash - path));
}

bool file_is_inside(const char *path)
{
	const char *at = path;

	if (!*path || *path == '/')
		return false;
	for (const char *c = path; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f || *c == '\\')
			return false;
	while (*at) {
		size_t part = strcspn(at, "/");

		if (part == 2 && at[0] == '.' && at[1] == '.')
			return false;
		at += part;
		at += *at == '/';
	}
	return true;
}

static const struct {
	const char *variable, *below_home;
} homes[] = {
	[FILE_STATE] = { "XDG_STATE_HOME", ".local/state" },
	[FILE_DATA] = { "XDG_DATA_HOME", ".local/share" },
	[FILE_CONFIG] = { "XDG_CONFIG_HOME", ".config" },
	[FILE_CACHE] = { "XDG_CACHE_HOME", ".cache" },
};

char *file_home(enum file_home which)
{
	const char *base = getenv(homes[which].variable);
	const char *home = getenv("HOME");
	char *folder, *ret;

	/* the XDG rules: a relative path there counts as not set */
	if (base && *base == '/')
		return file_join(base, "kdlab");
	if (!home || !*home)
		return NULL;
	folder = file_join(home, homes[which].below_home);
	ret = file_join(folder, "kdlab");
	free(folder);
	return ret;
}

static bool holds_lessons(const char *folder)
{
	char *lessons = file_join(folder, "lessons");
	bool there = file_is_folder(lessons);

	free(lessons);
	return there;
}

/* share/kdlab of the prefix that the running program stands in */
static char *beside_program(void)
{
	char program[4096];
	ssize_t size = readlink("/proc/self/exe", program, sizeof(program) - 1);
	char *bin, *prefix, *ret;

	if (size <= 0)
		return NULL;
	program[size] = '\0';
	bin = file_folder(program);
	prefix = file_folder(bin);
	ret = file_join(prefix, "share/kdlab");
	free(bin);
	free(prefix);
	return ret;
}

char *file_data(void)
{
	const char *given = getenv("KDLAB_DATA");
	char *beside;

	if (given && *given)
		return mem_strdup(given);
	beside = beside_program();
	if (beside && holds_lessons(beside))
		return beside;
	free(beside);
	if (holds_lessons(PKGDATADIR))
		return mem_strdup(PKGDATADIR);
	if (holds_lessons(SOURCEDIR))
		return mem_strdup(SOURCEDIR);
	return NULL;
}
