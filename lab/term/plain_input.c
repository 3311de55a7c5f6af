#include "config.h"
#include "term/plain_input.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

static const int ending[] = { SIGINT, SIGTERM, SIGHUP };
#define ENDING_COUNT (sizeof(ending) / sizeof(*ending))

/* The one thing that a signal handler can reach. */
static volatile sig_atomic_t caught;

static void catch_signal(int number)
{
	caught = number;
}

int input_signal(void)
{
	return caught;
}

void input_signal_forget(int number)
{
	if (caught == number)
		caught = 0;
}

void input_signals_take(struct input_signals *ret)
{
	/* no SA_RESTART: a write to a reader that stalls ends too */
	struct sigaction action = { .sa_handler = catch_signal };
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	caught = 0;
	sigemptyset(&action.sa_mask);
	sigemptyset(&ignore.sa_mask);
	for (size_t i = 0; i < ENDING_COUNT; i++) {
		sigaction(ending[i], NULL, &ret->old[i]);
		if (ret->old[i].sa_handler != SIG_IGN) /* as nohup sets it */
			sigaction(ending[i], &action, NULL);
	}
	sigaction(SIGPIPE, &ignore, &ret->old[ENDING_COUNT]);
}

void input_signals_restore(const struct input_signals *signals)
{
	for (size_t i = 0; i < ENDING_COUNT; i++)
		sigaction(ending[i], &signals->old[i], NULL);
	sigaction(SIGPIPE, &signals->old[ENDING_COUNT], NULL);
}

void input_init(struct input *input, int fd, bool bounded)
{
	*input = (struct input){ .fd = fd, .bounded = bounded };
}

void input_fini(struct input *input)
{
	text_fini(&input->line);
}

/* Waits until there is something to read; false when a signal came. */
static bool wait_for_bytes(struct input *input)
{
	struct pollfd poll = { .fd = input->fd, .events = POLLIN };
	sigset_t held, before;
	int ready = 0;

	/* held back from the look at `caught` to the wait, so that none can
	 * come in between */
	sigemptyset(&held);
	for (size_t i = 0; i < ENDING_COUNT; i++)
		sigaddset(&held, ending[i]);
	sigprocmask(SIG_BLOCK, &held, &before);
	while (!caught && ready <= 0) {
		ready = ppoll(&poll, 1, NULL, &before);
		if (ready < 0 && errno != EINTR && errno != EAGAIN)
			break; /* read() will say what is wrong */
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return !caught;
}

/* INPUT_LINE when there are bytes. */
static enum input_result fill(struct input *input, struct err *err)
{
	ssize_t size;

	do {
		if (!wait_for_bytes(input))
			return INPUT_STOPPED;
		size = read(input->fd, input->bytes, sizeof(input->bytes));
	} while (size < 0 && (errno == EINTR || errno == EAGAIN));
	if (size < 0) {
		err_set_errno(err, "cannot read the input");
		return INPUT_FAILED;
	}
	if (size == 0)
		return INPUT_END;
	input->at = 0;
	input->size = (size_t)size;
	input->total += (uint64_t)size;
	return INPUT_LINE;
}

/* One character of a line as it may go on to a screen or a file. */
static size_t add_character(struct text *line, const char *bytes, size_t size)
{
	uint32_t c;
	size_t taken = utf8_decode(bytes, size, &c);

	if (taken == 1 && (unsigned char)*bytes >= 0x80)
		text_printf(line, "\\x%02x", (unsigned char)*bytes);
	else if (*bytes == '\t')
		text_add_char(line, ' ');
	else
		text_add_visible(line, bytes, taken);
	return taken;
}

/* The line that lies raw in `line`, cleaned, in its place. */
static void clean_line(struct input *input)
{
	struct text raw = input->line;
	size_t at = 0, size = raw.size;

	input->line = (struct text){ 0 };
	if (input->lines == 1 && size >= 3 &&
	    memcmp(raw.bytes, "\xef\xbb\xbf", 3) == 0)
		at = 3;
	while (size > at && memchr(" \t\r", raw.bytes[size - 1], 3))
		size--;
	while (at < size)
		at += add_character(&input->line, raw.bytes + at, size - at);
	text_fini(&raw);
}

/* Takes what the buffer holds of this line; true at its end. */
static bool take_part(struct input *input, bool *too_long)
{
	const char *start = input->bytes + input->at;
	size_t left = input->size - input->at;
	const char *end = memchr(start, '\n', left);
	size_t size = end ? (size_t)(end - start) : left;

	input->at += size + (end != NULL);
	if (*too_long || input->line.size + size > LIMIT_LINE)
		*too_long = true;
	else
		text_add(&input->line, start, size);
	return end != NULL;
}

enum input_result input_read(struct input *input, const char **ret,
			     struct err *err)
{
	enum input_result result = INPUT_LINE;
	bool too_long = false, any = false;

	text_clear(&input->line);
	if (input->bounded && (input->total > LIMIT_SCRIPT_BYTES ||
			       input->lines >= LIMIT_SCRIPT_LINES))
		return INPUT_TOO_MUCH;
	for (;;) {
		if (caught)
			return INPUT_STOPPED;
		if (input->bounded && input->total > LIMIT_SCRIPT_BYTES)
			return INPUT_TOO_MUCH;
		if (input->at == input->size)
			result = fill(input, err);
		if (result == INPUT_END && any)
			break;
		if (result != INPUT_LINE)
			return result;
		any = true;
		if (take_part(input, &too_long))
			break;
	}
	input->lines++;
	if (too_long)
		return INPUT_TOO_LONG;
	clean_line(input);
	*ret = text_string(&input->line);
	return INPUT_LINE;
}
