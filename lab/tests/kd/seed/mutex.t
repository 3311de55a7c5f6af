1: kd> .bugcheck
Bugcheck code 00000039
Arguments fffff804`0677fe00 ffffc80f`43c8f3f0 ffffc80f`43c8f3f0 00000000`00000000
1: kd> ln fffff8040677fe00
(fffff804`0677fe00)   nt!IopLoadUnloadDriver   |  (fffff804`06c00b20)   nt!KdDebuggerDataBlock
Exact matches:
    nt!IopLoadUnloadDriver (void)
1: kd> !thread @$thread 0
THREAD ffffde8bb9363040  Cid 0004.02b8  Teb: 0000000000000000 Win32Thread: 0000000000000000 RUNNING on processor 1
1: kd> !running

System Processors:  (000000000000000f)
  Idle Processors:  (000000000000000d)

       Prcbs             Current         (pri) Next            (pri) Idle
  1    ffffc980d3756180  ffffde8bb9363040 ( 8)                         ffffde8bb3802080
1: kd> !running -i

System Processors:  (000000000000000f)
  Idle Processors:  (000000000000000d)

       Prcbs             Current         (pri) Next            (pri) Idle
  0    ffffc980d36c1180  ffffde8bb3801080 ( 0)                         ffffde8bb3801080
  1    ffffc980d3756180  ffffde8bb9363040 ( 8)                         ffffde8bb3802080
  2    ffffc980d37d1180  ffffde8bb3803080 ( 0)                         ffffde8bb3803080
  3    ffffc980d3858180  ffffde8bb3804080 ( 0)                         ffffde8bb3804080
1: kd> dt nt!_KTHREAD @$thread MutantListHead KernelApcDisable SpecialApcDisable CombinedApcDisable
   +0x308 MutantListHead   : _LIST_ENTRY [ 0xfffff804`09c56018 - 0xfffff804`09c56018 ]
   +0x1e4 KernelApcDisable : 0n-1
   +0x1e6 SpecialApcDisable : 0n0
   +0x1e4 CombinedApcDisable : 0xffff
1: kd> ? poi(@$thread+308)-18
Evaluate expression: -8778749222912 = fffff804`09c56000
1: kd> !mex.mut poi(@$thread+308)-18

dt nt!_KMUTANT fffff80409c56000 () Recursive: [ -r1 -r2 -r ] Verbose Normal dt
==================================================================================
   +0x000 Header               : _DISPATCHER_HEADER
   +0x018 MutantListEntry      : _LIST_ENTRY [ 0xffffde8b`b9363348 - 0xffffde8b`b9363348 ] [EMPTY OR 1 ELEMENT]
   +0x028 OwnerThread          : 0xffffde8b`b9363040 _KTHREAD (System)
   +0x030 MutantFlags          : 0 ''
   +0x030 Abandoned            : 0y0
   +0x030 Spare1               : 0y0000000 (0)
   +0x030 Abandoned2           : 0y0
   +0x030 AbEnabled            : 0y0
   +0x030 Spare2               : 0y000000 (0)
   +0x031 ApcDisable           : 0x1 ''


Number of waiters: 0
Owning Thread: ffffde8bb9363040
1: kd> dt nt!_KMUTANT poi(@$thread+308)-18
   +0x000 Header           : _DISPATCHER_HEADER
   +0x018 MutantListEntry  : _LIST_ENTRY [ 0xffffde8b`b9363348 - 0xffffde8b`b9363348 ]
   +0x028 OwnerThread      : 0xffffde8b`b9363040 _KTHREAD
   +0x030 MutantFlags      : 0 ''
   +0x030 Abandoned        : 0y0
   +0x030 Abandoned2       : 0y0
   +0x030 Spare1           : 0y0000000 (0)
   +0x030 AbEnabled        : 0y0
   +0x030 Spare2           : 0y000000 (0)
   +0x031 ApcDisable       : 0x1 ''
1: kd> dt nt!_KMUTANT -l MutantListEntry.Flink poi(@$thread+308)-18
MutantListEntry.Flink at 0xfffff804`09c56000
---------------------------------------------
   +0x000 Header           : _DISPATCHER_HEADER
   +0x018 MutantListEntry  : _LIST_ENTRY [ 0xffffde8b`b9363348 - 0xffffde8b`b9363348 ]
   +0x028 OwnerThread      : 0xffffde8b`b9363040 _KTHREAD
   +0x030 MutantFlags      : 0 ''
   +0x030 Abandoned        : 0y0
   +0x030 Abandoned2       : 0y0
   +0x030 Spare1           : 0y0000000 (0)
   +0x030 AbEnabled        : 0y0
   +0x030 Spare2           : 0y000000 (0)
   +0x031 ApcDisable       : 0x1 ''

MutantListEntry.Flink at 0xffffde8b`b9363330
---------------------------------------------
   +0x000 Header           : _DISPATCHER_HEADER
   +0x018 MutantListEntry  : _LIST_ENTRY [ 0xfffff804`09c56018 - 0xfffff804`09c56018 ]
   +0x028 OwnerThread      : (null) 
   +0x030 MutantFlags      : 0x90 ''
   +0x030 Abandoned        : 0y0
   +0x030 Abandoned2       : 0y0
   +0x030 Spare1           : 0y1001000 (0x48)
   +0x030 AbEnabled        : 0y0
   +0x030 Spare2           : 0y100100 (0x24)
   +0x031 ApcDisable       : 0x36 '6'

1: kd> db poi(@$thread+308)-18 L1
fffff804`09c56000  02                                               .
1: kd> lm a poi(@$thread+308)-18
start             end                 module name
fffff804`09c50000 fffff804`09c60000   TestDriver (coff symbols)
1: kd> ln poi(@$thread+308)-18
(fffff804`09c56000)   TestDriver!GlobalProcessMutex   |  (fffff804`09c57000)   TestDriver!_head_libntoskrnl_a
Exact matches:
    TestDriver!GlobalProcessMutex (void)
1: kd> x TestDriver!*
fffff804`09c51000          TestDriver!wcsrchr (<no parameter info>)
fffff804`09c51008          TestDriver!SeLocateProcessImageName (<no parameter info>)
fffff804`09c51010          TestDriver!PsSetCreateProcessNotifyRoutine (<no parameter info>)
fffff804`09c51018          TestDriver!PsLookupProcessByProcessId (<no parameter info>)
fffff804`09c51020          TestDriver!ObfDereferenceObject (<no parameter info>)
fffff804`09c51028          TestDriver!KeWaitForSingleObject (<no parameter info>)
fffff804`09c51030          TestDriver!KeInitializeMutex (<no parameter info>)
fffff804`09c51038          TestDriver!ExFreePool (<no parameter info>)
fffff804`09c51040          TestDriver!DbgPrint (<no parameter info>)
fffff804`09c51050          TestDriver!DriverEntry (<no parameter info>)
fffff804`09c510e0          TestDriver!DriverUnloadRoutine (<no parameter info>)
fffff804`09c51110          TestDriver!ProcessNotifyCallback (<no parameter info>)
fffff804`09c511e0          TestDriver!WaitForGlobalMutex (<no parameter info>)
fffff804`09c51240          TestDriver!_disable (<no parameter info>)
fffff804`09c51250          TestDriver!_enable (<no parameter info>)
fffff804`09c56000          TestDriver!GlobalProcessMutex = <no type information>
fffff804`09c57000          TestDriver!_head_libntoskrnl_a = <no type information>
fffff804`09c57028          TestDriver!hname = <no type information>
fffff804`09c57078          TestDriver!__imp_DbgPrint = <no type information>
fffff804`09c57078          TestDriver!fthunk = <no type information>
fffff804`09c57080          TestDriver!__imp_ExFreePool = <no type information>
fffff804`09c57088          TestDriver!__imp_KeInitializeMutex = <no type information>
fffff804`09c57090          TestDriver!__imp_KeWaitForSingleObject = <no type information>
fffff804`09c57098          TestDriver!__imp_ObfDereferenceObject = <no type information>
fffff804`09c570a0          TestDriver!__imp_PsLookupProcessByProcessId = <no type information>
fffff804`09c570a8          TestDriver!__imp_PsSetCreateProcessNotifyRoutine = <no type information>
fffff804`09c570b0          TestDriver!__imp_SeLocateProcessImageName = <no type information>
fffff804`09c570b8          TestDriver!__imp_wcsrchr = <no type information>
1: kd> dqs ffffc80f43c8f3f0 L8
ffffc80f`43c8f3f0  00000000`00000000
ffffc80f`43c8f3f8  000000d8`4a5ff8a0
ffffc80f`43c8f400  ffffde8b`b8c74080
ffffc80f`43c8f408  fffff804`06411235 nt!KiSystemServiceCopyEnd+0x25
ffffc80f`43c8f410  00000000`00000000
ffffc80f`43c8f418  00000000`00000000
ffffc80f`43c8f420  00000000`00000000
ffffc80f`43c8f428  00000000`00000000
1: kd> db ffffc80f43c8f3f0 L1
ffffc80f`43c8f3f0  00                                               .
1: kd> !list -t nt!_EPROCESS.ActiveProcessLinks.Flink -x "dt nt!_EPROCESS ImageFileName" @$proc
   +0x5a8 ImageFileName    : [15]  "System"

   +0x5a8 ImageFileName    : [15]  "services.exe"

   +0x5a8 ImageFileName    : [15]  "cmd.exe"

   +0x5a8 ImageFileName    : [15]  "sc.exe"

   +0x5a8 ImageFileName    : [15]  ""

1: kd> !process 0 0
**** NT ACTIVE PROCESS DUMP ****
PROCESS ffffde8bb3861040
    SessionId: none  Cid: 0004    Peb: 00000000  ParentCid: 0000
    DirBase: 001ad000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: System

PROCESS ffffde8bb8a1e080
    SessionId: none  Cid: 02a4    Peb: 00000000  ParentCid: 022c
    DirBase: 2f5c4000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: services.exe

PROCESS ffffde8bb90ab080
    SessionId: none  Cid: 1d6c    Peb: 00000000  ParentCid: 1104
    DirBase: 3a81e000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: cmd.exe

PROCESS ffffde8bb9a03840
    SessionId: none  Cid: 1f38    Peb: 00000000  ParentCid: 1d6c
    DirBase: 31c08000  ObjectTable: 0000000000000000  HandleCount: <Data Not Accessible>
    Image: sc.exe

1: kd> !mex.tl
PID           Address          Name
============= ================ ========================
0x4    0n4    ffffde8bb3861040 System
0x2a4  0n676  ffffde8bb8a1e080 services.exe
0x1d6c 0n7532 ffffde8bb90ab080 cmd.exe
0x1f38 0n7992 ffffde8bb9a03840 sc.exe
============= ================ ========================
PID           Address          Name
1: kd> !mex.us IopLoad
Threads matching filter: 0 out of 5
1: kd> vertarget
Windows 10 Kernel Version 19041 MP (4 procs) Free x64
Product: WinNt, suite: TerminalServer SingleUserTS
Edition build lab: 19041.1.amd64fre.vb_release.191206-1406
Kernel base = 0xfffff804`06000000 PsLoadedModuleList = 0xfffff804`06c2a770
Debug session time: Fri Dec 29 15:06:10.787 2023 (UTC - 8:00)
System Uptime: 0 days 0:40:05.871
1: kd> .time
Debug session time: Fri Dec 29 15:06:10.787 2023 (UTC - 8:00)
System Uptime: 0 days 0:40:05.871
1: kd> lmvm TestDriver
start             end                 module name
fffff804`09c50000 fffff804`09c60000   TestDriver (coff symbols)
    Image path: \??\C:\Users\User\source\repos\TestDriver\x64\Release\TestDriver.sys
    Image name: TestDriver.sys
    Timestamp:        Wed Aug 21 23:40:34 2013 (5215B262)
    CheckSum:         0000B1A1
    ImageSize:        00010000
1: kd> x nt!Ke*
fffff804`0623fed0          nt!KeWaitForSingleObject (<no parameter info>)
fffff804`062447a0          nt!KeRemovePriQueue (<no parameter info>)
fffff804`0631a4d0          nt!KeReleaseMutex (<no parameter info>)
fffff804`0632be60          nt!KeInitializeMutex (<no parameter info>)
fffff804`063f6f20          nt!KeBugCheckEx (<no parameter info>)
fffff804`06461000          nt!KeRundownApcQueues (<no parameter info>)
fffff804`06461200          nt!KeBugCheck (<no parameter info>)
fffff804`06461300          nt!KeWaitForMultipleObjects (<no parameter info>)
fffff804`06461400          nt!KeDelayExecutionThread (<no parameter info>)
fffff804`06461500          nt!KeReadStateMutex (<no parameter info>)
fffff804`0646b100          nt!KeInitializeEvent (<no parameter info>)
fffff804`0646b200          nt!KeSetEvent (<no parameter info>)
fffff804`0646b300          nt!KeResetEvent (<no parameter info>)
fffff804`0646b400          nt!KeClearEvent (<no parameter info>)
fffff804`0646b500          nt!KePulseEvent (<no parameter info>)
fffff804`0646b600          nt!KeReadStateEvent (<no parameter info>)
fffff804`0646b700          nt!KeInitializeSemaphore (<no parameter info>)
fffff804`0646b800          nt!KeReleaseSemaphore (<no parameter info>)
fffff804`0646b900          nt!KeReadStateSemaphore (<no parameter info>)
fffff804`0646ba00          nt!KeEnterCriticalRegion (<no parameter info>)
fffff804`0646bb00          nt!KeLeaveCriticalRegion (<no parameter info>)
fffff804`0646bc00          nt!KeEnterGuardedRegion (<no parameter info>)
fffff804`0646bd00          nt!KeLeaveGuardedRegion (<no parameter info>)
fffff804`0646be00          nt!KeAreApcsDisabled (<no parameter info>)
fffff804`0646bf00          nt!KeAreAllApcsDisabled (<no parameter info>)
fffff804`0646c900          nt!KeClockInterruptNotify (<no parameter info>)
fffff804`0646ca00          nt!KeAccumulateTicks (<no parameter info>)
fffff804`0646cb00          nt!KeInitializeDpc (<no parameter info>)
fffff804`0646cc00          nt!KeInitializeThreadedDpc (<no parameter info>)
fffff804`0646cd00          nt!KeInsertQueueDpc (<no parameter info>)
fffff804`0646ce00          nt!KeRemoveQueueDpc (<no parameter info>)
fffff804`0646cf00          nt!KeSetTargetProcessorDpc (<no parameter info>)
fffff804`0646d000          nt!KeSetTargetProcessorDpcEx (<no parameter info>)
fffff804`0646d100          nt!KeSetImportanceDpc (<no parameter info>)
fffff804`0646d200          nt!KeFlushQueuedDpcs (<no parameter info>)
fffff804`0646d500          nt!KeInitializeTimer (<no parameter info>)
fffff804`0646d600          nt!KeInitializeTimerEx (<no parameter info>)
fffff804`0646d700          nt!KeSetTimer (<no parameter info>)
fffff804`0646d800          nt!KeSetTimerEx (<no parameter info>)
fffff804`0646d900          nt!KeSetCoalescableTimer (<no parameter info>)
fffff804`0646da00          nt!KeCancelTimer (<no parameter info>)
fffff804`0646db00          nt!KeReadStateTimer (<no parameter info>)
fffff804`0646e000          nt!KeQuerySystemTime (<no parameter info>)
fffff804`0646e100          nt!KeQuerySystemTimePrecise (<no parameter info>)
fffff804`0646e200          nt!KeQueryInterruptTime (<no parameter info>)
fffff804`0646e300          nt!KeQueryInterruptTimePrecise (<no parameter info>)
fffff804`0646e400          nt!KeQueryTickCount (<no parameter info>)
fffff804`0646e500          nt!KeQueryTimeIncrement (<no parameter info>)
fffff804`0646e600          nt!KeQueryPerformanceCounter (<no parameter info>)
fffff804`0646e700          nt!KeStallExecutionProcessor (<no parameter info>)
fffff804`0646e900          nt!KeRaiseIrql (<no parameter info>)
fffff804`0646ea00          nt!KeRaiseIrqlToDpcLevel (<no parameter info>)
fffff804`0646ec00          nt!KeLowerIrql (<no parameter info>)
fffff804`0646ed00          nt!KeGetCurrentIrql (<no parameter info>)
fffff804`0646ee00          nt!KeInitializeSpinLock (<no parameter info>)
fffff804`0646ef00          nt!KeTryToAcquireSpinLockAtDpcLevel (<no parameter info>)
fffff804`0646f000          nt!KeTestSpinLock (<no parameter info>)
fffff804`0646f100          nt!KeReleaseSpinLock (<no parameter info>)
fffff804`0646f300          nt!KeReleaseSpinLockFromDpcLevel (<no parameter info>)
fffff804`0646f400          nt!KeReleaseInStackQueuedSpinLock (<no parameter info>)
fffff804`0646f500          nt!KeReleaseInStackQueuedSpinLockFromDpcLevel (<no parameter info>)
fffff804`0646ff00          nt!KeAcquireSpinLockRaiseToDpc (<no parameter info>)
fffff804`06470100          nt!KeAcquireSpinLockAtDpcLevel (<no parameter info>)
fffff804`06470200          nt!KeAcquireInStackQueuedSpinLock (<no parameter info>)
fffff804`06470300          nt!KeAcquireInStackQueuedSpinLockAtDpcLevel (<no parameter info>)
fffff804`06471700          nt!KeInitializeGuardedMutex (<no parameter info>)
fffff804`06471800          nt!KeTryToAcquireGuardedMutex (<no parameter info>)
fffff804`06471900          nt!KeReleaseGuardedMutex (<no parameter info>)
fffff804`06471a00          nt!KeReleaseGuardedMutexUnsafe (<no parameter info>)
fffff804`06471d00          nt!KeAcquireGuardedMutex (<no parameter info>)
fffff804`06471e00          nt!KeAcquireGuardedMutexUnsafe (<no parameter info>)
fffff804`0647ef00          nt!KeCleanupThreadState (<no parameter info>)
fffff804`0647fa00          nt!KeGetCurrentProcessorNumberEx (<no parameter info>)
fffff804`0647fb00          nt!KeQueryActiveProcessorCount (<no parameter info>)
fffff804`0647fc00          nt!KeQueryActiveProcessorCountEx (<no parameter info>)
fffff804`0647fd00          nt!KeQueryActiveProcessors (<no parameter info>)
fffff804`0647fe00          nt!KeSetSystemAffinityThread (<no parameter info>)
fffff804`0647ff00          nt!KeSetSystemAffinityThreadEx (<no parameter info>)
fffff804`06480000          nt!KeRevertToUserAffinityThread (<no parameter info>)
fffff804`06480100          nt!KeRevertToUserAffinityThreadEx (<no parameter info>)
fffff804`06480200          nt!KeSetPriorityThread (<no parameter info>)
fffff804`06480300          nt!KeSetBasePriorityThread (<no parameter info>)
fffff804`06480400          nt!KeQueryPriorityThread (<no parameter info>)
fffff804`06480500          nt!KeStackAttachProcess (<no parameter info>)
fffff804`06480600          nt!KeUnstackDetachProcess (<no parameter info>)
fffff804`06480700          nt!KeAttachProcess (<no parameter info>)
fffff804`06480800          nt!KeDetachProcess (<no parameter info>)
fffff804`06483500          nt!KeInitializeDeviceQueue (<no parameter info>)
fffff804`06483600          nt!KeInsertDeviceQueue (<no parameter info>)
fffff804`06483700          nt!KeInsertByKeyDeviceQueue (<no parameter info>)
fffff804`06483800          nt!KeRemoveDeviceQueue (<no parameter info>)
fffff804`06483900          nt!KeRemoveByKeyDeviceQueue (<no parameter info>)
fffff804`06483a00          nt!KeRemoveEntryDeviceQueue (<no parameter info>)
fffff804`06485b00          nt!KeRegisterBugCheckCallback (<no parameter info>)
fffff804`06485c00          nt!KeDeregisterBugCheckCallback (<no parameter info>)
fffff804`06485d00          nt!KeRegisterBugCheckReasonCallback (<no parameter info>)
fffff804`06485e00          nt!KeDeregisterBugCheckReasonCallback (<no parameter info>)
fffff804`06c2a8a0          nt!KeBugCheckCallbackListHead = <no type information>
fffff804`06c2a8b0          nt!KeBugCheckReasonCallbackListHead = <no type information>
fffff804`06c2aa40          nt!KeNumberProcessors = <no type information>
fffff804`06c2aa44          nt!KeTimeIncrement = <no type information>
1: kd> x nt!Ps*
fffff804`06307890          nt!PspSystemThreadStartup (<no parameter info>)
fffff804`06460a00          nt!PspInsertThread (<no parameter info>)
fffff804`06460b00          nt!PspCallProcessNotifyRoutines (<no parameter info>)
fffff804`06460d00          nt!PspTerminateThreadByPointer (<no parameter info>)
fffff804`06460e00          nt!PspExitThread (<no parameter info>)
fffff804`06460f00          nt!PspExitProcess (<no parameter info>)
fffff804`06461100          nt!PsTerminateSystemThread (<no parameter info>)
fffff804`06462800          nt!PsLookupProcessByProcessId (<no parameter info>)
fffff804`06462900          nt!PsLookupThreadByThreadId (<no parameter info>)
fffff804`06473300          nt!PspCallThreadNotifyRoutines (<no parameter info>)
fffff804`06473400          nt!PsCallImageNotifyRoutines (<no parameter info>)
fffff804`06473600          nt!PspUserThreadStartup (<no parameter info>)
fffff804`06473700          nt!PsCreateSystemThread (<no parameter info>)
fffff804`06473800          nt!PsSetCreateProcessNotifyRoutineEx (<no parameter info>)
fffff804`06473900          nt!PsSetCreateProcessNotifyRoutineEx2 (<no parameter info>)
fffff804`06473a00          nt!PsSetCreateThreadNotifyRoutine (<no parameter info>)
fffff804`06473b00          nt!PsSetCreateThreadNotifyRoutineEx (<no parameter info>)
fffff804`06473c00          nt!PsRemoveCreateThreadNotifyRoutine (<no parameter info>)
fffff804`06473d00          nt!PsSetLoadImageNotifyRoutine (<no parameter info>)
fffff804`06473e00          nt!PsSetLoadImageNotifyRoutineEx (<no parameter info>)
fffff804`06473f00          nt!PsRemoveLoadImageNotifyRoutine (<no parameter info>)
fffff804`06477d00          nt!PsGetProcessId (<no parameter info>)
fffff804`06477e00          nt!PsGetProcessInheritedFromUniqueProcessId (<no parameter info>)
fffff804`06477f00          nt!PsGetProcessCreateTimeQuadPart (<no parameter info>)
fffff804`06478000          nt!PsGetProcessExitStatus (<no parameter info>)
fffff804`06478100          nt!PsGetProcessImageFileName (<no parameter info>)
fffff804`06478200          nt!PsGetProcessPeb (<no parameter info>)
fffff804`06478300          nt!PsGetProcessSessionId (<no parameter info>)
fffff804`06478400          nt!PsIsProtectedProcess (<no parameter info>)
fffff804`06478500          nt!PsIsProtectedProcessLight (<no parameter info>)
fffff804`06478600          nt!PsGetThreadId (<no parameter info>)
fffff804`06478700          nt!PsGetThreadProcessId (<no parameter info>)
fffff804`06478800          nt!PsGetThreadProcess (<no parameter info>)
fffff804`06478a00          nt!PsGetThreadCreateTime (<no parameter info>)
fffff804`06478b00          nt!PsIsSystemThread (<no parameter info>)
fffff804`06478c00          nt!PsGetCurrentProcess (<no parameter info>)
fffff804`06478e00          nt!PsGetCurrentProcessId (<no parameter info>)
fffff804`06478f00          nt!PsGetCurrentThread (<no parameter info>)
fffff804`06479000          nt!PsGetCurrentThreadId (<no parameter info>)
fffff804`0647f000          nt!PspThreadDelete (<no parameter info>)
fffff804`0647f100          nt!PspReaper (<no parameter info>)
fffff804`066d9f80          nt!PsSetCreateProcessNotifyRoutine (<no parameter info>)
fffff804`06c2a5e0          nt!PsActiveProcessHead = <no type information>
fffff804`06c2a770          nt!PsLoadedModuleList = <no type information>
fffff804`06c2aa48          nt!PsInitialSystemProcess = <no type information>
fffff804`06c2aa50          nt!PsIdleProcess = <no type information>
fffff804`06c2aa58          nt!PspCidTable = <no type information>
fffff804`06c2b000          nt!PsProcessType = <no type information>
fffff804`06c2b008          nt!PsThreadType = <no type information>
fffff804`06c2b400          nt!PspCreateProcessNotifyRoutine = <no type information>
fffff804`06c2b600          nt!PspCreateThreadNotifyRoutine = <no type information>
fffff804`06c2b800          nt!PspLoadImageNotifyRoutine = <no type information>
1: kd> !pte nt
                                           VA fffff80406000000
PXE at FFFFFDFEFF7FBF80    PPE at FFFFFDFEFF7F0080    PDE at FFFFFDFEFE010180    PTE at FFFFFDFC02030000
contains 00000000001C8063  contains 00000000001C9063  contains 00000000001CA063  contains 8000000000280021
pfn 1c8       ---DA--KWEV  pfn 1c9       ---DA--KWEV  pfn 1ca       ---DA--KWEV  pfn 280       ----A--KR-V
1: kd> !vtop nt
Amd64VtoP: Virt fffff80406000000, pagedir 00000000001ad000
Amd64VtoP: PML4E 00000000001adf80
Amd64VtoP: PDPE 00000000001c8080
Amd64VtoP: PDE 00000000001c9180
Amd64VtoP: PTE 00000000001ca000
Amd64VtoP: Mapped phys 0000000000280000
Virtual address fffff80406000000 translates to physical address 280000.
1: kd> .formats @rip
Evaluate expression:
  Hex:     fffff804`063f6f20
  Decimal: -8778808332512
  Octal:   1777777600200617667440
  Binary:  11111111 11111111 11111000 00000100 00000110 00111111 01101111 00100000
  Chars:   .....?o 
  Time:    ***** Invalid FILETIME
  Float:   low 3.60047e-35 high -nan
  Double:  -nan
1: kd> s -d @rsp L40 39
ffffc80f`44ab74f0  00000039 00000000 0677fe00 fffff804  9.........w.....
1: kd> dt nt!_LIST_ENTRY nt!PsLoadedModuleList
   +0x000 Flink            : 0xffffde8b`b3650b40 _LIST_ENTRY
   +0x008 Blink            : 0xffffde8b`b9a04bc0 _LIST_ENTRY
1: kd> dt nt!_DRIVER_OBJECT ffffde8bb8f3de30
   +0x000 Type             : ??
   +0x002 Size             : ??
   +0x008 DeviceObject     : ??
   +0x010 Flags            : ??
   +0x018 DriverStart      : ??
   +0x020 DriverSize       : ??
   +0x028 DriverSection    : ??
   +0x030 DriverExtension  : ??
   +0x038 DriverName       : _UNICODE_STRING
   +0x048 HardwareDatabase : ??
   +0x050 FastIoDispatch   : ??
   +0x058 DriverInit       : ??
   +0x060 DriverStartIo    : ??
   +0x068 DriverUnload     : ??
   +0x070 MajorFunction    : [28] ??
1: kd> dt -r1 nt!_DRIVER_OBJECT ffffde8bb8f3de30 DriverName
   +0x038 DriverName       : _UNICODE_STRING
      +0x000 Length           : ??
      +0x002 MaximumLength    : ??
      +0x008 Buffer           : ??
1: kd> dt nt!_KTHREAD @$thread Header.Type State
   +0x000 Header.Type      : 0x6 ''
   +0x184 State            : 0x2 ''
1: kd> dt -b nt!_KMUTANT
   +0x000 Header           : _DISPATCHER_HEADER
   +0x018 MutantListEntry  : _LIST_ENTRY
   +0x028 OwnerThread      : Ptr64 _KTHREAD
   +0x030 MutantFlags      : UChar
   +0x030 Abandoned        : Pos 0, 1 Bit
   +0x030 Abandoned2       : Pos 0, 1 Bit
   +0x030 Spare1           : Pos 1, 7 Bits
   +0x030 AbEnabled        : Pos 1, 1 Bit
   +0x030 Spare2           : Pos 2, 6 Bits
   +0x031 ApcDisable       : UChar
exit 0
