/*
 * Events on their way to disk. What the learner did is queued here, written
 * in one transaction by record_flush, and only then counted as progress.
 * When it cannot be written it is counted all the same, kept for the next
 * try, and the session says that it is not kept.
 */
#include "config.h"
#include "session/private.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t system_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void record_add(struct session *session, enum progress_event_kind kind,
		const char *subject, const char *detail, int64_t number)
{
	int64_t (*now)(void) =
		session->config.clock ? session->config.clock : system_clock;
	struct pending *event;

	session->pending =
		mem_grow(session->pending, &session->pending_capacity,
			 session->pending_count + 1, sizeof(*session->pending));
	event = &session->pending[session->pending_count++];
	*event = (struct pending){
		.kind = kind,
		.time = now(),
		.number = number,
		.subject = mem_strdup(subject),
		.detail = mem_strdup(detail),
	};
}

static struct progress_event event_of(const struct pending *pending)
{
	return (struct progress_event){
		.kind = pending->kind,
		.time = pending->time,
		.subject = pending->subject,
		.detail = pending->detail,
		.number = pending->number,
	};
}

/* Whether an id stands for a step of this course today. */
static bool is_step(const struct session *session, const char *id)
{
	size_t step;

	return course_find(session->config.course, id, &step) == ERR_OK &&
	       strcmp(course_step(session->config.course, step).id, id) == 0;
}

static void apply(struct session *session, const struct pending *pending)
{
	struct progress_event event = event_of(pending);
	bool before = progress_find(session->progress, event.subject)->done;

	progress_apply(session->progress, &event);
	if (event.kind == PROGRESS_DONE && !before &&
	    is_step(session, event.subject)) {
		session->done_count++;
		session_emit(session, EVENT_DONE, session->done_count, "");
	}
	if (!session->finished &&
	    session->done_count == course_step_count(session->config.course)) {
		session->finished = true;
		session_emit(session, EVENT_FINISHED, 0, "");
	}
}

/* Keeps what the learner did under a step's old id. */
static void follow_rename(struct session *session, const char *id)
{
	struct step_info info;
	size_t step;

	if (course_find(session->config.course, id, &step))
		return;
	info = course_step(session->config.course, step);
	if (info.was && strcmp(info.was, id) == 0 &&
	    progress_rename(session->progress, id, info.id))
		record_add(session, PROGRESS_RENAMED, info.id, id, 0);
}

static void count_done(struct session *session)
{
	const struct progress *row;
	const char *id;
	size_t at = 0;

	session->done_count = 0;
	while ((row = progress_each(session->progress, &at, &id)))
		if (row->done && is_step(session, id))
			session->done_count++;
	session->finished = session->done_count ==
			    course_step_count(session->config.course);
}

/* The ids of all rows, copied: renaming moves rows about. */
static char **row_ids(const struct progress_map *map, size_t *ret_count)
{
	size_t at = 0, capacity = 0;
	char **ids = mem_grow(NULL, &capacity, 1, sizeof(*ids));
	const char *id;

	*ret_count = 0;
	while (progress_each(map, &at, &id)) {
		ids = mem_grow(ids, &capacity, *ret_count + 1, sizeof(*ids));
		ids[(*ret_count)++] = mem_strdup(id);
	}
	return ids;
}

enum err_code record_load(struct session *session, struct err *err)
{
	enum err_code code;
	size_t count;
	char **ids;

	session->progress = progress_map_new();
	if (session->config.store) {
		code = store_load(session->config.store,
				  course_info(session->config.course)->id,
				  session->progress, err);
		if (code)
			return code;
	}
	ids = row_ids(session->progress, &count);
	for (size_t i = 0; i < count; i++) {
		follow_rename(session, ids[i]);
		free(ids[i]);
	}
	free(ids);
	count_done(session);
	return ERR_OK;
}

static void drop_pending(struct session *session)
{
	for (size_t i = 0; i < session->pending_count; i++) {
		free(session->pending[i].subject);
		free(session->pending[i].detail);
	}
	session->pending_count = 0;
	session->applied = 0;
}

static enum err_code write_pending(struct session *session, struct err *err)
{
	struct progress_event *events;
	enum err_code code;

	if (!session->pending_count)
		return ERR_OK;
	events = mem_calloc(session->pending_count, sizeof(*events));
	for (size_t i = 0; i < session->pending_count; i++)
		events[i] = event_of(&session->pending[i]);
	code = store_append(session->config.store,
			    course_info(session->config.course)->id, events,
			    session->pending_count, err);
	free(events);
	return code;
}

static enum err_code write_place(struct session *session, struct err *err)
{
	struct course *course = session->config.course;
	struct store_place place = {
		.step = (char *)course_step(course, session->shown.index).id,
		.inside = (char *)text_string(&session->place),
		.note = session->shown.note,
	};
	enum err_code code;

	if (!session->place_changed)
		return ERR_OK;
	code = store_set_place(session->config.store, course_info(course)->id,
			       &place, err);
	if (!code)
		session->place_changed = false;
	return code;
}

/* Says once that progress is not kept, and once that it is again. */
static bool tell_kept(struct session *session, const struct err *err)
{
	bool before = session->not_kept[0] != '\0';

	if (err) {
		snprintf(session->not_kept, sizeof(session->not_kept), "%s",
			 err->message);
		if (!before)
			session_emit(session, EVENT_MESSAGE, 0,
				     session->not_kept);
		return !before;
	}
	if (!before)
		return false;
	session->not_kept[0] = '\0';
	session_emit(session, EVENT_MESSAGE, 0, "progress is kept again");
	return true;
}

/* The store may have met damage, and mended it. */
static bool tell_news(struct session *session)
{
	const char *news = store_news(session->config.store);

	if (*news)
		session_emit(session, EVENT_MESSAGE, 0, news);
	return *news != '\0';
}

/* That the lab was opened, and nothing else: it is written with what is done
 * next. Who opens it to look does not wait for a database to close. */
static bool is_only_open(const struct session *session)
{
	return session->pending_count == 1 &&
	       session->pending[0].kind == PROGRESS_SESSION_START;
}

bool record_flush(struct session *session)
{
	size_t first = session->applied, count = session->pending_count;
	bool changed = false;
	struct err err;

	if ((!count || is_only_open(session)) && !session->place_changed)
		return false;
	if (session->config.store) {
		bool failed = write_pending(session, &err) ||
			      write_place(session, &err);

		changed = tell_kept(session, failed ? &err : NULL);
		changed = tell_news(session) || changed;
	}
	for (size_t i = first; i < count; i++) {
		enum progress_event_kind kind = session->pending[i].kind;

		apply(session, &session->pending[i]);
		changed = changed || (kind != PROGRESS_SECTION_VIEWED &&
				      kind != PROGRESS_SESSION_START);
	}
	session->applied = count;
	if (!session->config.store || !session->not_kept[0])
		drop_pending(session);
	return changed;
}

void record_fini(struct session *session)
{
	drop_pending(session);
	free(session->pending);
	progress_map_free(session->progress);
}
