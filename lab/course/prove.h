/*
 * Proof that a course's questions are judged as their files declare: every
 * declared reply, as a learner would type it, through judge_parse and judge.
 */
#ifndef LAB_COURSE_PROVE_H
#define LAB_COURSE_PROVE_H

#include "base/err.h"
#include "base/text.h"
#include "course/course.h"
#include "course/judge.h"

#include <stdbool.h>
#include <stddef.h>

struct prove_counts {
	size_t steps, questions, replies, failures;
};

/* The question of a quiz, or the ask of a replay; NULL: it has none. */
const struct question *prove_question(const struct step *step);
/* The recording that a point question points into; the caller finishes it.
 * ERR_NOT_FOUND, without a message, where the question is of another type. */
enum err_code prove_recording(struct course *course,
			      const struct question *question,
			      struct transcript *ret,
			      struct err *err) ERR_CHECK;
/* The first declared reply that is right; false: there is none. */
bool prove_right_reply(const struct question *question,
		       const struct transcript *transcript, struct text *ret);

/*
 * Plays every question of the course. What is not judged as declared becomes
 * a line of failures. An error is a step that cannot be read.
 */
enum err_code prove_course(struct course *course, struct text *failures,
			   struct prove_counts *ret, struct err *err) ERR_CHECK;
/* The same for one question; adds to counts. */
void prove_one(const struct question *question,
	       const struct transcript *transcript, struct text *failures,
	       struct prove_counts *counts);

#endif
