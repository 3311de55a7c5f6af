>>> load
stop 0xC2 BAD_POOL_CALLER (9, 2, 1, paged pool)
