Windows 10 Kernel Version 19041 MP (4 procs) Free x64
Product: WinNt, suite: TerminalServer SingleUserTS
Edition build lab: 19041.1.amd64fre.vb_release.191206-1406
Kernel base = 0xfffff804`06000000 PsLoadedModuleList = 0xfffff804`06c2a770
Debug session time: Fri Dec 29 15:06:10.787 2023 (UTC - 8:00)
System Uptime: 0 days 0:40:05.871
Loading Kernel Symbols
..
Loading unloaded module list
.
For analysis of this file, run !analyze -v
nt!KeBugCheckEx:
fffff804`063f5590 48894c2408      mov     qword ptr [rsp+8],rcx ss:0018:ffffc80f`44ab74f0=0000000000000039
1: kd> ? 1+2
Evaluate expression: 3 = 00000000`00000003
1: kd> ? nt!KeBugCheckEx
Evaluate expression: -8778808339056 = fffff804`063f5590
1: kd> ? @$thread+308
Evaluate expression: -36783287553208 = ffffde8b`b9363348
1: kd> ? poi(@$thread+308)-18
Evaluate expression: -8778740125632 = fffff804`0a503040
1: kd> ? 1/0
Operand error at '/0'
1: kd> ? 1 2
Extra character error in '2': usage: ? EXPRESSION
1: kd> ? nothing
Couldn't resolve error at 'nothing'
1: kd> ?1+1
Evaluate expression: 2 = 00000000`00000002
1: kd> ?
Numeric expression missing from '<EOL>'
1: kd> .formats 39
Evaluate expression:
  Hex:     00000000`00000039
  Decimal: 57
  Octal:   0000000000000000000071
  Binary:  00000000 00000000 00000000 00000000 00000000 00000000 00000000 00111001
  Chars:   .......9
  Time:    Wed Dec 31 16:00:57 1969
  Float:   low 7.9874e-44 high 0
  Double:  2.81617e-322
1: kd> .formats -1
Evaluate expression:
  Hex:     ffffffff`ffffffff
  Decimal: -1
  Octal:   1777777777777777777777
  Binary:  11111111 11111111 11111111 11111111 11111111 11111111 11111111 11111111
  Chars:   ........
  Time:    ***** Invalid FILETIME
  Float:   low -nan high -nan
  Double:  -nan
1: kd> .formats 1da3aab8a1e5e00
Evaluate expression:
  Hex:     01da3aab`8a1e5e00
  Decimal: 133483647391915520
  Octal:   0007321652561207457000
  Binary:  00000001 11011010 00111010 10101011 10001010 00011110 01011110 00000000
  Chars:   ..:...^.
  Time:    Fri Dec 29 15:05:39.191 2023 (UTC - 8:00)
  Float:   low -7.6251e-33 high 8.01647e-38
  Double:  9.7915e-300
1: kd> .formats 0x3f800000
Evaluate expression:
  Hex:     00000000`3f800000
  Decimal: 1065353216
  Octal:   0000000000007740000000
  Binary:  00000000 00000000 00000000 00000000 00111111 10000000 00000000 00000000
  Chars:   ....?...
  Time:    Sun Oct  5 04:26:56 2003
  Float:   low 1 high 0
  Double:  5.26354e-315
1: kd> n
base is 16
1: kd> n 10
base is 10
1: kd> ? 10
Evaluate expression: 10 = 00000000`0000000a
1: kd> n 7
Syntax error at '7': give 8, 10 or 16
1: kd> n 16
base is 16
exit 0
