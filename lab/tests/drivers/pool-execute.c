/* Code is run in pool that is not for it. */
#include "pool-misuse.h"

static void misuse(void)
{
	UCHAR *code = ExAllocatePoolWithTag((POOL_TYPE)0, 16, TAG);

	code[0] = 0xc3;
	((void (*)(void))code)();
	DbgPrint("ran\n");
	code = ExAllocatePoolWithTag((POOL_TYPE)0x200, 16, TAG);
	code[0] = 0xc3;
	((void (*)(void))code)();
}
