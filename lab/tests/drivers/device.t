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
>>> unload
  unloaded
done
>>> load
  create 0x00000000, again 0xC0000035
  link 0x00000000, again 0xC0000035
done
