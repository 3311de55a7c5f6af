#include "config.h"
#include "target/modules.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/*
 * KLDR_DATA_TABLE_ENTRY and MM_UNLOADED_DRIVER. The offsets are the same in
 * every x64 build since Windows Vista (public ISF files), but for the stamp:
 * where there is a PE header, that one's counts.
 */
enum {
	LDR_BASE = 0x30,
	LDR_SIZE = 0x40,
	LDR_FULL_NAME = 0x48,
	LDR_BASE_NAME = 0x58,
	LDR_CHECKSUM = 0x78,
	LDR_STAMP = 0x9c,
	LDR_BYTES = 0xa0,
	UNLOADED_BYTES = 0x28,
	UNLOADED_ENTRIES = 50,
	NAME_UNITS = 260,
};

static uint32_t next_unit(const uint8_t *units, size_t count, size_t *at)
{
	uint32_t c = bytes_u16(units + 2 * (*at)++);

	if (c < 0xd800 || c > 0xdfff)
		return c;
	if (c < 0xdc00 && *at < count) {
		uint32_t low = bytes_u16(units + 2 * *at);

		if (low >= 0xdc00 && low <= 0xdfff) {
			(*at)++;
			return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
		}
	}
	return 0xfffd;
}

/* UTF-16 as UTF-8, with '?' for what would move a terminal. */
static void copy_units(const uint8_t *units, size_t count, char *ret,
		       size_t size)
{
	size_t length = 0;

	for (size_t at = 0; at < count;) {
		uint32_t c = next_unit(units, count, &at);
		char bytes[4];
		size_t took;

		if (!c)
			break;
		if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			c = '?';
		took = utf8_encode(c, bytes);
		if (length + took >= size)
			break;
		memcpy(ret + length, bytes, took);
		length += took;
	}
	ret[length] = '\0';
}

/* A UNICODE_STRING's text; "" where it is not in memory. */
static void read_text(struct target *target, const uint8_t *string, char *ret,
		      size_t size)
{
	uint8_t units[NAME_UNITS * 2];
	size_t count = bytes_u16(string) / 2u;

	*ret = '\0';
	if (count > NAME_UNITS)
		count = NAME_UNITS;
	if (count && target_read(target, bytes_u64(string + 8), units,
				 count * 2, NULL) == ERR_OK)
		copy_units(units, count, ret, size);
}

static const char *base_name(const char *path)
{
	const char *name = path;

	for (; *path; path++)
		if (*path == '\\' || *path == '/')
			name = path + 1;
	return name;
}

/* What WinDbg calls a module: the kernel nt, others by their file. */
static void name_module(const struct target *target,
			struct target_module *module)
{
	const char *from = base_name(module->image);
	const char *dot = strrchr(from, '.');
	size_t length = dot && dot > from ? (size_t)(dot - from) : strlen(from);

	if (length >= sizeof(module->name))
		length = sizeof(module->name) - 1;
	if (module->base == target->info.kernel_base) {
		from = "nt";
		length = 2;
	}
	for (size_t i = 0; i < length; i++) {
		char c = from[i];
		bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9') || c == '_';

		module->name[i] = good ? c : '_';
	}
	module->name[length] = '\0';
	if (!length)
		snprintf(module->name, sizeof(module->name),
			 "Unknown_Module_%08x_%08x",
			 (uint32_t)(module->base >> 32),
			 (uint32_t)module->base);
}

/* False: there is one at this base, or there are too many. */
static bool add_module(struct target *target, struct target_modules *modules,
		       const struct target_module *module)
{
	struct module_entry *entry;

	if (modules->count == LIMIT_MODULES)
		return false;
	for (size_t i = 0; i < modules->count; i++)
		if (modules->list[i]->module.base == module->base)
			return false;
	entry = mem_calloc(1, sizeof(*entry));
	entry->module = *module;
	entry->target = target;
	if (entry->module.size > LIMIT_IMAGE_BYTES)
		entry->module.size = LIMIT_IMAGE_BYTES;
	entry->module.symbol_state = "(deferred)";
	name_module(target, &entry->module);
	modules->list = mem_grow(modules->list, &modules->room,
				 modules->count + 1, sizeof(*modules->list));
	modules->list[modules->count++] = entry;
	return true;
}

static void take_entry(struct target *target, struct target_modules *modules,
		       const uint8_t *bytes)
{
	struct target_module module = {
		.base = bytes_u64(bytes + LDR_BASE),
		.size = bytes_u32(bytes + LDR_SIZE),
		.checksum = bytes_u32(bytes + LDR_CHECKSUM),
		.stamp = bytes_u32(bytes + LDR_STAMP),
	};

	if (!module.base)
		return;
	read_text(target, bytes + LDR_FULL_NAME, module.image,
		  sizeof(module.image));
	if (!*module.image)
		read_text(target, bytes + LDR_BASE_NAME, module.image,
			  sizeof(module.image));
	add_module(target, modules, &module);
}

/* A list in memory may lead anywhere, in a circle too: `slow` follows at half
 * the pace, and who meets it has been here before. */
static void walk_list(struct target *target, struct target_modules *modules,
		      uint64_t head)
{
	uint64_t at, slow, next;

	if (!head || target_read_u64(target, head, &at, NULL))
		return;
	slow = at;
	for (unsigned i = 1; at != head && i <= LIMIT_LIST; i++) {
		uint8_t bytes[LDR_BYTES];

		if (target_read(target, at, bytes, sizeof(bytes), NULL))
			return;
		take_entry(target, modules, bytes);
		at = bytes_u64(bytes);
		if (i % 2 == 0) {
			if (target_read_u64(target, slow, &next, NULL))
				return;
			slow = next;
		}
		if (at == slow)
			return;
	}
}

static void take_recorded(struct target *target, struct target_modules *modules)
{
	size_t count = dump_module_count(target->dump);

	for (size_t i = 0; i < count && i < LIMIT_MODULES; i++) {
		struct dump_module from;
		struct target_module module = { 0 };

		if (dump_read_module(target->dump, i, &from, NULL) ||
		    !from.base)
			continue;
		module.base = from.base;
		module.size = from.size;
		module.checksum = from.checksum;
		module.stamp = from.stamp;
		snprintf(module.image, sizeof(module.image), "%s", from.name);
		add_module(target, modules, &module);
	}
}

void modules_read_list(struct target *target, struct target_modules *modules)
{
	const struct dump_header *header = target->info.header;
	uint64_t base = target->info.kernel_base;

	if (target->dump)
		take_recorded(target, modules);
	if (!modules->count)
		walk_list(target, modules, target->kdbg.loaded_modules);
	if (!modules->count && header)
		walk_list(target, modules, header->loaded_modules);
	for (size_t i = 0; i < modules->count; i++)
		if (modules->list[i]->module.base == base)
			return;
	if (base) {
		struct target_module nt = { .image = "ntoskrnl.exe",
					    .base = base };

		add_module(target, modules, &nt);
	}
}

/* ---- those that are gone ---- */

static void add_unloaded(struct target_modules *modules,
			 const struct target_unloaded *unloaded)
{
	if (!unloaded->start)
		return;
	modules->unloaded = mem_grow(modules->unloaded, &modules->unloaded_room,
				     modules->unloaded_count + 1,
				     sizeof(*modules->unloaded));
	modules->unloaded[modules->unloaded_count++] = *unloaded;
}

static void take_unloaded(struct target *target, struct target_modules *modules)
{
	size_t count = dump_unloaded_count(target->dump);

	for (size_t i = 0; i < count && i < LIMIT_MODULES; i++) {
		struct target_unloaded unloaded = { 0 };
		struct dump_unloaded from;

		if (dump_read_unloaded(target->dump, i, &from, NULL))
			continue;
		unloaded.start = from.start;
		unloaded.end = from.end;
		snprintf(unloaded.name, sizeof(unloaded.name), "%s", from.name);
		add_unloaded(modules, &unloaded);
	}
}

/* A ring of fifty; the number says where the next one will be put. */
static void read_ring(struct target *target, struct target_modules *modules)
{
	const struct target_kdbg *kdbg = &target->kdbg;
	uint64_t table;
	uint8_t bytes[UNLOADED_BYTES];
	uint32_t next;

	if (!kdbg->unloaded_drivers || !kdbg->last_unloaded ||
	    target_read_u64(target, kdbg->unloaded_drivers, &table, NULL) ||
	    target_read(target, kdbg->last_unloaded, bytes, 4, NULL))
		return;
	next = bytes_u32(bytes) % UNLOADED_ENTRIES;
	for (uint32_t i = 1; table && i <= UNLOADED_ENTRIES; i++) {
		uint32_t slot =
			(next + UNLOADED_ENTRIES - i) % UNLOADED_ENTRIES;
		struct target_unloaded unloaded = { 0 };

		if (target_read(target, table + slot * UNLOADED_BYTES, bytes,
				sizeof(bytes), NULL))
			continue;
		unloaded.start = bytes_u64(bytes + 0x10);
		unloaded.end = bytes_u64(bytes + 0x18);
		read_text(target, bytes, unloaded.name, sizeof(unloaded.name));
		add_unloaded(modules, &unloaded);
	}
}

void modules_read_unloaded(struct target *target,
			   struct target_modules *modules)
{
	if (target->dump)
		take_unloaded(target, modules);
	if (!modules->unloaded_count)
		read_ring(target, modules);
}
