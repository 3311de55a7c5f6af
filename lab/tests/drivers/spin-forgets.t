>>> load
stop 0xE1 WORKER_THREAD_RETURNED_AT_BAD_IRQL (nt!IopLoadUnloadDriver, 2, stack, stack)
