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
1: kd> db TestDriver+3100 L30
fffff804`0a503100  6f 20 68 65 6c 6c 00 00-00 00 00 00 00 00 00 00  o hell..........
fffff804`0a503110  00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00  ................
fffff804`0a503120  69 00 70 00 65 00 00 00-00 00 00 00 00 00 00 00  i.p.e...........
1: kd> db TestDriver+3ff8 L10
fffff804`0a503ff8  00 00 00 00 00 00 00 00-?? ?? ?? ?? ?? ?? ?? ??  ........????????
1: kd> dw TestDriver+3150 L8
fffff804`0a503150  7788 5566 3344 1122 eeff ccdd aabb 8899
1: kd> dW TestDriver+3150 L4
fffff804`0a503150  7788 5566 3344 1122                      .wfUD3".
1: kd> dd TestDriver+3150 L4
fffff804`0a503150  55667788 11223344 ccddeeff 8899aabb
1: kd> dd TestDriver+3150 TestDriver+3157
fffff804`0a503150  55667788 11223344
1: kd> dc @rsp
ffffc80f`44ab74e8  06456b56 fffff804 00000039 00000000  VkE.....9.......
ffffc80f`44ab74f8  0677fe00 fffff804 43c8f3f0 ffffc80f  ..w........C....
ffffc80f`44ab7508  43c8f3f0 ffffc80f 00000000 00000000  ...C............
ffffc80f`44ab7518  00000000 00000000 00000000 00000000  ................
ffffc80f`44ab7528  00000000 00000000 00000000 00000000  ................
ffffc80f`44ab7538  00000000 00000000 00000000 00000000  ................
ffffc80f`44ab7548  00000000 00000000 00000000 00000000  ................
ffffc80f`44ab7558  00000000 00000000 00000000 00000000  ................
1: kd> d
ffffc80f`44ab7568  00000000 00000000 00000000 00000000  ................
ffffc80f`44ab7578  00000000 00000000 00000000 00000000  ................
ffffc80f`44ab7588  063078e5 fffff804 b9363040 ffffde8b  .x0.....@06.....
ffffc80f`44ab7598  00000080 00000000 b3861040 ffffde8b  ........@.......
ffffc80f`44ab75a8  feccf0fc ffffffff 00000000 00000000  ................
ffffc80f`44ab75b8  00000000 00000000 00000000 00000000  ................
ffffc80f`44ab75c8  00000000 00000000 00000000 00000000  ................
ffffc80f`44ab75d8  064064b8 fffff804 d3756180 ffffc980  .d@......au.....
1: kd> dq ffffc80f43c8f3f0
ffffc80f`43c8f3f0  00000000`00000000 00000000`00000000
ffffc80f`43c8f400  00000000`00000000 fffff804`06411235
ffffc80f`43c8f410  00000000`00000000 00000000`00000000
ffffc80f`43c8f420  00000000`00000000 00000000`00000000
ffffc80f`43c8f430  00000000`00000000 00000000`00000000
ffffc80f`43c8f440  00000000`00000000 00000000`00000000
ffffc80f`43c8f450  00000000`00000000 00000000`00000000
ffffc80f`43c8f460  00000000`00000000 00000000`00000000
1: kd> dq 0 L2
00000000`00000000  ????????`???????? ????????`????????
1: kd> dp @rsp L4
ffffc80f`44ab74e8  fffff804`06456b56 00000000`00000039
ffffc80f`44ab74f8  fffff804`0677fe00 ffffc80f`43c8f3f0
1: kd> dqs @rsp L6
ffffc80f`44ab74e8  fffff804`06456b56 nt!ExpWorkerThread+0x1925a6
ffffc80f`44ab74f0  00000000`00000039
ffffc80f`44ab74f8  fffff804`0677fe00 nt!IopLoadUnloadDriver
ffffc80f`44ab7500  ffffc80f`43c8f3f0
ffffc80f`44ab7508  ffffc80f`43c8f3f0
ffffc80f`44ab7510  00000000`00000000
1: kd> dps 0 L2
00000000`00000000  ????????`????????
00000000`00000008  ????????`????????
1: kd> dds TestDriver+3150 L2
fffff804`0a503150  55667788
fffff804`0a503154  11223344
1: kd> dpp @$thread+308 L2
ffffde8b`b9363348  fffff804`0a503058 ffffde8b`b9363348
ffffde8b`b9363350  fffff804`0a503058 ffffde8b`b9363348
1: kd> dpa TestDriver+3148 L1
fffff804`0a503148  fffff804`0a503120 "i"
1: kd> dpu TestDriver+3148 L1
fffff804`0a503148  fffff804`0a503120 "ipe"
1: kd> da TestDriver+3100
fffff804`0a503100  "o hell"
1: kd> da nt!NtBuildLab
fffff804`06c4c0a0  "19041.1.amd64fre.vb_release.1912"
fffff804`06c4c0c0  "06-1406"
1: kd> da nt!NtBuildLab L5
fffff804`06c4c0a0  "19041"
1: kd> da 0
00000000`00000000  ????????
1: kd> du TestDriver+3120
fffff804`0a503120  "ipe"
1: kd> du 0
00000000`00000000  ????
1: kd> ds TestDriver+3140
fffff804`0a503120  "i.p.e."
1: kd> dS TestDriver+3140
fffff804`0a503120  "ipe"
1: kd> dS 0
Memory access error at '0'
1: kd> db
fffff804`0a503150  88 77 66 55 44 33 22 11-ff ee dd cc bb aa 99 88  .wfUD3".........
fffff804`0a503160  00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00  ................
fffff804`0a503170  00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00  ................
fffff804`0a503180  00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00  ................
fffff804`0a503190  00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00  ................
fffff804`0a5031a0  00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00  ................
fffff804`0a5031b0  00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00  ................
fffff804`0a5031c0  00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00  ................
1: kd> dq @rsp L200000
Range error in '@rsp L200000': at most L100000
1: kd> dq @rsp extra here
Extra character error in 'extra here': usage: dq [ADDRESS [L COUNT | END]]
1: kd> dd poi(0)
Memory access error at ')'
1: kd> db ffffffff`ffffffff L2
ffffffff`ffffffff  ?? ??                                            ??
exit 0
