#include "config.h"
#include "cli/kd_prompt.h"

#include "base/file.h"
#include "base/mem.h"
#include "kd/kd.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

_Static_assert(sizeof(struct kd_link) == sizeof(struct prompt_link) &&
		       offsetof(struct kd_link, command) ==
			       offsetof(struct prompt_link, command),
	       "links are passed on as they are");

static bool is_stopped(void *context)
{
	struct kd_prompt *prompt = context;

	return prompt->stop && prompt->stop();
}

static void close_dump(struct kd_prompt *prompt)
{
	kd_free(prompt->kd);
	target_free(prompt->target);
	prompt->kd = NULL;
	prompt->target = NULL;
}

/* ---- what a prompt can do ---- */

static bool is_there(void *context, const char **ret_why)
{
	(void)context;
	(void)ret_why;
	return true;
}

/* After a q the dump is still open, and the debugger on it begins anew. */
static enum err_code begin(void *context, struct text *out, struct err *err)
{
	struct kd_prompt *prompt = context;
	enum err_code code;

	if (prompt->kd)
		return ERR_OK;
	if (!prompt->target) {
		code = target_open_dump(prompt->dump, prompt->symbols,
					&prompt->target, err);
		if (code)
			return code;
		tzset();
	}
	prompt->kd = kd_new(&(struct kd_config){ .target = prompt->target,
						 .writes_files = true,
						 .banner_code = true,
						 .interrupted = is_stopped,
						 .context = prompt });
	kd_banner(prompt->kd, out);
	return ERR_OK;
}

static void label(void *context, struct text *out)
{
	struct kd_prompt *prompt = context;

	if (prompt->kd)
		kd_prompt(prompt->kd, out);
}

static bool run(void *context, const char *line, prompt_stop *stop,
		struct text *out)
{
	struct kd_prompt *prompt = context;
	bool more;

	prompt->stop = stop;
	more = kd_line(prompt->kd, line, out);
	prompt->stop = NULL;
	if (!more) {
		kd_free(prompt->kd);
		prompt->kd = NULL;
	}
	return more;
}

static char **complete(void *context, const char *line, size_t cursor,
		       size_t *ret_start)
{
	struct kd_prompt *prompt = context;

	*ret_start = kd_complete_start(line, cursor);
	return kd_complete(prompt->kd, line, cursor, PROMPT_WORDS);
}

static size_t links(void *context, const char *command, const char *line,
		    struct prompt_link *ret, size_t most)
{
	struct kd_prompt *prompt = context;

	if (!prompt->kd)
		return 0;
	return kd_links(prompt->kd, command, line, (struct kd_link *)ret, most);
}

/* ---- beginning and end ---- */

void kd_prompt_init(struct kd_prompt *ret, const char *dump,
		    const char *symbols)
{
	static const struct prompt_ops ops = {
		.name = "debugger",
		.is_there = is_there,
		.open = begin,
		.label = label,
		.run = run,
		.complete = complete,
		.links = links,
	};
	char *state = file_home(FILE_STATE);

	memset(ret, 0, sizeof(*ret));
	ret->prompt.ops = &ops;
	ret->prompt.context = ret;
	ret->dump = mem_strdup(dump);
	ret->symbols = symbols ? mem_strdup(symbols) : NULL;
	ret->history = state ? file_join(state, "kd-history") : NULL;
	ret->prompt.history = ret->history;
	free(state);
}

void kd_prompt_fini(struct kd_prompt *prompt)
{
	close_dump(prompt);
	free(prompt->dump);
	free(prompt->symbols);
	free(prompt->history);
	memset(prompt, 0, sizeof(*prompt));
}
