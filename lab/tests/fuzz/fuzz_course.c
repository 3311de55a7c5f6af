/*
 * Any YAML as each kind of course file: structs or faults. Where there is no
 * fault, what the format requires is there.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "course/schema.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

static void check_question(const struct question *q)
{
	demand(q->id && q->title && q->text && q->solution);
	demand(q->hints.count > 0);
	demand(q->type < QUESTION_TYPES);
	demand(question_type_name(q->type) != NULL);
	if (q->type == QUESTION_SINGLE || q->type == QUESTION_MULTIPLE)
		demand(q->options.count >= 2 && q->options.count <= 8);
	for (size_t i = 0; i < q->options.count; i++)
		demand(q->options.list[i].feedback != NULL);
	if (q->type == QUESTION_MATCH)
		demand(q->pairs.count + q->spare.count <= 16);
	for (size_t i = 0; i < q->numbers_right.count; i++)
		demand(q->numbers_right.list[i].from <=
		       q->numbers_right.list[i].upto);
	for (size_t i = 0; i < q->points_right.count; i++)
		demand(q->points_right.list[i].anchor.text != NULL);
}

static void check_step(const struct step *step)
{
	demand(step->id && step->title);
	demand(step->minutes >= 1 && step->minutes <= 60);
	demand(step->kind < STEP_KINDS);
	demand((step->kind == STEP_QUIZ) == (step->question != NULL));
	if (step->kind == STEP_READ)
		demand(!step->text != !step->file);
	if (step->kind == STEP_REPLAY)
		demand(step->notes.count && (!step->recording.transcript !=
					     !step->recording.source));
	if (step->question)
		check_question(step->question);
	if (step->ask)
		check_question(step->ask);
	for (size_t i = 0; i < step->notes.count; i++)
		demand(step->notes.list[i].isnt &&
		       step->notes.list[i].anchor.count >= 1);
}

static void check_lesson(const struct lesson_file *lesson)
{
	demand(lesson->id && lesson->title && lesson->steps.count);
	for (size_t i = 0; i < lesson->steps.count; i++)
		check_step(&lesson->steps.list[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct yaml_place place = { .file = "f" };
	struct arena arena = { 0 };
	struct faults faults = { 0 };
	struct schema_source source = { "f", &arena, &faults };
	const struct yaml_node *root =
		yaml_parse(&arena, &place, (const char *)bytes, size, &faults);
	bool whole = root && !faults.count;
	struct course_file course;
	struct lesson_file lesson;
	struct glossary glossary;
	struct step step;

	if (root && schema_read_lesson(&source, root, &lesson) && whole)
		check_lesson(&lesson);
	if (root && schema_read_step(&source, root, &step) && whole)
		check_step(&step);
	if (root && schema_read_course(&source, root, &course) && whole)
		demand(course.info.id && course.lessons.count);
	if (root && schema_read_glossary(&source, root, &glossary) && whole)
		demand(glossary.terms.count && glossary.terms.list[0].term);
	arena_fini(&arena);
	faults_fini(&faults);
	return 0;
}
