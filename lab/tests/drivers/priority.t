>>> load
  16: was 8
  , now 16, base 8
  0: was 16
  , now 1, base 8
  10: was 1
  , now 10, base 8
  by 2: was by 0
  , now 12, base 10
  by -3: was by 2
  , now 7, base 5
  by 15: was by -3
  , now 15, base 15
  by 0: was by 7
  , now 8, base 8
  by 16: was by 0
  , now 15, base 15
  by -20: was by 16
  , now 1, base 1
  by -8: was by -16
  , now 1, base 1
  by 0: was by -7
  , now 8, base 8
  8: was 8
  , now 8, base 8
done
