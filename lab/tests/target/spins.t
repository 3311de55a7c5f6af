# left
# copy spins
C:\lab>sc create TestDrv type= kernel binPath= C:\lab\spins.sys
[SC] CreateService SUCCESS
C:\lab>bcdedit /set testsigning on
The operation completed successfully.
C:\lab>shutdown /r /t 0
lab: the machine has started again.
C:\lab>testsign spins.sys
lab: signed: spins.sys
C:\lab>sc start TestDrv
lab: sc.exe does not come back: its window would stay as it is. A thread of
lab: System (ETHREAD ffffde8bb9363040) runs and runs.
lab: The next line is typed in another window. To see who waits for whom, force
lab: a dump: 'crash' (right Ctrl and Scroll Lock twice) always works,
lab: 'notmyfault64 /crash' only where a process can still start. 'reset' gives
lab: up.
C:\lab>dir /b
spins.sys
C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System                           4 Services                   0          N/A
services.exe                   676 Services                   0          N/A
cmd.exe                       7532 Console                    1          N/A
sc.exe                        7984 Console                    1          N/A
tasklist.exe                  7992 Console                    1          N/A
C:\lab>sc query TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 2  START_PENDING
                                (NOT_STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 1077  (0x435)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc stop TestDrv
[SC] ControlService FAILED 1061:

The service cannot accept control messages at this time.

C:\lab>sc start TestDrv
[SC] StartService FAILED 1056:

An instance of the service is already running.

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
left: spins.sys
kd> .bugcheck
Bugcheck code 000000E2
Arguments 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000
kd> x spins!*
fffff804`09c51000          spins!DriverEntry (<no parameter info>)
