# copy refuses
C:\lab>testsign refuses.sys & bcdedit /set testsigning on & shutdown /r /t 0
lab: signed: refuses.sys
The operation completed successfully.
lab: the machine has started again.
C:\lab>sc create R type= kernel binPath= C:\lab\refuses.sys
[SC] CreateService SUCCESS
C:\lab>sc start R

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
C:\lab>sc query R
Access is denied.
lab: sc.exe was not started (status C0000022): a driver's notify routine can
lab: refuse a process.
C:\lab>start notepad
Access is denied.
lab: notepad.exe was not started (status C0000022): a driver's notify routine
lab: can refuse a process.
C:\lab>taskkill /im cmd.exe /f
Access is denied.
lab: taskkill.exe was not started (status C0000022): a driver's notify routine
lab: can refuse a process.
C:\lab>reset
lab: the machine has started again.
C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System                           4 Services                   0          N/A
services.exe                   676 Services                   0          N/A
cmd.exe                       7532 Console                    1          N/A
tasklist.exe                  7984 Console                    1          N/A
exit 0
