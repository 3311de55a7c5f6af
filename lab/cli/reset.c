/*
 * kdlab reset: a course starts over. One more event; nothing is deleted.
 */
#include "config.h"
#include "cli/command.h"

#include "cli/arguments.h"
#include "cli/learner.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool ask(const struct learner *learner,
		const struct learner_tally *total)
{
	char line[32];

	printf("Start '%s' over? %zu of %zu steps are done, with %llu "
	       "replies.\nYour notes and bookmarks in it go too. The record "
	       "of what you did is kept.\n[y/N] ",
	       course_info(learner->course)->title, total->done, total->steps,
	       (unsigned long long)total->attempts);
	fflush(stdout);
	return fgets(line, sizeof(line), stdin) &&
	       tolower((unsigned char)line[0]) == 'y' &&
	       (line[1] == '\n' || strcmp(line + 1, "es\n") == 0);
}

static enum err_code write_reset(struct learner *learner, struct err *err)
{
	struct timespec now;
	struct progress_event event = {
		.kind = PROGRESS_RESET,
		.subject = "",
		.detail = "",
	};
	int64_t other;

	if (store_others(learner->store, &other, 1))
		return err_set(err, ERR_BUSY, 0,
			       "not reset: kdlab runs as process %lld: leave "
			       "that one first",
			       (long long)other);
	clock_gettime(CLOCK_REALTIME, &now);
	event.time = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
	return store_append(learner->store, course_info(learner->course)->id,
			    &event, 1, err);
}

static bool is_fresh(const struct learner *learner)
{
	const char *id;
	size_t at = 0;

	return !progress_each(learner->progress, &at, &id);
}

static int reset(struct learner *learner, bool yes)
{
	struct learner_tally *tallies, total;
	struct err err;

	if (is_fresh(learner)) {
		printf("Nothing to reset: '%s' is not begun.\n",
		       course_info(learner->course)->title);
		return STATUS_DONE;
	}
	tallies = learner_tally(learner);
	total = learner_total(learner, tallies);
	free(tallies);
	if (!yes && !ask(learner, &total)) {
		puts("Not reset.");
		return STATUS_NO;
	}
	if (write_reset(learner, &err))
		return command_fail(&err);
	printf("'%s' starts over. The record of what you did is kept.\n",
	       course_info(learner->course)->title);
	return STATUS_DONE;
}

static int run(int argc, char **argv)
{
	const char *course = NULL, *news;
	struct learner learner;
	bool yes = false;
	const struct arguments_option options[] = {
		{ .name = "--yes", .flag = &yes },
		{ 0 },
	};
	struct err err;
	int status;

	if (!arguments_parse(&command_reset, argc, argv, options, &course, 1))
		return STATUS_USAGE;
	if (!yes && !isatty(STDIN_FILENO))
		return command_misuse(&command_reset,
				      "not reset: no terminal to ask on: say "
				      "--yes");
	if (learner_open(course, true, &learner, &err))
		return command_fail(&err);
	news = store_news(learner.store);
	if (*news)
		fprintf(stderr, "kdlab: %s\n", news);
	status = reset(&learner, yes);
	learner_fini(&learner);
	return status;
}

const struct command command_reset = {
	.name = "reset",
	.usage = "[--yes] [COURSE]",
	.summary = "start a course over; the record is kept",
	.help = "Asks first; without a terminal it does nothing unless --yes "
		"is given. The course\n"
		"begins at its first step again, its replies, hints, notes and "
		"bookmarks are\n"
		"gone from it. The record of every reply stays in the progress "
		"file. 'kdlab notes'\n"
		"before a reset keeps your notes in a file.\n"
		"\n"
		"  --yes   do not ask\n",
	.run = run,
};
