>>> load
  create 00000000
  check 00000000
  none c0000034
  nowhere c000000d
  context entry: Number is type 4, 4 bytes
  query 00000000: 7, 7, below
  required c0000034
  context entry: Bad is type 0, 0 bytes
  refused 80000011
  default 00000000
  direct 00000000 7
  direct c0000024 0
  direct c000000d 0
  direct c000000d 0
  delete 00000000
  again c0000034
done
