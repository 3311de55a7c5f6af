>>> load
  asked
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000009a, Driver, stack, stack) Driver.sys
