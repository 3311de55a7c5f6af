/* Pages of an MDL are written to where they are mapped to be read. */
#include "mm-pages-misuse.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	(void)driver, (void)path;
	map(MdlMappingNoWrite)[5] = 1;
	return STATUS_SUCCESS;
}
