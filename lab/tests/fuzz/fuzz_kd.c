/*
 * Any lines at the debugger's prompt over the made-up target, and what is
 * offered to complete them. Output is valid, ends with a line end, and stays
 * below a limit.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/mem.h"
#include "kd/kd.h"
#include "tests/data/fakeisf.h"
#include "tests/data/faketarget.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

/* Long output is dull, and slow. */
static bool interrupted(void *context)
{
	unsigned *left = context;

	return *left == 0 || --*left == 0;
}

static void complete(struct kd *kd, const char *line)
{
	char **words = kd_complete(kd, line, strlen(line), 20);
	size_t count = 0;

	for (; words[count]; count++) {
		demand(words[count][0]);
		free(words[count]);
	}
	demand(count <= 20);
	free(words);
}

/* Links of each line lie in it, in order and apart, and can be typed. */
static void follow(struct kd *kd, const char *command, const struct text *out)
{
	char *lines = mem_strndup(text_string(out), out->size), *rest = lines;
	struct kd_link links[8];
	const char *line;

	while ((line = strsep(&rest, "\n"))) {
		size_t count = kd_links(kd, command, line, links, 8), end = 0;

		demand(count <= 8);
		for (size_t i = 0; i < count; i++) {
			demand(links[i].begin >= end);
			demand(links[i].end > links[i].begin);
			end = links[i].end;
			demand(end <= strlen(line));
			demand(links[i].command[0]);
		}
	}
	free(lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct target *target = faketarget_new(fakeisf());
	unsigned left = 300;
	struct kd_config config = { .target = target,
				    .interrupted = interrupted,
				    .context = &left };
	struct kd *kd = kd_new(&config);
	char *lines = mem_strndup((const char *)bytes, size), *rest = lines;
	struct text out = { 0 };
	char *line;

	while ((line = strsep(&rest, "\n"))) {
		bool more = kd_line(kd, line, &out);

		demand(!out.size || out.bytes[out.size - 1] == '\n');
		demand(out.size < 1 << 20);
		follow(kd, line, &out);
		text_clear(&out);
		complete(kd, line);
		if (!more)
			break;
	}
	free(lines);
	text_fini(&out);
	kd_free(kd);
	target_free(target);
	return 0;
}
