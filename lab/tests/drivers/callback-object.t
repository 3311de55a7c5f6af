>>> load
  none 1: c0000001
  \Callback\None 0: c0000034
  \Nowhere\None 1: c000003a
  \Device 1: c0000024
  \Callback\PowerState 0: 00000000
  registered 1
  \callback\processoradd 0: 00000000
  \Callback\Short 1: 00000000
  \Callback\Short 0: c0000034
  1 0
  only 0000000000000001 0000000000000002 at 0
  \Callback\Lab 1: 00000000
  \Callback\Lab 1: 00000000
  the same 1
  first 0000000000000010 0000000000000020 at 2
  second 0000000000000010 0000000000000020 at 2
  second 0000000000000000 0000000000000000 at 0
  second 0000000000000007 0000000000000000 at 0
  stayed
  taken out
  notified
  \Callback\Lab 0: c0000034
done
