>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc000009a, nt!ExAllocatePoolWithTag+0x8, stack, stack) Driver.sys
