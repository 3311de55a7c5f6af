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
1: kd> .load mex
Mex External 3.0.0.7172 Loaded!
1: kd> !tl
PID           Address          Name
============= ================ ========================
0x4    0n4    ffffde8bb3861040 System
============= ================ ========================
PID           Address          Name
1: kd> !tl sys
PID           Address          Name
============= ================ ========================
0x4    0n4    ffffde8bb3861040 System
============= ================ ========================
PID           Address          Name
1: kd> !mex.tl nothing
PID           Address          Name
============= ================ ========================
============= ================ ========================
PID           Address          Name
1: kd> !t
Process                   Thread                       CID       UserTime KernelTime ContextSwitches Wait Reason      Time State
System (ffffde8bb3861040) ffffde8bb9363040 (E|K|W|R|V) 4.11c            0          0               0                       Running

# Child-SP         Return           Call Site
0 ffffc80f44ab74e8 fffff80406456b56 nt!KeBugCheckEx
1 ffffc80f44ab74f0 fffff804063078e5 nt!ExpWorkerThread+0x1925a6
2 ffffc80f44ab7590 fffff804064064b8 nt!PspSystemThreadStartup+0x55
3 ffffc80f44ab75e0 0000000000000000 nt!KiStartSystemThread+0x28
1: kd> !t 0
no thread at 0000000000000000
1: kd> !t @$thread
Process                   Thread                       CID       UserTime KernelTime ContextSwitches Wait Reason      Time State
System (ffffde8bb3861040) ffffde8bb9363040 (E|K|W|R|V) 4.11c            0          0               0                       Running

# Child-SP         Return           Call Site
0 ffffc80f44ab74e8 fffff80406456b56 nt!KeBugCheckEx
1 ffffc80f44ab74f0 fffff804063078e5 nt!ExpWorkerThread+0x1925a6
2 ffffc80f44ab7590 fffff804064064b8 nt!PspSystemThreadStartup+0x55
3 ffffc80f44ab75e0 0000000000000000 nt!KiStartSystemThread+0x28
1: kd> !us
1 thread [stats]: ffffde8bb9363040
    fffff804063f5590 nt!KeBugCheckEx
    fffff80406456b56 nt!ExpWorkerThread+0x1925a6
    fffff804063078e5 nt!PspSystemThreadStartup+0x55
    fffff804064064b8 nt!KiStartSystemThread+0x28

Threads matching filter: 1 out of 1
1: kd> !us Pspsy
1 thread [stats]: ffffde8bb9363040
    fffff804063f5590 nt!KeBugCheckEx
    fffff80406456b56 nt!ExpWorkerThread+0x1925a6
    fffff804063078e5 nt!PspSystemThreadStartup+0x55
    fffff804064064b8 nt!KiStartSystemThread+0x28

Threads matching filter: 1 out of 1
1: kd> !us nothing
Threads matching filter: 0 out of 1
1: kd> !mex.us TestDriver
Threads matching filter: 0 out of 1
1: kd> !obj
usage: !obj -waiters ADDRESS
1: kd> !obj -waiters TestDriver!GlobalProcessMutex
Process Thread            Id CSwitches User Kernel State        Time Reason    Wait Function
======= ================ === ========= ==== ====== ======= ========= ========= ==============================
1: kd> !obj -waiters ffffc80f43c8f3f0
Process Thread            Id CSwitches User Kernel State        Time Reason    Wait Function
======= ================ === ========= ==== ====== ======= ========= ========= ==============================
The list leads to memory that is not there: is this an object that can be waited for?
1: kd> !tasklist
PID           Address          Name
============= ================ ========================
0x4    0n4    ffffde8bb3861040 System
============= ================ ========================
PID           Address          Name
exit 0
