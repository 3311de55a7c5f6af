>>> load
  insert 40: 0
  insert 30: 1
  insert 20: 1
  insert 10: 1
  entry: 1
  again: 0
  from 25: 30
  first: 10
  none: 0000000000000000, busy 0
done
>>> open \??\Start
done
>>> read 4
  start at IRQL 2, current 1
  IRQL 0
  done, device busy 1
  then busy 0
0 bytes: 
>>> close
done
