>>> load
  once
stop 0x18 REFERENCE_BY_POINTER (0, objects, 1, 1)
