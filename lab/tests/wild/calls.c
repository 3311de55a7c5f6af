/* Calls that come back too often, too late, or to nowhere. */
#include "wild.h"

KIND(loop)
{
	UNREFERENCED_PARAMETER(driver);
	for (;;)
		;
}

KIND(loop_at_apc_level)
{
	KIRQL irql;

	UNREFERENCED_PARAMETER(driver);
	KeRaiseIrql(APC_LEVEL, &irql);
	for (;;)
		;
}

KIND(loop_at_dispatch_level)
{
	KIRQL irql;

	UNREFERENCED_PARAMETER(driver);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	for (;;)
		;
}

KIND(loop_at_device_level)
{
	KIRQL irql;

	UNREFERENCED_PARAMETER(driver);
	KeRaiseIrql(5, &irql);
	for (;;)
		;
}

KIND(loop_at_high_level)
{
	KIRQL irql;

	UNREFERENCED_PARAMETER(driver);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	for (;;)
		;
}

KIND(print_without_end)
{
	UNREFERENCED_PARAMETER(driver);
	for (;;)
		DbgPrint("%0400d", 1);
}

KIND(print_wide)
{
	UNREFERENCED_PARAMETER(driver);
	DbgPrint("%2147483647d|", 1);
	DbgPrint("%.2147483647d|", 1);
	DbgPrint("%#*.*x|", MINLONG, MINLONG, 1);
	DbgPrint("%#*.*x|", MAXLONG, MAXLONG, 1);
	DbgPrint("%99999999999999999999s|", "a");
	return 0;
}

KIND(print_garbage)
{
	char format[64];

	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < 63; i++)
		format[i] = '%';
	format[61] = 'n';
	format[63] = 0;
	DbgPrint(format, 1, 2, 3);
	DbgPrint("%hZ %lZ %Z %wZ\n", NULL, NULL, NULL, NULL);
	return 0;
}

KIND(print_from_nowhere)
{
	UNREFERENCED_PARAMETER(driver);
	DbgPrint((char *)0xfffff80012345678);
	return 0;
}

KIND(print_string_from_nowhere)
{
	UNREFERENCED_PARAMETER(driver);
	DbgPrint("%s", 0xfffff80012345678);
	return 0;
}

KIND(print_endless_flags)
{
	char *format = ExAllocatePoolWithTag(NonPagedPool, 16 << 20, 'tmrF');

	UNREFERENCED_PARAMETER(driver);
	RtlFillMemory(format, (16 << 20) - 1, '0');
	format[0] = '%';
	format[(16 << 20) - 1] = 0;
	for (;;)
		DbgPrint(format, 1);
}

KIND(bug_check_silly)
{
	UNREFERENCED_PARAMETER(driver);
	KeBugCheckEx(0, ~0ull, ~0ull, ~0ull, ~0ull);
	return 0;
}

KIND(bug_check_of_none)
{
	UNREFERENCED_PARAMETER(driver);
	KeBugCheckEx(0xdeadbeef, 1, 2, 3, 4);
	return 0;
}

KIND(bug_check_at_high_level)
{
	KIRQL irql;

	UNREFERENCED_PARAMETER(driver);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	KeBugCheckEx(0xe2, 0, 0, 0, 0);
	return 0;
}

KIND(thread_ends_itself)
{
	UNREFERENCED_PARAMETER(driver);
	PsTerminateSystemThread(0);
	return 0;
}

KIND(raise_status)
{
	UNREFERENCED_PARAMETER(driver);
	ExRaiseStatus(0);
	return 0;
}

KIND(irql_down_to_higher)
{
	UNREFERENCED_PARAMETER(driver);
	KeLowerIrql(HIGH_LEVEL);
	return 0;
}

static void removes_itself(HANDLE parent, HANDLE process, BOOLEAN create)
{
	UNREFERENCED_PARAMETER(parent);
	UNREFERENCED_PARAMETER(process);
	UNREFERENCED_PARAMETER(create);
	PsSetCreateProcessNotifyRoutine(removes_itself, TRUE);
}

KIND(callback_removes_itself)
{
	UNREFERENCED_PARAMETER(driver);
	return PsSetCreateProcessNotifyRoutine(removes_itself, FALSE);
}

static void spins(HANDLE parent, HANDLE process, BOOLEAN create)
{
	UNREFERENCED_PARAMETER(parent);
	UNREFERENCED_PARAMETER(process);
	UNREFERENCED_PARAMETER(create);
	for (;;)
		;
}

KIND(callback_spins)
{
	UNREFERENCED_PARAMETER(driver);
	return PsSetCreateProcessNotifyRoutine(spins, FALSE);
}

static void kills_its_thread(HANDLE parent, HANDLE process, BOOLEAN create)
{
	UNREFERENCED_PARAMETER(parent);
	UNREFERENCED_PARAMETER(process);
	UNREFERENCED_PARAMETER(create);
	PsTerminateSystemThread(0);
}

KIND(callback_ends_its_thread)
{
	UNREFERENCED_PARAMETER(driver);
	return PsSetCreateProcessNotifyRoutine(kills_its_thread, FALSE);
}

static void makes_threads(HANDLE process, HANDLE thread, BOOLEAN create)
{
	HANDLE another;

	UNREFERENCED_PARAMETER(process);
	UNREFERENCED_PARAMETER(thread);
	if (create)
		PsCreateSystemThread(&another, THREAD_ALL_ACCESS, NULL, NULL,
				     NULL, (PVOID)nap, (PVOID)1);
}

KIND(callback_makes_threads)
{
	UNREFERENCED_PARAMETER(driver);
	return PsSetCreateThreadNotifyRoutine(makes_threads);
}

KIND(callback_nowhere)
{
	UNREFERENCED_PARAMETER(driver);
	return PsSetCreateProcessNotifyRoutine((PVOID)0x41414141, FALSE);
}

KIND(unload_nowhere)
{
	driver->DriverUnload = (PVOID)0xfffff80012345678;
	return 0;
}

KIND(unload_spins)
{
	driver->DriverUnload = (PVOID)loop;
	return 0;
}

KIND(unload_is_the_entry)
{
	driver->DriverUnload = (PVOID)driver->DriverInit;
	return 0;
}

static void runs_on(PVOID context)
{
	UNREFERENCED_PARAMETER(context);
	for (;;)
		nap(10);
}

KIND(unload_with_a_thread_in_it)
{
	HANDLE thread;

	UNREFERENCED_PARAMETER(driver);
	return PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
				    runs_on, NULL);
}

KIND(frees_itself)
{
	ExFreePool(driver->DriverStart);
	return 0;
}

KIND(frees_its_object)
{
	ExFreePool(driver);
	return 0;
}

KIND(dereferences_its_object)
{
	for (ULONG i = 0; i < 10; i++)
		ObfDereferenceObject(driver);
	return 0;
}

KIND(fails_with_a_thread_in_it)
{
	HANDLE thread;

	UNREFERENCED_PARAMETER(driver);
	PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
			     runs_on, NULL);
	return STATUS_UNSUCCESSFUL;
}

KIND(strings_without_end)
{
	UNICODE_STRING name;
	wchar_t *text = ExAllocatePoolWithTag(NonPagedPool, 1 << 20, 'txeT');

	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < 1 << 19; i++)
		text[i] = L'a';
	RtlInitUnicodeString(&name, text);
	DbgPrint("%u\n", name.Length);
	return 0;
}

KIND(copy_of_gigabytes)
{
	UNREFERENCED_PARAMETER(driver);
	memmove(driver, (PVOID)0xffff800000000000, 10ull << 30);
	return 0;
}

KINDS(loop, loop_at_apc_level, loop_at_dispatch_level, loop_at_device_level,
      loop_at_high_level, print_without_end, print_wide, print_garbage,
      print_from_nowhere, print_string_from_nowhere, print_endless_flags,
      bug_check_silly, bug_check_of_none, bug_check_at_high_level,
      thread_ends_itself, raise_status, irql_down_to_higher,
      callback_removes_itself, callback_spins, callback_ends_its_thread,
      callback_makes_threads, callback_nowhere, unload_nowhere, unload_spins,
      unload_is_the_entry, unload_with_a_thread_in_it, frees_itself,
      frees_its_object, dereferences_its_object, fails_with_a_thread_in_it,
      strings_without_end, copy_of_gigabytes)
