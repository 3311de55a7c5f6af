>>> load
stop 0xD1 DRIVER_IRQL_NOT_LESS_OR_EQUAL (1230, 2, 1, Driver) Driver.sys
