#include "config.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/text.h"
#include "term/keys.h"
#include "views/key.h"

static void send(struct keys *keys, const char *bytes, size_t size)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], bytes, size), size);
	assert_int_equal(keys_fill(keys, ends[0]), size);
	close(ends[0]);
	close(ends[1]);
}

/* Keys by their names, the mouse as button@x,y. */
static void note(struct keys *keys, bool over, struct text *out)
{
	struct keystroke stroke;

	while (keys_next(keys, over, &stroke)) {
		char name[16];

		key_label(stroke.key, name);
		if (stroke.button)
			text_printf(out, "%d@%d,%d ", stroke.button, stroke.x,
				    stroke.y);
		else
			text_printf(out, "%s ", name);
	}
}

static void expect(const char *bytes, const char *want)
{
	struct keys keys = { .string_count = 0 };
	struct text text = { 0 };

	keys_name(&keys, "\033OA", KEY_ARROW_UP);
	keys_name(&keys, "\033[[A", KEY_DEL);
	keys_name(&keys, NULL, KEY_PAGE_UP);
	send(&keys, bytes, strlen(bytes));
	note(&keys, false, &text);
	if (keys_has_part(&keys))
		text_add_string(&text, "| ");
	note(&keys, true, &text);
	assert_false(keys_has_part(&keys));
	assert_string_equal(text_string(&text), want);
	text_fini(&text);
}

static void test_characters(void **state)
{
	(void)state;
	expect("aB 1", "a B Space 1 ");
	expect("\xc3\xa9\xe6\xbc\xa2", "\xc3\xa9 \xe6\xbc\xa2 ");
	expect("\xff"
	       "a",
	       "a ");
	expect("a\xe6\xbc", "a | ");
	expect("\t\r", "Tab Enter ");
}

static void test_sequences(void **state)
{
	(void)state;
	expect("\033OA\033OB\033[C\033[D", "Up Down Right Left ");
	expect("\033[5~\033[6~\033[1~\033[4~\033[H\033[F",
	       "PgUp PgDn Home End Home End ");
	expect("\033[3~\033[Z\033[[A", "Del Shift-Tab Del ");
	/* of other keys there is nothing to be seen */
	expect("\033[1;5A\033[24~\033[?1;2c\033[200~x", "x ");
}

static void test_escape(void **state)
{
	(void)state;
	expect("\033", "| Esc ");
	expect("\033[", "| Esc [ ");
	expect("\033O", "| Esc O ");
	expect("\033x", "Esc x ");
	expect("\033\033", "Esc | Esc ");
	expect("\033[12", "| Esc [ 1 2 ");
	expect("\033[1\001", "Esc [ 1 Ctrl-A ");
}

static void test_mouse(void **state)
{
	(void)state;
	expect("\033[<0;10;3M\033[<0;10;3m", "1@9,2 ");
	expect("\033[<64;1;1M\033[<65;300;2M", "4@0,0 5@299,1 ");
	expect("\033[<2;1;1M\033[<35;1;1M\033[<66;1;1Mq", "q ");
	expect("\033[M !\"\033[M#!!", "1@0,1 ");
	expect("\033[M !", "| Esc [ M Space ! ");
}

/* Bytes that come one by one say the same. */
static void test_parts(void **state)
{
	static const char bytes[] = "a\033OA\xc3\xa9\033[<0;10;3Mb\033[6~";
	struct keys keys = { .string_count = 0 };
	struct text text = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(bytes) - 1; i++) {
		send(&keys, bytes + i, 1);
		note(&keys, false, &text);
	}
	assert_string_equal(text_string(&text), "a Up \xc3\xa9 1@9,2 b PgDn ");
	text_fini(&text);
}

/* Nothing that is sent keeps the room full. */
static void test_endless(void **state)
{
	struct keys keys = { .string_count = 0 };
	struct text text = { 0 };
	char bytes[KEYS_ROOM / 2];

	(void)state;
	memset(bytes, '1', sizeof(bytes));
	memcpy(bytes, "\033[", 2);
	for (int i = 0; i < 9; i++) {
		send(&keys, bytes, sizeof(bytes));
		note(&keys, false, &text);
		assert_true(keys.end - keys.at < sizeof(bytes));
	}
	text_fini(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_characters),
		cmocka_unit_test(test_sequences),
		cmocka_unit_test(test_escape),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_endless),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
