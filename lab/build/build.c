#include "config.h"
#include "build/build.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "build/compile.h"
#include "build/explain.h"
#include "build/header.h"
#include "build/image.h"
#include "build/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static const char usual_compiler[] = "x86_64-w64-mingw32-gcc";

static void fini_job(struct job *job)
{
	if (job->folder)
		file_remove_tree(job->folder);
	for (size_t i = 0; i < job->header_count; i++)
		free(job->headers[i]);
	free(job->headers);
	free(job->folder);
	free(job->driver);
	names_fini(&job->names);
}

static enum err_code init_job(struct job *job, struct err *err)
{
	const char *given = getenv("KDLAB_CROSS");
	enum err_code code;
	char *names;

	job->compiler = job->config->compiler ? job->config->compiler
			: given && *given     ? given
					      : usual_compiler;
	job->driver = file_join(job->config->data, "driver");
	names = file_join(job->driver, "ntoskrnl.names");
	code = names_read(names, &job->names, err);
	free(names);
	if (!code)
		code = compile_probe(job, err);
	if (!code)
		code = file_make_temporary("build", &job->folder, err);
	return code;
}

enum err_code build_check(const char *data, struct err *err)
{
	const struct build_config config = { .data = data };
	struct job job = { .config = &config };
	enum err_code code = init_job(&job, err);

	fini_job(&job);
	return code;
}

static const char *extension(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');

	return dot ? dot : "";
}

/* A source that is no C file ends the build before it begins. */
static bool is_c(struct build *build, const char *path)
{
	static const char *const cpp[] = { ".cpp", ".cc",  ".cxx",
					   ".c++", ".hpp", ".ixx" };
	const char *end = extension(path);
	struct build_message *message;

	if (strcasecmp(end, ".c") == 0)
		return true;
	message = message_add(&build->messages, BUILD_ERROR, path, 0, 0,
			      "this is not a C file");
	for (size_t i = 0; i < sizeof(cpp) / sizeof(*cpp); i++)
		if (message && !message->plain && strcasecmp(end, cpp[i]) == 0)
			message->plain = mem_strdup(
				"This is C++, and drivers are built as C "
				"here. A driver without classes and the like "
				"often builds when it is renamed to .c and "
				"extern \"C\" is taken out.");
	return false;
}

/* gcc names a file as it was told to; the linker by its last part. */
static void name_sources(struct job *job)
{
	struct build_messages *messages = &job->build->messages;

	for (size_t i = 0; i < messages->count; i++) {
		struct build_message *message = &messages->list[i];

		for (size_t k = 0;
		     message->file && k < job->config->source_count; k++) {
			const char *source = job->config->sources[k];
			const char *slash = strrchr(source, '/');

			if (strcmp(message->file, slash ? slash + 1 : source))
				continue;
			free(message->file);
			message->file = mem_strdup(source);
			break;
		}
	}
}

static bool check_import(void *context, const char *library, const char *name)
{
	struct job *job = context;
	struct build_message *message;
	struct text text = { 0 };

	if (names_has(&job->names, name))
		return true;
	text_printf(&text, "imports %s of %s, which this machine has not", name,
		    library);
	message = message_add(&job->build->messages, BUILD_WARNING, NULL, 0, 0,
			      text_string(&text));
	text_clear(&text);
	text_printf(&text,
		    "Windows exports %s, the emulated machine does not: it "
		    "will refuse to load this driver. On Windows it would "
		    "load.",
		    name);
	if (message)
		message->plain = text_take(&text);
	text_fini(&text);
	return true;
}

static enum err_code write_image(struct job *job, const char *image,
				 struct err *err)
{
	enum err_code code;
	char *bytes;
	size_t size;

	code = file_read(image, LIMIT_BUILD_FILE, &bytes, &size, NULL, err);
	if (code)
		return code;
	code = image_finish((uint8_t *)bytes, size, err);
	if (!code)
		code = image_each_import((uint8_t *)bytes, size, check_import,
					 job, err);
	if (!code)
		code = file_write(job->build->output, bytes, size, err);
	free(bytes);
	return code;
}

static enum err_code build_steps(struct job *job, struct err *err)
{
	const struct build_config *config = job->config;
	struct scan_folders folders;
	char *include = file_join(job->folder, "include"), *image = NULL;
	const char **paths;
	enum err_code code;

	/* ours, then the compiler's */
	paths = mem_calloc(job->header_count + 1, sizeof(*paths));
	paths[0] = file_join(job->driver, "include");
	for (size_t i = 0; i < job->header_count; i++)
		paths[i + 1] = job->headers[i];
	folders = (struct scan_folders){ paths, job->header_count + 1 };
	code = file_make_folder(include, err);
	if (!code)
		code = scan_sources(config->sources, config->source_count,
				    &folders, include, &job->found, err);
	if (!code)
		code = compile_all(job, err);
	if (!code)
		headers_fold(job);
	if (!code && !job->build->messages.errors)
		code = compile_link(job, &image, err);
	if (!code && !job->build->messages.errors) {
		code = write_image(job, image, err);
		job->build->built = !code;
	}
	if (!code && job->build->built && config->sign)
		code = sign_file(job, job->build->output, err);
	free((char *)paths[0]);
	free(paths);
	free(include);
	free(image);
	return code;
}

static char *beside(const char *source)
{
	size_t size = strlen(source) - strlen(extension(source));
	struct text path = { 0 };

	text_add(&path, source, size);
	text_add_string(&path, ".sys");
	return text_take(&path);
}

enum err_code build_run(const struct build_config *config, struct build *ret,
			struct err *err)
{
	struct build build = { 0 };
	struct job job = { .config = config, .build = &build };
	enum err_code code = ERR_OK;
	bool are_c = true;

	for (size_t i = 0; i < config->source_count; i++)
		are_c = is_c(&build, config->sources[i]) && are_c;
	build.output = config->output ? mem_strdup(config->output)
				      : beside(config->sources[0]);
	if (are_c)
		code = init_job(&job, err);
	if (are_c && !code)
		code = build_steps(&job, err);
	if (!code) {
		name_sources(&job);
		explain_drop_formats(&build.messages);
		explain_drop_followers(&build.messages);
		explain_messages(&build.messages, &job.names);
		*ret = build;
	} else {
		build_fini(&build);
	}
	fini_job(&job);
	return code;
}

void build_fini(struct build *build)
{
	messages_fini(&build->messages);
	free(build->output);
	*build = (struct build){ 0 };
}
