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
1: kd> lm
start             end                 module name
fffff804`06000000 fffff804`07046000   nt         (isf symbols)
fffff804`0a500000 fffff804`0a507000   TestDriver (no symbols)

Unloaded modules:
fffff804`09e00000 fffff804`09e10000   dump_storport.sys
1: kd> lm v m nt
start             end                 module name
fffff804`06000000 fffff804`07046000   nt         (isf symbols)
    Image path: ntkrnlmp.exe
    Image name: ntkrnlmp.exe
    Timestamp:        Wed Jan 29 04:45:00 1986 (1E3E1B4C)
    CheckSum:         00A5C6E3
    ImageSize:        01046000
1: kd> lmvm TestDriver
start             end                 module name
fffff804`0a500000 fffff804`0a507000   TestDriver (no symbols)
    Image path: \??\C:\Users\User\source\repos\TestDriver\x64\Release\TestDriver.sys
    Image name: TestDriver.sys
    Timestamp:        Fri Dec 29 15:45:34 2023 (658F5A1E)
    CheckSum:         0001B3A9
    ImageSize:        00007000
1: kd> lm m t*
start             end                 module name
fffff804`0a500000 fffff804`0a507000   TestDriver (no symbols)
1: kd> lm m nothing
start             end                 module name
No module fits 'nothing': lm lists them.
1: kd> lm a @rip
start             end                 module name
fffff804`06000000 fffff804`07046000   nt         (isf symbols)
1: kd> lma TestDriver+10
start             end                 module name
fffff804`0a500000 fffff804`0a507000   TestDriver (no symbols)
1: kd> lm a 0
start             end                 module name
1: kd> lm a
Numeric expression missing from '<EOL>'
1: kd> lm z
Syntax error at 'z': lm takes v, m PATTERN and a ADDRESS
1: kd> ln fffff8040677fe00
(fffff804`0677fe00)   nt!IopLoadUnloadDriver   |  (fffff804`06c1ebc0)   nt!PsActiveProcessHead
Exact matches:
    nt!IopLoadUnloadDriver (void)
1: kd> ln @rip+5
(fffff804`063f5590)   nt!KeBugCheckEx+0x5   |  (fffff804`06406490)   nt!KiStartSystemThread
1: kd> ln TestDriver+3040
(fffff804`0a503040)   TestDriver!GlobalProcessMutex
Exact matches:
    TestDriver!GlobalProcessMutex (void)
1: kd> ln TestDriver
(fffff804`0a500000)   TestDriver+0x0
1: kd> ln 0
no module holds this address: lm lists them
1: kd> x nt!Ke*
fffff804`063f5590          nt!KeBugCheckEx (<no parameter info>)
1: kd> x nt!*System*
fffff804`06307890          nt!PspSystemThreadStartup (<no parameter info>)
fffff804`06406490          nt!KiStartSystemThread (<no parameter info>)
fffff804`06411210          nt!KiSystemServiceCopyEnd (<no parameter info>)
1: kd> x nt!?eBug*
fffff804`063f5590          nt!KeBugCheckEx (<no parameter info>)
1: kd> x nothing!*
Couldn't resolve 'x nothing!*'
1: kd> x nt
which module? x MODULE!PATTERN, such as x nt!Ke*
1: kd> x TestDriver!*
exit 0
