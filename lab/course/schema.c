#include "config.h"
#include "course/schema.h"

#include "base/limits.h"
#include "course/schema_table.h"

#include <string.h>
_Static_assert(sizeof(enum question_type) == sizeof(int) &&
		       sizeof(enum number_base) == sizeof(int) &&
		       sizeof(enum step_kind) == sizeof(int),
	       "the reader writes enums as int");

/* ---- words ---- */

static const char *const kind_names[] = { "read",  "replay",  "quiz",
					  "build", "console", NULL };

const char *step_kind_name(enum step_kind kind)
{
	return kind_names[kind];
}

/* ---- steps ---- */

static const struct schema_row note_rows[] = {
	ROW("id", SCHEMA_ID, struct note, id, REQUIRED,
	    .help = "unique in its step"),
	ROW("anchor", SCHEMA_OBJECT, struct note, anchor, REQUIRED,
	    .object = &schema_anchor, .help = "the lines it explains"),
	ROW("title", SCHEMA_LINE, struct note, title, REQUIRED,
	    .help = "a few words, for the list of notes"),
	ROW("what", SCHEMA_PROSE, struct note, what, REQUIRED,
	    .help = "what the line is"),
	ROW("from", SCHEMA_PROSE, struct note, from, REQUIRED,
	    .help = "where the value comes from"),
	ROW("not", SCHEMA_PROSE, struct note, isnt, REQUIRED,
	    .help = "what it does not mean"),
	ROW("sources", SCHEMA_LINES, struct note, sources,
	    .help = "where its facts come from"),
	ROW("meets", SCHEMA_IDS, struct note, meets,
	    .help = "misconceptions that it clears up"),
};

static const struct schema_object note_object = {
	.name = "note",
	.size = sizeof(struct note),
	.place = offsetof(struct note, place),
	ROWS(note_rows),
	.unique = true,
};

static const struct schema_row fold_rows[] = {
	ROW("anchor", SCHEMA_OBJECT, struct fold, anchor, REQUIRED,
	    .object = &schema_anchor, .help = "the part's first line"),
	ROW("to", SCHEMA_LINE, struct fold, to, REQUIRED,
	    .help = "text of the part's last line"),
	ROW("label", SCHEMA_LINE, struct fold, label, REQUIRED,
	    .help = "what is shown while it is folded"),
};

static const struct schema_object fold_object = {
	.name = "fold",
	.size = sizeof(struct fold),
	.place = offsetof(struct fold, place),
	ROWS(fold_rows),
};

#define TASKS (ON(STEP_BUILD) | ON(STEP_CONSOLE))

static const struct schema_row step_rows[] = {
	ROW("id", SCHEMA_ID, struct step, id, REQUIRED,
	    .help = "for ever: progress hangs on it; unique in the course"),
	ROW("was", SCHEMA_ID, struct step, was, .help = "the id it had before"),
	ROW("kind", SCHEMA_ENUM, struct step, kind, REQUIRED,
	    .names = kind_names, .help = "what is done in it"),
	ROW("title", SCHEMA_LINE, struct step, title, REQUIRED,
	    .help = "a few words, for the outline"),
	ROW("minutes", SCHEMA_WHOLE, struct step, minutes, REQUIRED, .least = 1,
	    .most = 60, .help = "how long it takes, 1 to 60"),
	ROW("sources", SCHEMA_LINES, struct step, sources,
	    .help = "where its facts come from"),
	ROW("meets", SCHEMA_IDS, struct step, meets,
	    .help = "misconceptions that it clears up"),
	ROW("dump", SCHEMA_PATH, struct step, dump,
	    .help = "what the debugger opens here, under dumps/; the course's "
		    "unless said"),
	ROW("symbols", SCHEMA_PATH, struct step, symbols,
	    .help = "a folder under dumps/; the course's unless said"),
	ROW("text", SCHEMA_PROSE, struct step, text,
	    .when = ON(STEP_READ) | ON(STEP_REPLAY) | TASKS,
	    .help = "prose; before the command of a replay"),
	ROW("file", SCHEMA_PATH, struct step, file,
	    .when = ON(STEP_READ) | TASKS,
	    .help = "a .md beside the lesson, instead of text"),
	ROW("transcript", SCHEMA_PATH, struct step, recording.transcript,
	    .when = ON(STEP_REPLAY), .help = "a file under dumps/"),
	ROW("source", SCHEMA_PATH, struct step, recording.source,
	    .when = ON(STEP_REPLAY), .help = "a file under driver/"),
	ROW("source", SCHEMA_PATH, struct step, recording.source, REQUIRED,
	    .when = ON(STEP_BUILD),
	    .help = "a driver under driver/; the learner gets a copy"),
	ROW("source", SCHEMA_PATH, struct step, recording.source,
	    .when = ON(STEP_CONSOLE),
	    .help = "a driver under driver/ that can be changed here, too"),
	ROW("ask", SCHEMA_POINTER, struct step, ask, .when = ON(STEP_REPLAY),
	    .object = &schema_question,
	    .help = "a question put before the output is shown"),
	ROW("fold", SCHEMA_OBJECTS, struct step, folds, .when = ON(STEP_REPLAY),
	    .object = &fold_object, .least = 1,
	    .help = "parts that start folded"),
	ROW("notes", SCHEMA_OBJECTS, struct step, notes, REQUIRED,
	    .when = ON(STEP_REPLAY), .object = &note_object, .least = 1,
	    .help = "in the order in which n visits them"),
	ROW("goals", SCHEMA_OBJECTS, struct step, task.goals, REQUIRED,
	    .when = TASKS, .object = &schema_goal, .least = 1, .most = 16,
	    .help = "what is to be so"),
	ROW("ordered", SCHEMA_BOOL, struct step, task.ordered, .when = TASKS,
	    .help = "a goal counts once those before it are met"),
	ROW("fresh", SCHEMA_BOOL, struct step, task.fresh,
	    .when = ON(STEP_CONSOLE),
	    .help = "the machine is switched on anew for this step"),
	ROW("from", SCHEMA_LINES, struct step, task.from,
	    .when = ON(STEP_CONSOLE),
	    .help = "commands that bring a machine just switched on to where "
		    "this step begins"),
	ROW("hints", SCHEMA_PROSES, struct step, task.hints, REQUIRED,
	    .when = TASKS, .help = "a ladder, from a nudge to almost all"),
	ROW("solution", SCHEMA_PROSE, struct step, task.solution, REQUIRED,
	    .when = TASKS, .help = "what does it, and why"),
	ROW("edits", SCHEMA_OBJECTS, struct step, task.edits, .when = TASKS,
	    .object = &schema_edit, .least = 1,
	    .help = "what is changed in the source; prove plays it"),
	ROW("commands", SCHEMA_LINES, struct step, task.commands, REQUIRED,
	    .when = ON(STEP_CONSOLE),
	    .help = "lines that reach the goals; prove plays them"),
	ROW("slips", SCHEMA_OBJECTS, struct step, task.slips, .when = TASKS,
	    .object = &schema_slip, .least = 1,
	    .help = "what goes wrong usually; prove plays it"),
	{ .type = SCHEMA_INLINE,
	  .when = ON(STEP_QUIZ),
	  .offset = offsetof(struct step, question),
	  .object = &schema_question },
};

static const struct schema_choice step_choices[] = {
	{ .keys = { "text", "file" }, REQUIRED, .when = ON(STEP_READ) | TASKS },
	{ .keys = { "transcript", "source" },
	  REQUIRED,
	  .when = ON(STEP_REPLAY) },
};

static void finish_step(struct schema_read *read, const struct yaml_node *node,
			void *object)
{
	struct step *step = object;

	(void)read;
	(void)node;
	if (!step->question)
		return;
	step->question->id = step->id;
	step->question->was = step->was;
	step->question->title = step->title;
	step->question->meets = step->meets;
	step->question->place = step->place;
}

const struct schema_object schema_step = {
	.name = "step",
	.size = sizeof(struct step),
	.place = offsetof(struct step, place),
	ROWS(step_rows),
	.variant = "kind",
	.names = kind_names,
	CHOICES(step_choices),
	.finish = finish_step,
};

/* ---- files ---- */

static const struct schema_row lesson_rows[] = {
	ROW("id", SCHEMA_ID, struct lesson_file, id, REQUIRED,
	    .help = "unique in the course"),
	ROW("title", SCHEMA_LINE, struct lesson_file, title, REQUIRED,
	    .help = "a few words"),
	ROW("objectives", SCHEMA_PROSES, struct lesson_file, objectives,
	    REQUIRED, .help = "what a learner can do afterwards"),
	ROW("prerequisites", SCHEMA_IDS, struct lesson_file, prerequisites,
	    .help = "ids of lessons of this course"),
	ROW("steps", SCHEMA_OBJECTS, struct lesson_file, steps, REQUIRED,
	    .object = &schema_step, .least = 1, .help = "in order"),
};

const struct schema_object schema_lesson = {
	.name = "lesson",
	.size = sizeof(struct lesson_file),
	.place = offsetof(struct lesson_file, place),
	ROWS(lesson_rows),
};

static const struct schema_row misconception_rows[] = {
	ROW("id", SCHEMA_ID, struct misconception, id, REQUIRED,
	    .help = "what `meets` names"),
	ROW("belief", SCHEMA_PROSE, struct misconception, belief, REQUIRED,
	    .help = "what people believe"),
	ROW("truth", SCHEMA_PROSE, struct misconception, truth, REQUIRED,
	    .help = "what is so instead"),
};

static const struct schema_object misconception_object = {
	.name = "misconception",
	.size = sizeof(struct misconception),
	.place = offsetof(struct misconception, place),
	ROWS(misconception_rows),
	.unique = true,
};

static const struct schema_row course_rows[] = {
	ROW("format", SCHEMA_WHOLE, struct course_file, format, REQUIRED,
	    .least = 1, .most = 1, .help = "1"),
	ROW("id", SCHEMA_ID, struct course_file, info.id, REQUIRED,
	    .help = "for ever: progress hangs on it"),
	ROW("title", SCHEMA_LINE, struct course_file, info.title, REQUIRED,
	    .help = "a few words"),
	ROW("version", SCHEMA_LINE, struct course_file, info.version, REQUIRED,
	    .help = "yours; a text"),
	ROW("language", SCHEMA_LINE, struct course_file, info.language,
	    .help = "en unless said"),
	ROW("license", SCHEMA_LINE, struct course_file, info.license,
	    .help = "who may do what with it"),
	ROW("authors", SCHEMA_LINES, struct course_file, info.authors,
	    .help = "who wrote it"),
	ROW("summary", SCHEMA_PROSE, struct course_file, info.summary, REQUIRED,
	    .help = "shown before the first step"),
	ROW("objectives", SCHEMA_PROSES, struct course_file, info.objectives,
	    REQUIRED, .help = "what a learner can do afterwards"),
	ROW("prerequisites", SCHEMA_PROSES, struct course_file,
	    info.prerequisites, .help = "what a learner should know"),
	ROW("glossary", SCHEMA_PATH, struct course_file, glossary,
	    .help = "the file of terms"),
	ROW("dump", SCHEMA_PATH, struct course_file, info.dump,
	    .help = "what the debugger opens: a file under dumps/"),
	ROW("symbols", SCHEMA_PATH, struct course_file, info.symbols,
	    .help = "a folder of its symbols under dumps/"),
	ROW("misconceptions", SCHEMA_OBJECTS, struct course_file,
	    misconceptions, .object = &misconception_object, .least = 1,
	    .help = "what people believe wrongly; each is met somewhere"),
	ROW("lessons", SCHEMA_PATHS, struct course_file, lessons, REQUIRED,
	    .least = 1, .most = LIMIT_LESSONS,
	    .help = "lesson.yaml files, in order"),
};

static void finish_course(struct schema_read *read,
			  const struct yaml_node *node, void *object)
{
	struct course_file *course = object;

	(void)read;
	(void)node;
	if (!course->info.language)
		course->info.language = "en";
}

const struct schema_object schema_course = {
	.name = "course",
	.size = sizeof(struct course_file),
	.place = offsetof(struct course_file, place),
	ROWS(course_rows),
	.finish = finish_course,
};

static const struct schema_row term_rows[] = {
	ROW("id", SCHEMA_ID, struct term, id, REQUIRED,
	    .help = "unique in the glossary"),
	ROW("term", SCHEMA_LINE, struct term, term, REQUIRED,
	    .help = "as it is written"),
	ROW("text", SCHEMA_PROSE, struct term, text, REQUIRED,
	    .help = "one to three sentences"),
	ROW("also", SCHEMA_LINES, struct term, also, .help = "other spellings"),
	ROW("sources", SCHEMA_LINES, struct term, sources,
	    .help = "where its facts come from"),
};

static const struct schema_object term_object = {
	.name = "term",
	.size = sizeof(struct term),
	.place = offsetof(struct term, place),
	ROWS(term_rows),
	.unique = true,
};

static const struct schema_row glossary_rows[] = {
	ROW("terms", SCHEMA_OBJECTS, struct glossary, terms, REQUIRED,
	    .object = &term_object, .least = 1, .help = "in any order"),
};

const struct schema_object schema_glossary = {
	.name = "glossary",
	.size = sizeof(struct glossary),
	.place = SCHEMA_NO_PLACE,
	ROWS(glossary_rows),
};

const struct schema_row *schema_inline_row(const struct schema_object *object)
{
	const struct schema_row *last = &object->rows[object->row_count - 1];

	return last->type == SCHEMA_INLINE ? last : NULL;
}
