>>> load
stop 0xC7 TIMER_OR_DPC_INVALID (4, Driver, 0, ffff)
