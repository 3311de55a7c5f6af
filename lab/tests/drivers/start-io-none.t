>>> load
done
>>> open \??\Start
stop 0xD1 DRIVER_IRQL_NOT_LESS_OR_EQUAL (0, 2, 8, 0)
