#include "config.h"
#include "tests/data/fakekernel.h"

#include "base/mem.h"
#include "tests/data/image.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAGIC "fakekernel:"

struct file {
	char path[260];
	uint8_t *bytes;
	size_t size;
};

struct loaded {
	struct kernel_driver driver;
	char words[200];
};

struct kernel {
	struct file files[64];
	size_t file_count;
	struct kernel_process processes[64];
	size_t process_count, made;
	uint32_t next_id;
	struct loaded drivers[16];
	size_t driver_count;
	struct kernel_debug_line lines[16];
	size_t line_count;
	struct kernel_stop stop;
	bool stopped;
	struct kernel_hang hang;
	uint64_t uptime;
	char refusal[200];
	uint32_t create_status;
};

/* ---- words of a driver ---- */

void fakekernel_driver(const char *words, uint8_t **ret, size_t *ret_size)
{
	struct image *image = mem_calloc(1, sizeof(*image));
	char text[200];

	image_init(image);
	snprintf(text, sizeof(text), MAGIC " %s ", words);
	image_add(image, text, strlen(text) + 1);
	*ret = mem_calloc(1, IMAGE_BYTES);
	*ret_size = image_file(image, *ret);
	free(image);
}

static const char *find_word(const char *words, const char *name)
{
	char sought[32];
	const char *at;

	snprintf(sought, sizeof(sought), " %s", name);
	at = strstr(words, sought);
	return at ? at + strlen(sought) : NULL;
}

static uint32_t find_number(const char *words, const char *name)
{
	const char *at = find_word(words, name);

	return at ? (uint32_t)strtoul(at, NULL, 16) : 0;
}

/* ---- the machine ---- */

static enum kernel_outcome stop(struct kernel *kernel, uint32_t code)
{
	static const struct {
		uint32_t code;
		const char *name;
	} names[] = {
		{ 0x20, "KERNEL_APC_PENDING_DURING_EXIT" },
		{ 0x39, "SYSTEM_EXIT_OWNED_MUTEX" },
		{ 0x7e, "SYSTEM_THREAD_EXCEPTION_NOT_HANDLED" },
		{ 0xd1, "DRIVER_IRQL_NOT_LESS_OR_EQUAL" },
		{ 0xe2, "MANUALLY_INITIATED_CRASH" },
	};

	kernel->stop = (struct kernel_stop){ .code = code };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].code == code)
			snprintf(kernel->stop.name, sizeof(kernel->stop.name),
				 "%s", names[i].name);
	if (code == 0xd1)
		snprintf(kernel->stop.driver, sizeof(kernel->stop.driver),
			 "myfault.sys");
	kernel->stop.parameters[0] = 0xfffff8040677fe00;
	kernel->stop.time = kernel_time(kernel);
	kernel->stopped = true;
	return KERNEL_STOPPED;
}

static enum kernel_outcome hang(struct kernel *kernel, const char *image,
				bool spins)
{
	kernel->hang = (struct kernel_hang){ .thread = 0xffffde8bb95a1080,
					     .spins = spins };
	snprintf(kernel->hang.image, sizeof(kernel->hang.image), "%s", image);
	return KERNEL_HANGS;
}

static void add_process(struct kernel *kernel, const char *image,
			uint32_t parent, uint32_t session)
{
	struct kernel_process *process =
		&kernel->processes[kernel->process_count++];

	*process = (struct kernel_process){ .id = kernel->next_id,
					    .parent = parent,
					    .session = session,
					    .threads = 1 };
	snprintf(process->image, sizeof(process->image), "%s", image);
	kernel->next_id += 4;
}

static void boot(struct kernel *kernel)
{
	kernel->process_count = kernel->driver_count = kernel->line_count = 0;
	kernel->stopped = false;
	kernel->uptime = 10000000;
	kernel->next_id = 0;
	add_process(kernel, "Idle", 0, 0);
	add_process(kernel, "System", 0, 0);
	kernel->next_id = 700;
	add_process(kernel, "services.exe", 500, 0);
	kernel->next_id = 3000;
	add_process(kernel, "cmd.exe", 2800, 1);
}

static void put_driver(struct kernel *kernel, const char *path,
		       const char *words)
{
	uint8_t *bytes;
	size_t size;

	fakekernel_driver(words, &bytes, &size);
	if (kernel_file_put(kernel, path, bytes, size, NULL))
		abort();
	free(bytes);
}

struct kernel *fakekernel_new(void)
{
	struct kernel *kernel = mem_calloc(1, sizeof(*kernel));
	static const char text[] = "no driver at all\n";

	boot(kernel);
	put_driver(kernel, "C:\\lab\\good.sys", "print=hello device");
	put_driver(kernel, "C:\\lab\\fails.sys", "status=c0000001");
	put_driver(kernel, "C:\\lab\\imports.sys", "status=c0000263");
	put_driver(kernel, "C:\\lab\\x86.sys", "status=c000036b");
	put_driver(kernel, "C:\\lab\\TestDriver.sys", "stop=39");
	put_driver(kernel, "C:\\lab\\hangs.sys", "hang");
	put_driver(kernel, "C:\\lab\\spins.sys", "spin");
	put_driver(kernel, "C:\\lab\\blocks.sys", "block");
	put_driver(kernel, "C:\\lab\\exits.sys", "exitstop=20");
	put_driver(kernel, "C:\\lab\\stays.sys", "stays");
	put_driver(kernel, "C:\\lab\\refuses.sys", "refuse=c0000022");
	put_driver(kernel, "C:\\lab\\inuse.sys", "inuse");
	if (kernel_file_put(kernel, "C:\\lab\\text.sys", text, sizeof(text) - 1,
			    NULL))
		abort();
	return kernel;
}

enum err_code kernel_boot(const struct kernel_config *config,
			  struct kernel **ret, struct err *err)
{
	(void)config;
	(void)err;
	*ret = fakekernel_new();
	return ERR_OK;
}

void kernel_free(struct kernel *kernel)
{
	if (!kernel)
		return;
	for (size_t i = 0; i < kernel->file_count; i++)
		free(kernel->files[i].bytes);
	free(kernel);
}

size_t fakekernel_made(const struct kernel *kernel)
{
	return kernel->made;
}

/* ---- processes ---- */

static bool any_driver(const struct kernel *kernel, const char *word)
{
	for (size_t i = 0; i < kernel->driver_count; i++)
		if (find_word(kernel->drivers[i].words, word))
			return true;
	return false;
}

static bool is_process(const struct kernel *kernel, uint32_t process)
{
	for (size_t i = 0; i < kernel->process_count; i++)
		if (kernel->processes[i].id == process)
			return true;
	return false;
}

/* What a driver makes of a new process. */
static uint32_t refusal(const struct kernel *kernel)
{
	for (size_t i = 0; i < kernel->driver_count; i++) {
		uint32_t status =
			find_number(kernel->drivers[i].words, "refuse=");

		if (status)
			return status;
	}
	return 0;
}

enum kernel_outcome kernel_create_process(struct kernel *kernel,
					  uint32_t parent, const char *image,
					  const char *command_line,
					  uint32_t *ret_process)
{
	(void)command_line;
	if (kernel->stopped)
		return KERNEL_STOPPED;
	if (any_driver(kernel, "block"))
		return hang(kernel, "cmd.exe", false);
	/* a system thread makes no system calls */
	if (parent == 4)
		return stop(kernel, 0x7e);
	if (!is_process(kernel, parent))
		return hang(kernel, "", false);
	*ret_process = 0;
	kernel->create_status = refusal(kernel);
	if (kernel->create_status)
		return KERNEL_DONE;
	*ret_process = kernel->next_id;
	add_process(kernel, image, parent, 1);
	kernel->made++;
	kernel->uptime += 10000;
	return KERNEL_DONE;
}

uint32_t kernel_create_status(const struct kernel *kernel)
{
	return kernel->create_status;
}

static bool remove_process(struct kernel *kernel, uint32_t process)
{
	for (size_t i = 0; i < kernel->process_count; i++) {
		if (kernel->processes[i].id != process)
			continue;
		kernel->process_count--;
		for (; i < kernel->process_count; i++)
			kernel->processes[i] = kernel->processes[i + 1];
		return true;
	}
	return false;
}

enum kernel_outcome kernel_exit_process(struct kernel *kernel, uint32_t process,
					uint32_t exit_code)
{
	(void)exit_code;
	if (any_driver(kernel, "block"))
		return hang(kernel, "sc.exe", false);
	for (size_t i = 0; i < kernel->driver_count; i++) {
		uint32_t code =
			find_number(kernel->drivers[i].words, "exitstop=");

		if (code)
			return stop(kernel, code);
	}
	if (!remove_process(kernel, process))
		abort();
	return KERNEL_DONE;
}

enum kernel_outcome kernel_terminate_process(struct kernel *kernel, uint32_t by,
					     uint32_t process,
					     uint32_t *ret_status)
{
	if (!is_process(kernel, by))
		return hang(kernel, "", false);
	*ret_status = process <= 4 ? 0xc0000022 : 0;
	if (process > 4)
		remove_process(kernel, process);
	return KERNEL_DONE;
}

size_t kernel_process_count(const struct kernel *kernel)
{
	return kernel->process_count;
}

void kernel_process(const struct kernel *kernel, size_t number,
		    struct kernel_process *ret)
{
	*ret = kernel->processes[number];
}

/* ---- drivers ---- */

static void print_line(struct kernel *kernel, const char *word)
{
	struct kernel_debug_line *line = &kernel->lines[kernel->line_count++];

	kernel->uptime += 1250000;
	line->uptime = kernel->uptime;
	snprintf(line->text, sizeof(line->text), "%.*s\n",
		 (int)strcspn(word, " "), word);
}

static void add_driver(struct kernel *kernel, const char *name,
		       const char *path, const char *words, size_t size)
{
	struct loaded *loaded = &kernel->drivers[kernel->driver_count++];

	*loaded = (struct loaded){ .driver = { .base = 0xfffff80409c50000,
					       .size = (uint32_t)size,
					       .stamp = IMAGE_STAMP } };
	snprintf(loaded->driver.name, sizeof(loaded->driver.name), "%s", name);
	snprintf(loaded->driver.path, sizeof(loaded->driver.path), "%s", path);
	snprintf(loaded->words, sizeof(loaded->words), "%s", words);
	loaded->driver.unloads = !find_word(words, "stays");
}

enum kernel_outcome kernel_load_driver(struct kernel *kernel, const char *name,
				       const char *path, const void *bytes,
				       size_t size, uint32_t *ret_status)
{
	const char *words = memmem(bytes, size, MAGIC, strlen(MAGIC)), *print;

	kernel->refusal[0] = 0;
	if (!words) {
		*ret_status = 0xc000007b;
		snprintf(kernel->refusal, sizeof(kernel->refusal),
			 "no 'MZ' at its start");
		return KERNEL_DONE;
	}
	if (find_word(words, "stop="))
		return stop(kernel, find_number(words, "stop="));
	if (find_word(words, "hang") || find_word(words, "spin"))
		return hang(kernel, "System", find_word(words, "spin"));
	print = find_word(words, "print=");
	if (print)
		print_line(kernel, print);
	*ret_status = find_number(words, "status=");
	if (*ret_status == 0xc0000263)
		snprintf(kernel->refusal, sizeof(kernel->refusal),
			 "imports.sys imports ntoskrnl.exe!Foo");
	if (!*ret_status)
		add_driver(kernel, name, path, words, size);
	return KERNEL_DONE;
}

enum kernel_outcome kernel_unload_driver(struct kernel *kernel,
					 const char *name, uint32_t *ret_status)
{
	size_t i = 0;

	while (i < kernel->driver_count &&
	       strcmp(kernel->drivers[i].driver.name, name) != 0)
		i++;
	*ret_status = i == kernel->driver_count ? 0xc0000034 : 0;
	if (*ret_status)
		return KERNEL_DONE;
	if (!kernel->drivers[i].driver.unloads) {
		*ret_status = 0xc0000010;
	} else if (find_word(kernel->drivers[i].words, "inuse")) {
		kernel->drivers[i].driver.unloading = true;
	} else {
		kernel->driver_count--;
		for (; i < kernel->driver_count; i++)
			kernel->drivers[i] = kernel->drivers[i + 1];
	}
	return KERNEL_DONE;
}

const char *kernel_refusal(const struct kernel *kernel)
{
	return kernel->refusal;
}

size_t kernel_driver_count(const struct kernel *kernel)
{
	return kernel->driver_count;
}

void kernel_driver(const struct kernel *kernel, size_t number,
		   struct kernel_driver *ret)
{
	*ret = kernel->drivers[number].driver;
}

/* ---- files ---- */

static struct file *find_file(const struct kernel *kernel, const char *path)
{
	for (size_t i = 0; i < kernel->file_count; i++)
		if (strcasecmp(kernel->files[i].path, path) == 0)
			return (struct file *)&kernel->files[i];
	return NULL;
}

static int by_path(const void *a, const void *b)
{
	return strcasecmp(((const struct file *)a)->path,
			  ((const struct file *)b)->path);
}

enum err_code kernel_file_put(struct kernel *kernel, const char *path,
			      const void *bytes, size_t size, struct err *err)
{
	struct file *file = find_file(kernel, path);
	size_t most = sizeof(kernel->files) / sizeof(*kernel->files);
	uint8_t *copy;

	if (!file && kernel->file_count == most)
		return err_set(err, ERR_LIMIT, 0, "the disk is full");
	copy = mem_alloc(size);
	memcpy(copy, bytes, size);
	if (!file) {
		file = &kernel->files[kernel->file_count++];
		*file = (struct file){ .bytes = NULL };
		snprintf(file->path, sizeof(file->path), "%s", path);
	}
	free(file->bytes);
	file->bytes = copy;
	file->size = size;
	qsort(kernel->files, kernel->file_count, sizeof(*file), by_path);
	return ERR_OK;
}

enum err_code kernel_file_get(struct kernel *kernel, const char *path,
			      const void **ret, size_t *ret_size,
			      struct err *err)
{
	const struct file *file = find_file(kernel, path);

	if (!file)
		return err_set(err, ERR_NOT_FOUND, 0, "no file '%s'", path);
	*ret = file->bytes;
	*ret_size = file->size;
	return ERR_OK;
}

enum err_code kernel_file_remove(struct kernel *kernel, const char *path,
				 struct err *err)
{
	struct file *file = find_file(kernel, path);

	if (!file)
		return err_set(err, ERR_NOT_FOUND, 0, "no file '%s'", path);
	free(file->bytes);
	kernel->file_count--;
	for (; file < kernel->files + kernel->file_count; file++)
		file[0] = file[1];
	return ERR_OK;
}

bool kernel_file_at(const struct kernel *kernel, const char *folder,
		    size_t number, struct kernel_file *ret)
{
	size_t length = strlen(folder);

	if (length && folder[length - 1] == '\\')
		length--;
	for (size_t i = 0; i < kernel->file_count; i++) {
		const char *path = kernel->files[i].path;

		if (strncasecmp(path, folder, length) != 0 ||
		    path[length] != '\\' || strchr(path + length + 1, '\\'))
			continue;
		if (number--)
			continue;
		*ret = (struct kernel_file){ .size = kernel->files[i].size,
					     .time = kernel_time(kernel) };
		snprintf(ret->name, sizeof(ret->name), "%s", path + length + 1);
		return true;
	}
	return false;
}

/* ---- services ---- */

bool kernel_service_set(struct kernel *kernel,
			const struct kernel_service *service)
{
	(void)kernel;
	return service->name != NULL;
}

void kernel_service_remove(struct kernel *kernel, const char *name)
{
	(void)kernel;
	(void)name;
}

/* ---- time, text, force ---- */

/* ---- a device ---- */

enum { DEVICE_HANDLE = 0x4c, CODE_STOP = 0x222004, CODE_HANG = 0x222008 };

enum kernel_outcome kernel_open(struct kernel *kernel, uint32_t process,
				const char *path, uint64_t *ret_handle,
				uint32_t *ret_status)
{
	if (!is_process(kernel, process))
		return hang(kernel, "", false);
	*ret_handle = DEVICE_HANDLE;
	*ret_status = any_driver(kernel, "device") &&
				      strcasecmp(path, "\\??\\Echo") == 0
			      ? 0
			      : 0xc0000034;
	return KERNEL_DONE;
}

enum kernel_outcome kernel_close(struct kernel *kernel, uint32_t process,
				 uint64_t handle, uint32_t *ret_status)
{
	if (!is_process(kernel, process) || handle != DEVICE_HANDLE)
		return hang(kernel, "", false);
	*ret_status = 0;
	return KERNEL_DONE;
}

enum kernel_outcome kernel_transfer(struct kernel *kernel, uint32_t process,
				    uint64_t handle,
				    struct kernel_transfer *transfer,
				    uint32_t *ret_status)
{
	size_t size = transfer->in_size;

	if (!is_process(kernel, process) || handle != DEVICE_HANDLE)
		return hang(kernel, "", false);
	*ret_status = 0;
	if (size > transfer->out_size)
		size = transfer->out_size;
	if (size)
		memcpy(transfer->out, transfer->in, size);
	transfer->done = size;
	return KERNEL_DONE;
}

enum kernel_outcome kernel_control(struct kernel *kernel, uint32_t process,
				   uint64_t handle, uint32_t code,
				   struct kernel_transfer *transfer,
				   uint32_t *ret_status)
{
	if (code == CODE_STOP)
		return stop(kernel, 0xd1);
	if (code == CODE_HANG)
		return hang(kernel, "ioctl.exe", false);
	return kernel_transfer(kernel, process, handle, transfer, ret_status);
}

enum kernel_outcome kernel_wait(struct kernel *kernel, uint32_t milliseconds)
{
	kernel->uptime += milliseconds * UINT64_C(10000);
	return KERNEL_DONE;
}

uint64_t kernel_time(const struct kernel *kernel)
{
	/* 29 December 2023, 23:06:10 UTC */
	return UINT64_C(133483503700000000) + kernel->uptime;
}

uint64_t kernel_local_time(struct kernel *kernel, uint64_t time)
{
	(void)kernel;
	return time;
}

uint64_t kernel_uptime(const struct kernel *kernel)
{
	return kernel->uptime;
}

bool kernel_debug_take(struct kernel *kernel, struct kernel_debug_line *ret)
{
	if (!kernel->line_count)
		return false;
	*ret = kernel->lines[0];
	kernel->line_count--;
	memmove(kernel->lines, kernel->lines + 1,
		kernel->line_count * sizeof(*ret));
	return true;
}

enum kernel_outcome kernel_force(struct kernel *kernel, enum kernel_force how)
{
	if (how == KERNEL_FORCE_KEYBOARD)
		return stop(kernel, 0xe2);
	if (any_driver(kernel, "block"))
		return hang(kernel, "cmd.exe", false);
	return stop(kernel, 0xd1);
}

/* ---- after the end ---- */

const struct kernel_stop *kernel_stop(const struct kernel *kernel)
{
	return kernel->stopped ? &kernel->stop : NULL;
}

const struct kernel_hang *kernel_hang(const struct kernel *kernel)
{
	return &kernel->hang;
}

enum err_code kernel_dump(struct kernel *kernel, uint8_t **ret,
			  size_t *ret_size, struct err *err)
{
	if (!kernel->stopped)
		return err_set(err, ERR_USAGE, 0, "it has not stopped");
	*ret_size = 16;
	*ret = mem_alloc(*ret_size);
	memcpy(*ret, "PAGEDU64pretends", 16);
	return ERR_OK;
}

enum err_code kernel_reboot(struct kernel *kernel, struct err *err)
{
	(void)err;
	boot(kernel);
	return ERR_OK;
}

enum err_code kernel_target(struct kernel *kernel, const char *symbols,
			    struct target **ret, struct err *err)
{
	(void)kernel;
	(void)symbols;
	(void)ret;
	return err_set(err, ERR_UNSUPPORTED, 0, "it only pretends");
}

bool kernel_function_at(size_t number, struct kernel_function *ret)
{
	(void)number;
	(void)ret;
	return false;
}

enum err_code kernel_check(struct err *err)
{
	(void)err;
	return ERR_OK;
}
