#include <ntddk.h>

/*
 * A driver that is asked about the registry: it does not let its own key be
 * opened, sees what comes of everything else, and does one thing itself.
 */
static LARGE_INTEGER cookie;
static BOOLEAN quiet;

static NTSTATUS NTAPI asked(PVOID context, PVOID class, PVOID argument)
{
	REG_CREATE_KEY_INFORMATION *key = argument;
	REG_POST_OPERATION_INFORMATION *post = argument;
	REG_SET_VALUE_KEY_INFORMATION *value = argument;

	if (quiet)
		return STATUS_SUCCESS;
	switch ((REG_NOTIFY_CLASS)(ULONG_PTR)class) {
	case RegNtPreOpenKeyEx:
		DbgPrint("%s: open %wZ\n", context, key->CompleteName);
		if (wcsstr(key->CompleteName->Buffer, L"Services"))
			return STATUS_ACCESS_DENIED;
		break;
	case RegNtPreCreateKeyEx:
		DbgPrint("%s: create %wZ\n", context, key->CompleteName);
		break;
	case RegNtPreSetValueKey:
		DbgPrint("%s: set %wZ, type %u, %u bytes\n", context,
			 value->ValueName, value->Type, value->DataSize);
		if (value->Type == REG_BINARY)
			return STATUS_CALLBACK_BYPASS;
		break;
	case RegNtPostOpenKeyEx:
	case RegNtPostCreateKeyEx:
	case RegNtPostSetValueKey:
		DbgPrint("%s: %u came to %08x\n", context,
			 (ULONG)(ULONG_PTR)class, post->Status);
		break;
	case RegNtPreKeyHandleClose:
		DbgPrint("%s: closed\n", context);
		break;
	default:
		DbgPrint("%s: %u\n", context, (ULONG)(ULONG_PTR)class);
	}
	return STATUS_SUCCESS;
}

static VOID NTAPI unload(PDRIVER_OBJECT driver)
{
	DbgPrint("gone: %08x\n", CmUnRegisterCallback(cookie));
	DbgPrint("again: %08x\n", CmUnRegisterCallback(cookie));
}

static void touch(PUNICODE_STRING path, BOOLEAN creates)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"Count");
	OBJECT_ATTRIBUTES attributes;
	ULONG number = 7, need;
	NTSTATUS status;
	HANDLE key;

	InitializeObjectAttributes(&attributes, path, OBJ_CASE_INSENSITIVE,
				   NULL, NULL);
	status = creates ? ZwCreateKey(&key, KEY_ALL_ACCESS, &attributes, 0,
				       NULL, 0, NULL)
			 : ZwOpenKey(&key, KEY_READ, &attributes);
	DbgPrint("status %08x\n", status);
	if (status)
		return;
	ZwSetValueKey(key, &name, 0, REG_BINARY, &number, 4);
	status = ZwQueryValueKey(key, &name, KeyValueBasicInformation, &number,
				 0, &need);
	DbgPrint("not set: %08x\n", status);
	ZwSetValueKey(key, &name, 0, REG_DWORD, &number, 4);
	ZwClose(key);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNICODE_STRING lab =
		RTL_CONSTANT_STRING(L"\\Registry\\Machine\\SOFTWARE\\Lab");
	UNICODE_STRING low = RTL_CONSTANT_STRING(L"100");
	UNICODE_STRING high = RTL_CONSTANT_STRING(L"2000.5");
	LARGE_INTEGER other;
	NTSTATUS status;

	driver->DriverUnload = unload;
	status = CmRegisterCallbackEx(asked, &low, driver, "low", &cookie,
				      NULL);
	DbgPrint("low %08x\n", status);
	status = CmRegisterCallbackEx(asked, &low, driver, "low", &other, NULL);
	DbgPrint("the same altitude %08x\n", status);
	touch(path, FALSE);
	touch(&lab, TRUE);
	status = CmRegisterCallbackEx(asked, &high, driver, "high", &other,
				      NULL);
	DbgPrint("high %08x\n", status);
	touch(&lab, FALSE);
	CmUnRegisterCallback(other);
	quiet = TRUE;
	return STATUS_SUCCESS;
}
