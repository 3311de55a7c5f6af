>>> load
  cancel 3, free: 0
  cancelled 3 at IRQL 0, pending 1
  cancelled 1 at IRQL 0, pending 1
  cancel 1: 1
  again: 0
  by context: 2
  again: 0000000000000000
  next: 2
  next: 0000000000000000
  IRQL 2, was 0
  acquire: 00000000
  acquire: c0000056
done
