#include "config.h"
#include "kd/code.h"

#include "base/mem.h"
#include "kd/capstone_x64.h"
#include "kd/private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define BYTES_WIDTH 16 /* of the column with the bytes */
enum { MACHINE_ARM64 = 0xaa64 };

#define LONGEST 15u

struct code {
	csh handle;
	cs_insn *instruction;
};

enum err_code code_get(struct kd_call *call, struct code **ret, struct err *err)
{
	const struct target_info *info = target_info(call->target);
	struct code *code = call->kd->code;
	csh handle;

	if (code) {
		*ret = code;
		return ERR_OK;
	}
	if (info->header && info->header->machine == MACHINE_ARM64)
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "cannot show code: this dump is of an ARM64 "
			       "machine, and kdlab reads x64");
	if (!capstone_open_x64(&handle))
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "cannot show code: this Capstone knows no x64");
	code = mem_calloc(1, sizeof(*code));
	code->handle = handle;
	code->instruction = cs_malloc(handle);
	call->kd->code = code;
	*ret = code;
	return ERR_OK;
}

void code_free(struct code *code)
{
	if (!code)
		return;
	cs_free(code->instruction, 1);
	cs_close(&code->handle);
	free(code);
}

/* Memory, else the image's file where it was found. */
static bool read_code(struct target *target, uint64_t address, void *ret,
		      size_t size)
{
	const struct target_module *module;

	if (target_read(target, address, ret, size, NULL) == ERR_OK)
		return true;
	module = target_module_at(target, address);
	return module && module->has_pe && module->pe.read &&
	       module->pe.read(module->pe.context,
			       (uint32_t)(address - module->base), ret, size,
			       NULL) == ERR_OK;
}

/* As much as there is: the next page may be absent. */
static size_t read_most(struct target *target, uint64_t address, uint8_t *ret)
{
	size_t size = LONGEST;

	if (read_code(target, address, ret, size))
		return size;
	for (size = 0; size < LONGEST; size++)
		if (!read_code(target, address + size, ret + size, 1))
			break;
	return size;
}

static bool is_in(const cs_detail *detail, unsigned group)
{
	for (unsigned i = 0; i < detail->groups_count; i++)
		if (detail->groups[i] == group)
			return true;
	return false;
}

static void find_flow(const cs_insn *instruction, struct code_line *ret)
{
	const cs_detail *detail = instruction->detail;
	const cs_x86_op *first = &detail->x86.operands[0];

	if (is_in(detail, CS_GRP_CALL))
		ret->flow = CODE_CALL;
	else if (instruction->id == X86_INS_JMP ||
		 instruction->id == X86_INS_LJMP)
		ret->flow = CODE_JUMP;
	else if (is_in(detail, CS_GRP_JUMP))
		ret->flow = CODE_BRANCH;
	else if (is_in(detail, CS_GRP_RET) || is_in(detail, CS_GRP_IRET))
		ret->flow = CODE_RETURN;
	if (ret->flow != CODE_NEXT && ret->flow != CODE_RETURN &&
	    detail->x86.op_count == 1 && first->type == X86_OP_IMM)
		ret->target = (uint64_t)first->imm;
}

void code_read(struct code *code, struct target *target, uint64_t address,
	       const struct target_registers *registers, struct code_line *ret)
{
	cs_insn *instruction = code->instruction;
	const uint8_t *at = ret->bytes;
	uint64_t next = address;
	size_t size;

	memset(ret, 0, sizeof(*ret));
	ret->address = address;
	memcpy(ret->text, "???", 4);
	size = read_most(target, address, ret->bytes);
	if (!size)
		return;
	ret->size = 1;
	if (!cs_disasm_iter(code->handle, &at, &size, &next, instruction))
		return;
	ret->size = instruction->size;
	ret->good = true;
	find_flow(instruction, ret);
	code_text(code->handle, target, instruction, registers, ret);
}

/* ---- printing ---- */

void code_label(struct kd_call *call, uint64_t address)
{
	if (!target_module_at(call->target, address))
		return;
	print_symbol(call, address);
	text_add_string(call->out, ":\n");
}

void code_print(struct text *out, const struct code_line *line)
{
	int width = (int)line->size * 2;

	kd_address(out, line->address);
	text_add_char(out, ' ');
	for (unsigned i = 0; i < line->size; i++)
		text_printf(out, "%02x", line->bytes[i]);
	if (!line->size) {
		text_add_string(out, "??");
		width = 2;
	}
	text_printf(out, "%*s", width < BYTES_WIDTH ? BYTES_WIDTH - width : 1,
		    "");
	text_add_visible(out, line->text, strlen(line->text));
	text_printf(out, "%s\n", line->effect);
}

void code_here(struct kd_call *call, const struct target_registers *registers)
{
	struct code_line line;
	struct code *code;

	code_label(call, registers->frame.rip);
	if (code_get(call, &code, NULL))
		return;
	code_read(code, call->target, registers->frame.rip, registers, &line);
	code_print(call->out, &line);
}
