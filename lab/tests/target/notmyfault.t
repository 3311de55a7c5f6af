# copy mutex-both
C:\lab>notmyfault64 /crash

:(

Your device ran into a problem and needs to restart. We're just
collecting some error info, and then we'll restart for you.

100% complete

For more information about this issue and possible fixes, visit
https://www.windows.com/stopcode

If you call a support person, give them this info:
Stop code: DRIVER_IRQL_NOT_LESS_OR_EQUAL
What failed: myfault.sys

lab: the dump is C:\Windows\MEMORY.DMP there, here
lab:   WORK/stopped/MEMORY.DMP
lab: open it with
lab:   ./kdlab kd -z WORK/stopped/MEMORY.DMP -y DATA/dumps/symbols
exit 3
kd> !mex.di
Computer Name:  Not Found
Windows 10 Kernel Version 19041 MP (4 procs) Free x64
Product: WinNt, suite: TerminalServer SingleUserTS
Edition build lab: 19041.1.amd64fre.vb_release.191206-1406
Kernel base = 0xfffff804`06000000 PsLoadedModuleList = 0xfffff804`06c2a770
Debug session time: Fri Dec 29 23:06:10.787 2023 (UTC + 0:00)
System Uptime: 0 days 0:40:05.871
SystemManufacturer = Microsoft Corporation
SystemProductName = Virtual Machine
Processor: 11th Gen Intel(R) Core(TM) i7-1185G7 @ 3.00GHz
Bugcheck: D1 (FFFFA90F62000010, 2, 0, FFFFF80409C512D0)
Bugcheck: This is a myfault.sys dump.
kd> k
Child-SP          RetAddr               Call Site
ffffc80f`45206e68 fffff804`064124e9     nt!KeBugCheckEx
ffffc80f`45206e70 fffff804`0640dd74     nt!KiBugCheckDispatch+0x69
ffffc80f`45206fb0 fffff804`09c512d0     nt!KiPageFault+0x474
ffffc80f`45207140 fffff804`09c5168e     myfault+0x12d0
ffffc80f`45207170 fffff804`09c517f1     myfault+0x168e
ffffc80f`452071a0 fffff804`06476380     myfault+0x17f1
ffffc80f`452071d0 fffff804`06476680     nt!IofCallDriver+0x80
ffffc80f`45207210 fffff804`06476d80     nt!IopSynchronousServiceTail+0x80
ffffc80f`452072a0 fffff804`06476c80     nt!IopXxxControlFile+0x80
ffffc80f`452073a0 fffff804`06411235     nt!NtDeviceIoControlFile+0x80
ffffc80f`45207410 00007ffb`5e04e1c4     nt!KiSystemServiceCopyEnd+0x25
0000004c`92bcf5a8 00000000`00000000     0x00007ffb`5e04e1c4
The stack ends here: user mode begins at 00007ffb5e04e1c4
kd> lm
start             end                 module name
fffff804`05f5d000 fffff804`06000000   hal        (no symbols)
fffff804`06000000 fffff804`07046000   nt         (isf symbols)
fffff804`09c50000 fffff804`09c53000   myfault    (no symbols)
