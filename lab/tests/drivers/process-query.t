>>> load
  none: 0xC000000B
  System: 1
done
>>> create notepad.exe
  created: 0x00000000
  the same: 1
done
>>> exit notepad.exe
  exited: 0x00000000
  the same: 1
done
>>> unload
done
>>> create a.exe
done
