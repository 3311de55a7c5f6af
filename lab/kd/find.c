#include "config.h"
#include "kd/find.h"

#include <stdbool.h>
#include <string.h>

/* How common a byte is in a kernel's memory, by and large. */
static unsigned commonness(uint8_t byte)
{
	if (!byte || byte == 0xff)
		return 3;
	if (byte == 0xf8 || byte == 0x48 || byte == 0xcc || byte == 0x20)
		return 2;
	return byte < 0x20 || (byte >= 'a' && byte <= 'z');
}

static unsigned commonness_at(const struct find *find, size_t at)
{
	return commonness(find->bytes[at]);
}

void find_init(struct find *ret, const uint8_t *bytes, size_t size)
{
	size_t *rare = ret->rare;

	*ret = (struct find){ bytes, size, { 0, size - 1 } };
	for (size_t i = 1; i < size; i++)
		if (commonness_at(ret, i) < commonness_at(ret, rare[0]))
			rare[0] = i;
	if (rare[0] == rare[1])
		rare[1] = 0;
	for (size_t i = 0; i < size; i++)
		if (i != rare[0] &&
		    commonness_at(ret, i) < commonness_at(ret, rare[1]))
			rare[1] = i;
}

enum { LANES = 16, STRIDE = 64 };
typedef uint8_t lanes __attribute__((vector_size(LANES)));

/* Whether both bytes are anywhere in STRIDE places. */
static bool has_pair(const uint8_t *one, const uint8_t *two, lanes a, lanes b)
{
	uint64_t halves[LANES / 8];
	lanes found = { 0 };

	for (size_t i = 0; i < STRIDE; i += LANES) {
		lanes x, y;

		memcpy(&x, one + i, LANES);
		memcpy(&y, two + i, LANES);
		found |= (lanes)((x == a) & (y == b));
	}
	memcpy(halves, &found, sizeof(halves));
	return (halves[0] | halves[1]) != 0;
}

/* The first of count places where one has a and two has b; else count. */
static size_t find_pair(const uint8_t *one, uint8_t a, const uint8_t *two,
			uint8_t b, size_t count)
{
	lanes as, bs;

	memset(&as, a, sizeof(as));
	memset(&bs, b, sizeof(bs));
	for (size_t i = 0; i < count;) {
		size_t end = count - i < STRIDE ? count : i + STRIDE;

		if (end - i == STRIDE && !has_pair(one + i, two + i, as, bs)) {
			i = end;
			continue;
		}
		for (; i < end; i++)
			if (one[i] == a && two[i] == b)
				return i;
	}
	return count;
}

const uint8_t *find_next(const struct find *find, const uint8_t *from,
			 const uint8_t *end)
{
	const size_t one = find->rare[0], two = find->rare[1];
	const uint8_t a = find->bytes[one], b = find->bytes[two];
	size_t patience = 32 + (size_t)(end - from) / 128;

	if (find->size == 1)
		return memchr(from, a, (size_t)(end - from));
	while ((size_t)(end - from) >= find->size) {
		size_t left = (size_t)(end - from) - find->size + 1, at;

		if (!patience--)
			return memmem(from, (size_t)(end - from), find->bytes,
				      find->size);
		at = find_pair(from + one, a, from + two, b, left);
		if (at == left)
			return NULL;
		from += at;
		if (memcmp(from, find->bytes, find->size) == 0)
			return from;
		from++;
	}
	return NULL;
}
