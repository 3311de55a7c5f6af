>>> load
stop 0x39 SYSTEM_EXIT_OWNED_MUTEX (Driver, 0, Driver, 0)
