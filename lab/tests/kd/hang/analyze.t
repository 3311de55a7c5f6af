0: kd> .load mex
Mex External 3.0.0.7172 Loaded!
0: kd> !mex.di
Computer Name:  Not Found
Windows 10 Kernel Version 19041 MP (4 procs) Free x64
Product: WinNt, suite: TerminalServer SingleUserTS
Edition build lab: 19041.1.amd64fre.vb_release.191206-1406
Kernel base = 0xfffff804`06000000 PsLoadedModuleList = 0xfffff804`06c2a770
Debug session time: Fri Dec 29 15:08:10.787 2023 (UTC - 8:00)
System Uptime: 0 days 0:42:05.871
SystemManufacturer = Microsoft Corporation
SystemProductName = Virtual Machine
Processor: 11th Gen Intel(R) Core(TM) i7-1185G7 @ 3.00GHz
Bugcheck: E2 (0, 0, 0, 0)
0: kd> .bugcheck
Bugcheck code 000000E2
Arguments 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000
0: kd> !analyze
*******************************************************************************
*                                                                             *
*                        Bugcheck Analysis                                    *
*                                                                             *
*******************************************************************************

BugCheck E2, {0, 0, 0, 0}

Probably caused by : ntkrnlmp.exe ( nt!KiIdleLoop+17e )

Followup:     MachineOwner
---------
0: kd> kn
 # Child-SP          RetAddr               Call Site
00 ffffc80f`400ef5a8 fffff804`063fab5e     nt!KeBugCheckEx
01 ffffc80f`400ef5b0 00000000`00000000     nt!KiIdleLoop+0x17e
0: kd> lm
start             end                 module name
fffff804`05f5d000 fffff804`06000000   hal        (no symbols)
fffff804`06000000 fffff804`07046000   nt         (isf symbols)
fffff804`09c50000 fffff804`09c60000   Holder     (coff symbols)
0: kd> !mex.us Holder
1 thread [stats]: ffffde8bb9a04d80
    fffff804063fd116 nt!KiSwapContext+0x76
    fffff80406241330 nt!KiSwapThread+0x500
    fffff8040624085f nt!KiCommitThreadWait+0x14f
    fffff80406461480 nt!KeDelayExecutionThread+0x80
    fffff80409c5110f Holder!Holder+0x6f
    fffff804063078e5 nt!PspSystemThreadStartup+0x55
    fffff804064064b8 nt!KiStartSystemThread+0x28

1 thread [stats]: ffffde8bb91b7080
    fffff804063fd116 nt!KiSwapContext+0x76
    fffff80406241330 nt!KiSwapThread+0x500
    fffff8040624085f nt!KiCommitThreadWait+0x14f
    fffff80406240103 nt!KeWaitForSingleObject+0x233
    fffff80409c5114f Holder!Notify+0x2f
    fffff80406460b80 nt!PspCallProcessNotifyRoutines+0x80
    fffff80406460a80 nt!PspInsertThread+0x80
    fffff80406460980 nt!NtCreateUserProcess+0x80
    fffff80406411235 nt!KiSystemServiceCopyEnd+0x25
    00007ffb5e04e1c4 0x00007ffb`5e04e1c4

1 thread [stats]: ffffde8bb9a04320
    fffff804063fd116 nt!KiSwapContext+0x76
    fffff80406241330 nt!KiSwapThread+0x500
    fffff8040624085f nt!KiCommitThreadWait+0x14f
    fffff80406240103 nt!KeWaitForSingleObject+0x233
    fffff80409c5114f Holder!Notify+0x2f
    fffff80406460b80 nt!PspCallProcessNotifyRoutines+0x80
    fffff80406460f80 nt!PspExitProcess+0x80
    fffff80406460e90 nt!PspExitThread+0x90
    fffff80406460d80 nt!PspTerminateThreadByPointer+0x80
    fffff80406460c80 nt!NtTerminateProcess+0x80
    fffff80406411235 nt!KiSystemServiceCopyEnd+0x25
    00007ffb5e04e1c4 0x00007ffb`5e04e1c4

Threads matching filter: 3 out of 7
0: kd> !mex.mut Holder!Mutex

dt nt!_KMUTANT fffff80409c56020 () Recursive: [ -r1 -r2 -r ] Verbose Normal dt
==================================================================================
   +0x000 Header               : _DISPATCHER_HEADER
   +0x018 MutantListEntry      : _LIST_ENTRY [ 0xffffde8b`b9a05088 - 0xffffde8b`b9a05088 ] [EMPTY OR 1 ELEMENT]
   +0x028 OwnerThread          : 0xffffde8b`b9a04d80 _KTHREAD (System)
   +0x030 MutantFlags          : 0 ''
   +0x030 Abandoned            : 0y0
   +0x030 Spare1               : 0y0000000 (0)
   +0x030 Abandoned2           : 0y0
   +0x030 AbEnabled            : 0y0
   +0x030 Spare2               : 0y000000 (0)
   +0x031 ApcDisable           : 0x1 ''


Number of waiters: 2
Owning Thread: ffffde8bb9a04d80
0: kd> !mex.obj -waiters Holder!Mutex
Process Thread            Id CSwitches User Kernel State        Time Reason    Wait Function
======= ================ === ========= ==== ====== ======= ========= ========= ==============================
sc.exe  ffffde8bb9a04320 1f3c         2    0      0 Waiting 2m:00.000 Executive Holder!Notify+0x2f
cmd.exe ffffde8bb91b7080 1d70         6    0      0 Waiting 1m:00.000 Executive Holder!Notify+0x2f
0: kd> !process 0 7
**** NT ACTIVE PROCESS DUMP ****
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001ad000  ObjectTable: ffffde8bd00091c0  HandleCount: <Data Not Accessible>
    Image: System

        THREAD ffffde8bb9363040  Cid 0004.02b8  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrQueue) KernelMode Non-Alertable
            ffffde8bb38d2c40  Unknown
        Not impersonating
        Owning Process            ffffde8bb3861040       Image:         System
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      153975         Ticks: 7680 (0:00:02:00.000)
        Context Switch Count      5
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Win32 Start Address nt!ExpWorkerThread (0xfffff804062c45b0)
        Stack Init ffffc80f44ab7610 Current ffffc80f44ab71a0
        Base ffffc80f44ab8000 Limit ffffc80f44ab1000
        Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
        Child-SP          RetAddr               : Args to Child                                                           : Call Site
        ffffc80f`44ab71e0 fffff804`06241330     : 00000000`00000000 00000000`00010000 00000000`00000000 00000000`00000000 : nt!KiSwapContext+0x76
        ffffc80f`44ab7320 fffff804`0624085f     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiSwapThread+0x500
        ffffc80f`44ab73d0 fffff804`06244b10     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiCommitThreadWait+0x14f
        ffffc80f`44ab7450 fffff804`062c4672     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KeRemovePriQueue+0x370
        ffffc80f`44ab74f0 fffff804`063078e5     : ffffde8b`b9363040 00000000`00000080 ffffde8b`b3861040 ffffffff`feccf0fc : nt!ExpWorkerThread+0xc2
        ffffc80f`44ab7590 fffff804`064064b8     : ffffc980`d3756180 ffffde8b`b9363040 fffff804`06307890 feafdff6`fe2c2c60 : nt!PspSystemThreadStartup+0x55
        ffffc80f`44ab75e0 00000000`00000000     : ffffc80f`44ab8000 ffffc80f`44ab1000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28

        THREAD ffffde8bb9120040  Cid 0004.0090  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrQueue) KernelMode Non-Alertable
            ffffde8bb38d2c40  Unknown
        Not impersonating
        Owning Process            ffffde8bb3861040       Image:         System
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      153975         Ticks: 7680 (0:00:02:00.000)
        Context Switch Count      1
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Win32 Start Address nt!ExpWorkerThread (0xfffff804062c45b0)
        Stack Init ffffc80f44a1e610 Current ffffc80f44a1e1a0
        Base ffffc80f44a1f000 Limit ffffc80f44a18000
        Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
        Child-SP          RetAddr               : Args to Child                                                           : Call Site
        ffffc80f`44a1e1e0 fffff804`06241330     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiSwapContext+0x76
        ffffc80f`44a1e320 fffff804`0624085f     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiSwapThread+0x500
        ffffc80f`44a1e3d0 fffff804`06244b10     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiCommitThreadWait+0x14f
        ffffc80f`44a1e450 fffff804`062c4672     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KeRemovePriQueue+0x370
        ffffc80f`44a1e4f0 fffff804`063078e5     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!ExpWorkerThread+0xc2
        ffffc80f`44a1e590 fffff804`064064b8     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspSystemThreadStartup+0x55
        ffffc80f`44a1e5e0 00000000`00000000     : ffffc80f`44a1f000 ffffc80f`44a18000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28

        THREAD ffffde8bb9a04d80  Cid 0004.1f40  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (DelayExecution) KernelMode Non-Alertable
        Not impersonating
        Owning Process            ffffde8bb3861040       Image:         System
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      153975         Ticks: 7680 (0:00:02:00.000)
        Context Switch Count      2
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Win32 Start Address Holder!Holder (0xfffff80409c510a0)
        Stack Init ffffc80f45217610 Current ffffc80f45217220
        Base ffffc80f45218000 Limit ffffc80f45211000
        Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
        Child-SP          RetAddr               : Args to Child                                                           : Call Site
        ffffc80f`45217260 fffff804`06241330     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiSwapContext+0x76
        ffffc80f`452173a0 fffff804`0624085f     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiSwapThread+0x500
        ffffc80f`45217450 fffff804`06461480     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiCommitThreadWait+0x14f
        ffffc80f`452174d0 fffff804`09c5110f     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KeDelayExecutionThread+0x80
        ffffc80f`45217530 fffff804`063078e5     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : Holder!Holder+0x6f
        ffffc80f`45217590 fffff804`064064b8     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspSystemThreadStartup+0x55
        ffffc80f`452175e0 00000000`00000000     : ffffc80f`45218000 ffffc80f`45211000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28

PROCESS ffffde8bb8a1e080
    SessionId: none  Cid: 02a4    Peb: 00000000  ParentCid: 022c
    DirBase: 2f5c4000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: services.exe

        THREAD ffffde8bb8c74080  Cid 02a4.1e9c  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrLpcReply) UserMode Non-Alertable
            ffffde8bb8c74508  Semaphore Limit 0x1
        Not impersonating
        Owning Process            ffffde8bb8a1e080       Image:         services.exe
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      153975         Ticks: 7680 (0:00:02:00.000)
        Context Switch Count      4
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Win32 Start Address 0x00007ffb5e012680
        Stack Init ffffc80f43c8f610 Current ffffc80f43c8efe0
        Base ffffc80f43c90000 Limit ffffc80f43c89000
        Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
        Child-SP          RetAddr               : Args to Child                                                           : Call Site
        ffffc80f`43c8f020 fffff804`06241330     : 00000000`00000000 00000000`00000000 00000000`00000000 fffff804`06241330 : nt!KiSwapContext+0x76
        ffffc80f`43c8f160 fffff804`0624085f     : 00000000`00000000 000000d8`4a5ff8a0 ffffc80f`43c8f500 fffff804`0624085f : nt!KiSwapThread+0x500
        ffffc80f`43c8f210 fffff804`06240103     : 000000d8`4a5ff8a0 ffffc80f`43c8f500 ffffde8b`b8c74080 fffff804`06240103 : nt!KiCommitThreadWait+0x14f
        ffffc80f`43c8f290 fffff804`06612b7e     : 00000000`00000000 000000d8`4a5ff8a0 ffffc80f`43c8f500 fffff804`06460490 : nt!KeWaitForSingleObject+0x233
        ffffc80f`43c8f380 fffff804`06411235     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!NtAlpcSendWaitReceivePort+0x18e
        ffffc80f`43c8f410 00007ffb`5e04e1c4     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : nt!KiSystemServiceCopyEnd+0x25 (TrapFrame @ ffffc80f`43c8f480)
        000000d8`4a5ff6c8 00000000`00000000     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : 0x00007ffb`5e04e1c4

PROCESS ffffde8bb90ab080
    SessionId: none  Cid: 1d6c    Peb: 00000000  ParentCid: 1104
    DirBase: 3a81e000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: cmd.exe

        THREAD ffffde8bb91b7080  Cid 1d6c.1d70  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (Executive) KernelMode Non-Alertable
            fffff80409c56020  Mutant - owning thread ffffde8bb9a04d80
        Not impersonating
        Owning Process            ffffde8bb90ab080       Image:         cmd.exe
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      157815         Ticks: 3840 (0:00:01:00.000)
        Context Switch Count      6
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Win32 Start Address 0x00007ff6d1a2f4c0
        Stack Init ffffc80f44c37610 Current ffffc80f44c36c00
        Base ffffc80f44c38000 Limit ffffc80f44c31000
        Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
        Child-SP          RetAddr               : Args to Child                                                           : Call Site
        ffffc80f`44c36c40 fffff804`06241330     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiSwapContext+0x76
        ffffc80f`44c36d80 fffff804`0624085f     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiSwapThread+0x500
        ffffc80f`44c36e30 fffff804`06240103     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiCommitThreadWait+0x14f
        ffffc80f`44c36eb0 fffff804`09c5114f     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KeWaitForSingleObject+0x233
        ffffc80f`44c36fa0 fffff804`06460b80     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : Holder!Notify+0x2f
        ffffc80f`44c36fe0 fffff804`06460a80     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspCallProcessNotifyRoutines+0x80
        ffffc80f`44c370c0 fffff804`06460980     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspInsertThread+0x80
        ffffc80f`44c37170 fffff804`06411235     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!NtCreateUserProcess+0x80
        ffffc80f`44c37480 00007ffb`5e04e1c4     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : nt!KiSystemServiceCopyEnd+0x25 (TrapFrame @ ffffc80f`44c37480)
        000000b5`c7dff3e8 00000000`00000000     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : 0x00007ffb`5e04e1c4

PROCESS ffffde8bb9a03840
    SessionId: none  Cid: 1f38    Peb: 00000000  ParentCid: 1d6c
    DirBase: 31c08000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: sc.exe

        THREAD ffffde8bb9a04320  Cid 1f38.1f3c  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (Executive) KernelMode Non-Alertable
            fffff80409c56020  Mutant - owning thread ffffde8bb9a04d80
        Not impersonating
        Owning Process            ffffde8bb9a03840       Image:         sc.exe
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      153975         Ticks: 7680 (0:00:02:00.000)
        Context Switch Count      2
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Win32 Start Address 0x00007ff7b36c3d10
        Stack Init ffffc80f4520f610 Current ffffc80f4520edd0
        Base ffffc80f45210000 Limit ffffc80f45209000
        Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
        Child-SP          RetAddr               : Args to Child                                                           : Call Site
        ffffc80f`4520ee10 fffff804`06241330     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiSwapContext+0x76
        ffffc80f`4520ef50 fffff804`0624085f     : 00000000`00000000 00000000`00000000 ffffc80f`4520f500 fffff804`063fd116 : nt!KiSwapThread+0x500
        ffffc80f`4520f000 fffff804`06240103     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiCommitThreadWait+0x14f
        ffffc80f`4520f080 fffff804`09c5114f     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KeWaitForSingleObject+0x233
        ffffc80f`4520f170 fffff804`06460b80     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : Holder!Notify+0x2f
        ffffc80f`4520f1b0 fffff804`06460f80     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspCallProcessNotifyRoutines+0x80
        ffffc80f`4520f290 fffff804`06460e90     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspExitProcess+0x80
        ffffc80f`4520f2e0 fffff804`06460d80     : 00000000`00000000 0000004c`92bcf780 ffffde8b`b9a04320 fffff804`06411235 : nt!PspExitThread+0x90
        ffffc80f`4520f3f0 fffff804`06460c80     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspTerminateThreadByPointer+0x80
        ffffc80f`4520f430 fffff804`06411235     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!NtTerminateProcess+0x80
        ffffc80f`4520f480 00007ffb`5e04e1c4     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : nt!KiSystemServiceCopyEnd+0x25 (TrapFrame @ ffffc80f`4520f480)
        0000004c`92bcf5a8 00000000`00000000     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : 0x00007ffb`5e04e1c4

PROCESS ffffde8bb9a05650
    SessionId: none  Cid: 1f44    Peb: 00000000  ParentCid: 1d6c
    DirBase: 31c09000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: notepad.exe

        THREAD ffffde8bb9a06140  Cid 1f44.1f48  Teb: 0000000000000000 Win32Thread: 0000000000000000 Initialized
        Not impersonating
        Owning Process            ffffde8bb9a05650       Image:         notepad.exe
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      0              Ticks: 161655 (0:00:42:05.859)
        Context Switch Count      0
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Win32 Start Address 0x00007ff7b36c3d10
        Stack Init ffffc80f4521f610 Current ffffc80f4521f610
        Base ffffc80f45220000 Limit ffffc80f45219000
        Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
        No stack: no registers to walk a stack from

exit 0
