## handled_without_end
>>> load
hangs: System spins
## continued_without_end
>>> load
hangs: System spins
## filter_without_end
>>> load
hangs: System spins
## filter_raises
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000017, Driver, stack, stack) Driver.sys
## filters_in_filters
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, ffffc80f44ab0da0, nt!KiDispatchException+0xa)
## finally_raises
>>> load
  c0000017
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## finally_without_end
>>> load
hangs: System spins
## context_spoiled
>>> load
stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, eeeeeeeeeeeeeeee, eeeeeeeeeeeeeeee)
## context_spoiled_and_handled
>>> load
  handled
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## record_spoiled
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffeeeeeeee, eeeeeeeeeeeeeeee, stack, stack) Driver.sys
## stack_spoiled
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!_C_specific_handler+0x80, stack, stack)
## handler_called_with_nothing
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!_C_specific_handler+0xa, stack, stack)
## handler_called_with_much
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, 0, stack, stack)
## unwind_to_nothing
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000028, nt!RtlUnwindEx+0xc, stack, stack) Driver.sys
## unwind_to_nowhere
>>> load
  finally
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000028, nt!RtlUnwindEx+0x81, stack, stack) Driver.sys
## unwind_to_here
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, dead0000beef, stack, stack)
## unwind_a_record_of_nowhere
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!RtlUnwindEx+0xb, stack, stack)
## local_unwind_for_ever
>>> load
  finally
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, 100000001, stack, stack)
