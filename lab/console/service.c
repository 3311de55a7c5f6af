/*
 * The service control manager's database, and what it does for a driver
 * service: the kernel loads and unloads. Whether one runs is always asked of
 * the machine, never remembered.
 */
#include "config.h"
#include "console/private.h"

#include "base/limits.h"
#include "base/mem.h"
#include "formats/signature.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
	TYPE_KERNEL = 1,
	TYPE_FILE_SYSTEM = 2,
	START_DISABLED = 4,
	STATUS_NAME_NOT_FOUND = 0xc0000034,
	STATUS_PATH_NOT_FOUND = 0xc000003a,
	STATUS_INVALID_REQUEST = 0xc0000010,
	STATUS_HASH = 0xc0000428,
};

bool service_is_driver(const struct console_service *service)
{
	return service->type == TYPE_KERNEL ||
	       service->type == TYPE_FILE_SYSTEM;
}

struct console_service *service_find(const struct console *console,
				     const char *name)
{
	for (size_t i = 0; i < console->service_count; i++)
		if (strcasecmp(console->services[i].name, name) == 0)
			return &console->services[i];
	return NULL;
}

const struct console_service *console_service(const struct console *console,
					      const char *name)
{
	return service_find(console, name);
}

static bool find_driver(const struct console *console, const char *name,
			struct kernel_driver *ret)
{
	size_t count = kernel_driver_count(console->kernel);

	for (size_t i = 0; i < count; i++) {
		kernel_driver(console->kernel, i, ret);
		if (strcasecmp(ret->name, name) == 0)
			return true;
	}
	return false;
}

enum console_service_state console_service_state(const struct console *console,
						 const char *name)
{
	struct kernel_driver driver;

	if (!service_find(console, name))
		return CONSOLE_SERVICE_NONE;
	if (!find_driver(console, name, &driver))
		return CONSOLE_SERVICE_STOPPED;
	if (driver.unloading)
		return CONSOLE_SERVICE_STOP_PENDING;
	return service_find(console, name)->starting
		       ? CONSOLE_SERVICE_START_PENDING
		       : CONSOLE_SERVICE_RUNNING;
}

bool console_driver_loaded(const struct console *console, const char *name)
{
	struct kernel_driver driver;

	return find_driver(console, name, &driver);
}

/* ---- the database ---- */

void service_note(struct console *console,
		  const struct console_service *service)
{
	const struct kernel_service from = {
		.name = service->name,
		.path = service->path,
		.display = *service->display ? service->display : NULL,
		.type = service->type,
		.start = service->start,
		.error_control = service->error_control,
	};

	/* a registry that drivers have filled: sc.exe would not notice */
	(void)!kernel_service_set(console->kernel, &from);
}

uint32_t service_create(struct console *console,
			const struct console_service *service)
{
	const struct console_service *old =
		service_find(console, service->name);

	if (!*service->name || strpbrk(service->name, "\\/"))
		return ERROR_NAME;
	if (old)
		return old->deleting ? ERROR_MARKED : ERROR_EXISTS;
	if (console->service_count == LIMIT_CONSOLE_SERVICES)
		return status_error(0xc000009a);
	console->services = mem_grow(
		console->services, &console->service_capacity,
		console->service_count + 1, sizeof(*console->services));
	console->services[console->service_count++] = *service;
	service_note(console, service);
	return ERROR_NONE;
}

void service_sweep(struct console *console)
{
	size_t kept = 0;

	for (size_t i = 0; i < console->service_count; i++) {
		const struct console_service *service = &console->services[i];

		if (service->deleting &&
		    console_service_state(console, service->name) ==
			    CONSOLE_SERVICE_STOPPED) {
			kernel_service_remove(console->kernel, service->name);
			continue;
		}
		console->services[kept++] = *service;
	}
	console->service_count = kept;
}

uint32_t service_delete(struct console *console, const char *name)
{
	struct console_service *service = service_find(console, name);

	if (!service)
		return ERROR_NO_SERVICE;
	if (service->deleting)
		return ERROR_MARKED;
	service->deleting = true;
	service_sweep(console);
	return ERROR_NONE;
}

void service_restart(struct console *console)
{
	size_t kept = 0;

	for (size_t i = 0; i < console->service_count; i++) {
		struct console_service *service = &console->services[i];

		service->exit_code = ERROR_NEVER_STARTED;
		service->starting = false;
		if (service->deleting)
			kernel_service_remove(console->kernel, service->name);
		else
			console->services[kept++] = *service;
	}
	console->service_count = kept;
}

/* ---- paths ---- */

/*
 * A driver's path is made one of the object manager's when the service is
 * created. One without a drive is taken from the service manager's own
 * folder, not from the prompt's: a slip that shows as error 2 at the start.
 */
void service_image_path(const struct console *console, const char *typed,
			bool driver, char *ret, size_t size)
{
	char path[260];

	(void)console;
	if (!driver || *typed == '\\' ||
	    strncasecmp(typed, "System32\\", 9) == 0)
		snprintf(ret, size, "%s", typed);
	else if (path_resolve("C:\\Windows\\system32", typed, path,
			      sizeof(path)))
		snprintf(ret, size, "\\??\\%s", path);
	else
		snprintf(ret, size, "\\??\\%s", typed);
}

void console_driver_file(const char *image_path, char *ret, size_t size)
{
	const char *rest = image_path;
	const char *folder = "";

	if (strncmp(rest, "\\??\\", 4) == 0) {
		rest += 4;
	} else if (strncasecmp(rest, "\\SystemRoot\\", 12) == 0) {
		rest += 12;
		folder = "C:\\Windows\\";
	} else if (strncasecmp(rest, "System32\\", 9) == 0) {
		folder = "C:\\Windows\\";
	}
	snprintf(ret, size, "%s%s", folder, rest);
}

/* ---- start and stop ---- */

/* The status for a file that is not there. */
static uint32_t missing(const struct console *console, const char *path)
{
	char folder[260];
	size_t length = (size_t)(path_name(path) - path);

	snprintf(folder, sizeof(folder), "%.*s",
		 (int)(length > 3 ? length - 1 : length), path);
	return path_is_folder(console, folder) ? STATUS_NAME_NOT_FOUND
					       : STATUS_PATH_NOT_FOUND;
}

/*
 * Code integrity: every driver needs a signature over the very bytes it has.
 * None here is from Microsoft, so it counts only in test mode. What is no
 * image at all is for the loader to refuse.
 */
static bool has_integrity(const struct console *console, const void *bytes,
			  size_t size)
{
	struct signature signature;

	if (signature_read(bytes, size, &signature, NULL))
		return true;
	return signature.state == SIGNATURE_GOOD && console->boot.test_signing;
}

/* What CreateProcess makes of a driver when type= kernel was forgotten. */
static uint32_t start_program(struct console *console, const char *path)
{
	const void *bytes;
	size_t size;

	if (kernel_file_get(console->kernel, path, &bytes, &size, NULL))
		return status_error(missing(console, path));
	if (size < 2 || memcmp(bytes, "MZ", 2) != 0)
		return ERROR_BAD_EXE;
	return ERROR_NOT_WIN32;
}

static enum kernel_outcome load(struct console *console,
				const struct console_service *service,
				const char *path, uint32_t *ret_status)
{
	const void *bytes;
	size_t size;

	if (kernel_file_get(console->kernel, path, &bytes, &size, NULL)) {
		*ret_status = missing(console, path);
		return KERNEL_DONE;
	}
	if (!has_integrity(console, bytes, size)) {
		*ret_status = STATUS_HASH;
		return KERNEL_DONE;
	}
	return kernel_load_driver(console->kernel, service->name, service->path,
				  bytes, size, ret_status);
}

enum kernel_outcome service_start(struct console *console,
				  struct console_service *service,
				  uint32_t *ret_error)
{
	enum kernel_outcome outcome;
	uint32_t status = 0;
	char path[300];

	console_driver_file(service->path, path, sizeof(path));
	if (service->deleting)
		*ret_error = ERROR_MARKED;
	else if (service->start == START_DISABLED)
		*ret_error = ERROR_DISABLED;
	else if (console_driver_loaded(console, service->name))
		*ret_error = ERROR_RUNNING;
	else if (!service_is_driver(service))
		*ret_error = service->exit_code = start_program(console, path);
	else {
		outcome = load(console, service, path, &status);
		service->starting = outcome == KERNEL_HANGS;
		if (outcome != KERNEL_DONE)
			return outcome;
		/* NT_SUCCESS: warnings fail, information does not */
		*ret_error =
			status < 0x80000000 ? ERROR_NONE : status_error(status);
		service->exit_code = *ret_error;
	}
	return KERNEL_DONE;
}

enum kernel_outcome service_stop(struct console *console,
				 struct console_service *service,
				 uint32_t *ret_error)
{
	enum kernel_outcome outcome;
	uint32_t status = 0;

	switch (console_service_state(console, service->name)) {
	case CONSOLE_SERVICE_RUNNING:
		break;
	case CONSOLE_SERVICE_START_PENDING:
	case CONSOLE_SERVICE_STOP_PENDING:
		*ret_error = ERROR_CANNOT_CONTROL;
		return KERNEL_DONE;
	default:
		*ret_error = ERROR_NOT_STARTED;
		return KERNEL_DONE;
	}
	outcome = kernel_unload_driver(console->kernel, service->name, &status);
	if (outcome != KERNEL_DONE)
		return outcome;
	if (status == STATUS_INVALID_REQUEST)
		*ret_error = ERROR_INVALID_CONTROL; /* no DriverUnload */
	else if (status < 0x80000000)
		*ret_error = service->exit_code = ERROR_NONE;
	else
		*ret_error = status_error(status);
	return KERNEL_DONE;
}

/* ---- names ---- */

const char *service_type_name(uint32_t type)
{
	switch (type) {
	case TYPE_KERNEL:
		return "KERNEL_DRIVER";
	case TYPE_FILE_SYSTEM:
		return "FILE_SYSTEM_DRIVER";
	case 0x10:
		return "WIN32_OWN_PROCESS";
	case 0x20:
		return "WIN32_SHARE_PROCESS";
	}
	return "";
}

const char *service_start_name(uint32_t start)
{
	static const char *const names[] = {
		"BOOT_START",	"SYSTEM_START", "AUTO_START",
		"DEMAND_START", "DISABLED",
	};

	return start < sizeof(names) / sizeof(*names) ? names[start] : "";
}

const char *service_error_name(uint32_t error)
{
	static const char *const names[] = { "IGNORE", "NORMAL", "SEVERE",
					     "CRITICAL" };

	return error < sizeof(names) / sizeof(*names) ? names[error] : "";
}
