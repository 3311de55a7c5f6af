#include "config.h"

#include <stdarg.h>
#include <locale.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/text.h"
#include "base/utf8.h"

static void test_err(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(err_set(&err, ERR_FORMAT, 7, "no '%s'", "x"),
			 ERR_FORMAT);
	assert_string_equal(err.message, "no 'x'");
	assert_int_equal(err.at, 7);
	err_prefix(&err, "a.yaml:%d", 3);
	assert_string_equal(err.message, "a.yaml:3: no 'x'");
	assert_int_equal(err_set(NULL, ERR_IO, 0, "x"), ERR_IO);
}

static void test_text(void **state)
{
	struct text text = { .limit = 10 };

	(void)state;
	text_add_visible(&text, "a\033[\x9f\xc2\x9b", 6);
	assert_string_equal(text_string(&text), "a^[[\x9f\\x9b");
	text_add_string(&text, "123456");
	assert_true(text.full);
	assert_int_equal(text.size, 10);
	text_fini(&text);
	text_printf(&text, "%0300d", 1);
	assert_int_equal(text.size, 10); /* the limit stays */
	text_fini(&text);
}

static void test_utf8(void **state)
{
	static const char *const bad[] = {
		"\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80",
		"\xe2\x82", "\x80",	    "\xe0\x80\x80"
	};
	uint32_t c;
	char bytes[4];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &c), 1);
		assert_int_equal(c, 0xfffd);
		assert_int_equal(utf8_check(bad[i], strlen(bad[i])), 0);
	}
	for (uint32_t want = 0x80; want < 0x110000; want += 0x101) {
		if (want >= 0xd800 && want < 0xe000)
			continue;
		size_t size = utf8_encode(want, bytes);

		assert_int_equal(utf8_decode(bytes, size, &c), size);
		assert_int_equal(c, want);
	}
	assert_int_equal(utf8_cells("a\xe2\x80\x94z", 5), 3);
	assert_int_equal(utf8_fit("\xe6\xbc\xa2\xe6\xbc\xa2", 6, 3), 3);
	assert_int_equal(utf8_distance("hints", "hintz"), 1);
	assert_int_equal(utf8_distance("quiz", "qiuz"), 1);
	assert_int_equal(utf8_distance("", "abc"), 3);
}

static void test_arena(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 1; i < 3000; i += 7) {
		char *p = arena_alloc(&arena, i);

		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t j = 0; j < i; j++)
			assert_int_equal(p[j], 0);
		memset(p, 0xff, i);
	}
	assert_string_equal(arena_strndup(&arena, "hello", 4), "hell");
	arena_fini(&arena);
}

static void test_hash(void **state)
{
	char hex[HASH_SHA256_HEX];

	(void)state;
	hash_sha256("abc", 3, hex); /* FIPS 180-2, B.1 */
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
				 "b00361a396177a9cb410ff61f20015ad");
	/* draft-eastlake-fnv, test vectors */
	assert_true(hash_fnv("foobar", 6) == UINT64_C(0x85944171f73967e8));
}

static void test_random(void **state)
{
	struct random a = { 1 }, b = { 1 };
	size_t order[10], seen = 0;

	(void)state;
	random_shuffle(&a, order, 10);
	for (size_t i = 0; i < 10; i++)
		seen |= (size_t)1 << order[i];
	assert_int_equal(seen, 0x3ff);
	random_shuffle(&b, order, 10);
	assert_true(random_next(&a) == random_next(&b));
}

static void test_json(void **state)
{
	struct text out = { 0 };
	struct json json = { .out = &out };

	(void)state;
	json_open_object(&json, NULL);
	json_text(&json, "a", "x\"\n\x1b");
	json_open_list(&json, "b");
	json_number(&json, NULL, -5);
	json_bool(&json, NULL, true);
	json_close_list(&json);
	json_open_object(&json, "c");
	json_close_object(&json);
	json_text(&json, "d", NULL);
	json_close_object(&json);
	assert_string_equal(text_string(&out),
			    "{\"a\":\"x\\\"\\n\\u001b\",\"b\":[-5,true],"
			    "\"c\":{},\"d\":null}");
	text_fini(&out);
}

static void test_file(void **state)
{
	char folder[] = "test_base.XXXXXX";
	struct file_stamp first, second;
	struct err err;
	char *path, *bytes, *deep;
	size_t size;

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = file_join(folder, "x");
	assert_int_equal(file_write(path, "one", 3, &err), ERR_OK);
	assert_int_equal(file_read(path, 3, &bytes, &size, &first, &err),
			 ERR_OK);
	assert_string_equal(bytes, "one");
	free(bytes);
	assert_int_equal(file_read(path, 2, &bytes, &size, NULL, &err),
			 ERR_LIMIT);
	assert_int_equal(file_write(path, "four", 4, &err), ERR_OK);
	assert_int_equal(file_stat(path, &second, &err), ERR_OK);
	assert_false(file_stamp_equal(&first, &second));
	assert_int_equal(file_read_part(path, 1, 2, &bytes, &err), ERR_OK);
	assert_string_equal(bytes, "ou");
	free(bytes);
	assert_int_equal(file_read_part(path, 3, 2, &bytes, &err), ERR_FORMAT);
	assert_int_equal(file_read(folder, 9, &bytes, &size, NULL, &err),
			 ERR_IO);
	unlink(path);
	free(path);
	deep = file_join(folder, "a/b");
	assert_int_equal(file_make_folder(deep, &err), ERR_OK);
	assert_true(file_is_folder(deep));
	rmdir(deep);
	free(deep);
	deep = file_join(folder, "a");
	rmdir(deep);
	free(deep);
	rmdir(folder);
}

static void test_inside(void **state)
{
	(void)state;
	assert_true(file_is_inside("a/b.md"));
	assert_true(file_is_inside("..a/b"));
	assert_false(file_is_inside("a/../../b"));
	assert_false(file_is_inside(".."));
	assert_false(file_is_inside("/etc/passwd"));
	assert_false(file_is_inside(""));
	assert_false(file_is_inside("a\nb"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_err),    cmocka_unit_test(test_text),
		cmocka_unit_test(test_utf8),   cmocka_unit_test(test_arena),
		cmocka_unit_test(test_hash),   cmocka_unit_test(test_random),
		cmocka_unit_test(test_json),   cmocka_unit_test(test_file),
		cmocka_unit_test(test_inside),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
