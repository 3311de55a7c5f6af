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

>>> # escapes are shown, not sent

>>> go 2.5

Lesson 2 of 2: Asking

Step 2.5 Which command? (quiz, 1 minute)

Which command lists the lamps?
Answer in a few words.

>>> ^[[2Jclear
Not yet: that is not right.
It was in the first step.
Answer again, or type 'hint', 'solution' or 'next'.

>>> caf\xe9
Not yet: that is not right.
It was in the first step.
Answer again, or type 'hint', 'solution' or 'next'.

>>>  réponse\x9b
Not yet: that is not right.
It was in the first step.
Answer again, or type 'hint', 'solution' or 'next'.

0 of 12 steps done (0%).
