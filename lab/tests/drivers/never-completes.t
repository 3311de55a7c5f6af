>>> load
done
>>> open \??\Never
done
>>> unload
done
>>> close
  unloaded
done
>>> wait 10
done
>>> load
done
>>> open \??\Never
done
>>> control 0x222000 x
hangs: cmd.exe waits
