>>> load
  left 0
  entered 1
  entered 1
  entered 1
  left 1
  left 0
  entered 0
  entered 0
  entered 1
  entered for 2: 1
  entered for 2: 1
  entered for 4: 1
  entered for 4: 0
  pages 4 1, of 0xdead, 0 before
  pages 4 1, of 0xdead, 1 before
  pages 4 1, of 0xdead, 2 before
  data 2 1 1, how much
  data 2 1 1, now
  large, 0 fit
  large, 0 fit
  plain 16 bytes, irql 15
  16 bytes, the first is 3, 0x5a
stop 0xDEAD  (1, 2, 3, 4)
