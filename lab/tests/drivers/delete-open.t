>>> load
done
>>> open \??\Deleted
done
>>> control 0x222000 x
  listed 1, references 1
0 bytes: 
>>> open \??\Deleted
status 0xC0000034
>>> unload
done
>>> wait 10
done
>>> load
status 0xC000010E
>>> close
  closed
  unload, listed 0
done
>>> wait 10
done
>>> load
done
>>> open \??\Deleted
done
>>> control 0x222000 x
  listed 1, references 1
0 bytes: 
>>> close
  closed
done
>>> wait 10
done
>>> unload
  unload, listed 0
done
>>> load
done
>>> unload
  unload, listed 1
done
