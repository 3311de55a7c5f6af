% COLUMNS=40
% LC_ALL=C
A small course: every kind once
0 of 12 steps done (0%).
Enter goes on; 'help' lists the
commands.

For tests. It has one step of each kind
and one question of each type. The
machine that it is about does not exist.

Lesson 1 of 2: Looking at lamps

Step 1.1 Welcome (read, 1 minute)
This machine has lamps and one valve.
The command !lamps lists them:

  !lamps -v

 * A green lamp is good.
 * A red lamp is not - look at it at
   once, whatever else you are doing at
   that moment.
Source: The small machine's manual, page
2

>>>
Step done: 1 of 12.

Step 1.2 What !lamps says (replay, 2
minutes)
The command lists each lamp.

kd> !lamps -v

LAMPS OF THE SMALL MACHINE
Lamp 1: on, green
Lamp 2: off
Lamp 3: on, red
Details:
[6 lines folded: how long each lamp was
on; type 'unfold' to read them]
End of details
Summary: 2 of 3 on, one is red

3 notes on this. Enter goes to the
first.

>>> go 1.2
You are there. 'show' says this step
again.

>>> n
Note 1 of 3: The lamps
> Lamp 1: on, green
> Lamp 2: off
> Lamp 3: on, red
One line for each lamp.
From: The board, when the command ran.
Not: Not how the lamps were before.
Source: The small machine's manual, page
3

>>> unfold
how long each lamp was on:
    Key  : Lamp.One.Hours
    Value: 12
    Key  : Lamp.Two.Hours
    Value: 0
    Key  : Lamp.Three.Hours
    Value: 5000

>>> go 2.7

Lesson 2 of 2: Asking

Step 2.7 Lamps and colours (quiz, 1
minute)

Match each lamp with what it shows.
1. Lamp 1
2. Lamp 2
Meanings:
a. dark
b. green
c. blue
Answer with a letter for each of the 2
numbers, in the form '1x 2y ...'.

>>> terms lamp
lamp, also: light, red lamp
A thing that is on or off. Each lamp of
this machine has a number.
Source: The small machine's manual, page
1

1 of 12 steps done (8%).
