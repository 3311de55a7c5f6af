1: kd> !process ffffde8bb8a1e080 7
PROCESS ffffde8bb8a1e080
    SessionId: none  Cid: 02a4    Peb: 00000000  ParentCid: 022c
    DirBase: 2f5c4000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: services.exe

        THREAD ffffde8bb8c74080  Cid 02a4.1e9c  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrLpcReply) UserMode Non-Alertable
            ffffde8bb8c74508  Semaphore Limit 0x1
        Not impersonating
        Owning Process            ffffde8bb8a1e080       Image:         services.exe
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      153975         Ticks: 0
        Context Switch Count      3
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Win32 Start Address 0x00007ffb5e012680
        Stack Init ffffc80f43c8f610 Current ffffc80f43c8efe0
        Base ffffc80f43c90000 Limit ffffc80f43c89000
        Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
        Child-SP          RetAddr               : Args to Child                                                           : Call Site
        ffffc80f`43c8f020 fffff804`06241330     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiSwapContext+0x76
        ffffc80f`43c8f160 fffff804`0624085f     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiSwapThread+0x500
        ffffc80f`43c8f210 fffff804`06240103     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiCommitThreadWait+0x14f
        ffffc80f`43c8f290 fffff804`06612b7e     : 00000000`00000000 000000d8`4a5ff8a0 ffffc80f`43c8f500 fffff804`06460490 : nt!KeWaitForSingleObject+0x233
        ffffc80f`43c8f380 fffff804`06411235     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!NtAlpcSendWaitReceivePort+0x18e
        ffffc80f`43c8f410 00007ffb`5e04e1c4     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : nt!KiSystemServiceCopyEnd+0x25 (TrapFrame @ ffffc80f`43c8f480)
        000000d8`4a5ff6c8 00000000`00000000     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : 0x00007ffb`5e04e1c4

1: kd> !process 0 4
**** NT ACTIVE PROCESS DUMP ****
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001ad000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: System

        THREAD ffffde8bb9363040  Cid 0004.02b8  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 1
        THREAD ffffde8bb9120040  Cid 0004.0090  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrQueue) KernelMode Non-Alertable
PROCESS ffffde8bb8a1e080
    SessionId: none  Cid: 02a4    Peb: 00000000  ParentCid: 022c
    DirBase: 2f5c4000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: services.exe

        THREAD ffffde8bb8c74080  Cid 02a4.1e9c  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrLpcReply) UserMode Non-Alertable
PROCESS ffffde8bb90ab080
    SessionId: none  Cid: 1d6c    Peb: 00000000  ParentCid: 1104
    DirBase: 3a81e000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: cmd.exe

        THREAD ffffde8bb91b7080  Cid 1d6c.1d70  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrLpcReply) UserMode Non-Alertable
PROCESS ffffde8bb9a03840
    SessionId: none  Cid: 1f38    Peb: 00000000  ParentCid: 1d6c
    DirBase: 31c08000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: sc.exe

        THREAD ffffde8bb9a04320  Cid 1f38.1f3c  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrLpcReply) UserMode Non-Alertable
1: kd> !process 0 2 sc.exe
**** NT ACTIVE PROCESS DUMP ****
PROCESS ffffde8bb9a03840
    SessionId: none  Cid: 1f38    Peb: 00000000  ParentCid: 1d6c
    DirBase: 31c08000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: sc.exe

        THREAD ffffde8bb9a04320  Cid 1f38.1f3c  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrLpcReply) UserMode Non-Alertable
            ffffde8bb9a047a8  Semaphore Limit 0x1
1: kd> !process 0 1 cmd.exe
**** NT ACTIVE PROCESS DUMP ****
PROCESS ffffde8bb90ab080
    SessionId: none  Cid: 1d6c    Peb: 00000000  ParentCid: 1104
    DirBase: 3a81e000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: cmd.exe

1: kd> !thread
THREAD ffffde8bb9363040  Cid 0004.02b8  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 1
Not impersonating
Owning Process            ffffde8bb3861040       Image:         System
Attached Process          N/A            Image:         N/A
Wait Start TickCount      153975         Ticks: 0
Context Switch Count      2
UserTime                  00:00:00.000
KernelTime                00:00:00.000
Win32 Start Address nt!ExpWorkerThread (0xfffff804062c45b0)
Stack Init ffffc80f44ab7610 Current ffffc80f44ab71a0
Base ffffc80f44ab8000 Limit ffffc80f44ab1000
Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
Child-SP          RetAddr               : Args to Child                                                           : Call Site
ffffc80f`44ab74e8 fffff804`06456b56     : 00000000`00000039 fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 : nt!KeBugCheckEx
ffffc80f`44ab74f0 fffff804`063078e5     : ffffde8b`b9363040 00000000`00000080 ffffde8b`b3861040 ffffffff`feccf0fc : nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab7590 fffff804`064064b8     : ffffc980`d3756180 ffffde8b`b9363040 fffff804`06307890 feafdff6`fe2c2c60 : nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     : ffffc80f`44ab8000 ffffc80f`44ab1000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28

1: kd> !thread ffffde8bb8c74080 2
THREAD ffffde8bb8c74080  Cid 02a4.1e9c  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrLpcReply) UserMode Non-Alertable
    ffffde8bb8c74508  Semaphore Limit 0x1
Not impersonating
Owning Process            ffffde8bb8a1e080       Image:         services.exe
Attached Process          N/A            Image:         N/A
Wait Start TickCount      153975         Ticks: 0
Context Switch Count      3
UserTime                  00:00:00.000
KernelTime                00:00:00.000
Win32 Start Address 0x00007ffb5e012680
Stack Init ffffc80f43c8f610 Current ffffc80f43c8efe0
Base ffffc80f43c90000 Limit ffffc80f43c89000
Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
1: kd> !running -t

System Processors:  (000000000000000f)
  Idle Processors:  (000000000000000d)

       Prcbs             Current         (pri) Next            (pri) Idle
  1    ffffc980d3756180  ffffde8bb9363040 ( 8)                         ffffde8bb3802080

Child-SP          RetAddr               : Args to Child                                                           : Call Site
ffffc80f`44ab74e8 fffff804`06456b56     : 00000000`00000039 fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 : nt!KeBugCheckEx
ffffc80f`44ab74f0 fffff804`063078e5     : ffffde8b`b9363040 00000000`00000080 ffffde8b`b3861040 ffffffff`feccf0fc : nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab7590 fffff804`064064b8     : ffffc980`d3756180 ffffde8b`b9363040 fffff804`06307890 feafdff6`fe2c2c60 : nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     : ffffc80f`44ab8000 ffffc80f`44ab1000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28

1: kd> !process
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001ad000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: System

        THREAD ffffde8bb9363040  Cid 0004.02b8  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 1
        Not impersonating
        Owning Process            ffffde8bb3861040       Image:         System
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      153975         Ticks: 0
        Context Switch Count      2
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Win32 Start Address nt!ExpWorkerThread (0xfffff804062c45b0)
        Stack Init ffffc80f44ab7610 Current ffffc80f44ab71a0
        Base ffffc80f44ab8000 Limit ffffc80f44ab1000
        Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
        THREAD ffffde8bb9120040  Cid 0004.0090  Teb: 0000000000000000 Win32Thread: 0000000000000000 WAIT: (WrQueue) KernelMode Non-Alertable
            ffffde8bb38d2c40  Unknown
        Not impersonating
        Owning Process            ffffde8bb3861040       Image:         System
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      153975         Ticks: 0
        Context Switch Count      1
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Win32 Start Address nt!ExpWorkerThread (0xfffff804062c45b0)
        Stack Init ffffc80f44a1e610 Current ffffc80f44a1e1a0
        Base ffffc80f44a1f000 Limit ffffc80f44a18000
        Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
1: kd> !process 2a4 0
PROCESS ffffde8bb8a1e080
    SessionId: none  Cid: 02a4    Peb: 00000000  ParentCid: 022c
    DirBase: 2f5c4000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: services.exe

1: kd> !process 1f30
no process has the number 1f30: '!process 0 0' lists them
1: kd> !process -1 0
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001ad000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: System

1: kd> !process 9999
no process has the number 9999: '!process 0 0' lists them
exit 0
