>>> load
done
>>> notmyfault
  \Device\HarddiskVolume3\Windows\System32\notmyfault64.exe: 0x12000 bytes, process 7984
  \Device\HarddiskVolume3\Windows\System32\ntdll.dll: 0x1f8000 bytes, process 7984
  \??\C:\Windows\system32\drivers\myfault.sys: 0x3000 bytes, process 0
stop 0xD1 DRIVER_IRQL_NOT_LESS_OR_EQUAL (ffffa90f62000010, 2, 0, Driver) myfault.sys
