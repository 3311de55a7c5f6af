## wait_on_garbage
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345678, 0, nt!KeWaitForSingleObject+0x12, 2)
## wait_on_minus_one
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (ffffffffffffffff, 0, nt!KeWaitForSingleObject+0x12, 2)
## wait_on_code
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
## wait_on_zeros
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!KeWaitForSingleObject+0x12, stack, stack)
## wait_on_many
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345678, 0, nt!KeWaitForMultipleObjects+0xa, 2)
## wait_on_65
>>> load
stop 0xC MAXIMUM_WAIT_OBJECTS_EXCEEDED (0, 0, 0, 0)
## wait_for_ever_and_longer
>>> load
hangs: services.exe waits
## list_of_waiters_garbage
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345678, 0, nt!KeSetEvent+0x4, 2)
## list_of_waiters_circle
>>> load
hangs: System spins
## list_of_waiters_long
>>> load
hangs: System spins
## wait_block_garbage
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345680, 0, nt!KeSetEvent+0x4, 2)
## wait_block_forged
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
## event_overwritten_while_waited
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!KeSetEvent+0x4, stack, stack)
## event_initialized_while_waited
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
## mutex_forged
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345680, 0, nt!KeReleaseMutex+0x4, 2)
## mutex_too_deep
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000191, nt!KeWaitForSingleObject+0x13, stack, stack) Driver.sys
## semaphore_beyond
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000047, nt!KeReleaseSemaphore+0x5, stack, stack) Driver.sys
## deadlock_with_itself
>>> load
hangs: services.exe waits
## spin_lock_twice
>>> load
stop 0x133 DPC_WATCHDOG_VIOLATION (1, 1e00, 0, 0)
## deadlock_of_two
>>> load
hangs: services.exe waits
## timer_garbage
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff8001234567b, 0, nt!KeSetTimer+0x4, 2)
## timer_with_garbage_dpc
>>> load
stop 0xA IRQL_NOT_LESS_OR_EQUAL (fffff8001234567a, 2, 0, nt!KiProcessExpiredTimerList+0xa)
## dpc_forged
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345678, 0, nt!KeRemoveQueueDpc+0x4, 2)
## work_item_garbage
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345678, 0, nt!ExQueueWorkItem+0x4, 2)
## work_item_twice
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!KeWaitForSingleObject+0x12, stack, stack)
## dereference_garbage
>>> load
stop 0x50 PAGE_FAULT_IN_NONPAGED_AREA (fffff80012345648, 0, nt!ObfDereferenceObject+0x5, 2)
## dereference_own_thread
>>> load
stop 0x18 REFERENCE_BY_POINTER (0, thread, 2, ffffffffffffffff)
## dereference_system
>>> load
stop 0x18 REFERENCE_BY_POINTER (0, profile, 2, ffffffffffffffff)
