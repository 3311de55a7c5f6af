#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "course/judge.h"

#define D NUMBER_DECIMAL
#define H NUMBER_HEX
#define E NUMBER_EITHER

/* What is written, how bare digits are read, and the readings it must give. */
static const struct row {
	const char *text;
	enum number_base base;
	size_t count;
	uint64_t first, second;
} rows[] = {
	/* signs of the base win over what bare says */
	{ "0x39", D, 1, 57, 0 },
	{ "0x39", H, 1, 57, 0 },
	{ "0x39", E, 1, 57, 0 },
	{ "0X39", D, 1, 57, 0 },
	{ "39h", D, 1, 57, 0 },
	{ "39H", E, 1, 57, 0 },
	{ "039h", D, 1, 57, 0 },
	{ "0x39h", D, 1, 57, 0 },
	{ "0n57", D, 1, 57, 0 },
	{ "0n57", H, 1, 57, 0 },
	{ "0N57", E, 1, 57, 0 },
	{ "0n0057", H, 1, 57, 0 },
	{ "0t71", D, 1, 57, 0 },
	{ "0T71", H, 1, 57, 0 },
	{ "0y111001", D, 1, 57, 0 },
	{ "0Y111001", H, 1, 57, 0 },
	{ "0y0", D, 1, 0, 0 },
	/* bare digits */
	{ "57", D, 1, 57, 0 },
	{ "57", H, 1, 0x57, 0 },
	{ "57", E, 2, 57, 0x57 },
	{ "39", E, 2, 39, 57 },
	{ "7", E, 1, 7, 0 },
	{ "0", E, 1, 0, 0 },
	{ "0", D, 1, 0, 0 },
	{ "00", H, 1, 0, 0 },
	{ "0057", D, 1, 57, 0 },
	{ "017", D, 1, 17, 0 },
	{ "0000000000000000000000000000057", D, 1, 57, 0 },
	/* a letter is a sign of hex */
	{ "ff", D, 1, 255, 0 },
	{ "FF", E, 1, 255, 0 },
	{ "fF", H, 1, 255, 0 },
	{ "be", D, 1, 0xbe, 0 },
	{ "beh", D, 1, 0xbe, 0 },
	{ "7E", D, 1, 0x7e, 0 },
	{ "0d57", D, 1, 0xd57, 0 },
	{ "0b11", D, 1, 0xb11, 0 },
	{ "0xC0000046", D, 1, 0xc0000046, 0 },
	/* back-ticks and spaces */
	{ "ffffc80f`43c8f3f0", D, 1, UINT64_C(0xffffc80f43c8f3f0), 0 },
	{ "FFFFC80F`43C8F3F0", H, 1, UINT64_C(0xffffc80f43c8f3f0), 0 },
	{ "0xffffc80f`43c8f3f0", E, 1, UINT64_C(0xffffc80f43c8f3f0), 0 },
	{ "ffffc80f43c8f3f0h", D, 1, UINT64_C(0xffffc80f43c8f3f0), 0 },
	{ "fffff804`0677fe00", D, 1, UINT64_C(0xfffff8040677fe00), 0 },
	{ "00000000`00000039", H, 1, 57, 0 },
	{ "`0x39`", D, 1, 57, 0 },
	{ "``39``", H, 1, 57, 0 },
	{ "  57 ", D, 1, 57, 0 },
	{ "\t0x39\r\n", D, 1, 57, 0 },
	{ "57.", D, 1, 57, 0 },
	{ "`0x39`.", D, 1, 57, 0 },
	/* C's suffixes, signs */
	{ "57u", D, 1, 57, 0 },
	{ "0x39UL", D, 1, 57, 0 },
	{ "0x39ull", D, 1, 57, 0 },
	{ "57L", D, 1, 57, 0 },
	{ "+57", D, 1, 57, 0 },
	{ "-1", D, 1, UINT64_MAX, 0 },
	{ "-0x1", D, 1, UINT64_MAX, 0 },
	{ "-0", D, 1, 0, 0 },
	{ "-9223372036854775808", D, 1, UINT64_C(1) << 63, 0 },
	/* the edge of 64 bits */
	{ "18446744073709551615", D, 1, UINT64_MAX, 0 },
	{ "0n18446744073709551615", H, 1, UINT64_MAX, 0 },
	{ "ffffffffffffffff", D, 1, UINT64_MAX, 0 },
	{ "0t1777777777777777777777", D, 1, UINT64_MAX, 0 },
	{ "9999999999999999", E, 2, UINT64_C(9999999999999999),
	  UINT64_C(0x9999999999999999) },
	/* one reading overflows, the other does not */
	{ "99999999999999999", E, 1, UINT64_C(99999999999999999), 0 },
	{ "18446744073709551616", D, 0, 0, 0 },
	{ "0n18446744073709551616", D, 0, 0, 0 },
	{ "0x10000000000000000", D, 0, 0, 0 },
	{ "fffffffff`ffffffff", D, 0, 0, 0 },
	{ "0t2000000000000000000000", D, 0, 0, 0 },
	{ "-9223372036854775809", D, 0, 0, 0 },
	{ "-18446744073709551615", D, 0, 0, 0 },
	/* rubbish */
	{ "", D, 0, 0, 0 },
	{ " ", E, 0, 0, 0 },
	{ "`", E, 0, 0, 0 },
	{ ".", D, 0, 0, 0 },
	{ "-", D, 0, 0, 0 },
	{ "h", D, 0, 0, 0 },
	{ "u", D, 0, 0, 0 },
	{ "0x", D, 0, 0, 0 },
	{ "0xh", D, 0, 0, 0 },
	{ "0n", D, 0, 0, 0 },
	{ "0y", E, 0, 0, 0 },
	{ "0t", H, 0, 0, 0 },
	{ "0xg", D, 0, 0, 0 },
	{ "0n5f", D, 0, 0, 0 },
	{ "0n57h", D, 0, 0, 0 },
	{ "0y2", D, 0, 0, 0 },
	{ "0t8", D, 0, 0, 0 },
	{ "0x0x39", D, 0, 0, 0 },
	{ "0x-1", D, 0, 0, 0 },
	{ "--1", D, 0, 0, 0 },
	{ "x39", D, 0, 0, 0 },
	{ "5 7", D, 0, 0, 0 },
	{ "5,7", D, 0, 0, 0 },
	{ "5.7", D, 0, 0, 0 },
	{ "57 bytes", D, 0, 0, 0 },
	{ "nt!KiBugCheckData", E, 0, 0, 0 },
	{ "0x39 0x40", D, 0, 0, 0 },
	{ "\xef\xbc\x95", E, 0, 0, 0 },
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *row = &rows[i];
		uint64_t got[2] = { 0, 0 };
		size_t count = judge_number(row->text, row->base, got);

		if (count != row->count || got[0] != row->first ||
		    got[1] != row->second)
			fail_msg("'%s': %zu readings, %llx %llx", row->text,
				 count, (unsigned long long)got[0],
				 (unsigned long long)got[1]);
	}
}

static void test_long(void **state)
{
	uint64_t got[2];
	char *text = malloc(LIMIT_LINE + 2);

	(void)state;
	assert_non_null(text);
	memset(text, '0', LIMIT_LINE + 1);
	text[LIMIT_LINE + 1] = '\0';
	assert_int_equal(judge_number(text, NUMBER_EITHER, got), 0);
	text[LIMIT_LINE] = '\0';
	assert_int_equal(judge_number(text, NUMBER_EITHER, got), 1);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
