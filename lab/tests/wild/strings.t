## lengths_of_long_strings
>>> load
hangs: System spins
## string_nearly_in_another
>>> load
  0000000000000000
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
## string_in_itself
>>> load
hangs: System spins
## span_of_a_long_string
>>> load
  1048575
done
>>> create a.exe
done
>>> wait 3000
done
>>> exit a.exe
done
>>> unload
done
