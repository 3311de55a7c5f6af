/*
 * A step on a sheet: its prose, what was recorded, the notes with the lines
 * that they are about.
 */
#include "config.h"
#include "cli/sheet.h"

#include "course/anchor.h"

#include <stdio.h>
#include <stdlib.h>

#define QUOTED_MOST 12 /* lines of a recording above a note */

static void add_heading(struct sheet *sheet, size_t number)
{
	struct step_info info = course_step(sheet->course, number);
	struct lesson_info lesson = course_lesson(sheet->course, info.lesson);

	sheet_title(sheet, "%zu.%zu %s", info.lesson + 1,
		    number - lesson.first_step + 1, info.title);
	sheet_line(sheet, "%s: %s, %u minute%s", info.id,
		   step_kind_name(info.kind), info.minutes,
		   info.minutes == 1 ? "" : "s");
}

static void add_sources(struct sheet *sheet, const struct strings *sources)
{
	for (size_t i = 0; i < sources->count; i++)
		sheet_prose(sheet, 3, "source:", sources->list[i]);
}

static enum err_code add_prose(struct sheet *sheet, const struct step *step,
			       struct err *err)
{
	enum err_code code;
	char *prose;

	code = course_read_prose(sheet->course, step, &prose, err);
	if (code)
		return code;
	if (*prose) {
		sheet_blank(sheet);
		sheet_prose(sheet, 0, "", prose);
	}
	free(prose);
	return ERR_OK;
}

static void quote_range(struct sheet *sheet, const struct transcript *text,
			const struct anchor_range *range)
{
	size_t count = range->count < QUOTED_MOST ? range->count : QUOTED_MOST;

	sheet_lines(sheet, text, range->first, count);
	if (count < range->count)
		sheet_line(sheet, "  (%zu more lines)", range->count - count);
}

static enum err_code add_note(struct sheet *sheet,
			      const struct transcript *text,
			      const struct step *step, size_t number,
			      struct err *err)
{
	const struct note *note = &step->notes.list[number];
	struct anchor_ranges ranges = { 0 };
	enum err_code code;

	code = anchor_find(&note->anchor, text, &ranges, err);
	sheet_blank(sheet);
	sheet_title(sheet, "Note %zu of %zu: %s", number + 1, step->notes.count,
		    note->title);
	for (size_t i = 0; i < ranges.count; i++)
		quote_range(sheet, text, &ranges.list[i]);
	anchor_ranges_fini(&ranges);
	if (code) {
		err_prefix(err, "note '%s'", note->id);
		return code;
	}
	sheet_prose(sheet, 3, "", note->what);
	sheet_prose(sheet, 3, "From:", note->from);
	sheet_prose(sheet, 3, "Not:", note->isnt);
	add_sources(sheet, &note->sources);
	return ERR_OK;
}

static enum err_code add_replay(struct sheet *sheet, const struct step *step,
				struct err *err)
{
	struct transcript text;
	enum err_code code;

	if (step->ask) {
		sheet_blank(sheet);
		sheet_title(sheet, "Before the output is shown: %s",
			    step->ask->title ? step->ask->title : "");
		code = sheet_question(sheet, step->ask, err);
		if (code)
			return code;
	}
	code = course_read_recording(sheet->course, &step->recording, &text,
				     err);
	if (code)
		return code;
	sheet_blank(sheet);
	sheet_lines(sheet, &text, 0, text.count);
	for (size_t i = 0; i < step->notes.count && !code; i++)
		code = add_note(sheet, &text, step, i, err);
	transcript_fini(&text);
	return code;
}

enum err_code sheet_step(struct sheet *sheet, size_t number, struct err *err)
{
	const struct step *step;
	enum err_code code;

	code = course_read(sheet->course, number, &step, err);
	if (code)
		return code;
	add_heading(sheet, number);
	code = add_prose(sheet, step, err);
	if (!code && step->kind == STEP_REPLAY)
		code = add_replay(sheet, step, err);
	if (!code && step->question)
		code = sheet_question(sheet, step->question, err);
	if (!code && step_is_task(step))
		sheet_task(sheet, step);
	if (!code && step->sources.count) {
		sheet_blank(sheet);
		add_sources(sheet, &step->sources);
	}
	return code;
}
