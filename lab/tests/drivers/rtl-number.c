/* Numbers, GUIDs, dates, versions; and what DbgPrint makes of conversions. */
#include <ntifs.h>
#include <stdarg.h>

ULONG vDbgPrintExWithPrefix(PCCH, ULONG, ULONG, PCCH, va_list);

static void prefixed(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vDbgPrintExWithPrefix("mine: ", 77, 0, format, arguments);
	va_end(arguments);
}

static void dates(void)
{
	LARGE_INTEGER time = { .QuadPart = 133483647707870000 }, back;
	TIME_FIELDS fields;

	RtlTimeToTimeFields(&time, &fields);
	DbgPrint("%d-%02d-%02d %02d:%02d:%02d.%03d, %d\n", fields.Year,
		 fields.Month, fields.Day, fields.Hour, fields.Minute,
		 fields.Second, fields.Milliseconds, fields.Weekday);
	DbgPrint("%d ", RtlTimeFieldsToTime(&fields, &back));
	DbgPrint("%I64d\n", back.QuadPart);
	fields.Month = 2;
	DbgPrint("%d\n", RtlTimeFieldsToTime(&fields, &back));
}

static void formats(void)
{
	UNICODE_STRING wide;
	ANSI_STRING narrow;

	RtlInitUnicodeString(&wide, L"wide");
	RtlInitAnsiString(&narrow, "narrow");
	DbgPrint("[%wZ|%.2wZ|%hZ|%Z|%8wZ]\n", &wide, &wide, &narrow, &narrow,
		 &wide);
	DbgPrint("[%lS|%hS|%ls|%ws|%S|%.3s|%-5s|%5s]\n", L"a", "b", L"c", L"d",
		 L"e", "abcdef", "x", "y");
	DbgPrint("[%I64d|%I64x|%I32u|%lld|%hd|%hhu|%Iu]\n", -5ll,
		 0x123456789abcll, 7, -1ll, 70000, 300, (SIZE_T)9);
	DbgPrint("[%5d|%-5d|%05d|%+d|% d|%#x|%#X|%o|%.3d|%*d]\n", 42, 42, 42,
		 42, 42, 255, 255, 8, 7, 4, 1);
	DbgPrint("[%c|%C|%lc|%%|%p|%s|%wZ]\n", 'n', L'w', L'\xe4', (PVOID)0xabc,
		 (char *)NULL, (PUNICODE_STRING)NULL);
	DbgPrint("%ws\n", L"\xd83d\xde00 \xd83d.");
	prefixed("%s %d\n", "list", 5);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	RTL_OSVERSIONINFOW version = { sizeof(version) };
	WCHAR room[20];
	UNICODE_STRING string = { 0, sizeof(room), room };
	ULONG value = 0, seed = 1, first;
	GUID guid;

	(void)driver, (void)path;
	DbgPrint("0x%x ", RtlIntegerToUnicodeString(48879, 16, &string));
	DbgPrint("%wZ ", &string);
	DbgPrint("0x%x\n", RtlIntegerToUnicodeString(1, 7, &string));
	string.MaximumLength = 6;
	DbgPrint("0x%x\n", RtlIntegerToUnicodeString(123, 10, &string));
	string.MaximumLength = 8;
	DbgPrint("0x%x ", RtlIntegerToUnicodeString(123, 10, &string));
	DbgPrint("%wZ\n", &string);
	RtlInitUnicodeString(&string, L" -0x1F");
	RtlUnicodeStringToInteger(&string, 0, &value);
	DbgPrint("%d\n", value);
	RtlInitUnicodeString(&string, L"{6b646c61-6239-4d55-A190-410600190410}");
	DbgPrint("0x%x ", RtlGUIDFromString(&string, &guid));
	DbgPrint("%x %x ", guid.Data1, guid.Data4[7]);
	DbgPrint("0x%x ", RtlStringFromGUID(&guid, &string));
	DbgPrint("%wZ\n", &string);
	RtlFreeUnicodeString(&string);
	RtlInitUnicodeString(&string, L"{6b646c61-6239-4d55-A190-41060019041x}");
	DbgPrint("0x%x\n", RtlGUIDFromString(&string, &guid));
	dates();
	RtlGetVersion(&version);
	DbgPrint("%d.%d.%d\n", version.dwMajorVersion, version.dwMinorVersion,
		 version.dwBuildNumber);
	first = RtlRandomEx(&seed);
	DbgPrint("%d %d\n", first != RtlRandomEx(&seed), first < 0x80000000);
	formats();
	return STATUS_SUCCESS;
}
