/*
 * Any file in a course that is sound without it: lint ends, and every fault
 * has a place. The first byte of an input says which file it is: an odd one
 * prose, an even one a lesson.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/file.h"
#include "course/lint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name, *bytes;
} sound[] = {
	{ "course.yaml", "format: 1\n"
			 "id: small\n"
			 "title: Small\n"
			 "version: \"1\"\n"
			 "summary: Small.\n"
			 "objectives: [\"None\"]\n"
			 "glossary: glossary.yaml\n"
			 "misconceptions:\n"
			 "  - {id: m-one, belief: One., truth: Two.}\n"
			 "lessons: [first.yaml, second.yaml]\n" },
	{ "glossary.yaml", "terms:\n"
			   "  - {id: mutex, term: mutex, text: A lock.}\n" },
	{ "first.yaml", "id: first\n"
			"title: First\n"
			"objectives: [\"None\"]\n"
			"steps:\n"
			"  - id: prose\n"
			"    kind: read\n"
			"    title: Prose\n"
			"    minutes: 1\n"
			"    file: prose.md\n"
			"    sources: [\"a book\"]\n" },
	{ "second.yaml", "id: second\n" },
	{ "prose.md", "Prose.\n" },
	{ "x.txt", "kd> !x\nArg1: 1\nArg2: 2\nbegin\nmiddle\nend\n" },
};
#define FILES (sizeof(sound) / sizeof(*sound))

static char root[] = "/tmp/kdlab-fuzz-XXXXXX";

static void demand(int truth)
{
	if (!truth)
		abort();
}

/* Where a file of the course lies; the caller frees it. Recordings have a
 * folder of their own. */
static char *path_of(const char *name)
{
	char *dumps, *path;

	if (strcmp(name, "x.txt") != 0)
		return file_join(root, name);
	dumps = file_join(root, "dumps");
	demand(file_make_folder(dumps, NULL) == ERR_OK);
	path = file_join(dumps, name);
	free(dumps);
	return path;
}

/* Plain writes: what is being fuzzed need not survive a power cut. */
static void write_bytes(const char *name, const void *bytes, size_t size)
{
	char *path = path_of(name);
	FILE *file = fopen(path, "wb");

	demand(file && fwrite(bytes, 1, size, file) == size);
	demand(fclose(file) == 0);
	free(path);
}

static void remove_all(void)
{
	char *dumps = file_join(root, "dumps");

	for (size_t i = 0; i < FILES; i++) {
		char *path = path_of(sound[i].name);

		unlink(path);
		free(path);
	}
	rmdir(dumps);
	rmdir(root);
	free(dumps);
}

static void set_up(void)
{
	static int done;

	if (done++)
		return;
	demand(mkdtemp(root) != NULL);
	atexit(remove_all);
	for (size_t i = 0; i < FILES; i++)
		write_bytes(sound[i].name, sound[i].bytes,
			    strlen(sound[i].bytes));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct lint_config config = { .path = root };
	struct faults faults = { 0 };
	struct lint_counts counts;
	struct text text = { 0 };
	size_t which;

	if (!size)
		return 0;
	set_up();
	which = bytes[0] & 1 ? 4 : 3;
	write_bytes(sound[which].name, bytes + 1, size - 1);
	demand(lint_course(&config, &faults, &counts, NULL) == ERR_OK);
	for (size_t i = 0; i < faults.count; i++) {
		const struct fault *fault = &faults.list[i];

		demand(fault->file && *fault->file && *fault->message);
		demand(fault->column == 0 || fault->line > 0);
		demand(fault->kind < FAULT_KINDS);
	}
	faults_sort(&faults);
	faults_print(&faults, FAULT_JSON, &text);
	text_fini(&text);
	faults_fini(&faults);
	/* the next input may be the other file */
	write_bytes(sound[which].name, sound[which].bytes,
		    strlen(sound[which].bytes));
	return 0;
}
