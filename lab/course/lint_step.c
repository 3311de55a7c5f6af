/*
 * Steps: their files, notes, folds and sources.
 */
#include "config.h"
#include "course/lint_room.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

bool lint_anchor(struct lint *lint, const struct lint_file *file,
		 const struct anchor *anchor,
		 const struct transcript *transcript, struct anchor_ranges *ret)
{
	struct err err;
	enum err_code code;

	if (!anchor->text || !transcript)
		return false;
	code = anchor_find(anchor, transcript, ret, &err);
	if (code)
		fault_add(lint->faults, FAULT_ANCHOR, file->shown,
			  anchor->place.line, anchor->place.column, "%s",
			  err.message);
	return true;
}

void lint_anchors(struct lint *lint, const struct lint_file *file,
		  const struct anchors *anchors,
		  const struct transcript *transcript)
{
	for (size_t i = 0; i < anchors->count; i++) {
		struct anchor_ranges ranges;

		if (lint_anchor(lint, file, &anchors->list[i], transcript,
				&ranges))
			anchor_ranges_fini(&ranges);
	}
}

/* ---- folds ---- */

struct folded {
	struct anchor_range range;
	const struct fold *fold;
};

static int by_line(const void *a, const void *b)
{
	const struct folded *x = a, *y = b;

	return x->range.first < y->range.first	 ? -1
	       : x->range.first > y->range.first ? 1
						 : 0;
}

/* The anchor that a fold amounts to: from its text to its last line. */
static bool measure_fold(struct lint *lint, const struct lint_file *file,
			 const struct fold *fold,
			 const struct transcript *transcript,
			 struct folded *ret)
{
	struct anchor anchor = fold->anchor;
	struct anchor_ranges ranges;
	bool one;

	anchor.to = fold->to;
	anchor.lines = 0;
	if (!fold->to || !lint_anchor(lint, file, &anchor, transcript, &ranges))
		return false;
	one = ranges.count == 1;
	if (one)
		*ret = (struct folded){ ranges.list[0], fold };
	else if (ranges.count > 1 && anchor.count == (int64_t)ranges.count)
		fault_add(lint->faults, FAULT_ANCHOR, file->shown,
			  fold->anchor.place.line, fold->anchor.place.column,
			  "a fold begins at one line, not %zu: '%s': add "
			  "'nth'",
			  ranges.count, fold->anchor.text);
	anchor_ranges_fini(&ranges);
	return one;
}

static void check_folds(struct lint *lint, const struct lint_file *file,
			const struct step *step,
			const struct transcript *transcript)
{
	struct folded *folds = mem_calloc(step->folds.count, sizeof(*folds));
	size_t count = 0;

	for (size_t i = 0; i < step->folds.count; i++)
		count += measure_fold(lint, file, &step->folds.list[i],
				      transcript, &folds[count]);
	if (count)
		qsort(folds, count, sizeof(*folds), by_line);
	for (size_t i = 1; i < count; i++) {
		const struct anchor_range *above = &folds[i - 1].range;

		if (folds[i].range.first >= above->first + above->count)
			continue;
		fault_add(lint->faults, FAULT_ANCHOR, file->shown,
			  folds[i].fold->place.line,
			  folds[i].fold->place.column,
			  "two folds hold line %zu: '%s': let the one above "
			  "end earlier",
			  folds[i].range.first + 1, folds[i].fold->anchor.text);
	}
	free(folds);
}

/* ---- steps ---- */

/*
 * A text about Windows says where it has it from. A source that begins
 * `none:` says that there is no such fact in it.
 */
static void need_sources(struct lint *lint, const struct lint_file *file,
			 const struct yaml_node *node, const char *what)
{
	if (node->kind == YAML_MAP && !yaml_find(node, "sources"))
		fault_add(lint->faults, FAULT_MISSING_KEY, file->shown,
			  node->line, node->column,
			  "a %s needs 'sources': say where its facts come "
			  "from, or 'none:' and what it is about",
			  what);
}

static void lint_note(struct lint *lint, const struct lint_file *file,
		      const struct note *note, const struct yaml_node *node,
		      const struct transcript *transcript)
{
	struct anchor_ranges ranges;

	lint->counts.notes++;
	need_sources(lint, file, node, "note");
	lint_meets(lint, file, node);
	if (lint_anchor(lint, file, &note->anchor, transcript, &ranges))
		anchor_ranges_fini(&ranges);
}

static void lint_read_step(struct lint *lint, const struct lint_file *file,
			   const struct step *step,
			   const struct yaml_node *node)
{
	need_sources(lint, file, node, "read step");
	if (step->file)
		lint_name_file(lint, file, lint_key_place(node, "file"),
			       step->file);
}

static void lint_replay(struct lint *lint, const struct lint_file *file,
			const struct step *step, const struct yaml_node *node)
{
	const char *key = step->recording.transcript ? "transcript" : "source";
	const struct transcript *transcript = lint_recording(
		lint, file, lint_key_place(node, key), &step->recording);
	const struct yaml_node *note = lint_member(node, "notes", 0);

	for (size_t i = 0; note && i < step->notes.count;
	     i++, note = note->next)
		lint_note(lint, file, &step->notes.list[i], note, transcript);
	check_folds(lint, file, step, transcript);
	if (step->ask)
		lint_question(lint, file, step->ask, yaml_find(node, "ask"));
}

/* Whether a step is of the kind that its struct says; an unknown word reads
 * as the first kind. */
static bool is_kind(const struct step *step, const struct yaml_node *node)
{
	const struct yaml_node *kind = yaml_find(node, "kind");

	return kind && kind->kind == YAML_SCALAR &&
	       strcmp(kind->text, step_kind_name(step->kind)) == 0;
}

static void lint_step(struct lint *lint, const struct lint_file *file,
		      const struct step *step, const struct yaml_node *node)
{
	lint->counts.steps++;
	lint_meets(lint, file, node);
	if (node->kind != YAML_MAP || !is_kind(step, node))
		return;
	if (step->dump && strcmp(step->dump, STEP_OWN_DUMP) != 0)
		lint_dump(lint, file, lint_key_place(node, "dump"), step->dump,
			  false);
	lint_dump(lint, file, lint_key_place(node, "symbols"), step->symbols,
		  true);
	switch (step->kind) {
	case STEP_READ:
		lint_read_step(lint, file, step, node);
		break;
	case STEP_REPLAY:
		lint_replay(lint, file, step, node);
		break;
	case STEP_QUIZ:
		if (step->question)
			lint_question(lint, file, step->question, node);
		break;
	case STEP_BUILD:
	case STEP_CONSOLE:
		lint_task(lint, file, step, node);
		break;
	case STEP_KINDS:
		break;
	}
}

void lint_lesson_steps(struct lint *lint, struct lint_lesson *lesson)
{
	const struct yaml_node *node = lint_member(lesson->tree, "steps", 0);

	for (size_t i = 0; node && i < lesson->lesson.steps.count;
	     i++, node = node->next)
		lint_step(lint, lesson->file, &lesson->lesson.steps.list[i],
			  node);
}
