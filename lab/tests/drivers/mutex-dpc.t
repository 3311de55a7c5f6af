>>> load
  event: 0x00000000, mutex 0, event 0
  released 0
  timer: 0x00000000, mutex 0, event 0
  released 0
  owned already, event: 0x00000000, mutex -1, event 0
  released -1
  owned already, timer: 0x00000000, mutex -1, event 0
  released -1
  released 0
done
