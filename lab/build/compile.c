#include "config.h"
#include "build/compile.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define APT_LINE                                                               \
	"sudo apt-get install --no-install-recommends gcc-mingw-w64-x86-64"

static enum err_code run_in(struct job *job, const char *folder,
			    struct child_words *words, struct text *out,
			    int *ret_status, struct err *err)
{
	struct child_config config = {
		.words = words,
		.folder = folder,
		.temporary = job->folder,
		.interrupted = job->config->interrupted,
		.context = job->config->context,
	};

	return child_run(&config, out, ret_status, err);
}

enum err_code job_run(struct job *job, struct child_words *words,
		      struct text *out, int *ret_status, struct err *err)
{
	return run_in(job, NULL, words, out, ret_status, err);
}

char *job_tool(const struct job *job, const char *name)
{
	struct text text = { 0 };
	size_t size = strlen(job->compiler);

	/* x86_64-w64-mingw32-gcc and its sisters differ in the last word */
	while (size && job->compiler[size - 1] != '-' &&
	       job->compiler[size - 1] != '/')
		size--;
	if (size && job->compiler[size - 1] == '-')
		text_add(&text, job->compiler, size);
	else
		text_add_string(&text, "x86_64-w64-mingw32-");
	text_add_string(&text, name);
	return text_take(&text);
}

static void add_headers(struct job *job, const char *folder, size_t size)
{
	job->headers = mem_grow(job->headers, &job->header_capacity,
				job->header_count + 1, sizeof(*job->headers));
	job->headers[job->header_count++] = mem_strndup(folder, size);
}

/* The folders between two lines of what "-v" prints; and those for drivers,
 * which are below one of them. */
static void take_headers(struct job *job, const char *said)
{
	const char *at = strstr(said, "#include <...> search starts here:");
	size_t plain;

	at = at ? strchr(at, '\n') : NULL;
	while (at && at[1] == ' ' && job->header_count < LIMIT_BUILD_FILES) {
		at += 2;
		add_headers(job, at, strcspn(at, "\n"));
		at = strchr(at, '\n');
	}
	plain = job->header_count;
	for (size_t i = 0; i < plain; i++) {
		char *ddk = file_join(job->headers[i], "ddk");
		char *wdm = file_join(ddk, "wdm.h");

		if (access(wdm, R_OK) == 0)
			add_headers(job, ddk, strlen(ddk));
		free(wdm);
		free(ddk);
	}
	if (job->header_count == plain)
		job->header_count = 0;
}

enum err_code compile_probe(struct job *job, struct err *err)
{
	struct child_words words = { 0 };
	struct text said = { 0 };
	enum err_code code;
	int status = 0;

	child_add(&words, job->compiler);
	child_add(&words, "-E");
	child_add(&words, "-v");
	child_add(&words, "-xc");
	child_add(&words, "/dev/null");
	code = job_run(job, &words, &said, &status, err);
	if (code == ERR_NOT_FOUND)
		err_set(err, code, 0,
			"no cross compiler: '%s' is not installed. On Debian "
			"and Ubuntu: %s",
			job->compiler, APT_LINE);
	if (!code)
		take_headers(job, text_string(&said));
	if (!code && !job->header_count)
		code = err_set(err, ERR_NOT_FOUND, 0,
			       "'%s' has no headers for drivers (ddk/wdm.h): "
			       "is it mingw-w64? On Debian and Ubuntu: %s",
			       job->compiler, APT_LINE);
	child_words_fini(&words);
	text_fini(&said);
	return code;
}

/* Paths that change from build to build must not be in the image. */
static void add_map(struct child_words *words, const char *from, const char *to)
{
	struct text word = { 0 };

	text_printf(&word, "-ffile-prefix-map=%s=%s", from, to);
	child_add(words, text_string(&word));
	text_fini(&word);
}

static void add_maps(struct job *job, const char *source,
		     struct child_words *words)
{
	const char *slash = strrchr(source, '/');
	char *include = file_join(job->driver, "include");
	char *here = getcwd(NULL, 0), *folder;

	/* the last that fits is taken */
	if (here)
		add_map(words, here, ".");
	if (slash) {
		folder = mem_strndup(source, (size_t)(slash - source) + 1);
		add_map(words, folder, "");
		free(folder);
	}
	add_map(words, include, "kdlab");
	add_map(words, job->folder, "kdlab");
	free(include);
	free(here);
}

void compile_add_options(struct job *job, const char *source,
			 struct child_words *words)
{
	char *flags = file_join(job->driver, "cflags");
	char *include = file_join(job->driver, "include");
	char *forward = file_join(job->folder, "include");

	child_add_pair(words, "@", flags);
	if (source_tries(source))
		child_add(words, "-O0");
	child_add_pair(words, "-DDBG=", job->config->debug ? "1" : "0");
	child_add(words, "-fno-diagnostics-show-caret");
	child_add(words, "-fdiagnostics-color=never");
	child_add(words, "-fmessage-length=0");
	child_add(words, "-fdiagnostics-column-unit=byte");
	add_maps(job, source, words);
	child_add_pair(words, "-I", forward);
	child_add(words, "-isystem");
	child_add(words, include);
	/* the folders for drivers are the last of them */
	child_add(words, "-isystem");
	child_add(words, job->headers[job->header_count - 1]);
	child_add(words, "-xc");
	free(flags);
	free(include);
	free(forward);
}

static char *object_path(const struct job *job, size_t number)
{
	struct text path = { 0 };

	text_printf(&path, "%s/%zu.o", job->folder, number);
	return text_take(&path);
}

/* A build that failed has at least one error to show. */
static void require_error(struct job *job, size_t errors, const char *what,
			  const struct text *said)
{
	struct text text = { 0 };

	if (job->build->messages.errors > errors)
		return;
	text_printf(&text, "%s failed: %.1000s", what,
		    said->size ? text_string(said) : "it does not say why");
	message_add(&job->build->messages, BUILD_ERROR, NULL, 0, 0,
		    text_string(&text));
	text_fini(&text);
}

static bool has_flag(const char *const *flags, const char *flag)
{
	while (*flags && strcmp(*flags, flag) != 0)
		flags++;
	return *flags != NULL;
}

enum err_code compile_ask(struct job *job, const char *source,
			  const char *const *flags, const char *file,
			  struct text *said, int *ret_status, struct err *err)
{
	struct child_words words = { 0 };
	enum err_code code = ERR_OK;
	char *elided = NULL;

	*ret_status = 0;
	if (job->found.commas && !has_flag(flags, "-E"))
		code = commas_elide(job, source, flags, file, &elided, said,
				    ret_status, err);
	if (!code && !*ret_status) {
		child_add(&words, job->compiler);
		compile_add_options(job, source, &words);
		for (; *flags; flags++)
			child_add(&words, *flags);
		if (elided) {
			child_add(&words, "-fpreprocessed");
			child_add(&words, "-fdirectives-only");
		}
		child_add(&words, elided ? elided : file);
		code = job_run(job, &words, said, ret_status, err);
		child_words_fini(&words);
	}
	free(elided);
	return code;
}

/* Compiles with the flags; messages are kept if it fails, or always. */
static enum err_code run_compiler(struct job *job, const char *source,
				  const char *const *flags, bool always,
				  int *ret_status, struct err *err)
{
	size_t errors = job->build->messages.errors;
	struct text said = { 0 };
	enum err_code code =
		compile_ask(job, source, flags, source, &said, ret_status, err);

	if (!code && (always || *ret_status))
		message_parse(&job->build->messages, text_string(&said),
			      said.size);
	if (!code && *ret_status)
		require_error(job, errors, "the compiler", &said);
	text_fini(&said);
	return code;
}

static enum err_code compile(struct job *job, const char *source,
			     const char *object, bool own, struct err *err)
{
	/* whether DriverEntry is as Windows calls it */
	static const char *const entry[] = { "-DKDLAB_CHECK_FORMATS",
					     "-DKDLAB_CHECK_ENTRY",
					     "-fsyntax-only", NULL };
	const char *const flags[] = { "-c", "-o", object,
				      own ? "-DKDLAB_CHECK_FORMATS" : NULL,
				      NULL };
	size_t count = job->build->messages.count;
	enum err_code code = ERR_OK;
	int status = 0;

	if (own && entry_is_odd(source))
		code = run_compiler(job, source, entry, false, &status, err);
	if (code || status)
		return code;
	code = run_compiler(job, source, flags, true, &status, err);
	if (!code && own)
		code = compile_recheck(job, source, count, err);
	if (!code && !status && own && job->found.pragmas)
		code = pragma_apply(job, source, object, err);
	return code;
}

enum err_code compile_all(struct job *job, struct err *err)
{
	size_t count = job->config->source_count;
	enum err_code code = ERR_OK;
	char *object, *support;

	for (size_t i = 0; !code && i < count; i++) {
		object = object_path(job, i);
		code = compile(job, job->config->sources[i], object, true, err);
		free(object);
	}
	if (code || job->build->messages.errors)
		return code;
	support = file_join(job->driver, "support.c");
	object = object_path(job, count);
	code = compile(job, support, object, false, err);
	free(object);
	free(support);
	return code;
}

/*
 * The import library of our ntoskrnl.exe, for the linker. Its path becomes a
 * part of a symbol in it, so it is made in its folder, by its name alone.
 */
static enum err_code make_library(struct job *job, const char *name,
				  struct err *err)
{
	char *tool = job_tool(job, "dlltool");
	char *path = file_join(job->folder, "ntoskrnl.def");
	struct child_words words = { 0 };
	struct text text = { 0 };
	enum err_code code;
	int status = 0;

	names_add_def(&job->names, &text);
	code = file_write(path, text_string(&text), text.size, err);
	text_clear(&text);
	child_add(&words, tool);
	child_add(&words, "-d");
	child_add(&words, "ntoskrnl.def");
	child_add(&words, "-l");
	child_add(&words, name);
	if (!code)
		code = run_in(job, job->folder, &words, &text, &status, err);
	if (!code && status)
		code = err_set(err, ERR_IO, 0, "'%s' failed: %.300s", tool,
			       text_string(&text));
	child_words_fini(&words);
	text_fini(&text);
	free(path);
	free(tool);
	return code;
}

enum err_code compile_link(struct job *job, char **ret, struct err *err)
{
	size_t errors = job->build->messages.errors;
	char *flags = file_join(job->driver, "ldflags");
	char *image = file_join(job->folder, "driver.sys");
	static const char name[] = "libntoskrnl.a";
	char *library = file_join(job->folder, name);
	struct child_words words = { 0 };
	struct text said = { 0 };
	enum err_code code;
	int status = 0;

	code = make_library(job, name, err);
	child_add(&words, job->compiler);
	child_add_pair(&words, "@", flags);
	if (job->integrity)
		child_add(&words, "-Wl,--forceinteg");
	child_add(&words, "-o");
	child_add(&words, image);
	for (size_t i = 0; i <= job->config->source_count; i++) {
		char *object = object_path(job, i);

		child_add(&words, object);
		free(object);
	}
	child_add(&words, library);
	/* names of Windows that our machine has not; then gcc's own */
	child_add(&words, "-lntoskrnl");
	child_add(&words, "-lhal");
	child_add(&words, "-lgcc");
	if (!code)
		code = job_run(job, &words, &said, &status, err);
	if (!code) {
		message_parse(&job->build->messages, text_string(&said),
			      said.size);
		if (status)
			require_error(job, errors, "the linker", &said);
	}
	if (!code)
		*ret = image;
	else
		free(image);
	child_words_fini(&words);
	text_fini(&said);
	free(flags);
	free(library);
	return code;
}
