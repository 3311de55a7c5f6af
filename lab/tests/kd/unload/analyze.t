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
