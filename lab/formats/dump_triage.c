#include "config.h"
#include "formats/dump_private.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* MiniDumpFields: what a triage file was given, by Ghidra's names of them */
enum {
	MINI_PRCB = 0x4,
	MINI_PROCESS = 0x8,
	MINI_THREAD = 0x10,
	MINI_STACK = 0x20,
	MINI_DRIVERS = 0x40,
	MINI_DEBUGGER = 0x400,
	MINI_BLOCKS = 0x800,
};
/* The kernel remembers 50 unloaded drivers. */
enum { UNLOADED_MOST = 64, NAME_UNITS = 1024 };

static bool given(const struct dump *dump, uint32_t flag)
{
	return dump->header.absent & DUMP_MINI_FIELDS ||
	       dump->header.mini_fields & flag;
}

/*
 * Three parts have no size of their own: they end where the next thing that
 * the header points at begins.
 */
static uint32_t end_of_part(const struct dump *dump, const uint8_t *bytes,
			    uint32_t offset)
{
	static const uint8_t pointers[] = {
		DT_END,	  DT_UNLOADED, DT_PRCB,	   DT_PROCESS,	DT_THREAD,
		DT_STACK, DT_DRIVERS,  DT_STRINGS, DT_DEBUGGER, DT_BLOCKS,
	};
	uint64_t end = dump->size < UINT32_MAX ? dump->size : UINT32_MAX;

	for (size_t i = 0; i < sizeof(pointers); i++) {
		uint32_t other = dump_u32(bytes + pointers[i]);

		if (other > offset && other < end)
			end = other;
	}
	return (uint32_t)end;
}

static void take_part(struct dump *dump, const uint8_t *bytes,
		      enum dump_part part, size_t pointer, uint32_t flag)
{
	uint32_t offset = dump_u32(bytes + pointer);

	if (offset < DH_SIZE + DT_SIZE || !given(dump, flag) ||
	    !dump_has(dump, offset, 1))
		return;
	dump->triage.parts[part] =
		(struct dump_piece){ offset, end_of_part(dump, bytes, offset) -
						     offset };
}

/* A part that has a size; what is cut off is not counted. */
static void take_sized(struct dump *dump, const uint8_t *bytes,
		       enum dump_part part, size_t pointer, uint32_t flag)
{
	uint32_t offset = dump_u32(bytes + pointer);
	uint64_t size = dump_u32(bytes + pointer + 4);

	if (offset < DH_SIZE + DT_SIZE || !given(dump, flag) ||
	    !dump_has(dump, offset, 1))
		return;
	if (size > dump->size - offset)
		size = dump->size - offset;
	dump->triage.parts[part] =
		(struct dump_piece){ offset, (uint32_t)size };
}

/* How many entries of a table are in the file. */
static uint32_t fit(struct dump *dump, uint64_t offset, uint64_t count,
		    uint32_t size, uint32_t most, const char *what)
{
	uint64_t room = 0;

	if (offset >= DH_SIZE + DT_SIZE && offset < dump->size)
		room = (dump->size - offset) / size;
	if (room > most)
		room = most;
	if (count <= room)
		return (uint32_t)count;
	dump_note(dump, "only %llu of %llu %s are in it",
		  (unsigned long long)room, (unsigned long long)count, what);
	return (uint32_t)room;
}

static void take_tables(struct dump *dump, const uint8_t *bytes)
{
	struct dump_triage *triage = &dump->triage;
	uint8_t count[8];

	triage->modules = dump_u32(bytes + DT_DRIVERS);
	triage->table = dump_u32(bytes + DT_BLOCKS);
	triage->unloaded = dump_u32(bytes + DT_UNLOADED);
	if (given(dump, MINI_DRIVERS))
		triage->module_count = fit(dump, triage->modules,
					   dump_u32(bytes + DT_DRIVER_COUNT),
					   DD_SIZE, LIMIT_LIST, "modules");
	if (given(dump, MINI_BLOCKS))
		triage->table_count = fit(
			dump, triage->table, dump_u32(bytes + DT_BLOCK_COUNT),
			DK_SIZE, LIMIT_TRIAGE_BLOCKS, "blocks of memory");
	if (triage->unloaded >= DH_SIZE + DT_SIZE &&
	    !dump_pread(dump, triage->unloaded, count, sizeof(count), NULL))
		triage->unloaded_count =
			fit(dump, triage->unloaded + 8ull, dump_u64(count),
			    DV_SIZE, UNLOADED_MOST, "unloaded drivers");
}

/* A file that was written to its end has a mark there. */
static void check_end(struct dump *dump, const uint8_t *bytes)
{
	uint32_t offset = dump_u32(bytes + DT_VALID_OFFSET);
	uint8_t mark[4];

	if (dump->triage.end > dump->size)
		dump_note(dump, "ends %llu bytes early",
			  (unsigned long long)(dump->triage.end - dump->size));
	else if (dump_pread(dump, offset, mark, sizeof(mark), NULL) ||
		 !dump_is(mark, "TRGD"))
		dump_note(dump, "its writer did not reach the end");
}

enum err_code dump_open_triage(struct dump *dump, struct err *err)
{
	uint8_t bytes[DT_SIZE];

	if (dump_pread(dump, DH_SIZE, bytes, sizeof(bytes), NULL))
		return err_set(err, ERR_FORMAT, dump->size,
			       "it ends within its triage header");
	dump->kind = DUMP_TRIAGE;
	dump->triage.end = dump_u32(bytes + DT_END);
	dump->triage.stack_top = dump_u64(bytes + DT_STACK_TOP);
	take_part(dump, bytes, DUMP_PART_PRCB, DT_PRCB, MINI_PRCB);
	take_part(dump, bytes, DUMP_PART_PROCESS, DT_PROCESS, MINI_PROCESS);
	take_part(dump, bytes, DUMP_PART_THREAD, DT_THREAD, MINI_THREAD);
	take_sized(dump, bytes, DUMP_PART_STACK, DT_STACK, MINI_STACK);
	take_sized(dump, bytes, DUMP_PART_DEBUGGER_DATA, DT_DEBUGGER,
		   MINI_DEBUGGER);
	take_tables(dump, bytes);
	check_end(dump, bytes);
	return ERR_OK;
}

static int by_address(const void *a, const void *b)
{
	const struct dump_block *left = a, *right = b;

	if (left->address != right->address)
		return left->address < right->address ? -1 : 1;
	if (left->size != right->size)
		return left->size > right->size ? -1 : 1;
	return (left->offset > right->offset) - (left->offset < right->offset);
}

/* Cuts what an earlier block has, so that one search finds a byte. */
static size_t cut_overlaps(struct dump_block *blocks, size_t count)
{
	uint64_t end = 0;
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		struct dump_block block = blocks[i];

		if (block.address < end) {
			uint64_t cut = end - block.address;

			if (cut >= block.size)
				continue;
			block.address += cut;
			block.offset += (uint32_t)cut;
			block.size -= (uint32_t)cut;
		}
		end = block.address + block.size;
		blocks[kept++] = block;
	}
	return kept;
}

static void add_block(struct dump *dump, uint64_t address, uint64_t offset,
		      uint64_t size)
{
	struct dump_triage *triage = &dump->triage;

	if (!dump_has(dump, offset, 1))
		return;
	if (size > dump->size - offset)
		size = dump->size - offset;
	if (size > UINT32_MAX - offset)
		size = UINT32_MAX - offset;
	if (!size || size > UINT64_MAX - address)
		return;
	triage->blocks[triage->block_count++] =
		(struct dump_block){ address, (uint32_t)offset,
				     (uint32_t)size };
}

static void load_blocks(struct dump *dump)
{
	struct dump_triage *triage = &dump->triage;
	const struct dump_piece *stack = &triage->parts[DUMP_PART_STACK];
	const struct dump_piece *kdbg = &triage->parts[DUMP_PART_DEBUGGER_DATA];
	uint8_t entries[256 * DK_SIZE];
	uint32_t done = 0;

	triage->blocks_read = true;
	triage->blocks =
		mem_calloc(triage->table_count + 2ul, sizeof(*triage->blocks));
	while (done < triage->table_count) {
		uint32_t count = triage->table_count - done;

		if (count > 256)
			count = 256;
		if (dump_pread(dump, triage->table + (uint64_t)done * DK_SIZE,
			       entries, count * DK_SIZE, NULL))
			break;
		for (uint32_t i = 0; i < count; i++) {
			const uint8_t *entry = entries + i * DK_SIZE;

			add_block(dump, dump_u64(entry + DK_ADDRESS),
				  dump_u32(entry + DK_OFFSET),
				  dump_u32(entry + DK_BYTES));
		}
		done += count;
	}
	if (stack->size)
		add_block(dump, triage->stack_top, stack->offset, stack->size);
	if (kdbg->size && dump->header.debugger_data)
		add_block(dump, dump->header.debugger_data, kdbg->offset,
			  kdbg->size);
	qsort(triage->blocks, triage->block_count, sizeof(*triage->blocks),
	      by_address);
	triage->block_count = cut_overlaps(triage->blocks, triage->block_count);
}

/* The block that has the byte at address, or NULL. */
static const struct dump_block *find_block(const struct dump_triage *triage,
					   uint64_t address)
{
	size_t low = 0, high = triage->block_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (triage->blocks[middle].address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || address - triage->blocks[low - 1].address >=
			    triage->blocks[low - 1].size)
		return NULL;
	return &triage->blocks[low - 1];
}

enum err_code dump_read_block(struct dump *dump, uint64_t address, void *ret,
			      size_t size, struct err *err)
{
	char *to = ret;

	if (dump->kind == DUMP_TRIAGE && !dump->triage.blocks_read)
		load_blocks(dump);
	while (size) {
		const struct dump_block *block =
			find_block(&dump->triage, address);
		size_t bytes = size;
		uint64_t skip;
		enum err_code code;

		if (!block)
			return err_set(err, ERR_FAULT, address,
				       "address %016llx is not in the dump",
				       (unsigned long long)address);
		skip = address - block->address;
		if (bytes > block->size - skip)
			bytes = (size_t)(block->size - skip);
		code = dump_pread(dump, block->offset + skip, to, bytes, err);
		if (code == ERR_FAULT)
			return err_set(err, ERR_FAULT, address,
				       "the dump became shorter");
		if (code)
			return code;
		to += bytes;
		address += bytes;
		size -= bytes;
	}
	return ERR_OK;
}

uint32_t dump_part_size(const struct dump *dump, enum dump_part part)
{
	return dump->triage.parts[part].size;
}

enum err_code dump_read_part(struct dump *dump, enum dump_part part,
			     size_t offset, void *ret, size_t size,
			     uint64_t *ret_address, struct err *err)
{
	const struct dump_piece *piece = &dump->triage.parts[part];
	enum err_code code;

	if (offset > piece->size || size > piece->size - offset)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "the dump has no such part");
	code = dump_pread(dump, piece->offset + (uint64_t)offset, ret, size,
			  err);
	if (!code && ret_address)
		*ret_address =
			part == DUMP_PART_STACK ? dump->triage.stack_top : 0;
	return code;
}

/* A text of {u32 units, UTF-16}; "" when it is not all there. */
static void read_name(const struct dump *dump, uint32_t offset, char *ret,
		      size_t size)
{
	uint8_t bytes[4 + 2 * NAME_UNITS];
	uint32_t units;

	ret[0] = '\0';
	if (dump_pread(dump, offset, bytes, 4, NULL))
		return;
	units = dump_u32(bytes);
	if (units > NAME_UNITS)
		units = NAME_UNITS;
	if (!dump_pread(dump, offset + 4ull, bytes + 4, 2ul * units, NULL))
		dump_text16(bytes + 4, units, ret, size);
}

size_t dump_module_count(const struct dump *dump)
{
	return dump->triage.module_count;
}

enum err_code dump_read_module(struct dump *dump, size_t number,
			       struct dump_module *ret, struct err *err)
{
	uint8_t bytes[DD_SIZE];
	enum err_code code;

	if (number >= dump->triage.module_count)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "the dump has no module %zu", number);
	code = dump_pread(dump, dump->triage.modules + number * DD_SIZE, bytes,
			  sizeof(bytes), err);
	if (code)
		return code;
	ret->base = dump_u64(bytes + DD_BASE);
	ret->entry = dump_u64(bytes + DD_ENTRY);
	ret->size = dump_u32(bytes + DD_IMAGE_SIZE);
	ret->checksum = dump_u32(bytes + DD_CHECKSUM);
	ret->stamp = dump_u32(bytes + DD_STAMP);
	read_name(dump, dump_u32(bytes + DD_NAME), ret->name,
		  sizeof(ret->name));
	return ERR_OK;
}

size_t dump_unloaded_count(const struct dump *dump)
{
	return dump->triage.unloaded_count;
}

enum err_code dump_read_unloaded(struct dump *dump, size_t number,
				 struct dump_unloaded *ret, struct err *err)
{
	uint8_t bytes[DV_SIZE];
	size_t size;
	enum err_code code;

	if (number >= dump->triage.unloaded_count)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "the dump has no unloaded driver %zu", number);
	code = dump_pread(dump, dump->triage.unloaded + 8 + number * DV_SIZE,
			  bytes, sizeof(bytes), err);
	if (code)
		return code;
	ret->start = dump_u64(bytes + DV_START);
	ret->end = dump_u64(bytes + DV_END);
	size = dump_u16(bytes + DV_NAME_BYTES);
	if (size > DV_NAME_SIZE)
		size = DV_NAME_SIZE;
	dump_text16(bytes + DV_NAME, size / 2, ret->name, sizeof(ret->name));
	return ERR_OK;
}
