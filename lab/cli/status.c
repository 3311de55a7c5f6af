/*
 * kdlab status: how far the learner is, for people and for programs.
 */
#include "config.h"
#include "cli/command.h"

#include "base/json.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/arguments.h"
#include "cli/learner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *state_of(const struct learner_tally *tally)
{
	if (tally->done == tally->steps)
		return "done";
	return tally->seen || tally->done ? "begun" : "not yet";
}

static void add_padded(struct text *out, const char *text, size_t cells)
{
	size_t size = strlen(text), fit = utf8_fit(text, size, cells);
	size_t used;

	text_add_visible(out, text, fit);
	for (used = utf8_cells(text, fit); used < cells; used++)
		text_add_char(out, ' ');
}

static void add_head(struct text *out, const struct learner *learner,
		     const struct learner_tally *total)
{
	struct step_info at = course_step(learner->course, learner_at(learner));
	struct lesson_info lesson = course_lesson(learner->course, at.lesson);
	int64_t last = learner_last(learner);

	add_padded(out, course_info(learner->course)->title, 200);
	while (out->size && out->bytes[out->size - 1] == ' ')
		out->bytes[--out->size] = '\0';
	text_printf(out, "\n\n%u%% done: %zu of %zu steps\n",
		    learner_percent(total), total->done, total->steps);
	text_printf(out, "now at    %zu. %s > %s (%s)\n", at.lesson + 1,
		    lesson.title, at.title, at.id);
	text_add_string(out, "last time ");
	if (last)
		learner_add_time(out, last, false);
	else
		text_add_string(out, "never");
	text_add_string(out, "\n\n");
}

/* The cells that the longest title takes, within reason. */
static size_t title_cells(const struct learner *learner)
{
	size_t most = strlen("lesson");

	for (size_t i = 0; i < course_lesson_count(learner->course); i++) {
		const char *title = course_lesson(learner->course, i).title;
		size_t cells = utf8_cells(title, strlen(title));

		if (cells > most)
			most = cells;
	}
	return most < 44 ? most : 44;
}

static void add_lessons(struct text *out, const struct learner *learner,
			const struct learner_tally *tallies)
{
	size_t cells = title_cells(learner);

	text_add_string(out, "state    #  ");
	add_padded(out, "lesson", cells);
	text_add_string(out, "   steps  tries  hints\n");
	for (size_t i = 0; i < course_lesson_count(learner->course); i++) {
		const struct learner_tally *tally = &tallies[i];
		char steps[48];

		text_printf(out, "%-7s %2zu  ", state_of(tally), i + 1);
		add_padded(out, course_lesson(learner->course, i).title, cells);
		snprintf(steps, sizeof(steps), "%zu/%zu", tally->done,
			 tally->steps);
		text_printf(out, "%8s %6llu %6llu\n", steps,
			    (unsigned long long)tally->attempts,
			    (unsigned long long)tally->hints);
	}
}

static void add_tally(struct json *json, const struct learner_tally *tally)
{
	json_number(json, "steps", (int64_t)tally->steps);
	json_number(json, "done", (int64_t)tally->done);
	json_number(json, "seen", (int64_t)tally->seen);
	json_number(json, "attempts", (int64_t)tally->attempts);
	json_number(json, "hints", (int64_t)tally->hints);
	json_number(json, "minutes", tally->minutes);
}

static void add_json_head(struct json *json, const struct learner *learner)
{
	const struct course_info *course = course_info(learner->course);
	struct step_info at = course_step(learner->course, learner_at(learner));
	int64_t last = learner_last(learner);
	struct text time = { 0 };

	json_text(json, "course", course->id);
	json_text(json, "title", course->title);
	json_text(json, "version", course->version);
	json_text(json, "path", course_path(learner->course));
	json_open_object(json, "at");
	json_text(json, "step", at.id);
	json_text(json, "title", at.title);
	json_text(json, "lesson", course_lesson(learner->course, at.lesson).id);
	json_close_object(json);
	if (last)
		learner_add_time(&time, last, true);
	json_text(json, "last", time.size ? text_string(&time) : NULL);
	text_fini(&time);
}

static void add_json(struct text *out, const struct learner *learner,
		     const struct learner_tally *tallies,
		     const struct learner_tally *total)
{
	struct json json = { .out = out, .indent = true };

	json_open_object(&json, NULL);
	add_json_head(&json, learner);
	json_number(&json, "percent", learner_percent(total));
	json_bool(&json, "finished", total->done == total->steps);
	add_tally(&json, total);
	json_open_list(&json, "lessons");
	for (size_t i = 0; i < course_lesson_count(learner->course); i++) {
		struct lesson_info lesson = course_lesson(learner->course, i);

		json_open_object(&json, NULL);
		json_text(&json, "id", lesson.id);
		json_text(&json, "title", lesson.title);
		json_text(&json, "state", state_of(&tallies[i]));
		add_tally(&json, &tallies[i]);
		json_close_object(&json);
	}
	json_close_list(&json);
	json_close_object(&json);
}

static int show(const char *course, bool as_json)
{
	struct learner_tally *tallies, total;
	struct learner learner;
	struct text out = { 0 };
	struct err err;

	if (learner_open(course, false, &learner, &err))
		return command_fail(&err);
	tallies = learner_tally(&learner);
	total = learner_total(&learner, tallies);
	if (as_json) {
		add_json(&out, &learner, tallies, &total);
	} else {
		add_head(&out, &learner, &total);
		add_lessons(&out, &learner, tallies);
	}
	fputs(text_string(&out), stdout);
	text_fini(&out);
	free(tallies);
	learner_fini(&learner);
	return STATUS_DONE;
}

static int run(int argc, char **argv)
{
	const char *course = NULL;
	bool as_json = false;
	const struct arguments_option options[] = {
		{ .name = "--json", .flag = &as_json },
		{ 0 },
	};

	if (!arguments_parse(&command_status, argc, argv, options, &course, 1))
		return STATUS_USAGE;
	return show(course, as_json);
}

const struct command command_status = {
	.name = "status",
	.usage = "[--json] [COURSE]",
	.summary = "how far you are in a course",
	.help = "Progress is read, nothing is written. COURSE is a folder, or "
		"a "
		"name that\n'kdlab courses' lists; without it, the first "
		"course.\n"
		"\n"
		"  --json  one object, with\n"
		"    course, title, version, path   the course\n"
		"    at        the current step: step (its id), title, lesson "
		"(its id)\n"
		"    last      when something was last done, UTC, or null\n"
		"    percent   done steps of all, rounded down\n"
		"    finished  whether every step is done\n"
		"    steps, done, seen   numbers of steps\n"
		"    attempts, hints     replies given, hints opened\n"
		"    minutes   what the course is said to take\n"
		"    lessons   a list: id, title, state ('done', 'begun', "
		"'not yet'), and\n"
		"              steps to minutes as above\n",
	.run = run,
};
