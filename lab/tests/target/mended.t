# copy mutex-both
C:\lab>sc create TestDrv type= kernel binPath= C:\lab\mutex-both.sys
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

C:\lab>testsign mutex-both.sys
lab: signed: mutex-both.sys
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
C:\lab>sc start TestDrv
[SC] StartService FAILED 1056:

An instance of the service is already running.

C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System                           4 Services                   0          N/A
services.exe                   676 Services                   0          N/A
cmd.exe                       7532 Console                    1          N/A
tasklist.exe                  8008 Console                    1          N/A
C:\lab>start notepad
C:\lab>dbgview
00000001	TIME	\REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\TestDrv
00000002	TIME	exited
00000003	TIME	created
00000004	TIME	exited
00000005	TIME	created
00000006	TIME	exited
00000007	TIME	created
C:\lab>driverquery /v

Module Name  Display Name           Driver Type   Start Mode State      Status     Accept Stop Link Date              Path
============ ====================== ============= ========== ========== ========== =========== ====================== ================================
TestDrv      TestDrv                Kernel        Manual     Running    OK         TRUE                               \??\C:\lab\mutex-both.sys
C:\lab>sc delete TestDrv
[SC] DeleteService SUCCESS
C:\lab>sc delete TestDrv
[SC] DeleteService FAILED 1072:

The specified service has been marked for deletion.

C:\lab>sc create TestDrv type= kernel binPath= C:\lab\x.sys
[SC] CreateService FAILED 1072:

The specified service has been marked for deletion.

C:\lab>sc stop TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc query TestDrv
[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>taskkill /im notepad.exe
SUCCESS: Sent termination signal to the process "notepad.exe" with PID 8016.
C:\lab>dbgview
00000001	TIME	\REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\TestDrv
00000002	TIME	exited
00000003	TIME	created
00000004	TIME	exited
00000005	TIME	created
00000006	TIME	exited
00000007	TIME	created
00000008	TIME	created
00000009	TIME	exited
00000010	TIME	created
00000011	TIME	exited
00000012	TIME	created
00000013	TIME	exited
00000014	TIME	created
00000015	TIME	exited
00000016	TIME	created
00000017	TIME	unloaded
C:\lab>timeout /t 1
C:\lab>dir /b
mutex-both.sys
C:\lab>copy mutex-both.sys again.sys
        1 file(s) copied.
C:\lab>dir /b
again.sys
mutex-both.sys
C:\lab>del again.sys
C:\lab>dir \Windows
 Volume in drive C has no label.

 Directory of C:\Windows

12/29/2023  03:07 PM    <DIR>          .
12/29/2023  03:07 PM    <DIR>          ..
               0 File(s)              0 bytes
               2 Dir(s)
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
kd> .bugcheck
Bugcheck code 000000E2
Arguments 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000
