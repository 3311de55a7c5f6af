>>> load
done
>>> unload
  unloaded
done
>>> wait 2000
stop 0xD4 SYSTEM_SCAN_AT_RAISED_IRQL_CAUGHT_IMPROPER_DRIVER_UNLOAD (fffff80409c56043, 2, 0, nt!KiProcessExpiredTimerList+0xa) Driver.sys
