#include "config.h"
#include "build/explain.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "build/scan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/*
 * A row fits a message that holds all of its words, in their order. In the
 * answer %1, %2 and %3 stand for what the message has between its first,
 * second and third pair of quotes.
 */
struct row {
	const char *words[3];
	const char *plain;
};

/* clang-format off */
static const struct row rows[] = {
	{ { "conflicting types for 'DriverEntry'" },
	  "Windows calls DriverEntry with two arguments, in this order, and "
	  "takes a status from it: NTSTATUS DriverEntry(PDRIVER_OBJECT "
	  "DriverObject, PUNICODE_STRING RegistryPath)." },
	{ { "'DriverEntry' defined but not used" },
	  "static hides a function from the linker, and Windows starts a "
	  "driver at DriverEntry. Take the static away." },
	{ { "static declaration of 'DriverEntry'" },
	  "static hides a function from the linker, and Windows starts a "
	  "driver at DriverEntry. Take the static away." },
	{ { "number of arguments doesn't match prototype" },
	  "A declaration above gives this function other arguments. "
	  "DriverEntry's are (PDRIVER_OBJECT DriverObject, PUNICODE_STRING "
	  "RegistryPath)." },
	{ { ".h is for programs, not for drivers" },
	  "A driver includes ntddk.h, wdm.h or ntifs.h; their types are not "
	  "those of programs (ULONG for DWORD, PVOID for LPVOID), and of "
	  "their functions it has none." },
	{ { "in ", ".h: ", "before" },
	  "Is a ';' missing above the #include? If not, this header needs "
	  "another one before it." },
	{ { "in ", ".h: unknown type name" },
	  "This header needs another one before it, or does not go with a "
	  "driver's: is it for programs?" },
	{ { "in ", ".h: conflicting types for" },
	  "This header does not go with one that is included above: is it "
	  "for programs?" },
	{ { "in ", ".h: rede" },
	  "This header does not go with one that is included above: is it "
	  "for programs?" },
	{ { "expected ';' before" },
	  "A ';' is missing. It belongs behind the end of the statement before "
	  "this place, often on the line above." },
	{ { "expected ';'" },
	  "A ';' is missing, often at the end of the line above." },
	{ { "'__try' undeclared" },
	  "__try works in a source file that has the word itself, and this "
	  "comes from a header. Move the function into the .c file." },
	{ { "'try' undeclared" },
	  "try works in a source file that has the word before a '{' itself, "
	  "and this comes from a header. Move the function into the .c file." },
	{ { "'__except'" },
	  "__except goes right behind the '}' of a __try, in the same file." },
	{ { "'__leave' undeclared" },
	  "__leave is a way out of a __try, in a source file that has one." },
	{ { "expected expression before 'struct'" },
	  "A declaration stands where there is room for one statement only. A "
	  "__try begins with one: put braces around it, with its __except or "
	  "__finally." },
	{ { "can never be copied because it saves address of local label" },
	  "A function with a __try cannot be put into its callers: take "
	  "FORCEINLINE away." },
	{ { "return type defaults to 'int'" },
	  "The function says nothing of what it returns. Write VOID, NTSTATUS "
	  "or another type before its name." },
	{ { "stdio.h", "No such file" },
	  "A driver has no C run-time: print with DbgPrint." },
	{ { "windows.h", "No such file" },
	  "windows.h is for programs. A driver includes ntddk.h, wdm.h or "
	  "ntifs.h." },
	{ { "iostream: No such file" },
	  "iostream is C++, and drivers are built as C here: print with "
	  "DbgPrint." },
	{ { "wdf.h", "No such file" },
	  "wdf.h belongs to the driver framework (KMDF), which is not here. "
	  "What is built here are WDM drivers." },
	{ { "fltKernel.h", "No such file" },
	  "fltKernel.h is for file system mini-filters, which are not here." },
	{ { "No such file or directory" },
	  "There is no such header: not beside the source, not among this "
	  "program's and mingw-w64's headers for drivers (in any case of its "
	  "letters). Is its name right, is it in the folder?" },
	{ { "'nullptr' undeclared" },
	  "nullptr is C++. In C it is NULL." },
	{ { "unknown type name 'class'" },
	  "class is C++. Drivers are built as C here: rewrite it with a "
	  "struct." },
	{ { "unknown type name 'namespace'" },
	  "namespace is C++; drivers are built as C here." },
	{ { "unknown type name 'using'" },
	  "using is C++; drivers are built as C here." },
	{ { "before string constant" },
	  "A text stands where none can. In C++ this may be extern \"C\": "
	  "leave that out, drivers are built as C here." },
	{ { "passing argument", "from incompatible pointer type" },
	  "What is given is not what %1 wants. A wide text (WCHAR, "
	  "UNICODE_STRING) is written L\"text\", a narrow one (char) \"text\"; "
	  "the kernel's names and paths are wide." },
	{ { "from incompatible pointer type" },
	  "The two sides point to different things: what the one holds would "
	  "be read as the other. Is a & or a * missing, an L before a text?" },
	{ { "unknown conversion type character" },
	  "The letter behind the % is none that DbgPrint knows." },
	{ { "format '%d' expects", "'HANDLE'" },
	  "A HANDLE is 64 bits wide, %d prints 32 of them. Print it with %p, "
	  "or a process ID with %lu of HandleToULong()." },
	{ { "format '", "expects argument of type", "'HANDLE'" },
	  "A HANDLE is a 64-bit pointer: print it with %p, or a process ID "
	  "with %lu of HandleToULong()." },
	{ { "format '%wZ' expects argument" },
	  "%wZ prints a UNICODE_STRING and takes a pointer to it: &string, or "
	  "a PUNICODE_STRING as it is. A text of WCHARs takes %ws, a text of "
	  "chars %s." },
	{ { "format '%Z' expects argument" },
	  "%Z prints an ANSI_STRING and takes a pointer to it. A "
	  "UNICODE_STRING takes %wZ, a text of chars %s." },
	{ { "s' expects argument of type '", "_STRING *'" },
	  "A counted string is a structure and no text: %wZ prints a "
	  "PUNICODE_STRING, %Z a PANSI_STRING." },
	{ { "format '", "expects a matching" },
	  "The text asks for more arguments than there are: it will print "
	  "what happens to lie on the stack." },
	{ { "format '", "expects argument of type" },
	  "The letter behind the % and the argument do not fit; what is "
	  "printed may be cut or nonsense. 64-bit numbers take %llx, pointers "
	  "%p, counted strings %wZ with a PUNICODE_STRING." },
	{ { "more '%' conversions than data" },
	  "The text asks for more arguments than there are: it will print "
	  "what happens to lie on the stack." },
	{ { "unterminated", "character" },
	  "A quote is not closed on this line." },
	{ { "missing terminating" },
	  "A quote is not closed on this line." },
	{ { "expected declaration or statement at end of input" },
	  "The file ends inside a function: a '}' is missing somewhere "
	  "above." },
	{ { "cast to pointer from integer of different size" },
	  "A pointer has 64 bits, this number 32. ULONG_PTR is a number as "
	  "wide as a pointer." },
	{ { "cast from pointer to integer of different size" },
	  "A pointer has 64 bits, this number 32: the upper half is lost. "
	  "ULONG_PTR is a number as wide as a pointer." },
	{ { "is used uninitialized" },
	  "Nothing was put into '%1' before it is read." },
	{ { "required symbol `DriverEntry'" },
	  "There is no function DriverEntry, where Windows starts a driver. "
	  "Its name is spelt exactly so: NTSTATUS DriverEntry(PDRIVER_OBJECT "
	  "DriverObject, PUNICODE_STRING RegistryPath)." },
	{ { "undefined reference to `__mingw_" },
	  "This needs the C run-time of programs, which a driver does not "
	  "have." },
	{ { "out of memory" },
	  "The compiler was given no more memory: does the source include "
	  "something endless, or a macro that grows?" },
	{ { "virtual memory exhausted" },
	  "The compiler was given no more memory: does the source include "
	  "something endless, or a macro that grows?" },
	{ { "File size limit exceeded" },
	  "The driver would be larger than is allowed: is an array with a "
	  "value huge?" },
	{ { "#include nested depth" },
	  "A header includes itself. #pragma once at its top ends that." },
	{ { "multiple definition of `" },
	  "'%1' is defined twice. In a header only declare it: extern before "
	  "a variable, ';' instead of the body of a function." },
	{ { "conflicting types for" },
	  "'%1' is declared in two ways. Did a header declare it, or was it "
	  "called above before it was declared?" },
	{ { "control reaches end of non-void function" },
	  "A way through this function ends without a return: its caller gets "
	  "whatever lies there. Put one at its end, such as return "
	  "STATUS_SUCCESS;" },
	{ { "too few arguments to function '" },
	  "%1 takes more arguments than are given here." },
	{ { "too many arguments to function '" },
	  "%1 takes fewer arguments than are given here." },
	{ { "incompatible type for argument" },
	  "What is given is not what %1 wants. Where it wants a pointer and "
	  "gets the structure itself, a & is missing." },
	{ { "invalid initializer" },
	  "This value cannot be put in there. A UNICODE_STRING that holds a "
	  "text is written = RTL_CONSTANT_STRING(L\"text\")." },
	{ { "incompatible types when assigning to type 'UNICODE_STRING'" },
	  "A UNICODE_STRING is no text but a structure that points to one: "
	  "RtlInitUnicodeString(&string, L\"text\") fills it." },
	{ { "makes integer from pointer without a cast" },
	  "A pointer is given where a number is wanted. A pool tag stands in "
	  "single quotes, '1gaT'." },
	{ { "makes pointer from integer without a cast" },
	  "A number is given where a pointer is wanted. Is a & missing, or "
	  "is the function that it comes from declared nowhere?" },
	{ { "suggest parentheses around assignment" },
	  "One = puts a value in. To compare, write ==." },
	{ { "stray '\\342'" },
	  "This character is not one of C's. A quote or a dash that was "
	  "copied from a web page looks alike: type it anew, as \", ' or -." },
	{ { "extended character", "is not valid in an identifier" },
	  "This character is not one of C's. A quote or a dash that was "
	  "copied from a web page looks alike: type it anew, as \", ' or -." },
	{ { "stray '\\302'" },
	  "This character is not one of C's. A space that was copied from a "
	  "web page looks alike: type it anew." },
	{ { "redefinition of '" },
	  "'%1' is defined twice, here and above. Is it there twice, or does "
	  "a header without #pragma once come in twice?" },
	{ { "' has no member named '", "'; did you mean" },
	  "There is no %2 in %1. The nearest is %3." },
	{ { "' has no member named '" },
	  "There is no %2 in %1. Is it misspelt, or is it in another "
	  "structure?" },
	{ { "unused variable '" },
	  "Nothing uses '%1'. Take it away, or is something forgotten?" },
};

#define PROGRAM "This is a type of programs (windows.h). In a driver: "
#define STDINT "stdint.h has it: include that. The kernel's own is "
#define CPP "This is C++, and drivers are built as C here: "

/* Functions of the C run-time, and what a driver takes instead. */
static const struct {
	const char *name, *instead;
} runtime[] = {
	{ "abort", "KeBugCheckEx" },
	{ "assert", "NT_ASSERT" },
	{ "atexit", "DriverUnload, which is called before the driver goes" },
	{ "calloc", "ExAllocatePool2, which hands out zeroed memory" },
	{ "CreateFileA", "ZwCreateFile" },
	{ "CreateFileW", "ZwCreateFile" },
	{ "CreateThread", "PsCreateSystemThread" },
	{ "exit", "a return with a status" },
	{ "fclose", "ZwClose" },
	{ "fopen", "ZwCreateFile" },
	{ "fprintf", "DbgPrint" },
	{ "fread", "ZwReadFile" },
	{ "free", "ExFreePoolWithTag" },
	{ "fwrite", "ZwWriteFile" },
	{ "GetLastError", "the NTSTATUS that each function returns" },
	{ "getchar", "nothing: a driver has no input" },
	{ "main", "DriverEntry" },
	{ "malloc", "ExAllocatePool2(POOL_FLAG_NON_PAGED, size, '1gaT')" },
	{ "MessageBoxA", "DbgPrint: a driver has no windows" },
	{ "OutputDebugStringA", "DbgPrint" },
	{ "printf", "DbgPrint, which takes the same text and arguments" },
	{ "putchar", "DbgPrint" },
	{ "puts", "DbgPrint, with a \\n of its own" },
	{ "realloc", "ExAllocatePool2 and RtlCopyMemory" },
	{ "Sleep", "KeDelayExecutionThread" },
	{ "strdup", "ExAllocatePool2 and RtlCopyMemory" },
	{ "time", "KeQuerySystemTime" },
	{ "wprintf", "DbgPrint with %ws" },
};

/* Types and words of programs and of C++, and a driver's. */
static const struct {
	const char *name, *plain;
} foreign[] = {
	{ "BOOL", PROGRAM "BOOLEAN." },
	{ "BYTE", PROGRAM "UCHAR." },
	{ "DWORD", PROGRAM "ULONG." },
	{ "DWORD_PTR", PROGRAM "ULONG_PTR." },
	{ "LPBYTE", PROGRAM "PUCHAR." },
	{ "LPCSTR", PROGRAM "PCSTR." },
	{ "LPCTSTR", PROGRAM "PCWSTR." },
	{ "LPCVOID", PROGRAM "const VOID *." },
	{ "LPCWSTR", PROGRAM "PCWSTR." },
	{ "LPDWORD", PROGRAM "PULONG." },
	{ "LPSTR", PROGRAM "PSTR." },
	{ "LPTSTR", PROGRAM "PWSTR." },
	{ "LPVOID", PROGRAM "PVOID." },
	{ "LPWSTR", PROGRAM "PWSTR." },
	{ "QWORD", PROGRAM "ULONG64." },
	{ "TCHAR", PROGRAM "WCHAR." },
	{ "UINT", PROGRAM "ULONG." },
	{ "WORD", PROGRAM "USHORT." },
	{ "INVALID_HANDLE_VALUE",
	  "Functions of the kernel return an NTSTATUS and put the handle "
	  "where they are told: ask NT_SUCCESS(status)." },
	{ "bool", "In a driver: BOOLEAN, which is TRUE or FALSE." },
	{ "false", "In a driver: FALSE." },
	{ "true", "In a driver: TRUE." },
	{ "int8_t", STDINT "CHAR." },
	{ "int16_t", STDINT "SHORT." },
	{ "int32_t", STDINT "LONG." },
	{ "int64_t", STDINT "LONG64." },
	{ "uint8_t", STDINT "UCHAR." },
	{ "uint16_t", STDINT "USHORT." },
	{ "uint32_t", STDINT "ULONG." },
	{ "uint64_t", STDINT "ULONG64." },
	{ "uintptr_t", STDINT "ULONG_PTR." },
	{ "catch", CPP "functions return an NTSTATUS." },
	{ "cout", CPP "print with DbgPrint." },
	{ "delete", CPP "memory goes back with ExFreePoolWithTag." },
	{ "new", CPP "memory comes from ExAllocatePool2." },
	{ "std", CPP "its library is not here." },
	{ "template", CPP "there are no templates." },
	{ "this", CPP "give a pointer to the structure." },
};
/* clang-format on */

static bool fits(const struct row *row, const char *text)
{
	for (size_t i = 0; i < 3 && row->words[i]; i++) {
		text = strstr(text, row->words[i]);
		if (!text)
			return false;
		text += strlen(row->words[i]);
	}
	return true;
}

/* What stands in the number-th pair of quotes ('x' or `x'); from 1. */
static char *quoted(const char *text, unsigned number)
{
	const char *open = text, *close;

	for (;; open = close + 1) {
		open = strpbrk(open, "'`");
		close = open ? strchr(open + 1, '\'') : NULL;
		if (!close)
			return mem_strdup("it");
		if (--number == 0)
			return mem_strndup(open + 1,
					   (size_t)(close - open - 1));
	}
}

static char *fill(const char *plain, const char *text)
{
	struct text out = { 0 };

	for (const char *c = plain; *c; c++) {
		if (*c == '%' && c[1] >= '1' && c[1] <= '3') {
			char *word = quoted(text, (unsigned)(c[1] - '0'));

			text_add_string(&out, word);
			free(word);
			c++;
		} else {
			text_add_char(&out, *c);
		}
	}
	return text_take(&out);
}

static const char *find_instead(const char *name)
{
	for (size_t i = 0; i < sizeof(runtime) / sizeof(*runtime); i++)
		if (strcmp(runtime[i].name, name) == 0)
			return runtime[i].instead;
	return NULL;
}

/* The header that gcc's note behind the message at says the name is in. */
static char *find_header(const struct build_messages *messages, size_t at)
{
	while (++at < messages->count &&
	       messages->list[at].severity == BUILD_NOTE) {
		const char *open = strstr(messages->list[at].text, "'<");
		const char *close = open ? strstr(open, ">'") : NULL;

		if (close)
			return mem_strndup(open + 2,
					   (size_t)(close - open - 2));
	}
	return NULL;
}

static bool includes_ntifs(const struct build_message *message)
{
	bool found = false, quoted;
	const char *at, *name;
	size_t size, length;
	char *bytes;

	if (!message->file || file_read(message->file, LIMIT_BUILD_SOURCE,
					&bytes, &size, NULL, NULL))
		return false;
	for (at = bytes; !found && (name = scan_include(&at, bytes + size,
							&length, &quoted));)
		found = length == strlen("ntifs.h") &&
			strncasecmp(name, "ntifs.h", length) == 0;
	free(bytes);
	return found;
}

/* A function of the kernel's that is called and not declared. */
static void add_undeclared(const struct build_messages *messages, size_t at,
			   const struct names *names, const char *name,
			   struct text *out)
{
	char *header = find_header(messages, at);

	text_printf(out,
		    "The kernel of %s has %s, but the headers that are "
		    "included do not declare it: ",
		    names_has(names, name) ? "this machine" : "Windows", name);
	if (header)
		text_printf(out, "include %s.", header);
	else if (includes_ntifs(&messages->list[at]))
		text_add_string(out, "write its declaration above.");
	else
		text_add_string(out, "include ntifs.h, or write its "
				     "declaration above.");
	free(header);
}

/* A function that no header declares or that nothing defines. */
static char *explain_function(const struct build_messages *messages, size_t at,
			      const struct names *names, bool link)
{
	char *name = quoted(messages->list[at].text, 1);
	const char *instead = find_instead(name), *near = NULL;
	struct text out = { 0 };

	if (link && !messages->list[at].file && strcmp(name, "atexit") == 0)
		text_add_string(&out,
				"This comes of a function main: gcc adds what "
				"starts a program. Windows starts a driver at "
				"DriverEntry.");
	else if (instead)
		text_printf(&out,
			    "%s belongs to programs and their C run-time, "
			    "which a driver does not have. In a driver: %s.",
			    name, instead);
	else if (names_know(names, name))
		add_undeclared(messages, at, names, name, &out);
	else if ((near = names_nearest(names, name)))
		text_printf(&out,
			    "There is no %s, neither in this driver nor in the "
			    "kernel (ntoskrnl.exe). Is it %s?",
			    name, near);
	else if (link)
		text_printf(&out,
			    "%s is called but defined nowhere: not in this "
			    "driver, and ntoskrnl.exe of this machine does not "
			    "export it. Is its file among those that are "
			    "built?",
			    name);
	else
		text_printf(&out,
			    "%s is called before it is declared. Is it "
			    "misspelt? Is its function further down? Then "
			    "declare it above. Does it need a header?",
			    name);
	free(name);
	return text_take(&out);
}

/* A type or another name that is not known. */
static char *explain_name(const struct build_messages *messages, size_t at)
{
	const struct build_message *message = &messages->list[at];
	char *name = quoted(message->text, 1), *header;
	struct text out = { 0 };

	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++)
		if (strcmp(foreign[i].name, name) == 0)
			text_add_string(&out, foreign[i].plain);
	header = find_header(messages, at);
	if (!out.size && header)
		text_printf(&out, "'%s' is not known here: include %s.", name,
			    header);
	else if (!out.size)
		text_printf(&out,
			    "'%s' is not known here. Is it misspelt, does it "
			    "need a header%s, or is it declared further down?",
			    name,
			    includes_ntifs(message)
				    ? ""
				    : " (ntifs.h has the most)");
	free(header);
	free(name);
	return text_take(&out);
}

static char *explain(const struct build_messages *messages, size_t at,
		     const struct names *names)
{
	const char *text = messages->list[at].text;

	if (strstr(text, "undefined reference to `") &&
	    !strstr(text, "`__mingw_"))
		return explain_function(messages, at, names, true);
	if (strstr(text, "implicit declaration of function") &&
	    !strstr(text, "'__except'"))
		return explain_function(messages, at, names, false);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (fits(&rows[i], text))
			return fill(rows[i].plain, text);
	if (strstr(text, "unknown type name '") ||
	    strstr(text, "' undeclared (first use"))
		return explain_name(messages, at);
	return NULL;
}

void explain_messages(struct build_messages *messages,
		      const struct names *names)
{
	for (size_t i = 0; i < messages->count; i++) {
		struct build_message *message = &messages->list[i];

		if (message->severity != BUILD_NOTE && !message->plain)
			message->plain = explain(messages, i, names);
	}
}
