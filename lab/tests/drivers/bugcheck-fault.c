/* Bug check callbacks that fault, wait, never end, stop the machine once more:
 * it stops with what it stopped with first, and the others are called. */
#include <ntddk.h>

enum { COUNT = 8 };
static KBUGCHECK_CALLBACK_RECORD records[COUNT];
static KBUGCHECK_REASON_CALLBACK_RECORD give;
static KEVENT event;
static KSPIN_LOCK lock;
static volatile int zero;
static PVOID paged;

static VOID NTAPI touch(PVOID to, ULONG size)
{
	(void)to, (void)size;
	DbgPrint("touches\n");
	*(volatile int *)0x10 = 1;
	DbgPrint("not here\n");
}

static VOID NTAPI touch_paged(PVOID to, ULONG size)
{
	(void)to, (void)size;
	DbgPrint("touches what may be paged out\n");
	*(volatile int *)paged = 1;
	DbgPrint("not here\n");
}

static VOID NTAPI divide(PVOID to, ULONG size)
{
	(void)to;
	DbgPrint("divides\n");
	DbgPrint("not here %d\n", (int)size / zero);
}

static VOID NTAPI wait(PVOID to, ULONG size)
{
	(void)to, (void)size;
	DbgPrint("waits\n");
	KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
	DbgPrint("not here\n");
}

static VOID NTAPI spin(PVOID to, ULONG size)
{
	(void)to, (void)size;
	DbgPrint("spins\n");
	while (!zero)
		;
	DbgPrint("not here\n");
}

static VOID NTAPI spin_for_lock(PVOID to, ULONG size)
{
	(void)to, (void)size;
	DbgPrint("wants a lock\n");
	KeAcquireSpinLockAtDpcLevel(&lock);
	KeAcquireSpinLockAtDpcLevel(&lock);
	DbgPrint("not here\n");
}

static VOID NTAPI stop(PVOID to, ULONG size)
{
	(void)to, (void)size;
	DbgPrint("stops\n");
	KeBugCheckEx(0xbad, 9, 9, 9, 9);
}

static VOID NTAPI last(PVOID to, ULONG size)
{
	(void)to, (void)size;
	DbgPrint("%d %d %d %d %d %d %d %d\n", records[0].State,
		 records[1].State, records[2].State, records[3].State,
		 records[4].State, records[5].State, records[6].State,
		 records[7].State);
}

static VOID NTAPI give_bad(KBUGCHECK_CALLBACK_REASON reason,
			   KBUGCHECK_REASON_CALLBACK_RECORD *record, PVOID with,
			   ULONG size)
{
	KBUGCHECK_SECONDARY_DUMP_DATA *to = with;

	(void)reason, (void)record, (void)size;
	DbgPrint("gives what is not there\n");
	to->OutBuffer = (PVOID)0x10;
	to->OutBufferLength = 100;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	static const PKBUGCHECK_CALLBACK_ROUTINE routines[COUNT] = {
		touch, touch_paged,   divide, wait,
		spin,  spin_for_lock, stop,   last
	};

	(void)driver, (void)path;
	paged = ExAllocatePoolWithTag(PagedPool, 64, 'gubk');
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	KeInitializeSpinLock(&lock);
	for (int i = 0; i < COUNT; i++)
		KeRegisterBugCheckCallback(&records[i], routines[i], NULL, 0,
					   (PUCHAR) "fault");
	KeRegisterBugCheckReasonCallback(
		&give, give_bad, KbCallbackSecondaryDumpData, (PUCHAR) "give");
	return STATUS_SUCCESS;
}
