>>> load
stop 0xA IRQL_NOT_LESS_OR_EQUAL (paged pool, 2, 1, nt!memset+0x4)
