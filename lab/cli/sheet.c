#include "config.h"
#include "cli/sheet.h"

#include "base/mem.h"
#include "formats/cleaned.h"
#include "formats/markdown.h"
#include "views/flow.h"
#include "views/glyph.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BAR "\xe2\x94\x82 "

static void add_string(struct sheet *sheet, const char *string)
{
	glyph_add(&sheet->out, string, strlen(string), sheet->ascii);
}

void sheet_blank(struct sheet *sheet)
{
	text_add_char(&sheet->out, '\n');
}

static void add_line(struct sheet *sheet, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

static void add_line(struct sheet *sheet, const char *format, va_list args)
{
	char *line = NULL;

	if (vasprintf(&line, format, args) < 0)
		line = mem_strdup("");
	add_string(sheet, line);
	free(line);
}

void sheet_title(struct sheet *sheet, const char *format, ...)
{
	va_list args;

	if (sheet->ansi)
		text_add_string(&sheet->out, "\033[1m");
	va_start(args, format);
	add_line(sheet, format, args);
	va_end(args);
	text_add_string(&sheet->out, sheet->ansi ? "\033[0m\n" : "\n");
}

void sheet_line(struct sheet *sheet, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_line(sheet, format, args);
	va_end(args);
	sheet_blank(sheet);
}

void sheet_prose(struct sheet *sheet, int indent, const char *label,
		 const char *prose)
{
	int cells = (int)glyph_cells(label, strlen(label), sheet->ascii);
	int left = indent + cells + (cells > 0);
	struct markdown markdown;
	struct flow flow;

	markdown_parse(prose, strlen(prose), &markdown);
	flow_new(&markdown, sheet->width - left, sheet->ascii, &flow);
	if (cells) {
		text_printf(&sheet->out, "%*s", indent, "");
		add_string(sheet, label);
	}
	if (cells && !flow.line_count)
		sheet_blank(sheet);
	for (size_t i = 0; i < flow.line_count; i++) {
		if (i == 0 && cells)
			text_add_char(&sheet->out, ' ');
		else if (flow.lines[i].piece_count)
			text_printf(&sheet->out, "%*s", left, "");
		flow_print(&flow, i, 1, &sheet->out, sheet->ansi);
	}
	flow_fini(&flow);
	markdown_fini(&markdown);
}

void sheet_lines(struct sheet *sheet, const struct transcript *transcript,
		 size_t first, size_t count)
{
	struct text text = { 0 };

	for (size_t i = first; i < transcript->count && count; i++, count--) {
		const struct transcript_line *line = &transcript->lines[i];

		text_clear(&text);
		cleaned_add_code(&text, line->bytes, line->size);
		add_string(sheet, BAR);
		glyph_add(&sheet->out, text_string(&text), text.size,
			  sheet->ascii);
		sheet_blank(sheet);
	}
	text_fini(&text);
}

static void outline_lesson(struct sheet *sheet, size_t number)
{
	struct lesson_info lesson = course_lesson(sheet->course, number);

	sheet_blank(sheet);
	sheet_title(sheet, "%zu. %s (%s, %u minutes)", number + 1, lesson.title,
		    lesson.id, lesson.minutes);
	for (size_t i = 0; i < lesson.step_count; i++) {
		struct step_info step =
			course_step(sheet->course, lesson.first_step + i);

		sheet_line(sheet, "   %zu.%zu %s (%s: %s, %u min)", number + 1,
			   i + 1, step.title, step.id,
			   step_kind_name(step.kind), step.minutes);
	}
}

void sheet_outline(struct sheet *sheet)
{
	const struct course_info *info = course_info(sheet->course);

	sheet_title(sheet, "%s (%s, version %s)", info->title, info->id,
		    info->version);
	sheet_blank(sheet);
	sheet_prose(sheet, 0, "", info->summary);
	for (size_t i = 0; i < course_lesson_count(sheet->course); i++)
		outline_lesson(sheet, i);
}
