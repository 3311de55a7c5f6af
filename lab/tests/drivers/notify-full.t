>>> load
  process routine 65: 0xC000000D
  thread routine 65: 0xC000009A
  image routine 65: 0xC000009A
status 0xC0000001
