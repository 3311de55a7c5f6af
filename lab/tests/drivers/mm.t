>>> load
  size 64 offset 100 count 8000
  7 flags 0x83
  flags 0x0
  1 0 0
  1
  0000000000000000
  offset 0
stop 0xD1 DRIVER_IRQL_NOT_LESS_OR_EQUAL (paged pool, 2, 1, Driver) Driver.sys
