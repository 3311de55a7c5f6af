/* Callback objects: made and opened, routines registered, notified in order,
 * taken out while one runs. */
#include <ntddk.h>

static PCALLBACK_OBJECT object;
static PVOID first, second;
static KEVENT entered, may_go;

static NTSTATUS open(PWSTR text, ULONG attributes, BOOLEAN create,
		     BOOLEAN multiple, PCALLBACK_OBJECT *ret)
{
	OBJECT_ATTRIBUTES from;
	UNICODE_STRING name;
	NTSTATUS status;

	RtlInitUnicodeString(&name, text);
	InitializeObjectAttributes(&from, text ? &name : NULL,
				   attributes | OBJ_CASE_INSENSITIVE, NULL,
				   NULL);
	status = ExCreateCallback(ret, &from, create, multiple);
	DbgPrint("%ws %d: %08x\n", text ? text : L"none", create, status);
	return status;
}

static VOID NTAPI say(PVOID context, PVOID one, PVOID two)
{
	DbgPrint("%s %p %p at %d\n", context, one, two, KeGetCurrentIrql());
}

static VOID NTAPI stay(PVOID context, PVOID one, PVOID two)
{
	(void)context, (void)one, (void)two;
	KeSetEvent(&entered, 0, FALSE);
	KeWaitForSingleObject(&may_go, Executive, KernelMode, FALSE, NULL);
	DbgPrint("stayed\n");
}

static void notify(void *context)
{
	(void)context;
	ExNotifyCallback(object, NULL, NULL);
	DbgPrint("notified\n");
}

static void let_go(void *context)
{
	LARGE_INTEGER soon = { .QuadPart = -100000 };

	(void)context;
	KeDelayExecutionThread(KernelMode, FALSE, &soon);
	/* it is on its way out: not called any more */
	ExNotifyCallback(object, (PVOID)7, NULL);
	KeSetEvent(&may_go, 0, FALSE);
}

static void wait_for_busy(void)
{
	PVOID staying = ExRegisterCallback(object, stay, NULL);
	HANDLE one, two;

	KeInitializeEvent(&entered, NotificationEvent, FALSE);
	KeInitializeEvent(&may_go, NotificationEvent, FALSE);
	PsCreateSystemThread(&one, 0, NULL, NULL, NULL, notify, NULL);
	KeWaitForSingleObject(&entered, Executive, KernelMode, FALSE, NULL);
	PsCreateSystemThread(&two, 0, NULL, NULL, NULL, let_go, NULL);
	ExUnregisterCallback(staying);
	DbgPrint("taken out\n");
	ZwWaitForSingleObject(one, FALSE, NULL);
	ZwClose(one);
	ZwClose(two);
}

static void names(void)
{
	PCALLBACK_OBJECT other;

	open(NULL, 0, TRUE, TRUE, &other);
	open(L"\\Callback\\None", 0, FALSE, TRUE, &other);
	open(L"\\Nowhere\\None", 0, TRUE, TRUE, &other);
	open(L"\\Device", 0, TRUE, TRUE, &other);
	if (!open(L"\\Callback\\PowerState", 0, FALSE, FALSE, &other)) {
		PVOID registered = ExRegisterCallback(other, say, "power");

		DbgPrint("registered %d\n", registered != NULL);
		ExUnregisterCallback(registered);
		ObDereferenceObject(other);
	}
	if (!open(L"\\callback\\processoradd", 0, FALSE, FALSE, &other))
		ObDereferenceObject(other);
	/* without OBJ_PERMANENT the name goes with the handle */
	if (!open(L"\\Callback\\Short", 0, TRUE, FALSE, &other)) {
		PCALLBACK_OBJECT again;

		open(L"\\Callback\\Short", 0, FALSE, FALSE, &again);
		first = ExRegisterCallback(other, say, "only");
		second = ExRegisterCallback(other, say, "one too many");
		DbgPrint("%d %d\n", first != NULL, second != NULL);
		ExNotifyCallback(other, (PVOID)1, (PVOID)2);
		ExUnregisterCallback(first);
		ObDereferenceObject(other);
	}
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PCALLBACK_OBJECT again;
	KIRQL irql;

	(void)driver, (void)path;
	names();
	open(L"\\Callback\\Lab", OBJ_PERMANENT, TRUE, TRUE, &object);
	open(L"\\Callback\\Lab", OBJ_PERMANENT, TRUE, TRUE, &again);
	DbgPrint("the same %d\n", object == again);
	ExNotifyCallback(object, NULL, NULL);
	ExNotifyCallback(NULL, NULL, NULL);
	first = ExRegisterCallback(object, say, "first");
	second = ExRegisterCallback(object, say, "second");
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExNotifyCallback(object, (PVOID)0x10, (PVOID)0x20);
	KeLowerIrql(irql);
	ExUnregisterCallback(first);
	wait_for_busy();
	ExUnregisterCallback(second);
	ExNotifyCallback(object, NULL, NULL);
	ObMakeTemporaryObject(object);
	open(L"\\Callback\\Lab", 0, FALSE, TRUE, &again);
	return STATUS_SUCCESS;
}
