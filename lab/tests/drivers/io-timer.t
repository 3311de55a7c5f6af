>>> load
  00000000
done
>>> wait 1500
done
>>> open \??\Timer
done
>>> wait 3500
  tick 1 at IRQL 2, own device 1
  tick 2 at IRQL 2, own device 1
done
>>> close
done
>>> wait 1500
  tick 3 at IRQL 2, own device 1
done
>>> unload
done
>>> wait 3000
done
