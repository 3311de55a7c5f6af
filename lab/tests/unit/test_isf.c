#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <lzma.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "formats/isf.h"

/* A small machine of our own: sizes and names are the test's. */
static const char small[] =
	"{\n"
	"  \"symbols\": {\n"
	"    \"KeStop\": {\"address\": 8192},\n"
	"    \"?KeStop@@YAXXZ\": {\"address\": 8192},\n"
	"    \"_KeStop\": {\"address\": 8192},\n"
	"    \"KeGo\": {\"address\": 4096, \"type\": {\"kind\": "
	"\"function\"}},\n"
	"    \"Head\": {\"type\": {\"kind\":\"struct\",\"name\":\"_LINK\"},"
	" \"address\": 12288, \"constant_data\": \"AAAA\"}\n"
	"  },\n"
	"  \"metadata\": {\"format\": \"6.2.0\", \"producer\": {\"name\": "
	"\"hand\", \"version\": [1, {\"a\": 2}]}, \"windows\": {\"pdb\": "
	"{\"GUID\": \"00112233445566778899aabbccddeeff\", \"age\": 26, "
	"\"database\": \"small.pdb\", \"machine_type\": 34404}}},\n"
	"  \"user_types\": {\n"
	"    \"_LINK\": {\"kind\": \"struct\", \"size\": 16, \"fields\": {\n"
	"      \"Back\": {\"offset\": 8, \"type\": {\"kind\": \"pointer\", "
	"\"subtype\": {\"kind\": \"struct\", \"name\": \"_LINK\"}}},\n"
	"      \"Next\": {\"type\": {\"subtype\": {\"name\": \"_LINK\", "
	"\"kind\": \"struct\"}, \"kind\": \"pointer\"}, \"offset\": 0}}},\n"
	"    \"_BITS\": {\"kind\": \"struct\", \"size\": 4, \"fields\": {\n"
	"      \"High\": {\"offset\": 0, \"type\": {\"kind\": \"bitfield\", "
	"\"bit_position\": 8, \"bit_length\": 24, \"type\": {\"kind\": "
	"\"base\", \"name\": \"unsigned long\"}}},\n"
	"      \"Low\": {\"offset\": 0, \"type\": {\"kind\": \"bitfield\", "
	"\"bit_position\": 0, \"bit_length\": 8, \"type\": {\"kind\": "
	"\"base\", \"name\": \"unsigned long\"}}}}},\n"
	"    \"__anonymous_1\": {\"kind\": \"union\", \"size\": 8, "
	"\"fields\": {\n"
	"      \"Whole\": {\"offset\": 0, \"type\": {\"kind\": \"base\", "
	"\"name\": \"long long\"}},\n"
	"      \"Part\": {\"offset\": 4, \"type\": {\"kind\": \"struct\", "
	"\"name\": \"_BITS\"}}}},\n"
	"    \"_THING\": {\"kind\": \"struct\", \"size\": 100, \"fields\": {\n"
	"      \"Link\": {\"offset\": 16, \"type\": {\"kind\": \"struct\", "
	"\"name\": \"_LINK\"}},\n"
	"      \"u\": {\"offset\": 32, \"anonymous\": true, \"type\": "
	"{\"kind\": \"union\", \"name\": \"__anonymous_1\"}},\n"
	"      \"Name\": {\"offset\": 40, \"type\": {\"kind\": \"array\", "
	"\"count\": 15, \"subtype\": {\"kind\": \"base\", \"name\": "
	"\"char\"}}},\n"
	"      \"Grid\": {\"offset\": 56, \"type\": {\"kind\": \"array\", "
	"\"count\": 3, \"subtype\": {\"kind\": \"array\", \"count\": 2, "
	"\"subtype\": {\"kind\": \"struct\", \"name\": \"_BITS\"}}}},\n"
	"      \"State\": {\"offset\": 0, \"type\": {\"kind\": \"enum\", "
	"\"name\": \"_STATE\"}}}}\n"
	"  },\n"
	"  \"enums\": {\"_STATE\": {\"size\": 4, \"base\": \"long\", "
	"\"constants\": {\"Ready\": 1, \"Gone\": -2, \"Many\": "
	"18446744073709551615}}},\n"
	"  \"base_types\": {\n"
	"    \"unsigned long\": {\"size\": 4, \"signed\": false, \"kind\": "
	"\"int\", \"endian\": \"little\"},\n"
	"    \"long long\": {\"size\": 8, \"signed\": true, \"kind\": "
	"\"int\", \"endian\": \"little\"},\n"
	"    \"char\": {\"size\": 1, \"signed\": true, \"kind\": \"char\", "
	"\"endian\": \"little\"},\n"
	"    \"pointer\": {\"size\": 8, \"signed\": false, \"kind\": \"int\","
	" \"endian\": \"little\"}\n"
	"  }\n"
	"}\n";

static struct isf *parse(const char *text)
{
	struct isf *isf = NULL;
	struct err err;

	if (isf_parse(text, strlen(text), &isf, &err))
		fail_msg("%s", err.message);
	return isf;
}

static void test_metadata(void **state)
{
	struct isf *isf = parse(small);

	(void)state;
	assert_string_equal(isf_pdb_name(isf), "small.pdb");
	assert_string_equal(isf_pdb_key(isf),
			    "00112233445566778899AABBCCDDEEFF1A");
	isf_free(isf);
	isf = parse("{\"symbols\": {}, \"metadata\": {\"windows\": {\"pdb\": "
		    "{\"GUID\": \"short\", \"age\": 1}}}}");
	assert_string_equal(isf_pdb_name(isf), "");
	assert_string_equal(isf_pdb_key(isf), "");
	isf_free(isf);
}

static void test_symbols(void **state)
{
	struct isf *isf = parse(small);
	const struct isf_symbol *symbol;

	(void)state;
	assert_int_equal(isf_symbol_count(isf), 5);
	symbol = isf_find_symbol(isf, "Head");
	assert_non_null(symbol);
	assert_int_equal(symbol->rva, 12288);
	assert_int_equal(symbol->type->kind, ISF_STRUCT);
	assert_int_equal(isf_size(isf, symbol->type), 16);
	symbol = isf_find_symbol(isf, "KeGo");
	assert_int_equal(symbol->type->kind, ISF_FUNCTION);
	assert_int_equal(isf_size(isf, symbol->type), 0);
	assert_null(isf_find_symbol(isf, "KeG"));
	assert_null(isf_find_symbol(isf, "KeGoo"));
	assert_null(isf_find_symbol(isf, ""));

	assert_null(isf_symbol_at(isf, 4095));
	assert_string_equal(isf_symbol_at(isf, 4096)->name, "KeGo");
	assert_string_equal(isf_symbol_at(isf, 8191)->name, "KeGo");
	/* three names at one address: the plain one */
	assert_string_equal(isf_symbol_at(isf, 8192)->name, "KeStop");
	assert_string_equal(isf_symbol_at(isf, 9000)->name, "KeStop");
	assert_string_equal(isf_symbol_at(isf, UINT64_MAX)->name, "Head");
	assert_string_equal(isf_symbol(isf, 0)->name, "KeGo");
	assert_null(isf_symbol(isf, 5));
	isf_free(isf);
}

static void test_types(void **state)
{
	struct isf *isf = parse(small);
	const struct isf_struct *thing = isf_find_struct(isf, "_THING");
	const struct isf_struct *bits = isf_find_struct(isf, "_BITS");
	const struct isf_field *field;
	uint32_t offset = 0;

	(void)state;
	assert_non_null(thing);
	assert_int_equal(thing->size, 100);
	assert_int_equal(thing->field_count, 5);
	/* by offset, whatever the order in the file */
	assert_string_equal(thing->fields[0].name, "State");
	assert_string_equal(thing->fields[4].name, "Grid");
	assert_int_equal(thing->fields[0].type->kind, ISF_ENUM);
	assert_int_equal(isf_size(isf, thing->fields[0].type), 4);
	assert_int_equal(thing->fields[3].type->kind, ISF_ARRAY);
	assert_int_equal(thing->fields[3].type->of->kind, ISF_CHAR);
	assert_int_equal(isf_size(isf, thing->fields[3].type), 15);
	assert_int_equal(isf_size(isf, thing->fields[4].type), 24);

	field = isf_find_field(isf, thing, "Link", &offset);
	assert_non_null(field);
	assert_int_equal(offset, 16);
	/* inside the unnamed union: its fields are the outer one's */
	field = isf_find_field(isf, thing, "Part", &offset);
	assert_non_null(field);
	assert_int_equal(offset, 36);
	assert_null(isf_find_field(isf, thing, "Low", &offset));
	assert_null(isf_find_field(isf, thing, "Next", &offset));

	assert_string_equal(bits->fields[0].name, "Low");
	assert_int_equal(bits->fields[1].type->kind, ISF_BITFIELD);
	assert_int_equal(bits->fields[1].type->bit, 8);
	assert_int_equal(bits->fields[1].type->bits, 24);
	assert_int_equal(bits->fields[1].type->of->kind, ISF_INT);
	assert_int_equal(isf_size(isf, bits->fields[1].type), 4);
	field = isf_find_field(isf, isf_find_struct(isf, "_LINK"), "Back",
			       &offset);
	assert_int_equal(field->type->kind, ISF_POINTER);
	assert_string_equal(field->type->of->name, "_LINK");
	assert_int_equal(isf_size(isf, field->type), 8);
	assert_int_equal(isf_find_struct(isf, "__anonymous_1")->kind,
			 ISF_UNION);
	assert_null(isf_find_struct(isf, "_NONE"));
	isf_free(isf);
}

static void test_enums(void **state)
{
	struct isf *isf = parse(small);
	const struct isf_enum *states = isf_find_enum(isf, "_STATE");
	const struct isf_base *base = isf_find_base(isf, "unsigned long");

	(void)state;
	assert_int_equal(states->size, 4);
	assert_int_equal(states->constant_count, 3);
	assert_string_equal(states->constants[1].name, "Gone");
	assert_int_equal(states->constants[1].value, -2);
	assert_int_equal(states->constants[2].value, -1);
	assert_null(isf_find_enum(isf, "_THING"));
	assert_int_equal(base->size, 4);
	assert_false(base->is_signed);
	assert_true(isf_find_base(isf, "long long")->is_signed);
	isf_free(isf);
}

/* Controls by JSON's own escapes, names without end, and so on. */
static void test_hostile_names(void **state)
{
	struct isf *isf = parse("{\"symbols\": {\"a\\u001b[2J\\u009b\\u0000b\":"
				" {\"address\": 1}}}");

	(void)state;
	assert_string_equal(isf_symbol(isf, 0)->name, "a?[2J???b");
	isf_free(isf);
	/* a struct within itself */
	isf = parse("{\"user_types\": {\"S\": {\"size\": 8, \"fields\": {"
		    "\"a\": {\"offset\": 0, \"anonymous\": true, \"type\": "
		    "{\"kind\": \"struct\", \"name\": \"S\"}},"
		    "\"b\": {\"offset\": 4, \"anonymous\": true, \"type\": "
		    "{\"kind\": \"struct\", \"name\": \"S\"}}}}}}");
	assert_null(isf_find_field(isf, isf_find_struct(isf, "S"), "x", NULL));
	isf_free(isf);
}

static void refuse(const char *text, size_t size, enum err_code code,
		   const char *words)
{
	struct isf *isf = (struct isf *)1;
	struct err err;

	assert_int_equal(isf_parse(text, size, &isf, &err), code);
	if (!strstr(err.message, words))
		fail_msg("'%s' is not in '%s'", words, err.message);
	assert_ptr_equal(isf, (struct isf *)1);
}

static void test_refusals(void **state)
{
	static const struct {
		const char *text, *words;
	} rows[] = {
		{ "", "not an ISF file" },
		{ "{}", "not an ISF file" },
		{ "hello", "no '{' at its start" },
		{ "[{\"symbols\": {}}]", "not an ISF file" },
		{ "{\"symbols\": {", "line 2" },
		{ "{\"symbols\": {\n\"a\": {\"address\": \"x\"}}}", "line 2" },
		{ "{\"symbols\": {\"a\": {\"address\": -}}}", "not a number" },
		{ "{\"symbols\": {\"a\": {\"address\": "
		  "18446744073709551616}}}",
		  "too large" },
		{ "{\"user_types\": {\"a\": {\"size\": 4294967296}}}",
		  "too large" },
		{ "{\"symbols\": &x {}, \"enums\": *x}", "alias" },
		{ "{\"symbols\": {\"a\": {\"type\": {\"bit_length\": 65}}}}",
		  "64 bits" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		refuse(rows[i].text, strlen(rows[i].text), ERR_FORMAT,
		       rows[i].words);
}

static void test_deep(void **state)
{
	struct text text = { 0 };

	(void)state;
	for (unsigned i = 0; i < 100000; i++)
		text_add_char(&text, '[');
	refuse(text.bytes, text.size, ERR_FORMAT, "nested too deep");
	text_clear(&text);
	for (unsigned i = 0; i < 100000; i++)
		text_add_string(&text, "{\"symbols\":");
	refuse(text.bytes, text.size, ERR_FORMAT, "nested too deep");
	text_clear(&text);
	text_add_string(&text, "{\"symbols\": {\"a\": {\"type\": ");
	for (unsigned i = 0; i < 100; i++)
		text_add_string(&text, "{\"kind\": \"pointer\", \"subtype\": ");
	refuse(text.bytes, text.size, ERR_FORMAT, "nested too deep");
	text_clear(&text);
	text_add_string(&text, "{\"symbols\": {\"");
	for (unsigned i = 0; i < LIMIT_SYMBOL_SCALAR; i++)
		text_add_string(&text, "aa");
	refuse(text.bytes, text.size, ERR_LIMIT, "too long");
	text_fini(&text);
}

static void assert_same_type(const struct isf_type *a, const struct isf_type *b)
{
	for (; a && b; a = a->of, b = b->of) {
		assert_int_equal(a->kind, b->kind);
		assert_int_equal(a->count, b->count);
		assert_int_equal(a->bit, b->bit);
		assert_int_equal(a->bits, b->bits);
		assert_int_equal(!a->name, !b->name);
		if (a->name)
			assert_string_equal(a->name, b->name);
	}
	assert_true(!a && !b);
}

static void assert_same(const struct isf *a, const struct isf *b)
{
	assert_string_equal(isf_pdb_key(a), isf_pdb_key(b));
	assert_string_equal(isf_pdb_name(a), isf_pdb_name(b));
	assert_int_equal(isf_symbol_count(a), isf_symbol_count(b));
	assert_int_equal(isf_struct_count(a), isf_struct_count(b));
	for (size_t i = 0; i < isf_symbol_count(a); i++) {
		assert_string_equal(isf_symbol(a, i)->name,
				    isf_symbol(b, i)->name);
		assert_int_equal(isf_symbol(a, i)->rva, isf_symbol(b, i)->rva);
		assert_same_type(isf_symbol(a, i)->type,
				 isf_symbol(b, i)->type);
	}
	for (size_t i = 0; i < isf_struct_count(a); i++) {
		const struct isf_struct *x = isf_struct(a, i);
		const struct isf_struct *y = isf_struct(b, i);

		assert_string_equal(x->name, y->name);
		assert_int_equal(x->size, y->size);
		assert_int_equal(x->field_count, y->field_count);
		for (size_t k = 0; k < x->field_count; k++) {
			assert_string_equal(x->fields[k].name,
					    y->fields[k].name);
			assert_int_equal(x->fields[k].offset,
					 y->fields[k].offset);
			assert_int_equal(x->fields[k].anonymous,
					 y->fields[k].anonymous);
			assert_same_type(x->fields[k].type, y->fields[k].type);
		}
	}
}

/* A comment makes it no plain JSON: libyaml reads it then, and all the same. */
static void test_ways(void **state)
{
	static const char *const texts[] = {
		small,
		"{\"user_types\":{\"A\\\"\\\\\\/\\n\\t\":{\"size\":7,\"kind\":"
		"\"union\",\"fields\":{}}},\"symbols\":{\"x\":{\"address\":"
		"-3},\"y\":{\"address\" : 9 , \"type\":null},\"\":{}}}",
		" { \"symbols\" : { } , \"more\":[1,[],{},[{\"a\":[true]}]] } "
		"\n",
		"{\"symbols\":{\"x\":{\"address\":15},\"\\u0041\":{}}}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct isf *plain = NULL, *other = NULL;
		struct err err = { 0 };
		struct text text = { 0 };

		text_printf(&text, "# not JSON\n%s", texts[i]);
		assert_int_equal(
			isf_parse(texts[i], strlen(texts[i]), &plain, &err),
			ERR_OK);
		assert_int_equal(isf_parse(text.bytes, text.size, &other, &err),
				 ERR_OK);
		assert_same(plain, other);
		isf_free(plain);
		isf_free(other);
		text_fini(&text);
	}
}

static void test_prefixes(void **state)
{
	struct isf *isf;
	size_t size = strlen(small);

	(void)state;
	/* no start of it is a whole file, up to the last brace */
	for (size_t i = 0; i < size - 2; i++) {
		char *exact = memcpy(mem_alloc(i + 1), small, i);

		assert_int_not_equal(isf_parse(exact, i, &isf, NULL), ERR_OK);
		free(exact);
	}
}

static size_t pack(const char *text, size_t size, uint8_t *ret, size_t room)
{
	size_t at = 0;

	assert_int_equal(lzma_easy_buffer_encode(6, LZMA_CHECK_CRC32, NULL,
						 (const uint8_t *)text, size,
						 ret, &at, room),
			 LZMA_OK);
	return at;
}

static void test_packed(void **state)
{
	uint8_t packed[sizeof(small) + 1000];
	size_t size = pack(small, strlen(small), packed, sizeof(packed));
	struct isf *isf;
	struct err err;

	(void)state;
	assert_int_equal(isf_parse(packed, size, &isf, &err), ERR_OK);
	assert_int_equal(isf_symbol_count(isf), 5);
	isf_free(isf);
	for (size_t i = 0; i < size / 2; i++)
		assert_int_not_equal(isf_parse(packed, i, &isf, &err), ERR_OK);
	refuse((const char *)packed, size / 2, ERR_FORMAT, "cut off");
	packed[8] ^= 0x55;
	refuse((const char *)packed, size, ERR_FORMAT, "damaged");
}

/* Much from little: two MiB of blanks in some hundred bytes. */
static void test_bomb(void **state)
{
	size_t size = (size_t)LIMIT_SYMBOL_SCALAR * 2;
	char *text = memset(mem_alloc(size), ' ', size);
	uint8_t *packed = mem_alloc(1 << 20);

	(void)state;
	text[0] = '{';
	size = pack(text, size, packed, 1 << 20);
	refuse((const char *)packed, size, ERR_LIMIT, "too long");
	free(packed);
	free(text);
}

static void test_open(void **state)
{
	char path[] = "test_isf.XXXXXX";
	struct isf *isf;
	struct err err;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, small, strlen(small)), strlen(small));
	assert_int_equal(isf_open(path, &isf, &err), ERR_OK);
	assert_non_null(isf_find_symbol(isf, "KeGo"));
	isf_free(isf);
	assert_int_equal(ftruncate(fd, 100), 0);
	assert_int_equal(isf_open(path, &isf, &err), ERR_FORMAT);
	assert_non_null(strstr(err.message, path));
	close(fd);
	unlink(path);
	assert_int_equal(isf_open(path, &isf, &err), ERR_IO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_symbols),
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_enums),
		cmocka_unit_test(test_hostile_names),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_ways),
		cmocka_unit_test(test_prefixes),
		cmocka_unit_test(test_packed),
		cmocka_unit_test(test_bomb),
		cmocka_unit_test(test_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
