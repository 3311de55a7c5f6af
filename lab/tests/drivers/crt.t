>>> load
  10 12 3
  -1 1 0 -32
  -1 0
  Driver.sys+dri river.sys+dri ri 0000000000000000
  ab 0 x
  \Device\Null! \Null! \Null!
  3 34
  [] 0 \Device\Null!?
  abab in abaabab: 3
  aab in aaaaab: 3
  abadabac in abacabadabacabad: 4
  abcabd in abcabcabd: 3
  abcabd in abcabcabc: -1
  abc in ab: -1
   in ab: 0
  a in : -1
   in : 0
  1
  0 3 4 3
  22
   0 behind
  22
   0 behind
  0
   []
  60 0
  0 29 1 30
  7 60
  -42 2147483647
  31 
  g
  -255 ffffff01
  0 12345 34
  Aä 1 0
  5 12345###########
  -1 98765###########
  9 v 1 2 3 4
  -1 []
  4 wide
  3 w n
  3:
    61
    00
    62
    00
  6:
    61
    e9
    20
    20
    e9
    62
    00
  6:
    61
    62
    00
    63
    64
    7c
    00
  ab abcd
  010 0 0010 0
  (n|   (n|(   |
  xyz
done
