# copy mutex-neither
C:\lab>sc create TestDrv type= kernel binPath= C:\lab\mutex-neither.sys
[SC] CreateService SUCCESS
C:\lab>sc start TestDrv
[SC] StartService FAILED 577:

Windows cannot verify the digital signature for this file. A recent hardware or software change might have installed a file that is signed incorrectly or damaged, or that might be malicious software from an unknown source.

C:\lab>bcdedit /set testsigning on
The operation completed successfully.
C:\lab>sc start TestDrv
[SC] StartService FAILED 577:

Windows cannot verify the digital signature for this file. A recent hardware or software change might have installed a file that is signed incorrectly or damaged, or that might be malicious software from an unknown source.

C:\lab>shutdown /r /t 0
lab: the machine has started again.
C:\lab>sc start TestDrv
[SC] StartService FAILED 577:

Windows cannot verify the digital signature for this file. A recent hardware or software change might have installed a file that is signed incorrectly or damaged, or that might be malicious software from an unknown source.

C:\lab>testsign mutex-neither.sys
lab: signed: mutex-neither.sys
C:\lab>sc start TestDrv

:(

Your device ran into a problem and needs to restart. We're just
collecting some error info, and then we'll restart for you.

100% complete

For more information about this issue and possible fixes, visit
https://www.windows.com/stopcode

If you call a support person, give them this info:
Stop code: SYSTEM_EXIT_OWNED_MUTEX

lab: the dump is C:\Windows\MEMORY.DMP there, here
lab:   WORK/stopped/MEMORY.DMP
lab: open it with
lab:   ./kdlab kd -z WORK/stopped/MEMORY.DMP -y DATA/dumps/symbols
exit 3
kd> .bugcheck
Bugcheck code 00000039
Arguments fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 00000000`00000000
kd> ln fffff8040677fe00
(fffff804`0677fe00)   nt!IopLoadUnloadDriver   |  (fffff804`06c00b20)   nt!KdDebuggerDataBlock
Exact matches:
    nt!IopLoadUnloadDriver (void)
