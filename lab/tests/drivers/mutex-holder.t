>>> create sc.exe
done
>>> load
  \REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\Driver
done
>>> exit sc.exe
hangs: sc.exe waits
>>> notmyfault
hangs: cmd.exe waits
>>> create notepad.exe
hangs: cmd.exe waits
>>> crash
stop 0xE2 MANUALLY_INITIATED_CRASH (0, 0, 0, 0)
