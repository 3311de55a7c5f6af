#include "config.h"
#include "cli/workshop_private.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "build/build.h"
#include "build/image.h"
#include "course/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- the learner's copy ---- */

static enum err_code make_copy(const struct lab_workshop *workshop,
			       struct err *err)
{
	struct course *course =
		(struct course *)session_course(workshop->session);
	struct transcript given;
	enum err_code code;

	code = course_read_recording(
		course, &session_step(workshop->session)->recording, &given,
		err);
	if (code)
		return code;
	if (!file_is_folder(workshop->folder))
		code = file_make_folder(workshop->folder, err);
	if (!code)
		code = file_write(workshop->copy, given.bytes, given.size, err);
	transcript_fini(&given);
	return code;
}

static enum err_code copy(void *context, const char **ret, struct err *err)
{
	struct lab_workshop *workshop = context;
	const char *source = session_step(workshop->session)->recording.source;
	struct file_stamp stamp;
	const char *slash;

	if (!source)
		return err_set(err, ERR_USAGE, 0, "there is no source here");
	if (!workshop->folder)
		return err_set(err, ERR_IO, 0,
			       "there is no place for your work: HOME is not "
			       "set");
	slash = strrchr(source, '/');
	free(workshop->copy);
	workshop->copy =
		file_join(workshop->folder, slash ? slash + 1 : source);
	*ret = workshop->copy;
	if (file_stat(workshop->copy, &stamp, NULL) == ERR_OK)
		return ERR_OK;
	return make_copy(workshop, err);
}

static enum err_code read_copy(struct lab_workshop *workshop, char **ret,
			       size_t *ret_size, struct err *err)
{
	const char *path;
	enum err_code code = copy(workshop, &path, err);

	if (code)
		return code;
	return file_read(path, LIMIT_TRANSCRIPT_BYTES, ret, ret_size, NULL,
			 err);
}

static enum err_code show(void *context, struct err *err)
{
	struct lab_workshop *workshop = context;
	enum err_code code;
	char *bytes;
	size_t size;

	code = read_copy(workshop, &bytes, &size, err);
	if (!code)
		session_set_work(workshop->session, bytes, size, NULL, 0);
	return code;
}

static enum err_code change(void *context, const char *find, const char *put,
			    struct err *err)
{
	struct lab_workshop *workshop = context;
	struct edit edit = { .find = find, .put = put };
	struct text text = { .limit = LIMIT_TRANSCRIPT_BYTES };
	enum err_code code;
	char *bytes;
	size_t size;

	code = read_copy(workshop, &bytes, &size, err);
	if (code)
		return code;
	text_add(&text, bytes, size);
	free(bytes);
	code = edit_apply(&edit, &text, err);
	if (!code)
		code = file_write(workshop->copy, text_string(&text), text.size,
				  err);
	text_fini(&text);
	return code ? code : show(context, err);
}

/* ---- the build ---- */

static bool is_interrupted(void *context)
{
	const struct lab_workshop *workshop = context;

	return workshop->stop && workshop->stop();
}

/* Text that Markdown would read marks in. */
static void add_escaped(struct text *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("\\`*_{}[]<>#&!", *text))
			text_add_char(out, '\\');
		text_add_char(out, *text);
	}
}

/* Whether a message is about the learner's file, not about a header. */
static bool is_about(const struct lab_workshop *workshop,
		     const struct build_message *message)
{
	return message->file && strcmp(message->file, workshop->copy) == 0;
}

static void describe(const struct lab_workshop *workshop,
		     const struct build_message *message, struct text *ret)
{
	add_escaped(ret, message->text);
	if (message->option) {
		text_add_string(ret, " (");
		add_escaped(ret, message->option);
		text_add_char(ret, ')');
	}
	if (message->file && !is_about(workshop, message)) {
		text_add_string(ret, "\n\nin ");
		add_escaped(ret, message->file);
		text_printf(ret, ", line %u", message->line);
	}
	if (message->plain) {
		text_add_string(ret, "\n\n");
		add_escaped(ret, message->plain);
	}
}

static void title_of(const struct lab_workshop *workshop,
		     const struct build_message *message, struct text *ret)
{
	text_add_string(ret, message_severity(message->severity));
	if (is_about(workshop, message) && message->line)
		text_printf(ret, ", line %u", message->line);
}

/* Errors and warnings become notes; the compiler's own notes lead into
 * headers that the learner did not write. */
static void tell(struct lab_workshop *workshop, char *source, size_t size,
		 const struct build_messages *from)
{
	struct session_message *list = mem_calloc(from->count, sizeof(*list));
	struct text *texts = mem_calloc(from->count * 2, sizeof(*texts));
	size_t count = 0;

	/* errors first: what keeps it from being built */
	for (size_t i = 0; i < from->count * 2; i++) {
		const struct build_message *message =
			&from->list[i % from->count];

		if (message->severity !=
		    (i < from->count ? BUILD_ERROR : BUILD_WARNING))
			continue;
		title_of(workshop, message, &texts[2 * count]);
		describe(workshop, message, &texts[2 * count + 1]);
		list[count].line =
			is_about(workshop, message) ? message->line : 0;
		list[count].title = text_string(&texts[2 * count]);
		list[count].text = text_string(&texts[2 * count + 1]);
		count++;
	}
	session_set_work(workshop->session, source, size, list, count);
	for (size_t i = 0; i < from->count * 2; i++)
		text_fini(&texts[i]);
	free(texts);
	free(list);
}

struct wanted {
	const char *name;
	bool found;
};

static bool find_import(void *context, const char *library, const char *name)
{
	struct wanted *wanted = context;

	(void)library;
	wanted->found = strcmp(name, wanted->name) == 0;
	return !wanted->found;
}

static bool imports(const char *path, const char *name)
{
	struct wanted wanted = { .name = name };
	char *bytes;
	size_t size;

	if (file_read(path, LIMIT_TARGET_FILE, &bytes, &size, NULL, NULL))
		return false;
	if (image_each_import((uint8_t *)bytes, size, find_import, &wanted,
			      NULL))
		wanted.found = false;
	free(bytes);
	return wanted.found;
}

static bool is_changed(const struct lab_workshop *workshop, const char *source,
		       size_t size)
{
	struct course *course =
		(struct course *)session_course(workshop->session);
	struct transcript given;
	bool same;

	if (course_read_recording(course,
				  &session_step(workshop->session)->recording,
				  &given, NULL))
		return false;
	same = given.size == size && memcmp(given.bytes, source, size) == 0;
	transcript_fini(&given);
	return !same;
}

static uint64_t goals_of_build(const struct lab_workshop *workshop,
			       const struct build *build, const char *source,
			       size_t size)
{
	const struct task *task = session_task(workshop->session);
	uint64_t met = 0;

	for (size_t i = 0; build->built && i < task->goals.count; i++) {
		const struct goal *goal = &task->goals.list[i];
		bool is = goal->want == WANT_BUILT;

		if (goal->want == WANT_NO_WARNINGS)
			is = !build->messages.warnings;
		else if (goal->want == WANT_CHANGED)
			is = is_changed(workshop, source, size);
		else if (goal->want == WANT_IMPORTS)
			is = imports(build->output, goal->name);
		met |= (uint64_t)is << i;
	}
	return met;
}

/* "TestDriver.sys" in the work folder. */
static char *output_of(const struct lab_workshop *workshop)
{
	size_t size = strlen(workshop->copy);
	struct text path = { 0 };

	if (size > 2 && strcasecmp(workshop->copy + size - 2, ".c") == 0)
		size -= 2;
	text_add(&path, workshop->copy, size);
	text_add_string(&path, ".sys");
	return text_take(&path);
}

static enum err_code build(void *context, prompt_stop *stop, bool *ret_built,
			   struct err *err)
{
	struct lab_workshop *workshop = context;
	struct build_config config = { .source_count = 1,
				       .data = workshop->data,
				       .interrupted = is_interrupted,
				       .context = workshop };
	struct build result;
	enum err_code code;
	char *source, *output;
	size_t size;

	code = read_copy(workshop, &source, &size, err);
	if (code)
		return code;
	output = output_of(workshop);
	config.sources = (const char *const[]){ workshop->copy };
	config.output = output;
	workshop->stop = stop;
	code = build_run(&config, &result, err);
	workshop->stop = NULL;
	if (code) {
		free(source);
		free(output);
		return code;
	}
	*ret_built = result.built;
	workshop->built = goals_of_build(workshop, &result, source, size);
	free(workshop->built_step);
	workshop->built_step = mem_strdup(session_step(workshop->session)->id);
	tell(workshop, source, size, &result.messages);
	session_take_goals(workshop->session, workshop->built);
	build_fini(&result);
	free(output);
	return workshop_refresh(workshop, err);
}

/* ---- beginning and end ---- */

void lab_workshop_init(struct lab_workshop *ret, struct session *session,
		       const char *folder)
{
	static const struct workshop_ops ops = {
		.copy = copy,
		.show = show,
		.build = build,
		.change = change,
		.stopped = workshop_stopped,
		.dump = workshop_dump,
	};
	const struct course *course = session_course(session);
	char *home = folder ? NULL : file_home(FILE_DATA);

	memset(ret, 0, sizeof(*ret));
	ret->session = session;
	ret->data = file_data();
	ret->folder = folder ? mem_strdup(folder)
		      : home ? file_join(home, course_info(course)->id)
			     : NULL;
	free(home);
	workshop_init_target(ret);
	ret->workshop.ops = &ops;
	ret->workshop.context = ret;
	ret->workshop.console = &ret->console;
}

void lab_workshop_fini(struct lab_workshop *workshop)
{
	target_prompt_fini(&workshop->target);
	free(workshop->folder);
	free(workshop->data);
	free(workshop->copy);
	free(workshop->dump);
	free(workshop->begun);
	free(workshop->built_step);
	memset(workshop, 0, sizeof(*workshop));
}
