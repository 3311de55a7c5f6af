/*
 * The inside of --plain, shared by the files that make it: plain.c (the loop,
 * and what a line does), plain_table.c (the commands), plain_say.c (wrapping),
 * plain_step.c (a step), plain_note.c (its notes), plain_ask.c (a question and
 * its verdict), plain_reply.c (what is typed at it), plain_go.c (getting
 * about), plain_find.c (search and terms), plain_kd.c (the debugger and the
 * target's console), plain_task.c (build and console steps).
 */
#ifndef LAB_TERM_PLAIN_PRIVATE_H
#define LAB_TERM_PLAIN_PRIVATE_H

#include "base/text.h"
#include "term/plain.h"
#include "term/plain_line.h"

struct plain {
	struct plain_config config;
	struct session *session;
	struct text out; /* not printed yet */
	size_t lesson;	 /* the one that was named last; SIZE_MAX: none */
	const struct question *passing; /* an empty line would leave this one */
	const struct prompt *at; /* lines go there: the debugger, the target */
	bool leave;		 /* the learner wants to quit */
	bool broken;		 /* output goes nowhere any more */
};

/* plain_say.c: everything goes to plain->out, whole lines at a time */
void plain_say(struct plain *plain, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Behind an empty line, unless one stands there already. */
void plain_gap(struct plain *plain);
/* CommonMark, with lead in front of the first line and as many blanks in
 * front of the others. */
void plain_prose(struct plain *plain, const char *lead, const char *prose);
/* A recorded line as it stands, behind lead. */
void plain_raw(struct plain *plain, const char *lead,
	       const struct transcript_line *line);
/* What print says, without saying it. */
void plain_collect(struct plain *plain, void (*print)(struct plain *plain),
		   struct text *ret);
/* Prints what there is; broken is set when that fails. */
void plain_flush(struct plain *plain);
/* "s" but for one. */
const char *plain_s(size_t count);

/* plain_step.c */
void plain_show_step(struct plain *plain);
void plain_show_prose(struct plain *plain);
void plain_show_output(struct plain *plain); /* at EVENT_REVEAL */
void plain_unfold(struct plain *plain, const char *argument);
/* "6.2" */
void plain_add_number(struct plain *plain, size_t step, struct text *ret);
/* Those of a question come with its verdict: they may tell the answer. */
void plain_say_sources(struct plain *plain, const struct strings *sources);
/* A title without the back-ticks, which a screen reader would say. */
void plain_add_title(struct text *text, const char *title);
void plain_say_lesson(struct plain *plain, size_t number);
/* The transcript line as a string of its own. */
void plain_line_text(const struct transcript_line *line, struct text *ret);

/* plain_note.c */
void plain_show_note(struct plain *plain); /* the current one */
void plain_show_notes(struct plain *plain, const char *argument);
void plain_show_line_note(struct plain *plain, const char *argument);
void plain_own_note(struct plain *plain, const char *argument);

/* plain_ask.c */
void plain_show_question(struct plain *plain); /* with its evidence */
void plain_show_expected(struct plain *plain);
void plain_show_verdict(struct plain *plain);
void plain_show_hint(struct plain *plain, size_t rung);
void plain_show_solution(struct plain *plain);
/* A question waits for its first right answer. */
bool plain_is_asked(const struct plain *plain);

/* plain_reply.c */
/* Whether a line is a reply to what is asked. */
bool plain_is_reply(const struct plain *plain, const char *line);
/* Gives a reply, or says what is expected. */
void plain_reply(struct plain *plain, const char *line);

/* plain_go.c */
void plain_outline(struct plain *plain, const char *argument);
void plain_go(struct plain *plain, const char *argument);
void plain_bookmarks(struct plain *plain, const char *argument);
void plain_status(struct plain *plain, const char *argument);
/* "12 of 64 steps done (18%)." or that every one is. */
void plain_say_done(struct plain *plain);
/* Why, where progress is not kept. */
void plain_say_not_kept(struct plain *plain);

/* plain_find.c */
void plain_search(struct plain *plain, const char *argument);
void plain_terms(struct plain *plain, const char *argument);

/* plain_kd.c */
void plain_kd(struct plain *plain, const char *argument);
void plain_console(struct plain *plain, const char *argument);
/* Whether a line is for the prompt that is open; and running it there. */
bool plain_prompt_takes(const struct plain *plain, const char *line);
void plain_prompt_line(struct plain *plain, const char *line);
void plain_prompt_label(struct plain *plain);

/* plain_task.c */
void plain_show_task(struct plain *plain);
void plain_build(struct plain *plain, const char *argument);
void plain_edit(struct plain *plain, const char *argument);
void plain_change(struct plain *plain, const char *argument);

/* plain.c */
void plain_act(struct plain *plain, enum action action);
void plain_quit(struct plain *plain, const char *argument);

#endif
