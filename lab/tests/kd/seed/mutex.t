1: kd> .bugcheck
Bugcheck code 00000039
Arguments fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 00000000`00000000
1: kd> ln fffff8040677fe00
(fffff804`0677fe00)   nt!IopLoadUnloadDriver   |  (fffff804`06c00b20)   nt!KdDebuggerDataBlock
Exact matches:
    nt!IopLoadUnloadDriver (void)
1: kd> !thread @$thread 0
THREAD ffffde8bb9363040  Cid 0004.02b8  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 1
1: kd> !running

System Processors:  (000000000000000f)
  Idle Processors:  (000000000000000c)

       Prcbs             Current         (pri) Next            (pri) Idle
  0    ffffc980d36c1180  ffffde8bb8c74080 ( 9)                         ffffde8bb3801080
  1    ffffc980d3756180  ffffde8bb9363040 (13)                         ffffde8bb3802080
1: kd> !running -i

System Processors:  (000000000000000f)
  Idle Processors:  (000000000000000c)

       Prcbs             Current         (pri) Next            (pri) Idle
  0    ffffc980d36c1180  ffffde8bb8c74080 ( 9)                         ffffde8bb3801080
  1    ffffc980d3756180  ffffde8bb9363040 (13)                         ffffde8bb3802080
  2    ffffc980d37d1180  ffffde8bb3803080 ( 0)                         ffffde8bb3803080
  3    ffffc980d3858180  ffffde8bb3804080 ( 0)                         ffffde8bb3804080
1: kd> dt nt!_KTHREAD @$thread MutantListHead KernelApcDisable SpecialApcDisable CombinedApcDisable
   +0x308 MutantListHead   : _LIST_ENTRY [ 0xfffff804`09c53058 - 0xfffff804`09c53058 ]
   +0x1e4 KernelApcDisable : 0n-1
   +0x1e6 SpecialApcDisable : 0n0
   +0x1e4 CombinedApcDisable : 0xffff
1: kd> ? poi(@$thread+308)-18
Evaluate expression: -8778749235136 = fffff804`09c53040
1: kd> !mex.mut poi(@$thread+308)-18

dt nt!_KMUTANT fffff80409c53040 () Recursive: [ -r1 -r2 -r ] Verbose Normal dt
==================================================================================
   +0x000 Header               : _DISPATCHER_HEADER
   +0x018 MutantListEntry      : _LIST_ENTRY [ 0xffffde8b`b9363348 - 0xffffde8b`b9363348 ] [EMPTY OR 1 ELEMENT]
   +0x028 OwnerThread          : 0xffffde8b`b9363040 _KTHREAD (System)
   +0x030 MutantFlags          : 0 ''
   +0x030 Abandoned            : 0y0
   +0x030 Spare1               : 0y0000000 (0)
   +0x030 Abandoned2           : 0y0
   +0x030 AbEnabled            : 0y0
   +0x030 Spare2               : 0y000000 (0)
   +0x031 ApcDisable           : 0x1 ''


Number of waiters: 0
Owning Thread: ffffde8bb9363040
1: kd> dt nt!_KMUTANT poi(@$thread+308)-18
   +0x000 Header           : _DISPATCHER_HEADER
   +0x018 MutantListEntry  : _LIST_ENTRY [ 0xffffde8b`b9363348 - 0xffffde8b`b9363348 ]
   +0x028 OwnerThread      : 0xffffde8b`b9363040 _KTHREAD
   +0x030 MutantFlags      : 0 ''
   +0x030 Abandoned        : 0y0
   +0x030 Abandoned2       : 0y0
   +0x030 Spare1           : 0y0000000 (0)
   +0x030 AbEnabled        : 0y0
   +0x030 Spare2           : 0y000000 (0)
   +0x031 ApcDisable       : 0x1 ''
1: kd> dt nt!_KMUTANT -l MutantListEntry.Flink poi(@$thread+308)-18
MutantListEntry.Flink at 0xfffff804`09c53040
---------------------------------------------
   +0x000 Header           : _DISPATCHER_HEADER
   +0x018 MutantListEntry  : _LIST_ENTRY [ 0xffffde8b`b9363348 - 0xffffde8b`b9363348 ]
   +0x028 OwnerThread      : 0xffffde8b`b9363040 _KTHREAD
   +0x030 MutantFlags      : 0 ''
   +0x030 Abandoned        : 0y0
   +0x030 Abandoned2       : 0y0
   +0x030 Spare1           : 0y0000000 (0)
   +0x030 AbEnabled        : 0y0
   +0x030 Spare2           : 0y000000 (0)
   +0x031 ApcDisable       : 0x1 ''

MutantListEntry.Flink at 0xffffde8b`b9363330
---------------------------------------------
   +0x000 Header           : _DISPATCHER_HEADER
   +0x018 MutantListEntry  : _LIST_ENTRY [ 0xfffff804`09c53058 - 0xfffff804`09c53058 ]
   +0x028 OwnerThread      : (null) 
   +0x030 MutantFlags      : 0 ''
   +0x030 Abandoned        : 0y0
   +0x030 Abandoned2       : 0y0
   +0x030 Spare1           : 0y0000000 (0)
   +0x030 AbEnabled        : 0y0
   +0x030 Spare2           : 0y000000 (0)
   +0x031 ApcDisable       : 0 ''

1: kd> db poi(@$thread+308)-18 L1
fffff804`09c53040  02                                               .
1: kd> lm a poi(@$thread+308)-18
start             end                 module name
fffff804`09c50000 fffff804`09c56000   TestDriver (isf symbols)
1: kd> ln poi(@$thread+308)-18
(fffff804`09c53040)   TestDriver!GlobalProcessMutex
Exact matches:
    TestDriver!GlobalProcessMutex (void)
1: kd> x TestDriver!*
fffff804`09c51000          TestDriver!ProcessNotifyCallback (<no parameter info>)
fffff804`09c510e0          TestDriver!WaitForGlobalMutex (<no parameter info>)
fffff804`09c51120          TestDriver!DriverUnloadRoutine (<no parameter info>)
fffff804`09c51150          TestDriver!DriverEntry (<no parameter info>)
fffff804`09c53040          TestDriver!GlobalProcessMutex = <no type information>
1: kd> dqs ffffc80f43c8f3f0 L8
ffffc80f`43c8f3f0  ffffc80f`43c8f4c8
ffffc80f`43c8f3f8  000000d8`4a5ff8a0
ffffc80f`43c8f400  ffffde8b`b8c74080
ffffc80f`43c8f408  fffff804`06411235 nt!KiSystemServiceCopyEnd+0x25
ffffc80f`43c8f410  00000000`00000000
ffffc80f`43c8f418  00000000`00000000
ffffc80f`43c8f420  00000000`00000000
ffffc80f`43c8f428  00000000`00000000
1: kd> db ffffc80f43c8f3f0 L1
ffffc80f`43c8f3f0  c8                                               .
1: kd> !list -t nt!_EPROCESS.ActiveProcessLinks.Flink -x "dt nt!_EPROCESS ImageFileName" @$proc
   +0x5a8 ImageFileName    : [15]  "System"

   +0x5a8 ImageFileName    : [15]  "services.exe"

   +0x5a8 ImageFileName    : [15]  "cmd.exe"

   +0x5a8 ImageFileName    : [15]  "sc.exe"

   +0x5a8 ImageFileName    : [15]  ""

1: kd> !process 0 0
**** NT ACTIVE PROCESS DUMP ****
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001ad000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: System

PROCESS ffffde8bb8a1e080
    SessionId: none  Cid: 02a4    Peb: 00000000  ParentCid: 022c
    DirBase: 2f5c4000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: services.exe

PROCESS ffffde8bb90ab080
    SessionId: none  Cid: 1d6c    Peb: 00000000  ParentCid: 1104
    DirBase: 3a81e000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: cmd.exe

PROCESS ffffde8bb92d0080
    SessionId: none  Cid: 1f30    Peb: 00000000  ParentCid: 1d6c
    DirBase: 31c07000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: sc.exe

1: kd> !mex.tl
PID           Address          Name
============= ================ ========================
0x4    0n4    ffffde8bb3861040 System
0x2a4  0n676  ffffde8bb8a1e080 services.exe
0x1d6c 0n7532 ffffde8bb90ab080 cmd.exe
0x1f30 0n7984 ffffde8bb92d0080 sc.exe
============= ================ ========================
PID           Address          Name
1: kd> !mex.us IopLoad
Threads matching filter: 0 out of 5
1: kd> vertarget
Windows 10 Kernel Version 19041 MP (4 procs) Free x64
Product: WinNt, suite: TerminalServer SingleUserTS
Edition build lab: 19041.1.amd64fre.vb_release.191206-1406
Kernel base = 0xfffff804`06000000 PsLoadedModuleList = 0xfffff804`06c2a770
Debug session time: Fri Dec 29 15:06:10.787 2023 (UTC - 8:00)
System Uptime: 0 days 0:40:05.871
1: kd> .time
Debug session time: Fri Dec 29 15:06:10.787 2023 (UTC - 8:00)
System Uptime: 0 days 0:40:05.871
1: kd> lmvm TestDriver
start             end                 module name
fffff804`09c50000 fffff804`09c56000   TestDriver (isf symbols)
    Image path: \??\C:\Users\User\source\repos\TestDriver\x64\Release\TestDriver.sys
    Image name: TestDriver.sys
    Timestamp:        Fri Dec 29 14:58:38 2023 (658F4F1E)
    CheckSum:         0000B5D6
    ImageSize:        00006000
    Symbol file:      TestDriver.pdb 6B646C6162394D55A1907E57D217E2011
1: kd> x nt!Ke*
fffff804`0623fed0          nt!KeWaitForSingleObject (<no parameter info>)
fffff804`062447a0          nt!KeRemovePriQueue (<no parameter info>)
fffff804`0631a4d0          nt!KeReleaseMutex (<no parameter info>)
fffff804`0632be60          nt!KeInitializeMutex (<no parameter info>)
fffff804`063f6f20          nt!KeBugCheckEx (<no parameter info>)
fffff804`06c2a8a0          nt!KeBugCheckCallbackListHead = <no type information>
fffff804`06c2a8b0          nt!KeBugCheckReasonCallbackListHead = <no type information>
fffff804`06c2aa40          nt!KeNumberProcessors = <no type information>
fffff804`06c2aa44          nt!KeTimeIncrement = <no type information>
1: kd> x nt!Ps*
fffff804`06307890          nt!PspSystemThreadStartup (<no parameter info>)
fffff804`066d9f80          nt!PsSetCreateProcessNotifyRoutine (<no parameter info>)
fffff804`06c2a5e0          nt!PsActiveProcessHead = <no type information>
fffff804`06c2a770          nt!PsLoadedModuleList = <no type information>
fffff804`06c2aa48          nt!PsInitialSystemProcess = <no type information>
fffff804`06c2aa50          nt!PsIdleProcess = <no type information>
fffff804`06c2aa58          nt!PspCidTable = <no type information>
1: kd> !pte nt
                                           VA fffff80406000000
PXE at FFFFFDFEFF7FBF80    PPE at FFFFFDFEFF7F0080    PDE at FFFFFDFEFE010180    PTE at FFFFFDFC02030000
contains 00000000001C5063  contains 00000000001C6063  contains 00000000001C7063  contains 800000000021A021
pfn 1c5       ---DA--KWEV  pfn 1c6       ---DA--KWEV  pfn 1c7       ---DA--KWEV  pfn 21a       ----A--KR-V
1: kd> !vtop nt
Amd64VtoP: Virt fffff80406000000, pagedir 00000000001ad000
Amd64VtoP: PML4E 00000000001adf80
Amd64VtoP: PDPE 00000000001c5080
Amd64VtoP: PDE 00000000001c6180
Amd64VtoP: PTE 00000000001c7000
Amd64VtoP: Mapped phys 000000000021a000
Virtual address fffff80406000000 translates to physical address 21a000.
1: kd> .formats @rip
Evaluate expression:
  Hex:     fffff804`063f6f20
  Decimal: -8778808332512
  Octal:   1777777600200617667440
  Binary:  11111111 11111111 11111000 00000100 00000110 00111111 01101111 00100000
  Chars:   .....?o 
  Time:    ***** Invalid FILETIME
  Float:   low 3.60047e-35 high -nan
  Double:  -nan
1: kd> s -d @rsp L40 39
ffffc80f`44ab74f0  00000039 00000000 0677fe00 fffff804  9.........w.....
1: kd> dt nt!_LIST_ENTRY nt!PsLoadedModuleList
   +0x000 Flink            : 0xffffde8b`b3650b40 _LIST_ENTRY
   +0x008 Blink            : 0xffffde8b`b3650cc0 _LIST_ENTRY
1: kd> dt nt!_DRIVER_OBJECT ffffde8bb8f3de30
   +0x000 Type             : 0n4
   +0x002 Size             : 0n336
   +0x008 DeviceObject     : (null) 
   +0x010 Flags            : 0x12
   +0x018 DriverStart      : 0xfffff804`09c50000 Void
   +0x020 DriverSize       : 0x6000
   +0x028 DriverSection    : 0xffffde8b`b3650cc0 Void
   +0x030 DriverExtension  : (null) 
   +0x038 DriverName       : _UNICODE_STRING "\Driver\TestDrv"
   +0x048 HardwareDatabase : (null) 
   +0x050 FastIoDispatch   : (null) 
   +0x058 DriverInit       : 0xfffff804`09c51150     TestDriver!DriverEntry+0
   +0x060 DriverStartIo    : (null) 
   +0x068 DriverUnload     : 0xfffff804`09c51120     TestDriver!DriverUnloadRoutine+0
   +0x070 MajorFunction    : [28] 0xfffff804`06351c40     nt!IopInvalidDeviceRequest+0
1: kd> dt -r1 nt!_DRIVER_OBJECT ffffde8bb8f3de30 DriverName
   +0x038 DriverName       : _UNICODE_STRING "\Driver\TestDrv"
      +0x000 Length           : 0x1e
      +0x002 MaximumLength    : 0x20
      +0x008 Buffer           : 0xffffde8b`b3651300 Uint2B
1: kd> dt nt!_KTHREAD @$thread Header.Type State
   +0x000 Header.Type      : 0x6 ''
   +0x184 State            : 0x2 ''
1: kd> dt -b nt!_KMUTANT
   +0x000 Header           : _DISPATCHER_HEADER
   +0x018 MutantListEntry  : _LIST_ENTRY
   +0x028 OwnerThread      : Ptr64 _KTHREAD
   +0x030 MutantFlags      : UChar
   +0x030 Abandoned        : Pos 0, 1 Bit
   +0x030 Abandoned2       : Pos 0, 1 Bit
   +0x030 Spare1           : Pos 1, 7 Bits
   +0x030 AbEnabled        : Pos 1, 1 Bit
   +0x030 Spare2           : Pos 2, 6 Bits
   +0x031 ApcDisable       : UChar
exit 0
