>>> load
  path \REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\Driver
  init: 0x00000000 12/14 'Device'
  none: 0x00000000 0/0 '(null)'
  -10 1 1 0
  copy: 0x00000000 12/24 'Device'
  append: 0x00000000 20/24 'DeviceTree'
  too much: 0xc0000023 20/24 'DeviceTree'
  upcase: 0x00000000 20/24 'DEVICETREE'
  hash 0xf7ff0cb6
  ansi 0x0 
  DEVICE\Null 11/12
  unicode: 0x00000000 22/24 'DEVICE\Null'
  ansi 0x80000005 
  DEVIC 5
  0000000000000000 0000000000000000
stop 0xC2 BAD_POOL_CALLER (42, Driver, 0, 0)
