>>> load
  once
stop 0x18 REFERENCE_BY_POINTER (0, pool, 1, 1)
