/*
 * Page tables: !pte, !vtop.
 */
#include "config.h"
#include "kd/private.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FRAME UINT64_C(0xfffffffff)
enum { KDBG_PTE_BASE = 0x360 };

static const char *const pte_names[] = { "PXE", "PPE", "PDE", "PTE" };
static const char *const vtop_names[] = { "PML4E", "PDPE", "PDE", "PTE" };

/* "---DA--KWEV" */
static void add_flags(struct text *out, uint64_t entry, bool last)
{
	text_add_char(out, entry & 0x200 ? 'C' : '-');
	text_add_char(out, entry & 0x100 ? 'G' : '-');
	text_add_char(out, !last && (entry & 0x80) ? 'L' : '-');
	text_add_char(out, entry & 0x40 ? 'D' : '-');
	text_add_char(out, entry & 0x20 ? 'A' : '-');
	text_add_char(out, entry & 0x10 ? 'N' : '-');
	text_add_char(out, entry & 8 ? 'T' : '-');
	text_add_char(out, entry & 4 ? 'U' : 'K');
	text_add_char(out, entry & 2 ? 'W' : 'R');
	text_add_char(out, entry >> 63 ? '-' : 'E');
	text_add_char(out, 'V');
}

/* Where the kernel sees page tables, or 0: KDDEBUGGER_DATA64.PteBase. */
static uint64_t find_pte_base(struct target *target)
{
	const struct dump_header *header = target_info(target)->header;
	struct dump *dump = target_dump(target);
	uint64_t base;

	if (dump && dump_read_part(dump, DUMP_PART_DEBUGGER_DATA, KDBG_PTE_BASE,
				   &base, sizeof(base), NULL, NULL) == ERR_OK)
		return base;
	return header && header->debugger_data
		       ? print_pointer(target,
				       header->debugger_data + KDBG_PTE_BASE)
		       : 0;
}

/* Virtual addresses of the four entries; without a base, the physical ones
 * that the walk found. */
static void find_addresses(struct target *target, uint64_t address,
			   const struct target_walk *walk, uint64_t ret[4])
{
	uint64_t base = find_pte_base(target), at = address;

	memcpy(ret, walk->entry_address, 4 * sizeof(*ret));
	for (unsigned i = 4; base && i-- > 0;) {
		at = base + ((at & UINT64_C(0xffffffffffff)) >> 12) * 8;
		ret[i] = at;
	}
}

/* "pfn 21a       ----A--KR-V", or why there is none. */
static void add_state(struct text *out, const struct target_walk *walk,
		      unsigned level)
{
	uint64_t entry = walk->entry[level];
	char pfn[40];

	if (entry & 1) {
		text_printf(out, "pfn %-9" PRIx64 " ", entry >> 12 & FRAME);
		add_flags(out, entry, level == 3);
		return;
	}
	snprintf(pfn, sizeof(pfn), "not valid");
	if (walk->transition && level + 1 == walk->levels)
		snprintf(pfn, sizeof(pfn), "transition pfn %" PRIx64,
			 entry >> 12 & FRAME);
	text_printf(out, "%-*s", level + 1 < walk->levels ? 25 : 0, pfn);
}

/* Three rows of a column a level, as WinDbg lays them out. */
static void print_walk(struct kd_call *call, uint64_t address,
		       const struct target_walk *walk)
{
	unsigned levels = walk->levels < 4 ? walk->levels : 4;
	bool large = walk->present && levels < 4;
	struct text *out = call->out;
	uint64_t at[4];

	find_addresses(call->target, address, walk, at);
	text_printf(out, "%43sVA %016" PRIx64 "\n", "", address);
	for (unsigned i = 0; i < levels; i++)
		text_printf(out, "%s%s at %016" PRIX64, i ? "    " : "",
			    pte_names[i], at[i]);
	text_add_char(out, '\n');
	for (unsigned i = 0; i < levels; i++)
		text_printf(out, "%scontains %016" PRIX64, i ? "  " : "",
			    walk->entry[i]);
	text_add_char(out, '\n');
	for (unsigned i = 0; i < levels; i++) {
		text_add_string(out, i ? "  " : "");
		add_state(out, walk, i);
	}
	if (large)
		text_printf(out, "  LARGE PAGE pfn %" PRIx64,
			    walk->physical >> 12);
	text_add_char(out, '\n');
}

static enum err_code run_pte(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	struct target_walk walk = { 0 };
	uint64_t address;
	enum err_code code = argument_last(call, arguments, &address, err);

	if (code)
		return code;
	code = target_walk(call->target, target_info(call->target)->table_base,
			   address, &walk, err);
	if (walk.levels)
		print_walk(call, address, &walk);
	return code;
}

static enum err_code run_vtop(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint64_t table = 0, address, first;
	struct target_walk walk = { 0 };
	struct text *out = call->out;
	enum err_code code = kd_expression(call, &arguments, &first, err);

	address = first;
	if (!code && *arguments) {
		table = first;
		code = kd_expression(call, &arguments, &address, err);
	}
	if (!code)
		code = argument_end(call, arguments, err);
	if (code)
		return code;
	if (!table)
		table = target_info(call->target)->table_base;
	text_printf(out,
		    "Amd64VtoP: Virt %016" PRIx64 ", pagedir %016" PRIx64 "\n",
		    address, table);
	if (target_walk(call->target, table, address, &walk, NULL))
		walk.present = walk.transition = false;
	for (unsigned i = 0; i < walk.levels && i < 4; i++)
		text_printf(out, "Amd64VtoP: %s %016" PRIx64 "\n",
			    vtop_names[i], walk.entry_address[i]);
	if (!walk.present && !walk.transition)
		return err_set(err, ERR_FAULT, address,
			       "Virtual address %" PRIx64
			       " translation fails, error 0xD0000147.",
			       address);
	text_printf(out,
		    "Amd64VtoP: Mapped phys %016" PRIx64
		    "\nVirtual address %" PRIx64
		    " translates to physical address %" PRIx64 ".\n",
		    walk.physical, address, walk.physical);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "!pte\0",
	  .summary = "show the page table entries of an address",
	  .usage = "ADDRESS",
	  .help = "Entries are told where the kernel sees them; where the dump "
		  "does not say that, at\n"
		  "their physical addresses.\n",
	  .needs = KD_NEEDS_PAGES,
	  .run = run_pte },
	{ .names = "!vtop\0",
	  .summary = "translate a virtual address",
	  .usage = "[TABLE] ADDRESS",
	  .help = "TABLE is a DirBase; 0 or none: the current one.\n",
	  .needs = KD_NEEDS_PAGES,
	  .run = run_vtop },
};

const struct kd_family cmd_page_family = {
	.name = "pages",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
