>>> load
stop 0xB8 ATTEMPTED_SWITCH_FROM_DPC (thread, 0, thread, 0)
