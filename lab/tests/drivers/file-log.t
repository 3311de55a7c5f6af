>>> load
  open 0xC0000034
  create 0x00000000
  write 0x00000000 4
  at the end 0xC0000011
  read 0x00000000 hello, disk
  11 bytes
  rename 0x00000000
  old 0xC0000034
  new 0x00000000
  deleted 0xC0000034
stop 0xA IRQL_NOT_LESS_OR_EQUAL (nt!IopCreateFile, 2, 8, nt!IopCreateFile)
