C:\lab>for i in 1
'for' is not recognized as an internal or external command,
operable program or batch file.
C:\lab>bcdedit /set testsigning on & shutdown /r
The operation completed successfully.
lab: the machine has started again.
C:\lab>testsign good.sys & testsign fails.sys & testsign imports.sys & testsign x86.sys & testsign stays.sys & testsign inuse.sys
lab: signed: good.sys
lab: signed: fails.sys
lab: signed: imports.sys
lab: signed: x86.sys
lab: signed: stays.sys
lab: signed: inuse.sys
C:\lab>sc start TestDrv
[SC] StartService: OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>sc query TestDrv
[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>sc stop TestDrv
[SC] OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>sc delete TestDrv
[SC] OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>sc qc TestDrv
[SC] OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>sc create TestDrv type=kernel binPath="C:\lab\good.sys"
[SC] CreateService SUCCESS
C:\lab>sc create testdrv type= kernel binPath= C:\lab\good.sys
[SC] CreateService FAILED 1073:

The specified service already exists.

C:\lab>sc create a type= kernel
USAGE:
        sc <server> create [service name] [binPath= ] <option1> <option2>...
lab: sc create TestDrv type= kernel binPath= C:\lab\TestDriver.sys
C:\lab>sc create
USAGE:
        sc <server> create [service name] [binPath= ] <option1> <option2>...
lab: sc create TestDrv type= kernel binPath= C:\lab\TestDriver.sys
C:\lab>sc create a type kernel binPath= x

ERROR:  Invalid Option

lab: 'type' is not understood. Options are written 'type= kernel': the sign
lab: belongs to the name, a blank follows. Newer Windows takes 'type=kernel'
lab: too, none takes 'type ='.
C:\lab>sc create a type = kernel

ERROR:  Invalid Option

lab: 'type' is not understood. Options are written 'type= kernel': the sign
lab: belongs to the name, a blank follows. Newer Windows takes 'type=kernel'
lab: too, none takes 'type ='.
C:\lab>sc create a type= kernl binPath= x

ERROR:  Invalid type= field

lab: 'kernl' is no value of type=: there are kernel, filesys, own and share.
C:\lab>sc create a type= rec binPath= x
lab: sc has 'type= rec', and the lab does not model it: of type= there are
lab: kernel, filesys, own and share.
C:\lab>sc create a type= kernel start= never binPath= x

ERROR:  Invalid start= field

lab: 'never' is no value of start=: there are boot, system, auto, demand,
lab: disabled and delayed-auto.
C:\lab>sc create a error= bad binPath= x

ERROR:  Invalid error= field

lab: 'bad' is no value of error=: there are normal, severe, critical and
lab: ignore.
C:\lab>sc create a frob= x

ERROR:  Invalid Option

lab: 'frob=' is not understood. Options are written 'type= kernel': the sign
lab: belongs to the name, a blank follows. Newer Windows takes 'type=kernel'
lab: too, none takes 'type ='.
C:\lab>sc create a binPath= C:\lab\good.sys
[SC] CreateService SUCCESS
C:\lab>sc qc a
[SC] QueryServiceConfig SUCCESS

SERVICE_NAME: a
        TYPE               : 10  WIN32_OWN_PROCESS
        START_TYPE         : 3   DEMAND_START
        ERROR_CONTROL      : 1   NORMAL
        BINARY_PATH_NAME   : C:\lab\good.sys
        LOAD_ORDER_GROUP   :
        TAG                : 0
        DISPLAY_NAME       : a
        DEPENDENCIES       :
        SERVICE_START_NAME : LocalSystem
C:\lab>sc start a
[SC] StartService FAILED 129:

The %1 application cannot be run in Win32 mode.

C:\lab>sc config a type= kernel start= disabled
[SC] ChangeServiceConfig SUCCESS
C:\lab>sc start a
[SC] StartService FAILED 1058:

The service cannot be started, either because it is disabled or because it has no enabled devices associated with it.

C:\lab>sc config a start= demand binPath= good.sys
[SC] ChangeServiceConfig SUCCESS
C:\lab>sc qc a
[SC] QueryServiceConfig SUCCESS

SERVICE_NAME: a
        TYPE               : 1  KERNEL_DRIVER
        START_TYPE         : 3   DEMAND_START
        ERROR_CONTROL      : 1   NORMAL
        BINARY_PATH_NAME   : \??\C:\Windows\system32\good.sys
        LOAD_ORDER_GROUP   :
        TAG                : 0
        DISPLAY_NAME       : a
        DEPENDENCIES       :
        SERVICE_START_NAME :
C:\lab>sc start a
[SC] StartService FAILED 2:

The system cannot find the file specified.

C:\lab>sc config a binPath= C:\nowhere\good.sys
[SC] ChangeServiceConfig SUCCESS
C:\lab>sc start a
[SC] StartService FAILED 3:

The system cannot find the path specified.

C:\lab>sc config a binPath= C:\lab\text.sys
[SC] ChangeServiceConfig SUCCESS
C:\lab>sc start a
[SC] StartService FAILED 193:

%1 is not a valid Win32 application.

lab: no 'MZ' at its start
C:\lab>sc config a binPath= C:\lab\x86.sys
[SC] ChangeServiceConfig SUCCESS
C:\lab>sc start a
[SC] StartService FAILED 1275:

This driver has been blocked from loading

C:\lab>sc config a binPath= C:\lab\fails.sys
[SC] ChangeServiceConfig SUCCESS
C:\lab>sc start a
[SC] StartService FAILED 31:

A device attached to the system is not functioning.

C:\lab>sc query a

SERVICE_NAME: a
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 31  (0x1f)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc config a binPath= C:\lab\imports.sys
[SC] ChangeServiceConfig SUCCESS
C:\lab>sc start a
[SC] StartService FAILED 127:

The specified procedure could not be found.

lab: imports.sys imports ntoskrnl.exe!Foo
C:\lab>sc description a "what it is for"
[SC] ChangeServiceConfig2 SUCCESS
C:\lab>sc qdescription a
[SC] QueryServiceConfig2 SUCCESS

SERVICE_NAME: a
DESCRIPTION:  what it is for
C:\lab>sc create stays binPath= C:\lab\stays.sys type= kernel DisplayName= "One that stays"
[SC] CreateService SUCCESS
C:\lab>sc start stays

SERVICE_NAME: stays
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
C:\lab>sc stop stays
[SC] ControlService FAILED 1052:

The requested control is not valid for this service.

C:\lab>sc delete stays
[SC] DeleteService SUCCESS
C:\lab>sc delete stays
[SC] DeleteService FAILED 1072:

The specified service has been marked for deletion.

C:\lab>sc create stays type= kernel binPath= C:\lab\stays.sys
[SC] CreateService FAILED 1072:

The specified service has been marked for deletion.

C:\lab>sc start stays
[SC] StartService FAILED 1072:

The specified service has been marked for deletion.

C:\lab>sc query stays

SERVICE_NAME: stays
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>reg query HKLM\SYSTEM\CurrentControlSet\Services\stays

HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\stays
    Type    REG_DWORD    0x1
    Start    REG_DWORD    0x3
    ErrorControl    REG_DWORD    0x1
    ImagePath    REG_EXPAND_SZ    \??\C:\lab\stays.sys
    DisplayName    REG_SZ    One that stays
    DeleteFlag    REG_DWORD    0x1

C:\lab>reg query HKLM\SYSTEM\CurrentControlSet\Services\stays /v Start

HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\stays
    Start    REG_DWORD    0x3

C:\lab>reg query HKLM\SYSTEM\CurrentControlSet\Services

HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\TestDrv
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\a
HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\stays
C:\lab>reg query HKLM\SYSTEM\CurrentControlSet\Services\none
ERROR: The system was unable to find the specified registry key or value.
C:\lab>reg query HKLM\SOFTWARE
ERROR: The system was unable to find the specified registry key or value.
C:\lab>reg add x
ERROR: Invalid syntax.
Type "REG /?" for usage.
lab: only 'reg query' is modelled, for HKLM\SYSTEM\CurrentControlSet\Services.
C:\lab>sc create inuse type= kernel binPath= C:\lab\inuse.sys
[SC] CreateService SUCCESS
C:\lab>sc start inuse

SERVICE_NAME: inuse
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
C:\lab>sc stop inuse

SERVICE_NAME: inuse
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 3  STOP_PENDING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc query type= driver

SERVICE_NAME: stays
DISPLAY_NAME: One that stays
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0

SERVICE_NAME: inuse
DISPLAY_NAME: inuse
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 3  STOP_PENDING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc query type= driver state= all

SERVICE_NAME: TestDrv
DISPLAY_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 1077  (0x435)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0

SERVICE_NAME: a
DISPLAY_NAME: a
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 127  (0x7f)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0

SERVICE_NAME: stays
DISPLAY_NAME: One that stays
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0

SERVICE_NAME: inuse
DISPLAY_NAME: inuse
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 3  STOP_PENDING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc query
lab: none of what was created here; Windows' own services are not listed.
lab: Drivers: 'sc query type= driver state= all'.
C:\lab>sc query what=

ERROR:  Invalid Option

C:\lab>sc delete inuse
[SC] DeleteService SUCCESS
C:\lab>sc \\localhost query a

SERVICE_NAME: a
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 127  (0x7f)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc \\elsewhere query a
[SC] OpenSCManager FAILED 1722:

The RPC server is unavailable.

C:\lab>sc frobnicate a

*** Unrecognized Command ***

USAGE:
        sc <server> [command] [service name] <option1> <option2>...
C:\lab>sc failure a
lab: sc has 'failure', and the lab does not model it. 'help sc' tells what
lab: there is.
C:\lab>sc GetDisplayName a
lab: sc has 'GetDisplayName', and the lab does not model it. 'help sc' tells
lab: what there is.
C:\lab>sc
USAGE:
        sc <server> [command] [service name] <option1> <option2>...
lab: 'help sc' tells the commands.
C:\lab>net start TestDrv
The TestDrv service was started successfully.

C:\lab>net start TestDrv
The requested service has already been started.

More help is available by typing NET HELPMSG 2182.

C:\lab>net stop TestDrv
The TestDrv service was stopped successfully.

C:\lab>net stop TestDrv
The TestDrv service is not started.

More help is available by typing NET HELPMSG 3521.

C:\lab>net stop stays
The requested pause, continue, or stop is not valid for this service.

More help is available by typing NET HELPMSG 2191.

C:\lab>net start a
System error 127 has occurred.

The specified procedure could not be found.

C:\lab>net start nobody
The service name is invalid.

More help is available by typing NET HELPMSG 2185.

C:\lab>shutdown /r /t 0
lab: the machine has started again.
C:\lab>sc query stays
[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>sc query inuse
[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>sc query TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 1077  (0x435)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
exit 0
