>>> load
  \REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\Driver
done
>>> create notepad.exe
  created
stop 0x1 APC_INDEX_MISMATCH (7ffb5e04e1c4, 0, ffff, stack)
