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
Bugcheck: CE (FFFFF80409C510B0, 10, FFFFF80409C510B0, 0)
0: kd> .bugcheck
Bugcheck code 000000CE
Arguments fffff804`09c510b0 00000000`00000010 fffff804`09c510b0 00000000`00000000
0: kd> !analyze -v
*******************************************************************************
*                                                                             *
*                        Bugcheck Analysis                                    *
*                                                                             *
*******************************************************************************

DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS (ce)
A driver unloaded without cancelling timers, DPCs, worker threads, etc.
The broken driver's name is displayed on the screen and saved in
KiBugCheckDriver.
Arguments:
Arg1: fffff80409c510b0, memory referenced
Arg2: 0000000000000010, value 0 = read operation, 1 = write operation
Arg3: fffff80409c510b0, If non-zero, the instruction address which referenced the bad memory
	address.
Arg4: 0000000000000000, Mm internal code.

Debugging Details:
------------------


KEY_VALUES_STRING: 1

    Key  : Bugcheck.Code.KiBugCheckData
    Value: 0xce

    Key  : Bugcheck.Code.LegacyAPI
    Value: 0xce

    Key  : Failure.Bucket
    Value: 0xCE_IMAGE_UnloadForgets.sys

    Key  : Failure.Hash
    Value: {49c99091-d40d-265d-e421-c1ce2da3f9e2}

    Key  : SecureKernel.HalpHvciEnabled
    Value: 0

    Key  : WER.OS.Branch
    Value: vb_release

    Key  : WER.OS.Version
    Value: 10.0.19041.1


BUGCHECK_CODE:  ce

BUGCHECK_P1: fffff80409c510b0

BUGCHECK_P2: 10

BUGCHECK_P3: fffff80409c510b0

BUGCHECK_P4: 0

FILE_IN_CAB:  MEMORY.DMP

VIRTUAL_MACHINE:  HyperV

READ_ADDRESS:  fffff80409c510b0 

MM_INTERNAL_CODE:  0

BLACKBOXBSD: 1 (!blackboxbsd)


BLACKBOXNTFS: 1 (!blackboxntfs)


BLACKBOXPNP: 1 (!blackboxpnp)


BLACKBOXWINLOGON: 1

PROCESS_NAME:  sc.exe

TRAP_FRAME:  ffffc80f45217010 -- (.trap 0xffffc80f45217010)
NOTE: The trap frame does not contain all registers.
Some register values may be zeroed or incorrect.
rax=fffff80409c510b0 rbx=0000000000000001 rcx=0000000000001d6c
rdx=0000000000001f40 rsi=ffffde8bd0005370 rdi=ffffde8bb9a04dc0
rip=fffff80409c510b0 rsp=ffffc80f452171a8 rbp=ffffc80f45217500
 r8=0000000000000000  r9=0000000000000000 r10=0000000000000000
r11=0000000000000000 r12=0000000000000000 r13=0000000000000000
r14=0000000000000000 r15=0000000000000000
iopl=0         nv up ei ng nz na po nc
fffff804`09c510b0 ??              ???
Resetting default scope

STACK_TEXT:  
ffffc80f`45216f88 fffff804`06460080     : 00000000`000000ce fffff804`09c510b0 00000000`00000010 fffff804`09c510b0 : nt!KeBugCheckEx
ffffc80f`45216f90 fffff804`0640dc5e     : ffffc80f`45217500 fffff804`063fd116 00000000`00000000 00000000`00000000 : nt!MmAccessFault+0x80
ffffc80f`45217010 fffff804`09c510b0     : fffff804`06460b80 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KiPageFault+0x35e
ffffc80f`452171a8 fffff804`06460b80     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : <Unloaded_UnloadForgets.sys>+0x10b0
ffffc80f`452171b0 fffff804`06460f80     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspCallProcessNotifyRoutines+0x80
ffffc80f`45217290 fffff804`06460e90     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspExitProcess+0x80
ffffc80f`452172e0 fffff804`06460d80     : 00000000`00000000 0000004c`92bcf780 ffffde8b`b9a058a0 fffff804`06411235 : nt!PspExitThread+0x90
ffffc80f`452173f0 fffff804`06460c80     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PspTerminateThreadByPointer+0x80
ffffc80f`45217430 fffff804`06411235     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!NtTerminateProcess+0x80
ffffc80f`45217480 00007ffb`5e04e1c4     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : nt!KiSystemServiceCopyEnd+0x25
0000004c`92bcf5a8 00000000`00000000     : ????????`???????? ????????`???????? ????????`???????? ????????`???????? : 0x00007ffb`5e04e1c4


SYMBOL_NAME:  <Unloaded_UnloadForgets.sys>+10b0

MODULE_NAME: UnloadForgets.sys

IMAGE_NAME:  UnloadForgets.sys

STACK_COMMAND:  .cxr; .ecxr ; kb

BUCKET_ID_FUNC_OFFSET:  10b0

FAILURE_BUCKET_ID:  0xCE_IMAGE_UnloadForgets.sys

OS_VERSION:  10.0.19041.1

BUILDLAB_STR:  vb_release

OSPLATFORM_TYPE:  x64

OSNAME:  Windows 10

FAILURE_ID_HASH:  {49c99091-d40d-265d-e421-c1ce2da3f9e2}

Followup:     MachineOwner
0: kd> !analyze
*******************************************************************************
*                                                                             *
*                        Bugcheck Analysis                                    *
*                                                                             *
*******************************************************************************

BugCheck CE, {fffff80409c510b0, 10, fffff80409c510b0, 0}

Probably caused by : UnloadForgets.sys ( <Unloaded_UnloadForgets.sys>+10b0 )

Followup:     MachineOwner
---------
0: kd> kn
 # Child-SP          RetAddr               Call Site
00 ffffc80f`45216f88 fffff804`06460080     nt!KeBugCheckEx
01 ffffc80f`45216f90 fffff804`0640dc5e     nt!MmAccessFault+0x80
02 ffffc80f`45217010 fffff804`09c510b0     nt!KiPageFault+0x35e
03 ffffc80f`452171a8 fffff804`06460b80     <Unloaded_UnloadForgets.sys>+0x10b0
04 ffffc80f`452171b0 fffff804`06460f80     nt!PspCallProcessNotifyRoutines+0x80
05 ffffc80f`45217290 fffff804`06460e90     nt!PspExitProcess+0x80
06 ffffc80f`452172e0 fffff804`06460d80     nt!PspExitThread+0x90
07 ffffc80f`452173f0 fffff804`06460c80     nt!PspTerminateThreadByPointer+0x80
08 ffffc80f`45217430 fffff804`06411235     nt!NtTerminateProcess+0x80
09 ffffc80f`45217480 00007ffb`5e04e1c4     nt!KiSystemServiceCopyEnd+0x25
0a 0000004c`92bcf5a8 00000000`00000000     0x00007ffb`5e04e1c4
The stack ends here: user mode begins at 00007ffb5e04e1c4
0: kd> lm
start             end                 module name
fffff804`05f5d000 fffff804`06000000   hal        (no symbols)
fffff804`06000000 fffff804`07046000   nt         (isf symbols)

Unloaded modules:
fffff804`09c50000 fffff804`09c60000   UnloadForgets.sys
exit 0
