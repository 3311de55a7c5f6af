>>> load
  entry is over, -8 hours, 0
  again, time 1, registered 0
  boot, time 2 of 2
  again, time 3, registered 0
done
>>> unload
  unloaded
done
