>>> load
  freed
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
