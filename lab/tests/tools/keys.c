/*
 * keys COURSE SEED: what finishes a course in the full screen, one action a
 * line, for a learner whose shuffles come from SEED (kdlab --seed SEED). It
 * knows the course, the judge and lab/views/keymap.c's keys; nothing is
 * played here.
 *
 *   at 3.2 valve      this step must come: its number, its id
 *   key Down 4        a key, so many times; names as tmux has them
 *   type !mex.di      text for an answer
 *   note 2 of 5       this note must come
 *   see 0: kd> !mex   and what it is about must be on the screen
 *   change OLD => NEW the editor makes this change when it is next opened
 *   built             the compiler must have built the driver
 *   enter sc query    a line for the target's console; where the machine stops
 *                     by it, a key starts it again
 *   end 12 9          the course must be done: its steps, its questions
 */
#include "config.h"

#include "base/file.h"
#include "base/text.h"
#include "course/anchor.h"
#include "course/edit.h"
#include "course/judge.h"
#include "course/prove.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A noted line is looked for by its beginning: a narrow screen cuts it. */
#define SEEN_MOST 30

static uint64_t seed;

static void die(const char *what, const char *why)
{
	fprintf(stderr, "keys: %s: %s\n", what, why);
	exit(1);
}

static void press(const char *key, size_t times)
{
	if (times > 1)
		printf("key %s %zu\n", key, times);
	else if (times)
		printf("key %s\n", key);
}

static void press_letter(size_t place)
{
	printf("key %c\n", (char)('a' + place));
}

/* Up or down in a list; by letter only where no choice has that letter. */
static void move(const struct question *question, long by)
{
	bool free = judge_choice_count(question, CHOICE_FIRST) < 'j' - 'a';

	if (by < 0)
		press(free ? "k" : "Up", (size_t)-by);
	else
		press(free ? "j" : "Down", (size_t)by);
}

/* ---- replies by their ids ---- */

/* The learner's place of the "#id" at *at, which moves behind it. */
static size_t take_place(const struct question *question, enum choice_set set,
			 const char **at)
{
	const char *id = *at + (**at == '#');
	size_t size = strcspn(id, " =");
	size_t count = judge_choice_count(question, set);

	for (size_t i = 0; i < count; i++) {
		const char *have = judge_choice(question, set, seed, i).id;

		if (strlen(have) != size || memcmp(have, id, size) != 0)
			continue;
		*at = id + size;
		*at += strspn(*at, " =");
		return i;
	}
	die(question->id, "its right reply names no choice of it");
	return 0;
}

static void answer_single(const struct question *question, const char *reply)
{
	press_letter(take_place(question, CHOICE_FIRST, &reply));
}

/* With the cursor and Space, which single does not use. */
static void answer_multiple(const struct question *question, const char *reply)
{
	long cursor = 0;

	while (*reply) {
		long place = (long)take_place(question, CHOICE_FIRST, &reply);

		move(question, place - cursor);
		press("Space", 1);
		cursor = place;
	}
}

/* Each item in turn is lifted and carried up to its rank. */
static void answer_order(const struct question *question, const char *reply)
{
	size_t order[JUDGE_CHOICES_MOST];
	size_t count = judge_choice_count(question, CHOICE_FIRST), rank = 0;
	long cursor = 0;

	for (size_t i = 0; i < count; i++)
		order[i] = i;
	for (; *reply && rank < count; rank++) {
		size_t place = take_place(question, CHOICE_FIRST, &reply);
		size_t at = rank;

		while (at + 1 < count && order[at] != place)
			at++;
		if (at == rank)
			continue;
		move(question, (long)at - cursor);
		press("Space", 1);
		move(question, (long)rank - (long)at);
		press("Space", 1);
		memmove(order + rank + 1, order + rank,
			(at - rank) * sizeof(*order));
		order[rank] = place;
		cursor = (long)rank;
	}
}

static void answer_match(const struct question *question, const char *reply)
{
	while (*reply) {
		size_t line = take_place(question, CHOICE_FIRST, &reply);
		size_t meaning = take_place(question, CHOICE_SECOND, &reply);

		printf("key %zu\n", line + 1);
		press_letter(meaning);
	}
}

static void answer(const struct question *question, const char *reply)
{
	switch (question->type) {
	case QUESTION_SINGLE:
	case QUESTION_TRUEFALSE:
		answer_single(question, reply);
		break;
	case QUESTION_MULTIPLE:
		answer_multiple(question, reply);
		break;
	case QUESTION_ORDER:
		answer_order(question, reply);
		break;
	case QUESTION_MATCH:
		answer_match(question, reply);
		break;
	case QUESTION_POINT: /* the cursor starts at line 1 */
		press("Down", strtoul(reply, NULL, 10) - 1);
		break;
	case QUESTION_NUMBER:
	case QUESTION_TEXT:
	case QUESTION_TYPES:
		printf("type %s\n", reply);
		break;
	}
	press("Enter", 1);
}

static void ask(struct course *course, const struct question *question)
{
	struct transcript recording;
	struct text reply = { 0 };
	struct err err;
	enum err_code code =
		prove_recording(course, question, &recording, &err);

	if (code && code != ERR_NOT_FOUND)
		die(question->id, err.message);
	if (!prove_right_reply(question, code ? NULL : &recording, &reply))
		die(question->id, "no right reply is declared");
	answer(question, text_string(&reply));
	if (!code)
		transcript_fini(&recording);
	text_fini(&reply);
}

/* ---- steps ---- */

/* The beginning of a note's first line, where that is plain. */
static void see(const struct note *note, const struct transcript *recording)
{
	struct anchor_ranges ranges;
	struct err err;
	const struct transcript_line *line;
	size_t from = 0, to;

	if (anchor_find(&note->anchor, recording, &ranges, &err))
		die(note->id, err.message);
	line = &recording->lines[ranges.list[0].first];
	while (from < line->size && strchr(" \t", line->bytes[from]))
		from++;
	to = from;
	while (to < line->size && to < SEEN_MOST && line->bytes[to] >= ' ' &&
	       line->bytes[to] < 0x7f)
		to++;
	while (to > from && line->bytes[to - 1] == ' ')
		to--;
	if (to > from)
		printf("see %.*s\n", (int)(to - from), line->bytes + from);
	anchor_ranges_fini(&ranges);
}

static void replay(struct course *course, const struct step *step)
{
	struct transcript recording;
	struct err err;

	if (step->ask) {
		ask(course, step->ask);
		press("Enter", 1); /* on to the output */
	}
	if (course_read_recording(course, &step->recording, &recording, &err))
		die(step->id, err.message);
	for (size_t i = 0; i < step->notes.count; i++) {
		press("n", 1);
		printf("note %zu of %zu\n", i + 1, step->notes.count);
		see(&step->notes.list[i], &recording);
	}
	press("n", 1); /* on to the next step */
	transcript_fini(&recording);
}

/* The editor of the play makes the changes, and the build comes by itself. */
static void build(const struct step *step)
{
	for (size_t i = 0; i < step->task.edits.count; i++) {
		struct text change = { 0 };

		edit_print(&step->task.edits.list[i], &change);
		printf("change %s\n", text_string(&change));
		text_fini(&change);
	}
	press(step->task.edits.count ? "e" : "b", 1);
	printf("built\n");
}

static void console(const struct step *step)
{
	if (step->task.edits.count)
		build(step);
	press("Enter", 1);
	for (size_t i = 0; i < step->task.commands.count; i++)
		printf("enter %s\n", step->task.commands.list[i]);
	press("Escape", 1);
}

/* keys --change FILE CHANGES: makes the changes, a line each, in a file. */
static void change(const char *file, const char *changes)
{
	struct text text = { 0 };
	char *bytes = NULL, *lines = NULL;
	struct err err;
	size_t size;

	if (file_read(file, 1 << 20, &bytes, &size, NULL, &err) ||
	    file_read(changes, 1 << 20, &lines, &size, NULL, &err))
		die("change", err.message);
	text_add_string(&text, bytes);
	for (char *line = lines, *next; *line; line = next) {
		size_t length = strcspn(line, "\n");
		struct text find = { 0 }, put = { 0 };
		struct edit edit;

		next = line + length + (line[length] == '\n');
		line[length] = '\0';
		if (edit_parse(line, &find, &put, &err))
			die("change", err.message);
		edit = (struct edit){ .find = text_string(&find),
				      .put = text_string(&put) };
		if (edit_apply(&edit, &text, &err))
			die("change", err.message);
		text_fini(&find);
		text_fini(&put);
	}
	if (file_write(file, text_string(&text), text.size, &err))
		die("change", err.message);
	text_fini(&text);
	free(lines);
	free(bytes);
}

/* Returns how many questions it asks. */
static size_t play(struct course *course, size_t number)
{
	struct step_info info = course_step(course, number);
	struct lesson_info lesson = course_lesson(course, info.lesson);
	const struct step *step;
	struct err err;

	if (course_read(course, number, &step, &err))
		die(info.id, err.message);
	printf("at %zu.%zu %s\n", info.lesson + 1,
	       number - lesson.first_step + 1, info.id);
	switch (step->kind) {
	case STEP_QUIZ:
		ask(course, step->question);
		press("Enter", 1);
		break;
	case STEP_REPLAY:
		replay(course, step);
		break;
	case STEP_BUILD:
		build(step);
		press("]", 1);
		break;
	case STEP_CONSOLE:
		console(step);
		press("]", 1);
		break;
	case STEP_READ:
	case STEP_KINDS:
		press("n", 1);
		break;
	}
	return prove_question(step) != NULL;
}

int main(int argc, char **argv)
{
	struct course *course;
	size_t questions = 0;
	struct err err;
	char *data;

	if (argc == 4 && strcmp(argv[1], "--change") == 0) {
		change(argv[2], argv[3]);
		return 0;
	}
	if (argc != 3)
		die("usage", "keys COURSE SEED");
	seed = strtoull(argv[2], NULL, 0);
	data = file_data();
	if (course_open(
		    &(struct course_config){ .path = argv[1], .data = data },
		    &course, NULL, &err))
		die(argv[1], err.message);
	for (size_t i = 0; i < course_step_count(course); i++)
		questions += play(course, i);
	printf("end %zu %zu\n", course_step_count(course), questions);
	course_free(course);
	free(data);
	return 0;
}
