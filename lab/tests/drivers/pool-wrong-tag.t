>>> load
stop 0xC2 BAD_POOL_CALLER (a, paged pool, 7373654d, 7265684f)
