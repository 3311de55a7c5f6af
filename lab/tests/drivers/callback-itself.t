>>> load
  leaves
hangs: services.exe waits
