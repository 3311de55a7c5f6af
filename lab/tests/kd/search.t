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
1: kd> s -b @rsp L1000 39
ffffc80f`44ab74f0  39 00 00 00 00 00 00 00-00 fe 77 06 04 f8 ff ff  9.........w.....
1: kd> s @rsp L100 fe 77
ffffc80f`44ab74f9  fe 77 06 04 f8 ff ff f0-f3 c8 43 0f c8 ff ff f0  .w........C.....
1: kd> s -a TestDriver+3000 L1000 "hell"
fffff804`0a503102  68 65 6c 6c 00 00 00 00-00 00 00 00 00 00 00 00  hell............
1: kd> s -a TestDriver+3000 L1000 hell
fffff804`0a503102  68 65 6c 6c 00 00 00 00-00 00 00 00 00 00 00 00  hell............
1: kd> s -u TestDriver+3000 L1000 ip
fffff804`0a503120  0069 0070 0065 0000 0000 0000 0000 0000  i.p.e...........
1: kd> s -w TestDriver+3000 L800 7788
fffff804`0a503150  7788 5566 3344 1122 eeff ccdd aabb 8899  .wfUD3".........
1: kd> s -q @rsp L40 @$thread
ffffc80f`44ab7590  ffffde8b`b9363040 00000000`00000080
ffffc80f`44ab75e8  ffffde8b`b9363040 fffff804`06307890
1: kd> s -d TestDriver L4000 55667788
fffff804`0a503150  55667788 11223344 ccddeeff 8899aabb  .wfUD3".........
1: kd> s 0 L100000000 1
Range error in '0 L100000000 1': at most 256 MB, more with L?
1: kd> s @rsp
what is sought? usage: s [-b | -w | -d | -q | -a | -u] ADDRESS L COUNT PATTERN
1: kd> s -q 0 L1000 1
1: kd> s -a @rsp L10
a text of 1 to 256 bytes is sought
1: kd> s -b @rsp L?1000 fe 77
ffffc80f`44ab74f9  fe 77 06 04 f8 ff ff f0-f3 c8 43 0f c8 ff ff f0  .w........C.....
exit 0
