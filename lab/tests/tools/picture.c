/*
 * Turns a captured screen (tmux capture-pane -e -p) on stdin into an SVG on
 * stdout: the picture in README.md is the real program's screen.
 *
 * usage: picture COLUMNS ROWS < capture > screen.svg
 */
#include "config.h"

#include "base/utf8.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CELL_WIDTH  8.4
#define CELL_HEIGHT 18

struct look {
	bool bold, dim, italic, underline, reverse;
	int foreground, background; /* of 256, -1 the default */
};

static const struct look plain = { .foreground = -1, .background = -1 };

static const unsigned basic[16] = {
	0x15181e, 0xe06c75, 0x98c379, 0xe5c07b, 0x61afef, 0xc678dd,
	0x56b6c2, 0xd7dae0, 0x5c6370, 0xe06c75, 0x98c379, 0xe5c07b,
	0x61afef, 0xc678dd, 0x56b6c2, 0xffffff,
};

/* xterm's 256 colours: 16 of the terminal's, a cube of 6, 24 greys */
static unsigned colour(int number)
{
	static const unsigned steps[6] = { 0, 95, 135, 175, 215, 255 };

	if (number < 16)
		return basic[number];
	if (number >= 232) {
		unsigned grey = 8 + 10 * (unsigned)(number - 232);

		return grey << 16 | grey << 8 | grey;
	}
	number -= 16;
	return steps[number / 36] << 16 | steps[number / 6 % 6] << 8 |
	       steps[number % 6];
}

static const char *apply_code(struct look *look, long code, const char *rest)
{
	int *ground = code < 40 ? &look->foreground : &look->background;

	if (code == 0)
		*look = plain;
	else if (code == 1)
		look->bold = true;
	else if (code == 2)
		look->dim = true;
	else if (code == 3)
		look->italic = true;
	else if (code == 4)
		look->underline = true;
	else if (code == 7)
		look->reverse = true;
	else if ((code >= 30 && code <= 37) || (code >= 40 && code <= 47))
		*ground = (int)(code % 10);
	else if (code == 39 || code == 49)
		*ground = -1;
	else if ((code == 38 || code == 48) && strncmp(rest, ";5;", 3) == 0)
		*ground = (int)strtol(rest + 3, (char **)&rest, 10) & 255;
	return rest;
}

/* Reads ESC [ ... m; returns what is behind it. */
static const char *take_escape(struct look *look, const char *at)
{
	at += 2;
	while (*at && *at != 'm') {
		char *end;
		long code = strtol(at, &end, 10);

		at = apply_code(look, code, end);
		if (*at == ';')
			at++;
		else if (*at != 'm' && at == end)
			break;
	}
	return *at ? at + 1 : at;
}

static void put_escaped(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (bytes[i] == '&')
			fputs("&amp;", stdout);
		else if (bytes[i] == '<')
			fputs("&lt;", stdout);
		else
			putchar(bytes[i]);
	}
}

static void put_run(const struct look *look, double x, double y, size_t cells,
		    const char *bytes, size_t size)
{
	int front = look->reverse ? look->background : look->foreground;
	int back = look->reverse ? look->foreground : look->background;
	unsigned ink = front < 0 ? (look->reverse ? basic[0] : basic[7])
				 : colour(front);
	unsigned paper =
		back < 0 ? (look->reverse ? basic[7] : basic[0]) : colour(back);
	double width = CELL_WIDTH * (double)cells;

	if (paper != basic[0])
		printf("<rect x='%.1f' y='%.1f' width='%.1f' height='%d' "
		       "fill='#%06x'/>",
		       x, y, width, CELL_HEIGHT, paper);
	printf("<text x='%.1f' y='%.1f' fill='#%06x' textLength='%.1f'%s%s%s"
	       "%s>",
	       x, y + 13.5, ink, width, look->bold ? " font-weight='bold'" : "",
	       look->dim ? " opacity='0.6'" : "",
	       look->italic ? " font-style='italic'" : "",
	       look->underline ? " text-decoration='underline'" : "");
	put_escaped(bytes, size);
	printf("</text>\n");
}

static bool blank(const char *bytes, size_t size, const struct look *look)
{
	return strspn(bytes, " ") >= size && !look->reverse &&
	       look->background < 0;
}

static void put_line(const char *line, struct look *look, int row)
{
	double x = 12, y = 12 + row * CELL_HEIGHT;

	while (*line) {
		size_t size = strcspn(line, "\033\n");
		size_t cells = utf8_cells(line, size);

		if (size && !blank(line, size, look))
			put_run(look, x, y, cells, line, size);
		x += CELL_WIDTH * (double)cells;
		line += size;
		if (*line == '\n')
			break;
		if (line[0] == '\033' && line[1] == '[')
			line = take_escape(look, line);
		else if (*line)
			line++;
	}
}

int main(int argc, char **argv)
{
	long columns = argc == 3 ? strtol(argv[1], NULL, 10) : 0;
	long rows = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
	struct look look = plain;
	char line[16384];
	double width, height;

	setlocale(LC_ALL, "C.UTF-8");
	if (columns < 1 || columns > 500 || rows < 1 || rows > 200) {
		fputs("usage: picture COLUMNS ROWS\n", stderr);
		return 2;
	}
	width = 24 + CELL_WIDTH * (double)columns;
	height = 24 + CELL_HEIGHT * (double)rows;
	printf("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f "
	       "%.0f' width='%.0f'>\n"
	       "<rect width='100%%' height='100%%' rx='8' fill='#%06x'/>\n"
	       "<g font-family='ui-monospace,Menlo,Consolas,DejaVu Sans Mono,"
	       "monospace' font-size='14' xml:space='preserve'>\n",
	       width, height, width, basic[0]);
	for (int row = 0; row < rows && fgets(line, sizeof(line), stdin); row++)
		put_line(line, &look, row);
	puts("</g></svg>");
	return 0;
}
