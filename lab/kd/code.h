/*
 * Machine code as WinDbg shows it. Decoding is Capstone's; the text is
 * WinDbg's: numbers with an h behind, symbols for addresses.
 */
#ifndef LAB_KD_CODE_H
#define LAB_KD_CODE_H

#include "kd/command.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct code;

enum code_flow {
	CODE_NEXT,
	CODE_CALL,
	CODE_BRANCH, /* goes on or leads to target */
	CODE_JUMP,
	CODE_RETURN
};

struct code_line {
	uint64_t address;
	uint8_t bytes[16];
	unsigned size; /* 0: it is not in memory */
	bool good;     /* an instruction; else size is 1 */
	enum code_flow flow;
	uint64_t target; /* of a call or jump to a fixed address, else 0 */
	char text[300];	 /* "mov     qword ptr [rsp+8],rcx" */
	/* what text leaves to the registers */
	char effect[80]; /* " ss:0018:ffffc80f`44ab74f0=0000000000000039" */
};

/* Loads Capstone; ERR_UNSUPPORTED without it. Freed with the prompt. */
enum err_code code_get(struct kd_call *call, struct code **ret,
		       struct err *err) ERR_CHECK;
void code_free(struct code *code);
/* The instruction at address; with registers also its effect. */
void code_read(struct code *code, struct target *target, uint64_t address,
	       const struct target_registers *registers, struct code_line *ret);
/* "nt!KeBugCheckEx+0x10:"; nothing in no module. */
void code_label(struct kd_call *call, uint64_t address);
/* Address, bytes, text, effect. */
void code_print(struct text *out, const struct code_line *line);
/* Label and instruction that registers are at; the label only when Capstone
 * is not there. */
void code_here(struct kd_call *call, const struct target_registers *registers);

/* ---- code_text.c ---- */

struct cs_insn;
/* Fills text, and effect where registers are given. handle is Capstone's. */
void code_text(size_t handle, struct target *target,
	       const struct cs_insn *instruction,
	       const struct target_registers *registers, struct code_line *ret);

#endif
