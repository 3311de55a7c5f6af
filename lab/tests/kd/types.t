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
1: kd> dt nt!_KMUTANT
   +0x000 Header           : _DISPATCHER_HEADER
   +0x018 MutantListEntry  : _LIST_ENTRY
   +0x028 OwnerThread      : Ptr64 _KTHREAD
   +0x030 MutantFlags      : UChar
   +0x030 Abandoned        : Pos 0, 1 Bit
   +0x030 Spare1           : Pos 1, 7 Bits
   +0x030 Abandoned2       : Pos 0, 1 Bit
   +0x030 AbEnabled        : Pos 1, 1 Bit
   +0x030 Spare2           : Pos 2, 6 Bits
   +0x031 ApcDisable       : UChar
1: kd> dt nt!_KMUTANT TestDriver!GlobalProcessMutex
   +0x000 Header           : _DISPATCHER_HEADER
   +0x018 MutantListEntry  : _LIST_ENTRY [ 0xffffde8b`b9363348 - 0xffffde8b`b9363348 ]
   +0x028 OwnerThread      : 0xffffde8b`b9363040 _KTHREAD
   +0x030 MutantFlags      : 0 ''
   +0x030 Abandoned        : 0y0
   +0x030 Spare1           : 0y0000000 (0)
   +0x030 Abandoned2       : 0y0
   +0x030 AbEnabled        : 0y0
   +0x030 Spare2           : 0y000000 (0)
   +0x031 ApcDisable       : 0x1 ''
1: kd> dt nt!_KTHREAD @$thread MutantListHead KernelApcDisable SpecialApcDisable CombinedApcDisable
   +0x308 MutantListHead   : _LIST_ENTRY [ 0xfffff804`0a503058 - 0xfffff804`0a503058 ]
   +0x1e4 KernelApcDisable : 0n-1
   +0x1e6 SpecialApcDisable : 0n0
   +0x1e4 CombinedApcDisable : 0xffff
1: kd> dt nt!_KTHREAD MutantListHead @$thread
   +0x308 MutantListHead   : _LIST_ENTRY [ 0xfffff804`0a503058 - 0xfffff804`0a503058 ]
1: kd> dt nt!_KTHREAD @$thread State
   +0x184 State            : 2 ( Running )
1: kd> dt _KTHREAD @$thread Header.SignalState
   +0x004 Header.SignalState : 0n0
1: kd> dt _KTHREAD @$thread Header.
   +0x000 Header.          : _DISPATCHER_HEADER
      +0x000 Lock             : 0n2621446
      +0x000 Type             : 0x6 ''
      +0x002 DpcActive        : 0x28 '('
      +0x004 SignalState      : 0n0
      +0x008 WaitListHead     : _LIST_ENTRY [ 0x00000000`00000000 - 0x00000000`00000000 ]
1: kd> dt -r1 nt!_KMUTANT poi(@$thread+308)-18
   +0x000 Header           : _DISPATCHER_HEADER
      +0x000 Lock             : 0n2
      +0x000 Type             : 0x2 ''
      +0x002 DpcActive        : 0 ''
      +0x004 SignalState      : 0n0
      +0x008 WaitListHead     : _LIST_ENTRY [ 0xfffff804`0a503048 - 0xfffff804`0a503048 ]
   +0x018 MutantListEntry  : _LIST_ENTRY [ 0xffffde8b`b9363348 - 0xffffde8b`b9363348 ]
      +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
      +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
   +0x028 OwnerThread      : 0xffffde8b`b9363040 _KTHREAD
      +0x000 Header           : _DISPATCHER_HEADER
      +0x028 InitialStack     : 0xffffc80f`44ab7610 Void
      +0x048 CycleTime        : 0
      +0x184 State            : 2 ( Running )
      +0x1e4 KernelApcDisable : 0n-1
      +0x1e4 CombinedApcDisable : 0xffff
      +0x1e6 SpecialApcDisable : 0n0
      +0x220 Process          : 0xffffde8b`b3861040 _KPROCESS
      +0x308 MutantListHead   : _LIST_ENTRY [ 0xfffff804`0a503058 - 0xfffff804`0a503058 ]
   +0x030 MutantFlags      : 0 ''
   +0x030 Abandoned        : 0y0
   +0x030 Spare1           : 0y0000000 (0)
   +0x030 Abandoned2       : 0y0
   +0x030 AbEnabled        : 0y0
   +0x030 Spare2           : 0y000000 (0)
   +0x031 ApcDisable       : 0x1 ''
1: kd> dt -r nt!_LIST_ENTRY @$thread+308
   +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
      +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
         +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
            +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
            +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
         +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
            +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
            +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
      +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
         +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
            +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
            +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
         +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
            +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
            +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
   +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
      +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
         +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
            +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
            +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
         +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
            +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
            +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
      +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
         +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
            +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
            +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
         +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
            +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
            +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x000 Flink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
               +0x008 Blink            : 0xfffff804`0a503058 _LIST_ENTRY
                  +0x000 Flink            : 0xffffde8b`b9363348 _LIST_ENTRY
                  +0x008 Blink            : 0xffffde8b`b9363348 _LIST_ENTRY
1: kd> dt nt!_KMUTANT -l MutantListEntry.Flink poi(@$thread+308)-18 OwnerThread
MutantListEntry.Flink at 0xfffff804`0a503040
---------------------------------------------
   +0x028 OwnerThread      : 0xffffde8b`b9363040 _KTHREAD

MutantListEntry.Flink at 0xffffde8b`b9363330
---------------------------------------------
   +0x028 OwnerThread      : (null) 

1: kd> dt _KMUTANT -l Nope.Flink @rsp
no field 'Nope.Flink' in _KMUTANT
1: kd> dt _ETHREAD Cid.
   +0x478 Cid.             : _CLIENT_ID
      +0x000 UniqueProcess    : Ptr64 Void
      +0x008 UniqueThread     : Ptr64 Void
1: kd> dt _ETHREAD @$thread Cid.
   +0x478 Cid.             : _CLIENT_ID
      +0x000 UniqueProcess    : 0x00000000`00000004 Void
      +0x008 UniqueThread     : 0x00000000`0000011c Void
1: kd> dt _EPROCESS @$proc
   +0x000 Pcb              : _KPROCESS
   +0x440 UniqueProcessId  : 0x00000000`00000004 Void
   +0x448 ActiveProcessLinks : _LIST_ENTRY [ 0xfffff804`06c1ebc0 - 0xfffff804`06c1ebc0 ]
   +0x5a8 ImageFileName    : [15]  "System"
   +0x5e0 ThreadListHead   : _LIST_ENTRY [ 0xffffde8b`b9363528 - 0xffffde8b`b9363528 ]
1: kd> dt _UNICODE_STRING TestDriver+3140
   +0x000 Length           : 0x6
   +0x002 MaximumLength    : 0x8
   +0x008 Buffer           : 0xfffff804`0a503120 Uint2B
1: kd> dt _NOPE
Symbol _NOPE not found.
1: kd> dt
usage: dt [-r[N]] [-a[N]] [-v] [-y] [-l FIELD] TYPE [ADDRESS] [FIELD ...]
1: kd> dt _KTHREAD 0
   +0x000 Header           : _DISPATCHER_HEADER
   +0x028 InitialStack     : ??
   +0x048 CycleTime        : ??
   +0x184 State            : ??
   +0x1e4 KernelApcDisable : ??
   +0x1e4 CombinedApcDisable : ??
   +0x1e6 SpecialApcDisable : ??
   +0x220 Process          : ??
   +0x308 MutantListHead   : _LIST_ENTRY
1: kd> dt _KTHREAD @$thread Nope
no field 'Nope' in _KTHREAD
1: kd> dt _KAPC_STATE
   +0x000 ApcListHead      : [2] _LIST_ENTRY
   +0x020 Process          : Ptr64 _KPROCESS
1: kd> dt _KAPC_STATE @$thread+98
   +0x000 ApcListHead      : [2] _LIST_ENTRY [ 0x00000000`00000000 - 0x00000000`00000000 ]
   +0x020 Process          : (null) 
1: kd> dt -q _KAPC_STATE
dt has no option '-q': usage: dt [-r[N]] [-a[N]] [-v] [-y] [-l FIELD] TYPE [ADDRESS] [FIELD ...]
1: kd> dt -r9 _CLIENT_ID
   +0x000 UniqueProcess    : Ptr64 Void
   +0x008 UniqueThread     : Ptr64 Void
1: kd> dt _CLIENT_ID poi(0)
Memory access error at ')'
exit 0
