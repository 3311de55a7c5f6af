% COURSE=../../lessons/owned-mutex
% TZ=UTC
The mutex nobody released
0 of 166 steps done (0%).
Enter goes on; 'help' lists the commands.

Somebody starts a small driver with sc.exe start, and the machine stops
with bug check 0x39, SYSTEM_EXIT_OWNED_MUTEX. The debugger explains none
of the four arguments, the driver is not on the stack, and the command
that shows a mutex shows one without an owner.

You read the driver, build it, follow the load through the kernel and
load it on a target that stops by it. You read what WinDbg printed for a
real dump line by line, beside your own, find out where the real mutex
is, and mend the driver until it loads, runs and unloads.

What was recorded is shown as it was recorded. What is concluded says
so, and from what.

Lesson 1 of 14: The scene

Step 1.1 What happened (read, 2 minutes)
Somebody wrote a small driver that prints a line for each process that
starts or ends. On a virtual machine with Windows 10 they registered it
and started it:

  sc.exe create TestDrv type= kernel binPath= C:\lab\TestDriver.sys
  sc.exe start TestDrv

The first command writes a few values into the registry. The second one
never prints its answer: the machine stops with a blue screen and writes
a dump. The stop code is 0x39, SYSTEM_EXIT_OWNED_MUTEX.

That was on 29 December 2023. The dump was opened in WinDbg, and what
WinDbg printed was published; the dump itself is no longer to be had.
You will read that output, line by line, beside the driver. The driver
here was written for this course; its names and behaviour are those of
the published one. The path above is ours, too.

The published lesson calls it a deadlock, and reads one of the numbers
as the address of the mutex. Neither is right, and the output shows why.
Source: InsightEngineering: SYSTEM_EXIT_OWNED_MUTEX (39), the recorded
session
Source: Microsoft Learn: sc.exe create

>>> help kd
kd [COMMAND], or D: run a debugger's command on the dump of this lesson,
or all that follow until 'q'.

>>> kd lm
start             end                 module name
fffff804`05f5d000 fffff804`06000000   hal        (no symbols)
fffff804`06000000 fffff804`07046000   nt         (isf symbols)
fffff804`09c50000 fffff804`09c60000   TestDriver (coff symbols)

>>> kd ln nt!KeBugCheckEx; .echo two at once
(fffff804`063f6f20)   nt!KeBugCheckEx   |  (fffff804`063fa9e0)   nt!KiIdleLoop
Exact matches:
    nt!KeBugCheckEx (void)
two at once

>>> kd !analyse
No export analyse found
Did you mean '!analyze'? '.help' lists what there is.

>>> kd
Lines go to the debugger now; 'q' leaves it.

>>> k
Child-SP          RetAddr               Call Site
ffffc80f`44ab74e8 fffff804`06456b56     nt!KeBugCheckEx
ffffc80f`44ab74f0 fffff804`063078e5     nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab7590 fffff804`064064b8     nt!PspSystemThreadStartup+0x55
ffffc80f`44ab75e0 00000000`00000000     nt!KiStartSystemThread+0x28

>>> next
       ^ Syntax error in 'next'

>>> .load mex
Mex External 3.0.0.7172 Loaded!

>>> !mex.mut ffffc80f43c8f3f0

dt nt!_KMUTANT ffffc80f43c8f3f0 () Recursive: [ -r1 -r2 -r ] Verbose Normal dt
==================================================================================
   +0x000 Header               : _DISPATCHER_HEADER
   +0x018 MutantListEntry      : _LIST_ENTRY [ 0xfffff804`06411235 - 0x00000000`00000000 ] [INVALID]
   +0x028 OwnerThread          : (null)
   +0x030 MutantFlags          : 0 ''
   +0x030 Abandoned            : 0y0
   +0x030 Spare1               : 0y0000000 (0)
   +0x030 Abandoned2           : 0y0
   +0x030 AbEnabled            : 0y0
   +0x030 Spare2               : 0y000000 (0)
   +0x031 ApcDisable           : 0 ''


Number of waiters: 1
No owning thread

>>> q
Back in the lesson.

>>> D ? 1+1
Evaluate expression: 2 = 00000000`00000002

>>> kd
Lines go to the debugger now; 'q' leaves it.

>>> !mut ffffc80f43c8f3f0
No export mut found
It is a command of MEX: '.load mex' first, or '!mex.mut'.

0 of 166 steps done (0%).
----
The mutex nobody released
0 of 166 steps done (0%).
Enter goes on; 'help' lists the commands.

Somebody starts a small driver with sc.exe start, and the machine stops
with bug check 0x39, SYSTEM_EXIT_OWNED_MUTEX. The debugger explains none
of the four arguments, the driver is not on the stack, and the command
that shows a mutex shows one without an owner.

You read the driver, build it, follow the load through the kernel and
load it on a target that stops by it. You read what WinDbg printed for a
real dump line by line, beside your own, find out where the real mutex
is, and mend the driver until it loads, runs and unloads.

What was recorded is shown as it was recorded. What is concluded says
so, and from what.

Lesson 1 of 14: The scene

Step 1.1 What happened (read, 2 minutes)
Somebody wrote a small driver that prints a line for each process that
starts or ends. On a virtual machine with Windows 10 they registered it
and started it:

  sc.exe create TestDrv type= kernel binPath= C:\lab\TestDriver.sys
  sc.exe start TestDrv

The first command writes a few values into the registry. The second one
never prints its answer: the machine stops with a blue screen and writes
a dump. The stop code is 0x39, SYSTEM_EXIT_OWNED_MUTEX.

That was on 29 December 2023. The dump was opened in WinDbg, and what
WinDbg printed was published; the dump itself is no longer to be had.
You will read that output, line by line, beside the driver. The driver
here was written for this course; its names and behaviour are those of
the published one. The path above is ours, too.

The published lesson calls it a deadlock, and reads one of the numbers
as the address of the mutex. Neither is right, and the output shows why.
Source: InsightEngineering: SYSTEM_EXIT_OWNED_MUTEX (39), the recorded
session
Source: Microsoft Learn: sc.exe create

>>> kd lm m TestDriver
start             end                 module name
fffff804`09c50000 fffff804`09c60000   TestDriver (coff symbols)

0 of 166 steps done (0%).
