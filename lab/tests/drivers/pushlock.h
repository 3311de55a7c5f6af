/* What the DDK's headers lack. */
NTKERNELAPI void ExInitializePushLock(ULONG_PTR *lock);
NTKERNELAPI void ExAcquirePushLockExclusiveEx(ULONG_PTR *lock, ULONG flags);
NTKERNELAPI void ExAcquirePushLockSharedEx(ULONG_PTR *lock, ULONG flags);
NTKERNELAPI void ExReleasePushLockExclusiveEx(ULONG_PTR *lock, ULONG flags);
NTKERNELAPI void ExReleasePushLockSharedEx(ULONG_PTR *lock, ULONG flags);
