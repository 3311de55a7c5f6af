/*
 * bench_isf FILE: reads a file of symbols as the debugger does, and no more.
 */
#include "config.h"

#include "formats/isf.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	struct isf *isf;
	struct err err;

	if (argc < 2)
		return 2;
	if (isf_open(argv[1], &isf, &err)) {
		fprintf(stderr, "bench_isf: %s\n", err.message);
		return 1;
	}
	printf("%zu\n", isf_symbol_count(isf) + isf_struct_count(isf));
	isf_free(isf);
	return 0;
}
