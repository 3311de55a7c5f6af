>>> load
  queued 1
   0, not yet run
  plain at 2 on 1, none
  lowered
  once at 2 on 1, time
  1000 ms, signaled 1
  waited for the timer, signaled 0
done
>>> wait 1000
done
>>> unload
  cancelled 1, 11 ticks
done
>>> wait 1000
done
