#include "config.h"
#include "build/explain.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/*
 * A row fits a message that holds all of its words, in their order. In the
 * answer %1 and %2 stand for what the message has between its first and
 * second pair of quotes.
 */
struct row {
	const char *words[3];
	const char *plain;
};

/* clang-format off */
static const struct row rows[] = {
	{ { "expected ';' before" },
	  "A ';' is missing. It belongs behind the end of the statement before "
	  "this place, often on the line above." },
	{ { "expected ';'" },
	  "A ';' is missing, often at the end of the line above." },
	{ { "'__try' undeclared" },
	  "gcc has no __try and __except: structured exception handling is "
	  "the Microsoft compiler's. Take the frame away; what it would catch "
	  "stops the machine then." },
	{ { "'try' undeclared" },
	  "gcc has no try and except: structured exception handling is the "
	  "Microsoft compiler's. Take the frame away; what it would catch "
	  "stops the machine then." },
	{ { "'__except'" },
	  "gcc has no __try and __except. Take the frame away." },
	{ { "'__leave' undeclared" },
	  "gcc has no __try, __finally and __leave. A goto to the clean-up "
	  "does the same." },
	{ { "return type defaults to 'int'" },
	  "The function says nothing of what it returns. Write VOID, NTSTATUS "
	  "or another type before its name." },
	{ { "stdio.h", "No such file" },
	  "A driver has no C run-time: print with DbgPrint." },
	{ { "windows.h", "No such file" },
	  "windows.h is for programs. A driver includes ntddk.h, wdm.h or "
	  "ntifs.h." },
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
	{ { "' undeclared (first use" },
	  "'%1' is not known here. Is it misspelt, does it need a header "
	  "(ntifs.h has the most), or is it declared further down?" },
	{ { "unknown type name '" },
	  "The type '%1' is not known here. Is it misspelt, or does it need "
	  "a header (ntifs.h has the most)?" },
};

/* Functions of the C run-time, and what a driver takes instead. */
static const struct {
	const char *name, *instead;
} runtime[] = {
	{ "abort", "KeBugCheckEx" },
	{ "assert", "NT_ASSERT" },
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
	{ "malloc", "ExAllocatePool2(POOL_FLAG_NON_PAGED, size, 'gaT1')" },
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
		if (*c == '%' && (c[1] == '1' || c[1] == '2')) {
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

/* A function that no header declares or that nothing defines. */
static char *explain_function(const char *text, const struct names *names,
			      bool link)
{
	char *name = quoted(text, 1);
	const char *instead = find_instead(name), *near = NULL;
	struct text out = { 0 };

	if (instead)
		text_printf(&out,
			    "%s belongs to programs and their C run-time, "
			    "which a driver does not have. In a driver: %s.",
			    name, instead);
	else if (names_know(names, name))
		text_printf(&out,
			    "The kernel of %s has %s, but the headers that are "
			    "included do not declare it: include ntifs.h, or "
			    "write its declaration above.",
			    names_has(names, name) ? "this machine" : "Windows",
			    name);
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

static char *explain(const struct build_message *message,
		     const struct names *names)
{
	const char *text = message->text;

	if (strstr(text, "undefined reference to `") &&
	    !strstr(text, "`__mingw_"))
		return explain_function(text, names, true);
	if (strstr(text, "implicit declaration of function"))
		return explain_function(text, names, false);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (fits(&rows[i], text))
			return fill(rows[i].plain, text);
	return NULL;
}

void explain_messages(struct build_messages *messages,
		      const struct names *names)
{
	for (size_t i = 0; i < messages->count; i++) {
		struct build_message *message = &messages->list[i];

		if (message->severity != BUILD_NOTE && !message->plain)
			message->plain = explain(message, names);
	}
}
