/*
 * Stop codes: their names, and what the debugger says of them.
 */
#ifndef LAB_KD_BUGCHECK_H
#define LAB_KD_BUGCHECK_H

#include <stddef.h>
#include <stdint.h>

struct bugcheck {
	uint32_t code;
	const char *name;
	const char *text;	  /* lines, NULL: the debugger has none */
	const char *arguments[4]; /* see bugcheck_argument */
	int culprit; /* which argument is the address of the code to name,
		      * from 1; 0: none, the stack tells */
};

/* NULL when it is not in the table. 0x1000007e, as small dumps have it, is
 * 0x7e: its name gets _M behind it. */
const struct bugcheck *bugcheck_find(uint32_t code);

/* What an argument of it is, from 0, where it has this value; NULL: not
 * explained. */
const char *bugcheck_argument(const struct bugcheck *bugcheck, unsigned number,
			      uint64_t value);
/* The name of a fast fail's code behind FAST_FAIL_; NULL: none is known. */
const char *bugcheck_fast_fail(uint64_t code);

#endif
