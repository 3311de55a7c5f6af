#include "config.h"
#include "kernel/format.h"

#include "base/limits.h"
#include "base/mem.h"

#include <string.h>

/* What drivers print. A line of DbgPrint is cut at 512 bytes, as Windows
 * does. */
enum { DEBUG_MOST = 512, PRINT_COST = 8 /* in bytes of instructions */ };

static void keep(struct kernel *kernel, const struct text *text)
{
	struct kernel_debug_line *line;
	size_t size = text->size < DEBUG_MOST ? text->size : DEBUG_MOST;
	size_t kept = 0;

	if (kernel->debug_count >= LIMIT_KERNEL_DEBUG)
		return;
	kernel->debug =
		mem_grow(kernel->debug, &kernel->debug_capacity,
			 kernel->debug_count + 1, sizeof(*kernel->debug));
	line = &kernel->debug[kernel->debug_count++];
	line->uptime = kernel->uptime;
	/* NULs are sent, and nobody sees them */
	for (size_t i = 0; i < size; i++) {
		line->text[kept] = text->bytes[i];
		kept += text->bytes[i] != '\0';
	}
	line->text[kept] = '\0';
}

static void print(struct trap *trap, unsigned format)
{
	struct format_trap next = { trap, format + 1 };
	struct text text = { .limit = 4 * LIMIT_KERNEL_TEXT };

	/* arguments beyond the fourth are on the stack; the first are there
	 * too for a function of this kind only in registers */
	format_guest(trap->kernel, trap_argument(trap, format), false,
		     format_next_of_trap, &next, &text);
	trap->kernel->executed += PRINT_COST * text.size;
	if (!trap->kernel->memory.fault.set)
		keep(trap->kernel, &text);
	text_fini(&text);
	trap_return(trap, STATUS_SUCCESS);
}

static void dbg_print(struct trap *trap)
{
	print(trap, 0);
}

/* ComponentId, Level: all are shown, as DebugView's kernel capture with the
 * filter opened does */
static void dbg_print_ex(struct trap *trap)
{
	print(trap, 2);
}

/* ComponentId, Level, Format, arglist; with a Prefix before them */
static void print_list(struct trap *trap, unsigned format, uint64_t prefix)
{
	struct kernel *kernel = trap->kernel;
	struct format_list next = { kernel, trap_argument(trap, format + 1) };
	struct text text = { .limit = 4 * LIMIT_KERNEL_TEXT };

	for (uint8_t c; prefix && text.size < DEBUG_MOST &&
			(c = get8(kernel, prefix)) != 0;
	     prefix++)
		text_add_char(&text, (char)c);
	format_guest(kernel, trap_argument(trap, format), false,
		     format_next_of_list, &next, &text);
	if (!kernel->memory.fault.set)
		keep(kernel, &text);
	text_fini(&text);
	trap_return(trap, STATUS_SUCCESS);
}

static void vdbg_print_ex(struct trap *trap)
{
	print_list(trap, 2, 0);
}

static void vdbg_print_with_prefix(struct trap *trap)
{
	print_list(trap, 3, trap_argument(trap, 0));
}

/* The function is an int 3 and a ret; its hlt is where the int 3 is, and as
 * long, so that the exception is at its begin. */
static void break_point(struct trap *trap)
{
	enum { BREAKPOINT = 3 };

	fault_interrupt(trap->kernel, BREAKPOINT);
	trap->decided = true;
}

static const struct nt_function functions[] = {
	{ "DbgPrint", FIDELITY_REAL, dbg_print, NULL },
	{ "DbgPrintEx", FIDELITY_PARTIAL, dbg_print_ex,
	  "no filter: every component and level is kept" },
	{ "vDbgPrintEx", FIDELITY_PARTIAL, vdbg_print_ex,
	  "no filter: every component and level is kept" },
	{ "vDbgPrintExWithPrefix", FIDELITY_PARTIAL, vdbg_print_with_prefix,
	  "no filter: every component and level is kept" },
	{ "DbgBreakPoint", FIDELITY_PARTIAL, break_point,
	  "a debugger shows a hlt where the int 3 is" },
	{ "DbgBreakPointWithStatus", FIDELITY_PARTIAL, break_point,
	  "a debugger shows a hlt where the int 3 is" },
};

const struct nt_family rtl_debug_family = {
	"rtl_debug", functions, sizeof(functions) / sizeof(*functions)
};
