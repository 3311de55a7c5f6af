>>> load
done
>>> create notepad.exe
hangs: cmd.exe waits
>>> crash
stop 0xE2 MANUALLY_INITIATED_CRASH (0, 0, 0, 0)
