/*
 * The text of an instruction: Capstone's operands in WinDbg's spelling.
 */
#include "config.h"
#include "kd/code.h"

#include "target/register.h"

#include <capstone/capstone.h>
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MNEMONIC_WIDTH 8
#define PIECES	       5u

struct writer {
	csh handle;
	struct target *target;
	const cs_insn *instruction;
	const cs_x86 *x86;
	bool leads; /* a call or jump: its number is an address */
	struct text out;
};

/* 8, 28h, 0FFFFh */
static void add_number(struct text *out, uint64_t value)
{
	char hex[20];

	snprintf(hex, sizeof(hex), "%" PRIX64, value);
	text_printf(out, "%s%s%s", *hex >= 'A' ? "0" : "", hex,
		    value > 9 ? "h" : "");
}

/* "nt!KeBugCheckEx (fffff804`063f5590)" */
static void add_address(struct writer *w, uint64_t address)
{
	char name[200];

	target_name(w->target, address, name, sizeof(name));
	text_add_visible(&w->out, name, strlen(name));
	if (*name)
		text_add_string(&w->out, " (");
	kd_address(&w->out, address);
	if (*name)
		text_add_char(&w->out, ')');
}

/* ---- operands ---- */

/* The address that a memory operand stands for without any register's help. */
static bool find_fixed(const struct writer *w, const cs_x86_op *op,
		       uint64_t *ret)
{
	if (op->mem.index || op->mem.segment)
		return false;
	if (op->mem.base && op->mem.base != X86_REG_RIP)
		return false;
	*ret = (uint64_t)op->mem.disp;
	if (op->mem.base)
		*ret += w->instruction->address + w->instruction->size;
	return true;
}

/* start is Capstone's text of it: what stands before the bracket is kept. */
static void add_memory(struct writer *w, const cs_x86_op *op, const char *start)
{
	const x86_op_mem *mem = &op->mem;
	uint64_t fixed;

	text_add(&w->out, start, strcspn(start, "["));
	text_add_char(&w->out, '[');
	if (find_fixed(w, op, &fixed)) {
		add_address(w, fixed);
		text_add_char(&w->out, ']');
		return;
	}
	if (mem->base)
		text_add_string(&w->out, cs_reg_name(w->handle, mem->base));
	if (mem->index) {
		text_printf(&w->out, "%s%s", mem->base ? "+" : "",
			    cs_reg_name(w->handle, mem->index));
		if (mem->scale != 1)
			text_printf(&w->out, "*%d", mem->scale);
	}
	if (!mem->base && !mem->index) {
		add_number(&w->out, (uint64_t)mem->disp);
	} else if (mem->disp) {
		text_add_char(&w->out, mem->disp < 0 ? '-' : '+');
		add_number(&w->out, mem->disp < 0 ? 0 - (uint64_t)mem->disp
						  : (uint64_t)mem->disp);
	}
	text_add_char(&w->out, ']');
}

/* A number that is smaller than what it is put into is shown as wide. */
static void add_immediate(struct writer *w, const cs_x86_op *op)
{
	unsigned size =
		w->x86->op_count > 1 ? w->x86->operands[0].size : op->size;
	uint64_t value = (uint64_t)op->imm;

	if (size && size < 8)
		value &= (UINT64_C(1) << size * 8) - 1;
	add_number(&w->out, value);
}

/* Of an operand that Capstone only has the text of: its numbers. */
static void add_plain(struct text *out, const char *text)
{
	while (*text) {
		if (text[0] == '0' && text[1] == 'x') {
			char *end;

			add_number(out, strtoull(text, &end, 16));
			text = end;
		} else {
			if (*text != ' ' || isalpha((unsigned char)text[1]))
				text_add_char(out, *text);
			text++;
		}
	}
}

static void add_operand(struct writer *w, unsigned number, const char *text)
{
	const cs_x86_op *op = &w->x86->operands[number];

	if (op->type == X86_OP_MEM && strchr(text, '['))
		add_memory(w, op, text);
	else if (op->type == X86_OP_IMM && w->leads)
		add_address(w, (uint64_t)op->imm);
	else if (op->type == X86_OP_IMM)
		add_immediate(w, op);
	else
		add_plain(&w->out, text);
}

/* ---- the whole ---- */

/* "rep stosd" and its like: WinDbg names the memory, not the letter. */
static bool is_string(const struct writer *w)
{
	static const uint8_t codes[] = { 0x6c, 0x6d, 0x6e, 0x6f, 0xa4,
					 0xa5, 0xa6, 0xa7, 0xaa, 0xab,
					 0xac, 0xad, 0xae, 0xaf };

	return memchr(codes, w->x86->opcode[0], sizeof(codes)) &&
	       w->instruction->mnemonic[0] != 'v' && w->x86->op_count > 1;
}

static void add_mnemonic(struct writer *w, const char *mnemonic, size_t size)
{
	text_printf(&w->out, "%.*s", (int)size, mnemonic);
	if (!*w->instruction->op_str)
		return;
	do
		text_add_char(&w->out, ' ');
	while (w->out.size < MNEMONIC_WIDTH);
}

static void add_operands(struct writer *w)
{
	char copy[sizeof(w->instruction->op_str)], *piece = copy;
	bool string = is_string(w), first = true;
	const char *pieces[PIECES];
	unsigned count = 0;

	snprintf(copy, sizeof(copy), "%s", w->instruction->op_str);
	while (piece && count < PIECES) {
		pieces[count++] = piece;
		piece = strchr(piece, ',');
		if (piece) {
			*piece++ = 0;
			piece += strspn(piece, " ");
		}
	}
	for (unsigned i = 0; i < count; i++) {
		if (string && !strchr(pieces[i], '['))
			continue;
		if (!first)
			text_add_char(&w->out, ',');
		first = false;
		if (count == w->x86->op_count)
			add_operand(w, i, pieces[i]);
		else
			add_plain(&w->out, pieces[i]);
	}
}

static void add_text(struct writer *w)
{
	const cs_insn *in = w->instruction;
	size_t size = strlen(in->mnemonic);

	if (in->id == X86_INS_INT3) {
		text_add_string(&w->out, "int     3");
	} else if (in->size == 2 && in->bytes[0] == 0x66 &&
		   in->bytes[1] == 0x90) {
		text_add_string(&w->out, "xchg    ax,ax");
	} else if (in->id == X86_INS_MOVABS) {
		add_mnemonic(w, "mov", 3);
		add_operands(w);
	} else {
		add_mnemonic(w, in->mnemonic, size - is_string(w));
		if (*in->op_str)
			add_operands(w);
	}
}

/* ---- what it does here ---- */

static uint64_t value_of(const struct writer *w,
			 const struct target_registers *registers, x86_reg reg)
{
	const char *name = reg ? cs_reg_name(w->handle, reg) : NULL;
	uint64_t value;

	if (!name ||
	    !register_find(registers, name, strlen(name), &value, NULL))
		return 0;
	return value;
}

static bool is_taken(unsigned id, const struct target_registers *registers,
		     bool *ret)
{
	uint32_t flags = registers->eflags;
	bool c = flags & 1, p = flags & 4, z = flags & 0x40, s = flags & 0x80;
	bool o = flags & 0x800;
	const struct {
		unsigned id;
		bool taken;
	} rows[] = {
		{ X86_INS_JA, !c && !z },
		{ X86_INS_JAE, !c },
		{ X86_INS_JB, c },
		{ X86_INS_JBE, c || z },
		{ X86_INS_JE, z },
		{ X86_INS_JNE, !z },
		{ X86_INS_JG, !z && s == o },
		{ X86_INS_JGE, s == o },
		{ X86_INS_JL, s != o },
		{ X86_INS_JLE, z || s != o },
		{ X86_INS_JO, o },
		{ X86_INS_JNO, !o },
		{ X86_INS_JP, p },
		{ X86_INS_JNP, !p },
		{ X86_INS_JS, s },
		{ X86_INS_JNS, !s },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (rows[i].id != id)
			continue;
		*ret = rows[i].taken;
		return true;
	}
	return false;
}

static void add_memory_effect(struct writer *w, const cs_x86_op *op,
			      const struct target_registers *registers,
			      struct text *out)
{
	bool stack = op->mem.base == X86_REG_RSP || op->mem.base == X86_REG_RBP;
	uint64_t address, value = 0;
	uint8_t bytes[8];

	if (!find_fixed(w, op, &address))
		address = value_of(w, registers, op->mem.base) +
			  value_of(w, registers, op->mem.index) *
				  (uint64_t)op->mem.scale +
			  (uint64_t)op->mem.disp;
	text_printf(out, " %s:", stack ? "ss" : "ds");
	if (stack ? registers->ss : registers->ds)
		text_printf(out,
			    "%04x:", stack ? registers->ss : registers->ds);
	kd_address(out, address);
	text_add_char(out, '=');
	if (target_read(w->target, address, bytes, op->size, NULL)) {
		text_add(out, "????????????????", op->size * 2u);
		return;
	}
	for (unsigned i = op->size; i-- > 0;)
		value = value << 8 | bytes[i];
	text_printf(out, "%0*" PRIx64, op->size * 2, value);
}

/* Segments other than those two have bases that no context tells. */
static void add_effect(struct writer *w,
		       const struct target_registers *registers,
		       struct text *out)
{
	unsigned id = w->instruction->id;
	bool taken;

	if (is_taken(id, registers, &taken)) {
		text_printf(out, " [br=%d]", taken);
		return;
	}
	for (unsigned i = 0; i < w->x86->op_count; i++) {
		const cs_x86_op *op = &w->x86->operands[i];

		if (op->type != X86_OP_MEM || id == X86_INS_LEA ||
		    id == X86_INS_NOP || op->mem.segment || !op->size ||
		    op->size > 8)
			continue;
		add_memory_effect(w, op, registers, out);
		return;
	}
}

void code_text(size_t handle, struct target *target,
	       const struct cs_insn *instruction,
	       const struct target_registers *registers, struct code_line *ret)
{
	struct writer w = { .handle = handle,
			    .target = target,
			    .instruction = instruction,
			    .x86 = &instruction->detail->x86,
			    .leads = ret->target != 0 };
	struct text effect = { 0 };

	add_text(&w);
	snprintf(ret->text, sizeof(ret->text), "%s", text_string(&w.out));
	text_fini(&w.out);
	if (!registers)
		return;
	add_effect(&w, registers, &effect);
	snprintf(ret->effect, sizeof(ret->effect), "%s", text_string(&effect));
	text_fini(&effect);
}
