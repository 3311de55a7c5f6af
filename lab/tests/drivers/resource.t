>>> load
  shared 2 times
  writer polls 0
  waiters 1, order 0
  writer has it, 1
  alone 1
  alone 0
stop 0xE3 RESOURCE_NOT_OWNED (Driver, thread, 0, 2)
