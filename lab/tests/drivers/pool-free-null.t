>>> load
stop 0xC2 BAD_POOL_CALLER (46, 0, 0, 0)
