>>> load
  register 0xC0000022
  again 0xC0000022
  notify 0xC0000022
done
>>> create a.exe
done
