/* Says hello, and leaves when it is told. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

static void leave(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    DbgPrint("good-bye\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    DbgPrint("hello\n");
    driver->DriverUnload = NULL;
    return STATUS_SUCCESS;
}
