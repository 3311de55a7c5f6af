/*
 * What wdm.h of the Windows Driver Kit has and mingw-w64's lacks. Values and signatures are those of the public
 * documentation.
 */
#pragma once
#pragma GCC system_header

/* ---- the kernel's object types ----
 *
 * The kernel's variable PsProcessType is a POBJECT_TYPE; a driver's is a
 * pointer to that one: what stands in its import table. mingw-w64 declares
 * the types as imported data, which is one step too far.
 */

extern POBJECT_TYPE *__imp_CmKeyObjectType;
#define CmKeyObjectType __imp_CmKeyObjectType
extern POBJECT_TYPE *__imp_ExEventObjectType;
#define ExEventObjectType __imp_ExEventObjectType
extern POBJECT_TYPE *__imp_ExSemaphoreObjectType;
#define ExSemaphoreObjectType __imp_ExSemaphoreObjectType
extern POBJECT_TYPE *__imp_IoDeviceObjectType;
#define IoDeviceObjectType __imp_IoDeviceObjectType
extern POBJECT_TYPE *__imp_IoDriverObjectType;
#define IoDriverObjectType __imp_IoDriverObjectType
extern POBJECT_TYPE *__imp_IoFileObjectType;
#define IoFileObjectType __imp_IoFileObjectType
extern POBJECT_TYPE *__imp_PsProcessType;
#define PsProcessType __imp_PsProcessType
extern POBJECT_TYPE *__imp_PsThreadType;
#define PsThreadType __imp_PsThreadType
extern POBJECT_TYPE *__imp_SeTokenObjectType;
#define SeTokenObjectType __imp_SeTokenObjectType

/* ---- pool ---- */

typedef ULONG64 POOL_FLAGS;

#define POOL_FLAG_USE_QUOTA             0x0000000000000001ULL
#define POOL_FLAG_UNINITIALIZED         0x0000000000000002ULL
#define POOL_FLAG_SESSION               0x0000000000000004ULL
#define POOL_FLAG_CACHE_ALIGNED         0x0000000000000008ULL
#define POOL_FLAG_RESERVED1             0x0000000000000010ULL
#define POOL_FLAG_RAISE_ON_FAILURE      0x0000000000000020ULL
#define POOL_FLAG_NON_PAGED             0x0000000000000040ULL
#define POOL_FLAG_NON_PAGED_EXECUTE     0x0000000000000080ULL
#define POOL_FLAG_PAGED                 0x0000000000000100ULL
#define POOL_FLAG_RESERVED2             0x0000000000000200ULL
#define POOL_FLAG_RESERVED3             0x0000000000000400ULL
#define POOL_FLAG_REQUIRED_START        0x0000000000000001ULL
#define POOL_FLAG_REQUIRED_END          0x0000000080000000ULL
#define POOL_FLAG_OPTIONAL_START        0x0000000100000000ULL
#define POOL_FLAG_SPECIAL_POOL          0x0000000100000000ULL
#define POOL_FLAG_OPTIONAL_END          0x8000000000000000ULL

#ifndef POOL_ZERO_ALLOCATION
#define POOL_ZERO_ALLOCATION 1024
#endif

typedef enum POOL_EXTENDED_PARAMETER_TYPE {
	PoolExtendedParameterInvalidType = 0,
	PoolExtendedParameterPriority,
	PoolExtendedParameterSecurePool,
	PoolExtendedParameterNumaNode,
	PoolExtendedParameterMax
} POOL_EXTENDED_PARAMETER_TYPE;

typedef struct _POOL_EXTENDED_PARAMETER {
	struct {
		ULONG64 Type : 8;
		ULONG64 Optional : 1;
		ULONG64 Reserved : 55;
	};
	union {
		ULONG64 Reserved2;
		PVOID Reserved3;
		EX_POOL_PRIORITY Priority;
		PVOID SecurePoolParams;
		ULONG PreferredNode;
	};
} POOL_EXTENDED_PARAMETER, *PPOOL_EXTENDED_PARAMETER;
typedef const POOL_EXTENDED_PARAMETER *PCPOOL_EXTENDED_PARAMETER;

NTKERNELAPI PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags,
					SIZE_T NumberOfBytes, ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePool3(
	POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag,
	PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
	ULONG ExtendedParametersCount);
NTKERNELAPI VOID NTAPI ExFreePool2(PVOID P, ULONG Tag,
				   PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
				   ULONG ExtendedParametersCount);

FORCEINLINE PVOID ExAllocatePoolUninitialized(POOL_TYPE PoolType,
					      SIZE_T NumberOfBytes, ULONG Tag)
{
	return ExAllocatePoolWithTag(PoolType, NumberOfBytes, Tag);
}

FORCEINLINE PVOID ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
				     ULONG Tag)
{
	PVOID Block = ExAllocatePoolWithTag(PoolType, NumberOfBytes, Tag);

	if (Block)
		RtlZeroMemory(Block, NumberOfBytes);
	return Block;
}

FORCEINLINE PVOID ExAllocatePoolQuotaUninitialized(POOL_TYPE PoolType,
						   SIZE_T NumberOfBytes,
						   ULONG Tag)
{
	return ExAllocatePoolWithQuotaTag(PoolType, NumberOfBytes, Tag);
}

FORCEINLINE PVOID ExAllocatePoolQuotaZero(POOL_TYPE PoolType,
					  SIZE_T NumberOfBytes, ULONG Tag)
{
	PVOID Block = ExAllocatePoolWithQuotaTag(PoolType, NumberOfBytes, Tag);

	if (Block)
		RtlZeroMemory(Block, NumberOfBytes);
	return Block;
}

/* Its one flag makes NonPagedPool mean NonPagedPoolNx, which on a machine
 * that runs no code from pool is no difference. */
#define DrvRtPoolNxOptIn 0x00000001

FORCEINLINE VOID ExInitializeDriverRuntime(ULONG RuntimeFlags)
{
	(void)RuntimeFlags;
}

/* ---- push locks: a word each ---- */

#ifndef EX_PUSH_LOCK
#define EX_PUSH_LOCK ULONG_PTR
#define PEX_PUSH_LOCK PULONG_PTR
#endif

#define EX_DEFAULT_PUSH_LOCK_FLAGS   0
#define EX_PUSH_LOCK_FLAG_AUTO_BOOST 1

NTKERNELAPI VOID NTAPI ExAcquirePushLockExclusiveEx(PULONG_PTR PushLock,
						    ULONG Flags);
NTKERNELAPI VOID NTAPI ExAcquirePushLockSharedEx(PULONG_PTR PushLock,
						 ULONG Flags);
NTKERNELAPI VOID NTAPI ExReleasePushLockExclusiveEx(PULONG_PTR PushLock,
						    ULONG Flags);
NTKERNELAPI VOID NTAPI ExReleasePushLockSharedEx(PULONG_PTR PushLock,
						 ULONG Flags);
NTKERNELAPI VOID NTAPI ExReleasePushLockEx(PULONG_PTR PushLock, ULONG Flags);
NTKERNELAPI BOOLEAN NTAPI
ExTryAcquirePushLockExclusiveEx(PULONG_PTR PushLock, ULONG Flags);
NTKERNELAPI BOOLEAN NTAPI ExTryAcquirePushLockSharedEx(PULONG_PTR PushLock,
						       ULONG Flags);
NTKERNELAPI VOID FASTCALL ExfAcquirePushLockExclusive(PULONG_PTR PushLock);
NTKERNELAPI VOID FASTCALL ExfAcquirePushLockShared(PULONG_PTR PushLock);
NTKERNELAPI VOID FASTCALL ExfReleasePushLock(PULONG_PTR PushLock);
NTKERNELAPI VOID FASTCALL ExfReleasePushLockExclusive(PULONG_PTR PushLock);
NTKERNELAPI VOID FASTCALL ExfReleasePushLockShared(PULONG_PTR PushLock);
NTKERNELAPI BOOLEAN FASTCALL ExfTryToWakePushLock(PULONG_PTR PushLock);
#ifndef _GNU_NTIFS_
/* ntifs.h declares it again, as a plain function */
VOID ExInitializePushLock(PULONG_PTR PushLock);
#endif

#define ExAcquirePushLockExclusive(Lock) \
	ExAcquirePushLockExclusiveEx(Lock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define ExAcquirePushLockShared(Lock) \
	ExAcquirePushLockSharedEx(Lock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define ExReleasePushLockExclusive(Lock) \
	ExReleasePushLockExclusiveEx(Lock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define ExReleasePushLockShared(Lock) \
	ExReleasePushLockSharedEx(Lock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define ExReleasePushLock(Lock) \
	ExReleasePushLockEx(Lock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define ExTryAcquirePushLockExclusive(Lock) \
	ExTryAcquirePushLockExclusiveEx(Lock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define ExTryAcquirePushLockShared(Lock) \
	ExTryAcquirePushLockSharedEx(Lock, EX_DEFAULT_PUSH_LOCK_FLAGS)

/* ---- doubly linked lists ----
 * The kit's own look, since Windows 8 (Mandt and Valasek, "Windows 8 Heap
 * Internals"), whether the neighbours of an entry name it, and stop the machine
 * with 0x139 (3, ...) if not: an entry that was removed twice, or freed while
 * it was in a list.
 */

#ifndef NO_KERNEL_LIST_ENTRY_CHECKS

#ifndef FAST_FAIL_CORRUPT_LIST_ENTRY
#define FAST_FAIL_CORRUPT_LIST_ENTRY 3
#endif

FORCEINLINE VOID KdlabCheckLink(PLIST_ENTRY Before, PLIST_ENTRY Behind)
{
	if (Before->Flink != Behind || Behind->Blink != Before)
		__fastfail(FAST_FAIL_CORRUPT_LIST_ENTRY);
}

FORCEINLINE BOOLEAN KdlabRemoveEntryList(PLIST_ENTRY Entry)
{
	PLIST_ENTRY Next = Entry->Flink, Last = Entry->Blink;

	KdlabCheckLink(Entry, Next);
	KdlabCheckLink(Last, Entry);
	Last->Flink = Next;
	Next->Blink = Last;
	return Next == Last;
}

FORCEINLINE PLIST_ENTRY KdlabRemoveHeadList(PLIST_ENTRY ListHead)
{
	PLIST_ENTRY Entry = ListHead->Flink;

	KdlabRemoveEntryList(Entry);
	return Entry;
}

FORCEINLINE PLIST_ENTRY KdlabRemoveTailList(PLIST_ENTRY ListHead)
{
	PLIST_ENTRY Entry = ListHead->Blink;

	KdlabRemoveEntryList(Entry);
	return Entry;
}

FORCEINLINE VOID KdlabInsertList(PLIST_ENTRY Last, PLIST_ENTRY Entry,
				 PLIST_ENTRY Next)
{
	KdlabCheckLink(Last, Next);
	Entry->Flink = Next;
	Entry->Blink = Last;
	Last->Flink = Entry;
	Next->Blink = Entry;
}

FORCEINLINE VOID KdlabInsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY Entry)
{
	KdlabInsertList(ListHead, Entry, ListHead->Flink);
}

FORCEINLINE VOID KdlabInsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY Entry)
{
	KdlabInsertList(ListHead->Blink, Entry, ListHead);
}

FORCEINLINE VOID KdlabAppendTailList(PLIST_ENTRY ListHead,
				     PLIST_ENTRY ListToAppend)
{
	PLIST_ENTRY Last = ListHead->Blink, End = ListToAppend->Blink;

	KdlabCheckLink(Last, ListHead);
	KdlabCheckLink(End, ListToAppend);
	Last->Flink = ListToAppend;
	ListHead->Blink = End;
	End->Flink = ListHead;
	ListToAppend->Blink = Last;
}

#define RemoveEntryList KdlabRemoveEntryList
#define RemoveHeadList KdlabRemoveHeadList
#define RemoveTailList KdlabRemoveTailList
#define InsertHeadList KdlabInsertHeadList
#define InsertTailList KdlabInsertTailList
#define AppendTailList KdlabAppendTailList

#endif

/* ---- reader/writer spin locks ---- */

typedef LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;

NTKERNELAPI KIRQL NTAPI ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI KIRQL NTAPI ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI
ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI
ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock,
						  KIRQL OldIrql);
NTKERNELAPI VOID NTAPI ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock,
					       KIRQL OldIrql);
NTKERNELAPI VOID NTAPI
ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI
ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI LOGICAL NTAPI
ExTryConvertSharedSpinLockExclusive(PEX_SPIN_LOCK SpinLock);

/* ---- processor ---- */

#ifndef KeMemoryBarrier
#define KeMemoryBarrier() __sync_synchronize()
#endif
#ifndef KeMemoryBarrierWithoutFence
#define KeMemoryBarrierWithoutFence() __asm__ volatile("" : : : "memory")
#endif
#ifndef NT_ANALYSIS_ASSUME
#define NT_ANALYSIS_ASSUME(e) ((void)0)
#endif

#ifndef MdlMappingNoExecute
#define MdlMappingNoExecute 0x40000000
#endif

NTKERNELAPI VOID NTAPI KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime);

/* Whoever checks a driver's format strings asks gcc to. */
#ifdef KDLAB_CHECK_FORMATS
#define KDLAB_FORMAT(text, first) \
	__attribute__((format(ms_printf, text, first)))
#else
#define KDLAB_FORMAT(text, first)
#endif
ULONG __cdecl DbgPrint(PCSTR Format, ...) KDLAB_FORMAT(1, 2);
ULONG __cdecl DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...)
	KDLAB_FORMAT(3, 4);

/*
 * Windows calls it with these two arguments and takes its answer, whatever a
 * source makes of it. The kit leaves this declaration to the source, which may
 * repeat it in any way that means it. Whoever doubts a source asks gcc; not
 * always, as a debugger would look for DriverEntry here.
 */
#ifdef KDLAB_CHECK_ENTRY
DRIVER_INITIALIZE DriverEntry;
#endif

/* ---- bug check callbacks ---- */

/* mingw-w64's takes only a name */
#undef KeInitializeCallbackRecord
#define KeInitializeCallbackRecord(CallbackRecord) \
	((CallbackRecord)->State = BufferEmpty)

/* ---- MDLs ---- */

#ifndef MdlMappingNoWrite
#define MdlMappingNoWrite 0x80000000
#endif
#ifndef MM_ALLOCATE_FAST_LARGE_PAGES
#define MM_ALLOCATE_FAST_LARGE_PAGES 0x00000040
#endif
#ifndef MM_ALLOCATE_AND_HOT_REMOVE
#define MM_ALLOCATE_AND_HOT_REMOVE 0x00000100
#endif

/* ---- words of the Microsoft compiler ---- */

/* mingw-w64's are extern, and with static before them no C */
#undef __forceinline
#define __forceinline __inline__ __attribute__((__always_inline__))
#undef FORCEINLINE
#define FORCEINLINE __forceinline

#include "kdlab/seh.h"
