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

>>> go 2.1

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

>>> = #one
Not yet: b is not right.
You chose b (wrong): That one is green.
Answer again, or type 'hint', 'solution' or 'next'.

>>> e
there is no e: the letters go from a to c
Answer with one letter, a to c.

>>> c
Not yet: c is not right.
You chose c (wrong): That one is off.
Answer again, or type 'hint', 'solution' or 'next'.

>>> again

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

>>> false
cannot read 'false': type the letters as they are shown
Answer with one letter, a to c.

>>> c b
choose one, not 2: only one is right
Answer with one letter, a to c.

>>> b
Not yet: b is not right.
You chose b (wrong): That one is green.
Answer again, or type 'hint', 'solution' or 'next'.

>>> solution
Solution: Lamp 3.

>>> again

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

>>> a
Right.
You chose a (right): Lamp 3: on, red.
b (wrong): That one is green.
c (wrong): That one is off.
Source: The small machine's manual, page 3
Step done: 1 of 12.

>>> b

Lesson 1 of 2: Looking at lamps

Step 1.4 The valve (replay, 1 minute)
0: kd> !valve 1

What will it print?
a. A number
b. A word, open or shut
Answer with one letter, a or b.

>>> next
Valve 1: 0x1f

1 note on this. Enter goes to it.

>>> a
there is nothing to answer again here

>>> a b
no command 'a'; 'help' lists them

>>> abc
no command 'abc'; 'help' lists them

>>> = #one #three
nothing is asked here

>>> go 2.3

Lesson 2 of 2: Asking

Step 2.3 True or not (quiz, 1 minute)

Lamp 2 is on.
Answer 'true' or 'false'.

>>> perhaps
Answer 'true' or 'false'.

>>> y
Not yet: it is false.
You chose true (wrong): Look at its line again.
Answer again, or type 'hint', 'solution' or 'next'.

>>> f
Right.
You chose false (right): It is off.
true (wrong): Look at its line again.
Step done: 2 of 12.

>>> go 2.4

Step 2.4 How far open? (quiz, 1 minute)

How far open is the valve?

Evidence:
  Valve 1: 0x1f

Answer with a number, such as 31 or 0x1f.

>>> twelve
not a number of 64 bits: 'twelve': write it like 0x39, 39h, 0n57 or 57
Answer with a number, such as 31 or 0x1f.

>>> 12
Not yet: that is not right.
That is less than it is.
Answer again, or type 'hint', 'solution' or 'next'.

>>> 0x7f
Not yet: that is not right.
Look at the line.
Answer again, or type 'hint', 'solution' or 'next'.

>>> n31
not a number of 64 bits: 'n31': write it like 0x39, 39h, 0n57 or 57
Answer with a number, such as 31 or 0x1f.

>>> 0n31
Right.
Thirty-one.
Step done: 3 of 12.

>>> go 2.5

Step 2.5 Which command? (quiz, 1 minute)

Which command lists the lamps?
Answer in a few words.

>>> lamps
Not yet: that is not right.
There is a sign before it.
Answer again, or type 'hint', 'solution' or 'next'.

>>> back to the first step
Not yet: that is not right.
It was in the first step.
Answer again, or type 'hint', 'solution' or 'next'.

>>> = back
Not yet: that is not right.
It was in the first step.
Answer again, or type 'hint', 'solution' or 'next'.

>>> !lamps -v
Right.
That is it.
Step done: 4 of 12.

>>> go 2.6

Step 2.6 In order (quiz, 1 minute)

Put the lamps in order.
a. Lamp 2
b. Lamp 3
c. Lamp 1
Answer with all letters in the right order, first to last, such as
'abc'.

>>> ab
name all 3 in their order, not only 2
Answer with all letters in the right order, first to last, such as
'abc'.

>>> abd
cannot read 'abd': type the letters as they are shown
Answer with all letters in the right order, first to last, such as
'abc'.

>>> abc
Not yet: 0 of 3 stand in their place; 2 follow one another in the right
order.
a (wrong): The second.
b (wrong): The third.
c (wrong): The first.
Answer again, or type 'hint', 'solution' or 'next'.

>>> = #first #second #third
Right.
c (right): The first.
a (right): The second.
b (right): The third.
Step done: 5 of 12.

>>> go 2.7

Step 2.7 Lamps and colours (quiz, 1 minute)

Match each lamp with what it shows.
1. Lamp 1
2. Lamp 2
Meanings:
a. dark
b. green
c. blue
Answer with a letter for each of the 2 numbers, in the form '1x 2y ...'.

>>> 1a
line 2 has no letter yet: give all 2, like '1c 2a ...'
Answer with a letter for each of the 2 numbers, in the form '1x 2y ...'.

>>> 1a 2a
Not yet: 1 of 2 lines has the right meaning.
1 (wrong): On and green.
2 (right): Off.
Answer again, or type 'hint', 'solution' or 'next'.

>>> ab
Not yet: 0 of 2 lines have the right meaning.
1 (wrong): On and green.
2 (wrong): Off.
Answer again, or type 'hint', 'solution' or 'next'.

>>> x
there is no x: the letters go from a to c
Answer with a letter for each of the 2 numbers, in the form '1x 2y ...'.

>>> = #one=#one #two=#two
Right.
1 (right): On and green.
2 (right): Off.
c (wrong): No lamp is blue.
Step done: 6 of 12.

>>> go 2.8

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

>>> summary
Not yet: that is not right.
line 15 (wrong): It says that one is, not which.
Answer again, or type 'hint', 'solution' or 'next'.

>>> lamp
8 lines have 'lamp': 1, 3, 4, 5, 6, 8, 10, 12; type the number of one

>>> nowhere
not a line's number: 'nowhere': the numbers stand left of the lines
Answer with the number of a line, or with words that only this line has;
'search WORDS' finds lines.

>>> 99
there is no line 99: the last one is 15
Answer with the number of a line, or with words that only this line has;
'search WORDS' finds lines.

>>> value: 12
Not yet: that is not right.
line 9 (wrong): That line does not say it.
Answer again, or type 'hint', 'solution' or 'next'.

>>> Lamp 3
Right.
line 6 (right): It names the lamp.
Step done: 7 of 12.

>>> 6
This question is answered. 'again' asks it once more, Enter goes on.

>>> next
this is the last step; the outline shows what is still open

>>> status
A small course: every kind once
Lesson 2 of 2: Asking
  2.8 Point at it: done, here
This question: 3 attempts, 0 of 1 hints read, best 100%.
7 of 12 steps done (58%).

7 of 12 steps done (58%).
