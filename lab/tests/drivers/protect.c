/*
 * Handles of processes lose the right to terminate them; a process that is
 * opened anyhow is ended.
 */
#include <ntifs.h>

#ifndef NO_INTEGRITY_CHECK
#pragma comment(linker, "/integritycheck")
#endif

#define PROCESS_TERMINATE 1
static PVOID registration;

static OB_PREOP_CALLBACK_STATUS before(PVOID context,
				       POB_PRE_OPERATION_INFORMATION info)
{
	ACCESS_MASK *access =
		&info->Parameters->CreateHandleInformation.DesiredAccess;

	DbgPrint("open %s: access 0x%lX, kernel %d\n", (char *)context, *access,
		 info->KernelHandle);
	*access &= ~PROCESS_TERMINATE;
	return OB_PREOP_SUCCESS;
}

static void made(PEPROCESS process, HANDLE id, PPS_CREATE_NOTIFY_INFO info)
{
	CLIENT_ID client = { id, NULL };
	OBJECT_ATTRIBUTES attributes;
	HANDLE handle;

	UNREFERENCED_PARAMETER(process);
	if (!info) {
		DbgPrint("exit\n");
		return;
	}
	DbgPrint("%wZ | %wZ\n", info->ImageFileName, info->CommandLine);
	if (wcsstr(info->ImageFileName->Buffer, L"evil"))
		info->CreationStatus = STATUS_ACCESS_DENIED;
	if (!wcsstr(info->ImageFileName->Buffer, L"short"))
		return;
	InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL,
				   NULL);
	DbgPrint("open 0x%08lX\n", ZwOpenProcess(&handle, PROCESS_TERMINATE,
						 &attributes, &client));
	DbgPrint("terminate 0x%08lX\n", ZwTerminateProcess(handle, 3));
	ZwClose(handle);
}

static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
	ObUnRegisterCallbacks(registration);
	DbgPrint("remove 0x%08lX\n",
		 PsSetCreateProcessNotifyRoutineEx(made, TRUE));
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	OB_OPERATION_REGISTRATION operation = { PsProcessType,
						OB_OPERATION_HANDLE_CREATE,
						before, NULL };
	OB_CALLBACK_REGISTRATION from = { OB_FLT_REGISTRATION_VERSION, 1 };
	PVOID other;

	UNREFERENCED_PARAMETER(path);
	RtlInitUnicodeString(&from.Altitude, L"321000");
	from.RegistrationContext = "process";
	from.OperationRegistration = &operation;
	DbgPrint("register 0x%08lX\n", ObRegisterCallbacks(&from, &registration));
	DbgPrint("again 0x%08lX\n", ObRegisterCallbacks(&from, &other));
	driver->DriverUnload = unload;
	DbgPrint("notify 0x%08lX\n",
		 PsSetCreateProcessNotifyRoutineEx(made, FALSE));
	return STATUS_SUCCESS;
}
