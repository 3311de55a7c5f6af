/* Names that cannot be, names that are not there, devices that are not ready;
 * an open that fails leaves nothing behind. */
#include <ntifs.h>

static PDEVICE_OBJECT create(PDRIVER_OBJECT driver, PWSTR text)
{
	UNICODE_STRING name;
	PDEVICE_OBJECT device = NULL;
	NTSTATUS status;

	RtlInitUnicodeString(&name, text);
	status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE,
				&device);
	DbgPrint("create %ws %08x\n", text, status);
	return device;
}

static void link(PWSTR text)
{
	UNICODE_STRING name, target;
	NTSTATUS status;

	RtlInitUnicodeString(&name, text);
	RtlInitUnicodeString(&target, L"\\Device\\Paths");
	status = IoCreateSymbolicLink(&name, &target);
	DbgPrint("link %ws %08x %08x\n", text, status,
		 IoDeleteSymbolicLink(&name));
}

static void find(PWSTR text)
{
	UNICODE_STRING name;
	PFILE_OBJECT file = NULL;
	PDEVICE_OBJECT device;
	NTSTATUS status;

	RtlInitUnicodeString(&name, text);
	status = IoGetDeviceObjectPointer(&name, FILE_READ_DATA, &file,
					  &device);
	DbgPrint("find %ws %08x\n", text, status);
	if (file)
		ObDereferenceObject(file);
}

static NTSTATUS delete(PWSTR text)
{
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING name;

	RtlInitUnicodeString(&name, text);
	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, NULL,
				   NULL);
	return ZwDeleteFile(&attributes);
}

/* A file is one of the volume, whatever else has a path like its. */
static void files(void)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\??\\C:\\paths.txt");
	OBJECT_ATTRIBUTES attributes;
	IO_STATUS_BLOCK iosb;
	HANDLE file;

	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, NULL,
				   NULL);
	DbgPrint("made %08x\n",
		 ZwCreateFile(&file, GENERIC_WRITE | SYNCHRONIZE, &attributes,
			      &iosb, NULL, 0, 0, FILE_CREATE,
			      FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0));
	ZwClose(file);
	DbgPrint("deleted %08x\n", delete(L"\\Device\\Paths\\paths.txt"));
	DbgPrint("deleted %08x\n", delete(L"\\Device"));
	DbgPrint("deleted %08x\n", delete(name.Buffer));
	DbgPrint("deleted %08x\n", delete(name.Buffer));
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PDEVICE_OBJECT below, above, on = NULL;

	UNREFERENCED_PARAMETER(path);
	create(driver, L"NoSlash");
	create(driver, L"\\Nowhere\\X");
	below = create(driver, L"\\Device\\Paths");
	above = create(driver, L"\\Device\\Above");
	link(L"NoSlash");
	link(L"\\Nowhere\\X");
	link(L"\\??\\PathsLink");
	find(L"NoSlash");
	find(L"\\Device\\None");
	find(L"\\Device\\None\\X");
	find(L"\\Nowhere\\X");
	find(L"\\??\\None");
	DbgPrint("attached %d", IoAttachDeviceToDeviceStack(above, below) != 0);
	DbgPrint(" %08x",
		 IoAttachDeviceToDeviceStackSafe(above, below, &on));
	below->Flags &= ~DO_DEVICE_INITIALIZING;
	DbgPrint(" %d\n", IoAttachDeviceToDeviceStack(above, below) == below);
	IoDetachDevice(below);
	/* no request has so many places */
	below->StackSize = 101;
	find(L"\\Device\\Paths\\file");
	DbgPrint("references %d\n", below->ReferenceCount);
	files();
	return STATUS_SUCCESS;
}
