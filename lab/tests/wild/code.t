## jump_nowhere
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, 4141414141414141, stack, stack)
## jump_null
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, 0, stack, stack)
## jump_unmapped
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80412345678, 10, fffff80412345678, 2)
## code_in_data
>>> load
stop 0xFC ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY (Driver, 0, stack, 0) Driver.sys
## code_on_stack
>>> load
stop 0xFC ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY (stack, 0, stack, 0)
## code_in_pool
>>> load
stop 0xFC ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY (pool, 0, stack, 0)
## code_that_changes
>>> load
  499500
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## code_that_changes_at_once
>>> load
  back
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## irql_in_made_code
>>> load
  irql 2
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## every_interrupt
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, pool, stack, stack)
## no_instruction
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000001d, Driver, stack, stack) Driver.sys
## breakpoint
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffff80000003, Driver, stack, stack) Driver.sys
## fail_fast
>>> load
stop 0x139 KERNEL_SECURITY_CHECK_FAILURE (3, stack, stack, 0) Driver.sys
## interrupt_2
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## interrupt_8
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, stack, Driver)
## interrupt_13
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## interrupt_14
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## interrupt_46
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## interrupt_255
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## single_step
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffff80000004, Driver, stack, stack) Driver.sys
## alignment_check
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
## halt
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
## halt_for_ever
>>> load
hangs: services.exe waits
## halt_without_end
>>> load
hangs: System spins
## no_interrupts
>>> load
hangs: System spins
## cr0_zero
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## cr0_no_write_protection
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
## cr3_zero
>>> load
hangs: services.exe waits
## cr4_zero
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## cr8_high
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
## cr8_too_high
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## cr1
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
## debug_registers
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
## write_msr
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
## efer
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## gs_base
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, stack, Driver) Driver.sys
## no_msr
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## swap_gs
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, stack, Driver) Driver.sys
## descriptor_tables
>>> load
hangs: services.exe waits
## system_call
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, stack, Driver)
## system_return
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000001d, Driver, stack, stack) Driver.sys
## system_exit
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## interrupt_return
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## interrupt_return_garbage
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## far_return
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## segments
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## segment_garbage
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## ports
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
## string_ports
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## caches
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
## monitor
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000001d, Driver, stack, stack) Driver.sys
## virtual_machine
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000001d, Driver, stack, stack) Driver.sys
## virtual_run
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000001d, Driver, stack, stack) Driver.sys
## management
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000001d, Driver, stack, stack) Driver.sys
## floating_point
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
## vectors
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000001d, Driver, stack, stack) Driver.sys
## locked_garbage
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000001d, Driver, stack, stack) Driver.sys
## too_long
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, Driver, stack, stack) Driver.sys
## repeat_for_ever
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffc80f44ab8000, 2, Driver, 2) Driver.sys
## direction
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
## divide
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000094, Driver, stack, stack) Driver.sys
## divide_overflow
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000094, Driver, stack, stack) Driver.sys
