/* Bug check callbacks: what they are given, in which order, and that one which
 * was taken out again is not called. What the plain ones write is not in the
 * dump. */
#include <ntddk.h>

static KBUGCHECK_CALLBACK_RECORD first, second, removed, changed;
static KBUGCHECK_REASON_CALLBACK_RECORD data, large, pages;
static UCHAR buffer[16];
static UCHAR many[0x208] = "much";
static const GUID data_guid = { 0x6b646c61, 1, 2, { 3 } };
static const GUID large_guid = { 0x6b646c62, 1, 2, { 3 } };

static VOID NTAPI write_buffer(PVOID to, ULONG size)
{
	RtlFillMemory(to, size, 0x5a);
	DbgPrint("plain %d bytes, irql %d\n", size, KeGetCurrentIrql());
}

static VOID NTAPI look(PVOID to, ULONG size)
{
	DbgPrint("%d bytes, the first is %d, 0x%x\n", size, first.State,
		 ((UCHAR *)to)[1]);
}

static VOID NTAPI never(PVOID to, ULONG size)
{
	(void)to, (void)size;
	DbgPrint("never\n");
}

static VOID NTAPI give_data(KBUGCHECK_CALLBACK_REASON reason,
			    KBUGCHECK_REASON_CALLBACK_RECORD *record,
			    PVOID with, ULONG size)
{
	KBUGCHECK_SECONDARY_DUMP_DATA *to = with;

	DbgPrint("data %d %d %d, %s\n", reason, record == &data,
		 size == sizeof(*to), to->OutBuffer ? "now" : "how much");
	to->Guid = data_guid;
	to->OutBufferLength = 8;
	if (to->OutBuffer)
		RtlCopyMemory(to->InBuffer, "in need!", 8);
	to->OutBuffer = to->InBuffer;
}

static VOID NTAPI give_large(KBUGCHECK_CALLBACK_REASON reason,
			     KBUGCHECK_REASON_CALLBACK_RECORD *record,
			     PVOID with, ULONG size)
{
	KBUGCHECK_SECONDARY_DUMP_DATA *to = with;

	(void)reason, (void)record, (void)size;
	DbgPrint("large, %d fit\n", to->InBufferLength >= sizeof(many));
	to->Guid = large_guid;
	to->OutBuffer = many;
	to->OutBufferLength = sizeof(many);
}

static VOID NTAPI give_pages(KBUGCHECK_CALLBACK_REASON reason,
			     KBUGCHECK_REASON_CALLBACK_RECORD *record,
			     PVOID with, ULONG size)
{
	KBUGCHECK_ADD_PAGES *to = with;

	(void)record;
	DbgPrint("pages %d %d, of 0x%x, %d before\n", reason,
		 size == sizeof(*to), to->BugCheckCode,
		 (int)(ULONG_PTR)to->Context);
	to->Context = (PVOID)((ULONG_PTR)to->Context + 1);
	to->Flags = KB_ADD_PAGES_FLAG_VIRTUAL_ADDRESS;
	if ((ULONG_PTR)to->Context < 3)
		to->Flags |= KB_ADD_PAGES_FLAG_ADDITIONAL_RANGES_EXIST;
	to->Address = (ULONG_PTR)buffer & ~0xfffull;
	to->Count = 1;
}

static BOOLEAN enter(PKBUGCHECK_CALLBACK_RECORD record,
		     PKBUGCHECK_CALLBACK_ROUTINE routine)
{
	BOOLEAN done = KeRegisterBugCheckCallback(
		record, routine, buffer, sizeof(buffer), (PUCHAR) "driver");

	DbgPrint("entered %d\n", done);
	return done;
}

static void enter_reason(PKBUGCHECK_REASON_CALLBACK_RECORD record,
			 PKBUGCHECK_REASON_CALLBACK_ROUTINE routine,
			 KBUGCHECK_CALLBACK_REASON reason)
{
	DbgPrint("entered for %d: %d\n", reason,
		 KeRegisterBugCheckReasonCallback(record, routine, reason,
						  (PUCHAR) "driver"));
}

static void leave(PKBUGCHECK_CALLBACK_RECORD record)
{
	DbgPrint("left %d\n", KeDeregisterBugCheckCallback(record));
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	(void)driver, (void)path;
	KeInitializeCallbackRecord(&first);
	KeInitializeCallbackRecord(&second);
	KeInitializeCallbackRecord(&removed);
	KeInitializeCallbackRecord(&changed);
	KeInitializeCallbackRecord(&data);
	KeInitializeCallbackRecord(&large);
	KeInitializeCallbackRecord(&pages);
	leave(&first);
	enter(&first, write_buffer);
	enter(&removed, never);
	enter(&second, look);
	leave(&removed);
	leave(&removed);
	/* in the list already, whatever it says of itself */
	enter(&first, never);
	KeInitializeCallbackRecord(&second);
	enter(&second, never);
	second.State = BufferInserted;
	/* one that was changed since is not believed */
	enter(&changed, never);
	changed.Length++;
	enter_reason(&data, give_data, KbCallbackSecondaryDumpData);
	enter_reason(&large, give_large, KbCallbackSecondaryDumpData);
	enter_reason(&pages, give_pages, KbCallbackAddPages);
	enter_reason(&pages, give_pages, KbCallbackAddPages);
	KeBugCheckEx(0xdead, 1, 2, 3, 4);
}
