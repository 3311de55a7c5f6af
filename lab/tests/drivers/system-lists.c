#include <ntddk.h>

/* Who runs and what is loaded; and lengths and classes that are wrong. */
NTSTATUS NTAPI ZwQuerySystemInformation(ULONG class, PVOID to, ULONG length,
					PULONG need);
NTSTATUS NTAPI ZwQueryInformationProcess(HANDLE process, ULONG class, PVOID to,
					 ULONG length, PULONG need);

typedef struct {
	ULONG next, threads;
	UCHAR unused[0x30];
	UNICODE_STRING name;
	LONG priority;
	HANDLE id, parent;
} PROCESS;

typedef struct {
	PVOID section, mapped, base;
	ULONG size, flags;
	USHORT index, order, count, offset;
	CHAR path[256];
} MODULE;

static UCHAR room[0x4000];

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	ULONG need = 0, count;
	NTSTATUS status;
	PROCESS *process = (PROCESS *)room;
	MODULE *modules = (MODULE *)(room + 8);

	status = ZwQuerySystemInformation(5, room, 16, &need);
	DbgPrint("small %08x, need more %u\n", status, need > 16);
	status = ZwQuerySystemInformation(5, room, sizeof(room), &need);
	DbgPrint("processes %08x\n", status);
	for (;; process = (PROCESS *)((PUCHAR)process + process->next)) {
		DbgPrint("  %5u of %5u: %wZ, %u threads\n",
			 (ULONG)(ULONG_PTR)process->id,
			 (ULONG)(ULONG_PTR)process->parent, &process->name,
			 process->threads);
		if (!process->next)
			break;
	}
	status = ZwQuerySystemInformation(11, room, sizeof(room), &need);
	count = *(ULONG *)room;
	DbgPrint("modules %08x, %u, all %u\n", status, count,
		 need == 8 + count * sizeof(MODULE));
	for (ULONG i = 0; i < count; i++)
		DbgPrint("  %s, me %u\n", modules[i].path + modules[i].offset,
			 modules[i].base == driver->DriverStart);
	DbgPrint("class %08x\n", ZwQuerySystemInformation(999, room, 9, NULL));
	status = ZwQueryInformationProcess(ZwCurrentProcess(), 27, room,
					   sizeof(room), &need);
	DbgPrint("name %08x: %wZ\n", status, (PUNICODE_STRING)room);
	status = ZwQueryInformationProcess(ZwCurrentProcess(), 0, room, 0x30,
					   &need);
	DbgPrint("basic %08x: %u, %u bytes\n", status,
		 (ULONG) * (ULONG_PTR *)(room + 0x20), need);
	DbgPrint("handle %08x\n",
		 ZwQueryInformationProcess((HANDLE)0x4444, 0, room, 0x30, 0));
	return STATUS_SUCCESS;
}
