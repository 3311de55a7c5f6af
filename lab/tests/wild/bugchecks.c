/* Bug check callbacks that do not let the machine stop in peace. */
#include "wild.h"

static KBUGCHECK_CALLBACK_RECORD plain[3];
static KBUGCHECK_REASON_CALLBACK_RECORD reason[3];
static UCHAR buffer[64];

static VOID NTAPI call_never_ends(PVOID at, ULONG size)
{
	UNREFERENCED_PARAMETER(at);
	UNREFERENCED_PARAMETER(size);
	for (;;)
		;
}

static VOID NTAPI call_stops_again(PVOID at, ULONG size)
{
	UNREFERENCED_PARAMETER(at);
	KeBugCheckEx(0xdead, size, 2, 3, 4);
}

static VOID NTAPI call_recurses(PVOID at, ULONG size)
{
	volatile UCHAR room[512];

	room[0] = (UCHAR)size;
	call_recurses((PVOID)room, size + 1);
	room[1] = 1;
}

static VOID NTAPI call_waits(PVOID at, ULONG size)
{
	UNREFERENCED_PARAMETER(at);
	UNREFERENCED_PARAMETER(size);
	nap(1000);
}

static VOID NTAPI call_handles(PVOID at, ULONG size)
{
	UNREFERENCED_PARAMETER(size);
	for (int i = 0; i < 100000; i++) {
		__try {
			*(volatile int *)(ULONG64)(i & 0xff0) = 1;
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			*(UCHAR *)at = 1;
		}
	}
}

static VOID NTAPI call_unlinks(PVOID at, ULONG size)
{
	UNREFERENCED_PARAMETER(at);
	UNREFERENCED_PARAMETER(size);
	for (int i = 0; i < 3; i++)
		RtlFillMemory(&plain[i], sizeof(plain[i]), 0xee);
}

static VOID NTAPI call_lowers(PVOID at, ULONG size)
{
	UNREFERENCED_PARAMETER(at);
	UNREFERENCED_PARAMETER(size);
	KeLowerIrql(PASSIVE_LEVEL);
	PsTerminateSystemThread(0);
}

static NTSTATUS stop_with(PKBUGCHECK_CALLBACK_ROUTINE routine)
{
	for (int i = 0; i < 3; i++) {
		KeInitializeCallbackRecord(&plain[i]);
		KeRegisterBugCheckCallback(&plain[i], routine, buffer,
					   sizeof(buffer), (PUCHAR) "wild");
	}
	KeBugCheckEx(0x1234, 1, 2, 3, 4);
	return 0;
}

KIND(never_ends)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_with(call_never_ends);
}

KIND(stops_again)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_with(call_stops_again);
}

KIND(recurses)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_with(call_recurses);
}

KIND(waits)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_with(call_waits);
}

KIND(handles_without_end)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_with(call_handles);
}

KIND(unlinks)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_with(call_unlinks);
}

KIND(ends_the_thread)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_with(call_lowers);
}

KIND(is_nowhere)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_with((PKBUGCHECK_CALLBACK_ROUTINE)(ULONG_PTR)0x1000);
}

KIND(list_in_a_circle)
{
	UNREFERENCED_PARAMETER(driver);
	for (int i = 0; i < 3; i++) {
		KeInitializeCallbackRecord(&plain[i]);
		KeRegisterBugCheckCallback(&plain[i], call_waits, buffer, 1,
					   (PUCHAR) "wild");
	}
	plain[2].Entry.Flink = &plain[1].Entry;
	plain[1].Entry.Blink = &plain[2].Entry;
	KeBugCheck(0x1234);
	return 0;
}

KIND(list_to_nowhere)
{
	UNREFERENCED_PARAMETER(driver);
	KeInitializeCallbackRecord(&plain[0]);
	KeRegisterBugCheckCallback(&plain[0], call_waits, buffer, 1,
				   (PUCHAR) "wild");
	plain[0].Entry.Flink = (PLIST_ENTRY)0x77;
	KeBugCheck(0x1234);
	return 0;
}

KIND(record_at_nowhere)
{
	UNREFERENCED_PARAMETER(driver);
	KeRegisterBugCheckCallback((PVOID)0x10, call_waits, buffer, 1,
				   (PUCHAR) "wild");
	return 0;
}

/* ---- data ---- */

static ULONG how;

static VOID NTAPI give(KBUGCHECK_CALLBACK_REASON why,
		       PKBUGCHECK_REASON_CALLBACK_RECORD record, PVOID data,
		       ULONG size)
{
	PKBUGCHECK_SECONDARY_DUMP_DATA give = data;

	UNREFERENCED_PARAMETER(why);
	UNREFERENCED_PARAMETER(record);
	UNREFERENCED_PARAMETER(size);
	give->OutBuffer = how == 0   ? buffer
			  : how == 1 ? (PVOID)0x10
			  : how == 2 ? (PVOID)~0xfffull
				     : give->InBuffer;
	give->OutBufferLength = how == 3 ? give->MaximumAllowed : 0xffffffff;
	if (how == 4)
		RtlFillMemory(data, 0x4000, 0xaa);
}

static NTSTATUS stop_giving(ULONG so)
{
	how = so;
	for (int i = 0; i < 3; i++) {
		KeInitializeCallbackRecord(&reason[i]);
		KeRegisterBugCheckReasonCallback(&reason[i], give,
						 KbCallbackSecondaryDumpData,
						 (PUCHAR) "wild");
	}
	KeBugCheck(0x1234);
	return 0;
}

KIND(gives_too_much)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_giving(0);
}

KIND(gives_what_is_not)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_giving(1);
}

KIND(gives_to_the_end)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_giving(2);
}

KIND(gives_all_that_may_be)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_giving(3);
}

KIND(spoils_the_stack)
{
	UNREFERENCED_PARAMETER(driver);
	return stop_giving(4);
}

static VOID NTAPI add(KBUGCHECK_CALLBACK_REASON why,
		      PKBUGCHECK_REASON_CALLBACK_RECORD record, PVOID data,
		      ULONG size)
{
	PKBUGCHECK_ADD_PAGES pages = data;

	UNREFERENCED_PARAMETER(why);
	UNREFERENCED_PARAMETER(record);
	UNREFERENCED_PARAMETER(size);
	pages->Flags = KB_ADD_PAGES_FLAG_VIRTUAL_ADDRESS |
		       KB_ADD_PAGES_FLAG_ADDITIONAL_RANGES_EXIST;
	pages->Address = ~0ull;
	pages->Count = ~0ull;
}

KIND(adds_without_end)
{
	UNREFERENCED_PARAMETER(driver);
	KeInitializeCallbackRecord(&reason[0]);
	KeRegisterBugCheckReasonCallback(&reason[0], add, KbCallbackAddPages,
					 (PUCHAR) "wild");
	KeBugCheck(0x1234);
	return 0;
}

KINDS(never_ends, stops_again, recurses, waits, handles_without_end, unlinks,
      ends_the_thread, is_nowhere, list_in_a_circle, list_to_nowhere,
      record_at_nowhere, gives_too_much, gives_what_is_not, gives_to_the_end,
      gives_all_that_may_be, spoils_the_stack, adds_without_end)
