#include <ntddk.h>

#ifndef RTL_QUERY_REGISTRY_TYPECHECK
#define RTL_QUERY_REGISTRY_TYPECHECK	   0x100
#define RTL_QUERY_REGISTRY_TYPECHECK_SHIFT 24
#endif

/* The registry by Rtl's functions, and a table of what is wanted. */
static NTSTATUS NTAPI got(PWSTR name, ULONG type, PVOID data, ULONG length,
			  PVOID context, PVOID entry)
{
	DbgPrint("%s %s: %ws is type %u, %u bytes\n", context, entry, name,
		 type, length);
	return wcscmp(name, L"Bad") ? STATUS_SUCCESS : STATUS_DEVICE_BUSY;
}

/* A number, if it is of this type. */
static void direct(PWSTR name, PRTL_QUERY_REGISTRY_ROUTINE routine, ULONG type)
{
	RTL_QUERY_REGISTRY_TABLE table[2] = { 0 };
	ULONGLONG read = 0;
	NTSTATUS status;

	table[0].Flags = RTL_QUERY_REGISTRY_DIRECT |
			 RTL_QUERY_REGISTRY_TYPECHECK;
	table[0].QueryRoutine = routine;
	table[0].Name = name;
	table[0].EntryContext = &read;
	table[0].DefaultType = type << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT;
	status = RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"Lab", table,
					NULL, NULL);
	DbgPrint("direct %08x %d\n", status, (int)read);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	RTL_QUERY_REGISTRY_TABLE table[6] = { 0 };
	ULONG number = 7, read = 0, other = 0;
	UNICODE_STRING text = { 0 };
	NTSTATUS status;

	DbgPrint("create %08x\n", RtlCreateRegistryKey(RTL_REGISTRY_SERVICES,
						       L"Lab"));
	DbgPrint("check %08x\n", RtlCheckRegistryKey(RTL_REGISTRY_SERVICES,
						     L"lab"));
	DbgPrint("none %08x\n", RtlCheckRegistryKey(RTL_REGISTRY_SERVICES,
						    L"None"));
	DbgPrint("nowhere %08x\n", RtlCheckRegistryKey(99, L"None"));
	RtlCreateRegistryKey(RTL_REGISTRY_SERVICES, L"Lab\\Below");
	RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"Lab", L"Number",
			      REG_DWORD, &number, 4);
	RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"Lab\\Below", L"Text",
			      REG_SZ, L"below", 12);
	table[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
	table[0].Name = L"Number";
	table[0].EntryContext = &read;
	table[1].Flags = RTL_QUERY_REGISTRY_DIRECT;
	table[1].Name = L"Missing";
	table[1].EntryContext = &other;
	table[1].DefaultType = REG_DWORD;
	table[1].DefaultData = &number;
	table[1].DefaultLength = 4;
	table[2].Flags = RTL_QUERY_REGISTRY_SUBKEY;
	table[2].Name = L"Below";
	table[3].Flags = RTL_QUERY_REGISTRY_DIRECT;
	table[3].Name = L"Text";
	table[3].EntryContext = &text;
	table[4].Flags = RTL_QUERY_REGISTRY_TOPKEY;
	table[4].QueryRoutine = got;
	table[4].Name = L"Number";
	table[4].EntryContext = "entry";
	status = RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"Lab", table,
					"context", NULL);
	DbgPrint("query %08x: %u, %u, %wZ\n", status, read, other, &text);
	RtlZeroMemory(table, sizeof(table));
	table[0].QueryRoutine = got;
	table[0].Flags = RTL_QUERY_REGISTRY_REQUIRED;
	table[0].Name = L"Missing";
	DbgPrint("required %08x\n",
		 RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"Lab", table,
					"context", NULL));
	table[0].Name = L"Bad";
	table[0].EntryContext = "entry";
	RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"Lab", L"Bad", REG_NONE,
			      NULL, 0);
	DbgPrint("refused %08x\n",
		 RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"Lab", table,
					"context", NULL));
	DbgPrint("default %08x\n",
		 RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"Lab", NULL,
				       REG_DWORD, &number, 4));
	direct(L"Number", NULL, REG_DWORD);
	direct(L"Number", NULL, REG_SZ);
	direct(L"Number", got, REG_DWORD);
	direct(NULL, NULL, REG_DWORD);
	DbgPrint("delete %08x\n",
		 RtlDeleteRegistryValue(RTL_REGISTRY_SERVICES, L"Lab", L"Bad"));
	DbgPrint("again %08x\n",
		 RtlDeleteRegistryValue(RTL_REGISTRY_SERVICES, L"Lab", L"Bad"));
	return STATUS_SUCCESS;
}
