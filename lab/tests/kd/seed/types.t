1: kd> dt nt!_KTHREAD @$thread WaitBlock
   +0x140 WaitBlock        : [4] _KWAIT_BLOCK
1: kd> dt -r1 nt!_KTHREAD @$thread WaitBlock
   +0x140 WaitBlock        : [4] _KWAIT_BLOCK
      +0x000 WaitListEntry    : _LIST_ENTRY [ 0xffffde8b`b9120180 - 0xffffde8b`b38d2c48 ]
      +0x010 WaitType         : 0x1 ''
      +0x011 BlockState       : 0x5 ''
      +0x012 WaitKey          : 0
      +0x014 SpareLong        : 0n2
      +0x018 NotificationQueue : 0xffffde8b`b9363040 _KQUEUE
      +0x018 Thread           : 0xffffde8b`b9363040 _KTHREAD
      +0x020 Object           : 0xffffde8b`b38d2c40 Void
      +0x028 SparePtr         : (null) 
1: kd> dt nt!_KTHREAD @$thread WaitBlock[1].Thread WaitBlock[3]
   +0x188 WaitBlock[1].Thread : (null) 
   +0x1d0 WaitBlock[3]     : _KWAIT_BLOCK
1: kd> dt nt!_KTHREAD @$thread WaitBlock[4]
no field 'WaitBlock[4]' in _KTHREAD
1: kd> dt nt!_KTHREAD @$thread State[0]
no field 'State[0]' in _KTHREAD
1: kd> dt -a4 nt!_DRIVER_OBJECT ffffde8bb8f3de30 MajorFunction
   +0x070 MajorFunction    : [28] 
    [00] ??
    [01] ??
    [02] ??
    [03] ??
1: kd> dt -a nt!_KTHREAD @$thread WaitBlock
   +0x140 WaitBlock        : [4] 
    [00] _KWAIT_BLOCK
    [01] _KWAIT_BLOCK
    [02] _KWAIT_BLOCK
    [03] _KWAIT_BLOCK
1: kd> dt nt!_KM*
          nt!_KMUTANT
1: kd> dt nt!*ZZ*
Symbol nt!*ZZ* not found.
1: kd> dt -v nt!_KMUTANT
struct _KMUTANT, 10 elements, 0x38 bytes
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
1: kd> dt -y nt!_KTHREAD @$thread Kern Mut
   +0x058 KernelStack      : 0xffffc80f`44ab71a0 Void
   +0x078 KernelStackResident : 0y0
   +0x1e4 KernelApcDisable : 0n-1
   +0x28c KernelTime       : 0
   +0x308 MutantListHead   : _LIST_ENTRY [ 0xfffff804`09c56018 - 0xfffff804`09c56018 ]
1: kd> dt nt!_EPROCESS @$proc -y Image Uni
   +0x440 UniqueProcessId  : 0x00000000`00000004 Void
   +0x5a0 ImageFilePointer : (null) 
   +0x5a8 ImageFileName    : [15]  "System"
1: kd> dt nt!_KMUTANT poi(@$thread+308)-18 -v
struct _KMUTANT, 10 elements, 0x38 bytes
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
1: kd> dt nt!PsLoadedModuleList
   +0x000 Flink            : 0xffffde8b`b3650b40 _LIST_ENTRY
   +0x008 Blink            : 0xffffde8b`b9a04bc0 _LIST_ENTRY
1: kd> dt nt!_NT_PRODUCT_TYPE
   NtProductWinNt = 0n1
   NtProductLanManNt = 0n2
   NtProductServer = 0n3
1: kd> dt -q nt!_KMUTANT
dt has no option '-q': usage: dt [-r[N]] [-a[N]] [-v] [-y] [-l FIELD] TYPE [ADDRESS] [FIELD ...]
1: kd> dt -a nt!_EPROCESS @$proc ImageFileName
   +0x5a8 ImageFileName    : [15]  "System"
1: kd> dt -r2 nt!_EPROCESS ffffde8bb90ab080 Pcb.Header.WaitListHead
   +0x008 Pcb.Header.WaitListHead : _LIST_ENTRY [ 0xffffde8b`b90ab088 - 0xffffde8b`b90ab088 ]
      +0x000 Flink            : 0xffffde8b`b90ab088 _LIST_ENTRY
         +0x000 Flink            : 0xffffde8b`b90ab088 _LIST_ENTRY
         +0x008 Blink            : 0xffffde8b`b90ab088 _LIST_ENTRY
      +0x008 Blink            : 0xffffde8b`b90ab088 _LIST_ENTRY
         +0x000 Flink            : 0xffffde8b`b90ab088 _LIST_ENTRY
         +0x008 Blink            : 0xffffde8b`b90ab088 _LIST_ENTRY
exit 0
