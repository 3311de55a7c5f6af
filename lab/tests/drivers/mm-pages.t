>>> load
  count 8192 flags 0x2 address 0000000000000000 frames 1
  flags 0x3 mapped 1 valid 1 zero 0
  elsewhere 1
  flags 0x2 valid 0
  still 42
  flags 0x0
  0000000000000000
  0000000000000000
  0000000000000000
  less 1
done
