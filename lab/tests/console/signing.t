C:\lab>sc.exe create TestDrv type= kernel binPath= C:\lab\good.sys
[SC] CreateService SUCCESS
C:\lab>sc.exe start TestDrv
[SC] StartService FAILED 577:

Windows cannot verify the digital signature for this file. A recent hardware or software change might have installed a file that is signed incorrectly or damaged, or that might be malicious software from an unknown source.

C:\lab>sc query testdrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 577  (0x241)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>bcdedit

Windows Boot Manager
--------------------
identifier              {bootmgr}
description             Windows Boot Manager
default                 {current}

Windows Boot Loader
-------------------
identifier              {current}
device                  partition=C:
path                    \Windows\system32\winload.efi
description             Windows 10
osdevice                partition=C:
systemroot              \Windows
nx                      OptIn
C:\lab>bcdedit /set testsigning on
The operation completed successfully.
C:\lab>bcdedit /enum

Windows Boot Manager
--------------------
identifier              {bootmgr}
description             Windows Boot Manager
default                 {current}

Windows Boot Loader
-------------------
identifier              {current}
device                  partition=C:
path                    \Windows\system32\winload.efi
description             Windows 10
testsigning             Yes
osdevice                partition=C:
systemroot              \Windows
nx                      OptIn
C:\lab>sc start TestDrv
[SC] StartService FAILED 577:

Windows cannot verify the digital signature for this file. A recent hardware or software change might have installed a file that is signed incorrectly or damaged, or that might be malicious software from an unknown source.

C:\lab>shutdown /r /t 0
lab: the machine has started again.
C:\lab>sc query TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 1077  (0x435)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc start TestDrv
[SC] StartService FAILED 577:

Windows cannot verify the digital signature for this file. A recent hardware or software change might have installed a file that is signed incorrectly or damaged, or that might be malicious software from an unknown source.

C:\lab>signtool verify /pa /v good.sys

Verifying: good.sys

SignTool Error: No signature found.

Number of errors: 1
C:\lab>testsign good.sys
lab: signed: good.sys
C:\lab>signtool verify /pa good.sys

Verifying: good.sys

Hash of file (sha256): 35ae2bafd32938b1b69924e100f6a5f8a5a3ba37d9e0e69bcf0bf6df2e75f1b2

SignTool Error: A certificate chain processed, but terminated in a root
	certificate which is not trusted by the trust provider.
lab: a test signature over these very bytes. It loads in test mode.

Number of errors: 1
C:\lab>signtool verify /pa text.sys

Verifying: text.sys

SignTool Error: This file format cannot be verified because it is not recognized.
lab: its headers go past its end
C:\lab>signtool verify /pa nothing.sys
SignTool Error: File not found: nothing.sys
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

C:\lab>sc query TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc queryex TestDrv

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
C:\lab>sc qc TestDrv
[SC] QueryServiceConfig SUCCESS

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        START_TYPE         : 3   DEMAND_START
        ERROR_CONTROL      : 1   NORMAL
        BINARY_PATH_NAME   : \??\C:\lab\good.sys
        LOAD_ORDER_GROUP   :
        TAG                : 0
        DISPLAY_NAME       : TestDrv
        DEPENDENCIES       :
        SERVICE_START_NAME :
C:\lab>dbgview
00000001	0.00000000	hello
C:\lab>dbgview /clear
C:\lab>dbgview
lab: no driver has printed anything.
C:\lab>driverquery

Module Name  Display Name           Driver Type   Link Date
============ ====================== ============= ======================
TestDrv      TestDrv                Kernel        8/13/2023 9:35:51 AM
C:\lab>driverquery /v

Module Name  Display Name           Driver Type   Start Mode State      Status     Accept Stop Link Date              Path
============ ====================== ============= ========== ========== ========== =========== ====================== ================================
TestDrv      TestDrv                Kernel        Manual     Running    OK         TRUE        8/13/2023 9:35:51 AM   \??\C:\lab\good.sys
C:\lab>driverquery /x
ERROR: Invalid argument/option - '/x'.
Type "DRIVERQUERY /?" for usage.
C:\lab>sc stop TestDrv

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>sc stop TestDrv
[SC] ControlService FAILED 1062:

The service has not been started.

C:\lab>sc start TestDrv && sc stop TestDrv

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

SERVICE_NAME: TestDrv
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>bcdedit /set {current} TESTSIGNING off & bcdedit /deletevalue testsigning
The operation completed successfully.
The operation completed successfully.
C:\lab>bcdedit /set {bootmgr} testsigning on
The entry could not be found.
Run "bcdedit /?" for command line assistance.
C:\lab>bcdedit /set testsinging on
The element data type specified is not recognized, or does not apply to the
specified entry.
Run "bcdedit /?" for command line assistance.
Element not found.
C:\lab>bcdedit /set testsigning maybe
An error has occurred setting the element data.
The parameter is incorrect.
Run "bcdedit /?" for command line assistance.
C:\lab>bcdedit -set nointegritychecks yes
The operation completed successfully.
C:\lab>bcdedit

Windows Boot Manager
--------------------
identifier              {bootmgr}
description             Windows Boot Manager
default                 {current}

Windows Boot Loader
-------------------
identifier              {current}
device                  partition=C:
path                    \Windows\system32\winload.efi
description             Windows 10
nointegritychecks       Yes
osdevice                partition=C:
systemroot              \Windows
nx                      OptIn
C:\lab>bcdedit /foo
Invalid command line switch: /foo
Run "bcdedit /?" for command line assistance.
The parameter is incorrect.
C:\lab>testsign
lab: testsign FILE.sys
C:\lab>testsign text.sys
lab: cannot sign it: its headers go past its end
C:\lab>testsign nothing.sys
The system cannot find the file specified.
C:\lab>certutil -hashfile text.sys SHA256
SHA256 hash of text.sys:
48d1a74c45df1c7309d98685130bcf08fc5b11b3ba0c2dd2fd1ae8af36c78288
CertUtil: -hashfile command completed successfully.
C:\lab>certutil -hashfile nothing.sys SHA256
CertUtil: -hashfile command FAILED: 0x80070002 (WIN32: 2 ERROR_FILE_NOT_FOUND)
CertUtil: The system cannot find the file specified.
C:\lab>certutil -hashfile text.sys
lab: without a name SHA1 is meant, and is not modelled: 'certutil -hashfile
lab: FILE SHA256'.
C:\lab>shutdown /s /t 0
lab: the machine is off.
exit 0
