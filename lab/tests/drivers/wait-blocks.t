>>> load
  0x00000102, used: 0 0
  0x00000102, used: 1 1
done
