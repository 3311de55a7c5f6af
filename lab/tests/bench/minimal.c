/*
 * The yardstick: as little as an ncurses pager can be. Reads the file, draws
 * the lines that fit, and erases and redraws on each key.
 */
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
	FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
	char **lines = NULL, *line = NULL;
	size_t room = 0;
	int count = 0, top = 0, key;

	setlocale(LC_ALL, "");
	while (file && getline(&line, &room, file) >= 0) {
		if (!(count & (count + 1)))
			lines = realloc(lines, sizeof(*lines) *
						       ((size_t)count * 2 + 2));
		line[strcspn(line, "\n")] = '\0';
		lines[count++] = line;
		line = NULL;
	}
	initscr();
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	do {
		erase();
		for (int row = 0; row < LINES && top + row < count; row++)
			mvaddnstr(row, 0, lines[top + row], COLS);
		refresh();
		key = getch();
		if (key == KEY_DOWN && top < count - 1)
			top++;
		else if (key == KEY_UP && top > 0)
			top--;
		else if (key == KEY_NPAGE && top + LINES < count)
			top += LINES;
		else if (key == KEY_PPAGE)
			top = top > LINES ? top - LINES : 0;
	} while (key != 'q');
	endwin();
	return 0;
}
