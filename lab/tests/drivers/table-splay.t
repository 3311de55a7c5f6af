>>> load
  context 1
  empty 1, 0000000000000000, 0000000000000000
  30 has 4, 31 is 0000000000000000, empty 0
  [0] 50
  [1] 20
  [2] 70
  [3] 10
  [4] 30
  [5] 60
  [6] 80
  [5] 60, [7] 0000000000000000
  7 7 of 7
  removed 1
  removed 0
  [1] 70
  insert 90: new 0
  no room 0000000000000000
  allocated 7 freed 7
  261 261 of 261
  removed 126
  135 135 of 135
  empty 1, allocated 268 freed 268
  0000000000000000 0 0000000000000000
  0000000000000000 2 1
  4 1 1
  2 2 of 2
done
