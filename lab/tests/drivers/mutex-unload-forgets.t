>>> create sc.exe
done
>>> load
  \REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\Driver
done
>>> unload
  unloaded
done
>>> exit sc.exe
stop 0xCE DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS (fffff80409c510b0, 10, fffff80409c510b0, 0) Driver.sys
