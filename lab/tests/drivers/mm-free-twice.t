>>> load
stop 0x19 BAD_POOL_HEADER (22, ffffde8be0000000, 4, 0)
