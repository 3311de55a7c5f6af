#include "config.h"
#include "target/register.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char legacy[][3] = {
	"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"
};
static const char segments[][3] = { "cs", "ss", "ds", "es", "fs", "gs" };
/* eflags bits by their two letters; iopl is bits 12 and 13 */
static const struct {
	char name[5];
	uint8_t bit, bits;
} flags[] = {
	{ "cf", 0, 1 },	 { "pf", 2, 1 },    { "af", 4, 1 }, { "zf", 6, 1 },
	{ "sf", 7, 1 },	 { "tf", 8, 1 },    { "if", 9, 1 }, { "df", 10, 1 },
	{ "of", 11, 1 }, { "iopl", 12, 2 },
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static bool same(const char *name, size_t size, const char *other)
{
	return strlen(other) == size && strncasecmp(name, other, size) == 0;
}

/* "rax" to "al": which register, its lowest bit and its width. */
static bool find_legacy(const char *name, size_t size, unsigned *number,
			unsigned *shift, unsigned *bits)
{
	char first = size == 3 ? (char)(name[0] | 0x20) : 0;
	const char *rest = size == 3 ? name + 1 : name;

	*shift = 0;
	*bits = first == 'r' ? 64 : first == 'e' ? 32 : 16;
	if (size == 3 && first != 'r' && first != 'e') {
		*bits = 8; /* spl bpl sil dil */
		if ((name[2] | 0x20) != 'l')
			return false;
		rest = name;
	}
	for (*number = 0; *number < COUNT(legacy); ++*number)
		if (strncasecmp(rest, legacy[*number], 2) == 0)
			return size == 2 || *bits != 8 || *number >= 4;
	*bits = 8;
	for (*number = 0; size == 2 && *number < 4; ++*number) {
		if ((name[0] | 0x20) != legacy[*number][0])
			continue;
		*shift = (name[1] | 0x20) == 'h' ? 8 : 0;
		return *shift || (name[1] | 0x20) == 'l';
	}
	return false;
}

/* "r8" to "r15", with d, w or b behind. */
static bool find_numbered(const char *name, size_t size, unsigned *number,
			  unsigned *bits)
{
	size_t at = 1;

	if (size < 2 || (name[0] | 0x20) != 'r')
		return false;
	for (*number = 0;
	     at < size && at < 3 && name[at] >= '0' && name[at] <= '9'; at++)
		*number = *number * 10 + (unsigned)(name[at] - '0');
	if (*number < 8 || *number > 15 || name[1] == '0' || size > at + 1)
		return false;
	*bits = 64;
	if (at == size)
		return true;
	switch (name[at] | 0x20) {
	case 'd':
		*bits = 32;
		return true;
	case 'w':
		*bits = 16;
		return true;
	case 'b':
		*bits = 8;
		return true;
	}
	return false;
}

static bool find_special(const struct target_registers *registers,
			 const char *name, size_t size, uint64_t *ret,
			 unsigned *bits)
{
	const uint16_t values[] = {
		registers->cs, registers->ss, registers->ds,
		registers->es, registers->fs, registers->gs
	};

	for (size_t i = 0; i < COUNT(segments); i++) {
		if (!same(name, size, segments[i]))
			continue;
		*ret = values[i];
		*bits = 16;
		return true;
	}
	for (size_t i = 0; i < COUNT(flags); i++) {
		if (!same(name, size, flags[i].name))
			continue;
		*bits = flags[i].bits;
		*ret = registers->eflags >> flags[i].bit &
		       ((1u << flags[i].bits) - 1);
		return true;
	}
	if (same(name, size, "efl") || same(name, size, "eflags")) {
		*ret = registers->eflags;
		*bits = 32;
		return true;
	}
	return false;
}

static uint64_t mask(unsigned bits)
{
	return bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
}

bool register_find(const struct target_registers *registers, const char *name,
		   size_t size, uint64_t *ret, unsigned *ret_bits)
{
	unsigned number, bits, shift = 0;
	uint64_t value;

	if (size < 2 || size > 6)
		return false;
	if (same(name, size, "rip") || same(name, size, "eip")) {
		bits = (name[0] | 0x20) == 'r' ? 64 : 32;
		value = registers->frame.rip & mask(bits);
	} else if (find_numbered(name, size, &number, &bits) ||
		   (size <= 3 &&
		    find_legacy(name, size, &number, &shift, &bits))) {
		value = registers->frame.registers[number] >> shift &
			mask(bits);
	} else if (!find_special(registers, name, size, &value, &bits)) {
		return false;
	}
	*ret = value;
	if (ret_bits)
		*ret_bits = bits;
	return true;
}

/* ---- pseudo-registers ---- */

static enum err_code find_return(struct target *target, uint64_t *ret,
				 struct err *err)
{
	struct target_frame *frames;
	const char *why;
	size_t count;
	enum err_code code =
		target_stack(target, &target_context(target)->registers,
			     &frames, &count, &why, err);

	if (code)
		return code;
	if (count)
		*ret = frames[0].ret;
	else
		code = err_set(err, ERR_FAULT, 0, "no stack");
	free(frames);
	return code;
}

static enum err_code read_field(struct target *target, uint64_t object,
				const char *type, const char *field,
				uint32_t fallback, uint64_t *ret,
				struct err *err)
{
	return target_read_u64(
		target, object + target_offset(target, type, field, fallback),
		ret, err);
}

static enum err_code find_entry(struct target *target, uint64_t *ret,
				struct err *err)
{
	const struct target_module *nt = target_module_find(target, "nt");

	if (!nt || !nt->has_pe)
		return err_set(err, ERR_FAULT, 0, "no image");
	*ret = nt->base + nt->pe.entry;
	return ERR_OK;
}

enum err_code register_pseudo(struct target *target, const char *name,
			      size_t size, uint64_t *ret, struct err *err)
{
	const struct target_context *context = target_context(target);
	const struct unwind_frame *frame = &context->registers.frame;

	if (same(name, size, "$ip"))
		*ret = frame->rip;
	else if (same(name, size, "$csp"))
		*ret = frame->registers[UNWIND_RSP];
	else if (same(name, size, "$retreg") || same(name, size, "$retreg64"))
		*ret = frame->registers[UNWIND_RAX];
	else if (same(name, size, "$thread"))
		*ret = context->thread;
	else if (same(name, size, "$proc"))
		*ret = context->process;
	else if (same(name, size, "$ptrsize"))
		*ret = 8;
	else if (same(name, size, "$pagesize"))
		*ret = 0x1000;
	else if (same(name, size, "$ra"))
		return find_return(target, ret, err);
	else if (same(name, size, "$exentry"))
		return find_entry(target, ret, err);
	else if (same(name, size, "$teb"))
		return read_field(target, context->thread, "nt!_KTHREAD", "Teb",
				  0xf0, ret, err);
	else if (same(name, size, "$peb"))
		return read_field(target, context->process, "nt!_EPROCESS",
				  "Peb", 0x550, ret, err);
	else if (same(name, size, "$tpid"))
		return read_field(target, context->process, "nt!_EPROCESS",
				  "UniqueProcessId", 0x440, ret, err);
	else if (same(name, size, "$tid"))
		return target_read_u64(target,
				       context->thread + 8 +
					       target_offset(target,
							     "nt!_ETHREAD",
							     "Cid", 0x478),
				       ret, err);
	else
		return err_set(err, ERR_NOT_FOUND, 0, "no such name");
	return ERR_OK;
}
