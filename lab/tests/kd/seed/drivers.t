1: kd> !drvobj ffffde8bb8f3de30 7
ffffde8bb8f3de30 is not a driver object
1: kd> !drvobj ffffde8bb8f3de30
ffffde8bb8f3de30 is not a driver object
1: kd> !drvobj TestDrv
Driver object (ffffde8bd000d060) is for:
 \Driver\TestDrv

Driver Extension List: (id , addr)

Device Object list:

1: kd> !drvobj ffffde8bb8f3de31
ffffde8bb8f3de31 is not a driver object
exit 0
