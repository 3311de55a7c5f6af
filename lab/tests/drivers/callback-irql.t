>>> load
stop 0xA IRQL_NOT_LESS_OR_EQUAL (nt!ExCreateCallback, 2, 8, nt!ExCreateCallback)
