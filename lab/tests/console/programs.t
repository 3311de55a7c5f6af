C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System Idle Process              0 Services                   0          N/A
System                           4 Services                   0          N/A
services.exe                   700 Services                   0          N/A
cmd.exe                       3000 Console                    1          N/A
tasklist.exe                  3004 Console                    1          N/A
C:\lab>start notepad
C:\lab>notepad
C:\lab>tasklist /fi "IMAGENAME eq notepad.exe"

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
notepad.exe                   3008 Console                    1          N/A
notepad.exe                   3012 Console                    1          N/A
C:\lab>tasklist /svc /fi "pid eq 4"

Image Name                     PID Services
========================= ======== ============================================
System                           4 N/A
C:\lab>tasklist /nh /fi "imagename ne *.exe"

System Idle Process              0 Services                   0          N/A
System                           4 Services                   0          N/A
C:\lab>tasklist /fi "imagename eq nobody.exe"
INFO: No tasks are running which match the specified criteria.
C:\lab>tasklist /fi "bogus"
ERROR: The search filter cannot be recognized.
C:\lab>tasklist /v
ERROR: Invalid argument/option - '/v'.
Type "TASKLIST /?" for usage.
C:\lab>taskkill /im notepad.exe
SUCCESS: Sent termination signal to the process "notepad.exe" with PID 3008.
SUCCESS: Sent termination signal to the process "notepad.exe" with PID 3012.
C:\lab>taskkill /im notepad.exe
ERROR: The process "notepad.exe" not found.
C:\lab>start calc
C:\lab>taskkill /f /pid 3044
ERROR: The process "3044" not found.
C:\lab>taskkill /pid 4 /f
ERROR: The process "System" with PID 4 could not be terminated.
Reason: Access is denied.
C:\lab>taskkill /im nobody.exe
ERROR: The process "nobody.exe" not found.
C:\lab>taskkill /pid 99
ERROR: The process "99" not found.
C:\lab>taskkill
ERROR: Invalid syntax. Neither /FI nor /PID nor /IM were specified.
Type "TASKKILL /?" for usage.
C:\lab>taskkill /x
ERROR: Invalid argument/option - '/x'.
Type "TASKKILL /?" for usage.
C:\lab>start "a title" /wait notepad.exe
C:\lab>start nothing
The system cannot find the file nothing.
C:\lab>start sc query
lab: sc.exe ran in a window of its own, which closed with what it printed.
C:\lab>start start
The system cannot find the file start.
C:\lab>taskkill /f /im notepad.exe
SUCCESS: The process "notepad.exe" with PID 3076 has been terminated.
C:\lab>timeout /t 5
C:\lab>timeout x
ERROR: Invalid value for timeout (/T) specified. Valid range is 0-99999 seconds.
C:\lab>timeout
ERROR: Invalid value for timeout (/T) specified. Valid range is 0-99999 seconds.
C:\lab>start cmd
C:\lab>taskkill /f /im cmd.exe
SUCCESS: The process "cmd.exe" with PID 3000 has been terminated.
SUCCESS: The process "cmd.exe" with PID 3100 has been terminated.
lab: this prompt's own cmd.exe was ended, and its window with it.
lab: here is a new one, with PID 3108.
C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System Idle Process              0 Services                   0          N/A
System                           4 Services                   0          N/A
services.exe                   700 Services                   0          N/A
calc.exe                      3048 Console                    1          N/A
cmd.exe                       3108 Console                    1          N/A
tasklist.exe                  3112 Console                    1          N/A
C:\lab>cd \Windows
C:\Windows>set X=1
C:\Windows>taskkill /im cmd.exe & echo never
SUCCESS: Sent termination signal to the process "cmd.exe" with PID 3108.
lab: this prompt's own cmd.exe was ended, and its window with it.
lab: here is a new one, with PID 3120.
C:\lab>set X
Environment variable X not defined
C:\lab>taskkill /f /im *
ERROR: The process "Idle" with PID 0 could not be terminated.
Reason: Access is denied.
ERROR: The process "System" with PID 4 could not be terminated.
Reason: Access is denied.
ERROR: The process "services.exe" with PID 700 could not be terminated.
Reason: Access is denied.
SUCCESS: The process "calc.exe" with PID 3048 has been terminated.
SUCCESS: The process "cmd.exe" with PID 3120 has been terminated.
SUCCESS: The process "taskkill.exe" with PID 3124 has been terminated.
lab: this prompt's own cmd.exe was ended, and its window with it.
lab: here is a new one, with PID 3128.
C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System Idle Process              0 Services                   0          N/A
System                           4 Services                   0          N/A
services.exe                   700 Services                   0          N/A
cmd.exe                       3128 Console                    1          N/A
tasklist.exe                  3132 Console                    1          N/A
C:\lab>taskkill /im services.exe
ERROR: The process "services.exe" with PID 700 could not be terminated.
Reason: This process can only be terminated forcefully (with /F option).
C:\lab>taskkill /im services.exe /f
ERROR: The process "services.exe" with PID 700 could not be terminated.
Reason: Access is denied.
C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System Idle Process              0 Services                   0          N/A
System                           4 Services                   0          N/A
services.exe                   700 Services                   0          N/A
cmd.exe                       3128 Console                    1          N/A
tasklist.exe                  3144 Console                    1          N/A
exit 0
