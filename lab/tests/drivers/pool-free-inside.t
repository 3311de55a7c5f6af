>>> load
stop 0xC2 BAD_POOL_CALLER (7, 0, 0, pool)
