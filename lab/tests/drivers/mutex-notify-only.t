>>> create sc.exe
done
>>> load
  \REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\Driver
stop 0x39 SYSTEM_EXIT_OWNED_MUTEX (nt!IopLoadUnloadDriver, stack, stack, 0)
