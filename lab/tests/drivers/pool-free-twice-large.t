>>> load
stop 0x19 BAD_POOL_HEADER (22, ffffa90f62000000, 1, 0)
