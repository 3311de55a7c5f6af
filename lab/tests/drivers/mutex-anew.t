>>> load
stop 0x139 KERNEL_SECURITY_CHECK_FAILURE (3, stack, stack, 0)
