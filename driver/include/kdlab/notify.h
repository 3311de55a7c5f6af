/*
 * What ntddk.h of the Windows Driver Kit has and mingw-w64's lacks: the newer
 * notification callbacks.
 */
#pragma once
#pragma GCC system_header

typedef enum _PSCREATEPROCESSNOTIFYTYPE {
	PsCreateProcessNotifySubsystems = 0
} PSCREATEPROCESSNOTIFYTYPE;

typedef enum _PSCREATETHREADNOTIFYTYPE {
	PsCreateThreadNotifyNonSystem = 0,
	PsCreateThreadNotifySubsystems = 1
} PSCREATETHREADNOTIFYTYPE;

#ifndef PS_IMAGE_NOTIFY_CONFLICTING_ARCHITECTURE
#define PS_IMAGE_NOTIFY_CONFLICTING_ARCHITECTURE 0x1
#endif

NTKERNELAPI NTSTATUS NTAPI PsSetCreateProcessNotifyRoutineEx2(
	PSCREATEPROCESSNOTIFYTYPE NotifyType, PVOID NotifyInformation,
	BOOLEAN Remove);
NTKERNELAPI NTSTATUS NTAPI PsSetCreateThreadNotifyRoutineEx(
	PSCREATETHREADNOTIFYTYPE NotifyType, PVOID NotifyInformation);
NTKERNELAPI NTSTATUS NTAPI PsSetLoadImageNotifyRoutineEx(
	PLOAD_IMAGE_NOTIFY_ROUTINE NotifyRoutine, ULONG_PTR Flags);
