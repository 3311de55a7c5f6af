/* A producer and a consumer with events between them. */
#include <ntddk.h>

static KEVENT filled, empty, done;
static int slot, sum;

static void producer(void *context)
{
	UNREFERENCED_PARAMETER(context);
	for (int i = 1; i <= 100; i++) {
		KeWaitForSingleObject(&empty, Executive, KernelMode, FALSE,
				      NULL);
		slot = i;
		KeSetEvent(&filled, 0, FALSE);
	}
}

static void consumer(void *context)
{
	UNREFERENCED_PARAMETER(context);
	for (int i = 0; i < 100; i++) {
		KeWaitForSingleObject(&filled, Executive, KernelMode, FALSE,
				      NULL);
		sum += slot;
		KeSetEvent(&empty, 0, FALSE);
	}
	KeSetEvent(&done, 0, FALSE);
}

static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	KeInitializeEvent(&filled, SynchronizationEvent, FALSE);
	KeInitializeEvent(&empty, SynchronizationEvent, TRUE);
	KeInitializeEvent(&done, NotificationEvent, FALSE);
	PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, consumer, NULL);
	PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, producer, NULL);
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	DbgPrint("%d\n", sum);
	return STATUS_SUCCESS;
}
