>>> load
  register 0x00000000
  again 0xC01C0011
  notify 0x00000000
done
>>> create a.exe
  \??\C:\Windows\System32\a.exe | a.exe
done
>>> kill a.exe
  open process: access 0x1, kernel 0
status 0xC0000022
>>> create evil.exe
  \??\C:\Windows\System32\evil.exe | evil.exe
status 0xC0000022
>>> create short.exe
  \??\C:\Windows\System32\short.exe | short.exe
  open process: access 0x1, kernel 1
  open 0x00000000
  terminate 0x00000000
  exit
done
>>> unload
  remove 0x00000000
done
>>> create b.exe
done
>>> kill a.exe
done
>>> kill a.exe
status 0xC000000B
