# copy mutex-unload-forgets
C:\lab>sc create TestDrv type= kernel binPath= C:\lab\mutex-unload-forgets.sys
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

C:\lab>testsign mutex-unload-forgets.sys
lab: signed: mutex-unload-forgets.sys
C:\lab>sc start TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
C:\lab>sc stop TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0

:(

Your device ran into a problem and needs to restart. We're just
collecting some error info, and then we'll restart for you.

100% complete

For more information about this issue and possible fixes, visit
https://www.windows.com/stopcode

If you call a support person, give them this info:
Stop code: DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS
What failed: mutex-unload-forgets.sys

lab: the dump is C:\Windows\MEMORY.DMP there, here
lab:   WORK/stopped/MEMORY.DMP
lab: open it with
lab:   ./kdlab kd -z WORK/stopped/MEMORY.DMP -y DATA/dumps/symbols
exit 3
kd> .bugcheck
Bugcheck code 000000CE
Arguments fffff804`09c51010 00000000`00000010 fffff804`09c51010 00000000`00000000
