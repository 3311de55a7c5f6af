>>> load
  create 0x00000000, again 0xC0000035
  link 0x00000000, again 0xC0000035
done
>>> wait 200
  create 1
  open 0x00000000
  control 3
  0x00000000 3 ABC
  0xC0000023
  read 0xC0000010
  cleanup 1
  close 1
done
>>> open \??\Nobody
status 0xC0000034
>>> open \??\Echo
  create 1
done
>>> control 0x222000 hello
  control 5
5 bytes: HELLO
>>> control 0x222004 hello
status 0xC0000010
>>> read 4
status 0xC0000010
>>> unload
done
>>> close
  cleanup 1
  close 1
  unloaded
done
>>> wait 10
done
>>> load
  create 0x00000000, again 0xC0000035
  link 0x00000000, again 0xC0000035
done
