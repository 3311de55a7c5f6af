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

>>> bookmark
bookmark set

>>> note one of mine
note kept

>>> go 1.2

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

>>> bookmarks
  1.1 Welcome: seen, bookmarked

>>> bookmark
bookmark set

>>> '

Step 1.1 Welcome (read, 1 minute, bookmarked)
This machine has lamps and one valve. The command !lamps lists them:

  !lamps -v

 • A green lamp is good.
 • A red lamp is not – look at it at once, whatever else you are doing
   at that moment.
Source: The small machine's manual, page 2
Your note: one of mine

>>> <

Step 1.2 What !lamps says (replay, 2 minutes, bookmarked)
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

>>> >

Step 1.1 Welcome (read, 1 minute, bookmarked)
This machine has lamps and one valve. The command !lamps lists them:

  !lamps -v

 • A green lamp is good.
 • A red lamp is not – look at it at once, whatever else you are doing
   at that moment.
Source: The small machine's manual, page 2
Your note: one of mine

>>> forth
there is nothing to go forth to

>>> terms
lamp, valve

>>> terms red lamp
lamp, also: light, red lamp
A thing that is on or off. Each lamp of this machine has a number.
Source: The small machine's manual, page 1

>>> terms lam
2 terms have 'lam':
  lamp
  lamp house

>>> terms nothing
no term 'nothing'; 'terms all' lists them

>>> terms all
lamp, lamp house, valve

>>> search red
text: • A red lamp is not – look at it at once, whatever else you are
doing at that moment.

>>> return

Step 1.2 What !lamps says (replay, 2 minutes, bookmarked)
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

>>> search lamp
text: The command lists each lamp.
output, line 1: kd> !lamps -v
output, line 3: LAMPS OF THE SMALL MACHINE
output, line 4: Lamp 1: on, green
output, line 5: Lamp 2: off
output, line 6: Lamp 3: on, red
output, line 8: Key  : Lamp.One.Hours
output, line 10: Key  : Lamp.Two.Hours
output, line 12: Key  : Lamp.Three.Hours
note 1: The lamps
note 2: Five thousand hours

>>> search hours
output, line 8: Key  : Lamp.One.Hours
output, line 10: Key  : Lamp.Two.Hours
output, line 12: Key  : Lamp.Three.Hours
note 2: Five thousand hours

>>> search nothing
'nothing' is not in this step

>>> search
what? type 'search WORDS'

>>> notes
Note 1: The lamps
Note 2: Five thousand hours
Note 3: All details

>>> notes 2
Note 2 of 3: Five thousand hours
>     Value: 5000
The third lamp's age. A note may have two paragraphs.

This is the second.
From: A counter.
Not: Not a fault by itself.
Source: The small machine's manual, page 3

>>> notes 9
no note '9': they go from 1 to 3

>>> line-note Summary
no note is on a line with 'Summary'

>>> line-note green
Note 1 of 3: The lamps
> Lamp 1: on, green
> Lamp 2: off
> Lamp 3: on, red
One line for each lamp.
From: The board, when the command ran.
Not: Not how the lamps were before.
Source: The small machine's manual, page 3

>>> back
This is before the first note. 'show' says the output again.

>>> back

Step 1.1 Welcome (read, 1 minute, bookmarked)
This machine has lamps and one valve. The command !lamps lists them:

  !lamps -v

 • A green lamp is good.
 • A red lamp is not – look at it at once, whatever else you are doing
   at that moment.
Source: The small machine's manual, page 2
Your note: one of mine

>>> note
Your note: one of mine

>>> note my second
note kept

>>> notes
Your note: my second

>>> go 1.1
You are there. 'show' says this step again.

>>> note -
note taken away

>>> notes
this step has no notes

>>> note
no note of yours is here; 'note TEXT' writes one

>>> outline
1 Looking at lamps: 0 of 4 done
  1.1 Welcome: seen, bookmarked, here
  1.2 What !lamps says: seen, bookmarked
  1.3 A source: open
  1.4 The valve: open
2 Asking: 0 of 8 done
0 of 12 steps done (0%).

>>> outline 2
2 Asking: 0 of 8 done
  2.1 Which lamp is red?: open
  2.2 Which are on?: open
  2.3 True or not: open
  2.4 How far open?: open
  2.5 Which command?: open
  2.6 In order: open
  2.7 Lamps and colours: open
  2.8 Point at it: open

>>> outline 7
no lesson '7': they go from 1 to 2

>>> unfold
nothing is folded here

>>> ]
Step done: 1 of 12.

Step 1.2 What !lamps says (replay, 2 minutes, bookmarked)
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

>>> [

Step 1.1 Welcome (read, 1 minute, done, bookmarked)
This machine has lamps and one valve. The command !lamps lists them:

  !lamps -v

 • A green lamp is good.
 • A red lamp is not – look at it at once, whatever else you are doing
   at that moment.
Source: The small machine's manual, page 2

>>> [
this is the first step

1 of 12 steps done (8%).
----
A small course: every kind once
1 of 12 steps done (8%).
Enter goes on; 'help' lists the commands.

Lesson 1 of 2: Looking at lamps

Step 1.1 Welcome (read, 1 minute, done, bookmarked)
This machine has lamps and one valve. The command !lamps lists them:

  !lamps -v

 • A green lamp is good.
 • A red lamp is not – look at it at once, whatever else you are doing
   at that moment.
Source: The small machine's manual, page 2

>>> status
A small course: every kind once
Lesson 1 of 2: Looking at lamps
  1.1 Welcome: done, bookmarked, here
1 of 12 steps done (8%).

>>> quit

1 of 12 steps done (8%).
