A small course: every kind once
0 of 12 steps done (0%).
Enter goes on; 'help' lists the commands.

For tests. It has one step of each kind and one question of each type.
The machine that it is about does not exist.

Lesson 1 of 2: Looking at lamps

Step 1.1 Welcome (read, 1 minute)
This machine has lamps and one valve. The command !lamps lists them:

  !lamps -v

 • A green lamp is good.
 • A red lamp is not – look at it at once, whatever else you are doing
   at that moment.
Source: The small machine's manual, page 2

>>>
Step done: 1 of 12.

Step 1.2 What !lamps says (replay, 2 minutes)
The command lists each lamp.

kd> !lamps -v

LAMPS OF THE SMALL MACHINE
Lamp 1: on, green
Lamp 2: off
Lamp 3: on, red
Details:
[6 lines folded: how long each lamp was on; type 'unfold' to read them]
End of details
Summary: 2 of 3 on, one is red

3 notes on this. Enter goes to the first.

>>>
Note 1 of 3: The lamps
> Lamp 1: on, green
> Lamp 2: off
> Lamp 3: on, red
One line for each lamp.
From: The board, when the command ran.
Not: Not how the lamps were before.
Source: The small machine's manual, page 3

>>>
Note 2 of 3: Five thousand hours
>     Value: 5000
The third lamp's age. A note may have two paragraphs.

This is the second.
From: A counter.
Not: Not a fault by itself.
Source: The small machine's manual, page 3

>>> unfold
how long each lamp was on:
    Key  : Lamp.One.Hours
    Value: 12
    Key  : Lamp.Two.Hours
    Value: 0
    Key  : Lamp.Three.Hours
    Value: 5000

>>>
Note 3 of 3: All details
> Details:
>     Key  : Lamp.One.Hours
>     Value: 12
>     Key  : Lamp.Two.Hours
>     Value: 0
>     Key  : Lamp.Three.Hours
>     Value: 5000
> End of details
The long part.
From: The counters.
Not: Not needed at first.
Source: The small machine's manual, page 3

>>>
Step done: 2 of 12.

Step 1.3 A source (replay, 1 minute)
/* Not a driver: three lines for a test. */
static int lamp(int number)
{
	return number == 3;
}

1 note on this. Enter goes to it.

>>> status
A small course: every kind once
Lesson 1 of 2: Looking at lamps
  1.3 A source: seen, here
2 of 12 steps done (16%).

>>>
Note 1 of 1: Three
> 	return number == 3;
Only the third lamp counts.
From: The author.
Not: Not a constant of the machine.
Source: The small machine's manual, page 3

>>>
Step done: 3 of 12.

Step 1.4 The valve (replay, 1 minute)
0: kd> !valve 1

What will it print?
a. A number
b. A word, open or shut
Answer with one letter, a or b.

>>>
This question is not answered yet. Enter once more goes on without.
Answer with one letter, a or b.

>>>
Valve 1: 0x1f

1 note on this. Enter goes to it.

>>> n
Note 1 of 1: The number
> Valve 1: 0x1f
How far the valve is open.
From: The valve.
Not: Not a percentage.
Source: The small machine's manual, page 3

>>>
Step done: 4 of 12.

Lesson 2 of 2: Asking

Step 2.1 Which lamp is red? (quiz, 1 minute)

Which lamp is red?

Evidence, from lamps.txt:
  [4 lines left out]
  Lamp 2: off
> Lamp 3: on, red
  Details:
  [8 lines left out]

a. Lamp 3
b. Lamp 1
c. Lamp 2
Answer with one letter, a to c.

4 of 12 steps done (33%).
