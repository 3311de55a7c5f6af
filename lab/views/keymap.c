#include "config.h"
#include "views/keymap.h"

#include "views/key.h"

#define ASKED  (MODE_CHOICE | MODE_ORDER | MODE_MATCH | MODE_POINT | MODE_CALM)
#define JUDGED (MODE_RIGHT | MODE_WRONG)
#define TASKS  (MODE_BUILD | MODE_TARGET)
#define STEPS  (MODE_READ | MODE_REPLAY | TASKS | ASKED | JUDGED)
#define LISTS  (MODE_OUTLINE | MODE_HELP | MODE_TERMS)
#define MOVES  (STEPS | LISTS | MODE_FOUND)

/* clang-format off */
const struct key_binding keymap[] = {
	/* what one does first in each mode */
	{ MODE_READ, 'n', ACTION_NEXT, "next" },
	{ MODE_REPLAY, 'n', ACTION_NEXT, "next note" },
	{ MODE_TARGET, KEY_RETURN, ACTION_CONSOLE, "console" },
	{ TASKS, 'e', ACTION_EDIT, "edit" },
	{ TASKS, 'b', ACTION_BUILD, "build" },
	{ MODE_BUILD, 'n', ACTION_NEXT, "next" },
	{ MODE_CHOICE | MODE_ORDER | MODE_MATCH, KEY_RETURN, ACTION_SUBMIT, "answer" },
	{ MODE_POINT, KEY_RETURN, ACTION_SUBMIT, "this line" },
	{ MODE_TYPE, KEY_RETURN, ACTION_SUBMIT, "answer" },
	{ MODE_TYPE, KEY_ESCAPE, ACTION_CLOSE, "hints, keys" },
	{ MODE_CALM, KEY_RETURN, ACTION_CHOOSE, "type an answer" },
	{ MODE_CHOICE, KEY_SPACE, ACTION_CHOOSE, "choose" },
	{ MODE_ORDER, KEY_SPACE, ACTION_CHOOSE, "lift, drop" },
	{ MODE_MATCH, KEY_SPACE, ACTION_CHOOSE, "other letter" },
	{ MODE_RIGHT, KEY_RETURN, ACTION_NEXT, "go on" },
	{ MODE_WRONG, KEY_RETURN, ACTION_AGAIN, "try again" },
	{ MODE_OUTLINE, KEY_RETURN, ACTION_OPEN, "open" },
	{ MODE_OUTLINE | MODE_TERMS, KEY_ARROW_DOWN, ACTION_DOWN, "move" },
	{ MODE_HELP, KEY_SPACE, ACTION_PAGE_DOWN, "down" },
	{ MODE_FOUND, 'n', ACTION_SEARCH_NEXT, "next found" },
	{ MODE_FOUND, 'p', ACTION_SEARCH_BACK, "previous" },
	{ MODE_FOUND, 'N', ACTION_SEARCH_BACK, NULL },
	{ MODE_TYPING, KEY_RETURN, ACTION_CLOSE, "skip" },
	{ MODE_TYPING, KEY_SPACE, ACTION_CLOSE, NULL },
	{ MODE_FIELD, KEY_RETURN, ACTION_SUBMIT, NULL },
	{ MODE_FIELD, KEY_ESCAPE, ACTION_CLOSE, NULL },
	{ MODE_PANE, KEY_ESCAPE, ACTION_CLOSE, "lesson" },
	{ MODE_PANE, KEY_RETURN, ACTION_SUBMIT, NULL },
	{ MODE_PANE, KEY_TAB, ACTION_COMPLETE, "complete" },
	{ MODE_PANE, KEY_ARROW_UP, ACTION_RECALL, "recall" },
	{ MODE_PANE, KEY_BACK_TAB, ACTION_LINKS, "links" },
	{ MODE_PANE, KEY_PAGE_UP, ACTION_PAGE_UP, "scroll" },
	{ MODE_LINK, KEY_RETURN, ACTION_OPEN, "follow" },
	{ MODE_LINK, KEY_ESCAPE, ACTION_CLOSE, "prompt" },
	{ MODE_LINK, KEY_BACK_TAB, ACTION_UP, "up" },
	{ MODE_LINK, KEY_TAB, ACTION_DOWN, "down" },
	{ MODE_LINK, KEY_ARROW_UP, ACTION_UP, NULL },
	{ MODE_LINK, KEY_ARROW_DOWN, ACTION_DOWN, NULL },
	{ MODE_STOP, KEY_RETURN, ACTION_CLOSE, "go on" },
	{ LISTS, KEY_ESCAPE, ACTION_CLOSE, "close" },
	{ LISTS, 'q', ACTION_CLOSE, NULL },
	{ MODE_FOUND, KEY_ESCAPE, ACTION_CLOSE, "done" },

	{ ASKED | MODE_WRONG | TASKS, 'H', ACTION_HINT, "hint" },
	{ ASKED | JUDGED | TASKS, 'S', ACTION_SOLUTION, "solution" },
	{ ASKED | JUDGED | MODE_TARGET, 'n', ACTION_NEXT, "on" },
	{ MODE_RIGHT, 'r', ACTION_AGAIN, NULL },
	{ MODE_WRONG, 'r', ACTION_AGAIN, NULL },
	{ STEPS, 'D', ACTION_DEBUGGER, "debug" },
	{ STEPS, 'p', ACTION_BACK, "back" },
	{ MODE_REPLAY, KEY_RETURN, ACTION_LINE_NOTE, "line's note" },
	{ MODE_BUILD, KEY_RETURN, ACTION_LINE_NOTE, NULL },
	{ MODE_TARGET, 'c', ACTION_CONSOLE, NULL },
	{ MODE_REPLAY, 'z', ACTION_FOLD, "fold" },


	/* moving */
	{ MODE_READ, KEY_SPACE, ACTION_PAGE_DOWN, "down" },
	{ TASKS, KEY_SPACE, ACTION_PAGE_DOWN, NULL },
	{ MODE_REPLAY | JUDGED | MODE_POINT | MODE_FOUND | MODE_OUTLINE | MODE_TERMS, KEY_SPACE, ACTION_PAGE_DOWN, NULL },
	{ MOVES | MODE_PANE | MODE_LINK, KEY_PAGE_DOWN, ACTION_PAGE_DOWN, NULL },
	{ MOVES, KEY_CTRL('F'), ACTION_PAGE_DOWN, NULL },
	{ MOVES | MODE_LINK, KEY_PAGE_UP, ACTION_PAGE_UP, NULL },
	{ MOVES, KEY_CTRL('B'), ACTION_PAGE_UP, NULL },
	{ MOVES, KEY_ARROW_DOWN, ACTION_DOWN, NULL },
	{ MOVES, 'j', ACTION_DOWN, NULL },
	{ MOVES, KEY_ARROW_UP, ACTION_UP, NULL },
	{ MOVES, 'k', ACTION_UP, NULL },
	{ STEPS | MODE_FOUND, KEY_ARROW_LEFT, ACTION_LEFT, NULL },
	{ STEPS | MODE_FOUND, 'h', ACTION_LEFT, NULL },
	{ STEPS | MODE_FOUND, KEY_ARROW_RIGHT, ACTION_RIGHT, NULL },
	{ STEPS | MODE_FOUND, 'l', ACTION_RIGHT, NULL },
	{ MOVES, KEY_TO_TOP, ACTION_TOP, NULL },
	{ MOVES, KEY_TO_END, ACTION_BOTTOM, NULL },
	{ MOVES, 'G', ACTION_BOTTOM, NULL },

	/* what works everywhere */
	{ STEPS, KEY_TAB, ACTION_OUTLINE, "outline" },
	{ MODE_OUTLINE, KEY_TAB, ACTION_OUTLINE, NULL },
	{ STEPS | MODE_FOUND, '/', ACTION_SEARCH, "search" },
	{ STEPS, 't', ACTION_TERMS, "terms" },
	{ STEPS, 'g', ACTION_GO, "go to" },
	{ STEPS, ':', ACTION_GO, NULL },
	{ STEPS, ']', ACTION_NEXT_STEP, NULL },
	{ STEPS, '[', ACTION_PREVIOUS_STEP, NULL },
	{ STEPS, '<', ACTION_RETURN, NULL },
	{ STEPS, '>', ACTION_FORTH, NULL },
	{ STEPS, KEY_RUBOUT, ACTION_RETURN, NULL },
	{ STEPS, 'm', ACTION_BOOKMARK, NULL },
	{ STEPS, '\'', ACTION_NEXT_BOOKMARK, NULL },
	{ STEPS, 'w', ACTION_OWN_NOTE, "own note" },
	{ STEPS, 'q', ACTION_QUIT, "quit" },
	{ STEPS | MODE_FOUND, '?', ACTION_HELP, "help" },
	{ ~0u, KEY_CTRL('L'), ACTION_REDRAW, NULL },
	{ ~0u, KEY_CTRL('Z'), ACTION_SUSPEND, NULL },
};
/* clang-format on */

const size_t keymap_count = sizeof(keymap) / sizeof(*keymap);

enum action keymap_find(enum mode mode, uint32_t key)
{
	if (key == '\n')
		key = KEY_RETURN;
	for (size_t i = 0; i < keymap_count; i++)
		if (keymap[i].modes & mode && keymap[i].key == key)
			return keymap[i].action;
	return ACTION_COUNT;
}

const char *mode_name(enum mode mode)
{
	static const char *const names[] = {
		"reading", "replay", "choose",	"order",   "match",   "point",
		"typing",  "keys",   "right",	"not yet", "outline", "help",
		"terms",   "found",  "field",	"replay",  "prompt",  "links",
		"build",   "target", "stopped",
	};

	return names[__builtin_ctz(mode)];
}
