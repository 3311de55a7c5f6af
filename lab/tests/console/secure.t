C:\lab>bcdedit /set testsigning on
An error has occurred setting the element data.
The value is protected by Secure Boot policy and cannot be modified or deleted.
C:\lab>bcdedit /debug on
An error has occurred setting the element data.
The value is protected by Secure Boot policy and cannot be modified or deleted.
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
C:\lab>shutdown /a
Unable to abort the system shutdown because no shutdown was in progress.(1116)
C:\lab>shutdown
Usage: shutdown [/r | /s | /a] [/t xxx] [/f]
C:\lab>shutdown /x
Usage: shutdown [/r | /s | /a] [/t xxx] [/f]
C:\lab>shutdown /r /t x
Usage: shutdown [/r | /s | /a] [/t xxx] [/f]
exit 0
