/*
 * Drivers that mean harm, a topic a file. `kind` is what the test wants of
 * one: the runner writes its number over the mark.
 */
#include <ntifs.h>
#include <intrin.h>

#pragma GCC diagnostic ignored "-Wreturn-type"

volatile struct {
	char mark[8];
	ULONG kind;
} choice = { "WHATKIND", 0 };

#define KIND(name) static NTSTATUS name(PDRIVER_OBJECT driver)

static DRIVER_UNLOAD unload;
static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
}

/* KINDS(a, b, ...): the first is number 0. */
#define KINDS(...)                                                             \
	static NTSTATUS (*const kinds[])(PDRIVER_OBJECT) = { __VA_ARGS__ };    \
	NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)      \
	{                                                                      \
		UNREFERENCED_PARAMETER(path);                                  \
		driver->DriverUnload = unload;                                 \
		return kinds[choice.kind % RTL_NUMBER_OF(kinds)](driver);      \
	}

static __attribute__((unused)) void nap(LONG milliseconds)
{
	LARGE_INTEGER time;

	time.QuadPart = -10000LL * milliseconds;
	KeDelayExecutionThread(KernelMode, FALSE, &time);
}
