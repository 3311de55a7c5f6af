0: kd> .load mex
Mex External 3.0.0.7172 Loaded!
0: kd> !mex.di
Computer Name:  Not Found
Windows 10 Kernel Version 19041 MP (4 procs) Free x64
Product: WinNt, suite: TerminalServer SingleUserTS
Edition build lab: 19041.1.amd64fre.vb_release.191206-1406
Kernel base = 0xfffff804`06000000 PsLoadedModuleList = 0xfffff804`06c2a770
Debug session time: Fri Dec 29 15:06:10.787 2023 (UTC - 8:00)
System Uptime: 0 days 0:40:05.871
SystemManufacturer = Microsoft Corporation
SystemProductName = Virtual Machine
Processor: 11th Gen Intel(R) Core(TM) i7-1185G7 @ 3.00GHz
Bugcheck: 20 (0, FFFF, 0, 0)
0: kd> .bugcheck
Bugcheck code 00000020
Arguments 00000000`00000000 00000000`0000ffff 00000000`00000000 00000000`00000000
0: kd> !analyze -v
*******************************************************************************
*                                                                             *
*                        Bugcheck Analysis                                    *
*                                                                             *
*******************************************************************************

KERNEL_APC_PENDING_DURING_EXIT (20)
Arguments:
Arg1: 0000000000000000, The address of the APC found pending during exit.
Arg2: 000000000000ffff, The thread's APC disable count
Arg3: 0000000000000000, The current IRQL
Arg4: 0000000000000000

Debugging Details:
------------------


KEY_VALUES_STRING: 1

    Key  : Bugcheck.Code.KiBugCheckData
    Value: 0x20

    Key  : Bugcheck.Code.LegacyAPI
    Value: 0x20

    Key  : Failure.Bucket
    Value: 0x20_nt!KeRundownApcQueues

    Key  : Failure.Hash
    Value: {ebba7037-9457-cb76-9347-2cf69615ba59}

    Key  : SecureKernel.HalpHvciEnabled
    Value: 0

    Key  : WER.OS.Branch
    Value: vb_release

    Key  : WER.OS.Version
    Value: 10.0.19041.1


BUGCHECK_CODE:  20

BUGCHECK_P1: 0

BUGCHECK_P2: ffff

BUGCHECK_P3: 0

BUGCHECK_P4: 0

FILE_IN_CAB:  MEMORY.DMP

VIRTUAL_MACHINE:  HyperV

BLACKBOXBSD: 1 (!blackboxbsd)


BLACKBOXNTFS: 1 (!blackboxntfs)


BLACKBOXPNP: 1 (!blackboxpnp)


BLACKBOXWINLOGON: 1

PROCESS_NAME:  sc.exe

STACK_TEXT:  
ffffc80f`4520f288 fffff804`06461080     : 00000000`00000020 00000000`00000000 00000000`0000ffff 00000000`00000000 : nt!KeBugCheckEx
ffffc80f`4520f290 fffff804`06460ea0     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KeRundownApcQueues+0x80
ffffc80f`4520f2e0 fffff804`06460d80     : 00000000`00000000 0000004c`92bcf780 ffffde8b`b9a04320 fffff804`06411235 : nt!PspExitThread+0xa0
ffffc80f`4520f3f0 fffff804`06460c80     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspTerminateThreadByPointer+0x80
ffffc80f`4520f430 fffff804`06411235     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!NtTerminateProcess+0x80
ffffc80f`4520f480 00007ffb`5e04e1c4     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : nt!KiSystemServiceCopyEnd+0x25
0000004c`92bcf5a8 00000000`00000000     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : 0x00007ffb`5e04e1c4


SYMBOL_NAME:  nt!KeRundownApcQueues+80

MODULE_NAME: nt

IMAGE_NAME:  ntkrnlmp.exe

STACK_COMMAND:  .cxr; .ecxr ; kb

BUCKET_ID_FUNC_OFFSET:  80

FAILURE_BUCKET_ID:  0x20_nt!KeRundownApcQueues

OS_VERSION:  10.0.19041.1

BUILDLAB_STR:  vb_release

OSPLATFORM_TYPE:  x64

OSNAME:  Windows 10

FAILURE_ID_HASH:  {ebba7037-9457-cb76-9347-2cf69615ba59}

Followup:     MachineOwner
0: kd> kn
 # Child-SP          RetAddr               Call Site
00 ffffc80f`4520f288 fffff804`06461080     nt!KeBugCheckEx
01 ffffc80f`4520f290 fffff804`06460ea0     nt!KeRundownApcQueues+0x80
02 ffffc80f`4520f2e0 fffff804`06460d80     nt!PspExitThread+0xa0
03 ffffc80f`4520f3f0 fffff804`06460c80     nt!PspTerminateThreadByPointer+0x80
04 ffffc80f`4520f430 fffff804`06411235     nt!NtTerminateProcess+0x80
05 ffffc80f`4520f480 00007ffb`5e04e1c4     nt!KiSystemServiceCopyEnd+0x25
06 0000004c`92bcf5a8 00000000`00000000     0x00007ffb`5e04e1c4
The stack ends here: user mode begins at 00007ffb5e04e1c4
0: kd> lm
start             end                 module name
fffff804`05f5d000 fffff804`06000000   hal        (no symbols)
fffff804`06000000 fffff804`07046000   nt         (isf symbols)
fffff804`09c50000 fffff804`09c60000   EntryMended (coff symbols)
0: kd> !thread
THREAD ffffde8bb9a04320  Cid 1f38.1f3c  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 0
Not impersonating
Owning Process            ffffde8bb9a03840       Image:         sc.exe
Attached Process          N/A            Image:         N/A
Wait Start TickCount      153975         Ticks: 0
Context Switch Count      2
UserTime                  00:00:00.000
KernelTime                00:00:00.000
Win32 Start Address 0x00007ff7b36c3d10
Stack Init ffffc80f4520f610 Current ffffc80f4520efe0
Base ffffc80f45210000 Limit ffffc80f45209000
Priority 8 BasePriority 8 PriorityDecrement 0 IoPriority 2 PagePriority 5
Child-SP          RetAddr               : Args to Child                                                           : Call Site
ffffc80f`4520f288 fffff804`06461080     : 00000000`00000020 00000000`00000000 00000000`0000ffff 00000000`00000000 : nt!KeBugCheckEx
ffffc80f`4520f290 fffff804`06460ea0     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KeRundownApcQueues+0x80
ffffc80f`4520f2e0 fffff804`06460d80     : 00000000`00000000 0000004c`92bcf780 ffffde8b`b9a04320 fffff804`06411235 : nt!PspExitThread+0xa0
ffffc80f`4520f3f0 fffff804`06460c80     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspTerminateThreadByPointer+0x80
ffffc80f`4520f430 fffff804`06411235     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!NtTerminateProcess+0x80
ffffc80f`4520f480 00007ffb`5e04e1c4     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : nt!KiSystemServiceCopyEnd+0x25 (TrapFrame @ ffffc80f`4520f480)
0000004c`92bcf5a8 00000000`00000000     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : 0x00007ffb`5e04e1c4

0: kd> dt nt!_KTHREAD @$thread KernelApcDisable SpecialApcDisable
   +0x1e4 KernelApcDisable : 0n-1
   +0x1e6 SpecialApcDisable : 0n0
0: kd> !process -1 0
PROCESS ffffde8bb9a03840
    SessionId: none  Cid: 1f38    Peb: 00000000  ParentCid: 1d6c
    DirBase: 31c08000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: sc.exe

0: kd> ln EntryMended!Mutex
(fffff804`09c56000)   EntryMended!Mutex   |  (fffff804`09c57000)   EntryMended!_head_libntoskrnl_a
Exact matches:
    EntryMended!Mutex (void)
0: kd> !mex.mut EntryMended!Mutex

dt nt!_KMUTANT fffff80409c56000 () Recursive: [ -r1 -r2 -r ] Verbose Normal dt
==================================================================================
   +0x000 Header               : _DISPATCHER_HEADER
   +0x018 MutantListEntry      : _LIST_ENTRY [ 0xffffde8b`b9a04628 - 0xffffde8b`b9a04628 ] [EMPTY OR 1 ELEMENT]
   +0x028 OwnerThread          : 0xffffde8b`b9a04320 _KTHREAD (sc.exe)
   +0x030 MutantFlags          : 0 ''
   +0x030 Abandoned            : 0y0
   +0x030 Spare1               : 0y0000000 (0)
   +0x030 Abandoned2           : 0y0
   +0x030 AbEnabled            : 0y0
   +0x030 Spare2               : 0y000000 (0)
   +0x031 ApcDisable           : 0x1 ''


Number of waiters: 0
Owning Thread: ffffde8bb9a04320
exit 0
