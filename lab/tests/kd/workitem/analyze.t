2: kd> .load mex
Mex External 3.0.0.7172 Loaded!
2: kd> !mex.di
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
Bugcheck: 1 (FFFFF80409C51100, 0, FFFF, 0)
2: kd> .bugcheck
Bugcheck code 00000001
Arguments fffff804`09c51100 00000000`00000000 00000000`0000ffff 00000000`00000000
2: kd> !analyze -v
*******************************************************************************
*                                                                             *
*                        Bugcheck Analysis                                    *
*                                                                             *
*******************************************************************************

APC_INDEX_MISMATCH (1)
This is a kernel internal error. The most common reason to see this
BugCheck is when a filesystem or a driver has a mismatched number of
calls to disable and re-enable APCs. The key data item is the
Thread->CombinedApcDisable field.
Arguments:
Arg1: fffff80409c51100, Address of system call function or worker routine
Arg2: 0000000000000000, Thread->ApcStateIndex
Arg3: 000000000000ffff, (Thread->SpecialApcDisable << 16) | Thread->KernelApcDisable
Arg4: 0000000000000000, Call type (0 - system call, 1 - worker routine)

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
    Value: 0x1

    Key  : Bugcheck.Code.LegacyAPI
    Value: 0x1

    Key  : Failure.Bucket
    Value: 0x1_WorkItem!Routine

    Key  : Failure.Hash
    Value: {5a2f4a00-b85c-84d6-76d4-479f9d3f2e83}

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


BUGCHECK_CODE:  1

BUGCHECK_P1: fffff80409c51100

BUGCHECK_P2: 0

BUGCHECK_P3: ffff

BUGCHECK_P4: 0

FILE_IN_CAB:  MEMORY.DMP

VIRTUAL_MACHINE:  HyperV

BLACKBOXBSD: 1 (!blackboxbsd)


BLACKBOXNTFS: 1 (!blackboxntfs)


BLACKBOXPNP: 1 (!blackboxpnp)


BLACKBOXWINLOGON: 1

PROCESS_NAME:  System

STACK_TEXT:  
ffffc80f`44a1e498 fffff804`06472690     : 00000000`00000001 fffff804`09c51100 00000000`00000000 00000000`0000ffff : nt!KeBugCheckEx
ffffc80f`44a1e4a0 fffff804`062c46b5     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!IopProcessWorkItem+0x90
ffffc80f`44a1e4f0 fffff804`063078e5     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!ExpWorkerThread+0x105
ffffc80f`44a1e590 fffff804`064064b8     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspSystemThreadStartup+0x55
ffffc80f`44a1e5e0 00000000`00000000     : ffffc80f`44a1f000 ffffc80f`44a18000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28


SYMBOL_NAME:  WorkItem!Routine+0

MODULE_NAME: WorkItem

IMAGE_NAME:  WorkItem.sys

STACK_COMMAND:  .cxr; .ecxr ; kb

BUCKET_ID_FUNC_OFFSET:  0

FAILURE_BUCKET_ID:  0x1_WorkItem!Routine

OS_VERSION:  10.0.19041.1

BUILDLAB_STR:  vb_release

OSPLATFORM_TYPE:  x64

OSNAME:  Windows 10

FAILURE_ID_HASH:  {5a2f4a00-b85c-84d6-76d4-479f9d3f2e83}

Followup:     MachineOwner
2: kd> kn
 # Child-SP          RetAddr               Call Site
00 ffffc80f`44a1e498 fffff804`06472690     nt!KeBugCheckEx
01 ffffc80f`44a1e4a0 fffff804`062c46b5     nt!IopProcessWorkItem+0x90
02 ffffc80f`44a1e4f0 fffff804`063078e5     nt!ExpWorkerThread+0x105
03 ffffc80f`44a1e590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
04 ffffc80f`44a1e5e0 00000000`00000000     nt!KiStartSystemThread+0x28
2: kd> lm
start             end                 module name
fffff804`05f5d000 fffff804`06000000   hal        (no symbols)
fffff804`06000000 fffff804`07046000   nt         (isf symbols)
fffff804`09c50000 fffff804`09c5f000   WorkItem   (coff symbols)
2: kd> ln poi(nt!KiBugCheckData+8)
(fffff804`09c51100)   WorkItem!Routine
Exact matches:
    WorkItem!Routine (void)
exit 0
