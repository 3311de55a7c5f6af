#include "config.h"
#include "target/target.h"

#include "target/private.h"

#include <string.h>

/* Page-table entries. Source: Intel SDM volume 3, "4-level paging"; of those
 * that are not present, the bits Windows gives them: MMPTE in public ISFs. */
#define ENTRY_PRESENT	 (1ull << 0)
#define ENTRY_LARGE	 (1ull << 7)
#define ENTRY_PROTOTYPE	 (1ull << 10)
#define ENTRY_TRANSITION (1ull << 11)
#define ENTRY_FRAME	 0x000ffffffffff000ull
#define FRAME_BITS_GONE	 0x0000fffffffff000ull /* of a transition entry */

enum { LEVELS = 4, PAGE_BITS = 12, LEVEL_BITS = 9 };

static enum err_code absent(uint64_t address, struct err *err)
{
	return err_set(err, ERR_FAULT, address, "no memory at %016llx",
		       (unsigned long long)address);
}

static bool canonical(uint64_t address)
{
	return address >> 47 == 0 || address >> 47 == 0x1ffff;
}

/*
 * Where an entry leads. False: nowhere that is in memory. A page that left a
 * working set but was not reused ("transition") is still there.
 */
static bool follow(uint64_t entry, uint64_t *ret, bool *transition)
{
	if (entry & ENTRY_PRESENT) {
		*ret = entry & ENTRY_FRAME;
		return true;
	}
	if ((entry & (ENTRY_TRANSITION | ENTRY_PROTOTYPE)) != ENTRY_TRANSITION)
		return false;
	*ret = entry & FRAME_BITS_GONE;
	*transition = true;
	return true;
}

enum err_code target_walk(struct target *target, uint64_t table_base,
			  uint64_t address, struct target_walk *ret,
			  struct err *err)
{
	uint64_t table = table_base & ENTRY_FRAME;
	bool transition = false; /* of the page, or of a table above it */

	*ret = (struct target_walk){ 0 };
	if (!canonical(address) || !target->paged)
		return absent(address, err);
	for (unsigned level = 0; level < LEVELS; level++) {
		unsigned shift = PAGE_BITS + LEVEL_BITS * (LEVELS - 1 - level);
		uint64_t at = table + (address >> shift & 0x1ff) * 8;
		uint64_t size = 1ull << shift;
		uint8_t bytes[8];
		uint64_t entry = 0;

		if (target->ops->read_physical(target->self, at, bytes,
					       sizeof(bytes), NULL))
			return absent(address, err);
		for (size_t i = sizeof(bytes); i-- > 0;)
			entry = entry << 8 | bytes[i];
		ret->entry_address[level] = at;
		ret->entry[level] = entry;
		ret->levels = level + 1;
		if (!follow(entry, &table, &transition))
			return ERR_OK;
		if (level == LEVELS - 1 ||
		    (level && entry & ENTRY_PRESENT && entry & ENTRY_LARGE)) {
			ret->physical =
				(table & ~(size - 1)) | (address & (size - 1));
			ret->page_size = size;
			ret->transition = transition;
			ret->present = !transition;
			return ERR_OK;
		}
	}
	return absent(address, err);
}

/* Where the byte at an address is, and how many follow it in memory. */
static enum err_code translate(struct target *target, uint64_t address,
			       uint64_t *ret, uint64_t *ret_left,
			       struct err *err)
{
	struct target_walk walk;
	enum err_code code = target_walk(target, target->info.table_base,
					 address, &walk, err);

	if (code)
		return code;
	if (!walk.present && !walk.transition)
		return absent(address, err);
	*ret = walk.physical;
	*ret_left = walk.page_size - address % walk.page_size;
	return ERR_OK;
}

/* The same for a read within 4 KiB, from what is kept if it can be. */
static enum err_code translate_kept(struct target *target, uint64_t address,
				    uint64_t *ret, struct err *err)
{
	uint64_t page = address & ~(uint64_t)0xfff, left;
	uint64_t table = target->info.table_base + 1;
	struct target_kept *kept =
		&target->kept[address >> PAGE_BITS & (TARGET_KEPT - 1)];

	if (kept->page != page || kept->table != table) {
		enum err_code code =
			translate(target, address, ret, &left, err);

		if (code)
			return code;
		if (target->ops->constant)
			*kept = (struct target_kept){ page, table,
						      *ret - address % 0x1000 };
		return ERR_OK;
	}
	*ret = kept->physical + (address - page);
	return ERR_OK;
}

/* As much of size as lies in one piece of physical memory. */
static size_t measure(struct target *target, uint64_t address,
		      uint64_t physical, uint64_t left, size_t size)
{
	uint64_t next;

	while (left < size) {
		uint64_t more = size - left;

		if (translate_kept(target, address + left, &next, NULL) ||
		    next != physical + left)
			return (size_t)left;
		left += more < 0x1000 ? more : 0x1000;
	}
	return size;
}

/* Reads what lies together; *ret_size is how much that was. */
static enum err_code read_piece(struct target *target, uint64_t address,
				void *ret, size_t size, size_t *ret_size,
				struct err *err)
{
	uint64_t physical, left = size;
	struct err why;
	enum err_code code;

	if (size <= 0x1000 - address % 0x1000)
		code = translate_kept(target, address, &physical, err);
	else
		code = translate(target, address, &physical, &left, err);
	if (code)
		return code;
	size = measure(target, address, physical, left, size);
	code = target->ops->read_physical(target->self, physical, ret, size,
					  &why);
	if (code == ERR_FAULT)
		return absent(address + (why.at - physical), err);
	if (code && err)
		*err = why;
	*ret_size = size;
	return code;
}

enum err_code target_read(struct target *target, uint64_t address, void *ret,
			  size_t size, struct err *err)
{
	char *to = ret;

	if (target->ops->read_virtual)
		return target->ops->read_virtual(target->self, address, ret,
						 size, err);
	while (size) {
		size_t done = 0;
		enum err_code code =
			read_piece(target, address, to, size, &done, err);

		if (code)
			return code;
		address += done;
		to += done;
		size -= done;
	}
	return ERR_OK;
}

enum err_code target_read_u64(struct target *target, uint64_t address,
			      uint64_t *ret, struct err *err)
{
	uint8_t bytes[8];
	uint64_t value = 0;
	enum err_code code =
		target_read(target, address, bytes, sizeof(bytes), err);

	if (code)
		return code;
	for (size_t i = sizeof(bytes); i-- > 0;)
		value = value << 8 | bytes[i];
	*ret = value;
	return ERR_OK;
}

enum err_code target_read_physical(struct target *target, uint64_t address,
				   void *ret, size_t size, struct err *err)
{
	if (!target->ops->read_physical)
		return err_set(err, ERR_FAULT, address,
			       "this dump has no physical memory");
	return target->ops->read_physical(target->self, address, ret, size,
					  err);
}

void target_set_table_base(struct target *target, uint64_t table_base)
{
	target->info.table_base = table_base ? table_base & ENTRY_FRAME
					     : target->first_table_base;
}
