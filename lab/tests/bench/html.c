/*
 * The limit for rendering: a CommonMark file to HTML by libcmark, as
 * `cmark -t html` does it.
 */
#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	cmark_node *document;
	char bytes[4096], *html;
	size_t size;

	if (!file)
		return 1;
	while ((size = fread(bytes, 1, sizeof(bytes), file)) > 0)
		cmark_parser_feed(parser, bytes, size);
	fclose(file);
	document = cmark_parser_finish(parser);
	html = cmark_render_html(document, CMARK_OPT_DEFAULT);
	fputs(html, stdout);
	free(html);
	cmark_node_free(document);
	cmark_parser_free(parser);
	return 0;
}
