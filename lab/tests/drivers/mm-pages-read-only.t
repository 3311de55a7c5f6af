>>> load
stop 0xBE ATTEMPTED_WRITE_TO_READONLY_MEMORY (pages, 0, stack, a) Driver.sys
