/*
 * Exceptions as a dump has them: the record of one, and the registers of where
 * it was, in a CONTEXT or in a trap frame.
 */
#ifndef LAB_KD_EXCEPTION_H
#define LAB_KD_EXCEPTION_H

#include "kd/command.h"
#include "kd/stack.h"

#include <stdbool.h>
#include <stdint.h>

/* As WinDbg names them: "Access violation"; NULL: it does not. */
const char *exception_name(uint32_t code);
/* The words of ntstatus.h for one; NULL: not known here. */
const char *exception_message(uint32_t code);

/* The address of the stop's CONTEXT, which an argument of 0x3B and 0x7E is; of
 * its exception record; of the trap frame that its arguments or else its stack
 * have. 0: there is none. */
uint64_t exception_context(const struct target_info *info);
uint64_t exception_record(const struct target_info *info);
uint64_t exception_trap(struct kd_call *call, const struct stack *stack);

/* False: it cannot be read. Of a trap frame only what a trap saves; the rest is
 * 0. */
bool exception_registers(struct target *target, uint64_t address, bool trap,
			 struct target_registers *ret);
void exception_print_registers(struct kd_call *call,
			       const struct target_registers *registers,
			       bool trap);

/* An EXCEPTION_RECORD64; one in memory, false: it cannot be read. */
void exception_print(struct kd_call *call, const uint8_t *bytes);
bool exception_print_record(struct kd_call *call, uint64_t address);
/* The record's code, and up to `most` of its parameters: how many there are, or
 * -1: it cannot be read. */
int exception_read(struct target *target, uint64_t address, uint32_t *ret_code,
		   uint64_t *ret_parameters, int most);

#endif
