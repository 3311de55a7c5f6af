>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffc80f80000005, 2, Driver, 2) Driver.sys
