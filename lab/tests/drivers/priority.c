/* A thread's priority, its base, and the increment that it has over that of
 * its process, 8. */
#include <ntddk.h>

#define BASE_PRIORITY 0x233 /* of a KTHREAD */

static void tell(void)
{
	DbgPrint(", now %d, base %d\n",
		 KeQueryPriorityThread(KeGetCurrentThread()),
		 ((CHAR *)KeGetCurrentThread())[BASE_PRIORITY]);
}

static void set(KPRIORITY priority)
{
	DbgPrint("%d: was %d", priority,
		 KeSetPriorityThread(KeGetCurrentThread(), priority));
	tell();
}

static void increase(LONG increment)
{
	DbgPrint("by %d: was by %d", increment,
		 KeSetBasePriorityThread(KeGetCurrentThread(), increment));
	tell();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	set(16);
	set(0);
	set(10);
	increase(2);
	increase(-3);
	increase(15);
	increase(0);
	increase(16);
	increase(-20);
	increase(-8);
	increase(0);
	set(8);
	return STATUS_SUCCESS;
}
