/*
 * A dump as a target's backend. Pages that reads within one ask for are kept:
 * page tables and lists are read again and again.
 */
#include "config.h"
#include "target/private.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 4096, KEPT = 8192 }; /* 32 MiB at most */

/* What a triage file has beside its blocks, once its address is known. */
struct placed {
	uint64_t address;
	uint32_t size;
	enum dump_part part;
};

struct dump_target {
	struct dump *dump;
	struct target *target; /* whose backend this is */
	struct kept {
		uint64_t page; /* its number + 1, 0 none */
		uint8_t *bytes;
	} kept[KEPT];
	struct placed placed[3];
	size_t placed_count;
};

static void free_backend(void *self)
{
	struct dump_target *backend = self;

	for (size_t i = 0; i < KEPT; i++)
		free(backend->kept[i].bytes);
	dump_close(backend->dump);
	free(backend);
}

/* A page in our hands, or NULL when the dump has not all of it. */
static const uint8_t *get_page(struct dump_target *backend, uint64_t page)
{
	struct kept *kept = &backend->kept[page % KEPT];

	if (kept->page == page + 1)
		return kept->bytes;
	if (!kept->bytes)
		kept->bytes = mem_alloc(PAGE);
	kept->page = 0;
	if (dump_read_physical(backend->dump, page * PAGE, kept->bytes, PAGE,
			       NULL))
		return NULL;
	kept->page = page + 1;
	return kept->bytes;
}

/* Whole pages are for who walks over much memory: they push out nothing. */
static enum err_code read_physical(void *self, uint64_t address, void *ret,
				   size_t size, struct err *err)
{
	struct dump_target *backend = self;
	size_t skip = (size_t)(address % PAGE);
	const uint8_t *page = NULL;

	if (size < PAGE && size <= PAGE - skip)
		page = get_page(backend, address / PAGE);
	if (!page)
		return dump_read_physical(backend->dump, address, ret, size,
					  err);
	memcpy(ret, page + skip, size);
	return ERR_OK;
}

static enum err_code read_virtual(void *self, uint64_t address, void *ret,
				  size_t size, struct err *err)
{
	struct dump_target *backend = self;
	enum err_code code =
		dump_read_block(backend->dump, address, ret, size, err);

	if (code != ERR_FAULT)
		return code;
	for (size_t i = 0; i < backend->placed_count; i++) {
		const struct placed *placed = &backend->placed[i];
		uint64_t skip = address - placed->address;

		if (skip < placed->size && size <= placed->size - skip)
			return dump_read_part(backend->dump, placed->part,
					      (size_t)skip, ret, size, NULL,
					      err);
	}
	return code;
}

static uint64_t part_number(struct dump *dump, enum dump_part part,
			    size_t offset, size_t size)
{
	uint8_t bytes[8];
	uint64_t value = 0;

	if (dump_read_part(dump, part, offset, bytes, size, NULL, NULL))
		return 0;
	while (size--)
		value = value << 8 | bytes[size];
	return value;
}

static void place(struct dump_target *backend, enum dump_part part,
		  uint64_t address)
{
	uint32_t size = dump_part_size(backend->dump, part);

	if (address && size)
		backend->placed[backend->placed_count++] =
			(struct placed){ address, size, part };
}

/* Which processor the file's own KPRCB is of; the others are in blocks. */
static bool own_prcb(struct dump_target *backend, unsigned cpu)
{
	const struct target_kdbg *kdbg = &backend->target->kdbg;
	uint8_t byte;

	return !dump_read_part(backend->dump, DUMP_PART_PRCB, kdbg->prcb_number,
			       &byte, 1, NULL, NULL) &&
	       part_number(backend->dump, DUMP_PART_PRCB, kdbg->prcb_number,
			   4) == cpu;
}

static void place_parts(struct dump_target *backend)
{
	const struct target_kdbg *kdbg = &backend->target->kdbg;
	struct dump *dump = backend->dump;
	unsigned cpu = (unsigned)part_number(dump, DUMP_PART_PRCB,
					     kdbg->prcb_number, 4);
	uint64_t prcb;

	if (!target_cpu_prcb(backend->target, cpu, &prcb, NULL))
		place(backend, DUMP_PART_PRCB, prcb);
	place(backend, DUMP_PART_THREAD,
	      part_number(dump, DUMP_PART_PRCB, kdbg->prcb_thread, 8));
	place(backend, DUMP_PART_PROCESS,
	      part_number(dump, DUMP_PART_THREAD, kdbg->thread_process, 8));
}

/* Where the CONTEXT of a processor is, 0 unknown. */
static uint64_t context_address(struct dump_target *backend, unsigned cpu)
{
	struct target *target = backend->target;
	uint64_t prcb, address = 0;

	if (!target_cpu_prcb(target, cpu, &prcb, NULL) &&
	    !target_read_u64(target, prcb + target->kdbg.prcb_context, &address,
			     NULL))
		return address;
	if (own_prcb(backend, cpu))
		return part_number(backend->dump, DUMP_PART_PRCB,
				   target->kdbg.prcb_context, 8);
	return 0;
}

static enum err_code registers(void *self, unsigned cpu,
			       struct target_registers *ret, struct err *err)
{
	struct dump_target *backend = self;
	const struct dump_header *header = dump_header(backend->dump);
	uint8_t bytes[DUMP_CONTEXT_BYTES];
	uint64_t address;

	if (header->machine != TARGET_X64)
		return err_set(err, ERR_UNSUPPORTED, cpu,
			       "only registers of x64 are read");
	address = context_address(backend, cpu);
	if (address &&
	    !target_read(backend->target, address, bytes, sizeof(bytes),
			 NULL) &&
	    target_context_good(bytes)) {
		target_parse_context(bytes, ret);
		return ERR_OK;
	}
	if (cpu == backend->target->info.current_cpu &&
	    !(header->absent & DUMP_CONTEXT)) {
		target_parse_context(header->context, ret);
		return ERR_OK;
	}
	return err_set(err, ERR_NOT_FOUND, cpu,
		       "the registers of processor %u are not in the dump",
		       cpu);
}

static const struct target_ops ops_pages = {
	.name = "dump",
	.constant = true,
	.free = free_backend,
	.read_physical = read_physical,
	.registers = registers,
};

static const struct target_ops ops_triage = {
	.name = "dump",
	.constant = true,
	.free = free_backend,
	.read_virtual = read_virtual,
	.registers = registers,
};

void target_attach_dump(struct target *target, struct dump *dump)
{
	struct dump_target *backend = mem_calloc(1, sizeof(*backend));
	const struct dump_header *header = dump_header(dump);
	bool triage = dump_kind(dump) == DUMP_TRIAGE;

	backend->dump = dump;
	backend->target = target;
	target->ops = triage ? &ops_triage : &ops_pages;
	target->self = backend;
	target->dump = dump;
	target->paged = !triage && header->machine == TARGET_X64;
	target->info.header = header;
	target->info.build = header->build;
	target->info.processors = header->processors;
	target->info.table_base = header->table_base;
	target->info.bugcheck = header->bugcheck;
	memcpy(target->info.parameters, header->parameters,
	       sizeof(target->info.parameters));
	target->first_table_base = header->table_base;
	target_read_kdbg(target);
	if (triage) {
		place_parts(backend);
		target->own_cpu = (unsigned)part_number(
			dump, DUMP_PART_PRCB, target->kdbg.prcb_number, 4);
	}
}
