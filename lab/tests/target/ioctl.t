# copy device
C:\lab>help ioctl
ioctl DEVICE [CODE|read|write] [TEXT|/x HEX|/n COUNT] [/o SIZE]
open a driver's device, control it, read or write (the lab's own, not Windows').

What the program that goes with a driver would do, as programs do not run
here: CreateFile (\\.\NAME), then DeviceIoControl with the CODE, ReadFile or
WriteFile, then CloseHandle. In goes TEXT, or bytes in hexadecimal (/x 41 42
00), or so many times the letter A (/n 2100). Room for what comes out is as
large as what goes in, or /o SIZE bytes. 'ioctl CODE' says what CTL_CODE made
it of.
C:\lab>ioctl \\.\Echo
CreateFile: failed 2 (NTSTATUS 0xC0000034)
  The system cannot find the file specified.
C:\lab>bcdedit /set testsigning on
The operation completed successfully.
C:\lab>shutdown /r
lab: the machine has started again.
C:\lab>testsign device.sys
lab: signed: device.sys
C:\lab>sc create echo type= kernel binPath= C:\lab\device.sys
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
C:\lab>ioctl \\.\Echo
CreateFile: done
C:\lab>ioctl 0x222003
0x222003 is CTL_CODE(0x22, 0x800, METHOD_NEITHER, FILE_ANY_ACCESS)
C:\lab>ioctl \\.\Echo 0x222000 hello
CreateFile: done
0x222000 is CTL_CODE(0x22, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
DeviceIoControl: done, 5 bytes
  0000  48 45 4C 4C 4F                                   HELLO
C:\lab>ioctl Echo 0x222000 /x 41 42 00ff
CreateFile: done
0x222000 is CTL_CODE(0x22, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
DeviceIoControl: done, 4 bytes
  0000  61 62 20 DF                                      ab .
C:\lab>ioctl \\.\Echo 0x222000 "two words" /o 4
CreateFile: done
0x222000 is CTL_CODE(0x22, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
DeviceIoControl: failed 122 (NTSTATUS 0xC0000023)
  The data area passed to a system call is too small.
C:\lab>ioctl \\.\Echo 0x222000 /n 300
CreateFile: done
0x222000 is CTL_CODE(0x22, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
DeviceIoControl: done, 300 bytes
  0000  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  0010  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  0020  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  0030  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  0040  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  0050  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  0060  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  0070  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  0080  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  0090  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  00A0  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  00B0  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  00C0  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  00D0  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  00E0  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  00F0  61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
  and 44 more
C:\lab>ioctl \\.\Echo 0x222004
CreateFile: done
0x222004 is CTL_CODE(0x22, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
DeviceIoControl: failed 1 (NTSTATUS 0xC0000010)
  Incorrect function.
C:\lab>ioctl \\.\Echo read
CreateFile: done
ReadFile: failed 1 (NTSTATUS 0xC0000010)
  Incorrect function.
C:\lab>ioctl \\.\Echo read /o 5
CreateFile: done
ReadFile: failed 1 (NTSTATUS 0xC0000010)
  Incorrect function.
C:\lab>ioctl \\.\Echo write
lab: behind the device comes a control code (0x222000), read, or write with
lab: what is to be written: see 'help ioctl'.
C:\lab>ioctl \\.\Echo write hello
CreateFile: done
WriteFile: failed 1 (NTSTATUS 0xC0000010)
  Incorrect function.
C:\lab>ioctl \\.\Echo 0x222000 /x 4
lab: '4' is not understood: 'help ioctl' tells how it is written.
C:\lab>ioctl \\.\Echo nonsense
lab: behind the device comes a control code (0x222000), read, or write with
lab: what is to be written: see 'help ioctl'.
C:\lab>ioctl \\.\Echo 0x222000 a b
lab: 'b' is not understood: 'help ioctl' tells how it is written.
C:\lab>ioctl \\.\Echo 0x222000 /n
lab: '/n' is not understood: 'help ioctl' tells how it is written.
C:\lab>ioctl \\.\Echo 0x222000 /n 99999999
lab: '99999999' is not understood: 'help ioctl' tells how it is written.
C:\lab>ioctl
lab: of which device? 'help ioctl' tells how it is written.
C:\lab>dbgview
00000001	TIME	create 0x00000000, again 0xC0000035
00000002	TIME	link 0x00000000, again 0xC0000035
00000003	TIME	create 1
00000004	TIME	cleanup 1
00000005	TIME	close 1
00000006	TIME	create 1
00000007	TIME	control 5
00000008	TIME	cleanup 1
00000009	TIME	close 1
00000010	TIME	create 1
00000011	TIME	control 4
00000012	TIME	cleanup 1
00000013	TIME	close 1
00000014	TIME	create 1
00000015	TIME	cleanup 1
00000016	TIME	close 1
00000017	TIME	create 1
00000018	TIME	control 300
00000019	TIME	cleanup 1
00000020	TIME	close 1
00000021	TIME	create 1
00000022	TIME	cleanup 1
00000023	TIME	close 1
00000024	TIME	create 1
00000025	TIME	cleanup 1
00000026	TIME	close 1
00000027	TIME	create 1
00000028	TIME	cleanup 1
00000029	TIME	close 1
00000030	TIME	create 1
00000031	TIME	cleanup 1
00000032	TIME	close 1
C:\lab>sc stop echo

SERVICE_NAME: echo
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
C:\lab>ioctl \\.\Echo
CreateFile: failed 2 (NTSTATUS 0xC0000034)
  The system cannot find the file specified.
exit 0
