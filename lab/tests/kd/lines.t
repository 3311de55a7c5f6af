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
1: kd> !analyse
No export analyse found
Did you mean '!analyze'? '.help' lists what there is.
1: kd> !nope
No export nope found
1: kd> zz
       ^ Syntax error in 'zz'
1: kd> .foo
       ^ Syntax error in '.foo'
1: kd> .help lm
lm [v] [m PATTERN | a ADDRESS]
list the modules.
Also: lm lmv lmvm lmm lma lmva lmn lmk lmt lmo

v tells more of each; m takes those whose name fits, with * and ?; a the one that
holds an address.
1: kd> .help nothing
no command 'nothing': '.help' lists them
1: kd> .echo hi; .echo "a; b"
hi
a; b
1: kd> ? 1; zz; ? 2
Evaluate expression: 1 = 00000000`00000001
       ^ Syntax error in 'zz'
1: kd> * a comment; ? 1
1: kd> $$ a comment; ? 1
Evaluate expression: 1 = 00000000`00000001
1: kd> 
1: kd>    
1: kd> ;;
1: kd> ? 1 ;  ? 2  
Evaluate expression: 1 = 00000000`00000001
Evaluate expression: 2 = 00000000`00000002
1: kd> .ECHO loud
loud
1: kd> .help
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
1: kd> q; ? 1
exit 0
