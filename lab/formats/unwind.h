/*
 * x64 unwinding: one step from a frame to its caller by the exception
 * directory (.pdata) and UNWIND_INFO of its image. Layout and rules:
 * Microsoft Learn, "x64 exception handling", UNWIND_INFO version 1 and 2.
 */
#ifndef LAB_FORMATS_UNWIND_H
#define LAB_FORMATS_UNWIND_H

#include "base/err.h"
#include "formats/pe.h"

#include <stdbool.h>
#include <stdint.h>

/* The integer registers in the encoding that unwind codes and ModRM use. */
enum unwind_register {
	UNWIND_RAX,
	UNWIND_RCX,
	UNWIND_RDX,
	UNWIND_RBX,
	UNWIND_RSP,
	UNWIND_RBP,
	UNWIND_RSI,
	UNWIND_RDI,
	UNWIND_R8,
	UNWIND_R9,
	UNWIND_R10,
	UNWIND_R11,
	UNWIND_R12,
	UNWIND_R13,
	UNWIND_R14,
	UNWIND_R15,
	UNWIND_REGISTERS
};

struct unwind_frame {
	uint64_t rip;
	uint64_t registers[UNWIND_REGISTERS];
};

/* Reads guest memory at a virtual address; ERR_FAULT when it is not there. */
typedef enum err_code unwind_read(void *context, uint64_t address, void *ret,
				  size_t size, struct err *err);

struct unwind_step {
	bool machine_frame;   /* the frame was a trap or interrupt */
	bool kernel;	      /* and interrupted ring 0 */
	bool leaf;	      /* no RUNTIME_FUNCTION: return address at rsp */
	uint32_t function;    /* RVA of the function's begin, 0 for a leaf */
	uint64_t return_slot; /* where the return address was */
	/* for exceptions; all 0 for a leaf */
	uint64_t establisher; /* EstablisherFrame */
	uint32_t entry;	      /* RVA of its RUNTIME_FUNCTION */
	/* its language handler; 0: none, or its prologue or epilogue runs */
	uint32_t handler, handler_data; /* RVAs */
	bool catches, unwinds;		/* which the handler is for */
};

/*
 * Takes frame to its caller: rip in the image at base. Honours prologues,
 * epilogues (v1 by looking at the code, v2 by its codes), chained infos,
 * frame pointers, large frames and machine frames. ERR_FORMAT for unwind data
 * that cannot be right; ERR_FAULT when stack or image are not in memory.
 * frame is unchanged on failure.
 */
enum err_code unwind_next(const struct pe *image, uint64_t base,
			  unwind_read *read, void *context,
			  struct unwind_frame *frame, struct unwind_step *ret,
			  struct err *err) ERR_CHECK;

/*
 * Where the piece of code begins that has rva, and the function that it is a
 * part of: cold parts lie elsewhere in an image and are chained to it; for
 * all others the two are one. False when the directory has no function there,
 * or its data cannot be right.
 */
bool unwind_part(const struct pe *image, uint32_t rva, uint32_t *ret_part,
		 uint32_t *ret_function);
/* Begin and end of the piece of code that has rva; false as above. */
bool unwind_bounds(const struct pe *image, uint32_t rva, uint32_t *ret_begin,
		   uint32_t *ret_end);
/* Each piece of the function that begins at an RVA, by address. */
typedef void unwind_visit_part(void *context, uint32_t begin, uint32_t end);
void unwind_each_part(const struct pe *image, uint32_t function,
		      unwind_visit_part *visit, void *context);

#endif
