/*
 * Rows of a stack, as k, .frame and STACK_TEXT print them.
 */
#ifndef LAB_KD_STACK_H
#define LAB_KD_STACK_H

#include "kd/command.h"

#include <stdbool.h>
#include <stddef.h>

struct stack {
	struct target_frame *frames;
	size_t count;
	const char *why; /* it ended early; "" */
};

/* Of the context that commands look at. */
enum err_code stack_read(struct kd_call *call, struct stack *ret,
			 struct err *err) ERR_CHECK;
/* Of another thread; what commands look at stays as it was. */
enum err_code stack_read_thread(struct kd_call *call, uint64_t thread,
				struct stack *ret, struct err *err) ERR_CHECK;
void stack_fini(struct stack *stack);

enum stack_columns {
	STACK_NUMBER = 1 << 0,
	STACK_CHILD = 1 << 1,	/* Child-SP */
	STACK_RETURN = 1 << 2,	/* RetAddr */
	STACK_HOME = 1 << 3,	/* "Args to Child": the home space */
	STACK_NO_LINE = 1 << 4, /* whatever .lines says */
	STACK_TRAP = 1 << 5,	/* "(TrapFrame @ ...)" behind a trap's */
};
void stack_header(struct text *out, unsigned columns);
void stack_row(struct kd_call *call, const struct stack *stack, size_t number,
	       unsigned columns);

/* A thread's stack with its home space and a line behind, or why there is
 * none. */
void stack_print(struct kd_call *call, uint64_t thread);

/* The block that r prints. */
void stack_registers(struct kd_call *call,
		     const struct target_registers *registers);

#endif
