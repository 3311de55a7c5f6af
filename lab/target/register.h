/*
 * Registers and pseudo-registers by name, as an expression or `r` has them.
 */
#ifndef LAB_TARGET_REGISTER_H
#define LAB_TARGET_REGISTER_H

#include "base/err.h"
#include "target/target.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* name without "@", any case: rax eax ax al ah, r8d, efl, cs, zf. False when
 * there is none of that name. ret_bits (may be NULL) is its width. */
bool register_find(const struct target_registers *registers, const char *name,
		   size_t size, uint64_t *ret, unsigned *ret_bits);

/*
 * name begins with "$": $ip $csp $retreg $ra $thread $proc $teb $peb $tid
 * $tpid $exentry. ERR_NOT_FOUND when there is none of that name; ERR_FAULT
 * when what it stands for cannot be read.
 */
enum err_code register_pseudo(struct target *target, const char *name,
			      size_t size, uint64_t *ret,
			      struct err *err) ERR_CHECK;

#endif
