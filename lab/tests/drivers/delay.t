>>> load
  delay 0: 0x00000000
  delay 1: 0x00000000
  delay -1: 0x00000000
  delay -100000: 0x00000000
  one 1
  two 1
  one 2
  two 2
  one 3
  two 3
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!KeDelayExecutionThread+0x5, stack, stack)
