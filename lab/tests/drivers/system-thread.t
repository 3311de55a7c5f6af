>>> load
  begin of process 4
  handle of the kernel: 1, process 4
  wrong type: 0xC0000024
  close: 0x00000000
  again: 0xC0000008
  thread: hello
  end of process 4
  over
done
>>> create a.exe
  begin of process 7988
done
>>> exit a.exe
  end of process 7988
done
>>> unload
  0xC000007A 0x00000000
done
>>> create a.exe
done
