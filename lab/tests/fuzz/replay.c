/*
 * Stands in for libFuzzer where there is none: runs the target on each file
 * of its corpus, or on the files named. "fuzz_NAME" finds its corpus in
 * $srcdir/lab/tests/fuzz/corpus/NAME.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGEST = 16 << 20 };

static int run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = malloc(LARGEST);
	uint8_t *exact = NULL;
	size_t size;

	if (!file || !bytes) {
		perror(path);
		free(bytes);
		return 1;
	}
	size = fread(bytes, 1, LARGEST, file);
	fclose(file);
	/* to the byte, so that a sanitizer sees a read behind the end */
	exact = malloc(size ? size : 1);
	if (exact) {
		memcpy(exact, bytes, size);
		LLVMFuzzerTestOneInput(exact, size);
	}
	free(exact);
	free(bytes);
	return 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_input(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int run_folder(const char *folder)
{
	struct dirent **list;
	int count = scandir(folder, &list, is_input, by_name), failed = 0;

	if (count <= 0 || chdir(folder)) {
		fprintf(stderr, "no inputs in '%s'\n", folder);
		return 1;
	}
	for (int i = 0; i < count; i++) {
		/* a crash leaves the name of its input as the last line */
		printf("%s/%s\n", folder, list[i]->d_name);
		fflush(stdout);
		failed += run_file(list[i]->d_name);
		free(list[i]);
	}
	free(list);
	return failed;
}

int main(int argc, char **argv)
{
	const char *srcdir = getenv("srcdir");
	const char *name = strstr(argv[0], "fuzz_");
	char folder[4096];
	int failed = 0;

	for (int i = 1; i < argc; i++)
		failed += run_file(argv[i]);
	if (argc > 1)
		return failed != 0;
	for (const char *next = name; next; next = strstr(name, "fuzz_"))
		name = next + strlen("fuzz_");
	if (!name) {
		fprintf(stderr, "'%s' is not called fuzz_NAME\n", argv[0]);
		return 1;
	}
	snprintf(folder, sizeof(folder), "%s/lab/tests/fuzz/corpus/%s",
		 srcdir ? srcdir : ".", name);
	return run_folder(folder) != 0;
}
