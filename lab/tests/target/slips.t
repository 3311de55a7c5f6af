# copy mutex-both
C:\lab>copy mutex-both.sys x.sys
        1 file(s) copied.
C:\lab>sc create a type= kernel binPath= C:\Windows\notepad.exe
[SC] CreateService SUCCESS
C:\lab>sc start a
[SC] StartService FAILED 2:

The system cannot find the file specified.

C:\lab>sc start a
[SC] StartService FAILED 2:

The system cannot find the file specified.

C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System                           4 Services                   0          N/A
services.exe                   676 Services                   0          N/A
cmd.exe                       7532 Console                    1          N/A
tasklist.exe                  8008 Console                    1          N/A
exit 0
