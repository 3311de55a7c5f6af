#include "config.h"
#include "build/compile.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/*
 * "#pragma alloc_text(INIT, DriverEntry)" is nothing to gcc. Each function
 * has a section of its own (-ffunction-sections), so what the pragmas say can
 * be done to the object: ".text$DriverEntry" becomes "INIT". Nor is
 * "#pragma comment(linker, "/integritycheck")", by which a driver asks for
 * what ObRegisterCallbacks demands. They are read from the preprocessor's
 * output, where conditions and macros are resolved.
 */

/* The next word of a line, or false. */
static bool take_word(const char **at, const char *end, const char **ret,
		      size_t *ret_size)
{
	while (*at < end && !is_word(**at))
		++*at;
	*ret = *at;
	while (*at < end && is_word(**at))
		++*at;
	*ret_size = (size_t)(*at - *ret);
	return *ret_size != 0;
}

static void add_renames(const char *at, const char *end,
			struct child_words *words)
{
	const char *section, *name;
	size_t section_size, size;

	if (!take_word(&at, end, &section, &section_size))
		return;
	/* a section's name has eight letters in an image */
	if (section_size > 8)
		section_size = 8;
	while (take_word(&at, end, &name, &size)) {
		struct text word = { 0 };

		text_add_string(&word, ".text$");
		text_add(&word, name, size);
		text_add_char(&word, '=');
		text_add(&word, section, section_size);
		child_add(words, "--rename-section");
		child_add(words, text_string(&word));
		text_fini(&word);
	}
}

static bool is(const char *word, size_t size, const char *what)
{
	return size == strlen(what) && strncasecmp(word, what, size) == 0;
}

/* One pragma, from behind "#pragma": a rename, or a word to the linker. */
static void read_pragma(struct job *job, const char *at, const char *end,
			struct child_words *renames)
{
	const char *word;
	size_t size;

	if (!take_word(&at, end, &word, &size))
		return;
	if (is(word, size, "alloc_text"))
		add_renames(at, end, renames);
	else if (is(word, size, "comment") &&
		 take_word(&at, end, &word, &size) &&
		 is(word, size, "linker") &&
		 take_word(&at, end, &word, &size) &&
		 is(word, size, "integritycheck"))
		job->integrity = true;
}

static void read_pragmas(struct job *job, const struct text *text,
			 struct child_words *renames)
{
	static const char pragma[] = "#pragma ";
	const char *at = text_string(text), *end = at + text->size;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		stop = stop ? stop : end;
		if ((size_t)(stop - at) > strlen(pragma) &&
		    memcmp(at, pragma, strlen(pragma)) == 0)
			read_pragma(job, at + strlen(pragma), stop, renames);
		at = stop < end ? stop + 1 : end;
	}
}

static enum err_code rename_sections(struct job *job,
				     const struct child_words *renames,
				     const char *object, struct err *err)
{
	struct child_words words = { 0 };
	struct text said = { 0 };
	enum err_code code;
	char *tool = job_tool(job, "objcopy");
	int status = 0;

	child_add(&words, tool);
	for (size_t i = 0; i < renames->count; i++)
		child_add(&words, renames->words[i]);
	child_add(&words, object);
	code = job_run(job, &words, &said, &status, err);
	if (!code && status)
		code = err_set(err, ERR_IO, 0, "objcopy failed: %.300s",
			       text_string(&said));
	child_words_fini(&words);
	text_fini(&said);
	free(tool);
	return code;
}

enum err_code pragma_apply(struct job *job, const char *source,
			   const char *object, struct err *err)
{
	static const char *const preprocess[] = { "-E", "-P", "-w", NULL };
	struct child_words renames = { 0 };
	struct text text = { 0 };
	enum err_code code;
	int status;

	code = compile_ask(job, source, preprocess, source, &text, &status,
			   err);
	if (!code)
		read_pragmas(job, &text, &renames);
	if (!code && renames.count)
		code = rename_sections(job, &renames, object, err);
	child_words_fini(&renames);
	text_fini(&text);
	return code;
}
