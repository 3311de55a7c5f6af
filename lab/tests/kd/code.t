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
1: kd> u
nt!KeBugCheckEx:
fffff804`063f5590 48894c2408      mov     qword ptr [rsp+8],rcx
fffff804`063f5595 0000            add     byte ptr [rax],al
fffff804`063f5597 0000            add     byte ptr [rax],al
fffff804`063f5599 0000            add     byte ptr [rax],al
fffff804`063f559b 0000            add     byte ptr [rax],al
fffff804`063f559d 0000            add     byte ptr [rax],al
fffff804`063f559f 0000            add     byte ptr [rax],al
fffff804`063f55a1 0000            add     byte ptr [rax],al
1: kd> u TestDriver!ProcessNotifyCallback Ld
TestDriver!ProcessNotifyCallback:
fffff804`0a501000 48894c2408      mov     qword ptr [rsp+8],rcx
fffff804`0a501005 4584c0          test    r8b,r8b
fffff804`0a501008 740c            je      TestDriver!ProcessNotifyCallback+0x16 (fffff804`0a501016)
fffff804`0a50100a 0fb68284010000  movzx   eax,byte ptr [rdx+184h]
fffff804`0a501011 83f8ff          cmp     eax,0FFFFFFFFh
fffff804`0a501014 7504            jne     TestDriver!ProcessNotifyCallback+0x1a (fffff804`0a50101a)
fffff804`0a501016 31c0            xor     eax,eax
fffff804`0a501018 eb10            jmp     TestDriver!ProcessNotifyCallback+0x2a (fffff804`0a50102a)
fffff804`0a50101a 65488b042588010000 mov     rax,qword ptr gs:[188h]
fffff804`0a501023 488d0d16200000  lea     rcx,[TestDriver!GlobalProcessMutex (fffff804`0a503040)]
fffff804`0a50102a c3              ret
fffff804`0a50102b 0000            add     byte ptr [rax],al
fffff804`0a50102d 0000            add     byte ptr [rax],al
1: kd> u TestDriver!DriverEntry L10
TestDriver!DriverEntry:
fffff804`0a501100 53              push    rbx
fffff804`0a501101 4881ec80000000  sub     rsp,80h
fffff804`0a501108 4883e4f0        and     rsp,0FFFFFFFFFFFFFFF0h
fffff804`0a50110c c7442420ffffffff mov     dword ptr [rsp+20h],0FFFFFFFFh
fffff804`0a501114 48b81400000080f7ffff mov     rax,0FFFFF78000000014h
fffff804`0a50111e 488b0d331f0000  mov     rcx,qword ptr [TestDriver!GlobalProcessMutex+0x18 (fffff804`0a503058)]
fffff804`0a501125 e8d6feffff      call    TestDriver!ProcessNotifyCallback (fffff804`0a501000)
fffff804`0a50112a ff15d01e0000    call    qword ptr [TestDriver!add+0x1e00 (fffff804`0a503000)]
fffff804`0a501130 ffd0            call    rax
fffff804`0a501132 f3ab            rep stos dword ptr [rdi]
fffff804`0a501134 f348a5          rep movs qword ptr [rdi],qword ptr [rsi]
fffff804`0a501137 f00fc101        lock xadd dword ptr [rcx],eax
fffff804`0a50113b 0f11442430      movups  xmmword ptr [rsp+30h],xmm0
fffff804`0a501140 c645a9ff        mov     byte ptr [rbp-57h],0FFh
fffff804`0a501144 8b84c88014c300  mov     eax,dword ptr [rax+rcx*8+0C31480h]
fffff804`0a50114b 0f1f0400        nop     dword ptr [rax+rax]
1: kd> u
TestDriver!DriverEntry+0x4f:
fffff804`0a50114f 6690            xchg    ax,ax
fffff804`0a501151 cd29            int     29h
fffff804`0a501153 480f45c3        cmovne  rax,rbx
fffff804`0a501157 d1e0            shl     eax,1
fffff804`0a501159 a02003000080f7ffff mov     al,byte ptr [fffff780`00000320]
fffff804`0a501162 0fba2709        bt      dword ptr [rdi],9
fffff804`0a501166 480fc70e        cmpxchg16b xmmword ptr [rsi]
fffff804`0a50116a 0f01f8          swapgs
1: kd> u
TestDriver!DriverEntry+0x6d:
fffff804`0a50116d 6afe            push    0FFFFFFFFFFFFFFFEh
fffff804`0a50116f 66b80080        mov     ax,8000h
fffff804`0a501173 ff24c2          jmp     qword ptr [rdx+rax*8]
fffff804`0a501176 4881c480000000  add     rsp,80h
fffff804`0a50117d 5b              pop     rbx
fffff804`0a50117e c3              ret
fffff804`0a50117f 06              ???
fffff804`0a501180 cc              int     3
1: kd> u . L1
nt!KeBugCheckEx:
fffff804`063f5590 48894c2408      mov     qword ptr [rsp+8],rcx
1: kd> u TestDriver+1008 TestDriver+1014
TestDriver!ProcessNotifyCallback+0x8:
fffff804`0a501008 740c            je      TestDriver!ProcessNotifyCallback+0x16 (fffff804`0a501016)
fffff804`0a50100a 0fb68284010000  movzx   eax,byte ptr [rdx+184h]
fffff804`0a501011 83f8ff          cmp     eax,0FFFFFFFFh
fffff804`0a501014 7504            jne     TestDriver!ProcessNotifyCallback+0x1a (fffff804`0a50101a)
1: kd> ub TestDriver!ProcessNotifyCallback+2a L4
TestDriver!ProcessNotifyCallback+0x16:
fffff804`0a501016 31c0            xor     eax,eax
fffff804`0a501018 eb10            jmp     TestDriver!ProcessNotifyCallback+0x2a (fffff804`0a50102a)
fffff804`0a50101a 65488b042588010000 mov     rax,qword ptr gs:[188h]
fffff804`0a501023 488d0d16200000  lea     rcx,[TestDriver!GlobalProcessMutex (fffff804`0a503040)]
1: kd> ub TestDriver!DriverEntry+8 L3
TestDriver!ProcessNotifyCallback+0xfe:
fffff804`0a5010fe 0000            add     byte ptr [rax],al
TestDriver!DriverEntry:
fffff804`0a501100 53              push    rbx
fffff804`0a501101 4881ec80000000  sub     rsp,80h
1: kd> ub @rip L2
nt!PspSystemThreadStartup+0xedcfc:
fffff804`063f558c 0000            add     byte ptr [rax],al
fffff804`063f558e 0000            add     byte ptr [rax],al
1: kd> uf TestDriver!ProcessNotifyCallback
TestDriver!ProcessNotifyCallback:
fffff804`0a501000 48894c2408      mov     qword ptr [rsp+8],rcx
fffff804`0a501005 4584c0          test    r8b,r8b
fffff804`0a501008 740c            je      TestDriver!ProcessNotifyCallback+0x16 (fffff804`0a501016)  Branch

TestDriver!ProcessNotifyCallback+0xa:
fffff804`0a50100a 0fb68284010000  movzx   eax,byte ptr [rdx+184h]
fffff804`0a501011 83f8ff          cmp     eax,0FFFFFFFFh
fffff804`0a501014 7504            jne     TestDriver!ProcessNotifyCallback+0x1a (fffff804`0a50101a)  Branch

TestDriver!ProcessNotifyCallback+0x16:
fffff804`0a501016 31c0            xor     eax,eax
fffff804`0a501018 eb10            jmp     TestDriver!ProcessNotifyCallback+0x2a (fffff804`0a50102a)

TestDriver!ProcessNotifyCallback+0x1a:
fffff804`0a50101a 65488b042588010000 mov     rax,qword ptr gs:[188h]
fffff804`0a501023 488d0d16200000  lea     rcx,[TestDriver!GlobalProcessMutex (fffff804`0a503040)]

TestDriver!ProcessNotifyCallback+0x2a:
fffff804`0a50102a c3              ret
1: kd> uf TestDriver+1018
TestDriver!ProcessNotifyCallback:
fffff804`0a501000 48894c2408      mov     qword ptr [rsp+8],rcx
fffff804`0a501005 4584c0          test    r8b,r8b
fffff804`0a501008 740c            je      TestDriver!ProcessNotifyCallback+0x16 (fffff804`0a501016)  Branch

TestDriver!ProcessNotifyCallback+0xa:
fffff804`0a50100a 0fb68284010000  movzx   eax,byte ptr [rdx+184h]
fffff804`0a501011 83f8ff          cmp     eax,0FFFFFFFFh
fffff804`0a501014 7504            jne     TestDriver!ProcessNotifyCallback+0x1a (fffff804`0a50101a)  Branch

TestDriver!ProcessNotifyCallback+0x16:
fffff804`0a501016 31c0            xor     eax,eax
fffff804`0a501018 eb10            jmp     TestDriver!ProcessNotifyCallback+0x2a (fffff804`0a50102a)

TestDriver!ProcessNotifyCallback+0x1a:
fffff804`0a50101a 65488b042588010000 mov     rax,qword ptr gs:[188h]
fffff804`0a501023 488d0d16200000  lea     rcx,[TestDriver!GlobalProcessMutex (fffff804`0a503040)]

TestDriver!ProcessNotifyCallback+0x2a:
fffff804`0a50102a c3              ret
1: kd> u 0 L1
00000000`00000000 ??              ???
               ^ Memory access error in 'u 0 L1'
1: kd> uf 0
No code found, aborting: 0000000000000000 is not in the dump
1: kd> ub 0
Couldn't resolve error at '0': no code before it is in the dump
1: kd> u nt L100001
Range error in 'nt L100001': at most L10000
1: kd> u nt L1 x
Extra character error in 'x': usage: u [ADDRESS [L COUNT | END]]
1: kd> ub nt nt+10
Extra character error in 'nt+10': usage: ub [ADDRESS [L COUNT]]
1: kd> ub nt L401
Range error in 'nt L401': at most L400
1: kd> ub TestDriver!DriverEntry+9 L1
Couldn't resolve error at 'TestDriver!DriverEntry+9 L1': no code before it is in the dump
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
1: kd> .frame /r 0
00 ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
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
exit 0
