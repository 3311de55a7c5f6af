/* The same driver, without that word to the linker: both callbacks are refused. */
#define NO_INTEGRITY_CHECK
#include "protect.c"
