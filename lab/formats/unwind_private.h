/*
 * The parts of the unwinder: unwind.c finds and undoes, unwind_epilogue.c
 * looks whether a return has begun.
 */
#ifndef LAB_FORMATS_UNWIND_PRIVATE_H
#define LAB_FORMATS_UNWIND_PRIVATE_H

#include "formats/unwind.h"

enum {
	UNWIND_EXCEPTION_HANDLER = 1,
	UNWIND_UNWIND_HANDLER = 2,
	UNWIND_CHAINED = 4
}; /* flags */

struct unwind_function {
	uint32_t begin, end, info; /* RVAs */
	uint32_t entry;		   /* its own */
};

struct unwind_info {
	unsigned version, flags, prologue, count;
	unsigned frame_register, frame_offset;
	uint8_t codes[256 * 2];
	struct unwind_function chained; /* with UNWIND_CHAINED */
	uint32_t handler, handler_data; /* RVAs; 0: none */
};

/* ERR_NOT_FOUND: rva is in no function of the directory. */
enum err_code unwind_find(const struct pe *image, uint32_t rva,
			  struct unwind_function *ret,
			  struct err *err) ERR_CHECK;
enum err_code unwind_read_info(const struct pe *image,
			       const struct unwind_function *from,
			       struct unwind_info *ret,
			       struct err *err) ERR_CHECK;

/* What is left of an epilogue: the stack pointer, then pops, then a return. */
struct unwind_epilogue {
	bool from_frame; /* rsp is set from the frame register first */
	int32_t adjust;
	unsigned pops;
	uint8_t popped[16];
};

/* False where rva is in no epilogue, or its code is not there. */
bool unwind_find_epilogue(const struct pe *image,
			  const struct unwind_function *function,
			  const struct unwind_info *info, uint32_t rva,
			  struct unwind_epilogue *ret);

#endif
