>>> load
  key: 0x00000000
  event: 0x00000102
  event that is set: 0x00000000
  closed: 0xC0000008
  thread: 0x00000102
done
