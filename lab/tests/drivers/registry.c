#include <ntddk.h>

/*
 * Keys and values by handle: made, asked, listed, deleted; and what is said
 * when a name, a class or a length is wrong.
 */
typedef union {
	KEY_VALUE_PARTIAL_INFORMATION partial;
	KEY_VALUE_FULL_INFORMATION full;
	KEY_BASIC_INFORMATION basic;
	KEY_FULL_INFORMATION key;
	UCHAR bytes[256];
} ANSWER;

static HANDLE open(HANDLE root, PCWSTR path, BOOLEAN creates)
{
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING name;
	HANDLE handle = NULL;
	ULONG disposition = 0;
	NTSTATUS status;

	RtlInitUnicodeString(&name, path);
	InitializeObjectAttributes(&attributes, &name,
				   OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE,
				   root, NULL);
	status = creates ? ZwCreateKey(&handle, KEY_ALL_ACCESS, &attributes, 0,
				       NULL, REG_OPTION_NON_VOLATILE,
				       &disposition)
			 : ZwOpenKey(&handle, KEY_ALL_ACCESS, &attributes);
	DbgPrint("%s %ws: %08x, %u\n", creates ? "create" : "open", path,
		 status, disposition);
	return handle;
}

static void ask(HANDLE key, PCWSTR value, ULONG size)
{
	UNICODE_STRING name;
	ANSWER answer;
	ULONG need = 0;
	NTSTATUS status;

	RtlZeroMemory(&answer, sizeof(answer));
	RtlInitUnicodeString(&name, value);
	status = ZwQueryValueKey(key, &name, KeyValuePartialInformation,
				 &answer, size, &need);
	DbgPrint("%ws: %08x, %u bytes", value, status, need);
	if (NT_SUCCESS(status) && answer.partial.Type == REG_DWORD)
		DbgPrint(": %u", *(ULONG *)answer.partial.Data);
	else if (NT_SUCCESS(status))
		DbgPrint(": %ws", (PWSTR)answer.partial.Data);
	DbgPrint("\n");
}

static void list(HANDLE key)
{
	ANSWER answer;
	ULONG need;

	ZwQueryKey(key, KeyFullInformation, &answer, sizeof(answer), &need);
	DbgPrint("%u keys, %u values, longest %u, %u, %u\n",
		 answer.key.SubKeys, answer.key.Values, answer.key.MaxNameLen,
		 answer.key.MaxValueNameLen, answer.key.MaxValueDataLen);
	for (ULONG i = 0; i < 9; i++) {
		if (ZwEnumerateKey(key, i, KeyBasicInformation, &answer,
				   sizeof(answer), &need))
			break;
		DbgPrint("  key %.*ws\n", answer.basic.NameLength / 2,
			 answer.basic.Name);
	}
	for (ULONG i = 0; i < 9; i++) {
		if (ZwEnumerateValueKey(key, i, KeyValueFullInformation,
					&answer, sizeof(answer), &need))
			break;
		DbgPrint("  value %.*ws type %u, %u bytes\n",
			 answer.full.NameLength / 2, answer.full.Name,
			 answer.full.Type, answer.full.DataLength);
	}
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"Count");
	UNICODE_STRING text = RTL_CONSTANT_STRING(L"Text");
	OBJECT_ATTRIBUTES attributes;
	HANDLE own, key, below;
	ULONG number = 42;
	NTSTATUS status;

	InitializeObjectAttributes(&attributes, path, OBJ_CASE_INSENSITIVE,
				   NULL, NULL);
	status = ZwOpenKey(&own, KEY_READ, &attributes);
	DbgPrint("own key: %08x\n", status);
	list(own);
	ask(own, L"ImagePath", 256);
	ask(own, L"Start", 256);
	ZwClose(own);

	open(NULL, L"\\Registry\\Machine\\SOFTWARE\\None", FALSE);
	open(NULL, L"\\Registry\\Machine\\SOFTWARE\\None\\Below", TRUE);
	open(NULL, L"\\Device\\Null", FALSE);
	key = open(NULL, L"\\Registry\\Machine\\SOFTWARE\\Lab", TRUE);
	below = open(key, L"Below", TRUE);
	ZwClose(open(NULL, L"\\REGISTRY\\MACHINE\\software\\lab\\below", TRUE));
	ZwSetValueKey(key, &name, 0, REG_DWORD, &number, sizeof(number));
	ZwSetValueKey(key, &text, 0, REG_SZ, L"hello", 12);
	list(key);
	ask(key, L"count", 256);
	ask(key, L"Text", 256);
	ask(key, L"Text", 16);
	ask(key, L"Text", 4);
	ask(key, L"Other", 256);
	DbgPrint("delete with keys: %08x\n", ZwDeleteKey(key));
	DbgPrint("delete below: %08x\n", ZwDeleteKey(below));
	ask(below, L"Text", 256);
	DbgPrint("flush: %08x\n", ZwFlushKey(below));
	DbgPrint("closed: %08x\n", ZwClose(below));
	DbgPrint("flush: %08x\n", ZwFlushKey(below));
	ask(below, L"Text", 256);
	DbgPrint("delete value: %08x\n", ZwDeleteValueKey(key, &text));
	DbgPrint("again: %08x\n", ZwDeleteValueKey(key, &text));
	DbgPrint("delete: %08x\n", ZwDeleteKey(key));
	ZwClose(key);
	open(NULL, L"\\Registry\\Machine\\SOFTWARE\\Lab", FALSE);
	return STATUS_SUCCESS;
}
