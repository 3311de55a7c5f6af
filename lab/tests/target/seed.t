# copy TestDriver
C:\lab>sc.exe create TestDrv type= kernel binPath= C:\lab\TestDriver.sys
[SC] CreateService SUCCESS
C:\lab>bcdedit /set testsigning on
The operation completed successfully.
C:\lab>shutdown /r /t 0
lab: the machine has started again.
C:\lab>testsign TestDriver.sys
lab: signed: TestDriver.sys
C:\lab>sc.exe start TestDrv

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
