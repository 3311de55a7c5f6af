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
1: kd> !list ffffde8bb3861448
ffffde8b`b3861448  00000000`00000000 00000000`00000000
ffffde8b`b3861458  00000000`00000000 00000000`00000000
ffffde8b`b3861468  00000000`00000000 00000000`00000000
ffffde8b`b3861478  00000000`00000000 00000000`00000004
ffffde8b`b3861488  fffff804`06c1ebc0 fffff804`06c1ebc0
ffffde8b`b3861498  00000000`00000000 00000000`00000000
ffffde8b`b38614a8  00000000`00000000 00000000`00000000
ffffde8b`b38614b8  00000000`00000000 00000000`00000000

1: kd> !list -t nt!_EPROCESS.ActiveProcessLinks.Flink -x "dt nt!_EPROCESS ImageFileName" @$proc
   +0x5a8 ImageFileName    : [15]  "System"

   +0x5a8 ImageFileName    : [15]  ""

1: kd> !list -t nt!_EPROCESS.ActiveProcessLinks.Flink -x "? @$extret+1" @$proc
Evaluate expression: -36783382982591 = ffffde8b`b3861041

Evaluate expression: -8778799782023 = fffff804`06c1e779

1: kd> !list -t nt!_KMUTANT.MutantListEntry.Blink -m 1 -e -x "dq" -a "L1" TestDriver!GlobalProcessMutex
dq 0xfffff8040a503040 L1
fffff804`0a503040  00000000`00000002

1: kd> !list "-t nt!_LIST_ENTRY.Flink -e -x \"dqs @$extret L1\" nt!PsActiveProcessHead"
dqs 0xfffff80406c1ebc0 L1
fffff804`06c1ebc0  ffffde8b`b3861488

dqs 0xffffde8bb3861488 L1
ffffde8b`b3861488  fffff804`06c1ebc0 nt!PsActiveProcessHead

1: kd> !list -x "!list 0" @rsp
no !list inside of !list

no !list inside of !list

The list leads to memory that is not in the dump
1: kd> !list -t nt!_NOPE.Flink 0
-t takes TYPE.FIELD, and there is no type 'nt!_NOPE'
1: kd> !list -t nt!_KMUTNAT.Flink 0
no type 'nt!_KMUTNAT': did you mean 'nt!_KMUTANT'?
1: kd> !list -t nt!_KMUTANT.Nope 0
no field 'Nope' in _KMUTANT
1: kd> !list -t nt!_KMUTANT.OwnerThread.Nope 0
no field 'Nope' in what is no structure
1: kd> !list
usage: !list [-t TYPE.FIELD] [-x "COMMAND"] [-a "ARGUMENTS"] [-m MOST] [-e] ADDRESS
1: kd> !list -q 1
'-q': usage: !list [-t TYPE.FIELD] [-x "COMMAND"] [-a "ARGUMENTS"] [-m MOST] [-e] ADDRESS
1: kd> !list -m 1 0
00000000`00000000  ????????`???????? ????????`????????
00000000`00000010  ????????`???????? ????????`????????
00000000`00000020  ????????`???????? ????????`????????
00000000`00000030  ????????`???????? ????????`????????
00000000`00000040  ????????`???????? ????????`????????
00000000`00000050  ????????`???????? ????????`????????
00000000`00000060  ????????`???????? ????????`????????
00000000`00000070  ????????`???????? ????????`????????

The list leads to memory that is not in the dump
1: kd> !list -x "q" @rsp
exit 0
