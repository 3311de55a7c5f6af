>>> create sc.exe
done
>>> load
  \REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\Driver
done
>>> exit sc.exe
  exited
done
>>> create notepad.exe
  created
done
>>> unload
  unloaded
done
>>> exit notepad.exe
done
>>> load
  \REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\Driver
done
>>> crash
stop 0xE2 MANUALLY_INITIATED_CRASH (0, 0, 0, 0)
