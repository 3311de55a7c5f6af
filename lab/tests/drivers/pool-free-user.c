/* An address of a program is freed. */
#include "pool-misuse.h"

static void misuse(void)
{
	ExFreePool((PVOID)0x7ff612345670);
}
