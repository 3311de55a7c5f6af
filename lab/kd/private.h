/*
 * The inside of the prompt, for the files of this room.
 */
#ifndef LAB_KD_PRIVATE_H
#define LAB_KD_PRIVATE_H

#include "kd/command.h"
#include "kd/kd.h"

struct kd {
	struct kd_config config;
	bool mex, quit;
	bool tells_lines; /* of source */
	unsigned radix;
	uint64_t next;	    /* where a d* without an address goes on */
	const char *way;    /* and which d* it is: a name from its row */
	size_t lines;	    /* printed by the command that runs */
	unsigned depth;	    /* commands that run commands */
	struct kd_log *log; /* NULL: none is open */
	struct code *code;  /* the disassembler, once code was shown */
	uint64_t code_next; /* where a u without an address goes on */
	uint64_t code_rip;  /* the instruction pointer it began from */
};

/* The families, each in the file of its name. */
extern const struct kd_family cmd_analyze_family;
extern const struct kd_family cmd_box_family;
extern const struct kd_family cmd_code_family;
extern const struct kd_family cmd_context_family;
extern const struct kd_family cmd_driver_family;
extern const struct kd_family cmd_exception_family;
extern const struct kd_family cmd_info_family;
extern const struct kd_family cmd_list_family;
extern const struct kd_family cmd_log_family;
extern const struct kd_family cmd_memory_family;
extern const struct kd_family cmd_meta_family;
extern const struct kd_family cmd_mex_family;
extern const struct kd_family cmd_mex_process_family;
extern const struct kd_family cmd_mex_thread_family;
extern const struct kd_family cmd_module_family;
extern const struct kd_family cmd_page_family;
extern const struct kd_family cmd_running_family;
extern const struct kd_family cmd_search_family;
extern const struct kd_family cmd_stack_family;
extern const struct kd_family cmd_symbol_family;
extern const struct kd_family cmd_thread_family;
extern const struct kd_family cmd_type_family;

/* The name among names, case aside where WinDbg leaves it aside; NULL. */
const char *kd_command_match(const struct kd_command *command,
			     const char *name);
/* A command whose name is near, or NULL. Borrowed. */
const char *kd_command_nearest(const char *name);

/*
 * To be asked before each line of output: false when the person, or the
 * limit, wants no more.
 */
bool kd_goes_on(struct kd_call *call);

/* Runs a line for a command, as part of it: false when it should stop. */
bool kd_run_inner(struct kd_call *call, const char *line);

/* ---- names that are nearly right (near.c) ---- */

/* What to say of a command of WinDbg's that kdlab does not have; NULL. */
const char *near_command(const char *name);
/* Behind the words in err, what was meant by the name they quote. */
void near_symbol(struct kd_call *call, struct err *err);
/* The structure whose name is near "nt!_KMUTNAT"; false. */
bool near_type(struct target *target, const char *name, char *ret, size_t size);

/* The module whose name is near; false. */
bool near_module(struct target *target, const char *name, char *ret,
		 size_t size);

/* ---- logs (cmd_log.c) ---- */

void log_line(struct kd *kd, const char *line, const char *printed,
	      size_t size);
void log_close(struct kd *kd);

/* ---- arguments (argument.c) ---- */

/* "-r1", "-v": takes an option word whose first letter after the dash is
 * letter; *ret_rest is what stands behind it. */
bool argument_option(const char **arguments, char letter, char *ret_rest,
		     size_t size);
/* ERR_USAGE if something is left over. */
enum err_code argument_end(struct kd_call *call, const char *arguments,
			   struct err *err) ERR_CHECK;
/* All that is left is one expression; or, optional, nothing: *ret stays. */
enum err_code argument_last(struct kd_call *call, const char *arguments,
			    uint64_t *ret, struct err *err) ERR_CHECK;
enum err_code argument_optional(struct kd_call *call, const char *arguments,
				uint64_t *ret, struct err *err) ERR_CHECK;
/*
 * "ADDRESS", "ADDRESS L COUNT" or "ADDRESS END" in units of bytes. *count
 * holds the default when called.
 */
enum err_code argument_range(struct kd_call *call, const char **arguments,
			     size_t unit, uint64_t *ret_address,
			     uint64_t *count, struct err *err) ERR_CHECK;

/* Whether a text fits a pattern with * and ?, case aside. */
bool argument_matches(const char *pattern, const char *text);

/* ---- printing (print.c) ---- */

/* "nt!KeBugCheckEx+0x10", else the address. */
void print_symbol(struct kd_call *call, uint64_t address);
/* Whether an address lies in a section of code; true where none tells. */
bool print_is_code(struct target *target, uint64_t address);
/* "Fri Dec 29 15:06:10.787 2023 (UTC - 8:00)", in the local zone. */
void print_filetime(struct text *out, uint64_t filetime);
/* A byte as the column on the right shows it. */
char print_byte(uint8_t byte);
/* Up to 16 bytes, as .enumtag shows them. */
void print_hex_line(struct text *out, const uint8_t *bytes, size_t size);
/* A dot for each module, in lines of 64, the first of 63. */
void print_dots(struct text *out, size_t count);
/* Name of a process: "System"; "" when it cannot be read. */
void print_process_name(struct target *target, uint64_t process, char *ret,
			size_t size);
/* NUL-terminated ASCII at address, at most size - 1; control characters are
 * dots. False when its first byte is not there. */
bool print_read_string(struct target *target, uint64_t address, char *ret,
		       size_t size);
/* A pointer of the kernel's, or 0 when it cannot be read. */
uint64_t print_pointer(struct target *target, uint64_t address);
/* An unsigned field of 1, 2, 4 or 8 bytes; false when it is not there. */
bool print_field(struct target *target, uint64_t object, const char *type,
		 const char *field, uint32_t fallback, unsigned bytes,
		 uint64_t *ret);

#endif
