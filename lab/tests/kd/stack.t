Windows 10 Kernel Version 19041 MP (4 procs) Free x64
Product: WinNt, suite: TerminalServer SingleUserTS
Edition build lab: 19041.1.amd64fre.vb_release.191206-1406
Kernel base = 0xfffff804`06000000 PsLoadedModuleList = 0xfffff804`06c2a770
Debug session time: Fri Dec 29 15:06:10.787 2023 (UTC - 8:00)
System Uptime: 0 days 0:40:05.871
Loading Kernel Symbols
..
Loading unloaded module list
.
For analysis of this file, run !analyze -v
nt!KeBugCheckEx:
fffff804`063f5590 48894c2408      mov     qword ptr [rsp+8],rcx ss:0018:ffffc80f`44ab74f0=0000000000000039
1: kd> k
Child-SP          RetAddr               Call Site
ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab7590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     nt!KiStartSystemThread+0x28
1: kd> kn
 # Child-SP          RetAddr               Call Site
00 ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
01 ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x1925a6
02 ffffc80f`44ab7590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
03 ffffc80f`44ab75e0 00000000`00000000     nt!KiStartSystemThread+0x28
1: kd> kv
Child-SP          RetAddr               : Args to Child                                                           : Call Site
ffffc80f`44ab74e8 fffff804`06456b56     : 00000000`00000039 fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 : nt!KeBugCheckEx
ffffc80f`44ab74f0 fffff804`063078e5     : ffffde8b`b9363040 00000000`00000080 ffffde8b`b3861040 ffffffff`feccf0fc : nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab7590 fffff804`064064b8     : ffffc980`d3756180 ffffde8b`b9363040 fffff804`06307890 feafdff6`fe2c2c60 : nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     : ffffc80f`44ab8000 ffffc80f`44ab1000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28
1: kd> kb
RetAddr               : Args to Child                                                           : Call Site
fffff804`06456b56     : 00000000`00000039 fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 : nt!KeBugCheckEx
fffff804`063078e5     : ffffde8b`b9363040 00000000`00000080 ffffde8b`b3861040 ffffffff`feccf0fc : nt!ExpWorkerThread+0x1925a6
fffff804`064064b8     : ffffc980`d3756180 ffffde8b`b9363040 fffff804`06307890 feafdff6`fe2c2c60 : nt!PspSystemThreadStartup+0x55
00000000`00000000     : ffffc80f`44ab8000 ffffc80f`44ab1000 00000000`00000000 00000000`00000000 : nt!KiStartSystemThread+0x28
1: kd> kc
Call Site
nt!KeBugCheckEx
nt!ExpWorkerThread+0x1925a6
nt!PspSystemThreadStartup+0x55
nt!KiStartSystemThread+0x28
1: kd> kn 2
 # Child-SP          RetAddr               Call Site
00 ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
01 ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x1925a6
1: kd> kL
Child-SP          RetAddr               Call Site
ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab7590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     nt!KiStartSystemThread+0x28
1: kd> kvn 1
 # Child-SP          RetAddr               : Args to Child                                                           : Call Site
00 ffffc80f`44ab74e8 fffff804`06456b56     : 00000000`00000039 fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 : nt!KeBugCheckEx
1: kd> r
rax=123456789abcdef0 rbx=3333333333333333 rcx=0000000000000039
rdx=fffff8040677fe00 rsi=6666666666666666 rdi=7777777777777777
rip=fffff804063f5590 rsp=ffffc80f44ab74e8 rbp=5555555555555555
 r8=ffffc80f43c8f3f0  r9=ffffc80f43c8f3f0 r10=aaaaaaaaaaaaaaaa
r11=bbbbbbbbbbbbbbbb r12=cccccccccccccccc r13=dddddddddddddddd
r14=eeeeeeeeeeeeeeee r15=ffffffffffffffff
iopl=0         nv up ei ng nz na pe nc
cs=0010  ss=0018  ds=002b  es=002b  fs=0053  gs=002b             efl=00000286
nt!KeBugCheckEx:
fffff804`063f5590 48894c2408      mov     qword ptr [rsp+8],rcx ss:0018:ffffc80f`44ab74f0=0000000000000039
1: kd> r rax
rax=123456789abcdef0
1: kd> r rax, al, @$thread
rax=123456789abcdef0
al=f0
$thread=ffffde8bb9363040
1: kd> r rax=1
cannot set a register: a dump is only read
1: kd> r nothing
Bad register error at 'nothing'
1: kd> .frame
00 ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
1: kd> .frame 1
01 ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x1925a6
1: kd> .frame /r 1
01 ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x1925a6
rax=123456789abcdef0 rbx=3333333333333333 rcx=0000000000000039
rdx=fffff8040677fe00 rsi=6666666666666666 rdi=7777777777777777
rip=fffff80406456b56 rsp=ffffc80f44ab74f0 rbp=5555555555555555
 r8=ffffc80f43c8f3f0  r9=ffffc80f43c8f3f0 r10=aaaaaaaaaaaaaaaa
r11=bbbbbbbbbbbbbbbb r12=cccccccccccccccc r13=dddddddddddddddd
r14=eeeeeeeeeeeeeeee r15=ffffffffffffffff
iopl=0         nv up ei ng nz na pe nc
cs=0010  ss=0018  ds=002b  es=002b  fs=0053  gs=002b             efl=00000286
nt!ExpWorkerThread+0x1925a6:
fffff804`06456b56 ??              ???
1: kd> .frame 9
Cannot find frame 0x9, previous scope unchanged
1: kd> .thread
Implicit thread is the default: ffffde8b`b9363040
1: kd> .thread ffffde8bb9363040
Implicit thread is now ffffde8b`b9363040
1: kd> k 1
  *** Stack trace for last set context - .thread/.cxr resets it
Child-SP          RetAddr               Call Site
ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
1: kd> .thread 0
Implicit thread is the default: ffffde8b`b9363040
1: kd> .thread 1000
no thread
1: kd> ~1s
1: kd> ~0s
no registers
1: kd> ~9s
which processor? there are 4, and ~1s goes to the second
exit 0
