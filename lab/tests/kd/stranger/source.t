2: kd> k
Child-SP          RetAddr               Call Site
ffffc80f`44ab6c38 fffff804`06460280     nt!KeBugCheckEx
ffffc80f`44ab6c40 fffff804`0631a4d5     nt!RtlRaiseStatus+0x80
ffffc80f`44ab7220 fffff804`09c5108d     nt!KeReleaseMutex+0x5
ffffc80f`44ab7250 fffff804`06460780     Stranger!DriverEntry+0x3d
ffffc80f`44ab7290 fffff804`0673bcc4     nt!PnpCallDriverEntry+0x80
ffffc80f`44ab72e0 fffff804`0677fe57     nt!IopLoadDriver+0x4d4
ffffc80f`44ab74b0 fffff804`062c46b5     nt!IopLoadUnloadDriver+0x57
ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x105
ffffc80f`44ab7590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     nt!KiStartSystemThread+0x28
2: kd> .lines
Line number information will be loaded
2: kd> k
Child-SP          RetAddr               Call Site
ffffc80f`44ab6c38 fffff804`06460280     nt!KeBugCheckEx
ffffc80f`44ab6c40 fffff804`0631a4d5     nt!RtlRaiseStatus+0x80
ffffc80f`44ab7220 fffff804`09c5108d     nt!KeReleaseMutex+0x5
ffffc80f`44ab7250 fffff804`06460780     Stranger!DriverEntry+0x3d [./mutex.h @ 77]
ffffc80f`44ab7290 fffff804`0673bcc4     nt!PnpCallDriverEntry+0x80
ffffc80f`44ab72e0 fffff804`0677fe57     nt!IopLoadDriver+0x4d4
ffffc80f`44ab74b0 fffff804`062c46b5     nt!IopLoadUnloadDriver+0x57
ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x105
ffffc80f`44ab7590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     nt!KiStartSystemThread+0x28
2: kd> kn 4
 # Child-SP          RetAddr               Call Site
00 ffffc80f`44ab6c38 fffff804`06460280     nt!KeBugCheckEx
01 ffffc80f`44ab6c40 fffff804`0631a4d5     nt!RtlRaiseStatus+0x80
02 ffffc80f`44ab7220 fffff804`09c5108d     nt!KeReleaseMutex+0x5
03 ffffc80f`44ab7250 fffff804`06460780     Stranger!DriverEntry+0x3d [./mutex.h @ 77]
2: kd> kL 4
Child-SP          RetAddr               Call Site
ffffc80f`44ab6c38 fffff804`06460280     nt!KeBugCheckEx
ffffc80f`44ab6c40 fffff804`0631a4d5     nt!RtlRaiseStatus+0x80
ffffc80f`44ab7220 fffff804`09c5108d     nt!KeReleaseMutex+0x5
ffffc80f`44ab7250 fffff804`06460780     Stranger!DriverEntry+0x3d
2: kd> kc 4
Call Site
nt!KeBugCheckEx
nt!RtlRaiseStatus+0x80
nt!KeReleaseMutex+0x5
Stranger!DriverEntry+0x3d
2: kd> .frame 3
03 ffffc80f`44ab7250 fffff804`06460780     Stranger!DriverEntry+0x3d [./mutex.h @ 77]
2: kd> ln Stranger+108d
./mutex.h(79)+0x0
(fffff804`09c51050)   Stranger!DriverEntry+0x3d   |  (fffff804`09c510c0)   Stranger!Holder
2: kd> ln nt!KeReleaseMutex
(fffff804`0631a4d0)   nt!KeReleaseMutex   |  (fffff804`0632be60)   nt!KeInitializeMutex
Exact matches:
    nt!KeReleaseMutex (void)
2: kd> ln Stranger
(fffff804`09c50000)   Stranger   |  (fffff804`09c51000)   Stranger!ZwClose
2: kd> .lines -d
Line number information will not be loaded
2: kd> k 4
Child-SP          RetAddr               Call Site
ffffc80f`44ab6c38 fffff804`06460280     nt!KeBugCheckEx
ffffc80f`44ab6c40 fffff804`0631a4d5     nt!RtlRaiseStatus+0x80
ffffc80f`44ab7220 fffff804`09c5108d     nt!KeReleaseMutex+0x5
ffffc80f`44ab7250 fffff804`06460780     Stranger!DriverEntry+0x3d
2: kd> .lines -t
Line number information will be loaded
2: kd> .lines -e
Line number information will be loaded
2: kd> .lines -x
Extra character error in '-x': usage: .lines [-e | -d | -t]
2: kd> .lines -e -d
Extra character error in '-d': usage: .lines [-e | -d | -t]
2: kd> q
exit 0
