>>> load
stop 0xD1 DRIVER_IRQL_NOT_LESS_OR_EQUAL (paged pool, 2, 1, Driver) Driver.sys
