#include "config.h"
#include "kernel/engine_private.h"

/* where the processor sees its page tables: 40 bits are all it has for that.
 * To the guest, nothing is there */
#define TABLES 0x000000ff00000000u
/* to change, see flush; not canonical, so nobody gets there */
#define FLUSH 0x0010000000000000u

/* Stands for memory where there is none. Nobody reads or writes it. */
static _Alignas(ENGINE_PAGE) uint8_t stand_in[ENGINE_PAGE];

static uint32_t protection(unsigned access)
{
	return (access & ENGINE_READ ? UC_PROT_READ : 0u) |
	       (access & ENGINE_WRITE ? UC_PROT_WRITE : 0u) |
	       (access & ENGINE_EXECUTE ? UC_PROT_EXEC : 0u);
}

bool engine_map(struct engine *engine, uint64_t address, size_t size,
		unsigned access, void *bytes)
{
	if (unicorn.mem_map_ptr(engine->uc, address, size, protection(access),
				bytes) != UC_ERR_OK)
		return false;
	if (!engine->paged ||
	    page_table_set(&engine->pages, address, size, access))
		return true;
	engine_unmap(engine, address, size);
	return false;
}

/* What the processor remembers of pages: Unicorn forgets it when memory
 * becomes read-only, or the other way round. */
static void flush(struct engine *engine)
{
	engine->flushed = !engine->flushed;
	unicorn.mem_protect(engine->uc, FLUSH, ENGINE_PAGE,
			    engine->flushed ? UC_PROT_NONE : UC_PROT_WRITE);
}

bool engine_add_flush(struct engine *engine)
{
	return unicorn.mem_map_ptr(engine->uc, FLUSH, ENGINE_PAGE, UC_PROT_NONE,
				   stand_in) == UC_ERR_OK;
}

void engine_protect(struct engine *engine, uint64_t address, size_t size,
		    unsigned access)
{
	unsigned before = ~0u;

	unicorn.mem_protect(engine->uc, address, size, protection(access));
	if (engine->paged) {
		before = page_table_get(&engine->pages, address);
		/* none of the tables is new */
		(void)page_table_set(&engine->pages, address, size, access);
	}
	if (before & ~access)
		flush(engine);
}

void engine_unmap(struct engine *engine, uint64_t address, size_t size)
{
	engine_forget(engine, address, size);
	if (engine->paged)
		(void)page_table_set(&engine->pages, address, size, 0);
	unicorn.mem_unmap(engine->uc, address, size);
}

static void forget(struct engine *engine, uint64_t address, size_t size)
{
	/* uc_ctl_remove_cache, which names uc_ctl itself */
	unicorn.ctl(engine->uc, UC_CTL_WRITE(UC_CTL_TB_REMOVE_CACHE, 2),
		    address, address + size);
}

void engine_forget(struct engine *engine, uint64_t address, size_t size)
{
	unsigned access;

	if (!engine->paged) {
		forget(engine, address, size);
		return;
	}
	/* it finds code as the processor does: where that may not read, it is
	 * let for so long */
	access = page_table_get(&engine->pages, address);
	if (!access)
		(void)page_table_set(&engine->pages, address, ENGINE_PAGE,
				     ENGINE_READ);
	forget(engine, address, size);
	if (!access) {
		(void)page_table_set(&engine->pages, address, ENGINE_PAGE, 0);
		flush(engine);
	}
}

/* ---- paging ---- */

static void set_bit(struct engine *engine, int number, uint64_t bit)
{
	uint64_t value = 0;

	unicorn.reg_read(engine->uc, number, &value);
	value |= bit;
	unicorn.reg_write(engine->uc, number, &value);
}

bool engine_turn_on_paging(struct engine *engine)
{
	const uint64_t root = TABLES;
	const uint64_t pg = 0x80000000, pae = 0x20; /* Intel SDM vol. 3, 2.5 */

	/* each page fault but the first would be a double fault */
	if (!engine->last_exception ||
	    !page_table_init(&engine->pages, TABLES) ||
	    unicorn.mem_map_ptr(engine->uc, TABLES,
				page_table_bytes(&engine->pages), UC_PROT_NONE,
				engine->pages.entries) != UC_ERR_OK)
		return false;
	unicorn.reg_write(engine->uc, UC_X86_REG_CR3, &root);
	set_bit(engine, UC_X86_REG_CR4, pae);
	set_bit(engine, UC_X86_REG_CR0, pg);
	engine->paged = true;
	return true;
}

bool engine_stand_in(struct engine *engine, uint64_t address)
{
	engine->stand_in = address & ~(uint64_t)(ENGINE_PAGE - 1);
	return unicorn.mem_map_ptr(engine->uc, engine->stand_in, ENGINE_PAGE,
				   UC_PROT_ALL, stand_in) == UC_ERR_OK;
}

void engine_remove_stand_in(struct engine *engine)
{
	if (engine->stand_in != ENGINE_NOWHERE)
		unicorn.mem_unmap(engine->uc, engine->stand_in, ENGINE_PAGE);
	engine->stand_in = ENGINE_NOWHERE;
}
