C:\lab>dir
 Volume in drive C has no label.

 Directory of C:\lab

12/29/2023  07:06 PM    <DIR>          .
12/29/2023  07:06 PM    <DIR>          ..
12/29/2023  07:06 PM             7,680 blocks.sys
12/29/2023  07:06 PM             7,680 exits.sys
12/29/2023  07:06 PM             7,680 fails.sys
12/29/2023  07:06 PM             7,680 good.sys
12/29/2023  07:06 PM             7,680 hangs.sys
12/29/2023  07:06 PM             7,680 imports.sys
12/29/2023  07:06 PM             7,680 inuse.sys
12/29/2023  07:06 PM             7,680 refuses.sys
12/29/2023  07:06 PM             7,680 spins.sys
12/29/2023  07:06 PM             7,680 stays.sys
12/29/2023  07:06 PM             7,680 TestDriver.sys
12/29/2023  07:06 PM                17 text.sys
12/29/2023  07:06 PM             7,680 x86.sys
              13 File(s)         92,177 bytes
               2 Dir(s)
C:\lab>dir /b *.sys
blocks.sys
exits.sys
fails.sys
good.sys
hangs.sys
imports.sys
inuse.sys
refuses.sys
spins.sys
stays.sys
TestDriver.sys
text.sys
x86.sys
C:\lab>dir nothing.txt
 Volume in drive C has no label.

 Directory of C:\lab

File Not Found
C:\lab>dir D:\
The system cannot find the path specified.
C:\lab>dir C:\
 Volume in drive C has no label.

 Directory of C:\

File Not Found
C:\lab>dir C:\nowhere
 Volume in drive C has no label.

 Directory of C:\

File Not Found
C:\lab>dir t?xt.*
 Volume in drive C has no label.

 Directory of C:\lab

12/29/2023  07:06 PM                17 text.sys
               1 File(s)             17 bytes
               0 Dir(s)
C:\lab>cd
C:\lab
C:\lab>cd \
C:\>cd lab
C:\lab>cd ..
C:\>cd lab\..\Windows
C:\Windows>cd /d C:\lab
C:\lab>cd nowhere
The system cannot find the path specified.
C:\lab>type text.sys
no driver at all

C:\lab>type
The syntax of the command is incorrect.
C:\lab>type nothing
The system cannot find the file specified.
C:\lab>type C:\lab
Access is denied.
C:\lab>copy text.sys copy.txt
        1 file(s) copied.
C:\lab>copy text.sys C:\Windows
        1 file(s) copied.
C:\lab>copy nothing x
The system cannot find the file specified.
        0 file(s) copied.
C:\lab>copy text.sys text.sys
The file cannot be copied onto itself.
        0 file(s) copied.
C:\lab>copy
The syntax of the command is incorrect.
C:\lab>type copy.txt
no driver at all

C:\lab>move copy.txt moved.txt
        1 file(s) moved.
C:\lab>ren moved.txt again.txt
C:\lab>del again.txt
C:\lab>del again.txt
Could Not Find C:\lab\again.txt
C:\lab>del
The syntax of the command is incorrect.
C:\lab>echo hello, "world"
hello, "world"
C:\lab>echo
ECHO is on.
C:\lab>echo.

C:\lab>echo %USERNAME% %nobody% 100%
student %nobody% 100%
C:\lab>set X=Y
C:\lab>echo %X%%x%
YY
C:\lab>set "Z=a b"
C:\lab>set z
Z=a b
C:\lab>set nobody
Environment variable nobody not defined
C:\lab>set X=
C:\lab>set X
Environment variable X not defined
C:\lab>set =1
The syntax of the command is incorrect.
C:\lab>ver

Microsoft Windows [Version 10.0.19041.1]
C:\lab>whoami & hostname
target\student
TARGET
C:\lab>whoami.exe && echo yes || echo no
target\student
yes
C:\lab>sc query nobody && echo yes || echo no
[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

The specified service does not exist as an installed service.

no
C:\lab>foo && echo yes
'foo' is not recognized as an internal or external command,
operable program or batch file.
C:\lab>rem nothing
C:\lab>:: nothing
C:\lab>cls
[the screen is cleared]
C:\lab>systeminfo

Host Name:                 TARGET
OS Name:                   Microsoft Windows 10
OS Version:                10.0.19041 N/A Build 19041
OS Build Type:             Multiprocessor Free
System Boot Time:          12/29/2023, 7:06:10 PM
System Type:               x64-based PC
Windows Directory:         C:\Windows
System Directory:          C:\Windows\system32
Boot Device:               \Device\HarddiskVolume1
C:\lab>dri
'dri' is not recognized as an internal or external command,
operable program or batch file.
lab: did you mean 'dir'? 'help' lists what there is.
C:\lab>tasklst
'tasklst' is not recognized as an internal or external command,
operable program or batch file.
lab: did you mean 'tasklist'? 'help' lists what there is.
C:\lab>"C:\Windows\System32\whoami.exe"
target\student
C:\lab>"sc" query nobody
[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

The specified service does not exist as an installed service.

C:\lab>dir.exe
'dir.exe' is not recognized as an internal or external command,
operable program or batch file.
lab: did you mean 'dir'? 'help' lists what there is.
C:\lab>cd..
C:\>sc query | findstr x
lab: '|', '<' and '>' are not modelled: the prompt has no pipes and no
lab: redirection.
C:\>echo x > y
lab: '|', '<' and '>' are not modelled: the prompt has no pipes and no
lab: redirection.
C:\>help
lab: 'help NAME' tells more of one.

sc           create, start, stop, ask about and delete a service
bcdedit      show or set what the boot loader is told
shutdown     restart the machine, or switch it off
tasklist     list the processes
taskkill     end a process
start        start a program and do not wait for it
notepad      a program with a window
calc         a program with a window
mspaint      a program with a window
taskmgr      a program with a window
cmd          another prompt, in a window that is not shown
driverquery  list the drivers that are loaded
dbgview      show what drivers wrote with DbgPrint
ioctl        open a driver's device, control it, read or write (ours)
notmyfault64 stop the machine by a fault in myfault.sys
crash        right Ctrl and Scroll Lock twice: stop the machine (0xE2) (ours)
reset        the machine's reset button: start it anew without a dump (ours)
timeout      let the machine run for so many seconds of its own time
signtool     look at the signature of a file
testsign     put a test signature of the lab's on a driver (ours)
certutil     print the SHA-256 of a file
dir          list files
cd           go to another folder, or say which it is
type         print a file
copy         copy a file
move         move or rename a file
ren          rename a file
del          delete files
help         list the commands, or tell of one
echo         print its words
set          show or set variables
cls          clear the screen
ver          print the version of Windows
rem          remarks, and what only changes a window
exit         leave the console
whoami       print who one is
elevate      open the prompt as administrator, where it is not (ours)
hostname     print the machine's name
systeminfo   print what machine it is
net          start or stop a service
reg          show what the registry holds of a service
C:\>help sc
sc create NAME type= kernel binPath= FILE.sys | start NAME | stop NAME | query [NAME] | queryex NAME | qc NAME | config NAME OPTION | description NAME TEXT | delete NAME
create, start, stop, ask about and delete a service.

A driver is loaded by a service of type kernel. Options of create and config:
  type= kernel|filesys|own   left out, own is meant: a program's
  binPath= FILE              with its drive: one without is looked for in
                             C:\Windows\system32
  start= demand|disabled|boot|system|auto
  error= normal|ignore|severe|critical
  DisplayName= TEXT
'type= kernel' and 'type=kernel' are both taken. In Windows PowerShell 'sc' is
another command (Set-Content): write sc.exe there. A service that runs is only
marked by delete and goes when it stops. Never start= boot, system or auto for a
driver that stops the machine: it does so at every start.
Differs from Windows: of Windows' own services none is there; group=, tag= and
depend= are read and mean nothing.
C:\>help nobody
This command is not supported by the help utility.
lab: 'help' lists what there is.
C:\>help tasklst
This command is not supported by the help utility.
lab: did you mean 'tasklist'? 'help' lists what there is.
C:\>help crash
crash 
right Ctrl and Scroll Lock twice: stop the machine (0xE2) (the lab's own, not Windows').

It is the keyboard, not a program: it works where nothing else does. On a real
machine CrashOnCtrlScroll must be set in the registry before it is needed; here it
is.
C:\>ta	
tasklist
taskkill
taskmgr
C:\>sc st	
start
stop
start=
C:\>sc create X binPath= C:\lab\g	
C:\lab\good.sys
C:\>type t	
C:\>dbgview
lab: no driver has printed anything.
C:\>exit
exit 0
