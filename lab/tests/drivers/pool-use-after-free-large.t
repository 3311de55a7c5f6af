>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffde8be0001387, 0, Driver, 2) Driver.sys
