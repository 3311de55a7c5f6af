1: kd> !drvobj ffffde8bb8f3de30 7
ffffde8bb8f3de30 is not a driver object
1: kd> !drvobj ffffde8bb8f3de30
ffffde8bb8f3de30 is not a driver object
1: kd> !drvobj TestDrv
TestDrv: no object 'TestDrv' in '\Driver\TestDrv': give the address of a DRIVER_OBJECT
1: kd> !drvobj ffffde8bb8f3de31
ffffde8bb8f3de31 is not a driver object
exit 0
