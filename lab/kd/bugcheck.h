/*
 * Stop codes: their names, and what the debugger says of them.
 */
#ifndef LAB_KD_BUGCHECK_H
#define LAB_KD_BUGCHECK_H

#include <stddef.h>
#include <stdint.h>

/* Those that are told of in ways of their own. */
enum {
	IRQL_NOT_LESS_OR_EQUAL = 0x0a,
	BAD_POOL_HEADER = 0x19,
	KMODE_EXCEPTION_NOT_HANDLED = 0x1e,
	SYSTEM_SERVICE_EXCEPTION = 0x3b,
	PAGE_FAULT_IN_NONPAGED_AREA = 0x50,
	SYSTEM_THREAD_EXCEPTION_NOT_HANDLED = 0x7e,
	DRIVER_CORRUPTED_EXPOOL = 0xc5,
	DRIVER_UNLOADED = 0xce,
	DRIVER_IRQL_NOT_LESS_OR_EQUAL = 0xd1,
	KERNEL_SECURITY_CHECK_FAILURE = 0x139,
	KERNEL_MODE_HEAP_CORRUPTION = 0x13a,
};
#define STATUS_ACCESS_VIOLATION	    UINT32_C(0xc0000005)
#define STATUS_STACK_BUFFER_OVERRUN UINT32_C(0xc0000409) /* a fast fail */

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
