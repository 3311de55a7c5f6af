/*
 * PE32+ images, written into a memory image as a loader would have left them:
 * headers, sections, exports, an RSDS record, exception directory with unwind
 * data, and of the code just what that data describes: prologues, and the
 * calls whose return addresses lie on stacks. All else of a function is int3.
 *
 * In an image that runs, a function also has a hlt behind its prologue and
 * behind each of its calls, and an epilogue: there an emulator takes over, does
 * what the function does, and goes on at a call or at the epilogue.
 * Layout: Microsoft's PE format specification; x64 exception handling.
 */
#ifndef LAB_FORMATS_PE_WRITE_H
#define LAB_FORMATS_PE_WRITE_H

#include "base/err.h"
#include "formats/image.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PE_WRITE_PUSHES 8

struct pe_write_function {
	const char *name; /* NULL: a part of `of`, with chained unwind data */
	const char *of;
	uint32_t begin, end;		 /* RVA */
	uint8_t pushes[PE_WRITE_PUSHES]; /* registers as opcodes number them */
	size_t push_count;
	uint32_t allocates; /* bytes, a multiple of 8 */
	uint32_t homes;	    /* of its arguments, that it stores first: 0 to 4 */
	uint32_t frame_pointer; /* rbp is so far above rsp: 0 none */
	bool machine_frame;	/* above them lies what a trap pushed */
	bool error_code;	/* and an error code below that */
	bool exported;
	const char *export_name; /* where that is another; NULL: the same */
};
struct pe_write_call {
	uint32_t from; /* RVA behind the call: the return address */
	uint32_t to;   /* 0: a call through a register */
};
struct pe_write_section {
	char name[8]; /* not NUL-terminated when full */
	uint32_t rva, size;
	uint32_t flags; /* IMAGE_SCN_... */
};

struct pe_write {
	const char *name; /* in the export directory: "ntoskrnl.exe" */
	const char *pdb;
	uint8_t guid[16]; /* as in memory */
	uint32_t age, stamp, checksum, entry, size;
	const struct pe_write_section *sections;
	size_t section_count;
	uint32_t tables; /* RVA where exports, unwind data and RSDS may lie */
	uint32_t tables_size;
	const struct pe_write_function *functions;
	size_t function_count;
	const struct pe_write_call *calls;
	size_t call_count;
	bool runs;
};

/* Where the hlt behind the prologue is, as an RVA; the epilogue is the next
 * byte. A part and a function with a machine frame have it at their begin,
 * and no epilogue. */
uint32_t pe_write_trap(const struct pe_write_function *function);
/* Bytes between rsp at that hlt and the return address. */
uint32_t pe_write_frame(const struct pe_write_function *function);

/* ERR_FORMAT for functions that overlap, lie outside, or whose prologue does
 * not fit; ERR_LIMIT when `tables` has no room. */
enum err_code pe_write(const struct pe_write *from, struct image *image,
		       uint64_t base, struct err *err) ERR_CHECK;

#endif
