/*
 * Faults seeded into a small sound course, one at a time: each must be found,
 * at its place, and nothing else with it.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "course/lint.h"

/* What is at fault stands behind this mark, which is not written. */
#define MARK "@|"

static const char course_yaml[] =
	"format: 1\n"
	"id: small\n"
	"title: A small course\n"
	"version: \"1\"\n"
	"summary: Two lessons. See [the term](term:mutex).\n"
	"objectives: [\"Lint a course\"]\n"
	"glossary: glossary.yaml\n"
	"misconceptions:\n"
	"  - id: m-one\n"
	"    belief: It is one.\n"
	"    truth: It is two.\n"
	"  - id: m-two\n"
	"    belief: It is two.\n"
	"    truth: It is one.\n"
	"lessons:\n"
	"  - one/lesson.yaml\n"
	"  - two/lesson.yaml\n";

static const char glossary_yaml[] =
	"terms:\n"
	"  - id: mutex\n"
	"    term: mutex\n"
	"    text: A lock with an owner, see [owner](term:owner).\n"
	"  - id: owner\n"
	"    term: owner\n"
	"    text: A thread.\n";

static const char one_yaml[] =
	"id: one\n"
	"title: One\n"
	"objectives: [\"Read\"]\n"
	"steps:\n"
	"  - id: intro\n"
	"    kind: read\n"
	"    title: Intro\n"
	"    minutes: 1\n"
	"    file: intro.md\n"
	"    sources: [\"a book\"]\n"
	"  - id: inline\n"
	"    kind: read\n"
	"    title: Inline\n"
	"    minutes: 1\n"
	"    meets: [m-one]\n"
	"    sources: [\"none: about this course\"]\n"
	"    text: |\n"
	"      See [the prose](intro.md) and [this](https://example.org/).\n"
	"\n"
	"      ```\n"
	"      short code\n"
	"      ```\n"
	"  - id: play\n"
	"    kind: replay\n"
	"    title: Play\n"
	"    minutes: 2\n"
	"    transcript: x.txt\n"
	"    fold:\n"
	"      - anchor: begin\n"
	"        to: end\n"
	"        label: the middle\n"
	"    ask:\n"
	"      id: guess\n"
	"      title: Guess\n"
	"      type: truefalse\n"
	"      question: Is it so?\n"
	"      answer: true\n"
	"      if_true: It is.\n"
	"      if_false: It is not.\n"
	"      hints: [\"Look.\"]\n"
	"      solution: It is.\n"
	"      meets: [m-two]\n"
	"    notes:\n"
	"      - id: n-one\n"
	"        anchor: \"Arg1:\"\n"
	"        title: One\n"
	"        what: It.\n"
	"        from: There.\n"
	"        not: That.\n"
	"        sources: [\"a book\"]\n"
	"      - id: n-two\n"
	"        anchor: {text: Arg, count: 3, nth: 2}\n"
	"        title: Two\n"
	"        what: It.\n"
	"        from: There.\n"
	"        not: That.\n"
	"        sources: [\"a book\"]\n";

static const char two_yaml[] =
	"id: two\n"
	"title: Two\n"
	"objectives: [\"Answer\"]\n"
	"prerequisites: [one]\n"
	"steps:\n"
	"  - id: q-single\n"
	"    kind: quiz\n"
	"    title: Single\n"
	"    minutes: 1\n"
	"    type: single\n"
	"    question: Which?\n"
	"    evidence: {transcript: x.txt, anchors: [\"Arg2:\"]}\n"
	"    options:\n"
	"      - {id: a, text: The worker, right: true, feedback: Yes.}\n"
	"      - {id: b, text: The driver, feedback: No.}\n"
	"    hints: [\"Is it the driver or the worker?\"]\n"
	"    solution: The worker.\n"
	"  - id: q-multiple\n"
	"    kind: quiz\n"
	"    title: Multiple\n"
	"    minutes: 1\n"
	"    type: multiple\n"
	"    question: Which ones?\n"
	"    evidence:\n"
	"      code: |\n"
	"        int a;\n"
	"    options:\n"
	"      - {id: a, text: First one, right: true, feedback: Yes.}\n"
	"      - {id: b, text: Second one, right: true, feedback: Yes.}\n"
	"      - {id: c, text: Third one, feedback: No.}\n"
	"    hints: [\"Not all.\"]\n"
	"    solution: Two of them.\n"
	"  - id: q-number\n"
	"    kind: quiz\n"
	"    title: Number\n"
	"    minutes: 1\n"
	"    type: number\n"
	"    question: How many?\n"
	"    right:\n"
	"      - {value: \"0x39\", feedback: Yes.}\n"
	"    wrong:\n"
	"      - {value: \"0n39\", feedback: No.}\n"
	"      - {from: 100, upto: 200, feedback: No.}\n"
	"    otherwise: No.\n"
	"    hints: [\"It is 0x30 and 9.\"]\n"
	"    solution: It is 57.\n"
	"  - id: q-text\n"
	"    kind: quiz\n"
	"    title: Text\n"
	"    minutes: 1\n"
	"    type: text\n"
	"    question: What do you type?\n"
	"    right:\n"
	"      - any: [\"!mex.mut\", \"!mut\"]\n"
	"        feedback: Yes.\n"
	"    wrong:\n"
	"      - any: [\"dt mutex\"]\n"
	"        feedback: No.\n"
	"    otherwise: No.\n"
	"    hints: [\"It is an extension.\"]\n"
	"    solution: It is !mut.\n"
	"  - id: q-order\n"
	"    kind: quiz\n"
	"    title: Order\n"
	"    minutes: 1\n"
	"    type: order\n"
	"    question: In which order?\n"
	"    items:\n"
	"      - {id: a, text: First, feedback: So.}\n"
	"      - {id: b, text: Second, feedback: So.}\n"
	"      - {id: c, text: Third, feedback: So.}\n"
	"    hints: [\"Think.\"]\n"
	"    solution: As said.\n"
	"  - id: q-match\n"
	"    kind: quiz\n"
	"    title: Match\n"
	"    minutes: 1\n"
	"    type: match\n"
	"    question: What goes with what?\n"
	"    pairs:\n"
	"      - {id: a, line: Arg1, meaning: worker, feedback: So.}\n"
	"      - {id: b, line: Arg2, meaning: parameter, feedback: So.}\n"
	"    spare:\n"
	"      - {id: c, text: mutex, feedback: No.}\n"
	"    hints: [\"Think.\"]\n"
	"    solution: As said.\n"
	"  - id: q-point\n"
	"    kind: quiz\n"
	"    title: Point\n"
	"    minutes: 1\n"
	"    type: point\n"
	"    question: Where?\n"
	"    source: d.c\n"
	"    right:\n"
	"      - {id: a, anchor: KeWait, feedback: Yes.}\n"
	"    wrong:\n"
	"      - {id: b, anchor: {text: return, count: 2}, feedback: No.}\n"
	"    otherwise: No.\n"
	"    hints: [\"Look.\"]\n"
	"    solution: There.\n";

static const char intro_md[] =
	"# Intro\n"
	"\n"
	"A [mutex](term:mutex), and [two](two.md#part).\n"
	"\n"
	"    indented code\n"
	"\n"
	"~~~\n"
	"more code\n"
	"~~~\n";

static const char two_md[] = "Nothing much.\n";

static const char x_txt[] = "kd> !x\n"
			    "Arg1: 1\n"
			    "Arg2: 2\n"
			    "Arg3: 3\n"
			    "begin\n"
			    "middle\n"
			    "end\n"
			    "tail\n";

static const char d_c[] = "int f(void)\n"
			  "{\n"
			  "\tif (KeWait())\n"
			  "\t\treturn 1;\n"
			  "\treturn 0;\n"
			  "}\n";

struct content {
	const char *name, *bytes;
};

static const struct content sound[] = {
	{ "course.yaml", course_yaml },	 { "glossary.yaml", glossary_yaml },
	{ "one/lesson.yaml", one_yaml }, { "two/lesson.yaml", two_yaml },
	{ "one/intro.md", intro_md },	 { "one/two.md", two_md },
	{ "dumps/x.txt", x_txt },	 { "driver/d.c", d_c },
	{ "README.md", "About it.\n" },	 { "solution", "# none\n" },
};
#define FILES (sizeof(sound) / sizeof(*sound))

/* An edit: old becomes new in a file; old NULL makes the file. */
struct edit {
	const char *name, *old, *new;
};

static const struct row {
	enum fault_kind kind;
	const char *message; /* a part of it */
	struct edit edits[3];
	const char *file; /* where no mark is: it is said of a whole file */
} rows[] = {
#include "tests/unit/test_lint_rows.h"
};

/* ---- the course on disk ---- */

static char root[] = "/tmp/kdlab-lint-XXXXXX";

static void write_file(const char *name, const char *bytes, size_t size)
{
	char *path = file_join(root, name);
	char *folder = file_folder(path);
	struct err err;

	if (file_make_folder(folder, &err) ||
	    file_write(path, bytes, size, &err))
		fail_msg("%s", err.message);
	free(folder);
	free(path);
}

static void remove_tree(void)
{
	char command[64];
	FILE *pipe;

	snprintf(command, sizeof(command), "rm -rf '%s'", root);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	pclose(pipe);
}

struct expected {
	const char *file;
	unsigned line, column;
};

/* Takes the mark out of the text and says where it stood. */
static bool take_mark(char *text, struct expected *ret)
{
	char *mark = strstr(text, MARK);

	if (!mark)
		return false;
	ret->line = ret->column = 1;
	for (const char *c = text; c < mark; c++) {
		if (*c == '\n') {
			ret->line++;
			ret->column = 1;
		} else if ((*c & 0xc0) != 0x80) {
			ret->column++;
		}
	}
	memmove(mark, mark + strlen(MARK), strlen(mark + strlen(MARK)) + 1);
	return true;
}

static char *replace(const char *text, const struct edit *edit)
{
	const char *at = strstr(text, edit->old);
	struct text result = { 0 };

	if (!at)
		fail_msg("%s has no '%s'", edit->name, edit->old);
	text_add(&result, text, (size_t)(at - text));
	text_add_string(&result, edit->new);
	text_add_string(&result, at + strlen(edit->old));
	return text_take(&result);
}

static void apply(const struct row *row, const char *name, const char *bytes,
		  struct expected *expected)
{
	char *text = mem_strdup(bytes);

	for (size_t i = 0; i < 3 && row->edits[i].name; i++) {
		char *edited;

		if (strcmp(row->edits[i].name, name) != 0 || !row->edits[i].old)
			continue;
		edited = replace(text, &row->edits[i]);
		free(text);
		text = edited;
	}
	if (take_mark(text, expected))
		expected->file = name;
	write_file(name, text, strlen(text));
	free(text);
}

static void write_course(const struct row *row, struct expected *ret)
{
	*ret = (struct expected){ .file = row->file };
	for (size_t i = 0; i < FILES; i++)
		apply(row, sound[i].name, sound[i].bytes, ret);
	for (size_t i = 0; i < 3 && row->edits[i].name; i++)
		if (!row->edits[i].old)
			apply(row, row->edits[i].name, row->edits[i].new, ret);
}

static void lint(struct faults *faults, struct lint_counts *counts)
{
	struct lint_config config = { .path = root };
	struct err err;

	*faults = (struct faults){ 0 };
	if (lint_course(&config, faults, counts, &err))
		fail_msg("%s", err.message);
	faults_sort(faults);
}

static bool row_fits(const struct row *row)
{
	struct expected expected;
	struct faults faults;
	struct lint_counts counts;
	char *file;
	bool fits;

	write_course(row, &expected);
	lint(&faults, &counts);
	file = file_join(root, expected.file ? expected.file : "");
	fits = faults.count == 1 && faults.list[0].kind == row->kind &&
	       strcmp(faults.list[0].file, file) == 0 &&
	       faults.list[0].line == expected.line &&
	       faults.list[0].column == expected.column &&
	       strstr(faults.list[0].message, row->message);
	if (!fits) {
		struct text text = { 0 };

		faults_print(&faults, FAULT_GCC, &text);
		print_error("wanted %s:%u:%u: [%s] '%s', got %zu:\n%s\n", file,
			    expected.line, expected.column,
			    fault_name(row->kind), row->message, faults.count,
			    text_string(&text));
		text_fini(&text);
	}
	free(file);
	faults_fini(&faults);
	return fits;
}

static void remove_added(const struct row *row)
{
	for (size_t i = 0; i < 3 && row->edits[i].name; i++) {
		char *path = file_join(root, row->edits[i].name);

		if (!row->edits[i].old)
			unlink(path);
		free(path);
	}
}

static void test_rows(void **state)
{
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		bad += !row_fits(&rows[i]);
		remove_added(&rows[i]);
	}
	assert_int_equal(bad, 0);
}

static void test_sound(void **state)
{
	static const struct row none = { .kind = FAULT_KINDS };
	struct expected expected;
	struct faults faults;
	struct lint_counts counts;
	struct text text = { 0 };

	(void)state;
	write_course(&none, &expected);
	lint(&faults, &counts);
	faults_print(&faults, FAULT_TEXT, &text);
	assert_string_equal(text_string(&text), "");
	assert_int_equal(counts.lessons, 2);
	assert_int_equal(counts.steps, 10);
	assert_int_equal(counts.questions, 8);
	assert_int_equal(counts.notes, 2);
	text_fini(&text);
	faults_fini(&faults);
}

/* All faults come in one run. */
static void test_all_at_once(void **state)
{
	static const struct row several = {
		.edits = { { "one/lesson.yaml", "minutes: 1", "minute: 1" },
			   { "two/lesson.yaml", "KeWait", "KeWaitX" },
			   { "glossary.yaml", "term:owner", "term:ownr" } },
	};
	struct expected expected;
	struct faults faults;
	struct lint_counts counts;

	(void)state;
	write_course(&several, &expected);
	lint(&faults, &counts);
	assert_int_equal(faults.count, 4); /* a key is wrong and one missing */
	faults_fini(&faults);
}

static void test_links(void **state)
{
	static const struct row none = { .kind = FAULT_KINDS };
	struct expected expected;
	struct faults faults;
	struct lint_counts counts;
	char *path = file_join(root, "one/out"), *fifo;

	(void)state;
	write_course(&none, &expected);
	assert_int_equal(symlink("/etc/hostname", path), 0);
	lint(&faults, &counts);
	assert_int_equal(faults.count, 1);
	assert_int_equal(faults.list[0].kind, FAULT_PATH);
	assert_string_equal(faults.list[0].file, path);
	faults_fini(&faults);
	unlink(path);
	/* a link inside is as good as a file */
	assert_int_equal(symlink("intro.md", path), 0);
	lint(&faults, &counts);
	assert_int_equal(faults.count, 0);
	faults_fini(&faults);
	unlink(path);
	fifo = file_join(root, "one/fifo.md");
	assert_int_equal(mkfifo(fifo, 0600), 0);
	lint(&faults, &counts);
	assert_int_equal(faults.count, 1);
	assert_int_equal(faults.list[0].kind, FAULT_PATH);
	faults_fini(&faults);
	unlink(fifo);
	free(fifo);
	free(path);
}

static void test_no_course(void **state)
{
	struct lint_config config = { .path = "/nonexistent/kdlab" };
	char *path;
	struct lint_counts counts;
	struct faults faults = { 0 };
	struct err err;

	(void)state;
	assert_int_equal(lint_course(&config, &faults, &counts, &err), ERR_IO);
	path = file_join(root, "one");
	config.path = path;
	assert_int_equal(lint_course(&config, &faults, &counts, &err),
			 ERR_NOT_FOUND);
	free(path);
	faults_fini(&faults);
}

/* The shipped course, where the tests find it. */
static void test_shipped(void **state)
{
	const char *srcdir = getenv("srcdir");
	char *path = file_join(srcdir ? srcdir : ".", "lessons/owned-mutex");
	struct lint_config config = { .path = path,
				      .data = srcdir ? srcdir : "." };
	struct faults faults = { 0 };
	struct lint_counts counts;
	struct text text = { 0 };
	struct err err;

	(void)state;
	if (lint_course(&config, &faults, &counts, &err))
		fail_msg("%s", err.message);
	faults_print(&faults, FAULT_TEXT, &text);
	assert_string_equal(text_string(&text), "");
	text_fini(&text);
	faults_fini(&faults);
	free(path);
}

static int set_up(void **state)
{
	(void)state;
	return mkdtemp(root) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	remove_tree();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sound),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_all_at_once),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_no_course),
		cmocka_unit_test(test_shipped),
	};

	return cmocka_run_group_tests_name("lint", tests, set_up, tear_down);
}
