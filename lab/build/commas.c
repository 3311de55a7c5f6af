#include "config.h"
#include "build/compile.h"

#include "base/file.h"
#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

/*
 * The Microsoft compiler drops the comma before an empty __VA_ARGS__; to gcc
 * that is said with ##. What directives leave of a source, definitions in it,
 * is compiled with that put in: places in messages stay what they were.
 */
enum { PREPROCESSED_MOST = 64 << 20 };

/* The options of the run that the text is for, but for what it is to make. */
static void add_flags(const char *const *flags, struct child_words *words)
{
	for (; *flags; flags++) {
		if (strcmp(*flags, "-o") == 0 && flags[1])
			flags++;
		else if (strcmp(*flags, "-c") != 0 &&
			 strcmp(*flags, "-fsyntax-only") != 0)
			child_add(words, *flags);
	}
}

/* The next word with a comma and maybe blanks before it; NULL none. */
static const char *find_word(const char *from, const char *end)
{
	static const char word[] = "__VA_ARGS__";
	const char *at = from;

	while ((at = memmem(at, (size_t)(end - at), word, strlen(word)))) {
		const char *before = at;

		while (before > from &&
		       (before[-1] == ' ' || before[-1] == '\t'))
			before--;
		if (before > from && before[-1] == ',')
			return at;
		at += strlen(word);
	}
	return NULL;
}

/* A line of text with ## behind its commas, where it defines a macro. */
static void add_line(const char *line, size_t size, struct text *out)
{
	static const char define[] = "#define ";
	const char *end = line + size, *at;
	bool defines = size > strlen(define) &&
		       memcmp(line, define, strlen(define)) == 0;

	while (defines && (at = find_word(line, end)) != NULL) {
		text_add(out, line, (size_t)(at - line));
		text_add_string(out, "##");
		/* behind its first letter, so as not to find it again */
		text_add_char(out, *at);
		line = at + 1;
	}
	text_add(out, line, (size_t)(end - line));
}

static enum err_code put_in(const char *path, struct err *err)
{
	struct text out = { .limit = 2 * PREPROCESSED_MOST };
	const char *at, *end;
	enum err_code code;
	char *bytes;
	size_t size;

	code = file_read(path, PREPROCESSED_MOST, &bytes, &size, NULL, err);
	if (code)
		return code;
	end = bytes + size;
	for (at = bytes; at < end;) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length =
			stop ? (size_t)(stop - at) + 1 : (size_t)(end - at);

		add_line(at, length, &out);
		at += length;
	}
	free(bytes);
	code = file_write(path, text_string(&out), out.size, err);
	text_fini(&out);
	return code;
}

enum err_code commas_elide(struct job *job, const char *source,
			   const char *const *flags, const char *file,
			   char **ret, struct text *said, int *ret_status,
			   struct err *err)
{
	char *path = file_join(job->folder, "commas.i");
	struct child_words words = { 0 };
	enum err_code code;

	child_add(&words, job->compiler);
	compile_add_options(job, source, &words);
	add_flags(flags, &words);
	child_add(&words, "-E");
	child_add(&words, "-fdirectives-only");
	child_add(&words, "-o");
	child_add(&words, path);
	child_add(&words, file);
	code = job_run(job, &words, said, ret_status, err);
	if (!code && !*ret_status)
		code = put_in(path, err);
	child_words_fini(&words);
	*ret = path;
	return code;
}

bool commas_are_in(const char *bytes, size_t size)
{
	return find_word(bytes, bytes + size) != NULL;
}
