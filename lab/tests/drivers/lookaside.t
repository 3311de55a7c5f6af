>>> load
  depth 4, most 256, type 1, size 600
  1, allocates 11 misses 10, frees 10 misses 6
stop 0xC2 BAD_POOL_CALLER (7, 6b6f6f4c, 40000, pool)
