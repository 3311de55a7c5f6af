#include <ntddk.h>

/* Says what the registry has of its service. */
NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNICODE_STRING names[] = { RTL_CONSTANT_STRING(L"ImagePath"),
				   RTL_CONSTANT_STRING(L"DisplayName"),
				   RTL_CONSTANT_STRING(L"Start") };
	union {
		KEY_VALUE_PARTIAL_INFORMATION value;
		UCHAR bytes[256];
	} answer;
	OBJECT_ATTRIBUTES attributes;
	NTSTATUS status;
	HANDLE key;
	ULONG need;

	InitializeObjectAttributes(&attributes, path, OBJ_CASE_INSENSITIVE,
				   NULL, NULL);
	status = ZwOpenKey(&key, KEY_READ, &attributes);
	for (int i = 0; i < 3 && !status; i++) {
		status = ZwQueryValueKey(key, &names[i],
					 KeyValuePartialInformation, &answer,
					 sizeof(answer), &need);
		if (answer.value.Type == REG_DWORD)
			DbgPrint("%wZ = %u\n", &names[i],
				 *(ULONG *)answer.value.Data);
		else
			DbgPrint("%wZ = %ws\n", &names[i],
				 (PWSTR)answer.value.Data);
	}
	ZwClose(key);
	return STATUS_UNSUCCESSFUL;
}
