>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffff80000003, nt!DbgBreakPointWithStatus, stack, stack)
