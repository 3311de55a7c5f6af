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

>>> # the way of a solution script: ids, and a colon before commands

>>> :next
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

>>> :next-step

Step 1.3 A source (replay, 1 minute)
/* Not a driver: three lines for a test. */
static int lamp(int number)
{
	return number == 3;
}

1 note on this. Enter goes to it.

>>> :next-step

Step 1.4 The valve (replay, 1 minute)
0: kd> !valve 1

What will it print?
a. A number
b. A word, open or shut
Answer with one letter, a or b.

>>> = #open
Right.
You chose a (right): It prints a number, which tells more than a word.
b (wrong): One would think so.
Enter shows the output.

>>> :next
Valve 1: 0x1f

1 note on this. Enter goes to it.

>>> :next
Note 1 of 1: The number
> Valve 1: 0x1f
How far the valve is open.
From: The valve.
Not: Not a percentage.
Source: The small machine's manual, page 3

>>> :next
Step done: 2 of 12.

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

>>> outline
1 Looking at lamps: 2 of 4 done
2 Asking: 0 of 8 done
  2.1 Which lamp is red?: seen, here
  2.2 Which are on?: open
  2.3 True or not: open
  2.4 How far open?: open
  2.5 Which command?: open
  2.6 In order: open
  2.7 Lamps and colours: open
  2.8 Point at it: open
2 of 12 steps done (16%).

>>> = #three
Right.
You chose a (right): Lamp 3: on, red.
b (wrong): That one is green.
c (wrong): That one is off.
Source: The small machine's manual, page 3
Step done: 3 of 12.

>>> :next

Step 2.2 Which are on? (quiz, 1 minute)

Which lamps are on?
a. Lamp 2
b. Lamp 1
c. Lamp 3
Answer with the letters of all that are right, a to c, written 'xy'.

>>> = #one #three
Right.
You chose b (right): Green is on.
You chose c (right): Red is on too.
a (wrong): It says off.
Step done: 4 of 12.

>>> :next

Step 2.3 True or not (quiz, 1 minute)

Lamp 2 is on.
Answer 'true' or 'false'.

>>> = false
Right.
You chose false (right): It is off.
true (wrong): Look at its line again.
Step done: 5 of 12.

>>> :next

Step 2.4 How far open? (quiz, 1 minute)

How far open is the valve?

Evidence:
  Valve 1: 0x1f

Answer with a number, such as 31 or 0x1f.

>>> = 0x1f
Right.
Thirty-one.
Step done: 6 of 12.

>>> :next

Step 2.5 Which command? (quiz, 1 minute)

Which command lists the lamps?
Answer in a few words.

>>> = !lamps
Right.
That is it.
Step done: 7 of 12.

>>> :next

Step 2.6 In order (quiz, 1 minute)

Put the lamps in order.
a. Lamp 2
b. Lamp 3
c. Lamp 1
Answer with all letters in the right order, first to last, such as
'abc'.

>>> = #first #second #third
Right.
c (right): The first.
a (right): The second.
b (right): The third.
Step done: 8 of 12.

>>> :next

Step 2.7 Lamps and colours (quiz, 1 minute)

Match each lamp with what it shows.
1. Lamp 1
2. Lamp 2
Meanings:
a. dark
b. green
c. blue
Answer with a letter for each of the 2 numbers, in the form '1x 2y ...'.

>>> = #one=#one #two=#two
Right.
1 (right): On and green.
2 (right): Off.
c (wrong): No lamp is blue.
Step done: 9 of 12.

>>> :next

Step 2.8 Point at it (quiz, 1 minute)

Which line says which lamp is red?

Evidence, 15 lines of lamps.txt:
1: kd> !lamps -v
2: 
3: LAMPS OF THE SMALL MACHINE
4: Lamp 1: on, green
5: Lamp 2: off
6: Lamp 3: on, red
7: Details:
8:     Key  : Lamp.One.Hours
9:     Value: 12
10:     Key  : Lamp.Two.Hours
11:     Value: 0
12:     Key  : Lamp.Three.Hours
13:     Value: 5000
14: End of details
15: Summary: 2 of 3 on, one is red

Answer with the number of a line, or with words that only this line has;
'search WORDS' finds lines.

>>> = 6
Right.
line 6 (right): It names the lamp.
Step done: 10 of 12.

>>> :go 1.2

Lesson 1 of 2: Looking at lamps

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

>>> :next
Note 1 of 3: The lamps
> Lamp 1: on, green
> Lamp 2: off
> Lamp 3: on, red
One line for each lamp.
From: The board, when the command ran.
Not: Not how the lamps were before.
Source: The small machine's manual, page 3

>>> :next
Note 2 of 3: Five thousand hours
>     Value: 5000
The third lamp's age. A note may have two paragraphs.

This is the second.
From: A counter.
Not: Not a fault by itself.
Source: The small machine's manual, page 3

>>> :next
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

>>> :next
Step done: 11 of 12.

Step 1.3 A source (replay, 1 minute)
/* Not a driver: three lines for a test. */
static int lamp(int number)
{
	return number == 3;
}

1 note on this. Enter goes to it.

>>> :next
Note 1 of 1: Three
> 	return number == 3;
Only the third lamp counts.
From: The author.
Not: Not a constant of the machine.
Source: The small machine's manual, page 3

>>> :next
Step done: 12 of 12.
That was the last open step.

Step 1.4 The valve (replay, 1 minute, done)
0: kd> !valve 1
Valve 1: 0x1f

1 note on this. Enter goes to it.

>>> :outline all
1 Looking at lamps: 4 of 4 done
  1.1 Welcome: done
  1.2 What !lamps says: done
  1.3 A source: done
  1.4 The valve: done, here
2 Asking: 8 of 8 done
  2.1 Which lamp is red?: done
  2.2 Which are on?: done
  2.3 True or not: done
  2.4 How far open?: done
  2.5 Which command?: done
  2.6 In order: done
  2.7 Lamps and colours: done
  2.8 Point at it: done
Every step is done.

Every step is done.
----
A small course: every kind once
Every step is done.
Enter goes on; 'help' lists the commands.

Lesson 1 of 2: Looking at lamps

Step 1.4 The valve (replay, 1 minute, done)
0: kd> !valve 1
Valve 1: 0x1f

1 note on this. Enter goes to it.

>>> status
A small course: every kind once
Lesson 1 of 2: Looking at lamps
  1.4 The valve: done, here
Every step is done.

Every step is done.
