/*
 * Writes events into a progress file, for tests of commands that read it.
 * usage: make_progress PATH COURSE < lines of "KIND SUBJECT NUMBER DETAIL"
 * ("-" for no subject; the detail is the rest of the line). A line
 * "place STEP" says where the learner is.
 */
#include "config.h"

#include "session/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool add(struct store *store, const char *course, char *line,
		int64_t time, struct err *err)
{
	char kind[64], subject[128], empty[] = "";
	struct progress_event event = { .time = time, .subject = subject };
	struct store_place place = { subject, empty, 0 };
	long long number = 0;
	int at = 0;

	line[strcspn(line, "\n")] = '\0';
	if (sscanf(line, "place %127s", subject) == 1)
		return !store_set_place(store, course, &place, err);
	if (sscanf(line, "%63s %127s %lld %n", kind, subject, &number, &at) <
	    3) {
		err_set(err, ERR_USAGE, 0, "not an event: '%s'", line);
		return false;
	}
	if (strcmp(subject, "-") == 0)
		subject[0] = '\0';
	event.kind = progress_event_find(kind);
	event.number = number;
	event.detail = line + at;
	if (event.kind == PROGRESS_KINDS) {
		err_set(err, ERR_USAGE, 0, "no event '%s'", kind);
		return false;
	}
	return !store_append(store, course, &event, 1, err);
}

int main(int argc, char **argv)
{
	int64_t time = INT64_C(1772373909000); /* 2026-03-01 14:05:09 UTC */
	struct store *store;
	struct err err;
	char line[4096];
	bool good = true;

	if (argc != 3)
		return 2;
	if (store_open(argv[1], &store, NULL, &err)) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	while (good && fgets(line, sizeof(line), stdin))
		good = add(store, argv[2], line, time, &err);
	if (!good)
		fprintf(stderr, "%s\n", err.message);
	store_close(store);
	return good ? 0 : 1;
}
