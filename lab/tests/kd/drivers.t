Windows 10 Kernel Version 19041 MP (4 procs) Free x64
Product: WinNt, suite: TerminalServer SingleUserTS
Edition build lab: 19041.1.amd64fre.vb_release.191206-1406
Kernel base = 0xfffff804`06000000 PsLoadedModuleList = 0xfffff804`06c2a770
Debug session time: Fri Dec 29 15:06:10.787 2023 (UTC - 8:00)
System Uptime: 0 days 0:40:05.871
Loading Kernel Symbols
..
Loading unloaded module list
.
For analysis of this file, run !analyze -v
nt!KeBugCheckEx:
fffff804`063f5590 48894c2408      mov     qword ptr [rsp+8],rcx ss:0018:ffffc80f`44ab74f0=0000000000000039
1: kd> !drvobj TestDrv
Driver object (ffffde8bb7000640) is for:
 TestDrv

Driver Extension List: (id , addr)

Device Object list:
ffffde8bb7000a00  
1: kd> !drvobj testdrv 2
Driver object (ffffde8bb7000640) is for:
 TestDrv
DriverEntry:   fffff8040a501100	TestDriver!DriverEntry
DriverStartIo: 00000000	
DriverUnload:  00000000	
AddDevice:     fffff8040a501220	TestDriver!add+0x20

Dispatch routines:
[00] IRP_MJ_CREATE                      fffff8040a501200	TestDriver!add
[01] IRP_MJ_CREATE_NAMED_PIPE           00000000	
[02] IRP_MJ_CLOSE                       fffff8040a501210	TestDriver!add+0x10
[03] IRP_MJ_READ                        00000000	
[04] IRP_MJ_WRITE                       00000000	
[05] IRP_MJ_QUERY_INFORMATION           00000000	
[06] IRP_MJ_SET_INFORMATION             00000000	
[07] IRP_MJ_QUERY_EA                    00000000	
[08] IRP_MJ_SET_EA                      00000000	
[09] IRP_MJ_FLUSH_BUFFERS               00000000	
[0a] IRP_MJ_QUERY_VOLUME_INFORMATION    00000000	
[0b] IRP_MJ_SET_VOLUME_INFORMATION      00000000	
[0c] IRP_MJ_DIRECTORY_CONTROL           00000000	
[0d] IRP_MJ_FILE_SYSTEM_CONTROL         00000000	
[0e] IRP_MJ_DEVICE_CONTROL              00000000	
[0f] IRP_MJ_INTERNAL_DEVICE_CONTROL     00000000	
[10] IRP_MJ_SHUTDOWN                    00000000	
[11] IRP_MJ_LOCK_CONTROL                00000000	
[12] IRP_MJ_CLEANUP                     00000000	
[13] IRP_MJ_CREATE_MAILSLOT             00000000	
[14] IRP_MJ_QUERY_SECURITY              00000000	
[15] IRP_MJ_SET_SECURITY                00000000	
[16] IRP_MJ_POWER                       00000000	
[17] IRP_MJ_SYSTEM_CONTROL              00000000	
[18] IRP_MJ_DEVICE_CHANGE               00000000	
[19] IRP_MJ_QUERY_QUOTA                 00000000	
[1a] IRP_MJ_SET_QUOTA                   00000000	
[1b] IRP_MJ_PNP                         00000000	

Fast I/O routines:
FastIoRead                              fffff8040a501230	TestDriver!add+0x30
1: kd> !drvobj \Driver\TestDrv 3
Driver object (ffffde8bb7000640) is for:
 TestDrv

Driver Extension List: (id , addr)

Device Object list:
ffffde8bb7000a00  

DriverEntry:   fffff8040a501100	TestDriver!DriverEntry
DriverStartIo: 00000000	
DriverUnload:  00000000	
AddDevice:     fffff8040a501220	TestDriver!add+0x20

Dispatch routines:
[00] IRP_MJ_CREATE                      fffff8040a501200	TestDriver!add
[01] IRP_MJ_CREATE_NAMED_PIPE           00000000	
[02] IRP_MJ_CLOSE                       fffff8040a501210	TestDriver!add+0x10
[03] IRP_MJ_READ                        00000000	
[04] IRP_MJ_WRITE                       00000000	
[05] IRP_MJ_QUERY_INFORMATION           00000000	
[06] IRP_MJ_SET_INFORMATION             00000000	
[07] IRP_MJ_QUERY_EA                    00000000	
[08] IRP_MJ_SET_EA                      00000000	
[09] IRP_MJ_FLUSH_BUFFERS               00000000	
[0a] IRP_MJ_QUERY_VOLUME_INFORMATION    00000000	
[0b] IRP_MJ_SET_VOLUME_INFORMATION      00000000	
[0c] IRP_MJ_DIRECTORY_CONTROL           00000000	
[0d] IRP_MJ_FILE_SYSTEM_CONTROL         00000000	
[0e] IRP_MJ_DEVICE_CONTROL              00000000	
[0f] IRP_MJ_INTERNAL_DEVICE_CONTROL     00000000	
[10] IRP_MJ_SHUTDOWN                    00000000	
[11] IRP_MJ_LOCK_CONTROL                00000000	
[12] IRP_MJ_CLEANUP                     00000000	
[13] IRP_MJ_CREATE_MAILSLOT             00000000	
[14] IRP_MJ_QUERY_SECURITY              00000000	
[15] IRP_MJ_SET_SECURITY                00000000	
[16] IRP_MJ_POWER                       00000000	
[17] IRP_MJ_SYSTEM_CONTROL              00000000	
[18] IRP_MJ_DEVICE_CHANGE               00000000	
[19] IRP_MJ_QUERY_QUOTA                 00000000	
[1a] IRP_MJ_SET_QUOTA                   00000000	
[1b] IRP_MJ_PNP                         00000000	

Fast I/O routines:
FastIoRead                              fffff8040a501230	TestDriver!add+0x30
1: kd> !drvobj ffffde8bb7000640 7
Driver object (ffffde8bb7000640) is for:
 TestDrv

Driver Extension List: (id , addr)

Device Object list:
ffffde8bb7000a00  

DriverEntry:   fffff8040a501100	TestDriver!DriverEntry
DriverStartIo: 00000000	
DriverUnload:  00000000	
AddDevice:     fffff8040a501220	TestDriver!add+0x20

Dispatch routines:
[00] IRP_MJ_CREATE                      fffff8040a501200	TestDriver!add
[01] IRP_MJ_CREATE_NAMED_PIPE           00000000	
[02] IRP_MJ_CLOSE                       fffff8040a501210	TestDriver!add+0x10
[03] IRP_MJ_READ                        00000000	
[04] IRP_MJ_WRITE                       00000000	
[05] IRP_MJ_QUERY_INFORMATION           00000000	
[06] IRP_MJ_SET_INFORMATION             00000000	
[07] IRP_MJ_QUERY_EA                    00000000	
[08] IRP_MJ_SET_EA                      00000000	
[09] IRP_MJ_FLUSH_BUFFERS               00000000	
[0a] IRP_MJ_QUERY_VOLUME_INFORMATION    00000000	
[0b] IRP_MJ_SET_VOLUME_INFORMATION      00000000	
[0c] IRP_MJ_DIRECTORY_CONTROL           00000000	
[0d] IRP_MJ_FILE_SYSTEM_CONTROL         00000000	
[0e] IRP_MJ_DEVICE_CONTROL              00000000	
[0f] IRP_MJ_INTERNAL_DEVICE_CONTROL     00000000	
[10] IRP_MJ_SHUTDOWN                    00000000	
[11] IRP_MJ_LOCK_CONTROL                00000000	
[12] IRP_MJ_CLEANUP                     00000000	
[13] IRP_MJ_CREATE_MAILSLOT             00000000	
[14] IRP_MJ_QUERY_SECURITY              00000000	
[15] IRP_MJ_SET_SECURITY                00000000	
[16] IRP_MJ_POWER                       00000000	
[17] IRP_MJ_SYSTEM_CONTROL              00000000	
[18] IRP_MJ_DEVICE_CHANGE               00000000	
[19] IRP_MJ_QUERY_QUOTA                 00000000	
[1a] IRP_MJ_SET_QUOTA                   00000000	
[1b] IRP_MJ_PNP                         00000000	

Fast I/O routines:
FastIoRead                              fffff8040a501230	TestDriver!add+0x30


Device Object stacks:

!devstack ffffde8bb7000a00 :
  !DevObj           !DrvObj            !DevExt           ObjectName
  ffffde8bb7000c00  TestDrv            00000000  
> ffffde8bb7000a00  TestDrv            ffffde8bb7000b50  

Processed 1 device objects.
1: kd> !drvobj TestDrv 0
Driver object (ffffde8bb7000640) is for:
 TestDrv
1: kd> !drvobj Nope
Nope: no object 'Nope' in '\Driver\Nope': give the address of a DRIVER_OBJECT
1: kd> !drvobj \Device\Nope
\Device\Nope: no object 'Device' in '\Device\Nope': give the address of a DRIVER_OBJECT
1: kd> !drvobj TestDriver
fffff8040a500000 is not a driver object: it is in a driver's image
1: kd> !drvobj 0
0000000000000000 is not a driver object
1: kd> !drvobj
usage: !drvobj ADDRESS | NAME [FLAGS]
1: kd> !drvobj TestDrv 1 2
Extra character error in '2': usage: !drvobj ADDRESS | NAME [FLAGS]
1: kd> .help !drvobj
!drvobj ADDRESS | NAME [FLAGS]
show a driver object: its devices and routines.

FLAGS: 1 the devices, 2 the routines that handle requests, 4 with 1 the stacks that
the devices are in. A NAME is looked for in \Driver and \FileSystem, which the dump
must hold.
exit 0
