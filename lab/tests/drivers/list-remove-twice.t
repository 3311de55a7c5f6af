>>> load
  last 1, first 1
  empty 0
stop 0x139 KERNEL_SECURITY_CHECK_FAILURE (3, stack, stack, 0) Driver.sys
