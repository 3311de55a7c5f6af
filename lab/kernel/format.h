/*
 * printf as the kernel has it, over arguments and texts of the guest's:
 * DbgPrint, _vsnprintf and their like. Conversions: d i u o x X p c C s S Z
 * and their sizes h l ll w I64 I32 I; flags, width, precision, *.
 */
#ifndef LAB_KERNEL_FORMAT_H
#define LAB_KERNEL_FORMAT_H

#include "base/text.h"
#include "kernel/private.h"

/* The next argument, as the 8 bytes it is passed in. */
typedef uint64_t format_next(void *context);

/*
 * Writes UTF-8 to out. format: of 8-bit characters, or of UTF-16 when wide:
 * then %s is wide and %S narrow. Faults as the kernel would.
 */
void format_guest(struct kernel *kernel, uint64_t format, bool wide,
		  format_next *next, void *context, struct text *out);

/* Arguments of the function that runs, from number `first` on. */
struct format_trap {
	struct trap *trap;
	unsigned next;
};
uint64_t format_next_of_trap(void *context);
/* A va_list: an address where the arguments lie in a row. */
struct format_list {
	struct kernel *kernel;
	uint64_t at;
};
uint64_t format_next_of_list(void *context);

#endif
