/*
 * MASM expressions as WinDbg reads them: hex unless marked (0n 0t 0y 0x, and
 * a trailing h), back-ticks, + - * / mod(%) << >> >>> & and ^ xor | or ~ not,
 * == = < > <= >= !=, parentheses and brackets, unary poi hi low by wo dwo qwo,
 * $vvalid-like functions left out; registers (@rip, rip), pseudo-registers
 * (@$thread, @$proc, @$exentry, @$ip, @$csp, @$retreg, @$ra), module!symbol,
 * bare symbols, `.` for the instruction pointer. All arithmetic is 64 bits
 * and wraps; hex digits win over symbols of the same letters. Source:
 * Microsoft Learn, "MASM numbers and operators".
 */
#ifndef LAB_TARGET_EXPRESSION_H
#define LAB_TARGET_EXPRESSION_H

#include "base/err.h"
#include "target/target.h"

#include <stdint.h>

/*
 * Evaluates text[0 .. size). radix is 16, 10 or 8. ERR_USAGE with WinDbg's
 * words where it has some ("Couldn't resolve error at 'foo'"); ERR_FAULT when
 * memory that poi and its like read is not there. *ret_end is where reading
 * stopped: the first byte that is not part of the expression.
 */
enum err_code expression_parse(struct target *target, unsigned radix,
			       const char *text, size_t size, uint64_t *ret,
			       size_t *ret_end, struct err *err) ERR_CHECK;

#endif
