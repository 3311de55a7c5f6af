/*
 * Any bytes as text: decoding takes them all and never too many, what is
 * made visible holds no control character, and the measures agree.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

static void decode_all(const char *bytes, size_t size)
{
	size_t at = 0;

	while (at < size) {
		char back[4];
		uint32_t c;
		size_t took = utf8_decode(bytes + at, size - at, &c);

		demand(took >= 1 && took <= 4 && took <= size - at);
		demand(c <= 0x10ffff && (c < 0xd800 || c > 0xdfff));
		if (took > 1) {
			demand(utf8_encode(c, back) == took);
			demand(memcmp(back, bytes + at, took) == 0);
		}
		demand(utf8_width(c) >= 0 && utf8_width(c) <= 2);
		demand(utf8_ascii(c)[0] != '\0');
		at += took;
	}
	demand(at == size);
}

static void make_visible(const char *bytes, size_t size)
{
	struct text text = { 0 };

	text_add_visible(&text, bytes, size);
	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.bytes[i];

		demand((c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t');
	}
	text_fini(&text);
}

static void compare_halves(const char *bytes, size_t size)
{
	char a[64], b[64];
	size_t half = size / 2 < 63 ? size / 2 : 63;

	memcpy(a, bytes, half);
	memcpy(b, bytes + size - half, half);
	a[half] = b[half] = '\0';
	demand(utf8_distance(a, b) == utf8_distance(b, a));
	demand(utf8_distance(a, a) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *text = (const char *)bytes;

	if (!size)
		return 0;
	decode_all(text, size);
	make_visible(text, size);
	compare_halves(text, size);
	demand(utf8_check(text, size) <= size);
	for (size_t cells = 0; cells < 9; cells++)
		demand(utf8_cells(text, utf8_fit(text, size, cells)) <= cells);
	return 0;
}
