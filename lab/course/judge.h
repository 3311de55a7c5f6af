/*
 * Questions: what a reply is, how a typed line becomes one, and what it is
 * worth. Nothing here knows a screen; nothing changes the question.
 *
 * A learner sees choices in an order of their own (judge_order), so letters
 * mean places on the screen. Replies hold ids, and so does what is recorded:
 * a course that moves its options about keeps old answers readable.
 */
#ifndef LAB_COURSE_JUDGE_H
#define LAB_COURSE_JUDGE_H

#include "base/err.h"
#include "base/text.h"
#include "course/step.h"
#include "formats/transcript.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Choices: options, items, or for match the lines (CHOICE_FIRST) and the
 * meanings (CHOICE_SECOND: the pairs' meanings and the spare ones).
 * truefalse has two, "true" and "false", never shuffled; nor are the lines of
 * match, which often follow one another. What is to be put in order never
 * stands in order. Meanings have their pair's id.
 */
enum choice_set { CHOICE_FIRST, CHOICE_SECOND };

struct choice {
	const char *id;
	const char *text; /* prose */
};

/* No set has more; what a file has beyond it is not asked (lint says so). */
#define JUDGE_CHOICES_MOST 16

/* How many there are; 0 for number, text, point. */
size_t judge_choice_count(const struct question *question, enum choice_set set);
/* The choice at a place on the learner's screen. */
struct choice judge_choice(const struct question *question, enum choice_set set,
			   uint64_t learner_seed, size_t place);

/*
 * A reply in the form that is recorded and that --plain and solution scripts
 * may type: ids with '#', e.g. "#worker", "#a #c", "#l1=#l2 #l2=#m9",
 * "true"; the text itself for number and text; the line's number, from 1, for
 * point. Text is at most LIMIT_LINE bytes.
 *
 * judge_parse turns what a person typed into that form: letters as shown
 * ("b", "a, c", "cab", "1c 2a"), ids, option texts in full. ERR_USAGE with
 * words for the learner when it is not a reply at all ("there is no option
 * f"); such a line is no attempt.
 */
enum err_code judge_parse(const struct question *question,
			  uint64_t learner_seed, const char *line,
			  struct text *ret, struct err *err) ERR_CHECK;

/* One piece of feedback. */
struct judge_remark {
	char *label; /* the option's letter or the line it is about; or NULL */
	const char *text; /* prose, borrowed from the question */
	bool about_reply; /* the learner chose this one: said first */
	bool right;	  /* this choice, or this place, is right */
};

struct verdict {
	bool right;	     /* full marks */
	unsigned points, of; /* partial credit: 3 of 4 */
	char *reason; /* "2 of 3 right options chosen; 1 wrong one too" */
	struct judge_remark *remarks;
	size_t remark_count;
};

/*
 * Judges a reply in recorded form. transcript is needed for point (what the
 * question's recording holds) and may be NULL otherwise. ERR_USAGE when the
 * reply does not fit the question (a course was changed under it).
 */
enum err_code judge(const struct question *question, uint64_t learner_seed,
		    const struct transcript *transcript, const char *reply,
		    struct verdict *ret, struct err *err) ERR_CHECK;
void verdict_fini(struct verdict *verdict);

/*
 * Every declared reply, for prove and for the solution script: the n-th one
 * in recorded form, whether it must be right, and the feedback it must bring
 * (NULL: any). Returns false when there are no more.
 */
struct judge_declared {
	bool right;
	const char *feedback;
};
bool judge_declared(const struct question *question,
		    const struct transcript *transcript, size_t n,
		    struct text *ret_reply, struct judge_declared *ret);

/*
 * A number as a debugger or a person writes it: 0x39, 39h, 0n57, 0t71,
 * 0y111001, ffffc80f`43c8f3f0, -1 (64 bits); bare digits as base says, but
 * where one is a letter it is hex. NUMBER_EITHER gives both readings, the
 * decimal one first. Returns how many readings there are (0 to 2).
 */
size_t judge_number(const char *text, enum number_base base, uint64_t ret[2]);

#endif
