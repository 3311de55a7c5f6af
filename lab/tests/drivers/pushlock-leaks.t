>>> load
done
>>> wait 100
stop 0x153 KERNEL_LOCK_ENTRY_LEAKED_ON_THREAD_TERMINATION (thread, objects, 1, Driver)
