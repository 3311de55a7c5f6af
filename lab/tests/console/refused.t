C:\lab>testsign refuses.sys & bcdedit /set testsigning on & shutdown /r /t 0
lab: signed: refuses.sys
The operation completed successfully.
lab: the machine has started again.
C:\lab>sc create R type= kernel binPath= C:\lab\refuses.sys
[SC] CreateService SUCCESS
C:\lab>sc start R && echo yes

SERVICE_NAME: R
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
yes
C:\lab>sc stop R || echo no
Access is denied.
lab: sc.exe was not started (status C0000022): a driver's notify routine can
lab: refuse a process.
no
C:\lab>start notepad
Access is denied.
lab: notepad.exe was not started (status C0000022): a driver's notify routine
lab: can refuse a process.
C:\lab>start sc stop R
Access is denied.
lab: sc.exe was not started (status C0000022): a driver's notify routine can
lab: refuse a process.
C:\lab>taskkill /im cmd.exe /f
Access is denied.
lab: taskkill.exe was not started (status C0000022): a driver's notify routine
lab: can refuse a process.
C:\lab>dir /b r*.sys
refuses.sys
C:\lab>reset
lab: the machine has started again.
C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System Idle Process              0 Services                   0          N/A
System                           4 Services                   0          N/A
services.exe                   700 Services                   0          N/A
cmd.exe                       3000 Console                    1          N/A
tasklist.exe                  3004 Console                    1          N/A
exit 0
