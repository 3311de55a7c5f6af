/* Writes where nothing, or something else, is. */
#include "wild.h"

#define WORD 0x4141414141414141ull

static void fill(volatile void *at, SIZE_T size, ULONG64 with)
{
	for (SIZE_T i = 0; i < size; i += 8)
		*(volatile ULONG64 *)((volatile char *)at + i) = with;
}

static void fill_up(volatile void *at)
{
	for (volatile ULONG64 *p = at;; p++)
		*p = WORD;
}

static void fill_down(volatile void *at)
{
	for (volatile ULONG64 *p = at;; p--)
		*p = WORD;
}

KIND(null)
{
	fill((void *)0, 8, WORD);
	return (NTSTATUS)(ULONG_PTR)driver;
}

KIND(user_half)
{
	fill((void *)0x7ffe0000000, 8, WORD);
	return (NTSTATUS)(ULONG_PTR)driver;
}

KIND(no_address)
{
	fill((void *)0x8000000000000000, 8, WORD);
	return (NTSTATUS)(ULONG_PTR)driver;
}

KIND(driver_object_up)
{
	fill_up(driver);
	return 0;
}

KIND(driver_object_down)
{
	fill_down(driver);
	return 0;
}

KIND(driver_object_only)
{
	fill(driver, sizeof(*driver), WORD);
	return 0;
}

KIND(object_header)
{
	fill((char *)driver - 0x30, 0x30, WORD);
	return 0;
}

KIND(stack_up)
{
	UNREFERENCED_PARAMETER(driver);
	fill_up(__builtin_frame_address(0));
	return 0;
}

KIND(stack_down)
{
	UNREFERENCED_PARAMETER(driver);
	fill_down(__builtin_frame_address(0));
	return 0;
}

KIND(kernel_code)
{
	UNREFERENCED_PARAMETER(driver);
	fill((void *)KeWaitForSingleObject, 8, WORD);
	return 0;
}

KIND(kernel_data_up)
{
	UNREFERENCED_PARAMETER(driver);
	fill_up(&PsInitialSystemProcess);
	return 0;
}

KIND(kernel_data_down)
{
	UNREFERENCED_PARAMETER(driver);
	fill_down(&PsInitialSystemProcess);
	return 0;
}

KIND(pcr)
{
	UNREFERENCED_PARAMETER(driver);
	fill((void *)__readgsqword(0x18), 0x180, WORD);
	nap(100);
	return 0;
}

KIND(pcr_and_prcb)
{
	UNREFERENCED_PARAMETER(driver);
	fill((void *)__readgsqword(0x18), 0x8000, WORD);
	nap(100);
	return 0;
}

KIND(system_process)
{
	UNREFERENCED_PARAMETER(driver);
	fill(PsInitialSystemProcess, 0xa40, WORD);
	nap(100);
	return 0;
}

KIND(system_process_ones)
{
	UNREFERENCED_PARAMETER(driver);
	fill(PsInitialSystemProcess, 0xa40, ~0ull);
	nap(100);
	return 0;
}

KIND(own_thread)
{
	UNREFERENCED_PARAMETER(driver);
	fill(PsGetCurrentThread(), 0x898, WORD);
	nap(100);
	return 0;
}

KIND(own_thread_zeros)
{
	UNREFERENCED_PARAMETER(driver);
	fill(PsGetCurrentThread(), 0x898, 0);
	nap(100);
	return 0;
}

KIND(own_thread_stack_limits)
{
	char *thread = (char *)PsGetCurrentThread();

	UNREFERENCED_PARAMETER(driver);
	/* StackLimit, StackBase, InitialStack */
	fill(thread + 0x28, 0x18, (ULONG64)KeWaitForSingleObject & ~0xfffull);
	nap(100);
	return 0;
}

KIND(own_code)
{
	UNREFERENCED_PARAMETER(driver);
	fill((void *)own_code, 8, WORD);
	return 0;
}

KIND(own_headers)
{
	fill(driver->DriverStart, 8, WORD);
	return 0;
}

KIND(module_entry)
{
	fill(driver->DriverSection, 0xa0, WORD);
	return 0;
}

KIND(module_list)
{
	PLIST_ENTRY entry = driver->DriverSection;

	entry->Flink = entry->Blink = (PLIST_ENTRY)0xfffff80012345000;
	return 0;
}

KIND(pool_header)
{
	char *block = ExAllocatePoolWithTag(NonPagedPool, 64, 'lliK');

	UNREFERENCED_PARAMETER(driver);
	fill(block - 16, 16, WORD);
	ExFreePoolWithTag(block, 'lliK');
	return 0;
}

KIND(pool_up)
{
	UNREFERENCED_PARAMETER(driver);
	fill_up(ExAllocatePoolWithTag(NonPagedPool, 64, 'lliK'));
	return 0;
}

KIND(shared_data)
{
	UNREFERENCED_PARAMETER(driver);
	fill((void *)0xfffff78000000000, 0x1000, WORD);
	nap(100);
	return 0;
}

KIND(everything_mapped)
{
	static volatile ULONG64 *pages[4096];
	ULONG count = 0;
	char *from = (char *)((ULONG64)driver & ~0xfffffffull);

	for (ULONG i = 0; i < 0x20000 && count < 4096; i++)
		if (MmIsAddressValid(from + i * 4096ull))
			pages[count++] = (void *)(from + i * 4096ull);
	DbgPrint("some: %d\n", count > 10);
	for (ULONG i = 0; i < count; i++)
		fill(pages[i], 4096, WORD);
	nap(100);
	return 0;
}

KINDS(null, user_half, no_address, driver_object_up, driver_object_down,
      driver_object_only, object_header, stack_up, stack_down, kernel_code,
      kernel_data_up, kernel_data_down, pcr, pcr_and_prcb, system_process,
      system_process_ones, own_thread, own_thread_zeros,
      own_thread_stack_limits, own_code, own_headers, module_entry, module_list,
      pool_header, pool_up, shared_data, everything_mapped)
