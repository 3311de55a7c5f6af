#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "base/mem.h"
#include "formats/yaml.h"

static const struct yaml_place here = { .file = "f" };

struct doc {
	struct arena arena;
	struct faults faults;
	const struct yaml_node *root;
};

static void parse(struct doc *doc, const char *bytes, size_t size)
{
	char *exact = mem_alloc(size); /* so that a sanitizer sees its end */

	memset(doc, 0, sizeof(*doc));
	if (size)
		memcpy(exact, bytes, size);
	doc->root = yaml_parse(&doc->arena, &here, exact, size, &doc->faults);
	free(exact);
}

static void drop(struct doc *doc)
{
	arena_fini(&doc->arena);
	faults_fini(&doc->faults);
}

static void assert_faults(const char *bytes, size_t size, const char *expected)
{
	struct text out = { 0 };
	struct doc doc;

	parse(&doc, bytes, size);
	faults_sort(&doc.faults);
	faults_print(&doc.faults, FAULT_GCC, &out);
	assert_string_equal(text_string(&out), expected);
	text_fini(&out);
	drop(&doc);
}

static const char sample[] = "# a comment\n"
			     "id: first\n"
			     "caf\xc3\xa9: {a: 1, \"b\": '2'}\n"
			     "steps:\n"
			     "  - title: na\xc3\xafve\n"
			     "    text: |\n"
			     "      one\n"
			     "      two\n"
			     "\n"
			     "  - title: last\n";

static void test_tree(void **state)
{
	const struct yaml_node *node, *step;
	struct doc doc;

	(void)state;
	parse(&doc, sample, strlen(sample));
	assert_int_equal(doc.faults.count, 0);
	assert_int_equal(doc.root->kind, YAML_MAP);
	assert_int_equal(doc.root->count, 3);
	node = yaml_find(doc.root, "id");
	assert_string_equal(node->text, "first");
	assert_true(node->plain);
	assert_int_equal(node->line, 2);
	assert_int_equal(node->column, 5);
	assert_int_equal(node->key_column, 1);
	node = yaml_find(doc.root, "caf\xc3\xa9");
	assert_int_equal(node->kind, YAML_MAP);
	assert_int_equal(node->column, 7);
	node = node->first->next;
	assert_string_equal(node->key, "b");
	assert_string_equal(node->text, "2");
	assert_false(node->plain);
	assert_int_equal(node->column, 19);
	node = yaml_find(doc.root, "steps");
	assert_int_equal(node->kind, YAML_LIST);
	assert_int_equal(node->count, 2);
	step = node->first;
	assert_null(step->key);
	assert_string_equal(step->first->text, "na\xc3\xafve");
	assert_string_equal(yaml_find(step, "text")->text, "one\ntwo\n");
	assert_memory_equal(sample + step->offset, "title: na", 9);
	assert_memory_equal(sample + step->end, "- title: last", 13);
	assert_memory_equal(sample + step->next->offset, "title: last", 11);
	assert_int_equal(step->next->end, strlen(sample));
	assert_null(yaml_find(doc.root, "i"));
	assert_null(yaml_find(node, "id"));
	drop(&doc);
}

/* A step's bytes by themselves, as the lab reads them. */
static void test_slice(void **state)
{
	const struct yaml_node *step, *part;
	struct yaml_place place;
	struct arena arena = { 0 };
	struct doc doc;

	(void)state;
	parse(&doc, sample, strlen(sample));
	step = yaml_find(doc.root, "steps")->first;
	place.file = "f";
	place.line = step->line;
	place.column = step->column;
	place.offset = step->offset;
	part = yaml_parse(&arena, &place, sample + step->offset,
			  step->end - step->offset, &doc.faults);
	assert_int_equal(doc.faults.count, 0);
	assert_non_null(part);
	assert_int_equal(part->line, step->line);
	assert_int_equal(part->column, step->column);
	assert_int_equal(part->offset, step->offset);
	for (const struct yaml_node *a = part->first, *b = step->first; a || b;
	     a = a->next, b = b->next) {
		assert_string_equal(a->key, b->key);
		assert_string_equal(a->text, b->text);
		assert_int_equal(a->line, b->line);
		assert_int_equal(a->column, b->column);
		assert_int_equal(a->offset, b->offset);
		assert_int_equal(a->key_line, b->key_line);
		assert_int_equal(a->key_column, b->key_column);
	}
	arena_fini(&arena);
	drop(&doc);
}

static void test_accepts(void **state)
{
	static const char *const good[] = {
		("\xef\xbb\xbf"
		 "a: 1\n"),
		"---\na: 1\n...\n",
		"a: 1\r\nb: |\r\n  x\r\n  y\r\n",
		"a: \"\\t \\n \\u00e9 \\\\\"\n",
		"a: |\n  x\n  \ttab in a text\n",
		"a: '!mex.di'\n",
		"a: '\xe2\x80\x94 \xf0\x9f\x98\x80'\n",
		"a:\n",
		"[]",
		"a: yes\nb: ~\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct doc doc;

		parse(&doc, good[i], strlen(good[i]));
		assert_int_equal(doc.faults.count, 0);
		assert_non_null(doc.root);
		drop(&doc);
	}
}

static const struct {
	const char *bytes, *faults;
} seeded[] = {
	{ "", "f:1:1: error: nothing in it [syntax]\n" },
	{ "# only\n", "f:1:1: error: nothing in it [syntax]\n" },
	{ "a: 1\nb: 2\na: 3\n",
	  "f:3:1: error: key 'a' a second time: the first one is on line 1 "
	  "[duplicate]\n" },
	{ "x: {a: 1, a: 2, a: 3}\n",
	  "f:1:11: error: key 'a' a second time: the first one is on line 1 "
	  "[duplicate]\n"
	  "f:1:17: error: key 'a' a second time: the first one is on line 1 "
	  "[duplicate]\n" },
	{ "a: &x 1\nb: *x\n",
	  "f:1:4: error: '&x' is an anchor to YAML: quote the text [trap]\n"
	  "f:2:4: error: '*x' is an alias to YAML: quote the text [trap]\n" },
	{ "a: &x {b: 1}\nc: &y [1]\n",
	  "f:1:4: error: '&x' is an anchor to YAML: quote the text [trap]\n"
	  "f:2:4: error: '&y' is an anchor to YAML: quote the text [trap]\n" },
	{ "a: *\n",
	  "f:1:4: error: a text that begins with '!', '&', '*' or '%': quote "
	  "it [trap]\n" },
	{ "hints:\n  - !mex.di prints it\n",
	  "f:2:5: error: '!mex.di' is a tag to YAML: quote the text [trap]\n" },
	{ "a: ! b\n",
	  "f:1:4: error: '!' is a tag to YAML: quote the text [trap]\n" },
	{ "a: !!str b\n",
	  "f:1:4: error: '!!str' is a tag to YAML: quote the text [trap]\n" },
	{ "a: !x!y b\n",
	  "f:1:4: error: a text that begins with '!', '&', '*' or '%': quote "
	  "it [trap]\n" },
	{ "a: [!analyze, b]\n",
	  "f:1:5: error: '!analyze' is a tag to YAML: quote the text "
	  "[trap]\n" },
	{ "!x: b\n",
	  "f:1:1: error: '!x:' is a tag to YAML: quote the text [trap]\n" },
	{ "&x a: b\n",
	  "f:1:1: error: '&x' is an anchor to YAML: quote the text [trap]\n" },
	{ "a: @x\n",
	  "f:1:4: error: a text cannot begin with this letter: quote it "
	  "[trap]\n" },
	{ "a: `x` is\n",
	  "f:1:4: error: a text cannot begin with this letter: quote it "
	  "[trap]\n" },
	{ "a: %x\n",
	  "f:1:4: error: a text cannot begin with this letter: quote it "
	  "[trap]\n" },
	{ "%YAML 1.1\n---\na: 1\n",
	  "f:1:1: error: a '%' directive: leave it out [trap]\n" },
	{ "<<: {a: 1}\n",
	  "f:1:1: error: '<<' merges maps: write the keys out [trap]\n" },
	{ "a: 1\n---\nb: 1\n",
	  "f:2:1: error: a second document: a file holds one [syntax]\n" },
	{ "? [a, b]\n: 1\n",
	  "f:1:3: error: a list or map as a key: a key is a name [type]\n" },
	{ "\"\": 1\n",
	  "f:1:1: error: a key is empty: put a name before the ':' "
	  "[syntax]\n" },
	{ "a:\n\tb: 1\n",
	  "f:2:1: error: a tab indents this line: use spaces [trap]\n" },
	{ "a:\n  - id: x\n  \ttitle: y\n",
	  "f:3:3: error: a tab indents this line: use spaces [trap]\n" },
	{ "a: b: c\n",
	  "f:1:5: error: not YAML: mapping values are not allowed in this "
	  "context: quote a text that holds ': ', and check the indentation "
	  "[syntax]\n" },
	{ "a: 'x\nb: 1\n",
	  "f:3:1: error: not YAML: found unexpected end of stream while "
	  "scanning a quoted scalar from line 1, column 4: close the quote "
	  "[syntax]\n" },
	{ "a: [1, 2\nb: 1\n",
	  "f:2:2: error: not YAML: did not find expected ',' or ']' while "
	  "parsing a flow sequence from line 1, column 4: close the list, or "
	  "quote a text that holds ',' or '[' [syntax]\n" },
	{ "a: {b: 1\n",
	  "f:2:1: error: not YAML: did not find expected ',' or '}' while "
	  "parsing a flow mapping from line 1, column 4: close the map, or "
	  "quote a text that holds ',' or '{' [syntax]\n" },
	{ "a: \"\\q\"\n",
	  "f:1:5: error: not YAML: found unknown escape character while "
	  "parsing a quoted scalar from line 1, column 4: use single quotes, "
	  "or '\\\\' for a backslash [syntax]\n" },
	{ "a: \"b\" c\n",
	  "f:1:8: error: not YAML: did not find expected key while parsing a "
	  "block mapping from line 1, column 1: check the indentation and the "
	  "quotes above [syntax]\n" },
	{ "a:\n  - b\n  c: 1\n",
	  "f:3:3: error: not YAML: did not find expected '-' indicator while "
	  "parsing a block collection from line 2, column 3: the members of "
	  "a list stand in one column [syntax]\n" },
	{ "a: 1\nb\nc: 1\n",
	  "f:3:1: error: not YAML: could not find expected ':' while scanning "
	  "a simple key from line 2, column 1: check the indentation; a text "
	  "of several lines wants '|' [syntax]\n" },
	{ "a: \xff\n", "f:1:4: error: not UTF-8: take it out [encoding]\n" },
	{ "\xc3\xa9: \xc3\n",
	  "f:1:4: error: not UTF-8: take it out [encoding]\n" },
	{ "a: \033[31m\n",
	  "f:1:4: error: a terminal escape: take it out [encoding]\n" },
	{ "a: b\rc\n", "f:1:5: error: a carriage return without a newline: "
		       "take it out [encoding]\n" },
	{ "a: b\nb: \x07\n",
	  "f:2:4: error: a control character: take it out [encoding]\n" },
	{ "a: \x7f\n",
	  "f:1:4: error: a control character: take it out [encoding]\n" },
	{ "a: \xc2\x9b\n",
	  "f:1:4: error: a control character: take it out [encoding]\n" },
	{ "a: \xe2\x80\xae\n",
	  "f:1:4: error: a character that turns the order of text about: take "
	  "it out [encoding]\n" },
	{ "a: \xe2\x80\xa8\n",
	  "f:1:4: error: a line separator that editors do not show: take it "
	  "out [encoding]\n" },
	{ "a: \xef\xbb\xbf\n", "f:1:4: error: a byte order mark inside the "
			       "text: take it out [encoding]\n" },
	{ "a: \"\\e[31m\"\n",
	  "f:1:4: error: an escape in this text gives a terminal escape: "
	  "write it as letters [encoding]\n" },
	{ "a: 1\nb: \"x\\0y\"\n",
	  "f:2:4: error: an escape in this text gives a NUL byte: write it as "
	  "letters [encoding]\n" },
	{ "a: \"\\N\"\n",
	  "f:1:4: error: an escape in this text gives a control character: "
	  "write it as letters [encoding]\n" },
	{ "\"a\\0\": 1\n",
	  "f:1:1: error: an escape in this text gives a NUL byte: write it as "
	  "letters [encoding]\n" },
	{ "\xff\xfe"
	  "a",
	  "f:1:1: error: not UTF-8: take it out [encoding]\n" },
	{ "a: *x : 1\n",
	  "f:1:4: error: '*x' is an alias to YAML: quote the text [trap]\n"
	  "f:1:7: error: not YAML: mapping values are not allowed in this "
	  "context: quote a text that holds ': ', and check the indentation "
	  "[syntax]\n" },
	{ "*x : 1\n",
	  "f:1:1: error: '*x' is an alias to YAML: quote the text [trap]\n" },
};

static void test_seeded(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(seeded) / sizeof(*seeded); i++)
		assert_faults(seeded[i].bytes, strlen(seeded[i].bytes),
			      seeded[i].faults);
	assert_faults("a: \0b\n", 6,
		      "f:1:4: error: a NUL byte: take it out [encoding]\n");
}

static void test_deep(void **state)
{
	struct text text = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		text_add_char(&text, '[');
	assert_faults(text.bytes, text.size,
		      "f:1:17: error: nested too deep: a file has 16 levels "
		      "at most [limit]\n");
	text_clear(&text);
	for (int i = 0; i < 1000; i++)
		text_printf(&text, "%*sa:\n", i, "");
	assert_faults(text.bytes, text.size,
		      "f:17:17: error: nested too deep: a file has 16 levels "
		      "at most [limit]\n");
	text_fini(&text);
}

static void test_large(void **state)
{
	struct text text = { 0 };
	struct doc doc;

	(void)state;
	for (unsigned i = 0; i < 90000; i++)
		text_printf(&text, "%x:\n", i * 5 % 89999);
	parse(&doc, text.bytes, text.size);
	assert_int_equal(doc.faults.count, 1);
	assert_int_equal(doc.faults.list[0].kind, FAULT_DUPLICATE);
	assert_int_equal(doc.faults.list[0].line, 90000);
	drop(&doc);
	text_clear(&text);
	text_add_string(&text, "[");
	for (unsigned i = 0; i < LIMIT_YAML_NODES; i++)
		text_add_string(&text, "a,");
	parse(&doc, text.bytes, text.size);
	assert_int_equal(doc.faults.count, 1);
	assert_int_equal(doc.faults.list[0].kind, FAULT_LIMIT);
	drop(&doc);
	text_clear(&text);
	while (text.size <= LIMIT_YAML_BYTES)
		text_add_string(&text, "# comment\n");
	assert_faults(text.bytes, text.size,
		      "f: error: too large: a file has 1048576 bytes at most: "
		      "split it [limit]\n");
	text_fini(&text);
}

/* Every beginning of a file gives a tree or faults, and marks in range. */
static void assert_marks(const struct yaml_node *node, size_t size)
{
	assert_true(node->line && node->column);
	assert_true(node->offset <= node->end && node->end <= size);
	for (node = node->first; node; node = node->next)
		assert_marks(node, size);
}

static void test_prefixes(void **state)
{
	(void)state;
	for (size_t size = 0; size <= strlen(sample); size++) {
		struct doc doc;

		parse(&doc, sample, size);
		assert_true(doc.root || doc.faults.count);
		if (doc.root)
			assert_marks(doc.root, size);
		drop(&doc);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tree),	 cmocka_unit_test(test_slice),
		cmocka_unit_test(test_accepts),	 cmocka_unit_test(test_seeded),
		cmocka_unit_test(test_deep),	 cmocka_unit_test(test_large),
		cmocka_unit_test(test_prefixes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
