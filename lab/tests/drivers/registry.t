>>> load
  own key: 00000000
  0 keys, 4 values, longest 0, 24, 44
    value Type type 4, 4 bytes
    value Start type 4, 4 bytes
    value ErrorControl type 4, 4 bytes
    value ImagePath type 2, 44 bytes
  ImagePath: 00000000, 56 bytes
  : \??\C:\lab\Driver.sys
  
  Start: 00000000, 16 bytes
  : 3
  
  open \Registry\Machine\SOFTWARE\None: c0000034, 0
  create \Registry\Machine\SOFTWARE\None\Below: c0000034, 0
  open \Device\Null: c0000034, 0
  create \Registry\Machine\SOFTWARE\Lab: 00000000, 1
  create Below: 00000000, 1
  create \REGISTRY\MACHINE\software\lab\below: 00000000, 2
  1 keys, 2 values, longest 10, 10, 12
    key Below
    value Count type 4, 4 bytes
    value Text type 1, 12 bytes
  count: 00000000, 16 bytes
  : 42
  
  Text: 00000000, 24 bytes
  : hello
  
  Text: 80000005, 24 bytes
  
  Text: c0000023, 24 bytes
  
  Other: c0000034, 0 bytes
  
  delete with keys: c0000121
  delete below: 00000000
  Text: c000017c, 0 bytes
  
  flush: c000017c
  closed: 00000000
  flush: c0000008
  Text: c0000008, 0 bytes
  
  delete value: 00000000
  again: c0000034
  delete: 00000000
  open \Registry\Machine\SOFTWARE\Lab: c0000034, 0
done
