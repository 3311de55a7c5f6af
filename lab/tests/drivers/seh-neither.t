>>> load
done
>>> open \??\Count
done
>>> control 0x222003 abc
  sum 294
0 bytes: 
>>> control 0x222003 !abc
  refused with c0000005 behind 327
  sum 327
status 0xC0000005
>>> control 0x222003 ?abc
  refused with c0000005 behind 357
  sum 357
status 0xC0000005
>>> control 0x222003 abc
  sum 294
0 bytes: 
>>> close
done
>>> unload
done
