% COURSE=courses/work
% NEEDS=x86_64-w64-mingw32-gcc
Work
0 of 4 steps done (0%).
Enter goes on; 'help' lists the commands.

A driver to build, and a target to load it on.

Lesson 1 of 1: Hello

Step 1.1 Build it (build, 1 minute)
Build hello.c.

To do:
  1. hello.sys is built
  2. it imports DbgPrint
  3. it can be unloaded
  4. nothing is warned of
Your copy is COPIES/hello.c. 'edit' opens
it, 'build' compiles it.

>>> show

Step 1.1 Build it (build, 1 minute)
Build hello.c.

To do:
  1. hello.sys is built
  2. it imports DbgPrint
  3. it can be unloaded
  4. nothing is warned of
Your copy is COPIES/hello.c. 'edit' opens
it, 'build' compiles it.

>>> console
the target's console is for the steps that are about it

>>> edit
COPIES/hello.c
There is no terminal for an editor here: change the file from elsewhere,
or with 'change OLD => NEW'.

>>> build

warning, line 6:
> static void leave(PDRIVER_OBJECT driver)
'leave' defined but not used (-Wunused-function)

Built, 1 message.

To do:
  1. hello.sys is built (done)
  2. it imports DbgPrint (done)
  3. it can be unloaded
  4. nothing is warned of

>>> change nothing
write the old text, ' => ' and the new one; '\n' is a new line in either

>>> change nowhere => here
there is no 'nowhere' in it

>>> change driver => it
'driver' stands there more than once: take more of the text around it

>>> change DriverUnload = NULL; => DriverUnload = leaves;
Changed; 'build' compiles it.

>>> build

error, line 16:
>     driver->DriverUnload = leaves;
'leaves' undeclared (first use in this function); did you mean 'leave'?

'leaves' is not known here. Is it misspelt, does it need a header
(ntifs.h has the most), or is it declared further down?

warning, line 6:
> static void leave(PDRIVER_OBJECT driver)
'leave' defined but not used (-Wunused-function)

Not built, 2 messages.
2 of 4 done; 'show' says what is to do.

>>> note 1
note kept

>>> hint
Hint 1 of 2: DriverUnload is not a null pointer.

>>> change DriverUnload = leaves; => DriverUnload = leave;
Changed; 'build' compiles it.

>>> build

Built, 0 messages.

To do:
  1. hello.sys is built (done)
  2. it imports DbgPrint (done)
  3. it can be unloaded (done)
  4. nothing is warned of (done)
Step done: 1 of 4.

>>> kd
this course names no dump to look into

>>> next

Step 1.2 Load it (console, 2 minutes)
Load hello.sys as a service called Hello.

To do, in this order:
  1. it is refused for want of a signature
  2. it runs
  3. it has said hello
  4. it is gone
Microsoft Windows [Version 10.0.19041.1]
lab: an emulated machine. Lines that begin with 'lab:' are not Windows'. 'help'
lab: lists what can be typed.

Lines go to the target now. 'exit' leaves it; a line that begins with
':' is for the lab, such as ':hint' or ':next'.

>>> sc start hello.sys
[SC] StartService: OpenService FAILED 1060:

The specified service does not exist as an installed service.

lab: There is no service 'Hello' yet: 'sc create Hello type= kernel binPath=
lab: C:\lab\NAME.sys' makes one.

>>> :hint
Hint 1 of 1: Create, start.

>>> sc create Hello type= kernel binPath= C:\lab\hello.sys
[SC] CreateService SUCCESS

>>> sc start Hello
[SC] StartService FAILED 577:

Windows cannot verify the digital signature for this file. A recent hardware or software change might have installed a file that is signed incorrectly or damaged, or that might be malicious software from an unknown source.

lab: 1 of 4 done: it is refused for want of a signature

1 of 4 steps done (25%).
----
Work
1 of 4 steps done (25%).
Enter goes on; 'help' lists the commands.

Lesson 1 of 1: Hello

Step 1.2 Load it (console, 2 minutes)
Load hello.sys as a service called Hello.

To do, in this order:
  1. it is refused for want of a signature (done)
  2. it runs
  3. it has said hello
  4. it is gone
Hint 1 of 1: Create, start.
Microsoft Windows [Version 10.0.19041.1]
lab: an emulated machine. Lines that begin with 'lab:' are not Windows'. 'help'
lab: lists what can be typed.

Lines go to the target now. 'exit' leaves it; a line that begins with
':' is for the lab, such as ':hint' or ':next'.

>>> :status
Work
Lesson 1 of 1: Hello
  1.2 Load it: tried, here
1 of 4 steps done (25%).

>>> sc query Hello
[SC] EnumQueryServicesStatus:OpenService FAILED 1060:

The specified service does not exist as an installed service.

lab: There is no service 'Hello' yet: 'sc create Hello type= kernel binPath=
lab: C:\lab\NAME.sys' makes one.

>>> sc create Hello type= kernel binPath= C:\lab\hello.sys
[SC] CreateService SUCCESS

>>> testsign hello.sys
lab: signed: hello.sys

>>> bcdedit /set testsigning on
The operation completed successfully.

>>> shutdown /r /t 0
lab: the machine has started again.

>>> sc start Hello

SERVICE_NAME: Hello
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 0
        FLAGS              :
lab: 2 of 4 done: it runs
lab: 3 of 4 done: it has said hello

>>> exit
Back in the lesson: Enter goes on, 'console' goes to the target.

>>> status
Work
Lesson 1 of 1: Hello
  1.2 Load it: tried, here
1 of 4 steps done (25%).

>>> console
Lines go to the target now. 'exit' leaves it; a line that begins with
':' is for the lab, such as ':hint' or ':next'.

>>> sc stop Hello

SERVICE_NAME: Hello
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
lab: 4 of 4 done: it is gone
lab: That was all of this step.
Back in the lesson: Enter goes on, 'console' goes to the target.
Step done: 2 of 4.

>>> next

Step 1.3 Stop the machine (console, 1 minute)
Stop the machine, by whatever means.

To do:
  1. the machine has stopped
Your copy is COPIES/hello.c. 'edit' opens
it, 'build' compiles it.
Lines go to the target now. 'exit' leaves it; a line that begins with
':' is for the lab, such as ':hint' or ':next'.

>>> :build

Built, 0 messages.
0 of 1 done; 'show' says what is to do.

>>> crash
lab: 1 of 1 done: the machine has stopped
lab: That was all of this step.

:(

Your device ran into a problem and needs to restart. We're just
collecting some error info, and then we'll restart for you.

100% complete

For more information about this issue and possible fixes, visit
https://www.windows.com/stopcode

If you call a support person, give them this info:
Stop code: MANUALLY_INITIATED_CRASH

lab: The dump is C:\Windows\MEMORY.DMP there; the debugger of the lesson
lab: opens it.
lab: the machine has started again.
Back in the lesson: Enter goes on, 'console' goes to the target.
Step done: 3 of 4.

>>> kd .bugcheck
Bugcheck code 000000E2
Arguments 00000000`00000000 00000000`00000000 00000000`00000000 00000000`00000000

>>> solution
Solution: crash.

>>> console
Lines go to the target now. 'exit' leaves it; a line that begins with
':' is for the lab, such as ':hint' or ':next'.

>>> shutdown /s /t 0
lab: the machine is off.
lab: It is switched on again for you; 'exit' leaves the console.
lab: the machine has started again.

>>> sc query Hello

SERVICE_NAME: Hello
        TYPE               : 1  KERNEL_DRIVER
        STATE              : 1  STOPPED
        WIN32_EXIT_CODE    : 1077  (0x435)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0

>>> ver & quit

Microsoft Windows [Version 10.0.19041.1]
Back in the lesson: Enter goes on, 'console' goes to the target.

>>> next

Step 1.4 Your dump (read, 1 minute)
Look at it.

>>> kd lm
start             end                 module name
fffff804`44f5d000 fffff804`45000000   hal        (no symbols)
fffff804`45000000 fffff804`46046000   nt         (isf symbols)

Unloaded modules:
fffff804`48c50000 fffff804`48c5f000   hello.sys

>>> build
there is nothing to build here

3 of 4 steps done (75%).
