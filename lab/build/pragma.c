#include "config.h"
#include "build/private.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/*
 * "#pragma alloc_text(INIT, DriverEntry)" is nothing to gcc. Each function
 * has a section of its own (-ffunction-sections), so what the pragmas say can
 * be done to the object: ".text$DriverEntry" becomes "INIT". They are read
 * from the preprocessor's output, where conditions and macros are resolved.
 */

static bool is_word(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

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

static void add_names(const char *at, const char *end,
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

/* Every pragma of the text; how many functions they name. */
static size_t add_renames(const char *text, const char *end,
			  struct child_words *words)
{
	static const char pragma[] = "#pragma alloc_text";
	size_t before = words->count;

	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));

		stop = stop ? stop : end;
		if ((size_t)(stop - text) > strlen(pragma) &&
		    memcmp(text, pragma, strlen(pragma)) == 0)
			add_names(text + strlen(pragma), stop, words);
		text = stop < end ? stop + 1 : end;
	}
	return words->count - before;
}

static enum err_code preprocess(struct job *job, const char *source,
				struct text *ret, struct err *err)
{
	struct child_words words = { 0 };
	enum err_code code;
	int status;

	child_add(&words, job->compiler);
	compile_add_options(job, source, &words);
	child_add(&words, "-E");
	child_add(&words, "-P");
	child_add(&words, "-w");
	child_add(&words, source);
	code = job_run(job, &words, ret, &status, err);
	child_words_fini(&words);
	return code;
}

enum err_code sections_move(struct job *job, const char *source,
			    const char *object, struct err *err)
{
	struct child_words words = { 0 };
	struct text text = { 0 };
	enum err_code code;
	char *tool = job_tool(job, "objcopy");
	int status = 0;

	code = preprocess(job, source, &text, err);
	if (!code) {
		child_add(&words, tool);
		if (add_renames(text_string(&text),
				text_string(&text) + text.size, &words)) {
			child_add(&words, object);
			text_clear(&text);
			code = job_run(job, &words, &text, &status, err);
		}
	}
	if (!code && status)
		code = err_set(err, ERR_IO, 0, "objcopy failed: %.300s",
			       text_string(&text));
	child_words_fini(&words);
	text_fini(&text);
	free(tool);
	return code;
}
