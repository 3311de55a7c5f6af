#include "config.h"
#include "kernel/load.h"
#include "kernel/ob.h"

#include "base/mem.h"
#include "kernel/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* MmUnloadedDrivers: UNICODE_STRING, start, end, time; 50 of them, the newest
 * behind MmLastUnloadedDriver in a ring. */
enum { UNLOADED_SIZE = 0x28, UNLOADED_COUNT = 50 };
enum {
	DRIVER_OBJECT_SIZE = 0x150,
	MODULE_SIZE = 0xa0,
	IO_TYPE_DRIVER = 4,
	DISPATCHES = 28,
	FLAGS_LEGACY = 0x12, /* DRVO_LEGACY_DRIVER, initialized */
	MODULE_FLAGS = 0x49104000,
};

struct driver *driver_find(struct kernel *kernel, const char *name)
{
	for (size_t i = 0; i < kernel->driver_count; i++) {
		if (strcasecmp(kernel->drivers[i]->name, name) == 0)
			return kernel->drivers[i];
	}
	return NULL;
}

struct driver *driver_at(struct kernel *kernel, uint64_t address)
{
	for (size_t i = 0; i < kernel->driver_count; i++) {
		if (address - kernel->drivers[i]->base <
		    kernel->drivers[i]->size)
			return kernel->drivers[i];
	}
	return NULL;
}

struct driver *driver_of_object(struct kernel *kernel, uint64_t object)
{
	for (size_t i = 0; i < kernel->driver_count; i++) {
		if (kernel->drivers[i]->object == object)
			return kernel->drivers[i];
	}
	return NULL;
}

struct load_source *load_source_new(const char *name, const char *path,
				    const void *bytes, size_t size)
{
	struct load_source *source = mem_calloc(1, sizeof(*source));

	source->name = mem_strdup(name);
	source->path = mem_strdup(path);
	source->bytes = mem_alloc(size);
	if (size)
		memcpy(source->bytes, bytes, size);
	source->size = size;
	return source;
}

void load_source_free(struct load_source *source)
{
	if (!source)
		return;
	free(source->name);
	free(source->path);
	free(source->bytes);
	free(source);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '\\');

	return slash ? slash + 1 : path;
}

/* ---- the module and its driver object ---- */

static void make_module(struct kernel *kernel, struct driver *driver)
{
	uint64_t at = kernel_alloc(kernel, MODULE_SIZE);
	char full[300];

	driver->module = at;
	/* as the service key has it, or as a person would */
	snprintf(full, sizeof(full), "%s%s",
		 driver->path[0] == '\\' ? "" : "\\??\\", driver->path);
	NT_PUT(kernel, at, "_KLDR_DATA_TABLE_ENTRY", "DllBase", driver->base);
	NT_PUT(kernel, at, "_KLDR_DATA_TABLE_ENTRY", "EntryPoint",
	       driver->entry);
	NT_PUT(kernel, at, "_KLDR_DATA_TABLE_ENTRY", "SizeOfImage",
	       driver->size);
	NT_PUT(kernel, at, "_KLDR_DATA_TABLE_ENTRY", "SizeOfImageNotRounded",
	       driver->size);
	NT_PUT(kernel, at, "_KLDR_DATA_TABLE_ENTRY", "LoadCount", 1);
	NT_PUT(kernel, at, "_KLDR_DATA_TABLE_ENTRY", "Flags", MODULE_FLAGS);
	NT_PUT(kernel, at, "_KLDR_DATA_TABLE_ENTRY", "CheckSum",
	       driver->checksum);
	NT_PUT(kernel, at, "_KLDR_DATA_TABLE_ENTRY", "TimeDateStamp",
	       driver->stamp);
	string_init(kernel,
		    at + NT_OFFSET("_KLDR_DATA_TABLE_ENTRY", "FullDllName"),
		    full);
	string_init(kernel,
		    at + NT_OFFSET("_KLDR_DATA_TABLE_ENTRY", "BaseDllName"),
		    base_name(driver->path));
	list_insert_tail(kernel, nt_address(kernel, "PsLoadedModuleList"), at);
}

static uint32_t make_object(struct kernel *kernel, struct driver *driver)
{
	uint64_t at, extension;
	uint64_t invalid = nt_address(kernel, "IopInvalidDeviceRequest");
	char name[80], key[160];
	uint32_t status;

	snprintf(name, sizeof(name), "\\Driver\\%s", driver->name);
	at = object_new(kernel, OB_DRIVER,
			DRIVER_OBJECT_SIZE + nt19041_size("_DRIVER_EXTENSION"),
			name, &status);
	if (!at)
		return status;
	extension = at + DRIVER_OBJECT_SIZE;
	driver->object = at;
	snprintf(key, sizeof(key),
		 "\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services\\%s",
		 driver->name);
	driver->registry_path = string_new(kernel, key);
	NT_PUT(kernel, at, "_DRIVER_OBJECT", "Type", IO_TYPE_DRIVER);
	NT_PUT(kernel, at, "_DRIVER_OBJECT", "Size", DRIVER_OBJECT_SIZE);
	NT_PUT(kernel, at, "_DRIVER_OBJECT", "Flags", FLAGS_LEGACY);
	NT_PUT(kernel, at, "_DRIVER_OBJECT", "DriverStart", driver->base);
	NT_PUT(kernel, at, "_DRIVER_OBJECT", "DriverSize", driver->size);
	NT_PUT(kernel, at, "_DRIVER_OBJECT", "DriverSection", driver->module);
	NT_PUT(kernel, at, "_DRIVER_OBJECT", "DriverInit", driver->entry);
	NT_PUT(kernel, at, "_DRIVER_OBJECT", "DriverExtension", extension);
	NT_PUT(kernel, extension, "_DRIVER_EXTENSION", "DriverObject", at);
	string_init(kernel, at + NT_OFFSET("_DRIVER_OBJECT", "DriverName"),
		    name);
	for (unsigned i = 0; i < DISPATCHES; i++)
		put64(kernel,
		      at + NT_OFFSET("_DRIVER_OBJECT", "MajorFunction") + 8 * i,
		      invalid);
	return STATUS_SUCCESS;
}

uint32_t driver_map(struct kernel *kernel, const struct load_source *source,
		    struct driver **ret)
{
	struct load_image image = { .source = source, .kernel = kernel };
	struct driver *driver;
	uint32_t status;

	kernel->refusal[0] = '\0';
	if (driver_find(kernel, source->name))
		return STATUS_IMAGE_ALREADY_LOADED;
	status = load_image_parse(&image);
	if (!status)
		status = load_image_map(&image);
	if (!status)
		status = load_image_link(&image);
	if (status)
		return status;
	load_image_protect(&image);
	driver = mem_calloc(1, sizeof(*driver));
	snprintf(driver->name, sizeof(driver->name), "%s", source->name);
	snprintf(driver->path, sizeof(driver->path), "%s", source->path);
	driver->base = image.base;
	driver->entry = image.base + image.entry;
	driver->size = (image.size + MEMORY_PAGE - 1) & ~(MEMORY_PAGE - 1);
	driver->stamp = image.stamp;
	driver->checksum = image.checksum;
	driver->integrity = image.integrity;
	driver->init_count = load_image_init(&image, &driver->init);
	kernel->drivers =
		mem_grow(kernel->drivers, &kernel->driver_capacity,
			 kernel->driver_count + 1, sizeof(*kernel->drivers));
	kernel->drivers[kernel->driver_count++] = driver;
	make_module(kernel, driver);
	status = make_object(kernel, driver);
	if (status) {
		driver_unmap(kernel, driver);
		return status;
	}
	*ret = driver;
	return STATUS_SUCCESS;
}

void driver_discard(struct kernel *kernel, struct driver *driver)
{
	for (unsigned i = 0; i < driver->init_count; i++)
		memory_unmap(&kernel->memory,
			     driver->base + driver->init[i].rva,
			     driver->init[i].size);
	driver->init_count = 0;
}

/* ---- unloading ---- */

static void remember(struct kernel *kernel, const struct driver *driver)
{
	uint64_t table = get64(kernel, nt_address(kernel, "MmUnloadedDrivers"));
	uint64_t next = nt_address(kernel, "MmLastUnloadedDriver");
	uint32_t number = get32(kernel, next);
	uint64_t at = table + number % UNLOADED_COUNT * UNLOADED_SIZE;

	string_init(kernel, at, base_name(driver->path));
	put64(kernel, at + 0x10, driver->base);
	put64(kernel, at + 0x18, driver->base + driver->size);
	put64(kernel, at + 0x20, kernel_time(kernel));
	put32(kernel, next, number + 1);
}

bool driver_unloaded_at(struct kernel *kernel, uint64_t address, char *ret,
			size_t size)
{
	uint64_t table = get64(kernel, nt_address(kernel, "MmUnloadedDrivers"));

	for (unsigned i = 0; i < UNLOADED_COUNT; i++) {
		uint64_t at = table + i * UNLOADED_SIZE;
		uint64_t start = get64(kernel, at + 0x10);

		if (start &&
		    address - start < get64(kernel, at + 0x18) - start) {
			string_read(kernel, at, ret, size);
			return true;
		}
	}
	return false;
}

static void free_driver(struct driver *driver)
{
	free(driver->init);
	free(driver);
}

void driver_unmap(struct kernel *kernel, struct driver *driver)
{
	size_t i = 0;

	while (kernel->drivers[i] != driver)
		i++;
	memmove(kernel->drivers + i, kernel->drivers + i + 1,
		(--kernel->driver_count - i) * sizeof(*kernel->drivers));
	list_remove(kernel, driver->module);
	memory_unmap(&kernel->memory, driver->base, driver->size);
	remember(kernel, driver);
	/* the next one does not come to lie where this was */
	if (kernel->next_image < driver->base + driver->size)
		kernel->next_image = driver->base + driver->size;
	free_driver(driver);
}

void driver_free_all(struct kernel *kernel)
{
	for (size_t i = 0; i < kernel->driver_count; i++)
		free_driver(kernel->drivers[i]);
	free(kernel->drivers);
	kernel->drivers = NULL;
	kernel->driver_count = kernel->driver_capacity = 0;
}

size_t kernel_driver_count(const struct kernel *kernel)
{
	return kernel->driver_count;
}

void kernel_driver(const struct kernel *kernel, size_t number,
		   struct kernel_driver *ret)
{
	const struct driver *driver = kernel->drivers[number];
	struct kernel *machine = (struct kernel *)(uintptr_t)kernel;

	memset(ret, 0, sizeof(*ret));
	memcpy(ret->name, driver->name, sizeof(ret->name));
	memcpy(ret->path, driver->path, sizeof(ret->path));
	ret->base = driver->base;
	ret->size = driver->size;
	ret->stamp = driver->stamp;
	ret->unloading = driver->unloading;
	ret->unloads = NT_GET(machine, driver->object, "_DRIVER_OBJECT",
			      "DriverUnload") != 0;
}

const char *kernel_refusal(const struct kernel *kernel)
{
	return kernel->refusal;
}
