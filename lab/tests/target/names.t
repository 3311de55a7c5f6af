# left
# copy mutex-both
C:\lab>testsign mutex-both.sys & bcdedit /set testsigning on & shutdown /r /t 0
lab: signed: mutex-both.sys
The operation completed successfully.
lab: the machine has started again.
C:\lab>copy mutex-both.sys "x/../../y.sys"
        1 file(s) copied.
C:\lab>copy mutex-both.sys MEMORY.DMP
        1 file(s) copied.
C:\lab>dir /b
MEMORY.DMP
mutex-both.sys
C:\lab>sc create N type= kernel binPath= "C:\lab\x/../../y.sys"
[SC] CreateService SUCCESS
C:\lab>sc start N

SERVICE_NAME: N
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
C:\lab>sc create M type= kernel binPath= C:\lab\MEMORY.DMP
[SC] CreateService SUCCESS
C:\lab>sc start M

SERVICE_NAME: M
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
C:\lab>crash

:(

Your device ran into a problem and needs to restart. We're just
collecting some error info, and then we'll restart for you.

100% complete

For more information about this issue and possible fixes, visit
https://www.windows.com/stopcode

If you call a support person, give them this info:
Stop code: MANUALLY_INITIATED_CRASH

lab: the dump is C:\Windows\MEMORY.DMP there, here
lab:   WORK/stopped/MEMORY.DMP
lab: open it with
lab:   ./kdlab kd -z WORK/stopped/MEMORY.DMP -y DATA/dumps/symbols
exit 3
left: y.sys
kd> .bugcheck
Bugcheck code 000000E2
Arguments 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000
