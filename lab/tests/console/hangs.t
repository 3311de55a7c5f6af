C:\lab>testsign hangs.sys & testsign spins.sys & testsign blocks.sys & bcdedit /set testsigning on & shutdown /r /t 0
lab: signed: hangs.sys
lab: signed: spins.sys
lab: signed: blocks.sys
The operation completed successfully.
lab: the machine has started again.
C:\lab>sc create h type= kernel binPath= C:\lab\hangs.sys
[SC] CreateService SUCCESS
C:\lab>sc start h
lab: sc.exe does not come back: its window would stay as it is. A thread of
lab: System (ETHREAD ffffde8bb95a1080) waits for what does not happen.
lab: The next line is typed in another window. To see who waits for whom, force
lab: a dump: 'crash' (right Ctrl and Scroll Lock twice) always works,
lab: 'notmyfault64 /crash' only where a process can still start. 'reset' gives
lab: up.
C:\lab>dir /b hangs.sys
hangs.sys
C:\lab>sc create s type= kernel binPath= C:\lab\spins.sys
[SC] CreateService SUCCESS
C:\lab>sc start s
lab: sc.exe does not come back: its window would stay as it is. A thread of
lab: System (ETHREAD ffffde8bb95a1080) runs and runs.
lab: The next line is typed in another window. To see who waits for whom, force
lab: a dump: 'crash' (right Ctrl and Scroll Lock twice) always works,
lab: 'notmyfault64 /crash' only where a process can still start. 'reset' gives
lab: up.
C:\lab>sc create b type= kernel binPath= C:\lab\blocks.sys
[SC] CreateService SUCCESS
C:\lab>sc start b

SERVICE_NAME: b
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
lab: sc.exe does not come back: its window would stay as it is. A thread of
lab: sc.exe (ETHREAD ffffde8bb95a1080) waits for what does not happen.
lab: The next line is typed in another window. To see who waits for whom, force
lab: a dump: 'crash' (right Ctrl and Scroll Lock twice) always works,
lab: 'notmyfault64 /crash' only where a process can still start. 'reset' gives
lab: up.
C:\lab>tasklist
lab: tasklist.exe does not come back: its window would stay as it is. A thread
lab: of cmd.exe (ETHREAD ffffde8bb95a1080) waits for what does not happen.
lab: The next line is typed in another window. To see who waits for whom, force
lab: a dump: 'crash' (right Ctrl and Scroll Lock twice) always works,
lab: 'notmyfault64 /crash' only where a process can still start. 'reset' gives
lab: up.
C:\lab>notmyfault64 /crash
lab: notmyfault64 does not come back: its window would stay as it is. A thread
lab: of cmd.exe (ETHREAD ffffde8bb95a1080) waits for what does not happen.
lab: The next line is typed in another window. To see who waits for whom, force
lab: a dump: 'crash' (right Ctrl and Scroll Lock twice) always works,
lab: 'notmyfault64 /crash' only where a process can still start. 'reset' gives
lab: up.
C:\lab>crash
[stopped: MANUALLY_INITIATED_CRASH (e2) '']
lab: the machine has started again.
C:\lab>sc query b

SERVICE_NAME: b
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 1077  (0x435)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
exit 0
