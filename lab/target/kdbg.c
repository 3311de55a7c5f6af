#include "config.h"
#include "target/private.h"

#include <string.h>

/* KDDEBUGGER_DATA64: offsets as wdbgexts.h of the Windows SDK has them. */
enum {
	KD_TAG = 0x010,
	KD_SIZE = 0x014,
	KD_KERNEL_BASE = 0x018,
	KD_LOADED_MODULES = 0x048,
	KD_ACTIVE_PROCESSES = 0x050,
	KD_BUGCHECK_DATA = 0x088,
	KD_ROOT_DIRECTORY = 0x098,
	KD_BUILD_LAB = 0x208,
	KD_PROCESSOR_BLOCK = 0x218,
	KD_UNLOADED_DRIVERS = 0x220,
	KD_LAST_UNLOADED = 0x228,
	KD_THREAD_TEB = 0x29a,
	KD_THREAD_STACK = 0x29c,
	KD_THREAD_PROCESS = 0x2a0,
	KD_THREAD_STATE = 0x2a2,
	KD_PROCESS_PEB = 0x2aa,
	KD_PROCESS_TABLE = 0x2ae,
	KD_PRCB_SIZE = 0x2b0,
	KD_PRCB_THREAD = 0x2b4,
	KD_PRCB_NUMBER = 0x2be,
	KD_PCR_PRCB = 0x2e6,
	KD_PRCB_SPECIAL = 0x2f2,
	KD_PRCB_CONTEXT = 0x338,
	KD_THREAD_LIMIT = 0x340,
	KD_THREAD_BASE = 0x344,
	KD_PRCB_IDLE = 0x350,
	KD_PTE_BASE = 0x360,
	KD_BYTES = 0x380, /* of build 19041; older ones have fewer */
	KD_BYTES_LEAST = 0x20,
};

/* Those of build 19041, for a dump whose KDBG cannot be read. */
static const struct target_kdbg fallback = {
	.thread_stack = 0x58,
	.thread_state = 0x184,
	.thread_process = 0xb8,
	.thread_teb = 0xf0,
	.thread_limit = 0x30,
	.thread_base = 0x38,
	.process_table = 0x28,
	.process_peb = 0x550,
	.prcb_thread = 0x8,
	.prcb_idle = 0x18,
	.prcb_number = 0x24,
	.prcb_context = 0x85c0,
	.prcb_special = 0x100,
	.prcb_size = 0xaf00,
	.pcr_prcb = 0x180,
};

static uint64_t number(const uint8_t *bytes, size_t size)
{
	uint64_t value = 0;

	while (size--)
		value = value << 8 | bytes[size];
	return value;
}

static uint64_t pointer(const uint8_t *bytes, size_t offset)
{
	return number(bytes + offset, 8);
}

/* An offset; 0 was never written by an older kernel. */
static void take(const uint8_t *bytes, size_t offset, uint16_t *ret)
{
	uint64_t value = number(bytes + offset, 2);

	if (value)
		*ret = (uint16_t)value;
}

static void take32(const uint8_t *bytes, size_t offset, uint32_t *ret)
{
	uint64_t value = number(bytes + offset, 4);

	if (value && value < 0x10000)
		*ret = (uint32_t)value;
}

static void take_pointers(const uint8_t *bytes, struct target_kdbg *ret)
{
	ret->kernel_base = pointer(bytes, KD_KERNEL_BASE);
	ret->loaded_modules = pointer(bytes, KD_LOADED_MODULES);
	ret->active_processes = pointer(bytes, KD_ACTIVE_PROCESSES);
	ret->bugcheck_data = pointer(bytes, KD_BUGCHECK_DATA);
	ret->root_directory = pointer(bytes, KD_ROOT_DIRECTORY);
	ret->build_lab = pointer(bytes, KD_BUILD_LAB);
	ret->processor_block = pointer(bytes, KD_PROCESSOR_BLOCK);
	ret->unloaded_drivers = pointer(bytes, KD_UNLOADED_DRIVERS);
	ret->last_unloaded = pointer(bytes, KD_LAST_UNLOADED);
	ret->pte_base = pointer(bytes, KD_PTE_BASE);
}

static void take_offsets(const uint8_t *bytes, struct target_kdbg *ret)
{
	take(bytes, KD_THREAD_TEB, &ret->thread_teb);
	take(bytes, KD_THREAD_STACK, &ret->thread_stack);
	take(bytes, KD_THREAD_PROCESS, &ret->thread_process);
	take(bytes, KD_THREAD_STATE, &ret->thread_state);
	take32(bytes, KD_THREAD_LIMIT, &ret->thread_limit);
	take32(bytes, KD_THREAD_BASE, &ret->thread_base);
	take(bytes, KD_PROCESS_PEB, &ret->process_peb);
	take(bytes, KD_PROCESS_TABLE, &ret->process_table);
	take(bytes, KD_PRCB_SIZE, &ret->prcb_size);
	take(bytes, KD_PRCB_THREAD, &ret->prcb_thread);
	take(bytes, KD_PRCB_NUMBER, &ret->prcb_number);
	take(bytes, KD_PRCB_SPECIAL, &ret->prcb_special);
	take(bytes, KD_PRCB_CONTEXT, &ret->prcb_context);
	take(bytes, KD_PRCB_IDLE, &ret->prcb_idle);
	take(bytes, KD_PCR_PRCB, &ret->pcr_prcb);
}

void target_read_kdbg(struct target *target)
{
	const struct dump_header *header = target->info.header;
	uint8_t bytes[KD_BYTES] = { 0 };
	uint64_t address = header ? header->debugger_data : 0;
	uint32_t size;

	target->kdbg = fallback;
	if (!address ||
	    target_read(target, address, bytes, KD_BYTES_LEAST, NULL) ||
	    memcmp(bytes + KD_TAG, "KDBG", 4) != 0)
		return;
	size = (uint32_t)number(bytes + KD_SIZE, 4);
	if (size < KD_BYTES_LEAST)
		return;
	if (target_read(target, address, bytes,
			size < KD_BYTES ? size : KD_BYTES, NULL))
		return;
	target->kdbg.valid = true;
	target->kdbg.address = address;
	target->kdbg.size = size;
	take_pointers(bytes, &target->kdbg);
	take_offsets(bytes, &target->kdbg);
}
