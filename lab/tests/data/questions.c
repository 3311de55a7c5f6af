#include "config.h"
#include "tests/data/questions.h"

#define COUNT(list) (sizeof(list) / sizeof(*(list)))
#define LIST(array)                                                            \
	{                                                                      \
		(array), COUNT(array)                                          \
	}

const char questions_recording[] = "1: kd> !mex.di\n"
				   "Computer Name: not found\n"
				   "Bugcheck: 39 (fffff804`0677fe00, 0, 0, 0)\n"
				   "Arg1: fffff8040677fe00\n"
				   "Arg2: ffffc80f43c8f3f0\n"
				   "Arg3: ffffc80f43c8f3f0\n"
				   "Arg4: 0000000000000000\n"
				   "STACK_TEXT:\n"
				   "nt!KeBugCheckEx\n";

static struct answer_option single[] = {
	{ "dpc", "A DPC", "no: it ran at PASSIVE_LEVEL", false, { 1, 1 } },
	{ "worker",
	  "A worker thread of the `System` process",
	  "yes",
	  true,
	  { 2, 1 } },
	{ "sc", "The thread of sc.exe.", "no: it waits", false, { 3, 1 } },
	{ "none", "2", "no: that is a number", false, { 4, 1 } },
};

static struct answer_option multiple[] = {
	{ "one", "Arg1", "right: one", true, { 1, 1 } },
	{ "two", "Arg2", "right: two", true, { 2, 1 } },
	{ "three", "Arg3", "wrong: three", false, { 3, 1 } },
	{ "four", "Arg4", "right: four", true, { 4, 1 } },
	{ "five", "Arg5", "wrong: five", false, { 5, 1 } },
};

static struct number_reply numbers_right[] = {
	{ 0x39, 0x39, "right: 0x39", { 1, 1 } },
	{ 0x1000, 0x1fff, "right: in the page", { 2, 1 } },
};

static struct number_reply numbers_wrong[] = {
	{ 39, 39, "wrong: not decimal", { 3, 1 } },
	{ 100, 200, "wrong: between", { 4, 1 } },
};

static const char *const_right[] = { "!mex.mut ffffc80f`43c8f3f0",
				     "!mut ffffc80f43c8f3f0" };
static const char *const_wrong[] = { "dt nt!_KMUTANT", "Dead Lock" };

static struct text_reply texts_right[] = {
	{ { const_right, 2 }, "right: mut", { 1, 1 } },
};

static struct text_reply texts_wrong[] = {
	{ { const_wrong, 2 }, "wrong: dt", { 2, 1 } },
};

static struct item items[] = {
	{ "open", "OpenService", "first", { 1, 1 } },
	{ "start", "StartService", "second", { 2, 1 } },
	{ "load", "NtLoadDriver", "third", { 3, 1 } },
	{ "entry", "DriverEntry", "last", { 4, 1 } },
};

static struct pair pairs[] = {
	{ "l1", "Arg1", "the worker routine", "about one", { 1, 1 } },
	{ "l2", "Arg2", "its parameter", "about two", { 2, 1 } },
	{ "l3", "Arg3", "the work item", "about three", { 3, 1 } },
};

static struct item spare[] = {
	{ "m9", "the mutex", "it is in none", { 4, 1 } },
	{ "m10", "the driver", "it is gone", { 5, 1 } },
};

static struct point_reply points_right[] = {
	{ "p1",
	  "right: that one",
	  { "Bugcheck:", 1, 0, 0, 0, { 1, 1 } },
	  { 1, 1 } },
};

static struct point_reply points_wrong[] = {
	{ "p2",
	  "wrong: an argument",
	  { "Arg", 4, 0, 0, 0, { 2, 1 } },
	  { 2, 1 } },
	{ "p3",
	  "wrong: the stack",
	  { "STACK", 1, 0, 0, 2, { 3, 1 } },
	  { 3, 1 } },
};

const struct question questions[QUESTION_TYPES] = {
	[QUESTION_SINGLE] = { .id = "q-single",
			      .type = QUESTION_SINGLE,
			      .options = LIST(single) },
	[QUESTION_MULTIPLE] = { .id = "q-multiple",
				.type = QUESTION_MULTIPLE,
				.options = LIST(multiple) },
	[QUESTION_TRUEFALSE] = { .id = "q-truefalse",
				 .type = QUESTION_TRUEFALSE,
				 .answer = false,
				 .if_true = "wrong: no",
				 .if_false = "right: so" },
	[QUESTION_NUMBER] = { .id = "q-number",
			      .type = QUESTION_NUMBER,
			      .bare = NUMBER_EITHER,
			      .numbers_right = LIST(numbers_right),
			      .numbers_wrong = LIST(numbers_wrong),
			      .otherwise = "otherwise: number" },
	[QUESTION_TEXT] = { .id = "q-text",
			    .type = QUESTION_TEXT,
			    .texts_right = LIST(texts_right),
			    .texts_wrong = LIST(texts_wrong),
			    .otherwise = "otherwise: text" },
	[QUESTION_ORDER] = { .id = "q-order",
			     .type = QUESTION_ORDER,
			     .items = LIST(items) },
	[QUESTION_MATCH] = { .id = "q-match",
			     .type = QUESTION_MATCH,
			     .pairs = LIST(pairs),
			     .spare = LIST(spare) },
	[QUESTION_POINT] = { .id = "q-point",
			     .type = QUESTION_POINT,
			     .recording = { .transcript = "x.txt" },
			     .points_right = LIST(points_right),
			     .points_wrong = LIST(points_wrong),
			     .otherwise = "otherwise: point" },
};
