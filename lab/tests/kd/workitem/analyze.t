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
2: kd> !analyze
*******************************************************************************
*                                                                             *
*                        Bugcheck Analysis                                    *
*                                                                             *
*******************************************************************************

BugCheck 1, {fffff80409c51100, 0, ffff, 0}

Probably caused by : WorkItem.sys ( WorkItem!Routine+0 )

Followup:     MachineOwner
---------
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
(fffff804`09c51100)   WorkItem!Routine   |  (fffff804`09c51140)   WorkItem!Unload
Exact matches:
    WorkItem!Routine (void)
exit 0
