/*
 * A driver's device, as a program would use it: what a lesson's own client
 * does in Windows, as programs do not run here.
 */
#include "config.h"
#include "console/private.h"

#include "base/mem.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	SIZE_MOST = 0x10000, /* of a buffer */
	ROW = 16,
	SHOWN_MOST = 256, /* bytes of what came back */
	METHOD_BITS = 3,
	FUNCTION_BITS = 0xfff,
	ACCESS_BITS = 3,
};

struct request {
	const char *device;
	const char *verb; /* a control code, "read" or "write"; NULL: neither */
	uint8_t *in;
	size_t in_size;
	size_t out_size;
	bool out_set;
};

/* ---- what is typed ---- */

static bool number(const char *word, uint64_t most, uint64_t *ret)
{
	char *end;

	errno = 0;
	*ret = strtoull(word, &end, 0);
	return isdigit((unsigned char)*word) && !*end && !errno && *ret <= most;
}

static void give(struct request *request, const void *bytes, size_t size)
{
	free(request->in);
	request->in = mem_calloc(1, size + 1);
	memcpy(request->in, bytes, size);
	request->in_size = size;
}

/* "41 42 0d", or "41420d": from word `first` on. */
static bool give_hex(struct request *request, char *const *words, size_t *at)
{
	uint8_t bytes[SIZE_MOST];
	size_t size = 0;
	unsigned high;

	for (; words[*at] && isxdigit((unsigned char)*words[*at]); (*at)++) {
		const char *digits = words[*at];

		if (strlen(digits) % 2)
			return false;
		for (; *digits; digits += 2) {
			if (size == sizeof(bytes) ||
			    !isxdigit((unsigned char)digits[1]) ||
			    sscanf(digits, "%2x", &high) != 1)
				return false;
			bytes[size++] = (uint8_t)high;
		}
	}
	give(request, bytes, size);
	return size > 0;
}

static bool give_many(struct request *request, const char *word)
{
	uint8_t bytes[SIZE_MOST];
	uint64_t count;

	if (!word || !number(word, sizeof(bytes), &count))
		return false;
	memset(bytes, 'A', sizeof(bytes));
	give(request, bytes, (size_t)count);
	return true;
}

/* False: the words make no sense from *at on. */
static bool parse(const struct console_call *call, struct request *ret,
		  size_t *at)
{
	uint64_t value;

	ret->device = call->words ? call->word[0] : NULL;
	ret->verb = call->words > 1 ? call->word[1] : NULL;
	for (*at = 2; *at < call->words;) {
		const char *word = call->word[(*at)++];

		if (words_option(word, "x")) {
			if (!give_hex(ret, call->word, at))
				return false;
		} else if (words_option(word, "n")) {
			if (!give_many(ret, call->word[*at]))
				return false;
			(*at)++;
		} else if (words_option(word, "o")) {
			if (!call->word[*at] ||
			    !number(call->word[*at], SIZE_MOST, &value))
				return false;
			ret->out_size = (size_t)value;
			ret->out_set = true;
			(*at)++;
		} else if (!ret->in && strlen(word) <= SIZE_MOST) {
			give(ret, word, strlen(word));
		} else {
			(*at)--;
			return false;
		}
	}
	return ret->device != NULL;
}

/* ---- what comes of it ---- */

static bool failed(uint32_t status)
{
	return status >= 0x80000000u;
}

/* As a program that prints GetLastError; the lab adds where it comes from. */
static uint32_t print_status(struct console_call *call, const char *what,
			     uint32_t status)
{
	uint32_t error = status_error(status);
	const char *message = error_message(error);

	if (!failed(status)) {
		text_printf(call->out, "%s: done", what);
		if (status)
			text_printf(call->out, " (NTSTATUS 0x%08X)", status);
		return 0;
	}
	text_printf(call->out, "%s: failed %u (NTSTATUS 0x%08X)\n", what, error,
		    status);
	if (*message)
		text_printf(call->out, "  %s\n", message);
	return error;
}

static void print_bytes(struct text *out, const uint8_t *bytes, size_t size)
{
	size_t shown = size < SHOWN_MOST ? size : SHOWN_MOST;

	for (size_t at = 0; at < shown; at += ROW) {
		text_printf(out, "  %04zX ", at);
		for (size_t i = at; i < at + ROW; i++)
			if (i < shown)
				text_printf(out, " %02X", bytes[i]);
			else
				text_add_string(out, "   ");
		text_add_string(out, "  ");
		for (size_t i = at; i < at + ROW && i < shown; i++)
			text_add_char(out, bytes[i] >= 0x20 && bytes[i] < 0x7f
						   ? (char)bytes[i]
						   : '.');
		text_add_char(out, '\n');
	}
	if (shown < size)
		text_printf(out, "  and %zu more\n", size - shown);
}

/* What CTL_CODE put together. */
static void print_code(struct text *out, uint32_t code)
{
	static const char *const methods[] = { "METHOD_BUFFERED",
					       "METHOD_IN_DIRECT",
					       "METHOD_OUT_DIRECT",
					       "METHOD_NEITHER" };
	static const char *const access[] = { "FILE_ANY_ACCESS",
					      "FILE_READ_ACCESS",
					      "FILE_WRITE_ACCESS",
					      "FILE_READ_ACCESS | "
					      "FILE_WRITE_ACCESS" };

	text_printf(out, "0x%X is CTL_CODE(0x%x, 0x%x, %s, %s)\n", code,
		    code >> 16, code >> 2 & FUNCTION_BITS,
		    methods[code & METHOD_BITS],
		    access[code >> 14 & ACCESS_BITS]);
}

/* Both directions of one request. */
static uint32_t transfer(struct console_call *call, struct request *request,
			 uint64_t handle)
{
	struct kernel *kernel = call->console->kernel;
	struct kernel_transfer moved = { .in = request->in,
					 .in_size = request->in_size,
					 .out_size = request->out_size };
	const char *what;
	uint32_t status = 0, error;
	uint64_t code;

	moved.out = mem_calloc(1, moved.out_size + 1);
	if (number(request->verb, UINT32_MAX, &code)) {
		what = "DeviceIoControl";
		print_code(call->out, (uint32_t)code);
		call->outcome = kernel_control(kernel, call->process, handle,
					       (uint32_t)code, &moved, &status);
	} else {
		what = request->in_size ? "WriteFile" : "ReadFile";
		call->outcome = kernel_transfer(kernel, call->process, handle,
						&moved, &status);
	}
	if (call->outcome != KERNEL_DONE) {
		free(moved.out);
		return 0;
	}
	error = print_status(call, what, status);
	if (!failed(status)) {
		text_printf(call->out, ", %llu byte%s\n",
			    (unsigned long long)moved.done,
			    moved.done == 1 ? "" : "s");
		if (moved.out_size)
			print_bytes(call->out, moved.out, (size_t)moved.done);
	}
	free(moved.out);
	return error;
}

/* "\\.\Name", as CreateFile takes it, or the bare name. */
static void object_path(const char *typed, char *ret, size_t size)
{
	if (strncmp(typed, "\\\\.\\", 4) == 0 ||
	    strncmp(typed, "\\??\\", 4) == 0)
		typed += 4;
	snprintf(ret, size, "\\??\\%s", typed);
}

static uint32_t use(struct console_call *call, struct request *request)
{
	struct kernel *kernel = call->console->kernel;
	uint32_t status = 0, error;
	char path[260];
	uint64_t handle = 0;

	object_path(request->device, path, sizeof(path));
	call->outcome =
		kernel_open(kernel, call->process, path, &handle, &status);
	if (call->outcome != KERNEL_DONE)
		return 0;
	error = print_status(call, "CreateFile", status);
	if (error)
		return error;
	text_add_char(call->out, '\n');
	if (request->verb)
		error = transfer(call, request, handle);
	if (call->outcome != KERNEL_DONE)
		return 0;
	call->outcome = kernel_close(kernel, call->process, handle, &status);
	return error;
}

/* What is asked for fits its verb. */
static bool is_sound(struct request *request)
{
	uint64_t code;

	if (!request->verb)
		return true;
	if (strcasecmp(request->verb, "read") == 0) {
		if (!request->out_set)
			request->out_size = SHOWN_MOST;
		return !request->in && request->out_size > 0;
	}
	if (strcasecmp(request->verb, "write") == 0)
		return request->in_size > 0 && !request->out_set;
	if (!request->out_set)
		request->out_size = request->in_size;
	return number(request->verb, UINT32_MAX, &code);
}

static uint32_t run_ioctl(struct console_call *call)
{
	struct request request = { 0 };
	uint32_t error = ERROR_PARAMETER;
	uint64_t code;
	size_t at = 0;

	if (call->words == 1 && number(call->word[0], UINT32_MAX, &code)) {
		print_code(call->out, (uint32_t)code);
		return 0;
	}
	if (!call->words)
		words_say(call->out, "of which device? 'help ioctl' tells how "
				     "it is written.");
	else if (!parse(call, &request, &at))
		words_say(call->out,
			  "'%s' is not understood: 'help ioctl' tells how it "
			  "is written.",
			  call->word[at < call->words ? at : at - 1]);
	else if (!is_sound(&request))
		words_say(call->out, "behind the device comes a control code "
				     "(0x222000), read, or write with what is "
				     "to be written: see 'help ioctl'.");
	else
		error = use(call, &request);
	free(request.in);
	return error;
}

static const struct console_command commands[] = {
	{ .names = "ioctl\0",
	  .image = "ioctl.exe",
	  .ours = true,
	  .summary = "open a driver's device, control it, read or write",
	  .usage = "DEVICE [CODE|read|write] [TEXT|/x HEX|/n COUNT] "
		   "[/o SIZE]",
	  .help = "What the program that goes with a driver would do, as "
		  "programs do not run\n"
		  "here: CreateFile (\\\\.\\NAME), then DeviceIoControl with "
		  "the CODE, ReadFile or\n"
		  "WriteFile, then CloseHandle. In goes TEXT, or bytes in "
		  "hexadecimal (/x 41 42\n"
		  "00), or so many times the letter A (/n 2100). Room for what "
		  "comes out is as\n"
		  "large as what goes in, or /o SIZE bytes. 'ioctl CODE' says "
		  "what CTL_CODE made\n"
		  "it of.\n",
	  .words = "read\0write\0",
	  .run = run_ioctl },
};

const struct console_family console_device_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
