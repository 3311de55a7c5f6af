/*
 * A sheet of a course on paper, so to speak: titles, wrapped prose, recorded
 * lines. For kdlab show.
 */
#ifndef LAB_CLI_SHEET_H
#define LAB_CLI_SHEET_H

#include "base/text.h"
#include "course/course.h"

#include <stdbool.h>
#include <stddef.h>

struct sheet {
	struct course *course;
	struct text out;
	int width; /* cells of prose; recorded lines may be wider */
	bool ascii, ansi;
};

void sheet_blank(struct sheet *sheet);
/* A line in bold. */
void sheet_title(struct sheet *sheet, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* A line as it is. */
void sheet_line(struct sheet *sheet, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/*
 * Prose, indented by cells, with a label before its first line that may be
 * "". The text begins behind the label even where that is longer.
 */
void sheet_prose(struct sheet *sheet, int indent, const char *label,
		 const char *prose);
/* Recorded lines [first, first + count), with a bar left of them. */
void sheet_lines(struct sheet *sheet, const struct transcript *transcript,
		 size_t first, size_t count);

/* The whole of a step, with all that a learner may ask for. */
enum err_code sheet_step(struct sheet *sheet, size_t step,
			 struct err *err) ERR_CHECK;
/* A question, its replies with what is said to them, hints, solution. */
enum err_code sheet_question(struct sheet *sheet,
			     const struct question *question,
			     struct err *err) ERR_CHECK;
/* Goals, hints, solution and slips of a build or console step. */
void sheet_task(struct sheet *sheet, const struct step *step);
/* The lessons and steps of the course. */
void sheet_outline(struct sheet *sheet);

#endif
