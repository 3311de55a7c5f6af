#include "config.h"
#include "kernel/load.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/*
 * Layout: Microsoft's PE format specification. All numbers of the file are
 * checked before use; an image is small against 4 GiB, so that sums of two
 * 32-bit numbers are made in 64.
 */
enum {
	DOS_HEADER = 0x40,
	NT_OPTIONAL = 0x18, /* from the PE signature */
	OPTIONAL_LEAST = 0x70,
	DIRECTORIES = 0x70, /* in the optional header */
	SECTION_SIZE = 40,
	MACHINE_X64 = 0x8664,
	PE32_PLUS = 0x20b,
	RELOCS_STRIPPED = 1,
	SUBSYSTEM_NATIVE = 1,
	FORCE_INTEGRITY = 0x80, /* of DllCharacteristics */
	DESCRIPTOR_SIZE = 20,
	RELOC_ABSOLUTE = 0,
	RELOC_DIR64 = 10,
	NAME_MOST = 256,
	COOKIE_FIELD = 0x58, /* in IMAGE_LOAD_CONFIG_DIRECTORY64 */
};
#define COOKIE_DEFAULT	  0x2b992ddfa232u
#define SECTION_DISCARDS  0x02000000u
#define SECTION_EXECUTES  0x20000000u
#define SECTION_WRITES	  0x80000000u
#define STATUS_OTHER_ARCH 0xc000036bu

uint32_t load_refuse(struct kernel *kernel, uint32_t status, const char *format,
		     ...)
{
	va_list list;

	va_start(list, format);
	vsnprintf(kernel->refusal, sizeof(kernel->refusal), format, list);
	va_end(list);
	return status;
}

static uint32_t refuse(struct load_image *image, const char *why)
{
	return load_refuse(image->kernel, STATUS_INVALID_IMAGE_FORMAT, "%s: %s",
			   image->source->path, why);
}

static const uint8_t *file_at(const struct load_image *image, uint64_t offset,
			      uint64_t size)
{
	if (offset > image->source->size || size > image->source->size - offset)
		return NULL;
	return image->source->bytes + offset;
}

/* ---- headers ---- */

static uint32_t parse_optional(struct load_image *image, const uint8_t *at,
			       uint32_t size)
{
	uint32_t directories = bytes_u32(at + 0x6c);

	if (bytes_u16(at) != PE32_PLUS)
		return refuse(image, "no PE32+ image");
	if (bytes_u16(at + 0x44) != SUBSYSTEM_NATIVE)
		return refuse(image, "a program, not a driver: its subsystem "
				     "is not native");
	image->entry = bytes_u32(at + 0x10);
	image->preferred = bytes_u64(at + 0x18);
	image->size = bytes_u32(at + 0x38);
	image->headers = bytes_u32(at + 0x3c);
	image->checksum = bytes_u32(at + 0x40);
	image->integrity = (bytes_u16(at + 0x46) & FORCE_INTEGRITY) != 0;
	if (bytes_u32(at + 0x20) != MEMORY_PAGE)
		return refuse(image, "its sections are not aligned to pages");
	if (image->size == 0 || image->size > LIMIT_KERNEL_IMAGE ||
	    image->headers > image->size || !file_at(image, 0, image->headers))
		return refuse(image, "the sizes in its header cannot be");
	if (image->entry == 0 || image->entry >= image->size)
		return refuse(image, "its entry point is outside of it");
	for (unsigned i = 0; i < directories && i < 16; i++) {
		const uint8_t *entry = at + DIRECTORIES + 8 * i;

		if (DIRECTORIES + 8 * (i + 1) > size)
			break;
		if (i == 1) {
			image->import = bytes_u32(entry);
			image->import_size = bytes_u32(entry + 4);
		} else if (i == 5) {
			image->reloc = bytes_u32(entry);
			image->reloc_size = bytes_u32(entry + 4);
		} else if (i == 10) {
			image->config = bytes_u32(entry);
			image->config_size = bytes_u32(entry + 4);
		}
	}
	return STATUS_SUCCESS;
}

uint32_t load_image_parse(struct load_image *image)
{
	const uint8_t *dos = file_at(image, 0, DOS_HEADER), *nt, *optional;
	uint32_t at, size;

	if (!dos || memcmp(dos, "MZ", 2) != 0)
		return refuse(image, "not a PE image: it does not begin with "
				     "MZ");
	at = bytes_u32(dos + 0x3c);
	nt = file_at(image, at, NT_OPTIONAL);
	if (!nt || memcmp(nt, "PE\0", 4) != 0)
		return refuse(image, "not a PE image: no PE signature");
	if (bytes_u16(nt + 4) != MACHINE_X64)
		return load_refuse(image->kernel, STATUS_OTHER_ARCH,
				   "%s: for another processor (machine 0x%x)",
				   image->source->path, bytes_u16(nt + 4));
	image->section_count = bytes_u16(nt + 6);
	image->stamp = bytes_u32(nt + 8);
	image->stripped = bytes_u16(nt + 0x16) & RELOCS_STRIPPED;
	size = bytes_u16(nt + 0x14);
	optional = file_at(image, (uint64_t)at + NT_OPTIONAL, size);
	if (!optional || size < OPTIONAL_LEAST)
		return refuse(image, "its optional header is cut off");
	image->section_table = at + NT_OPTIONAL + size;
	if (image->section_count > LIMIT_IMAGE_SECTIONS ||
	    !file_at(image, image->section_table,
		     (uint64_t)image->section_count * SECTION_SIZE))
		return refuse(image, "its section table is cut off");
	return parse_optional(image, optional, size);
}

/* ---- sections ---- */

struct section {
	char name[9];
	uint32_t size, rva, raw_size, raw, flags;
};

static void get_section(const struct load_image *image, unsigned number,
			struct section *ret)
{
	const uint8_t *at = image->source->bytes + image->section_table +
			    (size_t)number * SECTION_SIZE;

	memcpy(ret->name, at, 8);
	ret->name[8] = '\0';
	ret->size = bytes_u32(at + 8);
	ret->rva = bytes_u32(at + 12);
	ret->raw_size = bytes_u32(at + 16);
	ret->raw = bytes_u32(at + 20);
	ret->flags = bytes_u32(at + 36);
	if (ret->size == 0)
		ret->size = ret->raw_size;
	if (ret->raw_size > ret->size)
		ret->raw_size = ret->size;
}

static uint64_t whole_pages(uint64_t size)
{
	return (size + MEMORY_PAGE - 1) / MEMORY_PAGE * MEMORY_PAGE;
}

static uint32_t copy_sections(struct load_image *image)
{
	uint64_t behind = whole_pages(image->headers);

	for (unsigned i = 0; i < image->section_count; i++) {
		const uint8_t *raw;
		struct section section;

		get_section(image, i, &section);
		if (section.rva < behind || section.rva % MEMORY_PAGE != 0 ||
		    (uint64_t)section.rva + section.size > image->size)
			return refuse(image, "a section overlaps another or "
					     "is outside of the image");
		behind = whole_pages((uint64_t)section.rva + section.size);
		raw = file_at(image, section.raw, section.raw_size);
		if (!raw)
			return refuse(image, "a section is cut off");
		memory_poke(&image->kernel->memory, image->base + section.rva,
			    raw, section.raw_size);
	}
	return STATUS_SUCCESS;
}

uint32_t load_image_map(struct load_image *image)
{
	struct kernel *kernel = image->kernel;
	uint64_t size = whole_pages(image->size);
	uint32_t status;

	image->base =
		memory_gap(&kernel->memory, kernel->next_image,
			   kernel->next_image + LIMIT_KERNEL_MEMORY, size);
	if (!image->base || !memory_map(&kernel->memory, image->base, size,
					ENGINE_READ | ENGINE_WRITE, "image"))
		return load_refuse(kernel, STATUS_INSUFFICIENT_RESOURCES,
				   "%s: no room for it in memory",
				   image->source->path);
	memory_poke(&kernel->memory, image->base, image->source->bytes,
		    image->headers);
	status = copy_sections(image);
	if (status)
		memory_unmap(&kernel->memory, image->base, size);
	return status;
}

/* ---- relocations ---- */

static bool image_peek(struct load_image *image, uint64_t rva, void *ret,
		       size_t size)
{
	return rva < image->size && size <= image->size - rva &&
	       memory_peek(&image->kernel->memory, image->base + rva, ret,
			   size);
}

static uint64_t image_number(struct load_image *image, uint64_t rva,
			     size_t size, bool *bad)
{
	uint8_t bytes[8] = { 0 };

	if (!image_peek(image, rva, bytes, size))
		*bad = true;
	return bytes_u64(bytes);
}

static bool relocate_block(struct load_image *image, uint64_t page, uint64_t at,
			   uint64_t end)
{
	uint64_t delta = image->base - image->preferred;
	bool bad = false;

	for (; at + 2 <= end && !bad; at += 2) {
		uint64_t entry = image_number(image, at, 2, &bad);
		uint64_t rva = page + (entry & 0xfff), value;

		if (entry >> 12 == RELOC_ABSOLUTE)
			continue;
		if (entry >> 12 != RELOC_DIR64)
			return false;
		value = image_number(image, rva, 8, &bad) + delta;
		if (!bad)
			memory_poke(&image->kernel->memory, image->base + rva,
				    &value, 8);
	}
	return !bad;
}

static uint32_t relocate(struct load_image *image)
{
	uint64_t at = image->reloc, end = at + image->reloc_size;
	bool bad = false;

	if (image->base == image->preferred)
		return STATUS_SUCCESS;
	/* position-independent code has nothing to relocate */
	if (image->reloc_size == 0 && !image->stripped)
		return STATUS_SUCCESS;
	if (image->reloc_size == 0)
		return load_refuse(image->kernel, STATUS_INVALID_IMAGE_FORMAT,
				   "%s: it has no relocations, and wants to "
				   "be at %016" PRIx64 " (link it with "
				   "--dynamicbase)",
				   image->source->path, image->preferred);
	while (at + 8 <= end && !bad) {
		uint64_t page = image_number(image, at, 4, &bad);
		uint64_t size = image_number(image, at + 4, 4, &bad);

		if (size < 8 || size > end - at)
			break;
		if (!relocate_block(image, page, at + 8, at + size))
			bad = true;
		at += size;
	}
	return bad ? refuse(image, "its relocations lead outside of it")
		   : STATUS_SUCCESS;
}

/* ---- imports ---- */

/* NUL-terminated and printable, or the image is refused. */
static bool image_string(struct load_image *image, uint64_t rva,
			 char ret[NAME_MOST])
{
	for (size_t i = 0; i < NAME_MOST; i++) {
		if (!image_peek(image, rva + i, ret + i, 1))
			return false;
		if (!ret[i])
			return i > 0;
		if (ret[i] < 0x21 || ret[i] > 0x7e)
			return false;
	}
	return false;
}

const struct pe_write_function *
load_export_named(const struct machine_code *code, const char *name)
{
	for (size_t i = 0; i < code->function_count; i++) {
		const struct pe_write_function *function = &code->functions[i];

		if (function->export_name &&
		    strcmp(function->export_name, name) == 0)
			return function;
	}
	return NULL;
}

bool load_find_export(struct kernel *kernel, const char *name, uint64_t *ret)
{
	const struct machine_code *code = kernel->code;
	const struct pe_write_function *other = load_export_named(code, name);
	char full[NAME_MOST + 4];

	if (other)
		name = other->name;
	snprintf(full, sizeof(full), "nt!%s", name);
	if (!machine_lookup(kernel->machine, full, ret))
		return false;
	if (nt_function_find(name))
		return true;
	for (size_t i = 0; i < code->function_count; i++) {
		const char *own = code->functions[i].name;

		if (own && strcmp(own, name) == 0)
			return false;
	}
	return true;
}

static uint32_t bind(struct load_image *image, const char *from, uint64_t names,
		     uint64_t slots)
{
	bool bad = false;

	for (;; names += 8, slots += 8) {
		uint64_t entry = image_number(image, names, 8, &bad), address;
		char name[NAME_MOST];

		if (bad)
			break;
		if (entry == 0)
			return STATUS_SUCCESS;
		if (++image->imports > LIMIT_KERNEL_IMPORTS)
			return refuse(image, "it imports more than a kernel "
					     "has");
		if (entry >> 63 ||
		    !image_string(image, (entry & 0x7fffffff) + 2, name))
			return refuse(image, "it imports by ordinal, or a name "
					     "that is none");
		if (!load_find_export(image->kernel, name, &address))
			return load_refuse(
				image->kernel, STATUS_PROCEDURE_NOT_FOUND,
				"%s imports %s!%s, which this machine does "
				"not have",
				image->source->path, from, name);
		if (slots + 8 > image->size ||
		    !memory_poke(&image->kernel->memory, image->base + slots,
				 &address, 8))
			break;
	}
	return refuse(image, "its import table leads outside of it");
}

static uint32_t import(struct load_image *image)
{
	uint64_t at = image->import;
	bool bad = false;
	uint32_t status;

	for (unsigned i = 0; image->import_size && i < LIMIT_MODULES;
	     i++, at += DESCRIPTOR_SIZE) {
		uint64_t names = image_number(image, at, 4, &bad);
		uint64_t name = image_number(image, at + 12, 4, &bad);
		uint64_t slots = image_number(image, at + 16, 4, &bad);
		char from[NAME_MOST];

		if (bad || (name && !image_string(image, name, from)))
			return refuse(image, "its import table leads outside "
					     "of it");
		if (!name)
			break;
		if (strcasecmp(from, "ntoskrnl.exe") != 0 &&
		    strcasecmp(from, "hal.dll") != 0)
			return load_refuse(image->kernel,
					   STATUS_PROCEDURE_NOT_FOUND,
					   "%s imports from %s, which this "
					   "machine does not have",
					   image->source->path, from);
		status = bind(image, from, names ? names : slots, slots);
		if (status)
			return status;
	}
	return STATUS_SUCCESS;
}

/* As the loader of Windows does: a cookie that still has its default value
 * is drawn. */
static void draw_cookie(struct load_image *image)
{
	bool bad = false;
	uint64_t address, cookie;

	if (image->config_size < COOKIE_FIELD + 8)
		return;
	address = image_number(image, (uint64_t)image->config + COOKIE_FIELD, 8,
			       &bad);
	if (bad || image_number(image, address - image->base, 8, &bad) !=
			   COOKIE_DEFAULT)
		return;
	cookie = kernel_random(image->kernel) & 0xffffffffffffu;
	memory_poke(&image->kernel->memory, address, &cookie, 8);
}

uint32_t load_image_link(struct load_image *image)
{
	uint32_t status = relocate(image);

	if (!status)
		status = import(image);
	if (status)
		memory_unmap(&image->kernel->memory, image->base,
			     whole_pages(image->size));
	else
		draw_cookie(image);
	return status;
}

/* ---- protections ---- */

void load_image_protect(struct load_image *image)
{
	struct memory *memory = &image->kernel->memory;

	memory_protect(memory, image->base, whole_pages(image->headers),
		       ENGINE_READ);
	for (unsigned i = 0; i < image->section_count; i++) {
		unsigned access = ENGINE_READ;
		struct section section;
		uint64_t at, size;

		get_section(image, i, &section);
		at = image->base + section.rva;
		size = whole_pages(section.size);
		if (section.flags & SECTION_WRITES)
			access |= ENGINE_WRITE;
		if (section.flags & SECTION_EXECUTES)
			access |= ENGINE_EXECUTE;
		memory_protect(memory, at, size, access);
		if (strncmp(section.name, "PAGE", 4) == 0)
			memory_set_pageable(memory, at, size, true);
	}
}

unsigned load_image_init(const struct load_image *image,
			 struct load_range **ret)
{
	struct load_range *ranges =
		mem_calloc(image->section_count + 1, sizeof(*ranges));
	unsigned count = 0;

	for (unsigned i = 0; i < image->section_count; i++) {
		struct section section;

		get_section(image, i, &section);
		if (section.flags & SECTION_DISCARDS &&
		    strncmp(section.name, "INIT", 4) == 0)
			ranges[count++] = (struct load_range){
				section.rva, (uint32_t)whole_pages(section.size)
			};
	}
	*ret = ranges;
	return count;
}
