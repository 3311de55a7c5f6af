#include "config.h"
#include "target/private.h"

#include "base/limits.h"

/* An x64 CONTEXT. Source: winnt.h of the Windows SDK. Its sixteen integer
 * registers stand in the order that unwind codes number them. */
enum {
	CX_FLAGS = 0x030,
	CX_CS = 0x038,
	CX_DS = 0x03a,
	CX_ES = 0x03c,
	CX_FS = 0x03e,
	CX_GS = 0x040,
	CX_SS = 0x042,
	CX_EFLAGS = 0x044,
	CX_RAX = 0x078,
	CX_RIP = 0x0f8,
};

static uint64_t number(const uint8_t *bytes, size_t size)
{
	uint64_t value = 0;

	while (size--)
		value = value << 8 | bytes[size];
	return value;
}

bool target_context_good(const uint8_t *bytes)
{
	const uint64_t x64 = 0x100000; /* CONTEXT_AMD64 */

	return number(bytes + CX_FLAGS, 4) & x64 &&
	       number(bytes + CX_RIP, 8) != 0;
}

void target_parse_context(const uint8_t *bytes, struct target_registers *ret)
{
	for (size_t i = 0; i < UNWIND_REGISTERS; i++)
		ret->frame.registers[i] = number(bytes + CX_RAX + 8 * i, 8);
	ret->frame.rip = number(bytes + CX_RIP, 8);
	ret->eflags = (uint32_t)number(bytes + CX_EFLAGS, 4);
	ret->cs = (uint16_t)number(bytes + CX_CS, 2);
	ret->ds = (uint16_t)number(bytes + CX_DS, 2);
	ret->es = (uint16_t)number(bytes + CX_ES, 2);
	ret->fs = (uint16_t)number(bytes + CX_FS, 2);
	ret->gs = (uint16_t)number(bytes + CX_GS, 2);
	ret->ss = (uint16_t)number(bytes + CX_SS, 2);
}

enum err_code target_cpu_prcb(struct target *target, unsigned cpu,
			      uint64_t *ret, struct err *err)
{
	uint64_t block = target->kdbg.processor_block, prcb = 0;

	if (!block || cpu >= LIMIT_CPUS ||
	    target_read_u64(target, block + 8ull * cpu, &prcb, NULL) || !prcb)
		return err_set(err, ERR_NOT_FOUND, cpu,
			       "nothing is recorded of processor %u", cpu);
	*ret = prcb;
	return ERR_OK;
}

enum err_code target_cpu_thread(struct target *target, unsigned cpu,
				uint64_t *ret, struct err *err)
{
	uint64_t prcb;
	enum err_code code = target_cpu_prcb(target, cpu, &prcb, err);

	if (code)
		return code;
	return target_read_u64(target, prcb + target->kdbg.prcb_thread, ret,
			       err);
}

enum err_code target_cpu_registers(struct target *target, unsigned cpu,
				   struct target_registers *ret,
				   struct err *err)
{
	return target->ops->registers(target->self, cpu, ret, err);
}

struct target_context *target_context(struct target *target)
{
	return &target->context;
}
