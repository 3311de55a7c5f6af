#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/random.h"
#include "course/course.h"
#include "course/edit.h"
#include "course/index.h"

/* A course in a folder of its own, with its cache. */
struct world {
	char root[64];
	char *course, *cache;
	struct course_config config;
};

static void write_file(struct world *world, const char *name, const char *text)
{
	char *path = file_join(world->root, name), *folder = file_folder(path);

	assert_int_equal(file_make_folder(folder, NULL), ERR_OK);
	assert_int_equal(file_write(path, text, strlen(text), NULL), ERR_OK);
	free(folder);
	free(path);
}

static void make_link(struct world *world, const char *to, const char *name)
{
	char *path = file_join(world->root, name);

	assert_int_equal(symlink(to, path), 0);
	free(path);
}

static const char course_yaml[] = "format: 1\n"
				  "id: c\n"
				  "title: A course\n"
				  "version: '1'\n"
				  "summary: Sum\n"
				  "authors: [one, two]\n"
				  "objectives: [know]\n"
				  "glossary: glossary.yaml\n"
				  "lessons:\n"
				  "  - a/lesson.yaml\n"
				  "  - b/lesson.yaml\n";

static const char lesson_a[] = "id: first\n"
			       "title: First\n"
			       "objectives: [\"see\", \"say\"]\n"
			       "steps:\n"
			       "  - id: a-one\n"
			       "    kind: read\n"
			       "    title: One\n"
			       "    minutes: 2\n"
			       "    text: |\n"
			       "      caf\xc3\xa9\n"
			       "\n"
			       "  # between\n"
			       "  - title: Two\n"
			       "    id: a-two\n"
			       "    was: old-two\n"
			       "    kind: read\n"
			       "    minutes: 3\n"
			       "    file: two.md\n";

static const char lesson_b[] =
	"id: second\n"
	"title: Second\n"
	"objectives: [do]\n"
	"steps:\n"
	"- {id: b-one, kind: replay, title: B, minutes: 1, transcript: t.txt,\n"
	"   ask: {id: b-ask, title: A, type: truefalse, question: Q,\n"
	"         answer: true, if_true: a, if_false: b, hints: [h],\n"
	"         solution: s},\n"
	"   notes: [{id: k, anchor: x, title: T, what: W, from: F, not: X}]}\n"
	"- id: b-two\n"
	"  kind: read\n"
	"  title: Last\n"
	"  minutes: 1\n"
	"  text: |\n"
	"    end\n";

static void settle(void)
{
	struct timespec wait = { .tv_nsec = 30000000 };

	nanosleep(&wait, NULL);
}

static int setup(void **state)
{
	struct world *world = mem_calloc(1, sizeof(*world));

	snprintf(world->root, sizeof(world->root), "/tmp/kdlab-course-XXXXXX");
	assert_non_null(mkdtemp(world->root));
	world->course = file_join(world->root, "course");
	world->cache = file_join(world->root, "cache");
	world->config.path = world->course;
	world->config.cache = world->cache;
	world->config.data = world->root;
	write_file(world, "course/course.yaml", course_yaml);
	write_file(world, "course/a/lesson.yaml", lesson_a);
	write_file(world, "course/a/two.md", "# Two\n");
	write_file(world, "course/b/lesson.yaml", lesson_b);
	write_file(world, "course/glossary.yaml",
		   "terms: [{id: apc, term: APC, text: A call.}]\n");
	write_file(world, "dumps/t.txt", "1: kd> x\nout\n");
	write_file(world, "driver/d.c", "int x;\n");
	settle();
	*state = world;
	return 0;
}

static void remove_tree(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder && (entry = readdir(folder))) {
		char *child = file_join(path, entry->d_name);
		struct stat status;

		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 &&
		    lstat(child, &status) == 0) {
			if (S_ISDIR(status.st_mode))
				remove_tree(child);
			else
				unlink(child);
		}
		free(child);
	}
	if (folder)
		closedir(folder);
	rmdir(path);
}

static int teardown(void **state)
{
	struct world *world = *state;

	remove_tree(world->root);
	free(world->course);
	free(world->cache);
	free(world);
	return 0;
}

static struct course *open_course(struct world *world)
{
	struct course *course = NULL;
	struct err err;

	if (course_open(&world->config, &course, NULL, &err))
		fail_msg("%s", err.message);
	return course;
}

static char *cached_file(struct world *world)
{
	DIR *folder = opendir(world->cache);
	struct dirent *entry;
	char *ret = NULL;

	while (folder && (entry = readdir(folder)))
		if (strstr(entry->d_name, ".index"))
			ret = file_join(world->cache, entry->d_name);
	if (folder)
		closedir(folder);
	return ret;
}

static void assert_found(struct course *course, const char *id, size_t step)
{
	size_t found = 99;

	assert_int_equal(course_find(course, id, &found), ERR_OK);
	assert_int_equal(found, step);
}

static void check_outline(struct course *course)
{
	const struct course_info *info = course_info(course);
	struct lesson_info lesson;
	struct step_info step;
	size_t found;

	assert_string_equal(info->title, "A course");
	assert_string_equal(info->language, "en");
	assert_null(info->license);
	assert_int_equal(info->authors.count, 2);
	assert_string_equal(info->authors.list[1], "two");
	assert_int_equal(info->prerequisites.count, 0);
	assert_int_equal(course_lesson_count(course), 2);
	assert_int_equal(course_step_count(course), 4);
	lesson = course_lesson(course, 0);
	assert_string_equal(lesson.id, "first");
	assert_int_equal(lesson.minutes, 5);
	lesson = course_lesson(course, 1);
	assert_int_equal(lesson.first_step, 2);
	assert_int_equal(lesson.step_count, 2);
	assert_int_equal(course_lesson_objectives(course, 0).count, 2);
	assert_string_equal(course_lesson_objectives(course, 0).list[1], "say");
	assert_string_equal(course_lesson_objectives(course, 1).list[0], "do");
	step = course_step(course, 1);
	assert_string_equal(step.id, "a-two");
	assert_string_equal(step.was, "old-two");
	assert_string_equal(step.title, "Two");
	assert_int_equal(step.minutes, 3);
	assert_null(course_step(course, 0).was);
	assert_int_equal(course_step(course, 2).kind, STEP_REPLAY);
	assert_int_equal(course_step(course, 2).lesson, 1);
	assert_found(course, "a-one", 0);
	assert_found(course, "old-two", 1);
	assert_found(course, "b-ask", 2);
	assert_found(course, "b-two", 3);
	assert_int_equal(course_find(course, "nowhere", &found), ERR_NOT_FOUND);
}

static void check_steps(struct course *course)
{
	const struct step *step, *again;
	struct err err = { 0 };
	char *prose;

	assert_int_equal(course_read(course, 0, &step, &err), ERR_OK);
	assert_string_equal(step->id, "a-one");
	assert_string_equal(step->text, "caf\xc3\xa9\n");
	assert_int_equal(step->place.line, 5);
	assert_int_equal(step->place.column, 5);
	assert_int_equal(course_read(course, 0, &again, &err), ERR_OK);
	assert_ptr_equal(step, again);
	assert_int_equal(course_read_prose(course, step, &prose, &err), ERR_OK);
	assert_string_equal(prose, "caf\xc3\xa9\n");
	free(prose);
	assert_int_equal(course_read(course, 1, &step, &err), ERR_OK);
	assert_int_equal(step->minutes, 3);
	assert_int_equal(course_read_prose(course, step, &prose, &err), ERR_OK);
	assert_string_equal(prose, "# Two\n");
	free(prose);
	assert_int_equal(course_read(course, 2, &step, &err), ERR_OK);
	assert_string_equal(step->ask->id, "b-ask");
	assert_int_equal(step->notes.list[0].place.line, 9);
	assert_int_equal(course_read_prose(course, step, &prose, &err), ERR_OK);
	assert_string_equal(prose, "");
	free(prose);
	assert_int_equal(course_read(course, 3, &step, &err), ERR_OK);
	assert_string_equal(step->text, "end\n");
}

static void test_open(void **state)
{
	struct world *world = *state;
	struct course *course = open_course(world);
	char *path;

	check_outline(course);
	check_steps(course);
	course_free(course);
	path = cached_file(world);
	assert_non_null(path);
	free(path);
	course = open_course(world); /* from the index */
	check_outline(course);
	check_steps(course);
	course_free(course);
	world->config.cache = NULL;
	course = open_course(world);
	check_outline(course);
	course_free(course);
	course_free(NULL);
}

/* The index is really used: what it says beats what the files would. */
static void test_index_used(void **state)
{
	struct world *world = *state;
	struct course *course = open_course(world);
	char *path = cached_file(world), *bytes, *at;
	size_t size;

	course_free(course);
	assert_int_equal(file_read(path, 1 << 20, &bytes, &size, NULL, NULL),
			 ERR_OK);
	at = memmem(bytes, size, "A course", 8);
	assert_non_null(at);
	*at = 'Z';
	assert_int_equal(file_write(path, bytes, size, NULL), ERR_OK);
	course = open_course(world);
	assert_string_equal(course_info(course)->title, "Z course");
	course_free(course);
	/* a changed file puts it out of use */
	write_file(world, "course/b/lesson.yaml", lesson_b);
	course = open_course(world);
	assert_string_equal(course_info(course)->title, "A course");
	course_free(course);
	free(bytes);
	free(path);
}

static void use_everything(struct course *course)
{
	size_t found;

	for (size_t i = 0; i < course_lesson_count(course) && i < 50; i++) {
		struct lesson_info lesson = course_lesson(course, i);
		struct strings list = course_lesson_objectives(course, i);

		assert_true(lesson.first_step + lesson.step_count <=
			    course_step_count(course));
		assert_non_null(lesson.id);
		for (size_t j = 0; j < list.count && j < 50; j++)
			assert_true(strlen(list.list[j]) < 1 << 20);
	}
	for (size_t i = 0; i < course_step_count(course) && i < 50; i++) {
		struct step_info step = course_step(course, i);
		const struct step *whole;

		assert_true(step.lesson < course_lesson_count(course));
		assert_true(strlen(step.title) < 1 << 20);
		(void)!course_read(course, i, &whole, NULL);
	}
	if (course_find(course, "b-one", &found) == ERR_OK)
		assert_true(found < course_step_count(course));
}

/* Any damage gives a course or a rebuilt index, never a crash. */
static void test_damaged_index(void **state)
{
	struct world *world = *state;
	struct course *course = open_course(world);
	char *path = cached_file(world), *bytes, *copy;
	struct random random = { 7 };
	size_t size;

	course_free(course);
	assert_int_equal(file_read(path, 1 << 20, &bytes, &size, NULL, NULL),
			 ERR_OK);
	copy = mem_alloc(size);
	for (size_t round = 0; round < 600; round++) {
		size_t keep = size;

		memcpy(copy, bytes, size);
		if (round % 4 == 0)
			keep = (size_t)random_below(&random, size);
		for (size_t i = 0; i <= round % 5; i++)
			copy[random_below(&random, size)] =
				(char)random_next(&random);
		assert_int_equal(truncate(path, 0), 0);
		/* in place: file_write syncs, and that is slow */
		{
			FILE *file = fopen(path, "w");

			assert_non_null(file);
			fwrite(copy, 1, keep, file);
			fclose(file);
		}
		course = open_course(world);
		use_everything(course);
		course_free(course);
	}
	free(copy);
	free(bytes);
	free(path);
}

static void test_changed_file(void **state)
{
	struct world *world = *state;
	struct course *course = open_course(world);
	const struct step *step;
	struct err err = { 0 };
	char *path = file_join(world->root, "course/a/lesson.yaml");

	write_file(world, "course/a/lesson.yaml", lesson_b);
	assert_int_equal(course_read(course, 0, &step, &err), ERR_FORMAT);
	assert_non_null(strstr(err.message, "changed since"));
	unlink(path);
	assert_int_equal(course_read(course, 0, &step, &err), ERR_IO);
	/* the other lesson is still there */
	assert_int_equal(course_read(course, 3, &step, &err), ERR_OK);
	free(path);
	course_free(course);
}

static enum err_code read_recording(struct course *course,
				    const char *transcript, const char *source,
				    const char *expected, struct err *err)
{
	struct recording recording = { transcript, source };
	struct transcript ret;
	enum err_code code;

	code = course_read_recording(course, &recording, &ret, err);
	if (code)
		return code;
	assert_memory_equal(ret.bytes, expected, strlen(expected));
	transcript_fini(&ret);
	return ERR_OK;
}

static void test_recordings(void **state)
{
	struct world *world = *state;
	struct course *course = open_course(world);
	struct err err = { 0 };

	assert_int_equal(
		read_recording(course, "t.txt", NULL, "1: kd> x\nout", &err),
		ERR_OK);
	assert_int_equal(read_recording(course, NULL, "d.c", "int x;", &err),
			 ERR_OK);
	write_file(world, "course/dumps/t.txt", "own\n");
	assert_int_equal(read_recording(course, "t.txt", NULL, "own", &err),
			 ERR_OK);
	assert_int_equal(read_recording(course, "../t.txt", NULL, "", &err),
			 ERR_FORMAT);
	assert_int_equal(read_recording(course, "/etc/passwd", NULL, "", &err),
			 ERR_FORMAT);
	make_link(world, "/etc/passwd", "course/dumps/link.txt");
	assert_int_equal(read_recording(course, "link.txt", NULL, "", &err),
			 ERR_FORMAT);
	assert_non_null(strstr(err.message, "leads out"));
	make_link(world, "t.txt", "course/dumps/inner.txt");
	assert_int_equal(read_recording(course, "inner.txt", NULL, "own", &err),
			 ERR_OK);
	assert_int_equal(read_recording(course, "none.txt", NULL, "", &err),
			 ERR_IO);
	assert_int_equal(read_recording(course, NULL, NULL, "", &err),
			 ERR_NOT_FOUND);
	course_free(course);
}

/* What a course says of its dump is kept in its index, too. */
static void test_dump(void **state)
{
	struct world *world = *state;
	struct course *course = open_course(world);
	struct step step = { .id = "a-one" };
	char *dump = NULL, *symbols = NULL;
	struct err err = { 0 };

	assert_false(course_has_dump(course, &step));
	assert_int_equal(course_find_dump(course, &step, &dump, &symbols, &err),
			 ERR_NOT_FOUND);
	course_free(course);
	write_file(world, "course/course.yaml",
		   "dump: t.txt\nsymbols: sub\nformat: 1\nid: c\ntitle: T\n"
		   "version: '1'\nsummary: S\nobjectives: [know]\n"
		   "lessons: [a/lesson.yaml, b/lesson.yaml]\n");
	settle();
	for (int i = 0; i < 2; i++) { /* read, then from the index */
		course = open_course(world);
		assert_true(course_has_dump(course, &step));
		assert_string_equal(course_info(course)->dump, "t.txt");
		assert_string_equal(course_info(course)->symbols, "sub");
		assert_int_equal(
			course_find_dump(course, &step, &dump, &symbols, &err),
			i ? ERR_OK : ERR_IO);
		course_free(course);
		if (!i) /* the symbols are not there */
			assert_non_null(strstr(err.message, "no 'sub' below"));
		write_file(world, "dumps/sub/x.json", "{}\n");
	}
	assert_non_null(strstr(dump, "dumps/t.txt"));
	assert_non_null(strstr(symbols, "dumps/sub"));
	free(dump);
	free(symbols);
	course = open_course(world);
	step.dump = "../course/course.yaml";
	assert_int_equal(course_find_dump(course, &step, &dump, &symbols, &err),
			 ERR_FORMAT);
	make_link(world, "/etc/passwd", "dumps/link.dmp");
	step.dump = "link.dmp";
	assert_int_equal(course_find_dump(course, &step, &dump, &symbols, &err),
			 ERR_FORMAT);
	course_free(course);
}

static void test_glossary(void **state)
{
	struct world *world = *state;
	struct course *course = open_course(world);
	const struct glossary *glossary = NULL, *again = NULL;

	assert_int_equal(course_glossary(course, &glossary, NULL), ERR_OK);
	assert_string_equal(glossary->terms.list[0].term, "APC");
	assert_int_equal(course_glossary(course, &again, NULL), ERR_OK);
	assert_ptr_equal(glossary, again);
	course_free(course);
}

static void assert_faults(struct world *world, const char *expected)
{
	struct faults faults = { 0 };
	struct text out = { 0 };
	struct course *course;
	struct err err = { 0 };

	assert_int_equal(course_open(&world->config, &course, &faults, &err),
			 ERR_FORMAT);
	assert_non_null(strstr(err.message, "kdlab lint"));
	for (size_t i = 0; i < faults.count; i++) {
		const struct fault *fault = &faults.list[i];

		text_printf(&out, "%s:%u:%u: %s\n",
			    fault->file + strlen(world->course) + 1,
			    fault->line, fault->column, fault->message);
	}
	assert_string_equal(text_string(&out), expected);
	text_fini(&out);
	faults_fini(&faults);
}

static void test_faults(void **state)
{
	struct world *world = *state;
	struct course *course;
	struct text text = { 0 };
	struct err err;
	char *path = file_join(world->root, "course/b/lesson.yaml");

	write_file(world, "course/b/lesson.yaml", lesson_a);
	assert_int_equal(course_open(&world->config, &course, NULL, &err),
			 ERR_FORMAT);
	assert_non_null(strstr(err.message, "has 4 faults"));
	write_file(world, "course/b/lesson.yaml",
		   "id: second\ntitle: S\nobjectives: [do]\nsteps:\n"
		   "- {id: b, was: a-one, kind: read, title: B, minutes: 1, "
		   "text: t}\n"
		   "- {id: b, kind: read, title: B, minutes: 1, text: t}\n");
	text_clear(&text);
	text_printf(&text,
		    "b/lesson.yaml:5:3: id 'a-one' a second time in the "
		    "course: the first one is at %s/a/lesson.yaml:5\n"
		    "b/lesson.yaml:6:3: id 'b' a second time in the course: "
		    "the first one is at %s/b/lesson.yaml:5\n",
		    world->course, world->course);
	assert_faults(world, text_string(&text));
	unlink(path);
	text_clear(&text);
	text_printf(&text,
		    "b/lesson.yaml:0:0: cannot open '%s': No such file or "
		    "directory\n",
		    path);
	assert_faults(world, text_string(&text));
	make_link(world, "/etc/passwd", "course/b/lesson.yaml");
	text_clear(&text);
	text_printf(&text,
		    "b/lesson.yaml:0:0: '%s' is a link that leads out of "
		    "'%s'\n",
		    path, world->course);
	assert_faults(world, text_string(&text));
	text_fini(&text);
	free(path);
}

static void test_no_course(void **state)
{
	struct world *world = *state;
	struct course *course;
	struct err err;
	char *path = file_join(world->root, "course/course.yaml");

	world->config.path = "/nowhere";
	assert_int_equal(course_open(&world->config, &course, NULL, &err),
			 ERR_IO);
	world->config.path = path;
	assert_int_equal(course_open(&world->config, &course, NULL, &err),
			 ERR_IO);
	assert_non_null(strstr(err.message, "no folder"));
	world->config.path = world->root;
	assert_int_equal(course_open(&world->config, &course, NULL, &err),
			 ERR_FORMAT);
	free(path);
}

/* The course that kdlab comes with opens, and all of it reads. */
static void test_real_course(void **state)
{
	struct world *world = *state;
	struct course *course;
	struct err err = { 0 };

	world->config.path = SOURCEDIR "/lessons/owned-mutex";
	world->config.data = SOURCEDIR;
	course = open_course(world);
	for (size_t i = 0; i < course_step_count(course); i++) {
		const struct step *step;

		if (course_read(course, i, &step, &err))
			fail_msg("%s", err.message);
		assert_string_equal(step->id, course_step(course, i).id);
	}
	course_free(course);
}

/* ---- changes of a source ---- */

static void check_edit(const char *line, const char *from, const char *want)
{
	struct text text = { 0 }, find = { 0 }, put = { 0 }, again = { 0 };
	struct edit edit;
	struct err err;

	text_add_string(&text, from);
	if (edit_parse(line, &find, &put, &err))
		fail_msg("%s", err.message);
	edit = (struct edit){ .find = text_string(&find),
			      .put = text_string(&put) };
	assert_int_equal(edit_apply(&edit, &text, &err) == ERR_OK,
			 want != NULL);
	assert_string_equal(text_string(&text), want ? want : from);
	edit_print(&edit, &again);
	assert_string_equal(text_string(&again), line);
	text_fini(&text);
	text_fini(&find);
	text_fini(&put);
	text_fini(&again);
}

static void test_edits(void **state)
{
	struct text text = { 0 };
	struct err err;

	(void)state;
	check_edit("b => x", "abc", "axc");
	check_edit("b\\nc => ", "a\nb\nc\n", "a\n\n");
	check_edit("\\ b => \\ \\tc", "a b", "a \tc");
	check_edit("\\\\n => n", "a\\n", "an");
	check_edit("b => x", "acd", NULL);
	check_edit("b => x", "abab", NULL);
	assert_int_equal(edit_parse("nothing", &text, &text, &err), ERR_USAGE);
	assert_int_equal(edit_parse(" => x", &text, &text, &err), ERR_USAGE);
	text_fini(&text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edits),
		cmocka_unit_test_setup_teardown(test_open, setup, teardown),
		cmocka_unit_test_setup_teardown(test_index_used, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_damaged_index, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_changed_file, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_recordings, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_dump, setup, teardown),
		cmocka_unit_test_setup_teardown(test_glossary, setup, teardown),
		cmocka_unit_test_setup_teardown(test_faults, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_course, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_real_course, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
