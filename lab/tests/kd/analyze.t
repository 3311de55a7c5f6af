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
1: kd> !analyze
*******************************************************************************
*                                                                             *
*                        Bugcheck Analysis                                    *
*                                                                             *
*******************************************************************************

BugCheck 39, {fffff8040677fe00, ffffc80f43c8f3f0, ffffc80f43c8f3f0, 0}

Probably caused by : ntkrnlmp.exe ( nt!IopLoadUnloadDriver+0 )

Followup:     MachineOwner
---------
1: kd> !analyze -v
*******************************************************************************
*                                                                             *
*                        Bugcheck Analysis                                    *
*                                                                             *
*******************************************************************************

SYSTEM_EXIT_OWNED_MUTEX (39)
Arguments:
Arg1: fffff8040677fe00
Arg2: ffffc80f43c8f3f0
Arg3: ffffc80f43c8f3f0
Arg4: 0000000000000000

Debugging Details:
------------------


KEY_VALUES_STRING: 1

    Key  : Analysis.CPU.mSec
    Value: N

    Key  : Analysis.Elapsed.mSec
    Value: N

    Key  : Analysis.IO.Other.Mb
    Value: N

    Key  : Analysis.IO.Read.Mb
    Value: N

    Key  : Analysis.IO.Write.Mb
    Value: N

    Key  : Analysis.Init.CPU.mSec
    Value: N

    Key  : Analysis.Init.Elapsed.mSec
    Value: N

    Key  : Analysis.Memory.CommitPeak.Mb
    Value: N

    Key  : Bugcheck.Code.KiBugCheckData
    Value: 0x39

    Key  : Bugcheck.Code.LegacyAPI
    Value: 0x39

    Key  : Failure.Bucket
    Value: 0x39_nt!IopLoadUnloadDriver

    Key  : Failure.Hash
    Value: {040db381-bc8d-17b6-aa75-a2fbc31557a4}

    Key  : Hypervisor.Enlightenments.Value
    Value: 1113060

    Key  : Hypervisor.Enlightenments.ValueHex
    Value: 10fbe4

    Key  : Hypervisor.Flags.AnyHypervisorPresent
    Value: 1

    Key  : Hypervisor.Flags.ApicEnlightened
    Value: 0

    Key  : Hypervisor.Flags.ApicVirtualizationAvailable
    Value: 0

    Key  : Hypervisor.Flags.AsyncMemoryHint
    Value: 0

    Key  : Hypervisor.Flags.CoreSchedulerRequested
    Value: 0

    Key  : Hypervisor.Flags.CpuManager
    Value: 0

    Key  : Hypervisor.Flags.DeprecateAutoEoi
    Value: 1

    Key  : Hypervisor.Flags.DynamicCpuDisabled
    Value: 1

    Key  : Hypervisor.Flags.Epf
    Value: 0

    Key  : Hypervisor.Flags.ExtendedProcessorMasks
    Value: 1

    Key  : Hypervisor.Flags.HardwareMbecAvailable
    Value: 1

    Key  : Hypervisor.Flags.MaxBankNumber
    Value: 0

    Key  : Hypervisor.Flags.MemoryZeroingControl
    Value: 0

    Key  : Hypervisor.Flags.NoExtendedRangeFlush
    Value: 0

    Key  : Hypervisor.Flags.NoNonArchCoreSharing
    Value: 0

    Key  : Hypervisor.Flags.Phase0InitDone
    Value: 1

    Key  : Hypervisor.Flags.PowerSchedulerQos
    Value: 0

    Key  : Hypervisor.Flags.RootScheduler
    Value: 0

    Key  : Hypervisor.Flags.SynicAvailable
    Value: 1

    Key  : Hypervisor.Flags.UseQpcBias
    Value: 0

    Key  : Hypervisor.Flags.Value
    Value: 659708

    Key  : Hypervisor.Flags.ValueHex
    Value: a10fc

    Key  : Hypervisor.Flags.VpAssistPage
    Value: 1

    Key  : Hypervisor.Flags.VsmAvailable
    Value: 1

    Key  : Hypervisor.RootFlags.AccessStats
    Value: 0

    Key  : Hypervisor.RootFlags.CrashdumpEnlightened
    Value: 0

    Key  : Hypervisor.RootFlags.CreateVirtualProcessor
    Value: 0

    Key  : Hypervisor.RootFlags.DisableHyperthreading
    Value: 0

    Key  : Hypervisor.RootFlags.HostTimelineSync
    Value: 0

    Key  : Hypervisor.RootFlags.HypervisorDebuggingEnabled
    Value: 0

    Key  : Hypervisor.RootFlags.IsHyperV
    Value: 0

    Key  : Hypervisor.RootFlags.LivedumpEnlightened
    Value: 0

    Key  : Hypervisor.RootFlags.MapDeviceInterrupt
    Value: 0

    Key  : Hypervisor.RootFlags.MceEnlightened
    Value: 0

    Key  : Hypervisor.RootFlags.Nested
    Value: 0

    Key  : Hypervisor.RootFlags.StartLogicalProcessor
    Value: 0

    Key  : Hypervisor.RootFlags.Value
    Value: 0

    Key  : Hypervisor.RootFlags.ValueHex
    Value: 0

    Key  : SecureKernel.HalpHvciEnabled
    Value: 0

    Key  : WER.OS.Branch
    Value: vb_release

    Key  : WER.OS.Version
    Value: 10.0.19041.1


BUGCHECK_CODE:  39

BUGCHECK_P1: fffff8040677fe00

BUGCHECK_P2: ffffc80f43c8f3f0

BUGCHECK_P3: ffffc80f43c8f3f0

BUGCHECK_P4: 0

FILE_IN_CAB:  MEMORY.DMP

PROCESS_NAME:  System

STACK_TEXT:  
ffffc80f`44ab74e8 fffff804`06456b56     : 00000000`00000039 fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 : nt!KeBugCheckEx
ffffc80f`44ab74f0 fffff804`063078e5     : ffffde8b`b9363040 00000000`00000080 ffffde8b`b3861040 ffffffff`feccf0fc : nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab7590 fffff804`064064b8     : ffffc980`d3756180 ffffde8b`b9363040 fffff804`06307890 feafdff6`fe2c2c60 : nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     : ffffc80f`44ab8000 ffffc80f`44ab1000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28


SYMBOL_NAME:  nt!IopLoadUnloadDriver+0

MODULE_NAME: nt

IMAGE_NAME:  ntkrnlmp.exe

STACK_COMMAND:  .cxr; .ecxr ; kb

BUCKET_ID_FUNC_OFFSET:  0

FAILURE_BUCKET_ID:  0x39_nt!IopLoadUnloadDriver

OS_VERSION:  10.0.19041.1

BUILDLAB_STR:  vb_release

OSPLATFORM_TYPE:  x64

OSNAME:  Windows 10

FAILURE_ID_HASH:  {040db381-bc8d-17b6-aa75-a2fbc31557a4}

Followup:     MachineOwner
1: kd> !analyze -show 39
SYSTEM_EXIT_OWNED_MUTEX (39)
Arguments:
Arg1: 0000000000000000
Arg2: 0000000000000000
Arg3: 0000000000000000
Arg4: 0000000000000000
1: kd> !analyze -show ce 1 2 3 4
DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS (ce)
A driver unloaded without cancelling timers, DPCs, worker threads, etc.
The broken driver's name is displayed on the screen and saved in
KiBugCheckDriver.
Arguments:
Arg1: 0000000000000001, memory referenced
Arg2: 0000000000000002, value 0 = read operation, 1 = write operation
Arg3: 0000000000000003, If non-zero, the instruction address which referenced the bad memory
	address.
Arg4: 0000000000000004, Mm internal code.
1: kd> !analyze -show 1
APC_INDEX_MISMATCH (1)
This is a kernel internal error. The most common reason to see this
BugCheck is when a filesystem or a driver has a mismatched number of
calls to disable and re-enable APCs. The key data item is the
Thread->CombinedApcDisable field.
Arguments:
Arg1: 0000000000000000, Address of system call function or worker routine
Arg2: 0000000000000000, Thread->ApcStateIndex
Arg3: 0000000000000000, (Thread->SpecialApcDisable << 16) | Thread->KernelApcDisable
Arg4: 0000000000000000, Call type (0 - system call, 1 - worker routine)
1: kd> !analyze -show 12345
Unknown bugcheck code (12345)
Arguments:
Arg1: 0000000000000000
Arg2: 0000000000000000
Arg3: 0000000000000000
Arg4: 0000000000000000
1: kd> !analyze -x
usage: !analyze [-v | -show CODE [P1 P2 P3 P4]]
1: kd> !Analyze -show e2
MANUALLY_INITIATED_CRASH (e2)
The user manually initiated this crash dump.
Arguments:
Arg1: 0000000000000000
Arg2: 0000000000000000
Arg3: 0000000000000000
Arg4: 0000000000000000
1: kd> !analyze -show 1000007e 1 2 3 4
SYSTEM_THREAD_EXCEPTION_NOT_HANDLED_M (1000007e)
Arguments:
Arg1: 0000000000000001, The exception code that was not handled
Arg2: 0000000000000002, The address that the exception occurred at
Arg3: 0000000000000003, Exception Record Address
Arg4: 0000000000000004, Context Record Address
exit 0
