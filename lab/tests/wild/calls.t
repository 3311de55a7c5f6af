## loop
>>> load
hangs: System spins
## loop_at_apc_level
>>> load
hangs: System spins
## loop_at_dispatch_level
>>> load
stop 0x133 DPC_WATCHDOG_VIOLATION (1, 1e00, 0, 0)
## loop_at_device_level
>>> load
stop 0x133 DPC_WATCHDOG_VIOLATION (1, 1e00, 0, 0)
## loop_at_high_level
>>> load
hangs: System spins
## print_without_end
>>> load
  0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001
hangs: System spins
## print_wide
>>> load
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                  
  00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
  0x1                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                             
  0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                  
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## print_garbage
>>> load
  %%%%%%%%%%%%%%%%%%%%%%%%%%%%%%n
  (null) (null) (null) (null)
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## print_from_nowhere
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345678, 0, nt!DbgPrint+0x4, 2)
## print_string_from_nowhere
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345678, 0, nt!DbgPrint+0x4, 2)
## print_endless_flags
>>> load
  00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
hangs: System spins
## bug_check_silly
>>> load
stop 0x0  (ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, ffffffffffffffff)
## bug_check_of_none
>>> load
stop 0xDEADBEEF  (1, 2, 3, 4)
## bug_check_at_high_level
>>> load
stop 0xE2 MANUALLY_INITIATED_CRASH (0, 0, 0, 0)
## thread_ends_itself
>>> load
stop 0xE9 ACTIVE_EX_WORKER_THREAD_TERMINATION (thread, 0, 0, 0)
## raise_status
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (0, Driver, stack, stack) Driver.sys
## irql_down_to_higher
>>> load
stop 0xE1 WORKER_THREAD_RETURNED_AT_BAD_IRQL (nt!IopLoadUnloadDriver, f, stack, stack)
## callback_removes_itself
>>> load
done
>>> create a.exe
hangs: cmd.exe waits
## callback_spins
>>> load
done
>>> create a.exe
hangs: cmd.exe spins
## callback_ends_its_thread
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
## callback_makes_threads
>>> load
done
>>> create a.exe
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, ffffc80f44c30fc0, Driver) Driver.sys
## callback_nowhere
>>> load
done
>>> create a.exe
stop 0x3B SYSTEM_SERVICE_EXCEPTION (c0000005, 41414141, stack, 0)
## unload_nowhere
>>> load
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345678, 10, fffff80012345678, 2)
## unload_spins
>>> load
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
hangs: System spins
## unload_is_the_entry
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
## unload_with_a_thread_in_it
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
## frees_itself
>>> load
stop 0x19 BAD_POOL_HEADER (22, Driver, 0, 0)
## frees_its_object
>>> load
stop 0xC2 BAD_POOL_CALLER (7, 0, 0, pool)
## dereferences_its_object
>>> load
stop 0xCE DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS (fffff80409c5125b, 10, fffff80409c5125b, 0) Driver.sys
## fails_with_a_thread_in_it
>>> load
status 0xC0000001
>>> create a.exe
stop 0xCE DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS (fffff80409c51610, 10, fffff80409c51610, 0) Driver.sys
## strings_without_end
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffde8be0100000, 0, nt!RtlInitUnicodeString+0x4, 2)
## copy_of_gigabytes
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffff800000000000, 0, nt!memmove+0x4, 2)
