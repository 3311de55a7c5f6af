/*
 * What a cell means, not what it looks like: front ends turn a style into
 * colours and attributes. One accent for where you are, one for what is
 * noted, one for done, one for wrong; all else is plain, dim or bold.
 */
#ifndef LAB_VIEWS_STYLE_H
#define LAB_VIEWS_STYLE_H

enum style {
	STYLE_PLAIN,
	STYLE_DIM,   /* not what it is about now */
	STYLE_BOLD,  /* a name, a heading's words */
	STYLE_TITLE, /* the top line */
	STYLE_HERE,  /* where you are */
	STYLE_NOTED, /* what the note is about */
	STYLE_DONE,
	STYLE_WRONG,
	STYLE_HEADING,	/* in prose */
	STYLE_EMPHASIS, /* in prose */
	STYLE_STRONG,	/* in prose */
	STYLE_CODE,	/* in prose */
	STYLE_LINK,	/* in prose; a glossary term */
	STYLE_KEY,	/* a key that works here, in the status line */
	STYLE_BORDER,
	STYLE_FOUND,	/* what a search found */
	STYLE_SELECTED, /* the choice under the cursor */
	STYLE_STOP,	/* Windows' stop screen: white on blue */
	STYLE_COUNT
};

/* "noted" and so on: for screen tests; static. */
const char *style_name(enum style style);
/* One letter each, '.' for plain: a row of them beside a row of text. */
char style_letter(enum style style);

#endif
