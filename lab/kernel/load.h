/*
 * Images of drivers in the guest: from a file's bytes to a loaded module with
 * a DRIVER_OBJECT, and back. No byte of the file is trusted.
 */
#ifndef LAB_KERNEL_LOAD_H
#define LAB_KERNEL_LOAD_H

#include "kernel/private.h"

struct load_image;

struct driver {
	char name[64], path[260];
	uint64_t base, entry; /* addresses */
	uint32_t size, stamp, checksum;
	uint64_t object, module; /* DRIVER_OBJECT, KLDR_DATA_TABLE_ENTRY */
	uint64_t registry_path;	 /* UNICODE_STRING that DriverEntry is given */
	bool unloading;
	bool pending;		 /* unloads when its devices are free */
	bool integrity;		 /* linked with /INTEGRITYCHECK */
	struct load_range *init; /* what DriverEntry alone needs */
	unsigned init_count;
};

/* Whole pages of an image. */
struct load_range {
	uint32_t rva, size;
};

/* What NtLoadDriver is to load; a copy of the caller's. */
struct load_source {
	char *name, *path;
	uint8_t *bytes;
	size_t size;
};
struct load_source *load_source_new(const char *name, const char *path,
				    const void *bytes, size_t size);
void load_source_free(struct load_source *source);

/*
 * Maps the image: headers, sections, relocations, imports, protections; makes
 * the module and the driver object. Returns an NTSTATUS; where that is not
 * STATUS_SUCCESS, kernel->refusal has words and nothing is left behind.
 */
uint32_t driver_map(struct kernel *kernel, const struct load_source *source,
		    struct driver **ret);
/* Its INIT sections are of no more use. */
void driver_discard(struct kernel *kernel, struct driver *driver);
/* Takes it out, remembers it among the unloaded, and frees it. */
void driver_unmap(struct kernel *kernel, struct driver *driver);
/* Has a worker run its Unload; nobody waits for that. */
void driver_unload_later(struct kernel *kernel, struct driver *driver);
void driver_free_all(struct kernel *kernel);

struct driver *driver_find(struct kernel *kernel, const char *name);
struct driver *driver_at(struct kernel *kernel, uint64_t address);
struct driver *driver_of_object(struct kernel *kernel, uint64_t object);
/* Whether address was in a driver that is unloaded; its name. */
bool driver_unloaded_at(struct kernel *kernel, uint64_t address, char *ret,
			size_t size);

/* load_image.c: the image alone */
struct load_image {
	const struct load_source *source;
	struct kernel *kernel;
	uint64_t base;
	uint32_t size, headers, entry, stamp, checksum;
	uint64_t preferred;
	bool stripped;	/* of its relocations */
	bool integrity; /* linked with /INTEGRITYCHECK */
	uint32_t import, import_size, reloc, reloc_size, config, config_size;
	unsigned section_count;
	uint32_t section_table; /* file offset */
	unsigned imports;	/* that were found */
};
uint32_t load_image_parse(struct load_image *image);
uint32_t load_image_map(struct load_image *image);
uint32_t load_image_link(struct load_image *image);
/* The function that is exported by a name which is not its own; or NULL. */
const struct pe_write_function *
load_export_named(const struct machine_code *code, const char *name);
/* What drivers may import: a function that has a row, or a variable. */
bool load_find_export(struct kernel *kernel, const char *name, uint64_t *ret);
void load_image_protect(struct load_image *image);
/* The sections that are of use to DriverEntry alone; their number. The caller
 * frees them. */
unsigned load_image_init(const struct load_image *image,
			 struct load_range **ret);
/* Words for kernel_refusal, with the status back. */
uint32_t load_refuse(struct kernel *kernel, uint32_t status, const char *format,
		     ...) __attribute__((format(printf, 3, 4)));

#endif
