#include "config.h"
#include "build/private.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A tool that is not there or fails makes a warning: the driver is built. */
static void warn(struct job *job, const char *what, const char *package,
		 const char *said)
{
	struct build_message *message;
	struct text text = { 0 };

	text_printf(&text, "not signed: %s", what);
	if (*said)
		text_printf(&text, ": %.500s", said);
	message = message_add(&job->build->messages, BUILD_WARNING, NULL, 0, 0,
			      text_string(&text));
	text_clear(&text);
	if (package)
		text_printf(&text,
			    "The driver is built all the same. To sign it: "
			    "sudo apt-get install --no-install-recommends %s",
			    package);
	if (message && package)
		message->plain = text_take(&text);
	text_fini(&text);
}

/* Runs NULL-terminated words; *ret_done: it ended well. */
static enum err_code run_tool(struct job *job, const char *package,
			      const char *const *list, bool *ret_done,
			      struct err *err)
{
	struct child_words words = { 0 };
	struct text said = { 0 }, what = { 0 };
	enum err_code code;
	int status = 0;

	for (size_t i = 0; list[i]; i++)
		child_add(&words, list[i]);
	code = job_run(job, &words, &said, &status, err);
	*ret_done = code == ERR_OK && status == 0;
	if (code == ERR_NOT_FOUND) {
		text_printf(&what, "%s is not installed", list[0]);
		warn(job, text_string(&what), package, "");
		code = ERR_OK;
	} else if (!code && status) {
		text_printf(&what, "%s failed", list[0]);
		warn(job, text_string(&what), NULL, text_string(&said));
	}
	child_words_fini(&words);
	text_fini(&said);
	text_fini(&what);
	return code;
}

static enum err_code copy(const char *from, const char *to, struct err *err)
{
	enum err_code code;
	char *bytes;
	size_t size;

	code = file_read(from, LIMIT_BUILD_FILE, &bytes, &size, NULL, err);
	if (code)
		return code;
	code = file_write(to, bytes, size, err);
	free(bytes);
	return code;
}

enum err_code sign_file(struct job *job, const char *path, struct err *err)
{
	char *key = file_join(job->folder, "key.pem");
	char *certificate = file_join(job->folder, "certificate.pem");
	char *out = file_join(job->folder, "signed.sys");
	const char *const make[] = { "openssl",	 "req",
				     "-x509",	 "-newkey",
				     "rsa:2048", "-nodes",
				     "-keyout",	 key,
				     "-out",	 certificate,
				     "-days",	 "365",
				     "-subj",	 "/CN=kdlab test certificate",
				     "-addext",	 "extendedKeyUsage=codeSigning",
				     NULL };
	const char *const sign[] = { "osslsigncode",
				     "sign",
				     "-certs",
				     certificate,
				     "-key",
				     key,
				     "-h",
				     "sha256",
				     "-n",
				     "kdlab test driver",
				     "-in",
				     path,
				     "-out",
				     out,
				     NULL };
	enum err_code code;
	bool done;

	code = run_tool(job, "openssl", make, &done, err);
	if (!code && done)
		code = run_tool(job, "osslsigncode", sign, &done, err);
	if (!code && done)
		code = copy(out, path, err);
	job->build->is_signed = !code && done;
	free(key);
	free(certificate);
	free(out);
	return code;
}
