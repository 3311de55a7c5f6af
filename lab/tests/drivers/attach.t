>>> load
  on 3
  on 2
  on 1
  on 0
  priority 8
   16
  in services 1
  in system 1
  in services 1
  in system 1
stop 0x5 INVALID_PROCESS_ATTACH_ATTEMPT (profile, profile, 1, thread)
