/*
 * Questions that cannot be answered as they are declared.
 */
#include "config.h"
#include "course/lint_room.h"

#include "base/limits.h"
#include "base/mem.h"
#include "course/judge.h"
#include "course/reply.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where to say what is wrong. */
struct spot {
	struct lint *lint;
	const struct lint_file *file;
};

static void fault_at(const struct spot *spot, struct place place,
		     const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void fault_at(const struct spot *spot, struct place place,
		     const char *format, ...)
{
	char message[512];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	fault_add(spot->lint->faults, FAULT_QUESTION, spot->file->shown,
		  place.line, place.column, "%s", message);
}

/* ---- texts that are the same to the judge ---- */

struct wording {
	char *plain;
	struct place place;
	size_t number; /* as they stand in the file */
	bool right;
};

struct wordings {
	struct wording *list;
	size_t count, capacity;
};

static void add_wording(struct wordings *wordings, const char *text,
			bool exact_case, struct place place, bool right)
{
	struct text plain = { 0 };

	if (!text)
		return;
	reply_plain(text, exact_case, &plain);
	wordings->list = mem_grow(wordings->list, &wordings->capacity,
				  wordings->count + 1, sizeof(*wordings->list));
	wordings->list[wordings->count] =
		(struct wording){ .plain = text_take(&plain),
				  .place = place,
				  .number = wordings->count,
				  .right = right };
	wordings->count++;
}

static int by_wording(const void *a, const void *b)
{
	const struct wording *x = a, *y = b;
	int order = strcmp(x->plain, y->plain);

	return order ? order : x->number < y->number ? -1 : 1;
}

/* Says of every second one of the same text: "two options read 'x'". */
static void check_wordings(const struct spot *spot, struct wordings *wordings,
			   const char *same, const char *crossed)
{
	if (wordings->count)
		qsort(wordings->list, wordings->count, sizeof(*wordings->list),
		      by_wording);
	for (size_t i = 1; i < wordings->count; i++) {
		const struct wording *a = &wordings->list[i - 1],
				     *b = &wordings->list[i];

		if (strcmp(a->plain, b->plain) == 0)
			fault_at(spot, b->place, "%s: '%.80s': change one",
				 a->right == b->right ? same : crossed,
				 b->plain);
	}
	for (size_t i = 0; i < wordings->count; i++)
		free(wordings->list[i].plain);
	free(wordings->list);
	*wordings = (struct wordings){ 0 };
}

/* ---- by type ---- */

static void check_options(const struct spot *spot,
			  const struct question *question)
{
	struct wordings wordings = { 0 };

	for (size_t i = 0; i < question->options.count; i++) {
		const struct answer_option *option = &question->options.list[i];

		add_wording(&wordings, option->text, false, option->place,
			    false);
		if (option->text && strlen(option->text) == 1 &&
		    (option->text[0] | 0x20) >= 'a' &&
		    (option->text[0] | 0x20) <
			    'a' + (int)question->options.count)
			fault_at(spot, option->place,
				 "an option reads like another one's letter: "
				 "'%s': write more than a letter",
				 option->text);
	}
	check_wordings(spot, &wordings, "two options read the same",
		       "two options read the same");
}

static int by_from(const void *a, const void *b)
{
	const struct number_reply *x = *(const struct number_reply *const *)a;
	const struct number_reply *y = *(const struct number_reply *const *)b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* Two ranges of one question that share a value. */
static void fault_overlap(const struct spot *spot,
			  const struct question *question,
			  const struct number_reply *a,
			  const struct number_reply *b)
{
	const struct number_reply *list = question->numbers_right.list;
	size_t count = question->numbers_right.count;
	bool a_right = a >= list && a < list + count;
	bool b_right = b >= list && b < list + count;
	const struct number_reply *late =
		a->place.line > b->place.line ||
				(a->place.line == b->place.line &&
				 a->place.column > b->place.column)
			? a
			: b;

	fault_at(spot, late->place, "%s: '0x%" PRIx64 "': change one",
		 a_right != b_right ? "a number is both right and wrong"
				    : "a number has two feedbacks",
		 b->from);
}

static void check_numbers(const struct spot *spot,
			  const struct question *question)
{
	size_t right = question->numbers_right.count;
	size_t count = right + question->numbers_wrong.count;
	const struct number_reply **sorted = mem_calloc(count, sizeof(*sorted));
	const struct number_reply *widest = NULL;

	for (size_t i = 0; i < count; i++)
		sorted[i] = i < right
				    ? &question->numbers_right.list[i]
				    : &question->numbers_wrong.list[i - right];
	qsort(sorted, count, sizeof(*sorted), by_from);
	for (size_t i = 0; i < count; i++) {
		if (!sorted[i]->feedback)
			continue; /* structure is at fault: said already */
		if (widest && sorted[i]->from <= widest->upto)
			fault_overlap(spot, question, widest, sorted[i]);
		if (!widest || sorted[i]->upto > widest->upto)
			widest = sorted[i];
	}
	free(sorted);
}

/* Each of the texts has a place of its own in the tree. */
static void add_texts(struct wordings *wordings, const struct spot *spot,
		      const struct question *question,
		      const struct yaml_node *node, const char *key)
{
	const struct yaml_node *list = yaml_find(node, key);
	const struct yaml_node *reply = list ? list->first : NULL;

	for (; reply; reply = reply->next) {
		const struct yaml_node *any = yaml_find(reply, "any");
		const struct yaml_node *at = any ? any->first : NULL;

		for (; at; at = at->next) {
			size_t before = wordings->count;

			if (at->kind != YAML_SCALAR || !at->size)
				continue;
			add_wording(wordings, at->text, question->exact_case,
				    lint_node_place(at), key[0] == 'r');
			if (!wordings->list[before].plain[0])
				fault_at(spot, lint_node_place(at),
					 "nobody can type this: '%.40s': back-"
					 "ticks and spaces do not count",
					 at->text);
		}
	}
}

static void check_texts(const struct spot *spot,
			const struct question *question,
			const struct yaml_node *node)
{
	struct wordings wordings = { 0 };

	add_texts(&wordings, spot, question, node, "right");
	add_texts(&wordings, spot, question, node, "wrong");
	check_wordings(spot, &wordings, "a text stands twice",
		       "a text is both right and wrong");
}

static void check_items(const struct spot *spot,
			const struct question *question)
{
	struct wordings wordings = { 0 };

	for (size_t i = 0; i < question->items.count; i++)
		add_wording(&wordings, question->items.list[i].text, false,
			    question->items.list[i].place, false);
	check_wordings(spot, &wordings, "two items read the same",
		       "two items read the same");
}

static void check_pairs(const struct spot *spot,
			const struct question *question)
{
	struct wordings lines = { 0 }, meanings = { 0 };

	for (size_t i = 0; i < question->pairs.count; i++) {
		const struct pair *pair = &question->pairs.list[i];

		add_wording(&lines, pair->line, false, pair->place, false);
		add_wording(&meanings, pair->meaning, false, pair->place,
			    false);
	}
	for (size_t i = 0; i < question->spare.count; i++)
		add_wording(&meanings, question->spare.list[i].text, false,
			    question->spare.list[i].place, true);
	if (meanings.count > JUDGE_CHOICES_MOST)
		fault_at(spot, question->place,
			 "%zu meanings are too many: %u can have a letter",
			 meanings.count, JUDGE_CHOICES_MOST);
	check_wordings(spot, &lines, "two lines read the same",
		       "two lines read the same");
	check_wordings(spot, &meanings, "two pairs have the same meaning",
		       "a spare meaning is that of a pair");
}

/* ---- point ---- */

/* For each line of the recording which list has it: 0 none. */
enum { NOBODY, RIGHT, WRONG };

static void mark_points(const struct spot *spot, const struct point_reply *list,
			size_t count, const struct transcript *transcript,
			unsigned char mark, unsigned char *lines)
{
	for (size_t i = 0; i < count; i++) {
		struct anchor_ranges ranges;
		size_t fresh = 0, crossed = 0;

		if (!lint_anchor(spot->lint, spot->file, &list[i].anchor,
				 transcript, &ranges))
			continue;
		for (size_t j = 0; j < ranges.count; j++) {
			size_t first = ranges.list[j].first;

			for (size_t k = first; k < first + ranges.list[j].count;
			     k++) {
				fresh += lines[k] == NOBODY;
				crossed += lines[k] && lines[k] != mark;
				if (lines[k] == NOBODY)
					lines[k] = mark;
			}
		}
		if (crossed)
			fault_at(spot, list[i].place,
				 "a line is both right and wrong: '%s': let "
				 "the anchors differ",
				 list[i].anchor.text);
		else if (!fresh && ranges.count)
			fault_at(spot, list[i].place,
				 "its lines all belong to replies above: '%s': "
				 "its feedback is never said",
				 list[i].anchor.text);
		anchor_ranges_fini(&ranges);
	}
}

static void check_points(const struct spot *spot,
			 const struct question *question,
			 const struct yaml_node *node)
{
	const char *key =
		question->recording.transcript ? "transcript" : "source";
	const struct transcript *transcript =
		lint_recording(spot->lint, spot->file,
			       lint_key_place(node, key), &question->recording);
	unsigned char *lines;

	if (!transcript)
		return;
	lines = mem_calloc(transcript->count, 1);
	mark_points(spot, question->points_right.list,
		    question->points_right.count, transcript, RIGHT, lines);
	mark_points(spot, question->points_wrong.list,
		    question->points_wrong.count, transcript, WRONG, lines);
	free(lines);
}

/* ---- all types ---- */

static void check_evidence(const struct spot *spot,
			   const struct question *question,
			   const struct yaml_node *node)
{
	const struct yaml_node *evidence = yaml_find(node, "evidence");
	const struct recording *recording = &question->evidence.recording;
	const struct transcript *transcript;

	if (!evidence || (!recording->transcript && !recording->source))
		return;
	transcript = lint_recording(
		spot->lint, spot->file,
		lint_key_place(evidence,
			       recording->transcript ? "transcript" : "source"),
		recording);
	lint_anchors(spot->lint, spot->file, &question->evidence.anchors,
		     transcript);
}

static bool is_type(const struct question *question,
		    const struct yaml_node *node)
{
	const struct yaml_node *type = yaml_find(node, "type");

	return type && type->kind == YAML_SCALAR &&
	       strcmp(type->text, question_type_name(question->type)) == 0;
}

void lint_question(struct lint *lint, const struct lint_file *file,
		   const struct question *question,
		   const struct yaml_node *node)
{
	struct spot spot = { lint, file };

	lint->counts.questions++;
	if (!node || node->kind != YAML_MAP || !is_type(question, node))
		return;
	if (yaml_find(node, "question") && node->key)
		lint_meets(lint, file, node); /* an ask: a step has its own */
	check_evidence(&spot, question, node);
	switch (question->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
		check_options(&spot, question);
		break;
	case QUESTION_NUMBER:
		check_numbers(&spot, question);
		break;
	case QUESTION_TEXT:
		check_texts(&spot, question, node);
		break;
	case QUESTION_ORDER:
		check_items(&spot, question);
		break;
	case QUESTION_MATCH:
		check_pairs(&spot, question);
		break;
	case QUESTION_POINT:
		check_points(&spot, question, node);
		break;
	case QUESTION_TRUEFALSE:
	case QUESTION_TYPES:
		break;
	}
	lint_hints(lint, file, question, node);
}
