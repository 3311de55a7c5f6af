/* A file of the driver's: written, read, renamed, deleted. */
#include <ntifs.h>

static UNICODE_STRING path = RTL_CONSTANT_STRING(L"\\??\\C:\\log.txt");
static UNICODE_STRING moved = RTL_CONSTANT_STRING(L"\\DosDevices\\C:\\b.txt");

static NTSTATUS open(HANDLE *file, UNICODE_STRING *name, ULONG disposition)
{
	OBJECT_ATTRIBUTES attributes;
	IO_STATUS_BLOCK iosb;

	InitializeObjectAttributes(&attributes, name,
				   OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE,
				   NULL, NULL);
	return ZwCreateFile(file, GENERIC_READ | GENERIC_WRITE | SYNCHRONIZE,
			    &attributes, &iosb, NULL, FILE_ATTRIBUTE_NORMAL, 0,
			    disposition, FILE_SYNCHRONOUS_IO_NONALERT, NULL,
			    0);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING key)
{
	FILE_STANDARD_INFORMATION standard;
	FILE_DISPOSITION_INFORMATION gone = { TRUE };
	LARGE_INTEGER start = { .QuadPart = 0 };
	struct {
		FILE_RENAME_INFORMATION info;
		WCHAR more[8];
	} rename = { 0 };
	IO_STATUS_BLOCK iosb;
	char text[16] = "";
	HANDLE file;
	NTSTATUS status;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(key);
	DbgPrint("open 0x%08lX\n", open(&file, &path, FILE_OPEN));
	DbgPrint("create 0x%08lX\n", open(&file, &path, FILE_CREATE));
	status = ZwWriteFile(file, NULL, NULL, NULL, &iosb, "hello, ", 7, NULL,
			     NULL);
	ZwWriteFile(file, NULL, NULL, NULL, &iosb, "disk", 4, NULL, NULL);
	DbgPrint("write 0x%08lX %lu\n", status, (ULONG)iosb.Information);
	status = ZwReadFile(file, NULL, NULL, NULL, &iosb, text, 15, NULL,
			    NULL);
	DbgPrint("at the end 0x%08lX\n", status);
	status = ZwReadFile(file, NULL, NULL, NULL, &iosb, text, 15, &start,
			    NULL);
	DbgPrint("read 0x%08lX %s\n", status, text);
	ZwQueryInformationFile(file, &iosb, &standard, sizeof(standard),
			       FileStandardInformation);
	DbgPrint("%lu bytes\n", standard.EndOfFile.LowPart);
	rename.info.FileNameLength = 10;
	RtlCopyMemory(rename.info.FileName, L"b.txt", 10);
	DbgPrint("rename 0x%08lX\n",
		 ZwSetInformationFile(file, &iosb, &rename, sizeof(rename),
				      FileRenameInformation));
	ZwClose(file);
	DbgPrint("old 0x%08lX\n", open(&file, &path, FILE_OPEN));
	DbgPrint("new 0x%08lX\n", open(&file, &moved, FILE_OPEN));
	ZwSetInformationFile(file, &iosb, &gone, sizeof(gone),
			     FileDispositionInformation);
	ZwClose(file);
	DbgPrint("deleted 0x%08lX\n", open(&file, &moved, FILE_OPEN));
	KeRaiseIrql(DISPATCH_LEVEL, (KIRQL *)text);
	open(&file, &path, FILE_CREATE);
	return STATUS_SUCCESS;
}
