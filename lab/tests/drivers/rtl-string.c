/* UNICODE_STRINGs and ANSI_STRINGs. */
#include <ntifs.h>

static void print(const char *what, NTSTATUS status, PUNICODE_STRING string)
{
	DbgPrint("%s: 0x%08x %d/%d '%wZ'\n", what, status, string->Length,
		 string->MaximumLength, string);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNICODE_STRING a, b, c;
	ANSI_STRING ansi;
	WCHAR room[12];
	char narrow[8];
	ULONG hash;
	ULONG i;

	(void)driver;
	DbgPrint("path %wZ\n", path);
	RtlInitUnicodeString(&a, L"Device");
	RtlInitUnicodeString(&b, L"DEVICE\\Null");
	RtlInitUnicodeString(&c, NULL);
	print("init", 0, &a);
	print("none", 0, &c);
	DbgPrint("%d %d %d %d\n", RtlCompareUnicodeString(&a, &b, TRUE),
		 RtlCompareUnicodeString(&a, &b, FALSE) > 0,
		 RtlPrefixUnicodeString(&a, &b, TRUE),
		 RtlEqualUnicodeString(&a, &b, TRUE));
	c.Buffer = room;
	c.MaximumLength = sizeof(room);
	RtlCopyUnicodeString(&c, &a);
	print("copy", 0, &c);
	print("append", RtlAppendUnicodeToString(&c, L"Tree"), &c);
	print("too much", RtlAppendUnicodeStringToString(&c, &b), &c);
	print("upcase", RtlUpcaseUnicodeString(&c, &c, FALSE), &c);
	RtlHashUnicodeString(&a, TRUE, 0, &hash);
	DbgPrint("hash 0x%x\n", hash);
	DbgPrint("ansi 0x%x ", RtlUnicodeStringToAnsiString(&ansi, &b, TRUE));
	DbgPrint("%Z %d/%d\n", &ansi, ansi.Length, ansi.MaximumLength);
	print("unicode", RtlAnsiStringToUnicodeString(&c, &ansi, TRUE), &c);
	RtlFreeUnicodeString(&c);
	RtlFreeAnsiString(&ansi);
	ansi.Buffer = narrow;
	ansi.MaximumLength = 6;
	DbgPrint("ansi 0x%x ", RtlUnicodeStringToAnsiString(&ansi, &b, FALSE));
	DbgPrint("%s %d\n", narrow, ansi.Length);
	ansi.Buffer = NULL;
	DbgPrint("%p %p\n", c.Buffer, ansi.Buffer);
	RtlFreeUnicodeString(&c);
	for (i = 0; i < 3000; i++) {
		RtlUpcaseUnicodeString(&c, &b, TRUE);
		RtlFreeUnicodeString(&c);
	}
	/* of a buffer that is not pool */
	RtlFreeUnicodeString(&a);
	return STATUS_SUCCESS;
}
