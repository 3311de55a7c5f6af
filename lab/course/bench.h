/*
 * What the parts of the judge share. For judge*.c only.
 */
#ifndef LAB_COURSE_BENCH_H
#define LAB_COURSE_BENCH_H

#include "course/reply.h"

/* What one judgement looks at; order: number in the file by place on screen */
struct bench {
	const struct question *question;
	const struct transcript *transcript;
	const char *recorded;
	struct reply reply;
	uint8_t order[2][JUDGE_CHOICES_MOST];
};

/* Adds to the verdict's reason, behind a semicolon. */
void bench_say(struct verdict *verdict, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Adds a remark without a label; borrowed until the next one. */
struct judge_remark *bench_remark(struct verdict *verdict, const char *text,
				  bool about_reply, bool right);
/* The letter that a choice has on the learner's screen; as a label of its
 * own for a remark. */
char bench_letter(const struct bench *bench, enum choice_set set,
		  size_t number);
char *bench_label(const struct bench *bench, enum choice_set set,
		  size_t number);
bool bench_is_picked(const struct reply *reply, size_t number);

void bench_judge_order(const struct bench *bench, struct verdict *verdict);
void bench_judge_match(const struct bench *bench, struct verdict *verdict);

#endif
