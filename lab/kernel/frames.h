/*
 * The frames of a stack of the guest's, one after the other, as the kernel
 * itself finds them when an exception looks for a handler.
 */
#ifndef LAB_KERNEL_FRAMES_H
#define LAB_KERNEL_FRAMES_H

#include "formats/unwind.h"
#include "kernel/private.h"

struct frame {
	struct unwind_frame at; /* registers where its code goes on */
	struct unwind_frame up; /* its caller's */
	struct unwind_step step;
	uint64_t image; /* base of the image that the code is in; 0: none */
	bool faulted;	/* it did not call, it was stopped by an exception */
};

/* Finds the caller of frame->at, and what unwind data says of the function.
 * False where its data leads nowhere, or the code is in no image; but what
 * faulted may have been a wild call: then who made it is the caller. */
bool frame_find(struct kernel *kernel, struct frame *frame);
/* To the caller. */
void frame_next(struct frame *frame);

/* Registers into a CONTEXT of the guest's, all of them; then a frame's from and
 * to one, whose flags stay. */
void context_put(struct kernel *kernel, uint64_t at,
		 const uint64_t registers[ENGINE_REGISTERS]);
void frame_load(struct kernel *kernel, uint64_t context,
		struct unwind_frame *ret);
void frame_store(struct kernel *kernel, uint64_t context,
		 const struct unwind_frame *frame);
/* The thread goes on with a frame's registers; flags: of RFLAGS. */
void frame_resume(struct trap *trap, const struct unwind_frame *frame,
		  uint64_t flags);

#endif
