/*
 * __try, __except, __finally and __leave for gcc, which has none of them: as
 * the Microsoft compiler does it, by a table beside the function's unwind data
 * that __C_specific_handler reads (Microsoft Learn, "x64 exception handling",
 * language-specific handler). So the image holds no list of frames, a __try
 * costs next to nothing, and a debugger sees what it sees in any driver.
 *
 * For this, code must lie as it is written and every variable in the frame:
 * a source with a __try is compiled with -O0. What gcc cannot tell, where a
 * body ends or how a frame is addressed, the assembler finds: each word below
 * is a macro of its own, and they keep a stack of the __try that are open.
 *
 * A filter runs in the function's own code, called by __C_specific_handler
 * with the frame in rdx: rbp is made of that, and rsp stays below.
 *
 * Different from Microsoft's: a goto out of a __try with a __finally into the
 * same block runs the __finally at the end of that block; a break of a
 * __finally's own leaves it, and no other way leads out of one; behind another
 * __try in a handler GetExceptionCode() is of that one. What wants more words
 * is an error: if (x) __try { without braces around, and a __try in a function
 * that is FORCEINLINE.
 */
#pragma once
#pragma GCC system_header

#ifndef __OPTIMIZE__

/* In the frame of the function, for each __try; offsets are used below. */
struct kdlab_seh {
	void *out;	   /* 0: what a way out of the body has to run */
	void *frame;	   /* 8: EstablisherFrame */
	void *information; /* 16: EXCEPTION_POINTERS, while the filter runs */
	unsigned int code; /* 24 */
	unsigned int inside;   /* 28: the body has begun and not ended */
	unsigned int called;   /* 32: the __finally, by somebody else */
	unsigned int abnormal; /* 36 */
	unsigned int runs;     /* 40: the __finally */
	unsigned int self;     /* 44: low half of its address, if it is one */
	void *stack;	       /* 48: rsp, which a piece that is called lowers */
};

/* clang-format off */
__asm__(
	".set .Lseh_tries, 0\n"
	".set .Lseh_depth, 0\n"
	".set .Lseh_parts, 10\n"

	/* name NUMBER, of the innermost open __try; and the function */
	".macro seh_top name:req, function\n"
	".altmacro\n"
	"seh_top_at \\name, %.Lseh_depth, \\function\n"
	".noaltmacro\n"
	".endm\n"
	".macro seh_top_at name:req, depth:req, function\n"
	".ifb \\function\n"
	"\\name %.Lseh_at_\\depth\n"
	".else\n"
	"\\name %.Lseh_at_\\depth, \\function\n"
	".endif\n"
	".endm\n"

	/* ---- __try ---- */
	".macro seh_try slot:req\n"
	".set .Lseh_tries, .Lseh_tries + 1\n"
	".set .Lseh_depth, .Lseh_depth + 1\n"
	".altmacro\n"
	"seh_try_at %.Lseh_tries, %.Lseh_depth, \\slot\n"
	".noaltmacro\n"
	".endm\n"
	".macro seh_try_at number:req, depth:req, slot:req\n"
	".set .Lseh_at_\\depth, \\number\n"
	".macro seh_put_\\number register:req, field:req\n"
	"mov %\\register, \\field+\\slot\n"
	".endm\n"
	".macro seh_get_\\number field:req, register:req\n"
	"mov \\field+\\slot, %\\register\n"
	".endm\n"
	"lea .Lseh_out_\\number(%rip), %rax\n"
	"mov %rax, 0+\\slot\n"
	"lea \\slot, %rax\n"
	"mov %eax, 44+\\slot\n"
	"mov %rsp, 48+\\slot\n"
	"mov $1, %eax\n"
	"mov %eax, 28+\\slot\n"
	".Lseh_begin_\\number:\n"
	".endm\n"

	/* ---- a piece of the function that others call ---- */
	".macro seh_enter\n"
	"push %rbp\n" "push %rbx\n" "push %rsi\n" "push %rdi\n"
	"push %r12\n" "push %r13\n" "push %r14\n" "push %r15\n"
	"sub $0x108, %rsp\n"
	"mov %rdx, %rbp\n"
	".endm\n"
	".macro seh_return\n"
	"add $0x108, %rsp\n"
	"pop %r15\n" "pop %r14\n" "pop %r13\n" "pop %r12\n"
	"pop %rdi\n" "pop %rsi\n" "pop %rbx\n" "pop %rbp\n"
	"ret\n"
	".endm\n"

	/*
	 * A row of the function's scope table; inner ones end first, as the
	 * table wants it. How many there are in the end is how far two labels
	 * of .data are apart, each row putting a byte between them.
	 */
	".macro seh_row function:req, number:req\n"
	".ifndef .Lseh_part_\\function\n"
	".set .Lseh_part_\\function, .Lseh_parts\n"
	".set .Lseh_parts, .Lseh_parts + 3\n"
	".data .Lseh_part_\\function\n"
	".Lseh_first_\\function:\n"
	".data .Lseh_part_\\function + 2\n"
	".Lseh_last_\\function:\n"
	".seh_code\n"
	".seh_handler __C_specific_handler, @except, @unwind\n"
	".seh_handlerdata\n"
	".long .Lseh_last_\\function - .Lseh_first_\\function\n"
	".endif\n"
	".data .Lseh_part_\\function + 1\n"
	".byte 0\n"
	".seh_handlerdata\n"
	".rva .Lseh_begin_\\number, .Lseh_end_\\number\n"
	".rva .Lseh_filter_\\number\n"
	".endm\n"

	/* ---- __except: its filter, and the handler ---- */
	".macro seh_except number:req, function:req\n"
	"nop\n" /* a call that is the last thing returns into the body */
	".Lseh_end_\\number:\n"
	"seh_row \\function, \\number\n"
	".rva .Lseh_handler_\\number\n"
	".seh_code\n"
	".Lseh_out_\\number:\n"
	"ret\n"
	".Lseh_filter_\\number:\n"
	"seh_enter\n"
	"seh_put_\\number rcx, 16\n"
	"mov (%rcx), %rax\n"
	"mov (%rax), %eax\n"
	"seh_put_\\number eax, 24\n"
	"mov $1, %eax\n"
	".set .Lseh_handled, \\number\n"
	".endm\n"
	".macro seh_handler number:req\n"
	".Lseh_handler_\\number:\n"
	"seh_get_\\number 48, rsp\n"
	"seh_put_\\number eax, 24\n"
	"mov $1, %eax\n"
	"jmp .Lseh_on_\\number\n"
	".Lseh_leave_\\number:\n"
	"mov $0, %eax\n"
	".Lseh_on_\\number:\n"
	".set .Lseh_depth, .Lseh_depth - 1\n"
	".endm\n"
	".macro seh_handled name:req\n"
	".altmacro\n"
	"\\name %.Lseh_handled\n"
	".noaltmacro\n"
	".endm\n"
	".macro seh_code_of number:req\n"
	"seh_get_\\number 24, eax\n"
	".endm\n"
	".macro seh_information_of number:req\n"
	"seh_get_\\number 16, rax\n"
	".endm\n"

	/* ---- __finally: it is run, and called ---- */
	".macro seh_finally number:req, function:req\n"
	"nop\n"
	".Lseh_end_\\number:\n"
	"seh_row \\function, \\number\n"
	".long 0\n"
	".seh_code\n"
	".Lseh_leave_\\number:\n"
	"mov $0, %eax\n"
	"seh_put_\\number eax, 32\n"
	"seh_put_\\number eax, 36\n"
	"jmp .Lseh_on_\\number\n"
	".Lseh_filter_\\number:\n"
	".Lseh_out_\\number:\n"
	"seh_enter\n"
	"movzbl %cl, %eax\n"
	"seh_put_\\number eax, 36\n"
	"mov $1, %eax\n"
	"seh_put_\\number eax, 32\n"
	".Lseh_on_\\number:\n"
	"mov $0, %eax\n"
	"seh_put_\\number eax, 28\n"
	"mov $1, %eax\n"
	"seh_put_\\number eax, 40\n"
	".endm\n"
	".macro seh_finished number:req\n"
	"mov $0, %eax\n"
	"seh_put_\\number eax, 40\n"
	"seh_get_\\number 32, eax\n"
	"test %eax, %eax\n"
	"jz .Lseh_over_\\number\n"
	"seh_return\n"
	".Lseh_over_\\number:\n"
	".endm\n"
	".macro seh_runs number:req\n"
	"seh_get_\\number 40, eax\n"
	".set .Lseh_depth, .Lseh_depth - 1\n"
	".endm\n"
	".macro seh_abnormal_of number:req\n"
	"seh_get_\\number 36, eax\n"
	".endm\n"

	".macro seh_leave number:req\n"
	"jmp .Lseh_leave_\\number\n"
	".endm\n"
);
/* clang-format on */

/* The block that has the __try is left: by a way out of its body that has not
 * run its __finally yet? */
static __attribute__((unused, noinline)) void
kdlab_seh_leave(struct kdlab_seh *seh)
{
	if (seh->self == (unsigned int)(unsigned long long)seh && seh->inside)
		((void (*)(int, void *))seh->out)(1, seh->frame);
	seh->self = 0;
}

#define KDLAB_SEH_ASK(type, words, ...)                                        \
	__extension__({                                                        \
		type kdlab_seh_said;                                           \
		__asm__ volatile(words                                         \
				 : "=a"(kdlab_seh_said)                        \
				 : __VA_ARGS__                                 \
				 : "memory");                                  \
		kdlab_seh_said;                                                \
	})
/* A function with a __try is never put into another, which has no row of it in
 * its table: gcc cannot copy one that keeps the address of a label. */
#define KDLAB_SEH_TRY_AS(name)                                                 \
	struct kdlab_seh name __attribute__((cleanup(kdlab_seh_leave))) = {    \
		.frame = __builtin_frame_address(0)                            \
	};                                                                     \
	KDLAB_SEH_QUIET                                                        \
	__extension__({                                                        \
		__label__ here;                                                \
		static const void *const kept __attribute__((unused)) =        \
			&&here;                                                \
	here:;                                                                 \
	});                                                                    \
	if (KDLAB_SEH_ASK(int, "seh_try %1", "m"(name)))
#define KDLAB_SEH_TRY(number) KDLAB_SEH_TRY_AS(kdlab_seh_##number)
#define KDLAB_SEH_NUMBER(number) KDLAB_SEH_TRY(number)
/* that a handler is always one or the other way out, gcc does not see */
#define KDLAB_SEH_QUIET _Pragma("GCC diagnostic ignored \"-Wreturn-type\"")

#define __try KDLAB_SEH_NUMBER(__COUNTER__)
#define __except(...)                                                          \
	else if (__extension__({                                               \
		/* only the filter is called here; gcc is to think that the     \
		 * handler comes next, if a filter does not come back */       \
		if (KDLAB_SEH_ASK(int, "seh_top seh_except, %c1",              \
				  "i"(__func__))) {                            \
			int kdlab_seh_filter = (int)(__VA_ARGS__);             \
			KDLAB_SEH_ASK(int, "seh_return",                       \
				      "a"(kdlab_seh_filter));                  \
		}                                                              \
		KDLAB_SEH_ASK(int, "seh_top seh_handler");                     \
	}))
#define __finally                                                              \
	else;                                                                  \
	for (__extension__({                                                   \
		     __asm__ volatile("seh_top seh_finally, %c0"               \
				      : : "i"(__func__) : "memory");           \
	     });                                                               \
	     KDLAB_SEH_ASK(int, "seh_top seh_runs");                           \
	     __extension__({                                                   \
		     __asm__ volatile("seh_top seh_finished"                   \
				      : : : "rax", "memory");                  \
	     }))
#define __leave __asm__ volatile("seh_top seh_leave" : : : "memory")

/* as the kit's excpt.h has it, in C */
#define try	__try
#define except	__except
#define finally __finally
#define leave	__leave

#undef GetExceptionCode
#undef GetExceptionInformation
#undef AbnormalTermination
#undef exception_code
#undef exception_info
#undef abnormal_termination
#define _exception_code()                                                      \
	KDLAB_SEH_ASK(unsigned int, "seh_handled seh_code_of")
#define _exception_info()                                                      \
	((struct _EXCEPTION_POINTERS *)KDLAB_SEH_ASK(                          \
		void *, "seh_handled seh_information_of"))
#define _abnormal_termination()                                                \
	KDLAB_SEH_ASK(int, "seh_top seh_abnormal_of")
#define GetExceptionCode()	  _exception_code()
#define GetExceptionInformation() _exception_info()
#define AbnormalTermination()	  _abnormal_termination()
#define exception_code		  _exception_code
#define exception_info		  _exception_info
#define abnormal_termination	  _abnormal_termination

#endif
