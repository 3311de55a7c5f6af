## recursion
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, ffffc80f44ab0f30, Driver) Driver.sys
## recursion_of_calls
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, ffffc80f44ab0ff0, Driver) Driver.sys
## frame_of_megabytes
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffc80f44ab0250, 0, Driver, 2) Driver.sys
## unaligned
>>> load
  
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## unaligned_fault
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000001d, Driver, stack, stack) Driver.sys
## zero
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, 0, Driver) Driver.sys
## no_address
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, 4141414141414141, Driver) Driver.sys
## call_on_none
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, ffffffffffffffc8, nt!KeBugCheck+0x4)
## on_kernel_code
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, nt!KeBugCheck, Driver) Driver.sys
## in_pool
>>> load
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## swapped_for_a_wait
>>> load
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## overrun
>>> load
stop 0x139 KERNEL_SECURITY_CHECK_FAILURE (2, stack, stack, 0) Driver.sys
## return_garbage
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, 41414141, stack, stack)
