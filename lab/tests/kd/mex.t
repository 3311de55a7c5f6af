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
1: kd> !mut @rsp
No export mut found
It is a command of MEX: '.load mex' first, or '!mex.mut'.
1: kd> !mex.mut ffffc80f43c8f3f0

dt nt!_KMUTANT ffffc80f43c8f3f0 () Recursive: [ -r1 -r2 -r ] Verbose Normal dt
==================================================================================
   +0x000 Header               : _DISPATCHER_HEADER
   +0x018 MutantListEntry      : _LIST_ENTRY [ 0xfffff804`06411235 - 0x00000000`00000000 ] [INVALID]
   +0x028 OwnerThread          : (null)
   +0x030 MutantFlags          : 0 ''
   +0x030 Abandoned            : 0y0
   +0x030 Spare1               : 0y0000000 (0)
   +0x030 Abandoned2           : 0y0
   +0x030 AbEnabled            : 0y0
   +0x030 Spare2               : 0y000000 (0)
   +0x031 ApcDisable           : 0 ''


Number of waiters: 1
No owning thread
1: kd> .load mex
Mex External 3.0.0.7172 Loaded!
1: kd> !mut poi(@$thread+308)-18

dt nt!_KMUTANT fffff8040a503040 () Recursive: [ -r1 -r2 -r ] Verbose Normal dt
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
1: kd> !mut TestDriver!GlobalProcessMutex

dt nt!_KMUTANT fffff8040a503040 () Recursive: [ -r1 -r2 -r ] Verbose Normal dt
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
1: kd> !mut 0
no memory at 18
1: kd> !mut
Numeric expression missing from '<EOL>'
1: kd> !MUT @rsp

dt nt!_KMUTANT ffffc80f44ab74e8 () Recursive: [ -r1 -r2 -r ] Verbose Normal dt
==================================================================================
   +0x000 Header               : _DISPATCHER_HEADER
   +0x018 MutantListEntry      : _LIST_ENTRY [ 0xffffc80f`43c8f3f0 - 0xffffc80f`43c8f3f0 ] [EMPTY OR 1 ELEMENT]
   +0x028 OwnerThread          : (null)
   +0x030 MutantFlags          : 0 ''
   +0x030 Abandoned            : 0y0
   +0x030 Spare1               : 0y0000000 (0)
   +0x030 Abandoned2           : 0y0
   +0x030 AbEnabled            : 0y0
   +0x030 Spare2               : 0y000000 (0)
   +0x031 ApcDisable           : 0 ''


Number of waiters: 1
No owning thread
1: kd> !mex.mut 1 2
Extra character error in '2': usage: !mex.mut ADDRESS
1: kd> !mex.p
Name   Address                  Ses PID     Parent  PEB              Create Time Thrd
====== ======================== === ======= ======= ================ =========== ====
System ffffde8bb3861040 (E|K|O)   0 4 (0n4) 0 (0n0) 0000000000000000 ?              1

Memory Details:

    VM  Peak Commit Size
    === ==== ===========
    0 B  0 B         0 B

Show Threads: Unique Stacks    !process ffffde8bb3861040 6
1: kd> !mex.p ffffde8bb3861040
Name   Address                  Ses PID     Parent  PEB              Create Time Thrd
====== ======================== === ======= ======= ================ =========== ====
System ffffde8bb3861040 (E|K|O)   0 4 (0n4) 0 (0n0) 0000000000000000 ?              1

Memory Details:

    VM  Peak Commit Size
    === ==== ===========
    0 B  0 B         0 B

Show Threads: Unique Stacks    !process ffffde8bb3861040 6
1: kd> !mex.p 0
0000000000000000 is not a process: '!mex.tl' lists them
1: kd> !mex.p ffffde8bb9363040
ffffde8bb9363040 is not a process: '!mex.tl' lists them
exit 0
