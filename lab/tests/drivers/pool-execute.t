>>> load
  ran
stop 0xFC ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY (pool, 0, stack, 0)
