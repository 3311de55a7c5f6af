## null
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## user_half
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## no_address
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## driver_object_up
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffde8bd0010000, 2, Driver, 2) Driver.sys
## driver_object_down
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffde8bcffffff8, 2, Driver, 2) Driver.sys
## driver_object_only
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!IopLoadDriver+0x4d4, stack, stack)
## object_header
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
## stack_up
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffc80f44ab8000, 2, Driver, 2) Driver.sys
## stack_down
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffc80f44ab0ff8, 2, Driver, 2) Driver.sys
## kernel_code
>>> load
stop 0xBE ATTEMPTED_WRITE_TO_READONLY_MEMORY (nt!KeWaitForSingleObject, 0, stack, a) Driver.sys
## kernel_data_up
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (nt+0xc2d000, 2, Driver, 2) Driver.sys
## kernel_data_down
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (nt+0xc29ff8, 2, Driver, 2) Driver.sys
## pcr
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
## pcr_and_prcb
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
## system_process
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
## system_process_ones
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
## own_thread
>>> load
done
>>> create a.exe
stop 0x39 SYSTEM_EXIT_OWNED_MUTEX (nt!IopLoadUnloadDriver, stack, stack, 0)
## own_thread_zeros
>>> load
done
>>> create a.exe
stop 0x39 SYSTEM_EXIT_OWNED_MUTEX (nt!IopLoadUnloadDriver, stack, stack, 0)
## own_thread_stack_limits
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
## own_code
>>> load
stop 0xBE ATTEMPTED_WRITE_TO_READONLY_MEMORY (Driver, 0, stack, a) Driver.sys
## own_headers
>>> load
stop 0xBE ATTEMPTED_WRITE_TO_READONLY_MEMORY (Driver, 0, stack, a) Driver.sys
## module_entry
>>> load
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!IopDeleteDriver+0x4, stack, stack)
## module_list
>>> load
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345008, 0, nt!IopDeleteDriver+0x4, 2)
## pool_header
>>> load
stop 0xC2 BAD_POOL_CALLER (7, 41414141, 41414141, pool)
## pool_up
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffde8be0010000, 2, Driver, 2) Driver.sys
## shared_data
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
## everything_mapped
>>> load
  some: 1
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!IopLoadDriver+0x4d4, stack, stack)
