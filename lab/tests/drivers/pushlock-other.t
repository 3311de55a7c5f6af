>>> load
  40, word 0
stop 0x162 KERNEL_AUTO_BOOST_INVALID_LOCK_RELEASE (thread, Driver, ffffffff, 0)
