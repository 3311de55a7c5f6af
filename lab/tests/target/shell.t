# copy mutex-both
C:\lab>start cmd
C:\lab>taskkill /im cmd.exe
SUCCESS: Sent termination signal to the process "cmd.exe" with PID 7532.
SUCCESS: Sent termination signal to the process "cmd.exe" with PID 7984.
lab: this prompt's own cmd.exe was ended, and its window with it.
lab: here is a new one, with PID 8000.
C:\lab>taskkill /im cmd.exe /f
SUCCESS: The process "cmd.exe" with PID 8000 has been terminated.
lab: this prompt's own cmd.exe was ended, and its window with it.
lab: here is a new one, with PID 8016.
C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System                           4 Services                   0          N/A
services.exe                   676 Services                   0          N/A
cmd.exe                       8016 Console                    1          N/A
tasklist.exe                  8024 Console                    1          N/A
C:\lab>start notepad
C:\lab>taskkill /im * /f
ERROR: The process "System" with PID 4 could not be terminated.
Reason: Access is denied.
ERROR: The process "services.exe" with PID 676 could not be terminated.
Reason: Access is denied.
SUCCESS: The process "cmd.exe" with PID 8016 has been terminated.
SUCCESS: The process "notepad.exe" with PID 8032 has been terminated.
SUCCESS: The process "taskkill.exe" with PID 8040 has been terminated.
lab: this prompt's own cmd.exe was ended, and its window with it.
lab: here is a new one, with PID 8048.
C:\lab>taskkill /im services.exe
ERROR: The process "services.exe" with PID 676 could not be terminated.
Reason: This process can only be terminated forcefully (with /F option).
C:\lab>tasklist

Image Name                     PID Session Name        Session#    Mem Usage
========================= ======== ================ =========== ============
System                           4 Services                   0          N/A
services.exe                   676 Services                   0          N/A
cmd.exe                       8048 Services                   0          N/A
tasklist.exe                  8064 Services                   0          N/A
exit 0
