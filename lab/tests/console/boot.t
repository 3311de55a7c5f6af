C:\lab>bcdedit /debug on
The operation completed successfully.
lab: no debugger can be attached to this machine, and it waits for none. What
lab: it leaves when it stops is for 'kdlab kd'.
C:\lab>bcdedit /set debug off
The operation completed successfully.
C:\lab>bcdedit /set {default} debug on
The operation completed successfully.
lab: no debugger can be attached to this machine, and it waits for none. What
lab: it leaves when it stops is for 'kdlab kd'.
C:\lab>bcdedit /debug {current} on & bcdedit /set testsigning on
The operation completed successfully.
lab: no debugger can be attached to this machine, and it waits for none. What
lab: it leaves when it stops is for 'kdlab kd'.
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
debug                   Yes
C:\lab>bcdedit /enum {current}

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
debug                   Yes
C:\lab>bcdedit /enum {bootmgr}

Windows Boot Manager
--------------------
identifier              {bootmgr}
description             Windows Boot Manager
default                 {current}
C:\lab>bcdedit /enum {nothing}
The entry could not be found.
Run "bcdedit /?" for command line assistance.
C:\lab>bcdedit /enum osloader

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
debug                   Yes
C:\lab>bcdedit /enum all

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
debug                   Yes
C:\lab>bcdedit /debug
An error has occurred setting the element data.
The parameter is incorrect.
Run "bcdedit /?" for command line assistance.
C:\lab>bcdedit /debug maybe
An error has occurred setting the element data.
The parameter is incorrect.
Run "bcdedit /?" for command line assistance.
C:\lab>bcdedit /deletevalue debug
The operation completed successfully.
C:\lab>bcdedit /deletevalue debug
An error has occurred deleting the element data.
Element not found.
C:\lab>bcdedit /deletevalue nointegritychecks
An error has occurred deleting the element data.
Element not found.
C:\lab>bcdedit /deletevalue nothing
The element data type specified is not recognized, or does not apply to the
specified entry.
Run "bcdedit /?" for command line assistance.
Element not found.
C:\lab>bcdedit /foo
Invalid command line switch: /foo
Run "bcdedit /?" for command line assistance.
The parameter is incorrect.
C:\lab>bcdedit foo
Invalid command line switch: foo
Run "bcdedit /?" for command line assistance.
The parameter is incorrect.
C:\lab>bcdedit /enum {current}

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
C:\lab>shutdown /s /t 0 & echo never
lab: the machine is off.
exit 0
