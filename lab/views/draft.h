/*
 * A reply in the making: what is chosen, in what order, matched with what,
 * or typed, before the learner gives it.
 */
#ifndef LAB_VIEWS_DRAFT_H
#define LAB_VIEWS_DRAFT_H

#include "base/text.h"
#include "course/judge.h"
#include "views/entry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct draft {
	const struct question *question; /* borrowed; NULL: nothing is asked */
	uint64_t seed;
	size_t count;  /* choices in the first set */
	size_t cursor; /* the choice it is on */
	bool lifted;   /* order: the item moves with the cursor */
	bool chosen[JUDGE_CHOICES_MOST];
	size_t order[JUDGE_CHOICES_MOST]; /* order: places by rank */
	int matched[JUDGE_CHOICES_MOST];  /* match: meaning, -1 none */
	struct entry entry;		  /* number, text */
};

/* Empty, for a question; with a reply that was given before (or NULL) put
 * back in. NULL question: nothing to answer. */
void draft_set(struct draft *draft, const struct question *question,
	       uint64_t seed, const char *reply);
void draft_fini(struct draft *draft);

/* Whether there is something typed in it rather than chosen. */
bool draft_is_typed(const struct draft *draft);
bool draft_is_point(const struct draft *draft);

/* The cursor one up or down; in order, with a lifted item. True if it moved. */
bool draft_move(struct draft *draft, int by);
/* Choose, take back, lift or drop what the cursor is on. */
void draft_choose(struct draft *draft);
/* A letter or digit typed: chooses, matches. True if it meant something. */
bool draft_letter(struct draft *draft, uint32_t key);

/* The choice shown at a rank (order moves them, else rank is place). */
struct choice draft_choice(const struct draft *draft, size_t rank);
/* "(o) a" and its like: what stands left of that choice; at most 15 bytes. */
void draft_marker(const struct draft *draft, size_t rank, char ret[16]);

/* The reply in recorded form. False when there is nothing to give yet, with
 * words for the status line. */
bool draft_reply(const struct draft *draft, struct text *ret,
		 const char **ret_why);

#endif
