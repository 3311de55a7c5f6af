#include "config.h"
#include "tests/bench/cells.h"

#include "base/file.h"
#include "base/utf8.h"
#include "tests/bench/measure.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * In a pane of tmux: shows both parts, and captures what stands there after
 * each, with colours, once a capture shows the mark that was sent last.
 */
static const char script[] =
	"cd \"$1\" || exit 1\n"
	"unset TMUX\n"
	"t() { tmux -S ./socket -f /dev/null \"$@\"; }\n"
	"look() {\n"
	"	until [ -e \"shown-$1\" ]; do sleep 0.02; done\n"
	"	last=\n"
	"	while t capture-pane -e -N -p >\"screen-$1\"; do\n"
	"		[ -s \"screen-$1\" ] && [ -n \"$last\" ] &&\n"
	"			cmp -s \"screen-$1\" last && break\n"
	"		cp \"screen-$1\" last; last=yes; sleep 0.05\n"
	"	done\n"
	"}\n"
	"rm -f shown-1 shown-2 go socket\n"
	"t new-session -d -x 80 -y 24 'stty raw -echo; cat sent-1; "
	"touch shown-1; until [ -e go ]; do sleep 0.02; done; cat sent-2; "
	"touch shown-2; sleep 60' || exit 1\n"
	"t set -g status off\n"
	"look 1; touch go; look 2\n"
	"t kill-server\n"
	"true\n";

static int run_script(const char *work)
{
	int status = 1;
	pid_t pid = fork();

	if (!pid) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 0);
		dup2(null, 2);
		execlp("sh", "sh", "-c", script, "sh", work, (char *)NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return status;
}

static void put(const char *work, const char *name, const struct text *text)
{
	char *path = file_join(work, name);
	FILE *file = fopen(path, "wb");

	if (!file || fwrite(text->bytes, 1, text->size, file) != text->size ||
	    fclose(file))
		pty_die("could not write '%s'", path);
	free(path);
}

/* A cell: its character, and a number for the looks that came before it. */
struct grid {
	uint64_t cells[ROWS][COLUMNS];
};

/* Skips a CSI that starts at bytes; 0 if none does. */
static size_t escape_size(const char *bytes, size_t size)
{
	size_t at = 2;

	if (size < 2 || bytes[0] != '\033')
		return 0;
	if (bytes[1] != '[')
		return 2;
	while (at < size && (unsigned char)bytes[at] < 0x40)
		at++;
	return at < size ? at + 1 : size;
}

static void fill(struct grid *grid, const char *bytes, size_t size)
{
	size_t at = 0, row = 0, column = 0;
	uint64_t looks = 0;

	memset(grid, 0, sizeof(*grid));
	while (at < size && row < ROWS) {
		size_t skip = escape_size(bytes + at, size - at);
		uint32_t c;

		if (skip) {
			/* a reset begins anew, all else adds to the looks */
			if (skip <= 4 && strncmp(bytes + at, "\033[0m", 4) == 0)
				looks = 0;
			for (size_t i = 0; i < skip; i++)
				looks = looks * 31 +
					(unsigned char)bytes[at + i];
			at += skip;
			continue;
		}
		at += utf8_decode(bytes + at, size - at, &c);
		if (c == '\n') {
			row++;
			column = 0;
			continue;
		}
		if (column < COLUMNS)
			grid->cells[row][column] = looks << 21 | c;
		column += (size_t)utf8_width(c);
	}
}

static bool get(const char *work, const char *name, struct grid *grid)
{
	char *path = file_join(work, name), *bytes;
	size_t size;
	bool there =
		file_read(path, 1 << 20, &bytes, &size, NULL, NULL) == ERR_OK;

	if (there) {
		fill(grid, bytes, size);
		free(bytes);
	}
	free(path);
	return there;
}

bool cells_changed(const char *work, const struct text *before,
		   const struct text *after, size_t *ret)
{
	static struct grid grids[2];

	put(work, "sent-1", before);
	put(work, "sent-2", after);
	if (run_script(work) != 0 || !get(work, "screen-1", &grids[0]) ||
	    !get(work, "screen-2", &grids[1]))
		return false;
	*ret = 0;
	for (size_t row = 0; row < ROWS; row++)
		for (size_t column = 0; column < COLUMNS; column++)
			*ret += grids[0].cells[row][column] !=
				grids[1].cells[row][column];
	return true;
}
