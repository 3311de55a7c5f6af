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
Bugcheck: 7E (FFFFFFFFC0000046, FFFFF8040631A4D5, FFFFC80F44AB6C70, FFFFC80F44AB6D10)
2: kd> .bugcheck
Bugcheck code 0000007E
Arguments ffffffff`c0000046 fffff804`0631a4d5 ffffc80f`44ab6c70 ffffc80f`44ab6d10
2: kd> !analyze
*******************************************************************************
*                                                                             *
*                        Bugcheck Analysis                                    *
*                                                                             *
*******************************************************************************

BugCheck 7E, {ffffffffc0000046, fffff8040631a4d5, ffffc80f44ab6c70, ffffc80f44ab6d10}

Probably caused by : Stranger.sys ( Stranger!DriverEntry+3d )

Followup:     MachineOwner
---------
2: kd> !analyze -v
*******************************************************************************
*                                                                             *
*                        Bugcheck Analysis                                    *
*                                                                             *
*******************************************************************************

SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (7e)
Arguments:
Arg1: ffffffffc0000046, The exception code that was not handled
Arg2: fffff8040631a4d5, The address that the exception occurred at
Arg3: ffffc80f44ab6c70, Exception Record Address
Arg4: ffffc80f44ab6d10, Context Record Address

Debugging Details:
------------------


KEY_VALUES_STRING: 1

    Key  : Bugcheck.Code.KiBugCheckData
    Value: 0x7e

    Key  : Bugcheck.Code.LegacyAPI
    Value: 0x7e

    Key  : Failure.Bucket
    Value: 0x7E_c0000046_Stranger!DriverEntry

    Key  : Failure.Hash
    Value: {e7cb50d5-a8e4-925c-09fb-b3b61cc47212}

    Key  : SecureKernel.HalpHvciEnabled
    Value: 0

    Key  : WER.OS.Branch
    Value: vb_release

    Key  : WER.OS.Version
    Value: 10.0.19041.1


BUGCHECK_CODE:  7e

BUGCHECK_P1: ffffffffc0000046

BUGCHECK_P2: fffff8040631a4d5

BUGCHECK_P3: ffffc80f44ab6c70

BUGCHECK_P4: ffffc80f44ab6d10

FILE_IN_CAB:  MEMORY.DMP

VIRTUAL_MACHINE:  HyperV

EXCEPTION_RECORD:  ffffc80f44ab6c70 -- (.exr 0xffffc80f44ab6c70)
ExceptionAddress: fffff8040631a4d5 (nt!KeReleaseMutex+0x0000000000000005)
   ExceptionCode: c0000046
  ExceptionFlags: 00000001
NumberParameters: 0

CONTEXT:  ffffc80f44ab6d10 -- (.cxr 0xffffc80f44ab6d10)
rax=0000000000000000 rbx=ffffde8bd000d060 rcx=00000000c0000046
rdx=0000000000000000 rsi=fffff80409c56020 rdi=fffff8040677fe00
rip=fffff8040631a4d5 rsp=ffffc80f44ab7220 rbp=0000000000000000
 r8=0000000000000000  r9=0000000000000000 r10=0000000000000000
r11=0000000000000000 r12=ffffc80f43c8f3f0 r13=0000000000000000
r14=0000000000000000 r15=0000000000000000
iopl=0         nv up ei ng nz na po nc
cs=0010  ss=0018  ds=002b  es=002b  fs=0053  gs=002b             efl=00000282
nt!KeReleaseMutex+0x5:
fffff804`0631a4d5 4883c428        add     rsp,28h
Resetting default scope

BLACKBOXBSD: 1 (!blackboxbsd)


BLACKBOXNTFS: 1 (!blackboxntfs)


BLACKBOXPNP: 1 (!blackboxpnp)


BLACKBOXWINLOGON: 1

PROCESS_NAME:  System

ERROR_CODE: (NTSTATUS) 0xc0000046 - An attempt to release a mutant object was made by a thread that was not the owner of the mutant object.

EXCEPTION_CODE_STR:  c0000046

EXCEPTION_STR:  0xc0000046

STACK_TEXT:  
ffffc80f`44ab7220 fffff804`09c5108d     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!KeReleaseMutex+0x5
ffffc80f`44ab7250 fffff804`06460780     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : Stranger!DriverEntry+0x3d
ffffc80f`44ab7290 fffff804`0673bcc4     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!PnpCallDriverEntry+0x80
ffffc80f`44ab72e0 fffff804`0677fe57     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!IopLoadDriver+0x4d4
ffffc80f`44ab74b0 fffff804`062c46b5     : 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000 : nt!IopLoadUnloadDriver+0x57
ffffc80f`44ab74f0 fffff804`063078e5     : ffffde8b`b9363040 00000000`00000080 ffffde8b`b3861040 ffffffff`feccf0fc : nt!ExpWorkerThread+0x105
ffffc80f`44ab7590 fffff804`064064b8     : ffffc980`d3756180 ffffde8b`b9363040 fffff804`06307890 feafdff6`fe2c2c60 : nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     : ffffc80f`44ab8000 ffffc80f`44ab1000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28


SYMBOL_NAME:  Stranger!DriverEntry+3d

MODULE_NAME: Stranger

IMAGE_NAME:  Stranger.sys

STACK_COMMAND:  .cxr 0xffffc80f44ab6d10 ; kb

BUCKET_ID_FUNC_OFFSET:  3d

FAILURE_BUCKET_ID:  0x7E_c0000046_Stranger!DriverEntry

OS_VERSION:  10.0.19041.1

BUILDLAB_STR:  vb_release

OSPLATFORM_TYPE:  x64

OSNAME:  Windows 10

FAILURE_ID_HASH:  {e7cb50d5-a8e4-925c-09fb-b3b61cc47212}

Followup:     MachineOwner
2: kd> kn
 # Child-SP          RetAddr               Call Site
00 ffffc80f`44ab6c38 fffff804`06460280     nt!KeBugCheckEx
01 ffffc80f`44ab6c40 fffff804`0631a4d5     nt!RtlRaiseStatus+0x80
02 ffffc80f`44ab7220 fffff804`09c5108d     nt!KeReleaseMutex+0x5
03 ffffc80f`44ab7250 fffff804`06460780     Stranger!DriverEntry+0x3d
04 ffffc80f`44ab7290 fffff804`0673bcc4     nt!PnpCallDriverEntry+0x80
05 ffffc80f`44ab72e0 fffff804`0677fe57     nt!IopLoadDriver+0x4d4
06 ffffc80f`44ab74b0 fffff804`062c46b5     nt!IopLoadUnloadDriver+0x57
07 ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x105
08 ffffc80f`44ab7590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
09 ffffc80f`44ab75e0 00000000`00000000     nt!KiStartSystemThread+0x28
2: kd> lm
start             end                 module name
fffff804`05f5d000 fffff804`06000000   hal        (no symbols)
fffff804`06000000 fffff804`07046000   nt         (isf symbols)
fffff804`09c50000 fffff804`09c60000   Stranger   (coff symbols)
2: kd> .exr ffffc80f44ab6c70
ExceptionAddress: fffff8040631a4d5 (nt!KeReleaseMutex+0x0000000000000005)
   ExceptionCode: c0000046
  ExceptionFlags: 00000001
NumberParameters: 0
2: kd> .cxr ffffc80f44ab6d10
rax=0000000000000000 rbx=ffffde8bd000d060 rcx=00000000c0000046
rdx=0000000000000000 rsi=fffff80409c56020 rdi=fffff8040677fe00
rip=fffff8040631a4d5 rsp=ffffc80f44ab7220 rbp=0000000000000000
 r8=0000000000000000  r9=0000000000000000 r10=0000000000000000
r11=0000000000000000 r12=ffffc80f43c8f3f0 r13=0000000000000000
r14=0000000000000000 r15=0000000000000000
iopl=0         nv up ei ng nz na po nc
cs=0010  ss=0018  ds=002b  es=002b  fs=0053  gs=002b             efl=00000282
nt!KeReleaseMutex+0x5:
fffff804`0631a4d5 4883c428        add     rsp,28h
2: kd> kn
  *** Stack trace for last set context - .thread/.cxr resets it
 # Child-SP          RetAddr               Call Site
00 ffffc80f`44ab7220 fffff804`09c5108d     nt!KeReleaseMutex+0x5
01 ffffc80f`44ab7250 fffff804`06460780     Stranger!DriverEntry+0x3d
02 ffffc80f`44ab7290 fffff804`0673bcc4     nt!PnpCallDriverEntry+0x80
03 ffffc80f`44ab72e0 fffff804`0677fe57     nt!IopLoadDriver+0x4d4
04 ffffc80f`44ab74b0 fffff804`062c46b5     nt!IopLoadUnloadDriver+0x57
05 ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x105
06 ffffc80f`44ab7590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
07 ffffc80f`44ab75e0 00000000`00000000     nt!KiStartSystemThread+0x28
2: kd> .cxr
Resetting default scope
exit 0
