/* Stacks that are none. */
#include "wild.h"

#pragma GCC diagnostic ignored "-Winfinite-recursion"

static __attribute__((noinline)) int deeper(int n)
{
	volatile char room[200];

	room[0] = (char)n;
	return deeper(n + 1) + room[0];
}

KIND(recursion)
{
	UNREFERENCED_PARAMETER(driver);
	return deeper(0);
}

KIND(recursion_of_calls)
{
	KeGetCurrentThread();
	return recursion_of_calls(driver) + 1;
}

KIND(frame_of_megabytes)
{
	volatile char room[2 << 20];

	UNREFERENCED_PARAMETER(driver);
	room[0] = 1;
	DbgPrint("%d\n", room[0]);
	return 0;
}

KIND(unaligned)
{
	UNREFERENCED_PARAMETER(driver);
	__asm__ volatile("mov %%rsp, %%rbx; sub $67, %%rsp; "
			 "lea 0x20(%%rsp), %%rcx; movb $0, (%%rcx); call *%0; "
			 "mov %%rbx, %%rsp" ::"r"(DbgPrint)
			 : "rbx", "rcx", "memory");
	return 0;
}

KIND(unaligned_fault)
{
	UNREFERENCED_PARAMETER(driver);
	__asm__ volatile("sub $67, %rsp; ud2");
	return 0;
}

KIND(zero)
{
	UNREFERENCED_PARAMETER(driver);
	__asm__ volatile("xor %esp, %esp; push %rax");
	return 0;
}

KIND(no_address)
{
	UNREFERENCED_PARAMETER(driver);
	__asm__ volatile("mov $0x4141414141414141, %rsp; push %rax");
	return 0;
}

KIND(call_on_none)
{
	UNREFERENCED_PARAMETER(driver);
	__asm__ volatile("xor %%esp, %%esp; jmp *%0" ::"r"(KeBugCheck));
	return 0;
}

KIND(on_kernel_code)
{
	UNREFERENCED_PARAMETER(driver);
	__asm__ volatile("mov %0, %%rsp; push %%rax" ::"r"(KeBugCheck));
	return 0;
}

KIND(in_pool)
{
	char *stack = ExAllocatePoolWithTag(NonPagedPool, 0x4000, 'kctS');

	UNREFERENCED_PARAMETER(driver);
	__asm__ volatile("mov %%rsp, %%rbx; lea 0x3f00(%0), %%rsp; "
			 "mov $1, %%ecx; call *%1; mov %%rbx, %%rsp" ::"r"(stack),
			 "r"(nap)
			 : "rax", "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11",
			   "memory");
	ExFreePoolWithTag(stack, 'kctS');
	return 0;
}

KIND(swapped_for_a_wait)
{
	static char stack[0x4000];

	UNREFERENCED_PARAMETER(driver);
	__asm__ volatile("mov %%rsp, %%rbx; lea 0x3f00(%0), %%rsp; "
			 "mov $10, %%ecx; call *%1; mov %%rbx, %%rsp" ::"r"(stack),
			 "r"(nap)
			 : "rax", "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11",
			   "memory");
	return 0;
}

KIND(overrun)
{
	char room[16];

	UNREFERENCED_PARAMETER(driver);
	for (volatile int i = 0; i < 64; i++)
		((volatile char *)room)[i] = 0x41;
	return room[3];
}

KIND(return_garbage)
{
	UNREFERENCED_PARAMETER(driver);
	((volatile ULONG64 *)__builtin_frame_address(0))[1] = 0x41414141;
	return 0;
}

KINDS(recursion, recursion_of_calls, frame_of_megabytes, unaligned,
      unaligned_fault, zero, no_address, call_on_none, on_kernel_code, in_pool,
      swapped_for_a_wait, overrun, return_garbage)
