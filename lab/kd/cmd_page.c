/*
 * Page tables: !pte, !vtop.
 */
#include "config.h"
#include "kd/private.h"

#include <inttypes.h>
#include <string.h>

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

static void add_entry(struct text *out, uint64_t entry, unsigned level,
		      const struct target_walk *walk)
{
	uint64_t frame = entry >> 12 & UINT64_C(0xfffffffff);

	text_printf(out, "%s at %016" PRIX64 " contains %016" PRIX64 "  ",
		    pte_names[level], walk->entry_address[level], entry);
	if (entry & 1) {
		text_printf(out, "pfn %-8" PRIx64 " ", frame);
		add_flags(out, entry, level == 3);
	} else if (walk->transition && level + 1 == walk->levels) {
		text_printf(out, "not valid, transition: pfn %" PRIx64, frame);
	} else {
		text_add_string(out, "not valid");
	}
	text_add_char(out, '\n');
}

static enum err_code run_pte(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	struct target_walk walk = { 0 };
	uint64_t address;
	enum err_code code = kd_expression(call, &arguments, &address, err);

	if (!code)
		code = argument_end(call, arguments, err);
	if (code)
		return code;
	code = target_walk(call->target, target_info(call->target)->table_base,
			   address, &walk, err);
	text_printf(call->out, "VA %016" PRIx64 "\n", address);
	for (unsigned i = 0; i < walk.levels && i < 4; i++)
		add_entry(call->out, walk.entry[i], i, &walk);
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
	  .help = "A level a line. Entries are told at their physical "
		  "addresses, where WinDbg tells\n"
		  "those of the self map.\n",
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
