>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000046, nt!KeReleaseMutex+0x5, stack, stack) Driver.sys
