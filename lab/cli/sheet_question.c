/*
 * A question on a sheet. Replies stand in the order of their file, each with
 * what is said to it.
 */
#include "config.h"
#include "cli/sheet.h"

#include "base/mem.h"
#include "course/anchor.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void say(struct sheet *sheet, bool right, const char *feedback)
{
	sheet_prose(sheet, 4, right ? "right:" : "wrong:", feedback);
}

/* A reply that is no prose, and what is said to it. */
static void add_reply(struct sheet *sheet, bool right, const char *reply,
		      const char *feedback)
{
	sheet_line(sheet, " -  %s", reply);
	say(sheet, right, feedback);
}

static void add_options(struct sheet *sheet, const struct question *question)
{
	for (size_t i = 0; i < question->options.count; i++) {
		const struct answer_option *option = &question->options.list[i];
		char label[] = " a)";

		label[1] = (char)('a' + i % 26);
		sheet_prose(sheet, 0, label, option->text);
		say(sheet, option->right, option->feedback);
	}
}

static void add_numbers(struct sheet *sheet, const struct number_reply *list,
			size_t count, bool right)
{
	for (size_t i = 0; i < count; i++) {
		char reply[64];

		if (list[i].from == list[i].upto)
			snprintf(reply, sizeof(reply),
				 "0x%" PRIx64 " (%" PRIu64 ")", list[i].from,
				 list[i].from);
		else
			snprintf(reply, sizeof(reply),
				 "0x%" PRIx64 " to 0x%" PRIx64, list[i].from,
				 list[i].upto);
		add_reply(sheet, right, reply, list[i].feedback);
	}
}

static void add_texts(struct sheet *sheet, const struct text_reply *list,
		      size_t count, bool right)
{
	for (size_t i = 0; i < count; i++) {
		struct text reply = { 0 };

		for (size_t j = 0; j < list[i].any.count; j++)
			text_printf(&reply, "%s%s", j ? "; or " : "",
				    list[i].any.list[j]);
		add_reply(sheet, right, text_string(&reply), list[i].feedback);
		text_fini(&reply);
	}
}

static void add_items(struct sheet *sheet, const struct question *question)
{
	for (size_t i = 0; i < question->items.count; i++) {
		const struct item *item = &question->items.list[i];
		char label[24];

		snprintf(label, sizeof(label), "%2zu.", i + 1);
		sheet_prose(sheet, 0, label, item->text);
		sheet_prose(sheet, 4, "here:", item->feedback);
	}
}

static void add_pairs(struct sheet *sheet, const struct question *question)
{
	for (size_t i = 0; i < question->pairs.count; i++) {
		const struct pair *pair = &question->pairs.list[i];

		sheet_line(sheet, " -  %s", pair->line);
		sheet_prose(sheet, 4, "means:", pair->meaning);
		sheet_prose(sheet, 4, "right:", pair->feedback);
	}
	for (size_t i = 0; i < question->spare.count; i++) {
		const struct item *item = &question->spare.list[i];

		sheet_prose(sheet, 0, " -  fits none:", item->text);
		say(sheet, false, item->feedback);
	}
}

static enum err_code add_anchor(struct sheet *sheet,
				const struct transcript *text,
				const struct anchor *anchor, struct err *err)
{
	struct anchor_ranges ranges = { 0 };
	enum err_code code = anchor_find(anchor, text, &ranges, err);

	for (size_t i = 0; i < ranges.count; i++)
		sheet_lines(sheet, text, ranges.list[i].first,
			    ranges.list[i].count);
	anchor_ranges_fini(&ranges);
	return code;
}

static enum err_code add_points(struct sheet *sheet,
				const struct transcript *text,
				const struct point_reply *list, size_t count,
				bool right, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		enum err_code code =
			add_anchor(sheet, text, &list[i].anchor, err);

		if (code)
			return code;
		say(sheet, right, list[i].feedback);
	}
	return ERR_OK;
}

static enum err_code add_pointing(struct sheet *sheet,
				  const struct question *question,
				  struct err *err)
{
	struct transcript text;
	enum err_code code;

	code = course_read_recording(sheet->course, &question->recording, &text,
				     err);
	if (code)
		return code;
	code = add_points(sheet, &text, question->points_right.list,
			  question->points_right.count, true, err);
	if (!code)
		code = add_points(sheet, &text, question->points_wrong.list,
				  question->points_wrong.count, false, err);
	transcript_fini(&text);
	return code;
}

static enum err_code add_replies(struct sheet *sheet,
				 const struct question *question,
				 struct err *err)
{
	switch (question->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
		add_options(sheet, question);
		break;
	case QUESTION_TRUEFALSE:
		add_reply(sheet, question->answer, "true", question->if_true);
		add_reply(sheet, !question->answer, "false",
			  question->if_false);
		break;
	case QUESTION_NUMBER:
		add_numbers(sheet, question->numbers_right.list,
			    question->numbers_right.count, true);
		add_numbers(sheet, question->numbers_wrong.list,
			    question->numbers_wrong.count, false);
		break;
	case QUESTION_TEXT:
		add_texts(sheet, question->texts_right.list,
			  question->texts_right.count, true);
		add_texts(sheet, question->texts_wrong.list,
			  question->texts_wrong.count, false);
		break;
	case QUESTION_ORDER:
		add_items(sheet, question);
		break;
	case QUESTION_MATCH:
		add_pairs(sheet, question);
		break;
	case QUESTION_POINT:
		return add_pointing(sheet, question, err);
	default:
		break;
	}
	return ERR_OK;
}

static void add_code(struct sheet *sheet, const char *code)
{
	struct transcript text;
	char *copy = mem_strdup(code);

	transcript_take(copy, strlen(copy), &text);
	sheet_lines(sheet, &text, 0, text.count);
	transcript_fini(&text);
}

static enum err_code add_evidence(struct sheet *sheet,
				  const struct question *question,
				  struct err *err)
{
	const struct recording *recording = &question->evidence.recording;
	const struct anchors *anchors = &question->evidence.anchors;
	struct transcript text;
	enum err_code code;

	if (question->evidence.code)
		add_code(sheet, question->evidence.code);
	if (!recording->transcript && !recording->source)
		return ERR_OK;
	code = course_read_recording(sheet->course, recording, &text, err);
	if (code)
		return code;
	for (size_t i = 0; i < anchors->count && !code; i++)
		code = add_anchor(sheet, &text, &anchors->list[i], err);
	transcript_fini(&text);
	return code;
}

enum err_code sheet_question(struct sheet *sheet,
			     const struct question *question, struct err *err)
{
	enum err_code code;

	sheet_blank(sheet);
	code = add_evidence(sheet, question, err);
	if (code)
		return code;
	if (question->evidence.code || question->evidence.anchors.count)
		sheet_blank(sheet);
	sheet_prose(sheet, 0, "", question->text);
	sheet_line(sheet, "(%s)", question_type_name(question->type));
	sheet_blank(sheet);
	code = add_replies(sheet, question, err);
	if (code)
		return code;
	if (question->otherwise)
		sheet_prose(sheet, 0,
			    " -  anything else:", question->otherwise);
	sheet_blank(sheet);
	for (size_t i = 0; i < question->hints.count; i++) {
		char label[32];

		snprintf(label, sizeof(label), "Hint %zu:", i + 1);
		sheet_prose(sheet, 0, label, question->hints.list[i]);
	}
	sheet_prose(sheet, 0, "Solution:", question->solution);
	return ERR_OK;
}
