#include "config.h"
#include "cli/kd_prompt.h"
#include "cli/symbols.h"

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

static bool is_file(const char *path)
{
	struct file_stamp stamp;

	return path && file_stat(path, &stamp, NULL) == ERR_OK;
}

/* Whether a step is about the learner's own dump: it says so, or the target
 * has left one and the step is at its console. */
static bool wants_own(const struct kd_prompt *prompt)
{
	const struct step *step = session_step(prompt->session);

	if (step->dump)
		return strcmp(step->dump, STEP_OWN_DUMP) == 0;
	return step->kind == STEP_CONSOLE && is_file(prompt->own);
}

static bool is_there(void *context, const char **ret_why)
{
	const struct kd_prompt *prompt = context;

	*ret_why = "this course names no dump to look into";
	if (prompt->session && wants_own(prompt)) {
		*ret_why = "there is no dump of your own yet: a lesson before "
			   "this one stops your target";
		return is_file(prompt->own);
	}
	return !prompt->session ||
	       course_has_dump(session_course(prompt->session),
			       session_step(prompt->session));
}

static bool is_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Another step may be about another dump. */
static enum err_code follow_step(struct kd_prompt *prompt, struct err *err)
{
	struct file_stamp stamp = { 0 };
	char *dump, *symbols;

	if (wants_own(prompt)) {
		dump = mem_strdup(prompt->own);
		symbols = lab_symbols();
	} else {
		enum err_code code = course_find_dump(
			session_course(prompt->session),
			session_step(prompt->session), &dump, &symbols, err);

		if (code)
			return code;
	}
	/* the learner's may be another one of the same name */
	if (file_stat(dump, &stamp, NULL))
		memset(&stamp, 0, sizeof(stamp));
	if (!is_same(dump, prompt->dump) ||
	    !is_same(symbols, prompt->symbols) ||
	    !file_stamp_equal(&stamp, &prompt->stamp))
		close_dump(prompt);
	prompt->stamp = stamp;
	free(prompt->dump);
	free(prompt->symbols);
	prompt->dump = dump;
	prompt->symbols = symbols;
	return ERR_OK;
}

/* What to do about it is another matter for a dump that came with the lab. */
static enum err_code open_of_course(struct kd_prompt *prompt, struct err *err)
{
	struct err why;
	enum err_code code = follow_step(prompt, &why);

	if (!code && !prompt->target)
		code = target_open_dump(prompt->dump, prompt->symbols,
					&prompt->target, &why);
	if (code)
		return err_set(err, code, 0,
			       "%.400s: 'kdlab doctor' checks what came with "
			       "the lab",
			       why.message);
	return ERR_OK;
}

static enum err_code open_dump(struct kd_prompt *prompt, struct err *err)
{
	tzset();
	if (prompt->session)
		return open_of_course(prompt, err);
	if (prompt->target)
		return ERR_OK;
	return target_open_dump(prompt->dump, prompt->symbols, &prompt->target,
				err);
}

/* After a q the dump is still open, and the debugger on it begins anew. */
static enum err_code begin(void *context, struct text *out, struct err *err)
{
	struct kd_prompt *prompt = context;
	enum err_code code = open_dump(prompt, err);

	if (code || prompt->kd)
		return code;
	prompt->kd = kd_new(&(struct kd_config){ .target = prompt->target,
						 .writes_files = true,
						 .banner_code = true,
						 .interrupted = is_stopped,
						 .context = prompt });
	if (out)
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

static void init(struct kd_prompt *ret)
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
	ret->history = state ? file_join(state, "kd-history") : NULL;
	ret->prompt.history = ret->history;
	free(state);
}

void kd_prompt_init(struct kd_prompt *ret, const char *dump,
		    const char *symbols)
{
	init(ret);
	ret->dump = mem_strdup(dump);
	ret->symbols = symbols ? mem_strdup(symbols) : NULL;
}

void kd_prompt_init_course(struct kd_prompt *ret, const struct session *session,
			   const char *own)
{
	init(ret);
	ret->session = session;
	ret->own = own;
}

void kd_prompt_fini(struct kd_prompt *prompt)
{
	close_dump(prompt);
	free(prompt->dump);
	free(prompt->symbols);
	free(prompt->history);
	memset(prompt, 0, sizeof(*prompt));
}
