>>> load
  registered 1
done
>>> unload
done
>>> load
stop 0xCE DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS (fffff80409c51150, 10, fffff80409c51150, 0) Driver.sys
