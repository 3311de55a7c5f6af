#include "config.h"
#include "cli/machine.h"
#include "cli/symbols.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- the profile ---- */

/* "seed" is a file of dumps/machines; what has a slash or a dot is a path. */
static enum err_code find_profile(const char *name, char **ret, struct err *err)
{
	char *data, *folder, file[80];

	if (strpbrk(name, "/.")) {
		*ret = mem_strdup(name);
		return ERR_OK;
	}
	if (strlen(name) > 64)
		return err_set(err, ERR_NOT_FOUND, 0, "no machine '%.64s...'",
			       name);
	data = file_data();
	if (!data)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "the folder with dumps/ is not found: set "
			       "KDLAB_DATA");
	snprintf(file, sizeof(file), "dumps/machines/%s.yaml", name);
	folder = file_join(data, file);
	free(data);
	*ret = folder;
	return ERR_OK;
}

static enum err_code boot(const struct machine_options *options,
			  struct kernel **ret, struct err *err)
{
	struct kernel_config config = { .seed = options->seed };
	char *path = NULL, *bytes;
	enum err_code code;
	size_t size;

	code = find_profile(options->profile ? options->profile : "seed", &path,
			    err);
	if (code)
		return code;
	code = file_read(path, LIMIT_YAML_BYTES, &bytes, &size, NULL, err);
	if (!code) {
		config.profile = path;
		config.profile_bytes = bytes;
		config.profile_size = size;
		code = kernel_boot(&config, ret, err);
		free(bytes);
	}
	free(path);
	return code;
}

/* ---- files ---- */

static enum err_code put_file(struct kernel *kernel, const char *path,
			      const char *target, struct err *err)
{
	enum err_code code;
	char *bytes;
	size_t size;

	code = file_read(path, LIMIT_TARGET_FILE, &bytes, &size, NULL, err);
	if (code)
		return code;
	code = kernel_file_put(kernel, target, bytes, size, err);
	free(bytes);
	return code;
}

static enum err_code copy_file(struct kernel *kernel, const char *path,
			       struct err *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	char target[300];

	if (!*name || strlen(name) > 200 || strpbrk(name, "\\:*?\"<>|"))
		return err_set(err, ERR_USAGE, 0,
			       "'%s': Windows takes no file of that name",
			       path);
	snprintf(target, sizeof(target), CONSOLE_FOLDER "\\%s", name);
	return put_file(kernel, path, target, err);
}

/* "FILE=C:\\folder\\name" */
static enum err_code copy_named(struct kernel *kernel, const char *named,
				struct err *err)
{
	const char *equals = strrchr(named, '=');
	enum err_code code;
	char *path;

	if (!equals)
		return copy_file(kernel, named, err);
	path = mem_strndup(named, (size_t)(equals - named));
	code = put_file(kernel, path, equals + 1, err);
	free(path);
	return code;
}

static bool ends_in(const char *name, const char *end)
{
	size_t size = strlen(name), most = strlen(end);

	return size > most && name[0] != '.' &&
	       strcasecmp(name + size - most, end) == 0;
}

static int is_driver(const struct dirent *entry)
{
	return ends_in(entry->d_name, ".sys");
}

static int is_work(const struct dirent *entry)
{
	return ends_in(entry->d_name, ".sys") || ends_in(entry->d_name, ".c");
}

/* What kdlab build has left in the work folder. */
static enum err_code copy_work(struct kernel *kernel, struct err *err)
{
	char *home = file_home(FILE_DATA);
	struct dirent **list = NULL;
	enum err_code code = ERR_OK;
	int count = home ? scandir(home, &list, is_driver, alphasort) : 0;

	for (int i = 0; i < count; i++) {
		char *path = file_join(home, list[i]->d_name);

		if (!code)
			code = copy_file(kernel, path, err);
		free(path);
		free(list[i]);
	}
	free(list);
	free(home);
	return code;
}

static enum err_code copy_files(const struct machine_options *options,
				struct kernel *kernel, struct err *err)
{
	if (options->folder)
		return ERR_OK; /* lab_machine_refresh */
	if (!options->file_count)
		return copy_work(kernel, err);
	for (size_t i = 0; i < options->file_count; i++) {
		enum err_code code = copy_named(kernel, options->files[i], err);

		if (code)
			return code;
	}
	return ERR_OK;
}

/* ---- beginning and end ---- */

static char *default_dump(void)
{
	char *home = file_home(FILE_DATA);
	char *path = home ? file_join(home, "MEMORY.DMP") : NULL;

	free(home);
	return path;
}

enum err_code lab_machine_open(const struct machine_options *options,
			       struct lab_machine *ret, struct err *err)
{
	struct lab_machine machine = { .kernel = NULL };
	enum err_code code = boot(options, &machine.kernel, err);

	if (code)
		return code;
	code = copy_files(options, machine.kernel, err);
	if (code) {
		kernel_free(machine.kernel);
		return code;
	}
	machine.console = console_new(&(struct console_config){
		.kernel = machine.kernel,
		.test_signing = options->test_signing });
	machine.dump =
		options->dump ? mem_strdup(options->dump) : default_dump();
	machine.symbols = lab_symbols();
	*ret = machine;
	return ERR_OK;
}

void lab_machine_close(struct lab_machine *machine)
{
	console_free(machine->console);
	kernel_free(machine->kernel);
	for (size_t i = 0; i < machine->copy_count; i++)
		free(machine->copies[i].path);
	free(machine->copies);
	free(machine->dump);
	free(machine->symbols);
}

static struct machine_copy *find_copy(struct lab_machine *machine,
				      const char *path)
{
	struct machine_copy *copy;

	for (size_t i = 0; i < machine->copy_count; i++)
		if (strcmp(machine->copies[i].path, path) == 0)
			return &machine->copies[i];
	machine->copies =
		mem_grow(machine->copies, &machine->copy_capacity,
			 machine->copy_count + 1, sizeof(*machine->copies));
	copy = &machine->copies[machine->copy_count++];
	*copy = (struct machine_copy){ .path = mem_strdup(path) };
	return copy;
}

static enum err_code copy_changed(struct lab_machine *machine, const char *path,
				  struct err *err)
{
	struct machine_copy *copy = find_copy(machine, path);
	struct file_stamp stamp;
	enum err_code code = file_stat(path, &stamp, err);

	if (code || file_stamp_equal(&stamp, &copy->stamp))
		return code;
	code = copy_file(machine->kernel, path, err);
	if (!code)
		copy->stamp = stamp;
	return code;
}

enum err_code lab_machine_refresh(struct lab_machine *machine,
				  const struct machine_options *options,
				  struct err *err)
{
	struct dirent **list = NULL;
	enum err_code code = ERR_OK;
	int count = options->folder ? scandir(options->folder, &list, is_work,
					      alphasort)
				    : 0;

	for (int i = 0; i < count; i++) {
		char *path = file_join(options->folder, list[i]->d_name);

		if (!code)
			code = copy_changed(machine, path, err);
		free(path);
		free(list[i]);
	}
	free(list);
	return code;
}

/* ---- after a stop ---- */

void lab_machine_stopscreen(const struct lab_machine *machine,
			    struct stopscreen *ret)
{
	const struct kernel_stop *stop = console_stop(machine->console);

	*ret = (struct stopscreen){ .name = stop->name,
				    .code = stop->code,
				    .driver = stop->driver };
}

static enum err_code write_out(const struct lab_machine *machine,
			       struct err *err)
{
	const void *bytes;
	enum err_code code;
	char *folder;
	size_t size;

	if (!machine->dump)
		return ERR_OK;
	code = kernel_file_get(machine->kernel, CONSOLE_DUMP, &bytes, &size,
			       err);
	if (code)
		return code;
	folder = file_folder(machine->dump);
	if (!file_is_folder(folder))
		code = file_make_folder(folder, err);
	if (!code) {
		lab_machine_put_drivers(machine);
		code = file_write(machine->dump, bytes, size, err);
	}
	free(folder);
	return code;
}

enum err_code lab_machine_dump_on(struct lab_machine *machine, int *percent,
				  struct err *err)
{
	enum err_code code = *percent < 50
				     ? console_write_dump(machine->console, err)
				     : write_out(machine, err);

	if (!code)
		*percent += 50;
	return code;
}

enum err_code lab_machine_dump(struct lab_machine *machine, int *percent,
			       void (*shown)(void *context), void *context,
			       struct err *err)
{
	int unseen = 0;

	if (!percent)
		percent = &unseen;
	for (*percent = 0; *percent < 100;) {
		enum err_code code = lab_machine_dump_on(machine, percent, err);

		if (code)
			return code;
		if (shown && *percent < 100)
			shown(context);
	}
	return ERR_OK;
}

/* As a shell takes it: what is more than a plain path stands in quotes. */
static void add_word(struct text *out, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789+,-./:=@_";

	if (*word && !word[strspn(word, plain)]) {
		text_add_string(out, word);
		return;
	}
	text_add_char(out, '\'');
	while (*word) {
		size_t size = strcspn(word, "'");

		text_add_visible(out, word, size);
		word += size;
		if (*word)
			text_add_string(out, "'\\''");
		word += *word != 0;
	}
	text_add_char(out, '\'');
}

void lab_machine_say_dump(const struct lab_machine *machine, struct text *out)
{
	text_add_string(out, "lab: the dump is " CONSOLE_DUMP " there");
	if (!machine->dump) {
		text_add_string(out, ".\n");
		return;
	}
	text_add_string(out, ", here\nlab:   ");
	text_add_visible(out, machine->dump, strlen(machine->dump));
	text_add_string(out, "\nlab: open it with\nlab:   ");
	add_word(out, program_invocation_name);
	text_add_string(out, " kd -z ");
	add_word(out, machine->dump);
	if (machine->symbols) {
		text_add_string(out, " -y ");
		add_word(out, machine->symbols);
	}
	text_add_char(out, '\n');
}
