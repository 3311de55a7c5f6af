/*
 * The table of the format, continued: anchors, replies and questions.
 */
#include "config.h"
#include "course/schema.h"

#include "course/schema_table.h"

#include <string.h>

#define CHOOSE (ON(QUESTION_SINGLE) | ON(QUESTION_MULTIPLE))
#define HAS_OTHERWISE                                                          \
	(ON(QUESTION_NUMBER) | ON(QUESTION_TEXT) | ON(QUESTION_POINT))

/* ---- words ---- */

static const char *const type_names[] = { "single", "multiple", "truefalse",
					  "number", "text",	"order",
					  "match",  "point",	NULL };
static const char *const base_names[] = { "decimal", "hex", "either", NULL };
static const char *const exact_names[] = { "exact", NULL };

const char *question_type_name(enum question_type type)
{
	return type_names[type];
}

/* ---- anchors ---- */

static const struct schema_row anchor_rows[] = {
	ROW("text", SCHEMA_LINE, struct anchor, text, REQUIRED,
	    .help = "lines that contain this text, letter for letter"),
	ROW("count", SCHEMA_WHOLE, struct anchor, count, .least = 1,
	    .most = 1000000, .help = "how many lines do; 1 unless said"),
	ROW("nth", SCHEMA_WHOLE, struct anchor, nth, .least = 1,
	    .most = 1000000, .help = "take only the n-th of them, from 1"),
	ROW("to", SCHEMA_LINE, struct anchor, to,
	    .help = "up to the next line that contains this text"),
	ROW("lines", SCHEMA_WHOLE, struct anchor, lines, .least = 1,
	    .most = 1000000, .help = "or: that many lines"),
};

static const struct schema_choice anchor_choices[] = {
	{ .keys = { "to", "lines" } },
};

static void finish_anchor(struct schema_read *read,
			  const struct yaml_node *node, void *object)
{
	struct anchor *anchor = object;

	(void)read;
	(void)node;
	if (!anchor->count)
		anchor->count = 1;
}

const struct schema_object schema_anchor = {
	.name = "anchor",
	.size = sizeof(struct anchor),
	.place = offsetof(struct anchor, place),
	ROWS(anchor_rows),
	CHOICES(anchor_choices),
	.brief = "text",
	.finish = finish_anchor,
};

/* ---- replies ---- */

static const struct schema_row option_rows[] = {
	ROW("id", SCHEMA_ID, struct answer_option, id, REQUIRED,
	    .help = "its name in what is recorded; for ever"),
	ROW("text", SCHEMA_PROSE, struct answer_option, text, REQUIRED,
	    .help = "what is offered"),
	ROW("right", SCHEMA_BOOL, struct answer_option, right,
	    .help = "true, or left out"),
	ROW("feedback", SCHEMA_PROSE, struct answer_option, feedback, REQUIRED,
	    .help = "why it is right or wrong"),
};

static const struct schema_object option_object = {
	.name = "option",
	.size = sizeof(struct answer_option),
	.place = offsetof(struct answer_option, place),
	ROWS(option_rows),
	.unique = true,
};

static const struct schema_row number_rows[] = {
	ROW("value", SCHEMA_NUMBER, struct number_reply, from,
	    .help = "the number, e.g. \"0x39\""),
	ROW("from", SCHEMA_NUMBER, struct number_reply, from,
	    .help = "the least of a range"),
	ROW("upto", SCHEMA_NUMBER, struct number_reply, upto,
	    .help = "the most of a range, inclusive"),
	ROW("feedback", SCHEMA_PROSE, struct number_reply, feedback, REQUIRED,
	    .help = "why it is right or wrong"),
};

static const struct schema_choice number_choices[] = {
	{ .keys = { "value", "from" }, REQUIRED },
	{ .keys = { "value", "upto" } },
};

static void finish_number(struct schema_read *read,
			  const struct yaml_node *node, void *object)
{
	struct number_reply *reply = object;

	if (yaml_find(node, "value"))
		reply->upto = reply->from;
	else if (yaml_find(node, "upto") && reply->from > reply->upto)
		schema_fault(read, FAULT_VALUE, node,
			     "'from' is more than 'upto': swap them");
}

static const struct schema_object number_object = {
	.name = "number-reply",
	.size = sizeof(struct number_reply),
	.place = offsetof(struct number_reply, place),
	ROWS(number_rows),
	CHOICES(number_choices),
	.together = { "from", "upto" },
	.finish = finish_number,
};

static const struct schema_row text_rows[] = {
	ROW("any", SCHEMA_LINES, struct text_reply, any, REQUIRED,
	    .help = "texts that are as good as each other"),
	ROW("feedback", SCHEMA_PROSE, struct text_reply, feedback, REQUIRED,
	    .help = "why they are right or wrong"),
};

static const struct schema_object text_object = {
	.name = "text-reply",
	.size = sizeof(struct text_reply),
	.place = offsetof(struct text_reply, place),
	ROWS(text_rows),
};

static const struct schema_row item_rows[] = {
	ROW("id", SCHEMA_ID, struct item, id, REQUIRED,
	    .help = "its name in what is recorded; for ever"),
	ROW("text", SCHEMA_PROSE, struct item, text, REQUIRED,
	    .help = "what is shown"),
	ROW("feedback", SCHEMA_PROSE, struct item, feedback, REQUIRED,
	    .help = "why it stands there, or fits nowhere"),
};

static const struct schema_object item_object = {
	.name = "item",
	.size = sizeof(struct item),
	.place = offsetof(struct item, place),
	ROWS(item_rows),
	.unique = true,
};

static const struct schema_row pair_rows[] = {
	ROW("id", SCHEMA_ID, struct pair, id, REQUIRED,
	    .help = "its name in what is recorded; for ever"),
	ROW("line", SCHEMA_PROSE, struct pair, line, REQUIRED,
	    .help = "what is shown on the left"),
	ROW("meaning", SCHEMA_PROSE, struct pair, meaning, REQUIRED,
	    .help = "what goes with it"),
	ROW("feedback", SCHEMA_PROSE, struct pair, feedback, REQUIRED,
	    .help = "why they go together"),
};

static const struct schema_object pair_object = {
	.name = "pair",
	.size = sizeof(struct pair),
	.place = offsetof(struct pair, place),
	ROWS(pair_rows),
	.unique = true,
};

static const struct schema_row point_rows[] = {
	ROW("id", SCHEMA_ID, struct point_reply, id, REQUIRED,
	    .help = "its name in what is recorded; for ever"),
	ROW("anchor", SCHEMA_OBJECT, struct point_reply, anchor, REQUIRED,
	    .object = &schema_anchor, .help = "the lines it is about"),
	ROW("feedback", SCHEMA_PROSE, struct point_reply, feedback, REQUIRED,
	    .help = "why that line is right or wrong"),
};

static const struct schema_object point_object = {
	.name = "point-reply",
	.size = sizeof(struct point_reply),
	.place = offsetof(struct point_reply, place),
	ROWS(point_rows),
	.unique = true,
};

/* ---- questions ---- */

#define EVIDENCE(name, kind, field, ...)                                       \
	{                                                                      \
		.key = (name), .key_size = sizeof(name) - 1, .type = (kind),   \
		.offset = offsetof(struct question, evidence.field) -          \
			  offsetof(struct question, evidence),                 \
		__VA_ARGS__                                                    \
	}

static const struct schema_row evidence_rows[] = {
	EVIDENCE("transcript", SCHEMA_PATH, recording.transcript,
		 .help = "a file under dumps/"),
	EVIDENCE("source", SCHEMA_PATH, recording.source,
		 .help = "a file under driver/"),
	EVIDENCE("anchors", SCHEMA_OBJECTS, anchors, .object = &schema_anchor,
		 .least = 1, .help = "which lines of it"),
	EVIDENCE("code", SCHEMA_PROSE, code, .code = true,
		 .help = "text, as it stands"),
};

static const struct schema_choice evidence_choices[] = {
	{ .keys = { "transcript", "source", "code" }, REQUIRED },
	{ .keys = { "anchors", "code" }, REQUIRED },
};

static const struct schema_object evidence_object = {
	.name = "evidence",
	.size = sizeof(((struct question *)0)->evidence),
	.place = SCHEMA_NO_PLACE,
	ROWS(evidence_rows),
	CHOICES(evidence_choices),
};

static const struct schema_row question_rows[] = {
	ROW("id", SCHEMA_ID, struct question, id, REQUIRED, .own = true,
	    .help = "its name in what is recorded; for ever"),
	ROW("was", SCHEMA_ID, struct question, was, .own = true,
	    .help = "the id it had before"),
	ROW("title", SCHEMA_LINE, struct question, title, REQUIRED, .own = true,
	    .help = "a few words"),
	ROW("type", SCHEMA_ENUM, struct question, type, REQUIRED,
	    .names = type_names, .help = "what kind of reply it wants"),
	ROW("question", SCHEMA_PROSE, struct question, text, REQUIRED,
	    .help = "the question"),
	ROW("evidence", SCHEMA_OBJECT, struct question, evidence,
	    .object = &evidence_object, .help = "what it is about"),
	ROW("meets", SCHEMA_IDS, struct question, meets, .own = true,
	    .help = "misconceptions that it clears up"),
	ROW("options", SCHEMA_OBJECTS, struct question, options, REQUIRED,
	    .when = CHOOSE, .object = &option_object, .least = 2, .most = 8,
	    .help = "what is offered; shuffled per learner"),
	ROW("answer", SCHEMA_BOOL, struct question, answer, REQUIRED,
	    .when = ON(QUESTION_TRUEFALSE), .help = "whether it is true"),
	ROW("if_true", SCHEMA_PROSE, struct question, if_true, REQUIRED,
	    .when = ON(QUESTION_TRUEFALSE),
	    .help = "the feedback on the reply true"),
	ROW("if_false", SCHEMA_PROSE, struct question, if_false, REQUIRED,
	    .when = ON(QUESTION_TRUEFALSE),
	    .help = "the feedback on the reply false"),
	ROW("bare", SCHEMA_ENUM, struct question, bare,
	    .when = ON(QUESTION_NUMBER), .names = base_names,
	    .help = "how digits without a sign of their base are read"),
	ROW("case", SCHEMA_WORD, struct question, exact_case,
	    .when = ON(QUESTION_TEXT), .names = exact_names,
	    .help = "exact: upper and lower case matter"),
	ROW("transcript", SCHEMA_PATH, struct question, recording.transcript,
	    .when = ON(QUESTION_POINT), .help = "a file under dumps/"),
	ROW("source", SCHEMA_PATH, struct question, recording.source,
	    .when = ON(QUESTION_POINT), .help = "a file under driver/"),
	ROW("right", SCHEMA_OBJECTS, struct question, numbers_right, REQUIRED,
	    .when = ON(QUESTION_NUMBER), .object = &number_object, .least = 1,
	    .help = "right numbers"),
	ROW("wrong", SCHEMA_OBJECTS, struct question, numbers_wrong,
	    .when = ON(QUESTION_NUMBER), .object = &number_object, .least = 1,
	    .help = "wrong numbers that deserve words of their own"),
	ROW("right", SCHEMA_OBJECTS, struct question, texts_right, REQUIRED,
	    .when = ON(QUESTION_TEXT), .object = &text_object, .least = 1,
	    .help = "right texts"),
	ROW("wrong", SCHEMA_OBJECTS, struct question, texts_wrong,
	    .when = ON(QUESTION_TEXT), .object = &text_object, .least = 1,
	    .help = "wrong texts that deserve words of their own"),
	ROW("right", SCHEMA_OBJECTS, struct question, points_right, REQUIRED,
	    .when = ON(QUESTION_POINT), .object = &point_object, .least = 1,
	    .help = "right lines"),
	ROW("wrong", SCHEMA_OBJECTS, struct question, points_wrong,
	    .when = ON(QUESTION_POINT), .object = &point_object, .least = 1,
	    .help = "wrong lines that deserve words of their own"),
	ROW("items", SCHEMA_OBJECTS, struct question, items, REQUIRED,
	    .when = ON(QUESTION_ORDER), .object = &item_object, .least = 3,
	    .most = 8, .help = "in their right order"),
	ROW("pairs", SCHEMA_OBJECTS, struct question, pairs, REQUIRED,
	    .when = ON(QUESTION_MATCH), .object = &pair_object, .least = 2,
	    .most = 8, .help = "lines and what goes with each"),
	ROW("spare", SCHEMA_OBJECTS, struct question, spare,
	    .when = ON(QUESTION_MATCH), .object = &item_object, .least = 1,
	    .most = 8, .help = "meanings that fit no line"),
	ROW("otherwise", SCHEMA_PROSE, struct question, otherwise, REQUIRED,
	    .when = HAS_OTHERWISE, .help = "the feedback on anything else"),
	ROW("hints", SCHEMA_PROSES, struct question, hints, REQUIRED,
	    .help = "a ladder, from a nudge to almost the answer"),
	ROW("solution", SCHEMA_PROSE, struct question, solution, REQUIRED,
	    .help = "the answer, why, and how one finds it out"),
};

static const struct schema_choice question_choices[] = {
	{ .keys = { "transcript", "source" },
	  REQUIRED,
	  .when = ON(QUESTION_POINT) },
};

/* Ids that share a question: pairs and spare ones, right and wrong points. */
static void check_shared_id(struct schema_read *read,
			    const struct yaml_node *list, const char *id)
{
	const struct yaml_node *member = list ? list->first : NULL;

	for (; id && member; member = member->next) {
		const struct yaml_node *other = yaml_find(member, "id");

		if (other && other->kind == YAML_SCALAR &&
		    strcmp(other->text, id) == 0)
			schema_fault(read, FAULT_DUPLICATE, other,
				     "id '%s' a second time in one question",
				     id);
	}
}

static void check_right_options(struct schema_read *read,
				const struct yaml_node *node,
				const struct question *question)
{
	const struct yaml_node *list = yaml_find(node, "options");
	size_t right = 0;

	for (size_t i = 0; i < question->options.count; i++)
		right += question->options.list[i].right;
	if (!question->options.count)
		return;
	if (question->type == QUESTION_SINGLE && right != 1)
		schema_fault(read, FAULT_QUESTION, list,
			     "%zu options are right: a single has exactly one",
			     right);
	else if (question->type == QUESTION_MULTIPLE && !right)
		schema_fault(read, FAULT_QUESTION, list,
			     "no option is right: a multiple has at least one");
}

static void finish_question(struct schema_read *read,
			    const struct yaml_node *node, void *object)
{
	struct question *question = object;

	check_right_options(read, node, question);
	for (size_t i = 0; i < question->pairs.count; i++)
		check_shared_id(read, yaml_find(node, "spare"),
				question->pairs.list[i].id);
	for (size_t i = 0; i < question->points_right.count; i++)
		check_shared_id(read, yaml_find(node, "wrong"),
				question->points_right.list[i].id);
}

const struct schema_object schema_question = {
	.name = "question",
	.size = sizeof(struct question),
	.place = offsetof(struct question, place),
	ROWS(question_rows),
	.variant = "type",
	.names = type_names,
	CHOICES(question_choices),
	.finish = finish_question,
};
