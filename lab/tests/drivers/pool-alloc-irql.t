>>> load
stop 0xC2 BAD_POOL_CALLER (8, 2, 1, 30)
