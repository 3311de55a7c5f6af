1: kd> .ecxr
rax=0000000000000000 rbx=0000000000000000 rcx=0000000000000039
rdx=fffff8040677fe00 rsi=ffffc80f43c8f3f0 rdi=fffff8040677fe00
rip=fffff804063f6f20 rsp=ffffc80f44ab74e8 rbp=0000000000000000
 r8=ffffc80f43c8f3f0  r9=ffffc80f43c8f3f0 r10=0000000000000000
r11=0000000000000000 r12=ffffc80f43c8f3f0 r13=0000000000000000
r14=0000000000000000 r15=0000000000000000
iopl=0         nv up ei ng nz na po nc
cs=0010  ss=0018  ds=002b  es=002b  fs=0053  gs=002b             efl=00000282
nt!KeBugCheckEx:
fffff804`063f6f20 48894c2408      mov     qword ptr [rsp+8],rcx ss:0018:ffffc80f`44ab74f0=0000000000000039
1: kd> k
  *** Stack trace for last set context - .thread/.cxr resets it
Child-SP          RetAddr               Call Site
ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab7590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     nt!KiStartSystemThread+0x28
1: kd> .cxr
Resetting default scope
1: kd> .thread ffffde8bb8c74080
Implicit thread is now ffffde8b`b8c74080
1: kd> r rip
rip=fffff804063fd116
1: kd> k
  *** Stack trace for last set context - .thread/.cxr resets it
Child-SP          RetAddr               Call Site
ffffc80f`43c8f020 fffff804`06241330     nt!KiSwapContext+0x76
ffffc80f`43c8f160 fffff804`0624085f     nt!KiSwapThread+0x500
ffffc80f`43c8f210 fffff804`06240103     nt!KiCommitThreadWait+0x14f
ffffc80f`43c8f290 fffff804`06612b7e     nt!KeWaitForSingleObject+0x233
ffffc80f`43c8f380 fffff804`06411235     nt!NtAlpcSendWaitReceivePort+0x18e
ffffc80f`43c8f410 00007ffb`5e04e1c4     nt!KiSystemServiceCopyEnd+0x25
000000d8`4a5ff6c8 00000000`00000000     0x00007ffb`5e04e1c4
The stack ends here: user mode begins at 00007ffb5e04e1c4
1: kd> u
nt!KiSwapContext+0x76:
fffff804`063fd116 f4              hlt
fffff804`063fd117 cc              int     3
fffff804`063fd118 cc              int     3
fffff804`063fd119 cc              int     3
fffff804`063fd11a cc              int     3
fffff804`063fd11b cc              int     3
fffff804`063fd11c cc              int     3
fffff804`063fd11d cc              int     3
1: kd> .thread
Implicit thread is the default: ffffde8b`b9363040
1: kd> ~0s
0: kd> k 2
Child-SP          RetAddr               Call Site
ffffc80f`400ef5e0 00000000`00000000     nt!KiIdleLoop+0x17e
0: kd> ~1s
1: kd> .process
Implicit process is now ffffde8b`b3861040
1: kd> !mex.p
Name   Address                  Ses PID     Parent  PEB              Create Time                Thrd
====== ======================== === ======= ======= ================ ========================== ====
System ffffde8bb3861040 (E|K|O)   0 4 (0n4) 0 (0n0) 0000000000000000 12/29/2023 02:26:04.916 PM    2

Memory Details:

    VM  Peak Commit Size
    === ==== ===========
    0 B  0 B         0 B

Show Threads: Unique Stacks    !process ffffde8bb3861040 6
1: kd> .sympath
Symbol search path is: ../../dumps/symbols
1: kd> .symfix
kdlab asks no symbol server: it works offline.
nt has its symbols.
1: kd> .reload
Loading Kernel Symbols
...
Loading unloaded module list

1: kd> k 1
Child-SP          RetAddr               Call Site
ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
1: kd> .lastevent
Last event: Break instruction exception - code 80000003 (first/second chance not available)
1: kd> .exr -1
ExceptionAddress: fffff804063f6f20 (nt!KeBugCheckEx)
   ExceptionCode: 80000003 (Break instruction exception)
  ExceptionFlags: 00000001
NumberParameters: 0
1: kd> .exr ffffc80f43c8f3f0
ExceptionAddress: ffffde8bb8c74080
   ExceptionCode: 00000000
  ExceptionFlags: 00000000
NumberParameters: 104927797
   Parameter[0]: 0000000000000000
   Parameter[1]: 0000000000000000
   Parameter[2]: 0000000000000000
   Parameter[3]: 0000000000000000
   Parameter[4]: 0000000000000000
   Parameter[5]: 0000000000000000
   Parameter[6]: 0000000000000000
   Parameter[7]: 0000000000000000
   Parameter[8]: 0000000000000000
   Parameter[9]: 0000000000000000
   Parameter[10]: 0000000000000000
   Parameter[11]: 0000000000000000
   Parameter[12]: 0000000000000000
   Parameter[13]: fffff80406411235
   Parameter[14]: 0000000000000000
exit 0
