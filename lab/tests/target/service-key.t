# copy service-key
C:\lab>bcdedit /set testsigning on
The operation completed successfully.
C:\lab>sc create Keys type= kernel binPath= C:\lab\service-key.sys
[SC] CreateService SUCCESS
C:\lab>shutdown /r /t 0
lab: the machine has started again.
C:\lab>testsign service-key.sys
lab: signed: service-key.sys
C:\lab>sc config Keys DisplayName= "A driver that reads"
[SC] ChangeServiceConfig SUCCESS
C:\lab>sc start Keys
[SC] StartService FAILED 31:

A device attached to the system is not functioning.

C:\lab>dbgview
00000001	TIME	ImagePath = \??\C:\lab\service-key.sys
00000002	TIME	DisplayName = A driver that reads
00000003	TIME	Start = 3
exit 0
