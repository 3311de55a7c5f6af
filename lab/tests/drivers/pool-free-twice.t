>>> load
stop 0xC2 BAD_POOL_CALLER (7, 7373654d, 80000, pool)
