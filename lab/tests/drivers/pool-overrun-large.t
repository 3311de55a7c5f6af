>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffde8be0002000, 2, Driver, 2) Driver.sys
