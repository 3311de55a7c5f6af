>>> load
done
>>> wait 100
stop 0x20 KERNEL_APC_PENDING_DURING_EXIT (0, ffff, 0, 1)
