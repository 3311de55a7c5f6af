>>> load
hangs: services.exe waits
>>> unload
hangs: services.exe waits
>>> open \??\EntryWaits
done
>>> write x
  DriverEntry is there
0 bytes
>>> control 0x222000 x
  entry goes on
0 bytes: 
>>> wait 10
done
>>> write x
  DriverEntry is gone
0 bytes
>>> close
  unloaded
done
>>> wait 10
done
>>> load
hangs: services.exe waits
