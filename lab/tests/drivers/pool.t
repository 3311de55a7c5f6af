>>> load
  .exe, 0000000000000000
  0, 0x1: page offset 0x10
    size 2, type 2, tag Pool
  0, 0x18: page offset 0x40
    size 3, type 2, tag Pool
  512, 0x3f0: page offset 0x10
    size 64, type 2, tag Pool
  1, 0x3f1: page offset 0x10
    size 85, type 3, tag Pool
  1, 0xfe0: page offset 0x10
  1, 0xfe1: page offset 0x0
  0, 0x12345: page offset 0x0
  0, 0x280000000: none
  2000 times
done
