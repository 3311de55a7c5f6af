C:\lab>sc create T type= kernel binPath= C:\lab\good.sys
[SC] OpenSCManager FAILED 5:

Access is denied.

C:\lab>sc start T
[SC] StartService: OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>sc stop T
[SC] OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>sc delete T
[SC] OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>sc query T
[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>net start T
System error 5 has occurred.

Access is denied.

C:\lab>bcdedit /set testsigning on
The boot configuration data store could not be opened.
Access is denied.
C:\lab>elevate
lab: this prompt is an administrator's now.
C:\lab>elevate
lab: this prompt is an administrator's already.
C:\lab>bcdedit /set testsigning on & shutdown /r /t 0
The operation completed successfully.
lab: the machine has started again.
C:\lab>testsign good.sys
lab: signed: good.sys
C:\lab>sc create T type= kernel binPath= C:\lab\good.sys
[SC] CreateService SUCCESS
C:\lab>sc start T

SERVICE_NAME: T
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
C:\lab>del good.sys
C:\lab\good.sys
Access is denied.
C:\lab>copy text.sys good.sys
The process cannot access the file because it is being used by another process.
        0 file(s) copied.
C:\lab>move good.sys x
Access is denied.
C:\lab>testsign good.sys
The process cannot access the file because it is being used by another process.
C:\lab>del *.sys
C:\lab\good.sys
Access is denied.
C:\lab>dir /b
good.sys
C:\lab>sc stop T

SERVICE_NAME: T
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>del good.sys
exit 0
