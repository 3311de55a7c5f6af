>>> load
done
>>> create notepad.exe
stop 0x3B SYSTEM_SERVICE_EXCEPTION (c0000046, nt!KeReleaseMutex+0x5, stack, 0) Driver.sys
