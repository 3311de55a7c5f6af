#include "config.h"
#include "tests/bench/generate.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "tests/rig/pty.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const sentences[] = {
	"The thread has returned, and the mutex still names it as the owner.\n",
	"A dump holds *what memory held*, not what the author had in mind.\n",
	"`nt!IopLoadUnloadDriver` ran on a worker thread of the system pool.\n",
	"Bug check 0x39 is SYSTEM_EXIT_OWNED_MUTEX: look at the worker "
	"first.\n",
	"What the second argument is, **nobody promised**; look before you "
	"say.\n",
	"IRQL_NOT_LESS_OR_EQUAL is another story, told by another address.\n",
};

#define SENTENCES (sizeof(sentences) / sizeof(*sentences))

/* One block of 12 lines: a heading, a paragraph, a list, some code. */
static void add_line(struct text *text, size_t line)
{
	const char *sentence = sentences[(line / 12 + line) % SENTENCES];

	switch (line % 12) {
	case 0:
		text_printf(text, "## Part %zu of the story\n", line / 12 + 1);
		break;
	case 1:
	case 6:
	case 9:
		text_add_char(text, '\n');
		break;
	case 7:
	case 8:
		text_printf(text, "- %s", sentence);
		break;
	case 10:
		text_printf(text, "      kd> dt nt!_KMUTANT %016zx\n", line);
		break;
	case 11:
		text_add_char(text, '\n');
		break;
	default:
		text_add_string(text, sentence);
	}
}

static void write_file(const char *path, struct text *text)
{
	FILE *file = fopen(path, "wb");

	if (!file || fwrite(text->bytes, 1, text->size, file) != text->size ||
	    fclose(file))
		pty_die("could not write '%s'", path);
	text_clear(text);
}

void generate_prose(const char *path, size_t lines)
{
	struct text text = { 0 };

	for (size_t line = 0; line < lines; line++)
		add_line(&text, line);
	write_file(path, &text);
	text_fini(&text);
}

static void make_folder(const char *path)
{
	if (mkdir(path, 0755))
		pty_die("could not make '%s'", path);
}

char *generate_lesson_path(const char *folder, size_t lesson)
{
	struct text path = { 0 };

	text_printf(&path, "%s/%zu/lesson.yaml", folder, lesson);
	return text_take(&path);
}

static void write_course(const char *folder, size_t lessons)
{
	struct text text = { 0 };
	char *path = file_join(folder, "course.yaml");

	make_folder(folder);
	text_add_string(&text, "format: 1\n"
			       "id: bench\n"
			       "title: A course to be measured\n"
			       "version: \"1\"\n"
			       "summary: Written by the bench.\n"
			       "objectives: [\"Be quick\"]\n"
			       "lessons:\n");
	for (size_t i = 0; i < lessons; i++)
		text_printf(&text, "  - %zu/lesson.yaml\n", i);
	write_file(path, &text);
	text_fini(&text);
	free(path);
}

static void add_lesson(struct text *text, size_t lesson)
{
	text_printf(text,
		    "id: lesson-%zu\n"
		    "title: Lesson %zu\n"
		    "objectives: [\"Have read it\"]\n"
		    "steps:\n",
		    lesson, lesson);
}

static void add_quiz(struct text *text, const char *id)
{
	text_printf(text,
		    "  - id: %s\n"
		    "    kind: quiz\n"
		    "    title: Which one?\n"
		    "    minutes: 1\n"
		    "    type: single\n"
		    "    question: What did the machine stop with?\n"
		    "    options:\n",
		    id);
	for (int i = 0; i < 4; i++)
		text_printf(text,
			    "      - id: o%d\n"
			    "        text: \"Bug check 0x%x\"\n"
			    "%s"
			    "        feedback: \"It %s the one.\"\n",
			    i, 0x38 + i, i == 1 ? "        right: true\n" : "",
			    i == 1 ? "is" : "is not");
	text_add_string(text, "    hints: [\"Look at the first line.\"]\n"
			      "    solution: It is 0x39.\n");
}

static void add_step(struct text *text, size_t lesson, size_t step)
{
	text_printf(text,
		    "  - id: s%zu-%zu\n"
		    "    kind: read\n"
		    "    title: Step %zu of lesson %zu\n"
		    "    minutes: 1\n"
		    "    sources: [\"none: made up by the bench, and "
		    "nothing else\"]\n"
		    "    text: |\n",
		    lesson, step, step, lesson);
	for (size_t i = 0; i < 4; i++)
		text_printf(text, "      %s",
			    sentences[(lesson + step + i) % SENTENCES]);
}

void generate_pack(const char *folder, size_t lessons, size_t steps)
{
	struct text text = { 0 };

	write_course(folder, lessons);
	for (size_t lesson = 0; lesson < lessons; lesson++) {
		char *path = generate_lesson_path(folder, lesson);
		char *inside = file_folder(path);

		make_folder(inside);
		add_lesson(&text, lesson);
		for (size_t step = 0; step < steps; step++)
			add_step(&text, lesson, step);
		write_file(path, &text);
		free(inside);
		free(path);
	}
	text_fini(&text);
}

void generate_long_course(const char *folder, size_t lines)
{
	struct text text = { 0 };
	char *path = generate_lesson_path(folder, 0);
	char *inside = file_folder(path), *prose = file_join(inside, "long.md");

	write_course(folder, 1);
	make_folder(inside);
	generate_prose(prose, lines);
	add_lesson(&text, 0);
	text_add_string(&text, "  - id: long\n"
			       "    kind: read\n"
			       "    title: A long read\n"
			       "    minutes: 60\n"
			       "    file: long.md\n");
	add_quiz(&text, "which");
	for (size_t step = 0; step < 400; step++)
		add_step(&text, 0, step);
	write_file(path, &text);
	text_fini(&text);
	free(prose);
	free(inside);
	free(path);
}

/* ---- symbols ---- */

static void add_field(struct text *text, size_t number, size_t in)
{
	text_printf(text, "%s\"Member%zu\": {\"offset\": %zu, \"type\": ",
		    number ? ", " : "", number, number * 8);
	if (number % 3 == 0)
		text_printf(text,
			    "{\"kind\": \"pointer\", \"subtype\": {\"kind\": "
			    "\"struct\", \"name\": \"_OBJECT_%zu\"}}}",
			    in / 2);
	else if (number % 3 == 1)
		text_add_string(text, "{\"kind\": \"base\", \"name\": "
				      "\"unsigned long\"}}");
	else
		text_printf(text,
			    "{\"kind\": \"bitfield\", \"bit_position\": %zu, "
			    "\"bit_length\": 1, \"type\": {\"kind\": "
			    "\"base\", \"name\": \"unsigned long\"}}}",
			    number % 32);
}

void generate_symbols(const char *path, size_t bytes)
{
	struct text text = { 0 };
	size_t count = 0;

	text_add_string(&text,
			"{\"metadata\": {\"format\": \"6.2.0\", \"windows\": "
			"{\"pdb\": {\"GUID\": "
			"\"00112233445566778899AABBCCDDEEFF\", \"age\": 1, "
			"\"database\": \"ntkrnlmp.pdb\", \"machine_type\": "
			"34404}}}, \"base_types\": {\"unsigned long\": "
			"{\"size\": 4, \"signed\": false, \"kind\": \"int\", "
			"\"endian\": \"little\"}}, \"user_types\": {");
	for (; text.size < bytes * 2 / 3; count++) {
		text_printf(&text,
			    "%s\"_OBJECT_%zu\": {\"kind\": \"struct\", "
			    "\"size\": 96, \"fields\": {",
			    count ? ", " : "", count);
		for (size_t i = 0; i < 12; i++)
			add_field(&text, i, count);
		text_add_string(&text, "}}");
	}
	text_add_string(&text, "}, \"enums\": {}, \"symbols\": {");
	for (count = 0; text.size < bytes; count++)
		text_printf(&text,
			    "%s\"KiFunctionNumber%zu\": {\"address\": %zu}",
			    count ? ", " : "", count, 4096 + count * 16);
	text_add_string(&text, "}}\n");
	write_file(path, &text);
	text_fini(&text);
}
