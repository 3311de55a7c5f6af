>>> load
stop 0x128 WORKER_THREAD_RETURNED_WITH_BAD_IO_PRIORITY (nt!IopLoadUnloadDriver, 0, stack, stack)
