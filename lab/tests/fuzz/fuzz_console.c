/*
 * Any lines at the target's prompt over a machine that pretends, and what is
 * offered to complete them. No terminal escape gets through, nothing is
 * printed without bounds, and every program that ran has gone.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/mem.h"
#include "console/console.h"
#include "tests/data/fakekernel.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

static void complete(struct console *console, const char *line)
{
	char **words = console_complete(console, line, strlen(line), 20);
	size_t count = 0;

	for (; words[count]; count++) {
		demand(words[count][0]);
		free(words[count]);
	}
	demand(count <= 20);
	free(words);
}

static void ask(const struct console *console, const char *line)
{
	struct console_goal goal = { .name = line };
	struct text out = { 0 };

	for (goal.want = 0; goal.want <= CONSOLE_WANT_DEBUG; goal.want++) {
		text_clear(&out);
		console_slip(console, &goal, &out);
		demand(!console_met(console, &goal) || !out.size);
	}
	text_fini(&out);
}

/* False: it is over. */
static bool go_on(struct console *console, enum console_state state,
		  struct text *out)
{
	for (unsigned times = 0; state == CONSOLE_STOPPED; times++) {
		demand(times < 3);
		demand(!console_write_dump(console, NULL));
		demand(!console_restart(console, out, &state, NULL));
	}
	return state != CONSOLE_LEFT;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct kernel *kernel = fakekernel_new();
	struct console_config config = { .kernel = kernel };
	struct console *console = console_new(&config);
	char *lines = mem_strndup((const char *)bytes, size), *rest = lines;
	struct text out = { 0 };
	char *line;

	/* the machine that pretends has few places for processes */
	for (unsigned i = 0; i < 20 && (line = strsep(&rest, "\n")); i++) {
		enum console_state state;

		if (strlen(line) > 100)
			line[100] = 0;
		state = console_line(console, line, &out);
		demand(!out.size || out.bytes[out.size - 1] == '\n' ||
		       out.bytes[out.size - 1] == '\f');
		demand(!memchr(text_string(&out), 0x1b, out.size));
		demand(out.size < 1 << 22);
		if (!go_on(console, state, &out))
			break;
		text_clear(&out);
		complete(console, line);
		ask(console, line);
	}
	free(lines);
	text_fini(&out);
	console_free(console);
	kernel_free(kernel);
	return 0;
}
