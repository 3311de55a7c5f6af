C:\lab>testsign good.sys & bcdedit /set testsigning on & shutdown /r /t 0
lab: signed: good.sys
The operation completed successfully.
lab: the machine has started again.
C:\lab>sc create echo type= kernel binPath= C:\lab\good.sys
[SC] CreateService SUCCESS
C:\lab>sc start echo

SERVICE_NAME: echo
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
C:\lab>ioctl \\.\Echo 0x222000 hello
CreateFile: done
0x222000 is CTL_CODE(0x22, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
DeviceIoControl: done, 5 bytes
  0000  68 65 6C 6C 6F                                   hello
C:\lab>ioctl \??\ECHO 0x222000 hello /o 2
CreateFile: done
0x222000 is CTL_CODE(0x22, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
DeviceIoControl: done, 2 bytes
  0000  68 65                                            he
C:\lab>ioctl \\.\Other
CreateFile: failed 2 (NTSTATUS 0xC0000034)
  The system cannot find the file specified.
C:\lab>ioctl \\.\Echo 0x222008
CreateFile: done
0x222008 is CTL_CODE(0x22, 0x802, METHOD_BUFFERED, FILE_ANY_ACCESS)
lab: ioctl.exe does not come back: its window would stay as it is. A thread of
lab: ioctl.exe (ETHREAD ffffde8bb95a1080) waits for what does not happen.
lab: The next line is typed in another window. To see who waits for whom, force
lab: a dump: 'crash' (right Ctrl and Scroll Lock twice) always works,
lab: 'notmyfault64 /crash' only where a process can still start. 'reset' gives
lab: up.
C:\lab>ioctl \\.\Echo 0x222004
CreateFile: done
0x222004 is CTL_CODE(0x22, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
[stopped: DRIVER_IRQL_NOT_LESS_OR_EQUAL (d1) 'myfault.sys']
lab: the machine has started again.
C:\lab>ioctl \\.\Echo
CreateFile: failed 2 (NTSTATUS 0xC0000034)
  The system cannot find the file specified.
C:\lab>sc start echo

SERVICE_NAME: echo
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
C:\lab>ioctl \\.\Echo 0x222004
CreateFile: done
0x222004 is CTL_CODE(0x22, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
[stopped: DRIVER_IRQL_NOT_LESS_OR_EQUAL (d1) 'myfault.sys']
lab: the machine has started again.
C:\lab>ioctl ?
CreateFile: failed 2 (NTSTATUS 0xC0000034)
  The system cannot find the file specified.
C:\lab>ioctl \\.\Echo 0xffffffff
CreateFile: failed 2 (NTSTATUS 0xC0000034)
  The system cannot find the file specified.
C:\lab>ioctl \\.\Echo 0x100000000
lab: behind the device comes a control code (0x222000), read, or write with
lab: what is to be written: see 'help ioctl'.
C:\lab>ioctl \\.\Echo read /o 0
lab: behind the device comes a control code (0x222000), read, or write with
lab: what is to be written: see 'help ioctl'.
C:\lab>ioctl \\.\Echo read text
lab: behind the device comes a control code (0x222000), read, or write with
lab: what is to be written: see 'help ioctl'.
C:\lab>ioctl \\.\Echo write x /o 4
lab: behind the device comes a control code (0x222000), read, or write with
lab: what is to be written: see 'help ioctl'.
C:\lab>ioctl \\.\Echo 0x222000 /x 4g
lab: '4g' is not understood: 'help ioctl' tells how it is written.
C:\lab>ioctl \\.\Echo 0x222000 /x
lab: '/x' is not understood: 'help ioctl' tells how it is written.
C:\lab>ioctl \\.\Echo 0x222000 /o 65537
lab: '65537' is not understood: 'help ioctl' tells how it is written.
C:\lab>ioct	
ioctl
exit 0
