>>> load
  acquired 1
  released
  gone, acquired 0
done
>>> unload
done
>>> crash
stop 0xE2 MANUALLY_INITIATED_CRASH (0, 0, 0, 0)
