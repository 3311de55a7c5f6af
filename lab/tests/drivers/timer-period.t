>>> load
  100 ns: 12 to 14 times
  1 ms: 12 to 14 times
  50 ms: 4 to 5 times
  high resolution, 100 ns: 380 to 400 times
  high resolution, 2 ms: 95 to 101 times
  its own DPC: goes on
  absolute 1
  due in 50 ms: 1, absolute 0
  due in 50 ms: 1, absolute 0
  due in 50 ms: 1, absolute 0
done
