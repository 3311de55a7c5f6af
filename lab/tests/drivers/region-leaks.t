>>> load
stop 0x1 APC_INDEX_MISMATCH (nt!IopLoadUnloadDriver, 0, ffff0000, 1)
