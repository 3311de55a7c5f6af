>>> load
  after a second 00000102
  worker goes on
  go was 0
  go 1 done 0
  go was 1
  go is 0
  taken 00000102
  was 0
  is 2
  disabled 1 0
done
>>> unload
done
>>> crash
stop 0xE2 MANUALLY_INITIATED_CRASH (0, 0, 0, 0)
