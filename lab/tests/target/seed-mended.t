# copy TestDriver.fixed
C:\lab>sc.exe create TestDrv type= kernel binPath= C:\lab\TestDriver.fixed.sys
[SC] CreateService SUCCESS
C:\lab>bcdedit /set testsigning on
The operation completed successfully.
C:\lab>shutdown /r /t 0
lab: the machine has started again.
C:\lab>testsign TestDriver.fixed.sys
lab: signed: TestDriver.fixed.sys
C:\lab>sc.exe start TestDrv

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
C:\lab>start notepad
C:\lab>taskkill /f /im notepad.exe
SUCCESS: The process "notepad.exe" with PID 7992 has been terminated.
C:\lab>dbgview
00000001	TIME	Driver loaded and process notify routine registered
00000002	TIME	|       7532 |     7984 | -                    |
00000003	TIME	|       7532 |     7992 | notepad.exe          |
00000004	TIME	|       7532 |     8000 | taskkill.exe         |
00000005	TIME	|       7532 |     7992 | -                    |
00000006	TIME	|       7532 |     8000 | -                    |
C:\lab>sc.exe stop TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc.exe query TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
exit 0
