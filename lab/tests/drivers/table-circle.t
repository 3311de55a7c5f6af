>>> load
  a circle
hangs: System spins
