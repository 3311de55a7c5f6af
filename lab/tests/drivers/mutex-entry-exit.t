>>> create sc.exe
done
>>> load
  \REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\Driver
done
>>> exit sc.exe
  exited
stop 0x20 KERNEL_APC_PENDING_DURING_EXIT (0, ffff, 0, 0)
