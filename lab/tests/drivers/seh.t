>>> load
  filter: c0000005, flags 0, 2 parameters, answer 1
  caught c0000005
  end of the body
  finally 0, abnormal 0
  end of the body
  finally 0, abnormal 0
  left: 0
  finally 1, abnormal 1
  left: 100
  finally 2, abnormal 0
  finally 2, abnormal 0
  left: 2
  finally 4, abnormal 1
  left: 4
  finally 5, abnormal 1
  finally 5, abnormal 1
  left: 5
  finally 3, abnormal 1
  left by c000000d
  nested 1
  filter: 102, flags 1, 0 parameters, answer 1
  nested 2
  filter: c0000022, flags 1, 0 parameters, answer 0
  nested c0000022
  first c0000017
  then c0000022
  filter: c0000005, flags 0, 2 parameters, answer 1
  innermost
  filter: c0000017, flags 1, 0 parameters, answer 0
  filter: c0000017, flags 1, 0 parameters, answer 1
  inner, abnormal 1
  outer
  outermost
  collided: c0000017
  mended
  resumed 42
  stubborn c0000025
  probes 80000002 c0000005 c0000005 0
  filter: c0000005, flags 0, 2 parameters, answer 1
  locals 11 5
  callback c0000005
  filter: c0000005, flags 0, 2 parameters, answer 1
  wild c0000005
  often c0000046
done
>>> unload
  unloaded
done
