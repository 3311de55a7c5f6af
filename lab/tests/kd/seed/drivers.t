1: kd> !drvobj ffffde8bb8f3de30 7
Driver object (ffffde8bb8f3de30) is for:
 \Driver\TestDrv

Driver Extension List: (id , addr)

Device Object list:


DriverEntry:   fffff80409c51150	TestDriver!DriverEntry
DriverStartIo: 00000000	
DriverUnload:  fffff80409c51120	TestDriver!DriverUnloadRoutine
AddDevice:     00000000	

Dispatch routines:
[00] IRP_MJ_CREATE                      fffff80406351c40	nt!IopInvalidDeviceRequest
[01] IRP_MJ_CREATE_NAMED_PIPE           fffff80406351c40	nt!IopInvalidDeviceRequest
[02] IRP_MJ_CLOSE                       fffff80406351c40	nt!IopInvalidDeviceRequest
[03] IRP_MJ_READ                        fffff80406351c40	nt!IopInvalidDeviceRequest
[04] IRP_MJ_WRITE                       fffff80406351c40	nt!IopInvalidDeviceRequest
[05] IRP_MJ_QUERY_INFORMATION           fffff80406351c40	nt!IopInvalidDeviceRequest
[06] IRP_MJ_SET_INFORMATION             fffff80406351c40	nt!IopInvalidDeviceRequest
[07] IRP_MJ_QUERY_EA                    fffff80406351c40	nt!IopInvalidDeviceRequest
[08] IRP_MJ_SET_EA                      fffff80406351c40	nt!IopInvalidDeviceRequest
[09] IRP_MJ_FLUSH_BUFFERS               fffff80406351c40	nt!IopInvalidDeviceRequest
[0a] IRP_MJ_QUERY_VOLUME_INFORMATION    fffff80406351c40	nt!IopInvalidDeviceRequest
[0b] IRP_MJ_SET_VOLUME_INFORMATION      fffff80406351c40	nt!IopInvalidDeviceRequest
[0c] IRP_MJ_DIRECTORY_CONTROL           fffff80406351c40	nt!IopInvalidDeviceRequest
[0d] IRP_MJ_FILE_SYSTEM_CONTROL         fffff80406351c40	nt!IopInvalidDeviceRequest
[0e] IRP_MJ_DEVICE_CONTROL              fffff80406351c40	nt!IopInvalidDeviceRequest
[0f] IRP_MJ_INTERNAL_DEVICE_CONTROL     fffff80406351c40	nt!IopInvalidDeviceRequest
[10] IRP_MJ_SHUTDOWN                    fffff80406351c40	nt!IopInvalidDeviceRequest
[11] IRP_MJ_LOCK_CONTROL                fffff80406351c40	nt!IopInvalidDeviceRequest
[12] IRP_MJ_CLEANUP                     fffff80406351c40	nt!IopInvalidDeviceRequest
[13] IRP_MJ_CREATE_MAILSLOT             fffff80406351c40	nt!IopInvalidDeviceRequest
[14] IRP_MJ_QUERY_SECURITY              fffff80406351c40	nt!IopInvalidDeviceRequest
[15] IRP_MJ_SET_SECURITY                fffff80406351c40	nt!IopInvalidDeviceRequest
[16] IRP_MJ_POWER                       fffff80406351c40	nt!IopInvalidDeviceRequest
[17] IRP_MJ_SYSTEM_CONTROL              fffff80406351c40	nt!IopInvalidDeviceRequest
[18] IRP_MJ_DEVICE_CHANGE               fffff80406351c40	nt!IopInvalidDeviceRequest
[19] IRP_MJ_QUERY_QUOTA                 fffff80406351c40	nt!IopInvalidDeviceRequest
[1a] IRP_MJ_SET_QUOTA                   fffff80406351c40	nt!IopInvalidDeviceRequest
[1b] IRP_MJ_PNP                         fffff80406351c40	nt!IopInvalidDeviceRequest


Device Object stacks:

Processed 0 device objects.
1: kd> !drvobj ffffde8bb8f3de30
Driver object (ffffde8bb8f3de30) is for:
 \Driver\TestDrv

Driver Extension List: (id , addr)

Device Object list:

1: kd> !drvobj TestDrv
TestDrv: the directory of objects is not in this dump: give the address of a DRIVER_OBJECT
1: kd> !drvobj ffffde8bb8f3de31
ffffde8bb8f3de31 is not a driver object
exit 0
