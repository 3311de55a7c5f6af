## threads
>>> load
  less than all: 1
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## threads_that_spin
>>> load
hangs: services.exe spins
## threads_that_are_kept
>>> load
  less than all: 1
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## threads_one_by_one
>>> load
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## pool_of_10_gigabytes
>>> load
  1
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## pool_all
>>> load
  none left
done
>>> create a.exe
status 0xC000009A
>>> wait 3000
done
>>> exit a.exe
hangs:  waits
## pool_in_pages
>>> load
done
>>> create a.exe
status 0xC000009A
>>> wait 3000
done
>>> exit a.exe
hangs:  waits
## pool_fails_for_ever
>>> load
hangs: System spins
## pool_of_every_tag
>>> load
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## pool_freed_backwards
>>> load
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## work_items
>>> load
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
## work_without_end
>>> load
done
>>> create a.exe
done
>>> wait 3000
hangs:  spins
## timers
>>> load
stop 0x133 DPC_WATCHDOG_VIOLATION (1, 1e00, 0, 0)
## callbacks
>>> load
hangs: System spins
## handles
>>> load
hangs: System spins
## devices
>>> load
  less than all: 1
done
>>> create a.exe
status 0xC000009A
>>> wait 3000
done
>>> exit a.exe
hangs:  waits
