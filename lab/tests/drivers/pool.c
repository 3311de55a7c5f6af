/* Pool that is allocated and freed as it should be: small, large, paged. */
#include <ntifs.h>

#define TAG 'looP'

static void try(POOL_TYPE type, SIZE_T size)
{
	UCHAR *bytes = ExAllocatePoolWithTag(type, size, TAG);
	SIZE_T i;

	if (!bytes) {
		DbgPrint("%d, 0x%Ix: none\n", type, size);
		return;
	}
	for (i = 0; i < size; i++)
		bytes[i] = (UCHAR)i;
	DbgPrint("%d, 0x%Ix: page offset 0x%x\n", type, size,
		 (ULONG)((ULONG_PTR)bytes & 0xfff));
	if (size < 0xfe0)
		DbgPrint("  size %d, type %d, tag %.4s\n", bytes[-14],
			 bytes[-13], (char *)bytes - 12);
	ExFreePoolWithTag(bytes, TAG);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	WCHAR *dot = wcsrchr(L"\\a.b\\c.exe", L'.');
	PVOID old = ExAllocatePool(NonPagedPool, 20);
	int i;

	(void)driver, (void)path;
	DbgPrint("%ws, %p\n", dot, wcsrchr(L"abc", L'd'));
	ExFreePool(old);
	try(NonPagedPool, 1);
	try(NonPagedPool, 24);
	try((POOL_TYPE)0x200, 0x3f0);
	try(PagedPool, 0x3f1);
	try(PagedPool, 0xfe0);
	try(PagedPool, 0xfe1);
	try(NonPagedPool, 0x12345);
	try(NonPagedPool, 0x280000000);
	for (i = 0; i < 2000; i++) {
		PVOID small = ExAllocatePoolWithTag(NonPagedPool, 40, TAG);
		PVOID large = ExAllocatePoolWithTag(PagedPool, 0x3000, TAG);

		ExFreePoolWithTag(small, 0);
		ExFreePool(large);
	}
	DbgPrint("%d times\n", i);
	return STATUS_SUCCESS;
}
