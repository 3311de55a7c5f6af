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

>>> # an empty line at a question takes two, but not where it was tried

>>> go 1.4

Step 1.4 The valve (replay, 1 minute)
0: kd> !valve 1

What will it print?
a. A number
b. A word, open or shut
Answer with one letter, a or b.

>>>
This question is not answered yet. Enter once more goes on without.
Answer with one letter, a or b.

>>> status
A small course: every kind once
Lesson 1 of 2: Looking at lamps
  1.4 The valve: seen, here
This question: 0 attempts, 0 of 1 hints read, best 0%.
0 of 12 steps done (0%).

>>>
This question is not answered yet. Enter once more goes on without.
Answer with one letter, a or b.

>>>
Valve 1: 0x1f

1 note on this. Enter goes to it.

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

>>>
This question is not answered yet. Enter once more goes on without.
Answer with one letter, a to c.

>>> # not read

>>>

Step 2.2 Which are on? (quiz, 1 minute)

Which lamps are on?
a. Lamp 2
b. Lamp 1
c. Lamp 3
Answer with the letters of all that are right, a to c, written 'xy'.

>>> back

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

>>> next

Step 2.2 Which are on? (quiz, 1 minute)

Which lamps are on?
a. Lamp 2
b. Lamp 1
c. Lamp 3
Answer with the letters of all that are right, a to c, written 'xy'.

>>>
This question is not answered yet. Enter once more goes on without.
Answer with the letters of all that are right, a to c, written 'xy'.

>>> b
Not yet: 1 of 2 right options chosen.
You chose b (right): Green is on.
Answer again, or type 'hint', 'solution' or 'next'.

>>>

Step 2.3 True or not (quiz, 1 minute)

Lamp 2 is on.
Answer 'true' or 'false'.

>>> kd lm
this course names no dump to look into

0 of 12 steps done (0%).
