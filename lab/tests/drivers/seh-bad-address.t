>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff90000001000, 2, Driver, 2) Driver.sys
