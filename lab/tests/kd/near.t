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
1: kd> !analyse -v
No export analyse found
Did you mean '!analyze'? '.help' lists what there is.
1: kd> !mut 0
No export mut found
It is a command of MEX: '.load mex' first, or '!mex.mut'.
1: kd> !locks
No export locks found
It lists ERESOURCEs, not mutexes. '!mex.mut ADDRESS' shows a mutex and its owner,
'dt nt!_KTHREAD @$thread MutantListHead' those of a thread.
1: kd> lmvm
lmvm takes a module's name, such as 'lmvm nt': lm lists them
1: kd> lm m TesDriver
start             end                 module name
No module fits 'TesDriver': did you mean 'TestDriver'?
1: kd> lmvm nt*x
start             end                 module name
No module fits 'nt*x': lm lists them.
1: kd> dt nt!_KMUTNAT
Symbol nt!_KMUTNAT not found.
Did you mean 'nt!_KMUTANT'?
1: kd> dt KMUTANT
Symbol KMUTANT not found.
Did you mean 'nt!_KMUTANT'?
1: kd> dt kthraed
Symbol kthraed not found.
Did you mean 'nt!_KTHREAD'?
1: kd> k 5x
'5x' is no number of frames: 'k 5' shows five
1: kd> kn z
'z' is no number of frames: 'kn 5' shows five
1: kd> u nt!KeBugChekEx
Couldn't resolve error at 'nt!KeBugChekEx'
Did you mean 'nt!KeBugCheckEx'?
1: kd> ? nt!nope
Couldn't resolve error at 'nt!nope'
1: kd> ? KeBugCheckExx+8
Couldn't resolve error at 'KeBugCheckExx+8'
Did you mean 'nt!KeBugCheckEx'?
1: kd> g
       ^ Syntax error in 'g'
A dump does not run: nothing can be started, stepped or stopped at.
1: kd> bp nt!KeBugCheckEx
       ^ Syntax error in 'bp nt!KeBugCheckEx'
A dump does not run: nothing can be started, stepped or stopped at.
1: kd> eb 0 1
       ^ Syntax error in 'eb 0 1'
A dump is only read: nothing in it can be changed.
1: kd> !pool 0
No export pool found
kdlab does not walk the pool; 'db ADDRESS-10' shows a block's header and tag.
1: kd> !mex.lt
No export mex.lt found
'!process ADDRESS 2' lists the threads of a process, '!process 0 2' all.
1: kd> !running -x
no option '-x': usage: !running [-t] [-i]
1: kd> ~
which processor? there are 4, and ~1s goes to the second
1: kd> ~9
which processor? there are 4, and ~1s goes to the second
1: kd> .hlep
       ^ Syntax error in '.hlep'
Did you mean '.help'? '.help' lists what there is.
1: kd> !proces 0 0
No export proces found
Did you mean '!process'? '.help' lists what there is.
1: kd> dqss
       ^ Syntax error in 'dqss'
Did you mean 'dqs'? '.help' lists what there is.
1: kd> zz
       ^ Syntax error in 'zz'
1: kd> !nope
No export nope found
1: kd> .foreach
       ^ Syntax error in '.foreach'
kdlab runs no scripts; '!list' runs a command for each member of a list.
1: kd> kd
       ^ Syntax error in 'kd'
'dps @rsp' shows the stack as pointers with symbols.
1: kd> r foo
Bad register error at 'foo'
1: kd> dt
usage: dt [-r[N]] [-a[N]] [-v] [-y] [-l FIELD] TYPE [ADDRESS] [FIELD ...]
1: kd> .help !nope
no command '!nope': '.help' lists them
1: kd> .help u
u [ADDRESS [L COUNT | END]]
show memory as machine code.

COUNT is of instructions, 8 unless told. Without an address: from where the last one
ended, at first from the instruction pointer.
1: kd> .sympath
Symbol search path is: <empty>
1: kd> .sympath srv*
kdlab asks no symbol server: give a folder with ISF files; .symfix says how to make them
1: kd> .sympath /nope
no folder '/nope'
1: kd> .symfix
kdlab asks no symbol server: it works offline.
nt has its symbols.
1: kd> .reload
Loading Kernel Symbols
..
Loading unloaded module list
.
1: kd> .logopen x
.logopen: this prompt writes no files; that of 'kdlab kd' does
1: kd> .logclose
No log file open
1: kd> .logfile
No log file open
1: kd> .logclose x
Extra character error in 'x': usage: .logclose 
1: kd> !blackboxbsd
No such data in this dump: .enumtag lists what there is
1: kd> .lastevent
No event is recorded in this dump
exit 0
