/*
 * A session over a real store: what counts as done and when, replies, hints,
 * ways back, and what is said when nothing can be kept.
 */
#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/limits.h"
#include "course/prove.h"
#include "session/session.h"
#include "session/store.h"

#define EVENT_KINDS (EVENT_MESSAGE + 1)

static char folder[64]; /* of the test that runs */

struct stage {
	struct course *course;
	struct store *store;
	struct session *session;
	/* what came since the last clear_events */
	unsigned events[EVENT_KINDS];
	size_t number; /* of the last one */
	char message[256];
};

static int64_t no_clock(void)
{
	return 1700000000000;
}

static void take_events(struct stage *stage)
{
	struct event event;

	while (session_next_event(stage->session, &event)) {
		stage->events[event.kind]++;
		stage->number = event.number;
		if (event.kind == EVENT_MESSAGE)
			snprintf(stage->message, sizeof(stage->message), "%s",
				 event.text);
	}
}

static void clear_events(struct stage *stage)
{
	take_events(stage);
	memset(stage->events, 0, sizeof(stage->events));
	stage->message[0] = '\0';
}

static void open_course(struct stage *stage, const char *path)
{
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".";
	struct err err;

	if (course_open(&(struct course_config){ .path = path, .data = source },
			&stage->course, NULL, &err))
		fail_msg("%s", err.message);
}

static void start(struct stage *stage, bool kept)
{
	char *file = file_join(folder, "progress.db");
	struct err err;

	if (kept && store_open(file, &stage->store, NULL, &err))
		fail_msg("%s", err.message);
	if (session_new(&(struct session_config){ .course = stage->course,
						  .store = stage->store,
						  .seed = 7,
						  .clock = no_clock },
			&stage->session, &err))
		fail_msg("%s", err.message);
	free(file);
}

static void enter_course(struct stage *stage, const char *name, bool kept)
{
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".";
	char *courses = file_join(source, "lab/tests/courses");
	char *path = file_join(courses, name);

	free(courses);
	memset(stage, 0, sizeof(*stage));
	open_course(stage, path);
	start(stage, kept);
	free(path);
}

static void enter(struct stage *stage, bool kept)
{
	enter_course(stage, "small", kept);
}

static void leave(struct stage *stage)
{
	session_free(stage->session);
	store_close(stage->store);
	course_free(stage->course);
}

static void act(struct stage *stage, enum action action)
{
	session_action(stage->session, action);
	take_events(stage);
}

static void go(struct stage *stage, const char *id)
{
	size_t step;

	assert_int_equal(course_find(stage->course, id, &step), ERR_OK);
	session_go(stage->session, step);
	session_flush(stage->session);
	take_events(stage);
}

static const struct progress *progress(const struct stage *stage,
				       const char *id)
{
	return session_progress(stage->session, id);
}

static void reply(struct stage *stage, const char *line)
{
	struct err err;

	if (session_reply(stage->session, line, &err))
		fail_msg("%s", err.message);
	take_events(stage);
}

static void reply_rightly(struct stage *stage)
{
	const struct question *question = session_question(stage->session);
	struct text right = { 0 };

	assert_true(prove_right_reply(
		question, session_evidence(stage->session), &right));
	reply(stage, text_string(&right));
	assert_true(session_verdict(stage->session)->right);
	text_fini(&right);
}

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "%stest_session.XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm/" : "");
	assert_non_null(mkdtemp(folder));
	return 0;
}

static void remove_all(const char *where)
{
	DIR *dir = opendir(where);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *name = file_join(where, entry->d_name);

		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 && remove(name) != 0)
			remove_all(name);
		free(name);
	}
	if (dir)
		closedir(dir);
	rmdir(where);
}

static int remove_folder(void **state)
{
	(void)state;
	remove_all(folder);
	return 0;
}

/* ---- done ---- */

static void test_done_after_flush(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, true);
	session_flush(stage.session);
	clear_events(&stage);
	act(&stage, ACTION_NEXT);
	/* left, but not on disk yet: not shown as done */
	assert_false(progress(&stage, "welcome")->done);
	assert_int_equal(session_done_count(stage.session), 0);
	assert_int_equal(stage.events[EVENT_DONE], 0);
	assert_true(session_flush(stage.session));
	take_events(&stage);
	assert_true(progress(&stage, "welcome")->done);
	assert_int_equal(session_done_count(stage.session), 1);
	assert_int_equal(session_percent(stage.session), 8);
	assert_int_equal(stage.events[EVENT_DONE], 1);
	assert_false(session_flush(stage.session));
	act(&stage, ACTION_PREVIOUS_STEP);
	act(&stage, ACTION_NEXT);
	session_flush(stage.session);
	take_events(&stage);
	assert_int_equal(stage.events[EVENT_DONE], 1); /* the first time only */
	leave(&stage);
	enter(&stage, true);
	assert_int_equal(session_done_count(stage.session), 1);
	assert_int_equal(session_at(stage.session), 1);
	leave(&stage);
}

static void test_replay_done_at_its_end(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, false);
	go(&stage, "lamps");
	act(&stage, ACTION_NEXT_STEP); /* no note was read */
	session_flush(stage.session);
	assert_false(progress(&stage, "lamps")->done);
	go(&stage, "lamps");
	for (int i = 0; i < 3; i++) {
		act(&stage, ACTION_NEXT);
		assert_int_equal(session_note(stage.session), i);
	}
	session_flush(stage.session);
	assert_false(progress(&stage, "lamps")->done);
	act(&stage, ACTION_BACK);
	assert_int_equal(session_note(stage.session), 1);
	session_go_note(stage.session, 99); /* there is none */
	assert_int_equal(session_note(stage.session), 1);
	session_go_note(stage.session, 2);
	act(&stage, ACTION_NEXT);
	session_flush(stage.session);
	assert_true(progress(&stage, "lamps")->done);
	leave(&stage);
}

static void finish(struct stage *stage)
{
	for (size_t i = 0; i < course_step_count(stage->course); i++) {
		session_go(stage->session, i);
		if (session_step(stage->session)->kind == STEP_QUIZ)
			reply_rightly(stage);
		while (session_at(stage->session) == i &&
		       !progress(stage, session_step(stage->session)->id)
				->done) {
			act(stage, ACTION_NEXT);
			session_flush(stage->session);
			take_events(stage);
		}
	}
}

static void test_finished_once(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, true);
	clear_events(&stage);
	finish(&stage);
	assert_int_equal(stage.events[EVENT_DONE], 12);
	assert_int_equal(stage.events[EVENT_FINISHED], 1);
	assert_int_equal(session_percent(stage.session), 100);
	act(&stage, ACTION_NEXT_STEP);
	assert_string_equal(stage.message, "the course is done");
	act(&stage, ACTION_AGAIN);
	reply_rightly(&stage);
	session_flush(stage.session);
	take_events(&stage);
	assert_int_equal(stage.events[EVENT_FINISHED], 1);
	leave(&stage);
	enter(&stage, true); /* and it is no news on the next day */
	session_flush(stage.session);
	take_events(&stage);
	assert_int_equal(stage.events[EVENT_FINISHED], 0);
	assert_int_equal(session_percent(stage.session), 100);
	leave(&stage);
}

/* ---- replies ---- */

static void test_replies_are_counted(void **state)
{
	struct err err;
	struct stage stage;

	(void)state;
	enter(&stage, true);
	assert_int_equal(session_reply(stage.session, "a", &err), ERR_USAGE);
	go(&stage, "q-multiple");
	assert_int_equal(session_reply(stage.session, "q", &err), ERR_USAGE);
	assert_int_equal(progress(&stage, "q-multiple")->attempts, 0);
	assert_null(session_verdict(stage.session));
	clear_events(&stage);
	reply(&stage, "#one #two");
	assert_int_equal(stage.events[EVENT_VERDICT], 1);
	assert_false(session_verdict(stage.session)->right);
	assert_int_equal(progress(&stage, "q-multiple")->attempts, 1);
	assert_false(progress(&stage, "q-multiple")->done);
	/* feedback on what was chosen, and no more, or one would copy */
	assert_int_equal(session_remark_count(stage.session), 2);
	assert_string_equal(session_last_reply(stage.session), "#one #two");
	act(&stage, ACTION_AGAIN);
	assert_null(session_verdict(stage.session));
	reply(&stage, "#one #three");
	assert_true(session_verdict(stage.session)->right);
	assert_int_equal(session_remark_count(stage.session), 3);
	assert_int_equal(progress(&stage, "q-multiple")->attempts, 2);
	assert_int_equal(progress(&stage, "q-multiple")->best, 1000);
	assert_true(progress(&stage, "q-multiple")->done);
	leave(&stage);
	enter(&stage, true);
	assert_true(session_verdict(stage.session)->right);
	assert_int_equal(progress(&stage, "q-multiple")->attempts, 2);
	leave(&stage);
}

static void test_done_stays_done(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, true);
	go(&stage, "q-truefalse");
	reply(&stage, "false");
	assert_true(progress(&stage, "q-truefalse")->done);
	act(&stage, ACTION_AGAIN);
	reply(&stage, "true");
	assert_false(session_verdict(stage.session)->right);
	assert_true(progress(&stage, "q-truefalse")->done);
	assert_int_equal(progress(&stage, "q-truefalse")->best, 1000);
	leave(&stage);
}

static void test_hints(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, true);
	act(&stage, ACTION_HINT);
	assert_string_equal(stage.message, "hints are for questions");
	go(&stage, "q-single");
	clear_events(&stage);
	act(&stage, ACTION_HINT);
	assert_int_equal(stage.number, 0);
	act(&stage, ACTION_HINT);
	assert_int_equal(stage.number, 1);
	assert_int_equal(stage.events[EVENT_HINT], 2);
	assert_int_equal(stage.events[EVENT_MESSAGE], 0);
	act(&stage, ACTION_HINT);
	assert_int_equal(stage.events[EVENT_HINT], 2);
	assert_int_equal(stage.events[EVENT_MESSAGE], 1);
	assert_int_equal(progress(&stage, "q-single")->hints, 2);
	assert_false(progress(&stage, "q-single")->solution);
	act(&stage, ACTION_SOLUTION);
	assert_int_equal(stage.events[EVENT_SOLUTION], 1);
	assert_true(progress(&stage, "q-single")->solution);
	assert_false(progress(&stage, "q-single")->done);
	leave(&stage);
	enter(&stage, true);
	assert_int_equal(progress(&stage, "q-single")->hints, 2);
	leave(&stage);
}

static void test_ask_before_the_output(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, true);
	go(&stage, "valve");
	assert_false(session_revealed(stage.session));
	assert_string_equal(session_question(stage.session)->id, "valve-ask");
	assert_non_null(session_recording(stage.session));
	session_go_note(stage.session, 0); /* not before the output */
	assert_int_equal(session_note(stage.session), -1);
	clear_events(&stage);
	reply(&stage, "#word");
	assert_false(session_revealed(stage.session));
	act(&stage, ACTION_NEXT); /* passed by: one may go on all the same */
	assert_int_equal(stage.events[EVENT_REVEAL], 1);
	assert_true(session_revealed(stage.session));
	assert_null(session_question(stage.session));
	assert_null(session_verdict(stage.session));
	session_flush(stage.session);
	leave(&stage);
	enter(&stage, true); /* what was seen is not hidden again */
	assert_string_equal(session_step(stage.session)->id, "valve");
	assert_true(session_revealed(stage.session));
	assert_int_equal(progress(&stage, "valve-ask")->attempts, 1);
	leave(&stage);
}

/* ---- ways ---- */

static void test_return_and_forth(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, false);
	act(&stage, ACTION_RETURN);
	assert_string_equal(stage.message,
			    "you have not come from anywhere yet");
	go(&stage, "q-match");
	go(&stage, "source");
	act(&stage, ACTION_RETURN);
	assert_string_equal(session_step(stage.session)->id, "q-match");
	act(&stage, ACTION_RETURN);
	assert_string_equal(session_step(stage.session)->id, "welcome");
	act(&stage, ACTION_FORTH);
	assert_string_equal(session_step(stage.session)->id, "q-match");
	go(&stage, "valve"); /* another way: the old one is forgotten */
	act(&stage, ACTION_FORTH);
	assert_string_equal(session_step(stage.session)->id, "valve");
	assert_string_equal(stage.message, "there is nothing to go forth to");
	act(&stage, ACTION_RETURN);
	assert_string_equal(session_step(stage.session)->id, "q-match");
	leave(&stage);
}

static void test_ends_of_the_course(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, false);
	act(&stage, ACTION_BACK);
	assert_string_equal(stage.message, "this is the first step");
	session_go(stage.session, 99);
	take_events(&stage);
	assert_string_equal(stage.message, "there is no such step");
	go(&stage, "q-point");
	act(&stage, ACTION_NEXT);
	assert_string_equal(session_step(stage.session)->id, "q-point");
	assert_non_null(strstr(stage.message, "still open"));
	leave(&stage);
}

static void test_bookmarks(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, true);
	act(&stage, ACTION_NEXT_BOOKMARK);
	assert_string_equal(stage.message, "no other bookmark is set");
	act(&stage, ACTION_BOOKMARK);
	assert_string_equal(stage.message, "bookmark set");
	act(&stage, ACTION_NEXT_BOOKMARK); /* it stands here */
	assert_string_equal(stage.message, "no other bookmark is set");
	go(&stage, "q-text");
	act(&stage, ACTION_BOOKMARK);
	act(&stage, ACTION_NEXT_BOOKMARK);
	assert_string_equal(session_step(stage.session)->id, "welcome");
	act(&stage, ACTION_NEXT_BOOKMARK);
	assert_string_equal(session_step(stage.session)->id, "q-text");
	act(&stage, ACTION_BOOKMARK);
	assert_string_equal(stage.message, "bookmark taken away");
	leave(&stage);
	enter(&stage, true);
	assert_true(progress(&stage, "welcome")->bookmark);
	assert_false(progress(&stage, "q-text")->bookmark);
	leave(&stage);
}

static void test_place_and_own_note(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, true);
	go(&stage, "lamps");
	act(&stage, ACTION_NEXT);
	session_set_place(stage.session, "line=7");
	session_set_own_note(stage.session, "two\nlines");
	session_flush(stage.session);
	leave(&stage);
	enter(&stage, true);
	assert_string_equal(session_step(stage.session)->id, "lamps");
	assert_int_equal(session_note(stage.session), 0);
	assert_string_equal(session_place(stage.session), "line=7");
	assert_string_equal(progress(&stage, "lamps")->own_note, "two\nlines");
	session_set_own_note(stage.session, "");
	assert_null(progress(&stage, "lamps")->own_note);
	go(&stage, "welcome"); /* a place is of its step */
	assert_string_equal(session_place(stage.session), "");
	leave(&stage);
}

/* ---- a course that changes ---- */

static void write_course(const char *path, const char *step)
{
	static const char head[] = "format: 1\nid: tiny\ntitle: Tiny\n"
				   "version: \"1\"\nlicense: none\n"
				   "authors: [\"one\"]\nsummary: Tiny.\n"
				   "objectives: [\"Do\"]\n"
				   "lessons:\n  - lesson.yaml\n";
	char *file = file_join(path, "course.yaml"), lesson[512];
	struct err err;

	assert_int_equal(file_write(file, head, sizeof(head) - 1, &err),
			 ERR_OK);
	free(file);
	file = file_join(path, "lesson.yaml");
	snprintf(lesson, sizeof(lesson),
		 "id: only\ntitle: Only\nobjectives: [\"Do\"]\nsteps:\n%s"
		 "    kind: read\n    title: One\n    minutes: 1\n"
		 "    text: Words.\n"
		 "  - id: two\n    kind: read\n    title: Two\n    minutes: 1\n"
		 "    text: Words.\n",
		 step);
	assert_int_equal(file_write(file, lesson, strlen(lesson), &err),
			 ERR_OK);
	free(file);
}

static void test_was(void **state)
{
	char *path = file_join(folder, "tiny");
	struct stage stage = { 0 };

	(void)state;
	assert_int_equal(mkdir(path, 0700), 0);
	write_course(path, "  - id: old\n");
	open_course(&stage, path);
	start(&stage, true);
	session_set_own_note(stage.session, "mine");
	act(&stage, ACTION_NEXT);
	session_flush(stage.session);
	assert_true(progress(&stage, "old")->done);
	leave(&stage);
	for (int i = 0; i < 2; i++) { /* it is written down, once */
		memset(&stage, 0, sizeof(stage));
		write_course(path, "  - id: new\n    was: old\n");
		open_course(&stage, path);
		start(&stage, true);
		assert_true(progress(&stage, "new")->done);
		assert_string_equal(progress(&stage, "new")->own_note, "mine");
		assert_int_equal(session_done_count(stage.session), 1);
		assert_false(progress(&stage, "old")->done);
		session_flush(stage.session);
		leave(&stage);
	}
	free(path);
}

/* ---- build and console steps ---- */

/* What was met is kept and stays met, whatever holds later. */
static void test_goals(void **state)
{
	struct stage stage;

	(void)state;
	enter_course(&stage, "work", true);
	assert_non_null(session_task(stage.session));
	assert_null(session_question(stage.session));
	assert_int_equal(session_goals_met(stage.session), 0);
	act(&stage, ACTION_NEXT_STEP); /* to leave it is not to do it */
	assert_false(progress(&stage, "build")->done);
	go(&stage, "build");
	assert_int_equal(session_take_goals(stage.session, 5), 5);
	assert_int_equal(session_take_goals(stage.session, 5), 0);
	assert_int_equal(session_take_goals(stage.session, 2), 2);
	assert_false(progress(&stage, "build")->done);
	assert_string_equal(progress(&stage, "build")->reply,
			    "#built #prints #mended");
	assert_int_equal(progress(&stage, "build")->attempts, 0);
	leave(&stage);
	enter_course(&stage, "work", true);
	go(&stage, "build");
	assert_int_equal(session_goals_met(stage.session), 3);
	assert_true(session_goal_met(stage.session, 2));
	assert_false(session_goal_met(stage.session, 3));
	clear_events(&stage);
	assert_int_equal(session_take_goals(stage.session, UINT64_MAX), 8);
	take_events(&stage);
	assert_int_equal(stage.events[EVENT_DONE], 1);
	assert_true(progress(&stage, "build")->done);
	leave(&stage);
}

/* In order: what comes too early does not count, and may come again. */
static void test_goals_in_order(void **state)
{
	struct stage stage;

	(void)state;
	enter_course(&stage, "work", true);
	go(&stage, "load");
	assert_int_equal(session_take_goals(stage.session, 8), 0);
	assert_int_equal(session_take_goals(stage.session, 8 | 1), 1);
	assert_int_equal(session_take_goals(stage.session, 2 | 4 | 8), 14);
	assert_true(progress(&stage, "load")->done);
	go(&stage, "look");
	assert_int_equal(session_take_goals(stage.session, 1), 0);
	leave(&stage);
}

static void test_task_hints(void **state)
{
	struct session_help help;
	struct stage stage;

	(void)state;
	enter_course(&stage, "work", true);
	act(&stage, ACTION_HINT);
	act(&stage, ACTION_HINT);
	assert_true(session_help(stage.session, &help));
	assert_int_equal(help.open, 2);
	assert_int_equal(progress(&stage, "build")->hints, 2);
	clear_events(&stage);
	act(&stage, ACTION_HINT);
	assert_int_equal(stage.events[EVENT_HINT], 0);
	act(&stage, ACTION_SOLUTION);
	assert_true(progress(&stage, "build")->solution);
	go(&stage, "look");
	assert_false(session_help(stage.session, &help));
	leave(&stage);
}

/* Messages are notes on the source; one without a line stands at the first,
 * one behind the end at the last. */
static void test_work(void **state)
{
	const struct session_message messages[] = { { 2, "error", "two" },
						    { 0, "warning", "none" },
						    { 99, "warning", "far" } };
	const size_t places[] = { 1, 0, 2 };
	struct stage stage;

	(void)state;
	enter_course(&stage, "work", true);
	session_set_work(stage.session, strdup("a\nb\nc\n"), 6, messages, 3);
	assert_int_equal(session_recording(stage.session)->count, 3);
	assert_int_equal(session_note_count(stage.session), 3);
	assert_int_equal(session_note(stage.session), 0);
	for (size_t i = 0; i < 3; i++) {
		const struct anchor_ranges *lines =
			session_note_lines(stage.session, i);

		assert_int_equal(lines->list[0].first, places[i]);
	}
	assert_string_equal(session_note_at(stage.session, 2)->what, "far");
	act(&stage, ACTION_NEXT);
	assert_int_equal(session_note(stage.session), 1);
	session_set_work(stage.session, strdup(""), 0, messages, 1);
	assert_int_equal(session_note_count(stage.session), 1);
	assert_int_equal(session_note_lines(stage.session, 0)->count, 0);
	session_set_work(stage.session, strdup("x"), 1, NULL, 0);
	assert_int_equal(session_note(stage.session), -1);
	go(&stage, "look");
	session_set_work(stage.session, strdup("x"), 1, messages, 1);
	assert_null(session_recording(stage.session));
	leave(&stage);
}

/* ---- where nothing can be kept ---- */

static void test_no_store(void **state)
{
	struct stage stage;
	struct err err;

	(void)state;
	enter(&stage, false);
	assert_null(session_not_kept(stage.session));
	session_free(stage.session);
	if (session_new(&(struct session_config){ .course = stage.course,
						  .seed = 7,
						  .not_kept = "no home" },
			&stage.session, &err))
		fail_msg("%s", err.message);
	assert_string_equal(session_not_kept(stage.session), "no home");
	act(&stage, ACTION_NEXT);
	session_flush(stage.session);
	assert_int_equal(session_done_count(stage.session), 1);
	assert_string_equal(session_not_kept(stage.session), "no home");
	leave(&stage);
}

static void set_file_limit(rlim_t most)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = most;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* The disk is full for a while: it is said once, nothing is lost. */
static void test_full_disk(void **state)
{
	struct stage stage;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	enter(&stage, true);
	session_flush(stage.session);
	clear_events(&stage);
	set_file_limit(1024);
	go(&stage, "q-truefalse");
	reply(&stage, "false");
	set_file_limit(RLIM_INFINITY);
	assert_non_null(session_not_kept(stage.session));
	assert_true(stage.events[EVENT_MESSAGE] == 1);
	assert_string_equal(stage.message, session_not_kept(stage.session));
	/* counted all the same: one may go on learning */
	assert_true(progress(&stage, "q-truefalse")->done);
	clear_events(&stage);
	set_file_limit(1024);
	act(&stage, ACTION_HINT);
	set_file_limit(RLIM_INFINITY);
	assert_int_equal(stage.events[EVENT_MESSAGE], 0); /* once is enough */
	go(&stage, "q-text");
	assert_null(session_not_kept(stage.session));
	assert_string_equal(stage.message, "progress is kept again");
	leave(&stage);
	enter(&stage, true);
	assert_true(progress(&stage, "q-truefalse")->done);
	assert_int_equal(progress(&stage, "q-truefalse")->attempts, 1);
	assert_int_equal(progress(&stage, "q-truefalse")->hints, 1);
	leave(&stage);
}

int main(void)
{
#define WITH_FOLDER(test)                                                      \
	cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(test_done_after_flush),
		WITH_FOLDER(test_replay_done_at_its_end),
		WITH_FOLDER(test_finished_once),
		WITH_FOLDER(test_replies_are_counted),
		WITH_FOLDER(test_done_stays_done),
		WITH_FOLDER(test_hints),
		WITH_FOLDER(test_ask_before_the_output),
		WITH_FOLDER(test_return_and_forth),
		WITH_FOLDER(test_ends_of_the_course),
		WITH_FOLDER(test_bookmarks),
		WITH_FOLDER(test_place_and_own_note),
		WITH_FOLDER(test_was),
		WITH_FOLDER(test_goals),
		WITH_FOLDER(test_goals_in_order),
		WITH_FOLDER(test_task_hints),
		WITH_FOLDER(test_work),
		WITH_FOLDER(test_no_store),
		WITH_FOLDER(test_full_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
