/* Code that should not be, instructions that are not a driver's to make. */
#include "wild.h"

#define PUT(text) __asm__ volatile(text)
#define ONE(name, text)                                                        \
	KIND(name)                                                             \
	{                                                                      \
		UNREFERENCED_PARAMETER(driver);                                \
		PUT(text);                                                     \
		return 0;                                                      \
	}

KIND(jump_nowhere)
{
	UNREFERENCED_PARAMETER(driver);
	((void (*)(void))0x4141414141414141)();
	return 0;
}

KIND(jump_null)
{
	UNREFERENCED_PARAMETER(driver);
	((void (*)(void))0)();
	return 0;
}

KIND(jump_unmapped)
{
	UNREFERENCED_PARAMETER(driver);
	((void (*)(void))0xfffff80412345678)();
	return 0;
}

KIND(code_in_data)
{
	static volatile UCHAR code[16] = { 0xc3 };

	UNREFERENCED_PARAMETER(driver);
	((void (*)(void))code)();
	return 0;
}

KIND(code_on_stack)
{
	volatile UCHAR code[16] = { 0xc3 };

	UNREFERENCED_PARAMETER(driver);
	((void (*)(void))code)();
	return 0;
}

KIND(code_in_pool)
{
	volatile UCHAR *code = ExAllocatePoolWithTag(NonPagedPoolNx, 64, 'edoC');

	UNREFERENCED_PARAMETER(driver);
	code[0] = 0xc3;
	((void (*)(void))code)();
	return 0;
}

/* Runs, changes itself, runs otherwise: Windows lets it. */
KIND(code_that_changes)
{
	volatile UCHAR *code =
		ExAllocatePoolWithTag(NonPagedPoolExecute, 64, 'edoC');
	ULONG sum = 0;

	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < 1000; i++) {
		code[0] = 0xb8; /* mov eax, i; ret */
		*(volatile ULONG *)(code + 1) = i;
		code[5] = 0xc3;
		sum += ((ULONG(*)(void))code)();
	}
	DbgPrint("%u\n", sum);
	ExFreePoolWithTag((PVOID)code, 'edoC');
	return 0;
}

/* The byte behind the one that writes it. */
KIND(code_that_changes_at_once)
{
	static const UCHAR text[] = {
		0xc6, 0x05, 0x00, 0x00, 0x00, 0x00, 0xc3, /* next byte: ret */
		0x0f, 0x0b,				  /* ud2 */
		0xc3
	};
	UCHAR *code = ExAllocatePoolWithTag(NonPagedPoolExecute, 64, 'edoC');

	UNREFERENCED_PARAMETER(driver);
	RtlCopyMemory(code, text, sizeof(text));
	((void (*)(void))code)();
	DbgPrint("back\n");
	ExFreePoolWithTag(code, 'edoC');
	return 0;
}

/* mov rcx to cr8 in memory that was no code when the driver was loaded */
KIND(irql_in_made_code)
{
	static const UCHAR text[] = { 0x44, 0x0f, 0x22, 0xc1, 0xc3 };
	UCHAR *code = ExAllocatePoolWithTag(NonPagedPoolExecute, 64, 'edoC');

	UNREFERENCED_PARAMETER(driver);
	RtlCopyMemory(code, text, sizeof(text));
	((void (*)(ULONG64))code)(2);
	DbgPrint("irql %d\n", KeGetCurrentIrql());
	((void (*)(ULONG64))code)(0);
	return 0;
}

KIND(every_interrupt)
{
	UCHAR *code = ExAllocatePoolWithTag(NonPagedPoolExecute, 4096, 'edoC');
	UCHAR first = (UCHAR)choice.kind;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(first);
	for (ULONG i = 0; i < 256; i++) {
		code[0] = 0xcd;
		code[1] = (UCHAR)(255 - i);
		code[2] = 0xc3;
		((void (*)(void))code)();
	}
	return 0;
}

ONE(no_instruction, "ud2")
ONE(breakpoint, "int3")
ONE(fail_fast, "mov $3, %ecx; int $0x29")
ONE(interrupt_2, "int $2")
ONE(interrupt_8, "int $8")
ONE(interrupt_13, "int $13")
ONE(interrupt_14, "int $14")
ONE(interrupt_46, "int $0x2e")
ONE(interrupt_255, "int $255")
ONE(single_step, "pushfq; orl $0x100, (%rsp); popfq; nop")
ONE(alignment_check, "pushfq; orl $0x40000, (%rsp); popfq; mov 1(%rsp), %eax")
ONE(halt, "hlt")
ONE(halt_for_ever, "cli; hlt")
ONE(halt_without_end, "1: hlt; jmp 1b")
ONE(no_interrupts, "cli; 1: jmp 1b")
ONE(cr0_zero, "xor %eax, %eax; mov %rax, %cr0")
ONE(cr0_no_write_protection, "mov %cr0, %rax; btr $16, %rax; mov %rax, %cr0")
ONE(cr3_zero, "xor %eax, %eax; mov %rax, %cr3")
ONE(cr4_zero, "xor %eax, %eax; mov %rax, %cr4")
ONE(cr8_high, "mov $15, %eax; mov %rax, %cr8; xor %eax, %eax; mov %rax, %cr8")
ONE(cr8_too_high, "mov $255, %eax; mov %rax, %cr8")
ONE(cr1, ".byte 0x0f, 0x20, 0xc8")
ONE(debug_registers, "xor %eax, %eax; mov %rax, %dr7; mov %rax, %dr0")
ONE(write_msr, "xor %eax, %eax; xor %edx, %edx; mov $0xc0000082, %ecx; wrmsr")
ONE(efer, "xor %eax, %eax; xor %edx, %edx; mov $0xc0000080, %ecx; wrmsr")
ONE(gs_base, "xor %eax, %eax; xor %edx, %edx; mov $0xc0000101, %ecx; wrmsr; "
	     "mov %gs:0x188, %rax")
ONE(no_msr, "mov $0x12345678, %ecx; rdmsr")
ONE(swap_gs, "swapgs; mov %gs:0x188, %rax")
ONE(descriptor_tables, "lgdt (%rsp); lidt (%rsp); lldt %ax; ltr %ax")
ONE(system_call, "mov $0x1234, %eax; syscall")
ONE(system_return, "xor %ecx, %ecx; sysretq")
ONE(system_exit, "sysexit")
ONE(interrupt_return, "iretq")
ONE(interrupt_return_garbage, "push $0; push $0; push $0; push $0x33; "
			      "push $0; iretq")
ONE(far_return, "push $0x33; push $0x41414141; lretq")
ONE(segments, "mov $0x10, %eax; mov %eax, %ds; mov %eax, %ss; mov %eax, %fs")
ONE(segment_garbage, "mov $0x4141, %eax; mov %eax, %gs")
ONE(ports, "mov $0x64, %dx; in %dx, %al; out %al, %dx; mov $0xcf9, %dx; "
	   "in %dx, %eax; out %eax, %dx")
ONE(string_ports, "mov $64, %ecx; xor %edi, %edi; mov $0x60, %dx; rep insb")
ONE(caches, "wbinvd; invlpg (%rsp); rdtsc; cpuid; rdtscp; clflush (%rsp)")
ONE(monitor, "xor %ecx, %ecx; xor %edx, %edx; mov %rsp, %rax; monitor; mwait")
ONE(virtual_machine, "vmcall")
ONE(virtual_run, "vmrun")
ONE(management, "rsm")
ONE(floating_point, "fninit; fld1; fldz; fdivrp; fwait; ldmxcsr (%rsp)")
ONE(vectors, "vzeroall; vpxor %ymm0, %ymm0, %ymm0; xgetbv")
ONE(locked_garbage, ".byte 0xf0, 0x90")
ONE(too_long, ".fill 20, 1, 0x66; nop")
ONE(repeat_for_ever, "mov $-1, %rcx; mov %rsp, %rdi; rep stosb")
ONE(direction, "std")
ONE(divide, "xor %ecx, %ecx; xor %edx, %edx; mov $1, %eax; div %ecx")
ONE(divide_overflow, "mov $0x80000000, %eax; cdq; mov $-1, %ecx; idiv %ecx")

KINDS(jump_nowhere, jump_null, jump_unmapped, code_in_data, code_on_stack,
      code_in_pool, code_that_changes, code_that_changes_at_once,
      irql_in_made_code, every_interrupt, no_instruction, breakpoint, fail_fast,
      interrupt_2, interrupt_8, interrupt_13, interrupt_14, interrupt_46,
      interrupt_255, single_step, alignment_check, halt, halt_for_ever,
      halt_without_end, no_interrupts, cr0_zero, cr0_no_write_protection,
      cr3_zero, cr4_zero, cr8_high, cr8_too_high, cr1, debug_registers,
      write_msr, efer, gs_base, no_msr, swap_gs, descriptor_tables, system_call,
      system_return, system_exit, interrupt_return, interrupt_return_garbage,
      far_return, segments, segment_garbage, ports, string_ports, caches,
      monitor, virtual_machine, virtual_run, management, floating_point,
      vectors, locked_garbage, too_long, repeat_for_ever, direction, divide,
      divide_overflow)
