>>> load
  800 800, 4 entries, level 0
done
>>> unload
done
>>> crash
stop 0xE2 MANUALLY_INITIATED_CRASH (0, 0, 0, 0)
