/* The same driver, linked without that option: both callbacks are refused. */
#include "protect.c"
