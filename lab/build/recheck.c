#include "config.h"
#include "build/compile.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "build/letters.h"

#include <stdlib.h>
#include <string.h>

static bool is_format(const struct build_message *message, const char *file)
{
	return message->option && message->file &&
	       strncmp(message->option, "-Wformat", strlen("-Wformat")) == 0 &&
	       strcmp(message->file, file) == 0;
}

/* Marks what is of formats in the file, or all but that; notes follow, but
 * for one that has nothing to follow. */
static bool *mark(const struct build_messages *messages, size_t first,
		  const char *file, bool others)
{
	bool *marked = mem_calloc(messages->count + 1, sizeof(*marked));

	for (size_t i = first; i < messages->count; i++)
		marked[i] =
			messages->list[i].severity == BUILD_NOTE
				? others && i == first
				: is_format(&messages->list[i], file) != others;
	return marked;
}

/* gcc names a file as it was told to, without "./". */
static const char *short_name(const char *path)
{
	while (path[0] == '.' && path[1] == '/')
		path += 2;
	return path;
}

/* The messages of the copy, as the source's, instead of those of its first
 * compilation. */
static void take(struct job *job, size_t first, const char *source,
		 const char *copy, const struct build_messages *again)
{
	struct build_messages *messages = &job->build->messages;
	bool *marked = mark(messages, first, short_name(source), false);

	messages_drop(messages, marked);
	free(marked);
	for (size_t i = 0; i < again->count; i++) {
		const struct build_message *from = &again->list[i];
		const char *file = from->file;
		struct build_message *to;

		if (file && strcmp(file, copy) == 0)
			file = source;
		to = message_add(messages, from->severity, file, from->line,
				 from->column, from->text);
		if (!to)
			break;
		to->option = from->option ? mem_strdup(from->option) : NULL;
		to->checked = true;
	}
}

/* Compiles the copy, for its messages alone. */
static enum err_code compile_copy(struct job *job, const char *source,
				  const char *copy, bool *ret_built,
				  struct build_messages *ret, struct err *err)
{
	char *folder = file_folder(source);
	const char *const flags[] = { "-DKDLAB_CHECK_FORMATS", "-fsyntax-only",
				      "-iquote", folder, NULL };
	struct text said = { 0 };
	enum err_code code;
	int status = 0;

	code = compile_ask(job, source, flags, copy, &said, &status, err);
	if (!code)
		message_parse(ret, text_string(&said), said.size);
	*ret_built = status == 0;
	text_fini(&said);
	free(folder);
	return code;
}

static enum err_code recheck(struct job *job, size_t first, const char *source,
			     const char *bytes, const struct text *replaced,
			     struct err *err)
{
	bool had_errors = job->build->messages.errors > 0, built = false;
	struct build_messages again = { 0 };
	char *folder = file_join(job->folder, "letters");
	char *copy = file_join(folder, "copy.c");
	enum err_code code = file_make_folder(folder, err);
	bool *marked;

	if (!code)
		code = file_write(copy, text_string(replaced), replaced->size,
				  err);
	if (!code)
		code = compile_copy(job, source, copy, &built, &again, err);
	/* a copy that is not to gcc as the source is says nothing of it */
	if (!code && built != had_errors) {
		marked = mark(&again, 0, copy, true);
		letters_restore(&again, bytes, marked);
		messages_drop(&again, marked);
		free(marked);
		take(job, first, source, copy, &again);
	}
	messages_fini(&again);
	free(copy);
	free(folder);
	return code;
}

enum err_code compile_recheck(struct job *job, const char *source, size_t first,
			      struct err *err)
{
	struct text replaced = { 0 };
	enum err_code code;
	char *bytes;
	size_t size;

	code = file_read(source, LIMIT_BUILD_SOURCE, &bytes, &size, NULL, err);
	if (code)
		return code;
	if (letters_replace(bytes, size, &replaced))
		code = recheck(job, first, source, bytes, &replaced, err);
	text_fini(&replaced);
	free(bytes);
	return code;
}
