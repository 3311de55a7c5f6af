/* A caller's wait blocks are used for as few objects as there may be, and the
 * thread's own ones where it has none. */
#include <ntddk.h>

#define BLOCK_OBJECT 0x20 /* the header's KWAIT_BLOCK is an older one */

static KWAIT_BLOCK blocks[2];
static KEVENT events[2];

static int is_used(int number)
{
	const char *block = (const char *)&blocks[number];

	return *(void *const *)(block + BLOCK_OBJECT) == &events[number];
}

static void wait(PKWAIT_BLOCK by)
{
	LARGE_INTEGER soon = { .QuadPart = -100000 };
	void *objects[2] = { &events[0], &events[1] };
	NTSTATUS status;

	status = KeWaitForMultipleObjects(2, objects, WaitAny, Executive,
					  KernelMode, FALSE, &soon, by);
	DbgPrint("0x%08lX, used: %d %d\n", status, is_used(0), is_used(1));
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeEvent(&events[0], NotificationEvent, FALSE);
	KeInitializeEvent(&events[1], NotificationEvent, FALSE);
	wait(NULL);
	wait(blocks);
	return STATUS_SUCCESS;
}
