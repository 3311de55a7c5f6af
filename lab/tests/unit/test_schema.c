#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "course/schema.h"

enum file { COURSE, LESSON, GLOSSARY, STEP };

struct doc {
	struct arena arena;
	struct faults faults;
	struct course_file course;
	struct lesson_file lesson;
	struct glossary glossary;
	struct step step;
	bool good;
};

static void read_doc(enum file file, const char *bytes, size_t size,
		     struct doc *doc)
{
	static const struct yaml_place place = { .file = "f" };
	struct schema_source source = { "f", &doc->arena, &doc->faults };
	const struct yaml_node *root;

	memset(doc, 0, sizeof(*doc));
	root = yaml_parse(&doc->arena, &place, bytes, size, &doc->faults);
	if (!root)
		return;
	switch (file) {
	case COURSE:
		doc->good = schema_read_course(&source, root, &doc->course);
		break;
	case LESSON:
		doc->good = schema_read_lesson(&source, root, &doc->lesson);
		break;
	case GLOSSARY:
		doc->good = schema_read_glossary(&source, root, &doc->glossary);
		break;
	case STEP:
		doc->good = schema_read_step(&source, root, &doc->step);
		break;
	}
	/* a fault of YAML itself is not the schema's */
	assert_true(doc->good || doc->faults.count);
}

static void drop(struct doc *doc)
{
	arena_fini(&doc->arena);
	faults_fini(&doc->faults);
}

/* ---- what is right ---- */

#define HEAD(kind) "{id: a, title: T, minutes: 1, kind: " kind ", "
#define QUIZ(type) HEAD("quiz") "type: " type ", question: Q, "
#define REST	   ", hints: [h], solution: S}"

static const char full_step[] =
	"id: what-di-says\n"
	"was: old-id\n"
	"kind: replay\n"
	"title: What !di says\n"
	"minutes: 4\n"
	"transcript: seed/mex-di.txt\n"
	"ask:\n"
	"  id: q\n"
	"  title: Ask\n"
	"  type: truefalse\n"
	"  question: Is it?\n"
	"  answer: true\n"
	"  if_true: Yes it is.\n"
	"  if_false: It is.\n"
	"  hints: [h]\n"
	"  solution: S\n"
	"fold:\n"
	"  - {anchor: {text: x, nth: 2}, to: end, label: more}\n"
	"notes:\n"
	"  - id: k\n"
	"    anchor: \"Bugcheck: 39 (\"\n"
	"    title: The bug check\n"
	"    what: W\n"
	"    from: F\n"
	"    not: X\n"
	"    sources: [\"one\", \"two\"]\n"
	"    meets: [m01]\n";

static void test_replay(void **state)
{
	const struct note *note;
	struct doc doc;

	(void)state;
	read_doc(STEP, full_step, strlen(full_step), &doc);
	assert_int_equal(doc.faults.count, 0);
	assert_true(doc.good);
	assert_string_equal(doc.step.id, "what-di-says");
	assert_string_equal(doc.step.was, "old-id");
	assert_int_equal(doc.step.kind, STEP_REPLAY);
	assert_int_equal(doc.step.minutes, 4);
	assert_string_equal(doc.step.recording.transcript, "seed/mex-di.txt");
	assert_null(doc.step.recording.source);
	assert_null(doc.step.question);
	assert_int_equal(doc.step.ask->type, QUESTION_TRUEFALSE);
	assert_true(doc.step.ask->answer);
	assert_string_equal(doc.step.ask->hints.list[0], "h");
	assert_int_equal(doc.step.ask->place.line, 8);
	assert_int_equal(doc.step.folds.count, 1);
	assert_int_equal(doc.step.folds.list[0].anchor.nth, 2);
	assert_int_equal(doc.step.folds.list[0].anchor.count, 1);
	assert_int_equal(doc.step.notes.count, 1);
	note = doc.step.notes.list;
	assert_string_equal(note->anchor.text, "Bugcheck: 39 (");
	assert_int_equal(note->anchor.count, 1);
	assert_int_equal(note->anchor.place.line, 21);
	assert_string_equal(note->isnt, "X");
	assert_int_equal(note->sources.count, 2);
	assert_string_equal(note->meets.list[0], "m01");
	drop(&doc);
}

static void read_step(const char *text, struct doc *doc)
{
	read_doc(STEP, text, strlen(text), doc);
	if (doc->faults.count)
		print_message("%s\n", doc->faults.list[0].message);
	assert_int_equal(doc->faults.count, 0);
}

static void test_choices(void **state)
{
	struct doc doc;

	(void)state;
	read_step("{id: a, was: b, title: T, minutes: 1, kind: quiz, "
		  "meets: [m], type: single, question: Q, options: "
		  "[{id: x, text: X, right: true, feedback: F}, "
		  "{id: z, text: Z, feedback: G}]" REST,
		  &doc);
	assert_string_equal(doc.step.question->id, "a");
	assert_string_equal(doc.step.question->was, "b");
	assert_string_equal(doc.step.question->title, "T");
	assert_string_equal(doc.step.question->meets.list[0], "m");
	assert_int_equal(doc.step.question->options.count, 2);
	assert_true(doc.step.question->options.list[0].right);
	assert_false(doc.step.question->options.list[1].right);
	drop(&doc);
	read_step(QUIZ("match") "pairs: [{id: p, line: L, meaning: M, "
				"feedback: F}, {id: q, line: L, meaning: M, "
				"feedback: F}], spare: [{id: r, text: T, "
				"feedback: F}]" REST,
		  &doc);
	assert_int_equal(doc.step.question->pairs.count, 2);
	assert_string_equal(doc.step.question->spare.list[0].id, "r");
	drop(&doc);
	read_step(QUIZ("order") "items: [{id: p, text: T, feedback: F}, "
				"{id: q, text: T, feedback: F}, {id: r, "
				"text: T, feedback: F}]" REST,
		  &doc);
	assert_int_equal(doc.step.question->items.count, 3);
	drop(&doc);
}

static void test_typed(void **state)
{
	const struct question *q;
	struct doc doc;

	(void)state;
	read_step(QUIZ("number") "right: [{value: 39, feedback: F}], "
				 "wrong: [{from: 0n1, upto: 0x20, feedback: "
				 "G}], otherwise: O, bare: hex" REST,
		  &doc);
	q = doc.step.question;
	assert_int_equal(q->bare, NUMBER_HEX);
	assert_int_equal(q->numbers_right.list[0].from, 0x39);
	assert_int_equal(q->numbers_right.list[0].upto, 0x39);
	assert_int_equal(q->numbers_wrong.list[0].from, 1);
	assert_int_equal(q->numbers_wrong.list[0].upto, 0x20);
	drop(&doc);
	read_step(QUIZ("text") "case: exact, right: [{any: [\"a\", \"b\"], "
			       "feedback: F}], otherwise: O" REST,
		  &doc);
	q = doc.step.question;
	assert_true(q->exact_case);
	assert_int_equal(q->texts_right.list[0].any.count, 2);
	drop(&doc);
	read_step(QUIZ("point") "transcript: a.txt, evidence: {code: c}, "
				"right: [{id: x, anchor: {text: t, count: 3}, "
				"feedback: F}], otherwise: O" REST,
		  &doc);
	q = doc.step.question;
	assert_string_equal(q->recording.transcript, "a.txt");
	assert_string_equal(q->evidence.code, "c");
	assert_int_equal(q->points_right.list[0].anchor.count, 3);
	drop(&doc);
}

static void test_files(void **state)
{
	static const char course[] =
		"format: 1\nid: c\ntitle: T\nversion: 1.0\nsummary: S\n"
		"objectives: [o]\nlessons: [a/lesson.yaml]\n"
		"misconceptions: [{id: m, belief: B, truth: R}]\n";
	static const char glossary[] =
		"terms: [{id: t, term: T, text: X, also: [\"U\"]}]\n";
	struct doc doc;

	(void)state;
	read_doc(COURSE, course, strlen(course), &doc);
	assert_int_equal(doc.faults.count, 0);
	assert_string_equal(doc.course.info.language, "en");
	assert_string_equal(doc.course.info.version, "1.0");
	assert_string_equal(doc.course.lessons.list[0], "a/lesson.yaml");
	assert_string_equal(doc.course.misconceptions.list[0].truth, "R");
	drop(&doc);
	read_doc(GLOSSARY, glossary, strlen(glossary), &doc);
	assert_int_equal(doc.faults.count, 0);
	assert_string_equal(doc.glossary.terms.list[0].also.list[0], "U");
	drop(&doc);
}

/* ---- what is wrong ---- */

#define READ_STEP HEAD("read") "text: t}"

static const struct {
	enum file file;
	const char *bytes, *faults;
} seeded[] = {
	/* the whole of a file */
	{ LESSON, "[]\n",
	  "f:1:1: 'lesson' must be a map of keys, not a list\n" },
	{ LESSON, "text\n",
	  "f:1:1: 'lesson' must be a map of keys, not a text\n" },
	{ LESSON, "id: a\n",
	  "f:1:1: missing key: a lesson needs 'title'\n"
	  "f:1:1: missing key: a lesson needs 'objectives'\n"
	  "f:1:1: missing key: a lesson needs 'steps'\n" },
	{ GLOSSARY, "terms: []\n",
	  "f:1:8: 'terms' is an empty list: leave it out or fill it\n" },
	{ GLOSSARY, "terms:\n",
	  "f:1:1: 'terms' has no value: it must be a list\n" },
	{ GLOSSARY, "term: []\n",
	  "f:1:1: unknown key: 'term': did you mean 'terms'\n"
	  "f:1:1: missing key: a glossary needs 'terms'\n" },
	{ GLOSSARY,
	  "terms:\n  - {id: a, term: T, text: X}\n"
	  "  - {id: a, term: T, text: X}\n",
	  "f:3:10: id 'a' a second time: the first one is on line 2\n" },
	{ COURSE,
	  "format: 2\nid: c\ntitle: T\nversion: v\nsummary: S\n"
	  "objectives: [o]\nlessons: [../x.yaml]\n",
	  "f:1:9: 'format' must be 1, not '2'\n"
	  "f:7:11: 'lessons' must be a path below its folder, not "
	  "'../x.yaml'\n" },
	{ COURSE,
	  "format: 1\nid: c\ntitle: T\nversion: v\nsummary: S\n"
	  "objectives: [o]\nlessons: [/etc/passwd]\nglossary: a/../../b\n",
	  "f:7:11: 'lessons' must be a path below its folder, not "
	  "'/etc/passwd'\n"
	  "f:8:11: 'glossary' must be a path below its folder, not "
	  "'a/../../b'\n" },
	{ COURSE,
	  "format: 1\nid: c\ntitle: T\nversion: v\nsummary: S\n"
	  "objectives: o\nlessons: [a]\n",
	  "f:6:13: 'objectives' must be a list of texts, not a text\n" },
	/* keys */
	{ STEP, HEAD("read") "text: t, hintz: [h]}",
	  "f:1:52: unknown key: 'hintz': FORMAT.md lists those of a step\n" },
	{ STEP, HEAD("read") "text: t, minuts: 3}",
	  "f:1:52: unknown key: 'minuts': did you mean 'minutes'\n" },
	{ STEP,
	  QUIZ("number") "right: [{value: 1, feedback: F}], otherwise: "
			 "O, hint: [h], solution: S}",
	  "f:1:1: missing key: a question needs 'hints'\n"
	  "f:1:118: unknown key: 'hint': did you mean 'hints'\n" },
	{ STEP, HEAD("read") "text: t, notes: []}",
	  "f:1:52: 'notes' does not go with kind read\n" },
	{ STEP, HEAD("read") "text: t, options: []}",
	  "f:1:52: 'options' does not go with kind read\n" },
	{ STEP,
	  HEAD("quiz") "text: t, type: truefalse, question: Q, answer: "
		       "true, if_true: a, if_false: b" REST,
	  "f:1:43: 'text' does not go with kind quiz\n" },
	{ STEP,
	  QUIZ("truefalse") "answer: true, if_true: a, if_false: b, "
			    "options: []" REST,
	  "f:1:112: 'options' does not go with type truefalse\n" },
	{ STEP,
	  QUIZ("truefalse") "answer: true, if_true: a, if_false: b, "
			    "transcript: a" REST,
	  "f:1:112: 'transcript' does not go with type truefalse\n" },
	{ STEP,
	  QUIZ("truefalse") "answer: true, if_true: a, if_false: b, "
			    "otherwise: a" REST,
	  "f:1:112: 'otherwise' does not go with type truefalse\n" },
	{ STEP,
	  QUIZ("order") "items: [{id: a, text: T, feedback: F, right: "
			"true}, {id: b, text: T, feedback: F}, {id: c, "
			"text: T, feedback: F}]" REST,
	  "f:1:107: unknown key: 'right': FORMAT.md lists those of an item\n" },
	/* variants */
	{ STEP, HEAD("reed") "text: t}",
	  "f:1:37: 'kind' must be one of read, replay, quiz, build, console, "
	  "not 'reed': did "
	  "you mean 'read'\n" },
	{ STEP, HEAD("[read]") "text: t}",
	  "f:1:37: 'kind' must be a word, not a list\n" },
	{ STEP, "{id: a, title: T, minutes: 1, text: t}",
	  "f:1:1: missing key: a step needs 'kind'\n" },
	{ STEP, QUIZ("choice") "options: []" REST,
	  "f:1:49: 'type' must be one of single, multiple, truefalse, number, "
	  "text, order, match, point, not 'choice'\n" },
	{ STEP, HEAD("quiz") "question: Q, options: []" REST,
	  "f:1:1: missing key: a question needs 'type'\n" },
	/* choices of keys */
	{ STEP, HEAD("read") "text: t, file: a.md}",
	  "f:1:52: 'file' beside 'text': choose one of them\n" },
	{ STEP, "{id: a, title: T, minutes: 1, kind: read}",
	  "f:1:1: missing key: a step needs 'text' or 'file'\n" },
	{ STEP,
	  HEAD("replay") "notes: [{id: k, anchor: {text: a, to: b, "
			 "lines: 3}, title: T, what: W, from: F, not: "
			 "X}], transcript: t}",
	  "f:1:86: 'lines' beside 'to': choose one of them\n" },
	{ STEP,
	  HEAD("replay") "notes: [{id: k, anchor: a, title: T, what: W, "
			 "from: F}]}",
	  "f:1:1: missing key: a step needs 'transcript' or 'source'\n"
	  "f:1:53: missing key: a note needs 'not'\n" },
	{ STEP,
	  QUIZ("number") "evidence: {transcript: t, source: s, anchors: "
			 "[a]}, right: [{value: 1, feedback: F}], "
			 "otherwise: O" REST,
	  "f:1:96: 'source' beside 'transcript': choose one of them\n" },
	{ STEP,
	  QUIZ("number") "evidence: {transcript: t}, right: [{value: 1, "
			 "feedback: F}], otherwise: O" REST,
	  "f:1:80: missing key: an evidence needs 'anchors' or 'code'\n" },
	{ STEP,
	  QUIZ("number") "right: [{from: 1, feedback: F}], otherwise: "
			 "O" REST,
	  "f:1:79: 'from' needs 'upto' too\n" },
	{ STEP,
	  QUIZ("number") "right: [{value: 1, upto: 2, feedback: F}], "
			 "otherwise: O" REST,
	  "f:1:89: 'upto' beside 'value': choose one of them\n"
	  "f:1:89: 'upto' needs 'from' too\n" },
	{ STEP, QUIZ("number") "right: [{feedback: F}], otherwise: O" REST,
	  "f:1:78: missing key: a number-reply needs 'value' or 'from'\n" },
	/* values */
	{ STEP, "{id: a, title: T, minutes: 90, kind: read, text: t}",
	  "f:1:28: 'minutes' must be a whole number from 1 to 60, not "
	  "'90'\n" },
	{ STEP, "{id: a, title: T, minutes: 007, kind: read, text: t}",
	  "f:1:28: 'minutes' must be a whole number from 1 to 60, not "
	  "'007'\n" },
	{ STEP, "{id: a, title: T, minutes: '7', kind: read, text: t}",
	  "f:1:28: 'minutes' must be a whole number from 1 to 60, without "
	  "quotes\n" },
	{ STEP, "{id: a, title: T, minutes: , kind: read, text: t}",
	  "f:1:19: 'minutes' has no value: it must be a whole number from 1 "
	  "to 60\n" },
	{ STEP, "{id: Foo Bar, title: T, minutes: 1, kind: read, text: t}",
	  "f:1:6: 'id' must be 1 to 40 letters a-z, 0-9 and '-', not 'Foo "
	  "Bar'\n" },
	{ STEP,
	  "{id: a123456789a123456789a123456789a1234567890, title: T, minutes: "
	  "1, kind: read, text: t}",
	  "f:1:6: 'id' must be 1 to 40 letters a-z, 0-9 and '-', not "
	  "'a123456789a123456789a123456789a123456789'\n" },
	{ STEP, "{id: a, title: '', minutes: 1, kind: read, text: ' '}",
	  "f:1:16: 'title' is empty\nf:1:50: 'text' is empty\n" },
	{ STEP, "{id: a, title: \"x\\ny\", minutes: 1, kind: read, text: t}",
	  "f:1:16: 'title' must be one line: leave the '|' or '>' out\n" },
	{ STEP, "{id: a, title: [x], minutes: {}, kind: read, text: t}",
	  "f:1:16: 'title' must be a text, not a list\n"
	  "f:1:30: 'minutes' must be a whole number from 1 to 60, not a "
	  "map\n" },
	{ STEP, HEAD("read") "file: ../../secret.md}",
	  "f:1:49: 'file' must be a path below its folder, not "
	  "'../../secret.md'\n" },
	{ STEP, HEAD("read") "text: t, sources: []}",
	  "f:1:61: 'sources' is an empty list: leave it out or fill it\n" },
	{ STEP, HEAD("read") "text: t, sources: [a, [b]]}",
	  "f:1:65: 'sources' must be a text, not a list\n" },
	{ STEP,
	  QUIZ("single") "options: [{id: a, text: T, right: true, "
			 "feedback: F}]" REST,
	  "f:1:79: 'options' must have 2 to 8 members, not 1\n" },
	{ STEP,
	  QUIZ("single") "options: [{id: a, text: T, feedback: F}, {id: "
			 "b, text: T, feedback: F}]" REST,
	  "f:1:79: 0 options are right: a single has exactly one\n" },
	{ STEP,
	  QUIZ("multiple") "options: [{id: a, text: T, feedback: F}, "
			   "{id: a, text: T, feedback: F}]" REST,
	  "f:1:81: no option is right: a multiple has at least one\n"
	  "f:1:118: id 'a' a second time: the first one is on line 1\n" },
	{ STEP,
	  QUIZ("match") "pairs: [{id: p, line: L, meaning: M, feedback: "
			"F}, {id: q, line: L, meaning: M, feedback: "
			"F}], spare: [{id: q, text: T, feedback: F}]" REST,
	  "f:1:177: id 'q' a second time in one question\n" },
	{ STEP,
	  QUIZ("number") "right: [{value: mutex, feedback: F}], "
			 "otherwise: O" REST,
	  "f:1:86: 'value' is no number: 'mutex': write it as \"0x39\" or "
	  "\"0n57\"\n" },
	{ STEP,
	  QUIZ("number") "bare: either, right: [{value: 39, feedback: "
			 "F}], otherwise: O" REST,
	  "f:1:100: 'value' can be read in two ways: '39': write 0x or 0n "
	  "before it\n" },
	{ STEP,
	  QUIZ("number") "right: [{from: 9, upto: 3, feedback: F}], "
			 "otherwise: O" REST,
	  "f:1:78: 'from' is more than 'upto': swap them\n" },
	{ STEP,
	  QUIZ("number") "bare: octal, right: [{value: 39, feedback: "
			 "F}], otherwise: O" REST,
	  "f:1:76: 'bare' must be one of decimal, hex, either, not "
	  "'octal'\n" },
	{ STEP,
	  QUIZ("text") "case: any, right: [{any: [\"a\"], feedback: "
		       "F}], otherwise: O" REST,
	  "f:1:74: 'case' must be exact, not 'any'\n" },
	{ STEP,
	  HEAD("replay") "transcript: t, notes: [{id: k, anchor: {text: "
			 "a, count: 0}, title: T, what: W, from: F, "
			 "not: X}]}",
	  "f:1:101: 'count' must be a whole number from 1 to 1000000, not "
	  "'0'\n" },
	/* traps */
	{ STEP, QUIZ("truefalse") "answer: yes, if_true: a, if_false: b" REST,
	  "f:1:81: 'answer' must be true or false, not 'yes'\n" },
	{ STEP,
	  QUIZ("truefalse") "answer: 'true', if_true: a, if_false: "
			    "b" REST,
	  "f:1:81: 'answer' must be true or false, without quotes\n" },
	{ STEP, QUIZ("truefalse") "answer: True, if_true: a, if_false: b" REST,
	  "f:1:81: 'answer' must be true or false, not 'True'\n" },
	{ STEP, "{id: y, title: T, minutes: 1, kind: read, text: t}",
	  "f:1:6: 'id' is the plain word y, which YAML takes for something "
	  "else than text: quote it\n" },
	{ STEP, "{id: a, title: No, minutes: 1, kind: read, text: ~}",
	  "f:1:16: 'title' is the plain word No, which YAML takes for "
	  "something else than text: quote it\n"
	  "f:1:50: 'text' is the plain word ~, which YAML takes for something "
	  "else than text: quote it\n" },
	{ STEP,
	  QUIZ("text") "right: [{any: [on, \"no\"], feedback: F}], "
		       "otherwise: O" REST,
	  "f:1:83: 'any' is the plain word on, which YAML takes for something "
	  "else than text: quote it\n" },
	{ STEP,
	  "id: a\ntitle: Bug #39 # three\nminutes: 3 # or four\nkind: read\n"
	  "text: The bug #39\n",
	  "f:2:8: a comment cuts 'title' short: quote the text, or move the "
	  "comment to a line of its own\n"
	  "f:5:7: a comment cuts 'text' short: quote the text, or move the "
	  "comment to a line of its own\n" },
	{ STEP, "{id: a, title: T, minutes: 1, kind: read, text: *t}",
	  "f:1:49: '*t' is an alias to YAML: quote the text\n" },
	{ STEP, "id: a\ntitle: T\nminutes: 1\nkind: read\ntext: !di\n",
	  "f:5:7: '!di' is a tag to YAML: quote the text\n" },
};

static void test_seeded(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(seeded) / sizeof(*seeded); i++) {
		struct text out = { 0 };
		struct doc doc;

		read_doc(seeded[i].file, seeded[i].bytes,
			 strlen(seeded[i].bytes), &doc);
		faults_sort(&doc.faults);
		faults_print(&doc.faults, FAULT_TEXT, &out);
		if (strcmp(text_string(&out), seeded[i].faults) != 0) {
			print_message("%s\ngives %s, not %s\n", seeded[i].bytes,
				      text_string(&out), seeded[i].faults);
			failed++;
		}
		assert_false(doc.good);
		text_fini(&out);
		drop(&doc);
	}
	assert_int_equal(failed, 0);
}

static void test_prefixes(void **state)
{
	(void)state;
	for (size_t size = 0; size < strlen(full_step); size++) {
		struct doc doc;

		read_doc(STEP, full_step, size, &doc);
		/* only the last texts may lack letters unnoticed */
		assert_true(doc.faults.count || size > strlen(full_step) - 60);
		drop(&doc);
	}
}

static void test_names(void **state)
{
	(void)state;
	assert_string_equal(step_kind_name(STEP_QUIZ), "quiz");
	assert_string_equal(question_type_name(QUESTION_POINT), "point");
	assert_string_equal(question_type_name(QUESTION_SINGLE), "single");
}

/* `make check` fails when the table changed and the file did not. */
static void test_json(void **state)
{
	struct text text = { 0 };
	size_t size;
	char *bytes;

	(void)state;
	schema_print_json(&text);
	assert_int_equal(file_read(SOURCEDIR "/lessons/course.schema.json",
				   1 << 20, &bytes, &size, NULL, NULL),
			 ERR_OK);
	if (strcmp(bytes, text_string(&text)) != 0)
		fail_msg("lessons/course.schema.json is not what the table "
			 "says: write it anew with 'make schema'");
	free(bytes);
	text_fini(&text);
}

int main(int count, char **arguments)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_replay), cmocka_unit_test(test_choices),
		cmocka_unit_test(test_typed),  cmocka_unit_test(test_files),
		cmocka_unit_test(test_seeded), cmocka_unit_test(test_prefixes),
		cmocka_unit_test(test_names),  cmocka_unit_test(test_json),
	};

	if (count == 2 && strcmp(arguments[1], "--print-json") == 0) {
		struct text text = { 0 };

		schema_print_json(&text);
		fputs(text_string(&text), stdout);
		text_fini(&text);
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
