>>> load
  create NoSlash c000003b
  create \Nowhere\X c000003a
  create \Device\Paths 00000000
  create \Device\Above 00000000
  link NoSlash c000003b c000003b
  link \Nowhere\X c000003a c000003a
  link \??\PathsLink 00000000 00000000
  find NoSlash c000003b
  find \Device\None c0000034
  find \Device\None\X c000003a
  find \Nowhere\X c000003a
  find \??\None c0000034
  attached 0
   c000000e
   1
  find \Device\Paths\file c000009a
  references 0
  made 00000000
  deleted c0000010
  deleted c0000024
  deleted 00000000
  deleted c0000034
done
