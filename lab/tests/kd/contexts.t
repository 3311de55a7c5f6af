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
1: kd> !pte @rsp
                                           VA ffffc80f44ab74e8
PXE at 00000000001AA000    PPE at 00000000001AB000    PDE at 00000000001AC000    PTE at 00000000001AD000
contains 00000000001AB063  contains 00000000001AC063  contains 00000000001AD063  contains 00000000001AE063
pfn 1ab       ---DA--KWEV  pfn 1ac       ---DA--KWEV  pfn 1ad       ---DA--KWEV  pfn 1ae       ---DA--KWEV
1: kd> !pte 0
no tables
1: kd> !pte
Numeric expression missing from '<EOL>'
1: kd> !vtop 0 @rsp
Amd64VtoP: Virt ffffc80f44ab74e8, pagedir 00000000001aa000
Amd64VtoP: PML4E 00000000001aa000
Amd64VtoP: PDPE 00000000001ab000
Amd64VtoP: PDE 00000000001ac000
Amd64VtoP: PTE 00000000001ad000
Amd64VtoP: Mapped phys 00000000000014e8
Virtual address ffffc80f44ab74e8 translates to physical address 14e8.
1: kd> !vtop @rsp
Amd64VtoP: Virt ffffc80f44ab74e8, pagedir 00000000001aa000
Amd64VtoP: PML4E 00000000001aa000
Amd64VtoP: PDPE 00000000001ab000
Amd64VtoP: PDE 00000000001ac000
Amd64VtoP: PTE 00000000001ad000
Amd64VtoP: Mapped phys 00000000000014e8
Virtual address ffffc80f44ab74e8 translates to physical address 14e8.
1: kd> !vtop 1aa000 @rsp
Amd64VtoP: Virt ffffc80f44ab74e8, pagedir 00000000001aa000
Amd64VtoP: PML4E 00000000001aa000
Amd64VtoP: PDPE 00000000001ab000
Amd64VtoP: PDE 00000000001ac000
Amd64VtoP: PTE 00000000001ad000
Amd64VtoP: Mapped phys 00000000000014e8
Virtual address ffffc80f44ab74e8 translates to physical address 14e8.
1: kd> !vtop 0 0
Amd64VtoP: Virt 0000000000000000, pagedir 00000000001aa000
Virtual address 0 translation fails, error 0xD0000147.
1: kd> .cxr @rsp
rax=0000000000000000 rbx=0000000000000000 rcx=0000000000000000
rdx=0000000000000000 rsi=ffffde8bb9363040 rdi=0000000000000080
rip=ffffc980d3756180 rsp=0000000000000000 rbp=fffff804063078e5
 r8=ffffde8bb3861040  r9=fffffffffeccf0fc r10=0000000000000000
r11=0000000000000000 r12=0000000000000000 r13=0000000000000000
r14=0000000000000000 r15=fffff804064064b8
iopl=0         nv up di pl nz na po nc
ffffc980`d3756180 ??              ???
1: kd> k 1
  *** Stack trace for last set context - .thread/.cxr resets it
Child-SP          RetAddr               Call Site
ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
1: kd> .cxr
Resetting default scope
1: kd> .trap @rsp
Resetting default scope
1: kd> .trap
Resetting default scope
1: kd> .trap 0
Resetting default scope
1: kd> .cxr 1000
Unable to read context at 0000000000001000
1: kd> .process
Implicit process is now ffffde8b`b3861040
1: kd> .process @$proc
Implicit process is now ffffde8b`b3861040
1: kd> .process /p /r @$proc
Implicit process is now ffffde8b`b3861040
1: kd> .process @rsp
Implicit process is now ffffde8b`b3861040
1: kd> .process 1000
0000000000001000 is not a process: '!process 0 0' lists them
1: kd> .cxr 1 2
Extra character error in '2': usage: .cxr [ADDRESS]
1: kd> .ecxr
rax=0000000000000000 rbx=0000000000000000 rcx=0000000000000000
rdx=0000000000000000 rsi=ffffde8bb9363040 rdi=0000000000000080
rip=ffffc980d3756180 rsp=0000000000000000 rbp=fffff804063078e5
 r8=ffffde8bb3861040  r9=fffffffffeccf0fc r10=0000000000000000
r11=0000000000000000 r12=0000000000000000 r13=0000000000000000
r14=0000000000000000 r15=fffff804064064b8
iopl=0         nv up di pl nz na po nc
ffffc980`d3756180 ??              ???
1: kd> k 1
  *** Stack trace for last set context - .thread/.cxr resets it
Child-SP          RetAddr               Call Site
ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
1: kd> .ecxr 1
Extra character error in '1': usage: .ecxr 
1: kd> .cxr
Resetting default scope
1: kd> .exr @rsp
Unable to read exception record at 0000000000000000
1: kd> .exr 0
Unable to read exception record at 0000000000000000
1: kd> .exr
No exception is recorded in this dump
1: kd> .exr 0 1
Extra character error in '1': usage: .exr [ADDRESS | -1]
1: kd> .exr ffffde8bb7000e00
ExceptionAddress: fffff8040a501108 (TestDriver!DriverEntry+0x0000000000000008)
   ExceptionCode: c0000005 (Access violation)
  ExceptionFlags: 00000000
NumberParameters: 2
   Parameter[0]: 0000000000000001
   Parameter[1]: 0000000000001234
Attempt to write to address 0000000000001234
exit 0
