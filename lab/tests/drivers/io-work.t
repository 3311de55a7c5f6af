>>> load
  first, device 1
  again, device 1
stop 0x1 APC_INDEX_MISMATCH (Driver, 0, ffff, 0)
