/*
 * Signatures of drivers: look at one, put one on.
 */
#include "config.h"
#include "console/private.h"

#include "base/hash.h"
#include "base/mem.h"
#include "formats/signature.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The file that a word names: its bytes on the machine's disk. Words on
 * failure are the caller's. */
static bool get_file(struct console_call *call, const char *word,
		     const void **ret, size_t *ret_size)
{
	char path[260];

	return path_resolve(call->console->folder, word, path, sizeof(path)) &&
	       !kernel_file_get(call->console->kernel, path, ret, ret_size,
				NULL);
}

static const char *last_file(const struct console_call *call)
{
	for (size_t i = call->words; i > 1; i--)
		if (*call->word[i - 1] != '/' && *call->word[i - 1] != '-')
			return call->word[i - 1];
	return NULL;
}

static uint32_t say_signature(struct console_call *call,
			      const struct signature *signature)
{
	struct text *out = call->out;

	switch (signature->state) {
	case SIGNATURE_NONE:
		text_add_string(out, "SignTool Error: No signature found.\n");
		break;
	case SIGNATURE_WRONG:
		text_printf(out, "Hash of file (sha256): %s\n\n",
			    signature->digest);
		text_add_string(
			out,
			"SignTool Error: WinVerifyTrust returned error: "
			"0x80096010\n\tThe digital signature of the object did "
			"not verify.\n");
		words_say(out,
			  "the file was changed after it was signed, or it is "
			  "signed with another digest than SHA-256.");
		break;
	case SIGNATURE_GOOD:
		text_printf(out, "Hash of file (sha256): %s\n\n",
			    signature->digest);
		text_add_string(
			out,
			"SignTool Error: A certificate chain processed, but "
			"terminated in a root\n\tcertificate which is not "
			"trusted by the trust provider.\n");
		words_say(out, "a test signature over these very bytes. It "
			       "loads in test mode.");
		break;
	}
	text_add_string(out, "\nNumber of errors: 1\n");
	return 1;
}

static uint32_t run_signtool(struct console_call *call)
{
	const char *file = last_file(call);
	struct signature signature;
	struct err err = { 0 };
	const void *bytes;
	size_t size;

	if (!call->words || strcasecmp(call->word[0], "verify") != 0 || !file) {
		text_add_string(call->out,
				"SignTool Error: A required parameter is "
				"missing.\nlab: of signtool only 'verify FILE' "
				"is modelled; 'testsign FILE' signs.\n");
		return 1;
	}
	if (!get_file(call, file, &bytes, &size)) {
		text_add_string(call->out, "SignTool Error: File not found: ");
		text_add_visible(call->out, file, strlen(file));
		text_add_char(call->out, '\n');
		return 1;
	}
	text_add_string(call->out, "\nVerifying: ");
	text_add_visible(call->out, file, strlen(file));
	text_add_string(call->out, "\n\n");
	if (signature_read(bytes, size, &signature, &err)) {
		text_add_string(call->out,
				"SignTool Error: This file format cannot be "
				"verified because it is not recognized.\n");
		words_say(call->out, "%s", err.message);
		return 1;
	}
	return say_signature(call, &signature);
}

static uint32_t run_certutil(struct console_call *call)
{
	char hex[HASH_SHA256_HEX];
	const void *bytes;
	size_t size;

	if (call->words < 2 || !words_option(call->word[0], "hashfile") ||
	    (call->words > 2 && strcasecmp(call->word[2], "SHA256") != 0)) {
		words_say(call->out, "of certutil only '-hashfile FILE SHA256' "
				     "is modelled.");
		return 1;
	}
	if (call->words < 3) {
		words_say(call->out,
			  "without a name SHA1 is meant, and is not modelled: "
			  "'certutil -hashfile FILE SHA256'.");
		return 1;
	}
	if (!get_file(call, call->word[1], &bytes, &size)) {
		text_add_string(call->out,
				"CertUtil: -hashfile command FAILED: "
				"0x80070002 (WIN32: 2 ERROR_FILE_NOT_FOUND)\n"
				"CertUtil: The system cannot find the file "
				"specified.\n");
		return ERROR_FILE;
	}
	hash_sha256(bytes, size, hex);
	text_add_string(call->out, "SHA256 hash of ");
	text_add_visible(call->out, call->word[1], strlen(call->word[1]));
	text_printf(call->out,
		    ":\n%s\nCertUtil: -hashfile command completed "
		    "successfully.\n",
		    hex);
	return 0;
}

static uint32_t run_testsign(struct console_call *call)
{
	struct err err = { 0 };
	const void *bytes;
	uint8_t *made;
	size_t size, made_size;
	char path[260];
	enum err_code code;

	if (call->words != 1) {
		words_say(call->out, "testsign FILE.sys");
		return 1;
	}
	if (!get_file(call, call->word[0], &bytes, &size)) {
		text_printf(call->out, "%s\n", error_message(ERROR_FILE));
		return ERROR_FILE;
	}
	path_resolve(call->console->folder, call->word[0], path, sizeof(path));
	if (path_in_use(call->console, path)) {
		text_printf(call->out, "%s\n", error_message(ERROR_SHARING));
		return ERROR_SHARING;
	}
	code = signature_attach(bytes, size, &made, &made_size, &err);
	if (!code) {
		code = kernel_file_put(call->console->kernel, path, made,
				       made_size, &err);
		free(made);
	}
	if (code) {
		words_say(call->out, "cannot sign it: %s", err.message);
		return 1;
	}
	words_say(call->out, "signed: %s", call->word[0]);
	return 0;
}

static const struct console_command commands[] = {
	{ .names = "signtool\0",
	  .image = "signtool.exe",
	  .summary = "look at the signature of a file",
	  .usage = "verify /pa /v FILE",
	  .help = "No certificate here leads to Microsoft, so none is trusted. "
		  "What counts in test\n"
		  "mode is that there is a signature and that it is over the "
		  "file's own bytes: its\n"
		  "SHA-256 is computed and looked for in the signature.\n",
	  .words = "verify\0/pa\0/v\0",
	  .run = run_signtool },
	{ .names = "testsign\0",
	  .ours = true,
	  .summary = "put a test signature of the lab's on a driver",
	  .usage = "FILE.sys",
	  .help = "On Windows one makes a certificate "
		  "(New-SelfSignedCertificate"
		  " -Type\n"
		  "CodeSigningCert), trusts it, and signs with 'signtool "
		  "sign'. "
		  "testsign stands for\n"
		  "that where the host has no osslsigncode for 'kdlab build "
		  "--sign'. What it adds is\n"
		  "a PKCS #7 message with the file's SHA-256 and no "
		  "certificate: this machine takes\n"
		  "it in test mode, Windows would not.\n",
	  .run = run_testsign },
	{ .names = "certutil\0",
	  .image = "certutil.exe",
	  .summary = "print the SHA-256 of a file",
	  .usage = "-hashfile FILE SHA256",
	  .words = "-hashfile\0SHA256\0",
	  .run = run_certutil },
};

const struct console_family console_sign_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
