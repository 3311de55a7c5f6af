C:\lab>testsign TestDriver.sys & testsign exits.sys & bcdedit /set testsigning on & shutdown /r /t 0
lab: signed: TestDriver.sys
lab: signed: exits.sys
The operation completed successfully.
lab: the machine has started again.
C:\lab>sc create TestDrv type= kernel binPath= C:\lab\TestDriver.sys
[SC] CreateService SUCCESS
C:\lab>sc start TestDrv
[stopped: SYSTEM_EXIT_OWNED_MUTEX (39) '']
lab: the machine has started again.
C:\lab>sc query TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 1077  (0x435)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>dir C:\Windows
 Volume in drive C has no label.

 Directory of C:\Windows

12/29/2023  07:06 PM    <DIR>          .
12/29/2023  07:06 PM    <DIR>          ..
12/29/2023  07:06 PM                16 MEMORY.DMP
               1 File(s)             16 bytes
               2 Dir(s)
C:\lab>sc create Exits type= kernel binPath= C:\lab\exits.sys
[SC] CreateService SUCCESS
C:\lab>sc start Exits

SERVICE_NAME: Exits
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
[stopped: KERNEL_APC_PENDING_DURING_EXIT (20) '']
lab: the machine has started again.
C:\lab>notmyfault64
lab: its window is not shown: 'notmyfault64 /crash' is what its Crash button
lab: does.
C:\lab>notmyfault64 /crash
[stopped: DRIVER_IRQL_NOT_LESS_OR_EQUAL (d1) 'myfault.sys']
lab: the machine has started again.
C:\lab>crash
[stopped: MANUALLY_INITIATED_CRASH (e2) '']
lab: the machine has started again.
C:\lab>sc config TestDrv start= auto
[SC] ChangeServiceConfig SUCCESS
C:\lab>sc config TestDrv start= system & shutdown /r /t 0 & echo never
[SC] ChangeServiceConfig SUCCESS
lab: the machine has started again.
[stopped: SYSTEM_EXIT_OWNED_MUTEX (39) '']
lab: the machine has started again.
lab: it stopped while it started, by a service that starts by itself. It was
lab: started without those, as Windows' recovery offers: 'sc config NAME start=
lab: demand' or 'sc delete NAME' before the next restart.
C:\lab>sc query TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 1077  (0x435)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc delete TestDrv
[SC] DeleteService SUCCESS
C:\lab>sc query TestDrv
[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

The specified service does not exist as an installed service.

exit 0
