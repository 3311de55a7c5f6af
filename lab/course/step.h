/*
 * A step as its file says it: plain structs that live in the arena of the
 * step they belong to. lessons/FORMAT.md is the reference for every field;
 * course/schema.c holds the table that fills them.
 *
 * Texts are never NULL where the format requires them and NULL where it does
 * not and the author left them out. All are UTF-8 and NUL-terminated. "prose"
 * is CommonMark.
 */
#ifndef LAB_COURSE_STEP_H
#define LAB_COURSE_STEP_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct place { /* where it stands in its file, for faults */
	unsigned line, column;
};

struct strings {
	const char **list;
	size_t count;
};

/* Which lines of a file something is about, by content. */
struct anchor {
	const char *text;
	int64_t count; /* lines that contain text; 1 unless said */
	int64_t nth;   /* 0: all of them */
	const char *to;
	int64_t lines; /* 0: to decides, else just the line */
	struct place place;
};

struct anchors {
	struct anchor *list;
	size_t count;
};

/* A recorded file: exactly one of the two is set, or neither in evidence. */
struct recording {
	const char *transcript; /* below dumps/ */
	const char *source;	/* below driver/ */
};

/* single, multiple */
struct answer_option {
	const char *id, *text, *feedback; /* text and feedback are prose */
	bool right;
	struct place place;
};

/* number */
struct number_reply {
	uint64_t from, upto; /* inclusive; the same where `value` was given */
	const char *feedback;
	struct place place;
};

/* text */
struct text_reply {
	struct strings any;
	const char *feedback;
	struct place place;
};

/* order: in the right order */
struct item {
	const char *id, *text, *feedback;
	struct place place;
};

/* match */
struct pair {
	const char *id, *line, *meaning, *feedback;
	struct place place;
};

/* point */
struct point_reply {
	const char *id, *feedback;
	struct anchor anchor;
	struct place place;
};

enum question_type {
	QUESTION_SINGLE,
	QUESTION_MULTIPLE,
	QUESTION_TRUEFALSE,
	QUESTION_NUMBER,
	QUESTION_TEXT,
	QUESTION_ORDER,
	QUESTION_MATCH,
	QUESTION_POINT,
	QUESTION_TYPES
};

enum number_base { NUMBER_DECIMAL, NUMBER_HEX, NUMBER_EITHER };

/* A list of T: in replies, the right ones and the wrong ones. */
#define STEP_LIST(type)                                                        \
	struct {                                                               \
		type *list;                                                    \
		size_t count;                                                  \
	}

struct question {
	const char *id, *title; /* a quiz step's own, or the ask's */
	const char *was;
	enum question_type type;
	const char *text; /* prose: the question */
	struct {
		struct recording recording;
		struct anchors anchors;
		const char *code;
	} evidence;
	struct strings hints; /* prose, first rung first; at least one */
	const char *solution; /* prose */
	struct strings meets;
	struct place place;

	STEP_LIST(struct answer_option) options;
	bool answer; /* truefalse */
	const char *if_true, *if_false;
	enum number_base bare;
	STEP_LIST(struct number_reply) numbers_right, numbers_wrong;
	bool exact_case;
	STEP_LIST(struct text_reply) texts_right, texts_wrong;
	STEP_LIST(struct item) items;
	STEP_LIST(struct pair) pairs;
	STEP_LIST(struct item) spare;
	struct recording recording; /* point */
	STEP_LIST(struct point_reply) points_right, points_wrong;
	const char *otherwise; /* number, text, point */
};

struct note {
	const char *id, *title;
	const char *what, *from, *isnt; /* prose; `not` in the file */
	struct anchor anchor;
	struct strings sources, meets;
	struct place place;
};

struct fold {
	struct anchor anchor;
	const char *to, *label;
	struct place place;
};

/* build and console: a state that is asked for, never how one gets there. */
enum goal_want {
	/* of a build: the driver was built, and ... */
	WANT_BUILT,
	WANT_NO_WARNINGS,
	WANT_CHANGED, /* its source is not the given one any more */
	WANT_IMPORTS, /* it imports name */
	/* of the target: console/console.h tells what each means */
	WANT_SERVICE,
	WANT_NO_SERVICE,
	WANT_RUNNING,
	WANT_NOT_RUNNING,
	WANT_TEST_SIGNING,
	WANT_NO_TEST_SIGNING,
	WANT_STOP, /* with code, 0: any; name: the driver it names */
	WANT_HANG,
	WANT_ERROR, /* a command failed with code */
	WANT_FILE,
	WANT_PROCESS,
	WANT_NO_PROCESS,
	WANT_DEBUG, /* DbgPrint printed name */
	WANT_COUNT
};

#define WANT_FIRST_OF_TARGET WANT_SERVICE

struct goal {
	const char *id, *text, *name; /* text: one line, for the learner */
	enum goal_want want;
	uint64_t code;
	struct place place;
};

/* A text of a source, which stands there once, and what takes its place. */
struct edit {
	const char *find, *put; /* put: NULL takes it out */
	struct place place;
};

/* What goes wrong usually, and the words it must get. */
struct slip {
	STEP_LIST(struct edit) edits;
	struct strings commands;
	const char *words;
	struct place place;
};

/* What is to be done in a build or console step. */
struct task {
	STEP_LIST(struct goal) goals;
	bool ordered; /* a goal counts once those before it are met */
	bool fresh;   /* the machine is switched on anew for this step */
	/* what brings a machine that was just switched on to where this step
	 * begins */
	struct strings from;
	struct strings hints;
	const char *solution; /* prose */
	/* what finishes it, played by prove */
	STEP_LIST(struct edit) edits;
	struct strings commands;
	STEP_LIST(struct slip) slips;
};

#define STEP_OWN_DUMP "own" /* as a step's dump: the learner's */

enum step_kind {
	STEP_READ,
	STEP_REPLAY,
	STEP_QUIZ,
	STEP_BUILD,
	STEP_CONSOLE,
	STEP_KINDS
};

struct step {
	const char *id, *was, *title;
	enum step_kind kind;
	int64_t minutes;
	struct strings sources, meets;
	const char *dump, *symbols; /* below dumps/; NULL: the course's */
	struct place place;
	/* read; prose before the command of a replay */
	const char *text, *file;
	/* replay; the driver of a build, and of a console where it has one */
	struct recording recording;
	struct question *ask; /* or NULL */
	STEP_LIST(struct fold) folds;
	STEP_LIST(struct note) notes;
	/* quiz */
	struct question *question;
	/* build, console */
	struct task task;
};

struct term {
	const char *id, *term, *text;
	struct strings also, sources;
	struct place place;
};

struct glossary {
	STEP_LIST(struct term) terms;
};

/* The words of the format for these, e.g. "replay", "truefalse"; static. */
const char *step_kind_name(enum step_kind kind);
const char *goal_want_name(enum goal_want want);
const char *question_type_name(enum question_type type);

/* Whether something is to be done in it: build, console. */
static inline bool step_is_task(const struct step *step)
{
	return step->kind == STEP_BUILD || step->kind == STEP_CONSOLE;
}

#endif
