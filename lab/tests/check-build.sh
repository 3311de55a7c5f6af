#!/bin/sh
# "kdlab build" and driver/build.sh: the drivers of driver/ and some written
# here come out as images that binutils reads as meant, the same bytes from
# both; what does not build says why in plain words; nothing runs for ever.
set -eu
top=$(CDPATH='' cd -- "${srcdir:-.}" && pwd)
cross=${KDLAB_CROSS:-x86_64-w64-mingw32-gcc}
command -v "$cross" >/dev/null || { echo "no $cross"; exit 77; }
tools=${cross%gcc}
kdlab=$PWD/kdlab
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export KDLAB_DATA="$top" TMPDIR="$work/temporary"
mkdir "$TMPDIR"
passed=0 failed=0 skipped=0

ok() { passed=$((passed + 1)); }
not() { failed=$((failed + 1)); echo "FAILED: $*"; }
# says TEXT FILE: the file has the text, however it is wrapped
says() {
	tr -s ' \t\n' '   ' <"$2" | grep -qF -e "$1" && ok || {
		not "does not say: $1"; sed 's/^/    /' "$2"; }
}
# lacks TEXT FILE
lacks() { grep -qF -e "$1" "$2" && not "says: $1" || ok; }
# builds FILE...: it is built; what it says is in said
builds() {
	"$kdlab" build "$@" >"$work/out" 2>"$work/said" && ok || {
		not "build $*"; cat "$work/said"; }
}
# refuses FILE...
refuses() {
	"$kdlab" build "$@" >"$work/out" 2>"$work/said" &&
		not "build $* went well" || ok
}

cd "$work"
# ---- the drivers of the course, as images ----
cp "$top/driver/TestDriver.c" "$top/driver/TestDriver.fixed.c" .
for name in TestDriver TestDriver.fixed; do
	builds $name.c
	lacks warning said
	"$top/driver/build.sh" made.sys $name.c
	cmp $name.sys made.sys && ok || not "$name: other bytes by build.sh"
	"${tools}objdump" -p $name.sys >headers
	says 'Subsystem 00000001 (NT native)' headers
	says 'DLL Name: ntoskrnl.exe' headers
	[ "$(grep -c 'DLL Name' headers)" = 1 ] && ok || not 'imports others'
	says 'DYNAMIC_BASE' headers
	grep 'Time/Date' headers >>stamps
	grep -q 'reloc 12 offset .* DIR64' headers && ok ||
		grep -q 'DIR64' headers && ok || not "$name: no relocations"
	grep -q 'Exception Directory' headers && ok || not 'no .pdata'
	entry=$(sed -n 's/^AddressOfEntryPoint[ \t]*0*//p' headers)
	"${tools}nm" $name.sys >symbols
	grep -qi "^0*14000*$entry T DriverEntry" symbols && ok ||
		not "$name: the entry is not DriverEntry"
	"${tools}objdump" --dwarf=info $name.sys | grep -A 4 'DW_AT_name.*DriverEntry$' |
		grep -q 'decl_file *: 1$' && ok || not "$name: DriverEntry is elsewhere"
	grep -q ' B GlobalProcessMutex' symbols && ok || not 'no symbols'
done
[ "$(sort -u stamps | wc -l)" = 2 ] && ok || not 'two drivers, one stamp'
cp -R "$top/driver" driver
${MAKE:-make} -s -C driver >/dev/null 2>&1 && cmp TestDriver.sys \
	driver/TestDriver.sys && cmp TestDriver.fixed.sys \
	driver/TestDriver.fixed.sys && ok || not 'other bytes by make'
rm -f driver/*.sys
(cd driver && KDLAB_DATA=.. "$kdlab" build TestDriver.c >../out 2>../said) &&
	cmp TestDriver.sys driver/TestDriver.sys && ok ||
	not 'other bytes beside the headers'
mkdir -p 'other place'
cp TestDriver.c 'other place'
builds "$work/other place/TestDriver.c"
cmp TestDriver.sys 'other place/TestDriver.sys' && ok ||
	not 'the folder is in the bytes'

# ---- headers in any case, sections, what the DDK lacks ----
cat >Sections.c <<'END'
#include <Ntifs.h>
#include <NTDDK.h>
#include <wdm.H>
#include <NtStrSafe.h>
#include "Own Header.H"
#include <sys\Deep.h>

DRIVER_UNLOAD Unload;
NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT, _In_ PUNICODE_STRING);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text("PAGE", Unload)
#endif
#if 0
#pragma alloc_text(INIT, Stays)
#endif

EX_PUSH_LOCK Lock;

__declspec(noinline) VOID Stays(VOID)
{
    ExAcquirePushLockExclusive(&Lock);
    ExReleasePushLockExclusive(&Lock);
}

__declspec(code_seg("PAGE")) VOID Paged(VOID)
{
    PAGED_CODE();
    Stays();
}

_Use_decl_annotations_ VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
    Paged();
}

_Use_decl_annotations_ NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject,
                                            PUNICODE_STRING RegistryPath)
{
    PVOID Block = ExAllocatePool2(POOL_FLAG_NON_PAGED, OWN_SIZE + DEEP, 'tseT');
    POBJECT_TYPE *Type = PsProcessType;
    WCHAR Text[32];

    if (!Block)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlStringCchPrintfW(Text, 32, L"%wZ", RegistryPath);
    DbgPrint("%wZ %ws %S %p\n", RegistryPath, Text, Text, Type);
    ExFreePoolWithTag(Block, 'tseT');
    DriverObject->DriverUnload = Unload;
    ExInitializePushLock(&Lock);
    return STATUS_SUCCESS;
}
END
echo '#define OWN_SIZE 16' >'own header.h'
mkdir -p Sys
echo '#define DEEP 1' >Sys/deep.h
sed -i 's/<sys.Deep.h>/"sys\\Deep.h"/' Sections.c
builds Sections.c
lacks ': warning:' said
"${tools}objdump" -h Sections.sys >sections
"${tools}objdump" -t Sections.sys >symbols
# in_section FUNCTION SECTION
in_section() {
	number=$(awk -v name="$2" '$2 == name { print $1 + 1 }' sections)
	grep -qE "\(sec +${number:-none}\).* $1\$" symbols && ok ||
		not "$1 is not in $2"
}
in_section DriverEntry INIT
in_section Unload PAGE
in_section Paged PAGE
in_section Stays .text
"$top/driver/build.sh" made.sys Sections.c 2>said && cmp Sections.sys made.sys &&
	ok || not 'Sections: other bytes by build.sh'
# IMAGE_SCN_MEM_DISCARDABLE, read where the format says it stands
header=$(od -An -tu4 -j60 -N4 Sections.sys | tr -d ' ')
at=$((header + 24 + $(od -An -tu2 -j$((header + 20)) -N2 Sections.sys | tr -d ' ')))
discarded=
for i in 1 2 3 4 5 6; do
	name=$(dd if=Sections.sys bs=1 skip=$at count=8 2>/dev/null | tr -d '\0')
	flags=$(od -An -tu4 -j$((at + 36)) -N4 Sections.sys | tr -d ' ')
	[ $((flags & 0x02000000)) = 0 ] || discarded="$discarded$name "
	at=$((at + 40))
done
[ "$discarded" = 'INIT ' ] && ok || not "may be discarded: '$discarded'"
# IMAGE_DLLCHARACTERISTICS_FORCE_INTEGRITY, by a pragma to the linker
asks() {
	header=$(od -An -tu4 -j60 -N4 "$1" | tr -d ' ')
	flags=$(od -An -tu2 -j$((header + 24 + 70)) -N2 "$1" | tr -d ' ')
	[ $((flags & 0x80)) != 0 ]
}
asks Sections.sys && not 'Sections asks for its integrity' || ok
{ echo '#pragma comment(linker, "/INTEGRITYCHECK")'; cat TestDriver.c; } >Asks.c
builds Asks.c
asks Asks.sys && ok || not 'Asks does not ask for its integrity'
"$top/driver/build.sh" made.sys Asks.c 2>said && cmp Asks.sys made.sys &&
	ok || not 'Asks: other bytes by build.sh'
cat >Order.c <<'END'
NTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R)
{
    EX_PUSH_LOCK Lock;
    KGUARDED_MUTEX Mutex;

    UNREFERENCED_PARAMETER(D);
    UNREFERENCED_PARAMETER(R);
    ExInitializePushLock(&Lock);
    KeInitializeGuardedMutex(&Mutex);
    return PsSetLoadImageNotifyRoutineEx(NULL, 0);
}
END
for order in 'wdm ntddk ntifs' 'wdm ntifs ntddk' 'ntddk wdm ntifs' \
	'ntddk ntifs wdm' 'ntifs wdm ntddk' 'ntifs ntddk wdm'; do
	{ for one in $order; do echo "#include <$one.h>"; done
		cat Order.c; } >Ordered.c
	builds Ordered.c
	lacks warning said
done

# ---- what gcc calls behind one's back is in the driver or the kernel ----
cat >Helpers.c <<'END'
#include <ntifs.h>
#include <intrin.h>
#include <wchar.h>

struct big { char Bytes[3000]; };

__declspec(noinline) void Fill(char *Text, struct big *To, struct big *From)
{
    char Small[16];
    ULONG i;

    for (i = 0; Text[i]; i++)
        Small[i] = Text[i];
    *To = *From;
    DbgPrint("%s", Small);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R)
{
    struct big One = { { 1 } }, Two, Three;
    KIRQL Irql;

    Fill((char *)R->Buffer, &Two, &One);
    Fill((char *)D, &Three, &Two);
    KeRaiseIrql(DISPATCH_LEVEL, &Irql);
    _disable();
    InterlockedIncrement((LONG *)&Three);
    KeMemoryBarrier();
    _enable();
    KeLowerIrql(Irql);
    RtlZeroMemory(&Three, R->Length);
    DbgPrint("%p", PsGetCurrentThread());
    if (Three.Bytes[R->Length])
        __fastfail(5);
    return swprintf((PWSTR)&Two, L"%d", KeGetCurrentIrql());
}
END
builds Helpers.c
lacks warning said
"${tools}objdump" -d Helpers.sys >code
for wanted in '<__stack_chk_fail>' '<___chkstk_ms>' '%cr8' '%gs:[0(]' \
	'int .*0x29' '__imp__swprintf' '<memset>'; do
	grep -q -e "$wanted" code && ok || not "Helpers: no $wanted"
done

# ---- structures that drivers share with Windows are as it has them ----
cat >Sizes.c <<'END'
#include <ntifs.h>
#define S(type, size) _Static_assert(sizeof(type) == size, #type)
#define O(type, field, offset) \
    _Static_assert(FIELD_OFFSET(type, field) == offset, #type)
S(KEVENT, 0x18);
S(KMUTANT, 0x38);
O(KMUTANT, OwnerThread, 0x28);
O(KMUTANT, ApcDisable, 0x31);
S(KSEMAPHORE, 0x20);
S(KTIMER, 0x40);
S(KDPC, 0x40);
S(KAPC, 0x58);
S(FAST_MUTEX, 0x38);
S(KGUARDED_MUTEX, 0x38);
S(ERESOURCE, 0x68);
S(KSPIN_LOCK, 8);
S(KLOCK_QUEUE_HANDLE, 0x18);
S(EX_PUSH_LOCK, 8);
S(EX_RUNDOWN_REF, 8);
S(DRIVER_OBJECT, 0x150);
O(DRIVER_OBJECT, DriverUnload, 0x68);
O(DRIVER_OBJECT, MajorFunction, 0x70);
O(DEVICE_OBJECT, DeviceExtension, 0x40);
S(IRP, 0xd0);
O(IRP, IoStatus, 0x30);
O(IRP, Tail.Overlay.CurrentStackLocation, 0xb8);
S(IO_STACK_LOCATION, 0x48);
S(MDL, 0x30);
S(FILE_OBJECT, 0xd8);
S(WORK_QUEUE_ITEM, 0x20);
S(UNICODE_STRING, 0x10);
S(OBJECT_ATTRIBUTES, 0x30);
S(IO_STATUS_BLOCK, 0x10);
S(CLIENT_ID, 0x10);
S(LIST_ENTRY, 0x10);
S(KWAIT_BLOCK, 0x30);
S(NPAGED_LOOKASIDE_LIST, 0x80);
S(LOOKASIDE_LIST_EX, 0x60);
S(PS_CREATE_NOTIFY_INFO, 0x48);
O(PS_CREATE_NOTIFY_INFO, ImageFileName, 0x30);
O(PS_CREATE_NOTIFY_INFO, CreationStatus, 0x40);
S(IMAGE_INFO, 0x28);
O(IMAGE_INFO, ImageBase, 8);
O(IMAGE_INFO, ImageSize, 0x18);
S(OB_CALLBACK_REGISTRATION, 0x28);
S(OB_OPERATION_REGISTRATION, 0x20);
S(OB_PRE_OPERATION_INFORMATION, 0x28);
S(KBUGCHECK_CALLBACK_RECORD, 0x40);
S(IO_REMOVE_LOCK, 0x20);
S(KAPC_STATE, 0x30);
S(RTL_OSVERSIONINFOW, 0x114);
S(SLIST_HEADER, 0x10);
S(REG_SET_VALUE_KEY_INFORMATION, 0x40);
S(EX_SPIN_LOCK, 4);
S(KDEVICE_QUEUE, 0x28);
S(IO_CSQ, 0x40);
NTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R)
{
    return D && R ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
END
builds Sizes.c

# ---- every name of the list links, and is sorted ----
sed -e '/^#/d' -e 's/ windows$//' "$top/driver/ntoskrnl.names" >names
LC_ALL=C sort -c names && ok || not 'ntoskrnl.names is not sorted'
{
	sed 's/ data$//' names | while read -r name; do
		echo "extern void *__imp_$name;"
	done
	echo 'void *Sum; int DriverEntry(void) {'
	sed 's/ data$//; s/.*/Sum = (char *)Sum + (long long)__imp_&;/' names
	echo 'return 0; }'
} >Names.c
builds Names.c
[ "$(grep -c 'warning: .* has not' said)" -eq \
	"$(grep -c ' windows$' "$top/driver/ntoskrnl.names")" ] && ok ||
	not 'not just what this machine lacks is warned of'
# how many columns stand before the name differs from one objdump to the next
"${tools}objdump" -p Names.sys |
	awk '!NF { on = 0 } on { print $NF } /Member-Name/ { on = 1 }' |
	LC_ALL=C sort -u >imported
sed 's/ data$//' names | LC_ALL=C sort | cmp - imported && ok ||
	not 'names that are not imported'

# ---- what goes wrong, in plain words ----
# wrong NAME TEXT WORDS...: does not build, or not without these words
wrong() {
	printf '%s\n' "#include <ntifs.h>" "$2" >"$1.c"
	"$kdlab" build "$1.c" >"$work/out" 2>"$work/said" || :
	shift 2
	for words; do says "$words" "$work/said"; done
}
entry='NTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R)'
wrong semicolon "$entry { DbgPrint(\"x\") return 0; }" \
	"semicolon.c:2:74: error: expected ';' before 'return'" "A ';' is missing"
wrong printf "$entry { printf(\"x\"); return 0; }" 'In a driver: DbgPrint'
wrong malloc "void *malloc(size_t); $entry { return malloc(3) != 0; }" \
	"malloc.c:2: error: undefined reference to \`malloc'" \
	'In a driver: ExAllocatePool2'
wrong near "$entry { KeDelayExecutionThred(); return 0; }" \
	'Is it KeDelayExecutionThread?'
wrong declared "$entry { return ZwQueryInformationThread(0, 0, 0, 0, 0); }" \
	'The kernel of Windows has ZwQueryInformationThread'
wrong nothing "$entry { return Nonesuch(); }" 'but defined nowhere'
wrong entry 'NTSTATUS driverEntry(void) { return 0; }' \
	'There is no function DriverEntry'
wrong handle "$entry { DbgPrint(\"%d\", PsGetCurrentProcessId()); return 0; }" \
	'A HANDLE is 64 bits wide'
wrong wide "$entry { UNICODE_STRING U; RtlInitUnicodeString(&U, \"x\"); return 0; }" \
	'not what RtlInitUnicodeString wants. A wide text'
wrong type "Helper(void) { return 0; } $entry { return Helper(); }" \
	'says nothing of what it returns'
wrong header "#include <Nonesuch.h>" 'There is no such header'
wrong brace "$entry { if (D) { return 0; }" "a '}' is missing"
wrong elsewhere "$entry { return ((NTSTATUS (*)(PVOID))FsRtlIsNtstatusExpected)(0); }" \
	'imports FsRtlIsNtstatusExpected' 'will refuse to load this driver'
wrong void 'void DriverEntry(PDRIVER_OBJECT D) { }' \
	"conflicting types for 'DriverEntry'" \
	'NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING'
wrong swapped 'NTSTATUS DriverEntry(PUNICODE_STRING R, PDRIVER_OBJECT D) { return 0; }' \
	'with two arguments, in this order'
wrong static "static $entry { return 0; }" 'static hides a function'
wrong none 'NTSTATUS DriverEntry() { return 0; }' "DriverEntry's are"
wrong types "$entry { DWORD A; BYTE B; LPVOID C; bool E = true; uint32_t F; return 0; }" \
	'In a driver: ULONG.' 'In a driver: UCHAR.' 'In a driver: PVOID.' \
	'In a driver: BOOLEAN' 'In a driver: TRUE.' 'stdint.h has it'
lacks 'ntifs.h has the most' said
wrong cpp "$entry { int *A = new int; return 0; }" 'This is C++'
wrong sprintf "$entry { char T[9]; return sprintf(T, \"x\"); }" \
	'do not declare it: include stdio.h'
wrong tag "$entry { return ExAllocatePool2(64, 8, \"Tag1\") == 0; }" \
	"single quotes, '1gaT'"
wrong tag2 "#include <stdlib.h>
$entry { return malloc(3) != 0; }" "size, '1gaT')"
wrong imported "NTKERNELAPI VOID Nonesuch(VOID); $entry { Nonesuch(); return 0; }" \
	"undefined reference to \`Nonesuch'" 'Nonesuch is called but defined'
echo 'static int Inner(void) { __try { return 1; } __except (1) { } return 0; }' \
	>inner.h
wrong tries "#include \"inner.h\"
$entry { return Inner(); }" 'comes from a header'
lacks "';' is missing" said
wrong braces "$entry { if (D) __try { return 1; } __except (1) { } return 0; }" \
	'put braces around it'
lacks kdlab_seh said
says '1 error' said
wrong forced "FORCEINLINE int Inner(int *A) { __try { return *A; } __except (1) { return 2; } }
$entry { return D && R ? Inner(0) : 1; }" 'cannot be put into its callers'
wrong noreturn "$entry { if (D) return 0; }" 'ends without a return'
wrong few "$entry { KeSetEvent(0); return 0; }" 'KeSetEvent takes more'
wrong many "$entry { DbgBreakPointWithStatus(0, 1); return 0; }" \
	'DbgBreakPointWithStatus takes fewer'
wrong ampersand "$entry { KEVENT E; return KeSetEvent(E, 0, 0); }" \
	'a & is missing'
wrong initializer "$entry { UNICODE_STRING U = L\"x\"; return U.Length; }" \
	'RTL_CONSTANT_STRING(L"text")'
wrong assign "$entry { if (D = 0) return 1; return 0; }" 'write ==.'
wrong curly "$entry { DbgPrint($(printf '\342\200\234')x$(printf '\342\200\235')); return 0; }" \
	'copied from a web page'
wrong twice "VOID F(VOID) { } VOID F(VOID) { } $entry { return 0; }" \
	"'F' is defined twice"
wrong member "$entry { D->DriverUnlod = 0; return 0; }" \
	'no DriverUnlod in struct _DRIVER_OBJECT. The nearest is DriverUnload'
wrong unused "$entry { int Spare; return 0; }" "Nothing uses 'Spare'"
# every way that a source declares DriverEntry
cat >Declared.c <<'END'
#include <ntddk.h>
#ifdef __cplusplus
extern "C" {
#endif
DRIVER_INITIALIZE DriverEntry;
NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT, _In_ PUNICODE_STRING);
extern NTSTATUS NTAPI DriverEntry(IN struct _DRIVER_OBJECT *D,
                                  IN UNICODE_STRING *R);
#ifdef __cplusplus
}
#endif
_Use_decl_annotations_ __declspec(code_seg("INIT")) NTSTATUS
DriverEntry(DRIVER_OBJECT *const D, UNICODE_STRING *R)
{
    return D && R ? 0 : STATUS_UNSUCCESSFUL;
}
END
builds Declared.c
lacks warning said
printf '%s\n' '#include <wdm.h>' 'VOID Other(VOID);' 'LONG DriverEntry(' \
	'struct _DRIVER_OBJECT *D, UNICODE_STRING *R) { Other(); return D && R; }' >Odd.c
printf '%s\n' '#include <wdm.h>' 'DRIVER_INITIALIZE DriverEntry;' \
	'VOID Other(VOID) { DbgPrint("%p", DriverEntry); }' >Other.c
builds Odd.c Other.c
lacks warning said
"$top/driver/build.sh" made.sys Odd.c Other.c && cmp Odd.sys made.sys && ok ||
	not 'Odd: other bytes by build.sh'

# ---- __try: a scope table beside the unwind data, and no false word ----
cat >Tries.c <<END
#include <ntddk.h>
static int Fall(int A)
{
    __try { return 6 / A; } __except (GetExceptionCode() == 1 ? 1 : 0) { return 2; }
}
static int Inner(int *A)
{
    __try {
        __try { *A = 1; if (*A) __leave; } __finally { *A += AbnormalTermination(); }
    } __except (GetExceptionInformation() != NULL) { return GetExceptionCode(); }
    try /* as excpt.h has it */
    {
        if (*A) leave;
    } finally { *A = 1; }
    return Fall(*A);
}
$entry { int A = 0; return D && R ? Inner(&A) : 0; }
END
builds Tries.c
lacks warning said
"$top/driver/build.sh" made.sys Tries.c && cmp Tries.sys made.sys && ok ||
	not 'Tries: other bytes by build.sh'
"${tools}objdump" -p Tries.sys >headers
says '__C_specific_handler' headers
printf '%s\n' '#include <ntddk.h>' '/* retry { */' "$entry { int try_ = 0;" \
	'try' '{' 'try_ = 1; }' 'except(EXCEPTION_EXECUTE_HANDLER) { }' \
	'return D && R && try_; }' >Plain.c
builds Plain.c
"$top/driver/build.sh" made.sys Plain.c && cmp Plain.sys made.sys && ok ||
	not 'Plain: other bytes by build.sh'
# the one with three: a count, then rows of begin, end, filter and handler
sed -n '/UNW_FLAG_EHANDLER/,/^$/p' headers | tr -s ' ' | grep -q '000: 03 00 00 00' &&
	ok || not 'Tries: no scope table of three rows'

# ---- functions that are to be put into others ----
printf '%s\n' '#include <wdm.h>' 'static FORCEINLINE int One(int A) { return A; }' \
	'__forceinline int Two(int A) { return A; }' 'FORCEINLINE VOID Three(int *A) { *A += 3; }' \
	'static __forceinline int Four(void) { return 4; }' \
	"$entry { int A = One(Two(1)); Three(&A); return D && R ? A + Four() : 0; }" >Forced.c
builds Forced.c
lacks warning said

# ---- headers of programs: one message each, at the #include ----
for name in windows winbase winuser winsock winsock2; do
	printf '%s\n' '#include <ntddk.h>' '' "#include <$name.h>" \
		"$entry { Nonesuch1; return 0; }" >Program.c
	refuses Program.c
	says "Program.c:3: error: $name.h is for programs, not for drivers" said
	says "'Nonesuch1' undeclared" said
	says '2 errors' said
done
printf '%s\n' '#pragma once' '#include <Windows.h>' >program.h
printf '%s\n' '#include "program.h"' "$entry { return 0; }" >Program.c
refuses Program.c
says 'program.h:2: error: windows.h is for programs' said
says '1 error' said
printf '%s\n' '#include <ntddk.h>' '#include <tlhelp32.h>' \
	"$entry { Nonesuch1; return 0; }" >Program.c
refuses Program.c
says 'Program.c:2: error: in tlhelp32.h: unknown type name' said
says 'more in what is included here)' said
says 'does not go with a driver' said
says "'Nonesuch1' undeclared" said
says '2 errors' said
printf '%s\n' '#include <ntddk.h>' 'int X' '#include <stdio.h>' \
	"$entry { return 0; }" >Program.c
refuses Program.c
# newer gccs tell it of the line itself
grep -qE "Is a ';' missing above the #include\?|A ';' is missing" said && ok ||
	{ not "does not say that a ';' is missing"; cat said; }
printf '%s\n' '#include <stdio.h>' 'int main(void) { return 0; }' >Program.c
refuses Program.c
says 'This comes of a function main' said

# ---- a comma before what is not there, as the Microsoft compiler has it ----
cat >Commas.c <<'END'
#include <ntddk.h>
#include "commas own.h"
#define OWN(format, ...) DbgPrintEx(DPFLTR_IHVDRIVER_ID, 0, format, __VA_ARGS__)
#pragma alloc_text(INIT, DriverEntry)
NTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R)
{
    OWN("loaded\n");
    OWN("%wZ at %p\n", R, D);
    OTHER("other\n");
    return LINE ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
END
printf '%s\n' '#define OTHER(...) DbgPrint(__VA_ARGS__,\' '	__VA_ARGS__)' \
	'#define LINE __LINE__ == 10' >'commas own.h'
builds Commas.c
says 'too many arguments for format' said
lacks error said
"$top/driver/build.sh" made.sys Commas.c 2>/dev/null && cmp Commas.sys made.sys &&
	ok || not 'Commas: other bytes by build.sh'
sed -i '/OTHER/s/.*/    Nonesuch2(OWN("%d\\n", R));/' Commas.c
refuses Commas.c
says "Commas.c:9:5: warning: implicit declaration of function 'Nonesuch2'" said
says 'Commas.c:9:19: warning: format' said

# ---- formats with letters that gcc does not know ----
cat >Letters.c <<'END'
#include <ntifs.h>
#include "letters own.h"

VOID Right(PUNICODE_STRING U, PCUNICODE_STRING C, ANSI_STRING *A, PVOID V,
           PWSTR W, PCSTR S, FILE_OBJECT *F, OBJECT_ATTRIBUTES *O, HANDLE H)
{
    DbgPrint("%wZ %wZ %Z %hZ %wZ %ws %wZ\n", U, C, A, A, V, W, O->ObjectName);
    DbgPrint("%-20wZ %.*wZ %*wZ %wZ\n", U, 5, U, 5, U, &F->FileName);
    DbgPrint("%ws %wS %ls %S %lS %.5ws %wc %hs %hS %hc\n", W, W, W, W, W, W,
             W[0], S, S, S[0]);
    DbgPrint("%wZ " "%s %X"
             " %p\n", U, S, STATUS_SUCCESS, H);
    KdPrint(("%wZ\n", NULL)); /* "%wZ" */
    DbgPrintEx(0, 0, "%ws %s %zu 0x%08zX\n", V, V, sizeof(S), (SIZE_T)V);
    OWN(U);
}
END
printf '%s\n' '#define OWN(u) DbgPrint("%wZ %s\n", u, "x")' >'letters own.h'
cp Letters.c Right.c
echo "$entry { return D && R; }" >>Right.c
builds Right.c
lacks warning said
cat >>Letters.c <<'END'
VOID Wrong(PUNICODE_STRING U, PWSTR W)
{
    DbgPrint("A %s %wZ\n", 5, U);
    DbgPrint("%wZ\n", *U);
    DbgPrint("%wZ %d\n", W, 1);
    DbgPrint("%wZ %d\n", U);
    DbgPrint("%ws\n", U);
}
END
echo "$entry { return D && R; }" >>Letters.c
builds Letters.c
says "Letters.c:19:18: warning: format '%s' expects argument of type 'char *', but argument 2 has type 'int'" said
says "Letters.c:20:17: warning: format '%wZ' expects argument of type 'PUNICODE_STRING', but argument 2 has type 'struct _UNICODE_STRING'" said
says "Letters.c:21:17: warning: format '%wZ' expects argument of type 'PUNICODE_STRING', but argument 2 has type 'PWSTR'" said
says "Letters.c:22:20: warning: format '%d' expects a matching 'int'" said
says "Letters.c:23:17: warning: format '%ls' expects argument of type 'wchar_t *', but argument 2 has type 'PUNICODE_STRING'" said
says 'A counted string is a structure and no text' said
[ "$(grep -c 'warning:' said)" = 5 ] && ok || not 'not just these warnings'

cp semicolon.c cpp.cpp
refuses cpp.cpp
says 'This is C++' said
refuses nowhere.c
says 'nowhere.c' said
KDLAB_CROSS=no-such-gcc refuses TestDriver.c
says 'sudo apt-get install --no-install-recommends gcc-mingw-w64-x86-64' said
KDLAB_CROSS=true refuses TestDriver.c
says 'has no headers for drivers' said

# ---- nothing of a source's can hold it up or break out ----
# ends NAME TEXT: refused within 70 seconds and with an answer
ends() {
	printf '%s\n' "$2" >"$1.c"
	timeout 90 "$kdlab" build "$1.c" >out 2>said && got=0 || got=$?
	[ $got = 1 ] && [ -s said ] && ok || not "$1: status $got"
}
ends zero '#include "/dev/zero"'
ends itself '#include "itself.c"'
ends terminal '#include "/dev/stdin"'
ends folder '#include "/"'
touch -- '-o.c' '@file.c'
printf '%s\n' '#include <ntifs.h>' "$entry { return 0; }" >-o.c
cp -- -o.c ./@file.c
builds -- -o.c
builds @file.c
[ -e ./-o.sys ] && [ -e ./@file.sys ] && ok || not 'odd names'
printf '\0\377#include <\0>\n' >binary.c
refuses binary.c
[ -z "$(ls "$TMPDIR")" ] && ok || not "left behind: $(ls "$TMPDIR")"

# ---- a test signature ----
if command -v osslsigncode >/dev/null && command -v openssl >/dev/null; then
	builds --sign TestDriver.c -o signed.sys
	says 'signed for tests' out
	osslsigncode verify -in signed.sys >verified 2>&1 || :
	says 'CN=kdlab test certificate' verified
else
	skipped=$((skipped + 1))
fi
mkdir bin
for tool in "$cross" "${tools}as" "${tools}ld" "${tools}dlltool" "${tools}objcopy"; do
	ln -s "$(command -v "$tool")" bin/
done
PATH=$work/bin "$kdlab" build --sign TestDriver.c >out 2>said && ok ||
	not 'a missing signer stops the build'
says 'not signed: openssl is not installed' said

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
