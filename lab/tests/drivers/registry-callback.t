>>> load
  low 00000000
  the same altitude c01c0011
  low: open \REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\Driver
  status c0000022
  low: create \Registry\Machine\SOFTWARE\Lab
  low: 27 came to 00000000
  status 00000000
  low: set Count, type 3, 4 bytes
  low: 8
  low: 23
  not set: c0000034
  low: set Count, type 4, 4 bytes
  low: 16 came to 00000000
  low: closed
  high 00000000
  high: open \Registry\Machine\SOFTWARE\Lab
  low: open \Registry\Machine\SOFTWARE\Lab
  high: 29 came to 00000000
  low: 29 came to 00000000
  status 00000000
  high: set Count, type 3, 4 bytes
  high: 8
  low: 8
  high: 23
  low: 23
  not set: c0000023
  high: set Count, type 4, 4 bytes
  low: set Count, type 4, 4 bytes
  high: 16 came to 00000000
  low: 16 came to 00000000
  high: closed
  low: closed
done
>>> unload
  gone: 00000000
  again: c000000d
done
