1: kd> r
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
1: kd> u
nt!KeBugCheckEx:
fffff804`063f6f20 48894c2408      mov     qword ptr [rsp+8],rcx
fffff804`063f6f25 4889542410      mov     qword ptr [rsp+10h],rdx
fffff804`063f6f2a 4c89442418      mov     qword ptr [rsp+18h],r8
fffff804`063f6f2f 4c894c2420      mov     qword ptr [rsp+20h],r9
fffff804`063f6f34 4883ec38        sub     rsp,38h
fffff804`063f6f38 f4              hlt
fffff804`063f6f39 4883c438        add     rsp,38h
fffff804`063f6f3d c3              ret
1: kd> u nt!ExpWorkerThread L8
nt!ExpWorkerThread:
fffff804`062c45b0 55              push    rbp
fffff804`062c45b1 56              push    rsi
fffff804`062c45b2 57              push    rdi
fffff804`062c45b3 4154            push    r12
fffff804`062c45b5 4155            push    r13
fffff804`062c45b7 4156            push    r14
fffff804`062c45b9 4157            push    r15
fffff804`062c45bb 4883ec60        sub     rsp,60h
1: kd> u nt!PspSystemThreadStartup L3
nt!PspSystemThreadStartup:
fffff804`06307890 53              push    rbx
fffff804`06307891 4883ec40        sub     rsp,40h
fffff804`06307895 f4              hlt
1: kd> ub nt!ExpWorkerThread+1925a6 L2
nt!ExpWorkerThread+0x1925a0:
fffff804`06456b50 cc              int     3
fffff804`06456b51 e8ca03faff      call    nt!KeBugCheckEx (fffff804`063f6f20)
1: kd> ub fffff804063078e5 L1
nt!PspSystemThreadStartup+0x53:
fffff804`063078e3 ffd0            call    rax
1: kd> ub nt!KiStartSystemThread+28 L1
nt!KiStartSystemThread+0x26:
fffff804`064064b6 ffd0            call    rax
1: kd> ub nt!KeBugCheckEx L1
nt!IopInvalidDeviceRequest+0xa52de:
fffff804`063f6f1e 0000            add     byte ptr [rax],al
1: kd> uf nt!KiStartSystemThread
nt!KiStartSystemThread:
fffff804`06406490 4883ec28        sub     rsp,28h
fffff804`06406494 f4              hlt
fffff804`06406495 4883c428        add     rsp,28h
fffff804`06406499 c3              ret

nt!KiStartSystemThread+0xa:
fffff804`0640649a cc              int     3
fffff804`0640649b cc              int     3
fffff804`0640649c cc              int     3
fffff804`0640649d cc              int     3
fffff804`0640649e cc              int     3
fffff804`0640649f cc              int     3
fffff804`064064a0 cc              int     3
fffff804`064064a1 cc              int     3
fffff804`064064a2 cc              int     3
fffff804`064064a3 cc              int     3
fffff804`064064a4 cc              int     3
fffff804`064064a5 cc              int     3
fffff804`064064a6 cc              int     3
fffff804`064064a7 cc              int     3
fffff804`064064a8 cc              int     3
fffff804`064064a9 cc              int     3
fffff804`064064aa cc              int     3
fffff804`064064ab cc              int     3
fffff804`064064ac cc              int     3
fffff804`064064ad cc              int     3
fffff804`064064ae cc              int     3
fffff804`064064af cc              int     3
fffff804`064064b0 cc              int     3
fffff804`064064b1 cc              int     3
fffff804`064064b2 cc              int     3
fffff804`064064b3 cc              int     3
fffff804`064064b4 cc              int     3
fffff804`064064b5 cc              int     3
fffff804`064064b6 ffd0            call    rax
fffff804`064064b8 f4              hlt
fffff804`064064b9 cc              int     3
fffff804`064064ba cc              int     3
fffff804`064064bb cc              int     3
fffff804`064064bc cc              int     3
fffff804`064064bd cc              int     3
fffff804`064064be cc              int     3
fffff804`064064bf cc              int     3
fffff804`064064c0 cc              int     3
fffff804`064064c1 cc              int     3
fffff804`064064c2 cc              int     3
fffff804`064064c3 cc              int     3
fffff804`064064c4 cc              int     3
fffff804`064064c5 cc              int     3
fffff804`064064c6 cc              int     3
fffff804`064064c7 cc              int     3
fffff804`064064c8 cc              int     3
fffff804`064064c9 cc              int     3
fffff804`064064ca cc              int     3
fffff804`064064cb cc              int     3
fffff804`064064cc cc              int     3
fffff804`064064cd cc              int     3
fffff804`064064ce cc              int     3
fffff804`064064cf cc              int     3
1: kd> .frame /r 1
01 ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x1925a6
rax=0000000000000000 rbx=0000000000000000 rcx=0000000000000039
rdx=fffff8040677fe00 rsi=ffffc80f43c8f3f0 rdi=fffff8040677fe00
rip=fffff80406456b56 rsp=ffffc80f44ab74f0 rbp=0000000000000000
 r8=ffffc80f43c8f3f0  r9=ffffc80f43c8f3f0 r10=0000000000000000
r11=0000000000000000 r12=ffffc80f43c8f3f0 r13=0000000000000000
r14=0000000000000000 r15=0000000000000000
iopl=0         nv up ei ng nz na po nc
cs=0010  ss=0018  ds=002b  es=002b  fs=0053  gs=002b             efl=00000282
nt!ExpWorkerThread+0x1925a6:
fffff804`06456b56 f4              hlt
1: kd> .frame /r 2
02 ffffc80f`44ab7590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
rax=0000000000000000 rbx=0000000000000000 rcx=0000000000000039
rdx=fffff8040677fe00 rsi=0000000000000000 rdi=0000000000000000
rip=fffff804063078e5 rsp=ffffc80f44ab7590 rbp=0000000000000000
 r8=ffffc80f43c8f3f0  r9=ffffc80f43c8f3f0 r10=0000000000000000
r11=0000000000000000 r12=0000000000000000 r13=0000000000000000
r14=0000000000000000 r15=0000000000000000
iopl=0         nv up ei ng nz na po nc
cs=0010  ss=0018  ds=002b  es=002b  fs=0053  gs=002b             efl=00000282
nt!PspSystemThreadStartup+0x55:
fffff804`063078e5 f4              hlt
exit 0
