>>> load
  thread waits: 0x00000000, listed 1
  thread ended: 0x00000000, listed 1
  thread gone: 0xC000000B, listed 0
done
>>> create a.exe
done
>>> create b.exe
done
>>> exit a.exe
done
>>> exit b.exe
done
>>> unload
  process ended: 0x00000000, listed 1
  process gone: 0xC000000B, listed 0
done
>>> create a.exe
done
>>> exit a.exe
done
