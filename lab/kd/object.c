#include "config.h"
#include "kd/object.h"

#include "kd/private.h"

#include <string.h>
#include <strings.h>

/* Offsets of 19041, by its public symbols. */
enum {
	HEADER = 0x30, /* OBJECT_HEADER.Body */
	INFO_MASK = 0x1a,
	INFO_CREATOR = 1,
	INFO_NAME = 2,
	INFO_SIZE = 0x20, /* of either */
	NAME = 8,	  /* OBJECT_HEADER_NAME_INFO.Name */
	BUCKETS = 37,	  /* OBJECT_DIRECTORY.HashBuckets */
	ENTRY_OBJECT = 8, /* OBJECT_DIRECTORY_ENTRY.Object */
	CHAIN_MOST = 4096,
	KDBG_ROOT = 0x98, /* ObpRootDirectoryObject */
};

void kd_object_string(struct target *target, uint64_t address, char *ret,
		      size_t size)
{
	uint8_t head[2], unit[2];
	uint64_t buffer = print_pointer(target, address + 8);
	size_t count;

	*ret = 0;
	if (!buffer || target_read(target, address, head, 2, NULL))
		return;
	count = (head[0] | (size_t)head[1] << 8) / 2;
	for (size_t i = 0; i < count && i + 1 < size; i++) {
		if (target_read(target, buffer + 2 * i, unit, 2, NULL))
			break;
		ret[i] = unit[1] ? '?' : print_byte(unit[0]);
		ret[i + 1] = 0;
	}
}

void kd_object_name(struct target *target, uint64_t object, char *ret,
		    size_t size)
{
	uint64_t header = object - HEADER;
	uint8_t mask;

	*ret = 0;
	if (target_read(target, header + INFO_MASK, &mask, 1, NULL) ||
	    !(mask & INFO_NAME))
		return;
	header -= INFO_SIZE + (mask & INFO_CREATOR ? INFO_SIZE : 0);
	kd_object_string(target, header + NAME, ret, size);
}

/* ---- directories ---- */

static uint64_t find_root(struct target *target)
{
	const struct dump_header *header = target_info(target)->header;
	struct dump *dump = target_dump(target);
	uint64_t address = 0;

	if (dump && dump_read_part(dump, DUMP_PART_DEBUGGER_DATA, KDBG_ROOT,
				   &address, sizeof(address), NULL, NULL))
		address = 0;
	if (!address && header && header->debugger_data)
		address = print_pointer(target,
					header->debugger_data + KDBG_ROOT);
	if (!address && target_symbol(target, "nt!ObpRootDirectoryObject",
				      &address, NULL, NULL))
		return 0;
	return print_pointer(target, address);
}

static uint64_t find_in(struct target *target, uint64_t directory,
			const char *name, size_t size)
{
	char found[256];

	for (unsigned i = 0; i < BUCKETS; i++) {
		uint64_t entry = print_pointer(target, directory + 8 * i);

		for (unsigned j = 0; entry && j < CHAIN_MOST; j++) {
			uint64_t object =
				print_pointer(target, entry + ENTRY_OBJECT);

			kd_object_name(target, object, found, sizeof(found));
			if (object && strlen(found) == size &&
			    strncasecmp(found, name, size) == 0)
				return object;
			entry = print_pointer(target, entry);
		}
	}
	return 0;
}

enum err_code kd_object_find(struct target *target, const char *path,
			     uint64_t *ret, struct err *err)
{
	uint64_t object = find_root(target);
	const char *at = path;

	if (!object)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "the directory of objects is not in this dump");
	for (;;) {
		size_t size;

		at += strspn(at, "\\");
		size = strcspn(at, "\\");
		if (!size)
			break;
		object = find_in(target, object, at, size);
		if (!object)
			return err_set(err, ERR_NOT_FOUND, 0,
				       "no object '%.*s' in '%.200s'",
				       size > 100 ? 100 : (int)size, at, path);
		at += size;
	}
	*ret = object;
	return ERR_OK;
}
