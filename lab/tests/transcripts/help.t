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

>>> hint
hints are for questions

>>> solution
only a question has a solution

>>> again
there is nothing to answer again here

>>> hlep
no command 'hlep': did you mean 'help'?

>>> nex
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

>>> ne
Note 1 of 3: The lamps
> Lamp 1: on, green
> Lamp 2: off
> Lamp 3: on, red
One line for each lamp.
From: The board, when the command ran.
Not: Not how the lamps were before.
Source: The small machine's manual, page 3

>>> no
no note of yours is here; 'note TEXT' writes one

>>> xyzzy plugh
no command 'xyzzy'; 'help' lists them

>>> next door
'next' takes nothing behind it

>>> :
no command ''; 'help' lists them

>>> :frob
no command 'frob'; 'help' lists them

>>> :h hint
'hint' takes nothing behind it

>>> help go
go STEP, or g: go to a step by its number, such as 6.2, or words of its
title.

>>> help frob
no command 'frob'; 'help' lists them

>>> ?
Enter alone goes on. Other lines are commands, or the answer to a
question:
next, or n: go on: next note, then next step.
back, or b: one back: previous note, then previous step.
next-step, or ]: leave this step for the next one.
previous-step, or [: go to the step before this one.
return, or <: back to the step you came from.
forth, or >: and forth again.
outline [NUMBER], or o: list the lessons, and the steps of this one or
of that number.
go STEP, or g: go to a step by its number, such as 6.2, or words of its
title.
show: say this step again.
unfold [NUMBER], or z: read the folded part of the output, or the one of
that number.
notes [NUMBER]: list the notes of this step, or go to the one of that
number.
line-note WORDS: go to the note on a line that has these words.
hint, or h: show one more hint.
solution, or S: show the solution.
again, or r: answer this question again.
search WORDS, or /: search in this step.
terms [WORD], or t: list the terms of this step, or explain one; 'terms
all' lists all.
kd [COMMAND], or D: run a debugger's command on the dump of this lesson,
or all that follow until 'q'.
build: compile your copy of the driver.
edit: open your copy of the driver in your editor, then build it.
change OLD => NEW: put a text in the place of another that stands in
your copy once; '\n' is a new line.
console: go to the console of the target.
note [TEXT], or w: write a note of your own on this step; 'note -' takes
it away.
bookmark, or m: set a bookmark here, or take it away.
bookmarks: list the bookmarks.
next-bookmark, or ': go to the next bookmark.
status, or s: say where you are and what is done.
help [COMMAND], or ?: list the commands, or tell what one does.
quit, or q: leave; everything is kept.
The beginning of a name will do. Words in brackets may be left out.
Where an answer looks like a command, write '= ' before it; ':' before a
line says that it is a command. A line that begins with '# ' is not
read.

>>> go
what? type 'go STEP'

>>> go 9
no step '9': type a number such as 1.2, or words of a title; 'outline'
lists them

>>> go 1.9
no step '1.9': type a number such as 1.2, or words of a title; 'outline'
lists them

>>> go lamp
4 steps have 'lamp' in their title:
  1.1 Welcome: done
  1.2 What !lamps says: seen, here
  2.1 Which lamp is red?: open
  2.7 Lamps and colours: open

>>> go which are

Lesson 2 of 2: Asking

Step 2.2 Which are on? (quiz, 1 minute)

Which lamps are on?
a. Lamp 2
b. Lamp 1
c. Lamp 3
Answer with the letters of all that are right, a to c, written 'xy'.

>>> go which are
You are there. 'show' says this step again.

>>> go valve-ask

Lesson 1 of 2: Looking at lamps

Step 1.4 The valve (replay, 1 minute)
0: kd> !valve 1

What will it print?
a. A number
b. A word, open or shut
Answer with one letter, a or b.

>>> hnit
no command 'hnit': did you mean 'hint'?

>>> h
Hint 1 of 1: Machines like numbers.

>>> h
that was the last hint; what is left is the solution

>>> h
that was the last hint; what is left is the solution

>>> S
Solution: A number.

>>> s
A small course: every kind once
Lesson 1 of 2: Looking at lamps
  1.4 The valve: seen, here
This question: 0 attempts, 1 of 1 hints read, solution read, best 0%.
1 of 12 steps done (8%).

1 of 12 steps done (8%).
