>>> load
  small c0000004, need more 1
  processes 00000000
        0 of     0: (null), 4 threads
        4 of     0: System, 2 threads
      676 of   556: services.exe, 1 threads
     7532 of  4356: cmd.exe, 1 threads
  modules 00000000, 3, all 1
    ntoskrnl.exe, me 0
    hal.dll, me 0
    Driver.sys, me 1
  class c0000003
  name 00000000: 
  basic 00000000: 4, 48 bytes
  handle c0000008
done
