/*
 * A reply taken apart, and the words it is made of. Inside course/ only: the
 * judge and what types, reads, writes and checks replies share it.
 */
#ifndef LAB_COURSE_REPLY_H
#define LAB_COURSE_REPLY_H

#include "course/judge.h"

/* Choices by their number in the question's file, from 0. */
struct reply {
	size_t count;
	/* single, truefalse: [0]; multiple: rising; order: as replied; match:
	 * for each line the number of its meaning (pairs, then spare) */
	uint8_t picks[JUDGE_CHOICES_MOST];
	uint32_t line; /* point: from 1 */
};

/* The id and the text of a choice by its number in the file. */
struct choice reply_choice(const struct question *question, enum choice_set set,
			   size_t number);
/* Fills order[place] with numbers in the file; returns how many. */
size_t reply_order(const struct question *question, enum choice_set set,
		   uint64_t learner_seed, uint8_t order[JUDGE_CHOICES_MOST]);

/* The recorded form of a reply by choices or a line; not for number, text. */
void reply_write(const struct question *question, const struct reply *reply,
		 struct text *ret);
/* And back. ERR_USAGE when it does not fit the question. */
enum err_code reply_read(const struct question *question, const char *recorded,
			 struct reply *ret, struct err *err) ERR_CHECK;

/*
 * A text as it is compared: no back-ticks, no spaces at the ends or doubled,
 * no full stop at the end. Unless case matters, small letters, and no space
 * beside the signs of an expression: "? poi(x + 8)" is "?poi(x+8)".
 */
void reply_plain(const char *text, bool exact_case, struct text *ret);
bool reply_same(const char *a, const char *b, bool exact_case);

#endif
