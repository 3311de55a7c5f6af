/*
 * Functions of the Windows Driver Kit's ntstrsafe.h that mingw-w64's lacks:
 * those on counted strings. They print and copy as the documentation says,
 * cutting what does not fit with STATUS_BUFFER_OVERFLOW.
 */
#pragma once
#pragma GCC system_header

#ifndef NTSTRSAFE_UNICODE_STRING_MAX_CCH
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xffff / sizeof(wchar_t))
#endif

FORCEINLINE NTSTATUS RtlStringCchCopyUnicodeString(NTSTRSAFE_PWSTR Target,
						   size_t Room,
						   PCUNICODE_STRING Source)
{
	size_t Count = Source->Length / sizeof(WCHAR), i;

	if (!Room || Room > NTSTRSAFE_MAX_CCH)
		return STATUS_INVALID_PARAMETER;
	for (i = 0; i < Count && i + 1 < Room; i++)
		Target[i] = Source->Buffer[i];
	Target[i] = 0;
	return i < Count ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

FORCEINLINE NTSTATUS RtlStringCbCopyUnicodeString(NTSTRSAFE_PWSTR Target,
						  size_t Room,
						  PCUNICODE_STRING Source)
{
	return RtlStringCchCopyUnicodeString(Target, Room / sizeof(WCHAR),
					     Source);
}

FORCEINLINE NTSTATUS RtlUnicodeStringInit(PUNICODE_STRING Target,
					  NTSTRSAFE_PCWSTR Source)
{
	size_t Count = 0;

	Target->Buffer = (PWSTR)Source;
	Target->Length = Target->MaximumLength = 0;
	if (!Source)
		return STATUS_SUCCESS;
	while (Count <= NTSTRSAFE_UNICODE_STRING_MAX_CCH && Source[Count])
		Count++;
	if (Count >= NTSTRSAFE_UNICODE_STRING_MAX_CCH) {
		Target->Buffer = NULL;
		return STATUS_INVALID_PARAMETER;
	}
	Target->Length = (USHORT)(Count * sizeof(WCHAR));
	Target->MaximumLength = (USHORT)(Target->Length + sizeof(WCHAR));
	return STATUS_SUCCESS;
}

/* Adds behind what Target holds from byte At on. */
FORCEINLINE NTSTATUS KdlabUnicodeStringAdd(PUNICODE_STRING Target, USHORT At,
					   const WCHAR *Source, size_t Count)
{
	size_t Room = (Target->MaximumLength - At) / sizeof(WCHAR);
	size_t Taken = Count < Room ? Count : Room, i;

	for (i = 0; i < Taken; i++)
		Target->Buffer[At / sizeof(WCHAR) + i] = Source[i];
	Target->Length = (USHORT)(At + Taken * sizeof(WCHAR));
	return Taken < Count ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

FORCEINLINE NTSTATUS RtlUnicodeStringCopyString(PUNICODE_STRING Target,
						NTSTRSAFE_PCWSTR Source)
{
	return KdlabUnicodeStringAdd(Target, 0, Source, wcslen(Source));
}

FORCEINLINE NTSTATUS RtlUnicodeStringCatString(PUNICODE_STRING Target,
					       NTSTRSAFE_PCWSTR Source)
{
	return KdlabUnicodeStringAdd(Target, Target->Length, Source,
				     wcslen(Source));
}

FORCEINLINE NTSTATUS RtlUnicodeStringCopy(PUNICODE_STRING Target,
					  PCUNICODE_STRING Source)
{
	return KdlabUnicodeStringAdd(Target, 0, Source->Buffer,
				     Source->Length / sizeof(WCHAR));
}

FORCEINLINE NTSTATUS RtlUnicodeStringCat(PUNICODE_STRING Target,
					 PCUNICODE_STRING Source)
{
	return KdlabUnicodeStringAdd(Target, Target->Length, Source->Buffer,
				     Source->Length / sizeof(WCHAR));
}

static inline NTSTATUS RtlUnicodeStringPrintf(PUNICODE_STRING Target,
					      NTSTRSAFE_PCWSTR Format, ...)
{
	size_t Room = Target->MaximumLength / sizeof(WCHAR);
	va_list Arguments;
	int Count;

	va_start(Arguments, Format);
	Count = _vsnwprintf(Target->Buffer, Room, Format, Arguments);
	va_end(Arguments);
	if (Count < 0 || (size_t)Count > Room) {
		Target->Length = (USHORT)(Room * sizeof(WCHAR));
		return STATUS_BUFFER_OVERFLOW;
	}
	Target->Length = (USHORT)((size_t)Count * sizeof(WCHAR));
	return STATUS_SUCCESS;
}
