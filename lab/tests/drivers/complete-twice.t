>>> load
  once
stop 0x44 MULTIPLE_IRP_COMPLETE_REQUESTS (pool, 0, 0, 0)
