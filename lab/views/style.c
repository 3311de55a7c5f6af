#include "config.h"
#include "views/style.h"

#include <stddef.h>

static const struct {
	const char *name;
	char letter;
} styles[STYLE_COUNT] = {
	[STYLE_PLAIN] = { "plain", '.' },
	[STYLE_DIM] = { "dim", 'd' },
	[STYLE_BOLD] = { "bold", 'b' },
	[STYLE_TITLE] = { "title", 't' },
	[STYLE_HERE] = { "here", 'h' },
	[STYLE_NOTED] = { "noted", 'n' },
	[STYLE_DONE] = { "done", 'v' },
	[STYLE_WRONG] = { "wrong", 'w' },
	[STYLE_HEADING] = { "heading", 'H' },
	[STYLE_EMPHASIS] = { "emphasis", 'e' },
	[STYLE_STRONG] = { "strong", 's' },
	[STYLE_CODE] = { "code", 'c' },
	[STYLE_LINK] = { "link", 'l' },
	[STYLE_KEY] = { "key", 'k' },
	[STYLE_BORDER] = { "border", '-' },
	[STYLE_FOUND] = { "found", 'f' },
	[STYLE_SELECTED] = { "selected", 'S' },
	[STYLE_STOP] = { "stop", 'x' },
};

const char *style_name(enum style style)
{
	return (size_t)style < STYLE_COUNT ? styles[style].name : "unknown";
}

char style_letter(enum style style)
{
	return (size_t)style < STYLE_COUNT ? styles[style].letter : '?';
}
