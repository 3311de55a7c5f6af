#include "config.h"
#include "term/colour.h"

#include <stdlib.h>
#include <string.h>

/* Attributes without colour and with it; then the colour on a dark and on a
 * light ground, of 256 and of 8. */
struct row {
	unsigned mono, attributes;
	short dark, light;
	short dark8, light8;
};

/* clang-format off */
static const struct row rows[STYLE_COUNT] = {
	[STYLE_PLAIN]    = { 0, 0, -1, -1, -1, -1 },
	[STYLE_DIM]      = { LOOK_DIM, 0, 245, 243, -1, -1 },
	[STYLE_BOLD]     = { LOOK_BOLD, LOOK_BOLD, -1, -1, -1, -1 },
	[STYLE_TITLE]    = { LOOK_REVERSE, LOOK_BOLD, 255, 232, -1, -1 },
	[STYLE_HERE]     = { LOOK_BOLD, LOOK_BOLD, 80, 25, 6, 4 },
	[STYLE_NOTED]    = { LOOK_BOLD, LOOK_BOLD, 222, 130, 3, 5 },
	[STYLE_DONE]     = { 0, 0, 114, 28, 2, 2 },
	[STYLE_WRONG]    = { LOOK_BOLD, LOOK_BOLD, 209, 160, 1, 1 },
	[STYLE_HEADING]  = { LOOK_BOLD, LOOK_BOLD, 80, 25, 6, 4 },
	[STYLE_EMPHASIS] = { LOOK_UNDERLINE, LOOK_ITALIC, -1, -1, -1, -1 },
	[STYLE_STRONG]   = { LOOK_BOLD, LOOK_BOLD, -1, -1, -1, -1 },
	[STYLE_CODE]     = { 0, 0, 151, 24, 6, 4 },
	[STYLE_LINK]     = { LOOK_UNDERLINE, LOOK_UNDERLINE, -1, -1, -1, -1 },
	[STYLE_KEY]      = { LOOK_BOLD, LOOK_BOLD, -1, -1, -1, -1 },
	[STYLE_BORDER]   = { LOOK_DIM, 0, 240, 249, -1, -1 },
	[STYLE_FOUND]    = { LOOK_REVERSE, LOOK_REVERSE, -1, -1, -1, -1 },
	[STYLE_SELECTED] = { LOOK_REVERSE, LOOK_REVERSE, -1, -1, -1, -1 },
	[STYLE_STOP]     = { LOOK_REVERSE, 0, 231, 231, 7, 7 },
};
/* clang-format on */

struct look colour_get(enum style style, int colours, bool light)
{
	const struct row *row = &rows[style];
	struct look look = { row->mono, -1, -1 };

	if (colours < 8)
		return look;
	look.attributes = row->attributes;
	/* Windows' blue, whatever the theme */
	if (style == STYLE_STOP)
		look.background = colours >= 256 ? 25 : 4;
	if (colours >= 256) {
		look.foreground = light ? row->light : row->dark;
		if (style == STYLE_TITLE)
			look.background = light ? 253 : 236;
		return look;
	}
	look.foreground = light ? row->light8 : row->dark8;
	/* eight colours have no grey: dim stays an attribute, or bright black
	 */
	if (style == STYLE_DIM || style == STYLE_BORDER) {
		if (colours >= 16)
			look.foreground = 8;
		else
			look.attributes |= LOOK_DIM;
	}
	if (style == STYLE_TITLE)
		look.attributes |= LOOK_REVERSE;
	return look;
}

bool colour_is_light(void)
{
	const char *theme = getenv("KDLAB_THEME");
	const char *ground = getenv("COLORFGBG");

	if (theme && *theme)
		return strcmp(theme, "light") == 0;
	ground = ground ? strrchr(ground, ';') : NULL;
	return ground &&
	       (strcmp(ground, ";7") == 0 || strcmp(ground, ";15") == 0);
}

bool colour_is_off(void)
{
	const char *off = getenv("NO_COLOR");

	return off && *off;
}
