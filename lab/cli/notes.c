/*
 * kdlab notes: what the learner takes home from a course, as Markdown: their
 * own notes, bookmarks, and the answers they gave.
 */
#include "config.h"
#include "cli/command.h"

#include "base/file.h"
#include "base/text.h"
#include "cli/arguments.h"
#include "cli/learner.h"
#include "course/judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ID_MOST 64 /* bytes of an id in a reply that are looked up */

/* A lesson's heading comes with the first thing that is told of it. */
struct paper {
	struct learner *learner;
	struct text text;
	size_t heading; /* lessons whose heading is written */
	size_t told;	/* steps */
};

/* The learner's own text as a block quote. */
static void add_quoted(struct text *out, const char *text)
{
	text_add_string(out, "> ");
	for (; *text; text++) {
		text_add_visible(out, text, 1);
		if (*text == '\n')
			text_add_string(out, "> ");
	}
	text_add_string(out, "\n\n");
}

/* Prose without the newlines at its end, and an empty line. */
static void add_prose(struct text *out, const char *text)
{
	size_t size = strlen(text);

	while (size && text[size - 1] == '\n')
		size--;
	text_add(out, text, size);
	text_add_string(out, "\n\n");
}

static const char *find_choice(const struct question *question,
			       enum choice_set set, const char *id)
{
	size_t count = judge_choice_count(question, set);

	for (size_t i = 0; i < count; i++) {
		struct choice choice = judge_choice(question, set, 0, i);

		if (strcmp(choice.id, id) == 0)
			return choice.text;
	}
	return NULL;
}

/* One id of a reply, "#a", said with the words that stand for it. */
static void add_choice(struct text *out, const struct question *question,
		       enum choice_set set, const char *id, size_t size)
{
	const char *text = NULL;
	char copy[ID_MOST];

	if (size && *id == '#') {
		id++;
		size--;
	}
	if (size < sizeof(copy)) {
		memcpy(copy, id, size);
		copy[size] = '\0';
		text = find_choice(question, set, copy);
	}
	if (text)
		text_add_visible(out, text, strcspn(text, "\n"));
	else
		text_add_visible(out, id, size);
}

/* "#a #c" and "#l1=#m2 #l2=#m1", a list item each. */
static void add_choices(struct text *out, const struct question *question,
			const char *reply)
{
	while (*reply) {
		size_t size = strcspn(reply, " ");
		size_t first = strcspn(reply, "= ");

		text_add_string(out, "- ");
		add_choice(out, question, CHOICE_FIRST, reply, first);
		if (first < size) {
			text_add_string(out, ": ");
			add_choice(out, question, CHOICE_SECOND,
				   reply + first + 1, size - first - 1);
		}
		text_add_char(out, '\n');
		reply += size;
		reply += strspn(reply, " ");
	}
	text_add_char(out, '\n');
}

static void add_line(struct text *out, const struct transcript *transcript,
		     const char *reply)
{
	unsigned long line = strtoul(reply, NULL, 10);

	text_printf(out, "- line %lu", line);
	if (transcript && line && line <= transcript->count) {
		text_add_string(out, ": `");
		text_add_visible(out, transcript->lines[line - 1].bytes,
				 transcript->lines[line - 1].size);
		text_add_char(out, '`');
	}
	text_add_string(out, "\n\n");
}

static void add_verdict(struct text *out, const struct verdict *verdict,
			const struct progress *progress)
{
	if (verdict->right)
		text_add_string(out, "Right");
	else if (verdict->points)
		text_printf(out, "Right in part (%u of %u)", verdict->points,
			    verdict->of);
	else
		text_add_string(out, "Wrong");
	if (!verdict->right && progress->best == 1000)
		text_add_string(out, " this time, right before");
	text_printf(out, "; %u %s", progress->attempts,
		    progress->attempts == 1 ? "try" : "tries");
	if (progress->hints)
		text_printf(out, ", %u %s", progress->hints,
			    progress->hints == 1 ? "hint" : "hints");
	if (progress->solution)
		text_add_string(out, ", solution opened");
	text_add_string(out, ".\n\n");
}

static void add_reply(struct text *out, struct learner *learner,
		      const struct question *question,
		      const struct progress *progress)
{
	struct transcript transcript = { 0 };
	bool read = question->type == QUESTION_POINT &&
		    course_read_recording(learner->course, &question->recording,
					  &transcript, NULL) == ERR_OK;
	struct verdict verdict;

	text_add_string(out, "Your answer:\n\n");
	if (question->type == QUESTION_POINT)
		add_line(out, read ? &transcript : NULL, progress->reply);
	else if (question->type == QUESTION_NUMBER ||
		 question->type == QUESTION_TEXT)
		add_quoted(out, progress->reply);
	else
		add_choices(out, question, progress->reply);
	if (judge(question, store_seed(learner->store),
		  read ? &transcript : NULL, progress->reply, &verdict,
		  NULL) == ERR_OK) {
		add_verdict(out, &verdict, progress);
		verdict_fini(&verdict);
	} else {
		text_add_string(out, "The question has changed since.\n\n");
	}
	if (read)
		transcript_fini(&transcript);
}

static void add_question(struct paper *paper, const struct step *step)
{
	const struct question *question =
		step->kind == STEP_QUIZ ? step->question : step->ask;
	const struct progress *progress;

	if (!question)
		return;
	progress = progress_find(paper->learner->progress, question->id);
	if (!progress->reply)
		return;
	add_prose(&paper->text, question->text);
	add_reply(&paper->text, paper->learner, question, progress);
}

/* Whether there is anything to tell of a step. */
static bool is_told(const struct learner *learner, const struct step *step)
{
	const struct question *question =
		step->kind == STEP_QUIZ ? step->question : step->ask;
	const struct progress *progress =
		progress_find(learner->progress, step->id);

	return progress->own_note || progress->bookmark ||
	       (question &&
		progress_find(learner->progress, question->id)->reply);
}

static enum err_code add_step(struct paper *paper, size_t number,
			      struct err *err)
{
	struct course *course = paper->learner->course;
	struct step_info info = course_step(course, number);
	const struct progress *progress =
		progress_find(paper->learner->progress, info.id);
	const struct step *step;
	enum err_code code = course_read(course, number, &step, err);

	if (code || !is_told(paper->learner, step))
		return code;
	if (paper->heading <= info.lesson)
		text_printf(&paper->text, "## %zu. %s\n\n", info.lesson + 1,
			    course_lesson(course, info.lesson).title);
	paper->heading = info.lesson + 1;
	paper->told++;
	text_printf(&paper->text, "### %s\n\n", info.title);
	if (progress->bookmark)
		text_add_string(&paper->text, "Bookmarked.\n\n");
	if (progress->own_note)
		add_quoted(&paper->text, progress->own_note);
	add_question(paper, step);
	return ERR_OK;
}

static void add_head(struct paper *paper)
{
	struct learner_tally *tallies = learner_tally(paper->learner);
	struct learner_tally total = learner_total(paper->learner, tallies);

	free(tallies);
	text_printf(&paper->text, "# %s\n\n",
		    course_info(paper->learner->course)->title);
	text_add_string(&paper->text, "Notes of ");
	learner_add_time(&paper->text, (int64_t)time(NULL) * 1000, false);
	text_printf(&paper->text, "; %zu of %zu steps done.\n\n", total.done,
		    total.steps);
}

static enum err_code write_paper(struct paper *paper, struct err *err)
{
	enum err_code code = ERR_OK;
	size_t count = course_step_count(paper->learner->course);

	add_head(paper);
	for (size_t i = 0; i < count && !code; i++)
		code = add_step(paper, i, err);
	if (!code && !paper->told)
		text_add_string(&paper->text,
				"No notes, bookmarks or answers yet.\n");
	while (!code && paper->text.size > 1 &&
	       paper->text.bytes[paper->text.size - 2] == '\n')
		paper->text.bytes[--paper->text.size] = '\0';
	return code;
}

static int show(const char *course, const char *file)
{
	struct learner learner;
	struct paper paper = { .learner = &learner };
	enum err_code code;
	struct err err;

	if (learner_open(course, false, &learner, &err))
		return command_fail(&err);
	code = write_paper(&paper, &err);
	if (!code && file)
		code = file_write(file, text_string(&paper.text),
				  paper.text.size, &err);
	else if (!code)
		fputs(text_string(&paper.text), stdout);
	text_fini(&paper.text);
	learner_fini(&learner);
	return code ? command_fail(&err) : STATUS_DONE;
}

static int run(int argc, char **argv)
{
	const char *course = NULL, *file = NULL;
	const struct arguments_option options[] = {
		{ .name = "-o", .value = &file },
		{ .name = "--output", .value = &file },
		{ 0 },
	};

	if (!arguments_parse(&command_notes, argc, argv, options, &course, 1))
		return STATUS_USAGE;
	return show(course, file);
}

const struct command command_notes = {
	.name = "notes",
	.usage = "[-o FILE] [COURSE]",
	.summary = "your notes, bookmarks and answers, as Markdown",
	.help = "What you take home from a course, lesson by lesson: your own "
		"notes, your\nbookmarks, and each question you answered with "
		"your last answer, what it was\nworth, and how many tries and "
		"hints it took.\n"
		"\n"
		"  -o, --output FILE   into a file, not to standard output\n",
	.run = run,
};
