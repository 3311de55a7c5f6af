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
1: kd> ? 1+2
Evaluate expression: 3 = 00000000`00000003
1: kd> ? nt!KeBugCheckEx
Evaluate expression: -8778808339056 = fffff804`063f5590
1: kd> ? @$thread+308
Evaluate expression: -36783287553208 = ffffde8b`b9363348
1: kd> ? poi(@$thread+308)-18
Evaluate expression: -8778740125632 = fffff804`0a503040
1: kd> ? 1/0
Operand error at '/0'
1: kd> ? 1 2
Extra character error in '2': usage: ? [EXPRESSION]
1: kd> ? nothing
Couldn't resolve error at 'nothing'
1: kd> ?1+1
Evaluate expression: 2 = 00000000`00000002
1: kd> ?
  ?              evaluate an expression
  .formats       show a number in every way
  n              say or set the radix of plain numbers
  .echo          print a text
  .load          load an extension: mex
  .help          list the commands, or explain one
  q              leave the debugger
  .logopen       copy what is typed and printed to a file
  .logclose      close the log
  .logfile       say which log is open
  .sympath       say or set the folder of symbols
  .symfix        say how to come by symbols
  .reload        read modules and symbols anew
  .lines         have k, .frame and ln say lines of source
  vertarget      say what system the dump is of
  .time          say when the dump was made, and how long the system ran
  .bugcheck      show the stop code and its four arguments
  !mex.di        say what machine and crash the dump is of
  .enumtag       show the tagged data behind the dump
  !blackboxbsd   show what a black box of the kernel left
  db             show memory as bytes, words, dwords or qwords
  dps            show memory as pointers, with what they point at
  da             show memory as text
  s              search memory
  lm             list the modules
  ln             name the symbols at and behind an address
  x              list symbols, by a pattern
  dt             show a structure, or memory as one
  !list          run a command for each member of a list
  k              show the stack
  r              show the registers
  .frame         show one frame of the stack
  .thread        look at another thread's stack and registers
  ~              look at another processor
  .cxr           take the registers from a CONTEXT or a trap frame
  .ecxr          take the registers of the exception
  .process       read memory as another process sees it
  .exr           show an exception record
  .lastevent     say which exception the dump records
  u              show memory as machine code
  ub             show the machine code before an address
  uf             show all the machine code of a function
  !pte           show the page table entries of an address
  !vtop          translate a virtual address
  !drvobj        show a driver object: its devices and routines
  !process       show a process, or all
  !thread        show a thread: its state, times and stack
  !running       show the thread that each processor runs
  !mex.mut       show a mutex, its owner and how many wait
  !mex.tl        list the processes
  !mex.t         show a thread, what it waits for, and its stack
  !mex.us        show the stacks of all threads, equal ones together
  !mex.obj       list the threads that wait for an object
  !mex.p         show a process and look at memory as it does
  !analyze       say what the crash looks like

.help NAME says more. What is not here, kdlab does not have.
1: kd> .formats 39
Evaluate expression:
  Hex:     00000000`00000039
  Decimal: 57
  Octal:   0000000000000000000071
  Binary:  00000000 00000000 00000000 00000000 00000000 00000000 00000000 00111001
  Chars:   .......9
  Time:    Wed Dec 31 16:00:57 1969
  Float:   low 7.9874e-44 high 0
  Double:  2.81617e-322
1: kd> .formats -1
Evaluate expression:
  Hex:     ffffffff`ffffffff
  Decimal: -1
  Octal:   1777777777777777777777
  Binary:  11111111 11111111 11111111 11111111 11111111 11111111 11111111 11111111
  Chars:   ........
  Time:    ***** Invalid FILETIME
  Float:   low -nan high -nan
  Double:  -nan
1: kd> .formats 1da3aab8a1e5e00
Evaluate expression:
  Hex:     01da3aab`8a1e5e00
  Decimal: 133483647391915520
  Octal:   0007321652561207457000
  Binary:  00000001 11011010 00111010 10101011 10001010 00011110 01011110 00000000
  Chars:   ..:...^.
  Time:    Fri Dec 29 15:05:39.191 2023 (UTC - 8:00)
  Float:   low -7.6251e-33 high 8.01647e-38
  Double:  9.7915e-300
1: kd> .formats 0x3f800000
Evaluate expression:
  Hex:     00000000`3f800000
  Decimal: 1065353216
  Octal:   0000000000007740000000
  Binary:  00000000 00000000 00000000 00000000 00111111 10000000 00000000 00000000
  Chars:   ....?...
  Time:    Sun Oct  5 04:26:56 2003
  Float:   low 1 high 0
  Double:  5.26354e-315
1: kd> n
base is 16
1: kd> n 10
base is 10
1: kd> ? 10
Evaluate expression: 10 = 00000000`0000000a
1: kd> n 7
Syntax error at '7': give 8, 10 or 16
1: kd> n 16
base is 16
exit 0
