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
1: kd> !process 0 0
**** NT ACTIVE PROCESS DUMP ****
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001aa000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: System

1: kd> !process @$proc 2
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001aa000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: System

        THREAD ffffde8bb9363040  Cid 0004.011c  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 1
1: kd> !process 0 0 nope.exe
**** NT ACTIVE PROCESS DUMP ****
1: kd> !process 0 0 SYSTEM
**** NT ACTIVE PROCESS DUMP ****
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001aa000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: System

1: kd> !process 0 7
**** NT ACTIVE PROCESS DUMP ****
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001aa000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: System

        THREAD ffffde8bb9363040  Cid 0004.011c  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 1
        Not impersonating
        Owning Process            ffffde8bb3861040       Image:         System
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      0
        Context Switch Count      0
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Stack Init ffffc80f44ab7610 Current 0000000000000000
        Base ffffc80f44ab8000 Limit ffffc80f44ab1000
        Priority 0 BasePriority 0 PriorityDecrement 0 IoPriority 0 PagePriority 0
        Child-SP          RetAddr               : Args to Child                                                           : Call Site
        ffffc80f`44ab74e8 fffff804`06456b56     : 00000000`00000039 fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 : nt!KeBugCheckEx
        ffffc80f`44ab74f0 fffff804`063078e5     : ffffde8b`b9363040 00000000`00000080 ffffde8b`b3861040 ffffffff`feccf0fc : nt!ExpWorkerThread+0x1925a6
        ffffc80f`44ab7590 fffff804`064064b8     : ffffc980`d3756180 ffffde8b`b9363040 fffff804`06307890 feafdff6`fe2c2c60 : nt!PspSystemThreadStartup+0x55
        ffffc80f`44ab75e0 00000000`00000000     : ffffc80f`44ab8000 ffffc80f`44ab1000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28

1: kd> !process
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001aa000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: System

        THREAD ffffde8bb9363040  Cid 0004.011c  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 1
        Not impersonating
        Owning Process            ffffde8bb3861040       Image:         System
        Attached Process          N/A            Image:         N/A
        Wait Start TickCount      0
        Context Switch Count      0
        UserTime                  00:00:00.000
        KernelTime                00:00:00.000
        Stack Init ffffc80f44ab7610 Current 0000000000000000
        Base ffffc80f44ab8000 Limit ffffc80f44ab1000
        Priority 0 BasePriority 0 PriorityDecrement 0 IoPriority 0 PagePriority 0
1: kd> !process 1000
no process has the number 1000: '!process 0 0' lists them
1: kd> !thread
THREAD ffffde8bb9363040  Cid 0004.011c  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 1
Not impersonating
Owning Process            ffffde8bb3861040       Image:         System
Attached Process          N/A            Image:         N/A
Wait Start TickCount      0
Context Switch Count      0
UserTime                  00:00:00.000
KernelTime                00:00:00.000
Stack Init ffffc80f44ab7610 Current 0000000000000000
Base ffffc80f44ab8000 Limit ffffc80f44ab1000
Priority 0 BasePriority 0 PriorityDecrement 0 IoPriority 0 PagePriority 0
Child-SP          RetAddr               : Args to Child                                                           : Call Site
ffffc80f`44ab74e8 fffff804`06456b56     : 00000000`00000039 fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 : nt!KeBugCheckEx
ffffc80f`44ab74f0 fffff804`063078e5     : ffffde8b`b9363040 00000000`00000080 ffffde8b`b3861040 ffffffff`feccf0fc : nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab7590 fffff804`064064b8     : ffffc980`d3756180 ffffde8b`b9363040 fffff804`06307890 feafdff6`fe2c2c60 : nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     : ffffc80f`44ab8000 ffffc80f`44ab1000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28

1: kd> !thread @$thread 0
THREAD ffffde8bb9363040  Cid 0004.011c  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 1
1: kd> !thread 0
0000000000000000: Unable to get thread contents
1: kd> !running

System Processors:  (000000000000000f)
  Idle Processors:  (0000000000000000)

       Prcbs             Current         (pri) Next            (pri) Idle
  1    ????????????????  ffffde8bb9363040 ( 0)                       
1: kd> !thread 1 2 3
Extra character error in '3': usage: !thread [ADDRESS [FLAGS]]
1: kd> !running -i

System Processors:  (000000000000000f)
  Idle Processors:  (0000000000000000)

       Prcbs             Current         (pri) Next            (pri) Idle
  1    ????????????????  ffffde8bb9363040 ( 0)                       
1: kd> !running -ti

System Processors:  (000000000000000f)
  Idle Processors:  (0000000000000000)

       Prcbs             Current         (pri) Next            (pri) Idle
  1    ????????????????  ffffde8bb9363040 ( 0)                       

Child-SP          RetAddr               : Args to Child                                                           : Call Site
ffffc80f`44ab74e8 fffff804`06456b56     : 00000000`00000039 fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 : nt!KeBugCheckEx
ffffc80f`44ab74f0 fffff804`063078e5     : ffffde8b`b9363040 00000000`00000080 ffffde8b`b3861040 ffffffff`feccf0fc : nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab7590 fffff804`064064b8     : ffffc980`d3756180 ffffde8b`b9363040 fffff804`06307890 feafdff6`fe2c2c60 : nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     : ffffc80f`44ab8000 ffffc80f`44ab1000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28

exit 0
