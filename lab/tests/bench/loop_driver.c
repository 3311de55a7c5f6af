/*
 * A driver whose DriverEntry runs LOOP so many times and is done: built by
 * the bench with the cross compiler, -DITERATIONS=COUNT.
 */
#include "loop.h"

#define AS_TEXT(...) #__VA_ARGS__
#define BYTES(...)   AS_TEXT(__VA_ARGS__)

long DriverEntry(void *driver, void *path);

long DriverEntry(void *driver, void *path)
{
	static volatile long long data[4];
	long long count = ITERATIONS;
	volatile long long *at = data;

	(void)driver;
	(void)path;
	__asm__ volatile(".byte " BYTES(LOOP)
			 : "+c"(count), "+S"(at)
			 :
			 : "rax", "rdx", "memory", "cc");
	return 0;
}
