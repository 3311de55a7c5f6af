/* Texts that take long to look through. */
#include "wild.h"

/* size - 1 times 'a' */
static char *letters(ULONG size)
{
	char *text = ExAllocatePoolWithTag(NonPagedPool, size, 'txeT');

	RtlFillMemory(text, size - 1, 'a');
	text[size - 1] = 0;
	return text;
}

KIND(lengths_of_long_strings)
{
	char *volatile text = letters(16 << 20);
	size_t length = 0;

	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < 1000; i++)
		length += strlen(text);
	DbgPrint("%Iu\n", length);
	return 0;
}

KIND(string_nearly_in_another)
{
	char *text = letters(256 << 10), *part = letters(128 << 10);

	UNREFERENCED_PARAMETER(driver);
	part[(128 << 10) - 2] = 'b';
	DbgPrint("%p\n", strstr(text, part));
	part[0] = part[1];
	part[(128 << 10) - 2] = 'a';
	DbgPrint("%d\n", strstr(text, part) == text);
	return 0;
}

KIND(string_in_itself)
{
	char *text = letters(16 << 20);

	UNREFERENCED_PARAMETER(driver);
	DbgPrint("%p\n", strstr(text, text));
	return 0;
}

KIND(span_of_a_long_string)
{
	char *text = letters(1 << 20), *set = letters(1 << 20);

	UNREFERENCED_PARAMETER(driver);
	RtlFillMemory(set, (1 << 20) - 1, 'b');
	DbgPrint("%d\n", (int)strcspn(text, set));
	set[(1 << 20) - 2] = 'a';
	DbgPrint("%d\n", (int)strspn(text, set));
	return 0;
}

KINDS(lengths_of_long_strings, string_nearly_in_another,
      string_in_itself, span_of_a_long_string)
