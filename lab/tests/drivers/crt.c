/* Texts, bytes, numbers and formats of the kernel's C library. */
#define __USE_MINGW_ANSI_STDIO 0
#include <ntifs.h>
#include <stdarg.h>
#include <stdio.h>

int _snprintf(char *, size_t, const char *, ...);
int _snwprintf(wchar_t *, size_t, const wchar_t *, ...);
int _vsnprintf(char *, size_t, const char *, va_list);
int sprintf_s(char *, size_t, const char *, ...);
int strcpy_s(char *, size_t, const char *);
int strcat_s(char *, size_t, const char *);
int strncat_s(char *, size_t, const char *, size_t);
int strncpy_s(char *, size_t, const char *, size_t);
int wcscat_s(wchar_t *, size_t, const wchar_t *);
int _itow_s(int, wchar_t *, size_t, int);
int _stricmp(const char *, const char *);
int _wcsnicmp(const wchar_t *, const wchar_t *, size_t);
char *_itoa(int, char *, int);
int atoi(const char *);
unsigned long wcstoul(const wchar_t *, wchar_t **, int);

/* the compiler may not work them out itself */
static char *volatile one = "Driver.sys", *volatile two = "driver.SYS";
static wchar_t *volatile wide = L"\\Device\\Null", *volatile end;
static volatile size_t three = 3;

static int list(char *to, size_t size, const char *format, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, format);
	result = _vsnprintf(to, size, format, arguments);
	va_end(arguments);
	return result;
}

static void texts(void)
{
	char text[32];
	wchar_t wtext[32];

	DbgPrint("%d %d %d\n", (int)strlen(one), (int)wcslen(wide),
		 (int)strnlen(one, three));
	DbgPrint("%d %d %d %d\n", strcmp(one, two), strcmp(two, one),
		 _stricmp(one, two), strncmp(one, two, three));
	DbgPrint("%d %d\n", wcscmp(wide, L"\\Device\\nULL"),
		 _wcsnicmp(wide, L"\\DEVICE\\x", 8));
	strcpy(text, one);
	strcat(text, "+");
	strncat(text, two, three);
	DbgPrint("%s %s %s %p\n", text, strchr(text, 'r'), strrchr(text, 'r'),
		 strchr(text, 'z'));
	memset(text, 'x', sizeof(text));
	strncpy(text, "ab", 5);
	DbgPrint("%s %d %c\n", text, text[4], text[5]);
	wcscpy(wtext, wide);
	wcscat(wtext, L"!");
	DbgPrint("%ws %ws %ws\n", wtext, wcsstr(wtext, L"\\Nu"),
		 wcsrchr(wtext, L'\\'));
	DbgPrint("%d %d\n", (int)strspn("aabc", "ab"), strcpy_s(text, 3, "abc"));
	DbgPrint("[%s] %d %ws\n", text, wcscat_s(wtext, 32, L"?"), wtext);
}

/* All of a, then what strstr finds of b in it. */
static void search(const char *a, const char *b)
{
	const char *found = strstr(a, b);

	DbgPrint("%s in %s: %d\n", b, a, found ? (int)(found - a) : -1);
}

static void searches(void)
{
	search("abaabab", "abab");
	search("aaaaab", "aab");
	search("abacabadabacabad", "abadabac");
	search("abcabcabd", "abcabd");
	search("abcabcabc", "abcabd");
	search("ab", "abc");
	search("ab", "");
	search("", "a");
	search("", "");
	DbgPrint("%d\n", (int)(wcsstr(L"\x6161\x61\x6161\x6161",
				      L"\x6161\x6161") != NULL));
	DbgPrint("%d %d %d %d\n", (int)strspn("aabc", ""),
		 (int)strcspn("aabc", "xc"), (int)strcspn("aabc", ""),
		 (int)wcsspn(L"a\x161\x161z", L"\x161" L"a"));
}

/* A text without an end is as bad as none. */
static void unterminated(void)
{
	struct {
		char text[4], behind[8];
	} b = { "abcd", "behind" };

	DbgPrint("%d", strncat_s(b.text, 4, "OVERRUN", (size_t)-1));
	DbgPrint(" %d %s\n", b.text[0], b.behind);
	memcpy(b.text, "abcd", 4);
	DbgPrint("%d", strcat_s(b.text, 4, "x"));
	DbgPrint(" %d %s\n", b.text[0], b.behind);
	memcpy(b.text, "abc", 4);
	DbgPrint("%d", strncpy_s(b.text, 4, NULL, 0));
	DbgPrint(" [%s]\n", b.text);
}

static void bytes(void)
{
	UCHAR a[64], b[64];
	int i;

	for (i = 0; i < 64; i++)
		a[i] = (UCHAR)i;
	memcpy(b, a, three * 20);
	DbgPrint("%d %d\n", (int)RtlCompareMemory(a, b, three * 20),
		 memcmp(a, b, three));
	memmove(a + 1, a, three * 10);
	memmove(b, b + 1, three * 10);
	DbgPrint("%d %d %d %d\n", a[1], a[30], b[0], b[29]);
	RtlFillMemory(a, 60, 7);
	DbgPrint("%d %d\n", a[59], a[60]);
}

static void numbers(void)
{
	wchar_t wtext[8];
	char text[40];

	DbgPrint("%d %d\n", atoi(" -42x"), atoi("2147483647"));
	DbgPrint("%u ", wcstoul(L"0x1fg", (wchar_t **)&end, 0));
	DbgPrint("%ws\n", end);
	DbgPrint("%s %s\n", _itoa(-255, text, 10), _itoa(-255, text + 20, 16));
	DbgPrint("%d %ws %d\n", _itow_s(12345, wtext, 8, 10), wtext,
		 _itow_s(12345, wtext, 5, 10));
	DbgPrint("%c%c %d %d\n", toupper('a'), towlower(0xc4), isdigit('5') != 0,
		 isdigit('x'));
}

static void formats(void)
{
	wchar_t wtext[16];
	char text[16];

	memset(text, '#', sizeof(text));
	DbgPrint("%d %.16s\n", _snprintf(text, 5, "%d", 12345), text);
	DbgPrint("%d %.16s\n", _snprintf(text, 4, "%d", 98765), text);
	DbgPrint("%d %s\n", list(text, 16, "%s %d %d %d %d", "v", 1, 2, 3, 4),
		 text);
	DbgPrint("%d [%s]\n", sprintf_s(text, 4, "%s", "long"), text);
	DbgPrint("%d %s\n", sprintf(text, "%ws", L"wide"), text);
	DbgPrint("%d %ws\n", _snwprintf(wtext, 16, L"%s %S", L"w", "n"), wtext);
}

static void show(const char *text, int count)
{
	DbgPrint("%d:", count);
	for (int i = 0; i <= count; i++)
		DbgPrint("  %02x", (UCHAR)text[i]);
}

/* What is not a letter, or not there at all. */
static void odd_formats(void)
{
	static UNICODE_STRING both = RTL_CONSTANT_STRING(L"ab\0cd");
	char text[24];

	show(text, _snprintf(text, 24, "a%cb", 0));
	show(text, _snprintf(text, 24, "a%c%3cb", (char)0xe9, (char)0xe9));
	show(text, _snprintf(text, 24, "%wZ|", &both));
	DbgPrint("a%cb %wZ\n", 0, &both);
	_snprintf(text, 24, "%#o %#o %#.4o %#.0o", 8, 0, 8, 0);
	DbgPrint("%s\n", text);
	_snprintf(text, 24, "%.2s|%5.2s|%-4.1ws|", NULL, NULL, NULL);
	DbgPrint("%s\n", text);
	_snprintf(text, 24, "%C%lc%hC", L'x', L'y', 'z');
	DbgPrint("%s\n", text);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	(void)driver, (void)path;
	texts();
	searches();
	unterminated();
	bytes();
	numbers();
	formats();
	odd_formats();
	return STATUS_SUCCESS;
}
