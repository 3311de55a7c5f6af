/* There is room for 64 routines of each kind, and a 65th is told so: by one
 * status for processes, by another for threads and images. */
#include <ntddk.h>

static void thread(HANDLE process, HANDLE thread, BOOLEAN create)
{
	UNREFERENCED_PARAMETER(process);
	UNREFERENCED_PARAMETER(thread);
	UNREFERENCED_PARAMETER(create);
}

static void image(PUNICODE_STRING name, HANDLE process, PIMAGE_INFO info)
{
	UNREFERENCED_PARAMETER(name);
	UNREFERENCED_PARAMETER(process);
	UNREFERENCED_PARAMETER(info);
}

/* Never called: each must be another one, so these are only addresses. */
static PCREATE_PROCESS_NOTIFY_ROUTINE process(int number)
{
	return (PCREATE_PROCESS_NOTIFY_ROUTINE)((char *)thread + number);
}

static void tell(const char *what, int number, NTSTATUS status)
{
	DbgPrint("%s routine %d: 0x%08lX\n", what, number, status);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	NTSTATUS status = STATUS_SUCCESS;
	int i;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	for (i = 0; i < 80 && NT_SUCCESS(status); i++)
		status = PsSetCreateProcessNotifyRoutine(process(i), FALSE);
	tell("process", i, status);
	while (--i > 0)
		PsSetCreateProcessNotifyRoutine(process(i - 1), TRUE);
	for (i = 0, status = 0; i < 80 && NT_SUCCESS(status); i++)
		status = PsSetCreateThreadNotifyRoutine(thread);
	tell("thread", i, status);
	while (--i > 0)
		PsRemoveCreateThreadNotifyRoutine(thread);
	for (i = 0, status = 0; i < 80 && NT_SUCCESS(status); i++)
		status = PsSetLoadImageNotifyRoutine(image);
	tell("image", i, status);
	while (--i > 0)
		PsRemoveLoadImageNotifyRoutine(image);
	return STATUS_UNSUCCESSFUL;
}
