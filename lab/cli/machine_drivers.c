#include "config.h"
#include "cli/machine.h"

#include "base/file.h"
#include "base/mem.h"
#include "target/target.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The files of the drivers that were loaded when the machine stopped, for the
 * debugger, which names functions and lines by them. They lie in a folder of
 * the dump's own: the learner's files are left alone, and what is built later
 * takes nothing from an older dump.
 */

static bool is_driver_name(const char *name)
{
	size_t size = strlen(name);

	return size > 4 && *name != '.' &&
	       strcasecmp(name + size - 4, ".sys") == 0 && file_is_inside(name);
}

static int is_driver(const struct dirent *entry)
{
	return is_driver_name(entry->d_name);
}

/* Ours is a folder or comes to be one; a link leads to somebody else's. */
static bool is_ours(const char *folder)
{
	struct stat status;

	return lstat(folder, &status) ? errno == ENOENT
				      : S_ISDIR(status.st_mode);
}

/* What an earlier dump of that name has left. */
static void clear(const char *folder)
{
	struct dirent **list = NULL;
	int count = scandir(folder, &list, is_driver, NULL);

	for (int i = 0; i < count; i++) {
		char *path = file_join(folder, list[i]->d_name);

		unlink(path);
		free(path);
		free(list[i]);
	}
	free(list);
}

/* A driver's name is whatever somebody typed there: only its last part
 * counts, and only if it can be a file's name here. */
static const char *safe_name(const char *path)
{
	const char *name = path;

	for (; *path; path++)
		if (*path == '\\' || *path == '/')
			name = path + 1;
	return is_driver_name(name) ? name : NULL;
}

static void put(const struct lab_machine *machine, const char *folder,
		const struct kernel_driver *driver)
{
	const char *name = safe_name(driver->path);
	const void *bytes;
	char file[300], *path;
	size_t size;

	console_driver_file(driver->path, file, sizeof(file));
	if (!name ||
	    kernel_file_get(machine->kernel, file, &bytes, &size, NULL))
		return;
	path = file_join(folder, name);
	if (file_is_folder(folder) || !file_make_folder(folder, NULL))
		(void)!file_write(path, bytes, size, NULL);
	free(path);
}

void lab_machine_put_drivers(const struct lab_machine *machine)
{
	size_t count = kernel_driver_count(machine->kernel);
	char *folder = target_drivers_folder(machine->dump);

	if (is_ours(folder))
		clear(folder);
	else
		count = 0;
	for (size_t i = 0; i < count; i++) {
		struct kernel_driver driver;

		kernel_driver(machine->kernel, i, &driver);
		put(machine, folder, &driver);
	}
	free(folder);
}
