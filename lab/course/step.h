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

enum step_kind { STEP_READ, STEP_REPLAY, STEP_QUIZ, STEP_KINDS };

struct step {
	const char *id, *was, *title;
	enum step_kind kind;
	int64_t minutes;
	struct strings sources, meets;
	const char *dump, *symbols; /* below dumps/; NULL: the course's */
	struct place place;
	/* read; prose before the command of a replay */
	const char *text, *file;
	/* replay */
	struct recording recording;
	struct question *ask; /* or NULL */
	STEP_LIST(struct fold) folds;
	STEP_LIST(struct note) notes;
	/* quiz */
	struct question *question;
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
const char *question_type_name(enum question_type type);

#endif
