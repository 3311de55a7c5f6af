/*
 * The part of the table that is about steps in which something is done: build
 * and console.
 */
#include "config.h"
#include "course/schema_table.h"

_Static_assert(sizeof(enum goal_want) == sizeof(int),
	       "the reader writes enums as int");

static const char *const want_names[] = {
	"built",	   "no-warnings", "changed",
	"imports",	   "service",	  "no-service",
	"running",	   "not-running", "test-signing",
	"no-test-signing", "stop",	  "hang",
	"error",	   "file",	  "process",
	"no-process",	   "debug",	  NULL,
};

_Static_assert(sizeof(want_names) / sizeof(*want_names) == WANT_COUNT + 1,
	       "a name for each want");

const char *goal_want_name(enum goal_want want)
{
	return want_names[want];
}

static bool needs_name(enum goal_want want)
{
	switch (want) {
	case WANT_IMPORTS:
	case WANT_SERVICE:
	case WANT_NO_SERVICE:
	case WANT_RUNNING:
	case WANT_NOT_RUNNING:
	case WANT_FILE:
	case WANT_PROCESS:
	case WANT_NO_PROCESS:
	case WANT_DEBUG:
		return true;
	default:
		return false;
	}
}

static void finish_goal(struct schema_read *read, const struct yaml_node *node,
			void *object)
{
	const struct goal *goal = object;
	const char *want = goal_want_name(goal->want);
	bool named = yaml_find(node, "name"), coded = yaml_find(node, "code");

	if (!yaml_find(node, "want"))
		return; /* that was said */
	if (needs_name(goal->want) && !named)
		schema_fault(read, FAULT_MISSING_KEY, node,
			     "'want: %s' needs 'name'", want);
	if (!needs_name(goal->want) && goal->want != WANT_STOP && named)
		schema_fault(read, FAULT_VALUE, node,
			     "'want: %s' takes no 'name'", want);
	if (goal->want == WANT_ERROR && !coded)
		schema_fault(read, FAULT_MISSING_KEY, node,
			     "'want: %s' needs 'code'", want);
	if (goal->want != WANT_ERROR && goal->want != WANT_STOP && coded)
		schema_fault(read, FAULT_VALUE, node,
			     "'want: %s' takes no 'code'", want);
}

static const struct schema_row goal_rows[] = {
	ROW("id", SCHEMA_ID, struct goal, id, REQUIRED,
	    .help = "unique in its step; progress hangs on it"),
	ROW("text", SCHEMA_LINE, struct goal, text, REQUIRED,
	    .help = "what is to be so, for the learner"),
	ROW("want", SCHEMA_ENUM, struct goal, want, REQUIRED,
	    .names = want_names, .help = "the state that is asked for"),
	ROW("name", SCHEMA_LINE, struct goal, name,
	    .help = "of the service, file, process, import; what was printed"),
	ROW("code", SCHEMA_NUMBER, struct goal, code,
	    .help = "of the bug check or the error"),
};

const struct schema_object schema_goal = {
	.name = "goal",
	.size = sizeof(struct goal),
	.place = offsetof(struct goal, place),
	ROWS(goal_rows),
	.unique = true,
	.finish = finish_goal,
};

static const struct schema_row edit_rows[] = {
	ROW("find", SCHEMA_PROSE, struct edit, find, REQUIRED, .code = true,
	    .help = "a text that stands in the source once"),
	ROW("put", SCHEMA_PROSE, struct edit, put, .code = true,
	    .help = "what takes its place; nothing unless said"),
};

const struct schema_object schema_edit = {
	.name = "edit",
	.size = sizeof(struct edit),
	.place = offsetof(struct edit, place),
	ROWS(edit_rows),
};

static const struct schema_row slip_rows[] = {
	ROW("edits", SCHEMA_OBJECTS, struct slip, edits, .object = &schema_edit,
	    .least = 1, .help = "what is changed in the source"),
	ROW("commands", SCHEMA_LINES, struct slip, commands,
	    .help = "what is typed at the console"),
	ROW("words", SCHEMA_LINE, struct slip, words, REQUIRED,
	    .help = "what must be said then"),
};

const struct schema_object schema_slip = {
	.name = "slip",
	.size = sizeof(struct slip),
	.place = offsetof(struct slip, place),
	ROWS(slip_rows),
};
