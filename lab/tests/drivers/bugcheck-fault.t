>>> load
done
>>> crash
  gives what is not there
  gives what is not there
  touches
  touches what may be paged out
  divides
  waits
  spins
  wants a lock
  stops
  4 4 4 4 4 4 4 2
stop 0xE2 MANUALLY_INITIATED_CRASH (0, 0, 0, 0)
