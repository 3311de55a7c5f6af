/*
 * What those share who take part in structured exception handling. Microsoft
 * Learn, "x64 exception handling": language-specific handler,
 * DISPATCHER_CONTEXT, EXCEPTION_DISPOSITION; the flags are winnt.h's.
 */
#ifndef LAB_KERNEL_EXCEPTION_H
#define LAB_KERNEL_EXCEPTION_H

#include "kernel/private.h"

/* EXCEPTION_RECORD */
enum {
	RECORD_FLAGS = 4,
	RECORD_ADDRESS = 0x10,
	RECORD_SIZE = 0x98,
};
enum {
	EXCEPTION_NONCONTINUABLE = 1,
	EXCEPTION_UNWINDING = 2,
	EXCEPTION_EXIT_UNWIND = 4,
	EXCEPTION_TARGET_UNWIND = 0x20,
	EXCEPTION_COLLIDED_UNWIND = 0x40,
};
enum { CONTEXT_SIZE = 0x4d0 };

/* DISPATCHER_CONTEXT */
enum {
	CONTROL_PC = 0,
	IMAGE_BASE = 8,
	FUNCTION_ENTRY = 0x10,
	ESTABLISHER_FRAME = 0x18,
	TARGET_IP = 0x20,
	CONTEXT_RECORD = 0x28,
	LANGUAGE_HANDLER = 0x30,
	HANDLER_DATA = 0x38,
	HISTORY_TABLE = 0x40,
	SCOPE_INDEX = 0x48,
	DISPATCHER_SIZE = 0x50,
};

/* EXCEPTION_DISPOSITION: what a language handler says. */
enum {
	CONTINUE_EXECUTION = 0,
	CONTINUE_SEARCH = 1,
	NESTED_EXCEPTION = 2,
};

#endif
