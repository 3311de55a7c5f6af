#include "config.h"
#include "kernel/string.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/*
 * What the kernel exports of the C library: bytes and characters of the
 * guest's. A text without an end ends where its memory does: there it faults.
 * A function's name says what its characters are and what it does with them,
 * so pairs as strcmp and wcscmp, and _wcsnicmp, are one here.
 */
enum {
	E_INVAL = 22,
	E_RANGE = 34,
	TRUNCATE = 80,
	ALIKE_MOST = 1 << 22, /* characters that strstr finds alike */
};

static bool has(const struct trap *trap, const char *part)
{
	return strstr(trap->function->name, part) != NULL;
}

static struct string_cursor cursor_at(struct trap *trap, uint64_t at)
{
	return (struct string_cursor){ .kernel = trap->kernel,
				       .at = at,
				       .unit = has(trap, "wcs") ? 2 : 1 };
}

static uint64_t length(struct trap *trap, uint64_t at, uint64_t most)
{
	return string_length(trap->kernel, at, has(trap, "wcs") ? 2 : 1, most);
}

/* ---- bytes ---- */

static void move_bytes(struct trap *trap)
{
	memory_move(MEMORY(trap->kernel), trap_argument(trap, 0),
		    trap_argument(trap, 1), trap_argument(trap, 2));
	trap_return(trap, trap_argument(trap, 0));
}

static void fill_bytes(struct trap *trap)
{
	memory_fill(MEMORY(trap->kernel), trap_argument(trap, 0),
		    (uint8_t)trap_argument(trap, 1), trap_argument(trap, 2));
	trap_return(trap, trap_argument(trap, 0));
}

static void zero_bytes(struct trap *trap)
{
	memory_fill(MEMORY(trap->kernel), trap_argument(trap, 0), 0,
		    trap_argument(trap, 1));
	trap_return(trap, trap_argument(trap, 0));
}

/* Destination, Length, Fill: RtlFillMemory has them in this order */
static void rtl_fill(struct trap *trap)
{
	memory_fill(MEMORY(trap->kernel), trap_argument(trap, 0),
		    (uint8_t)trap_argument(trap, 2), trap_argument(trap, 1));
	trap_return(trap, trap_argument(trap, 0));
}

/* Bytes that are alike; of the two that are not, the difference. */
static uint64_t alike(struct trap *trap, uint64_t size, int *ret)
{
	struct string_cursor a = cursor_at(trap, trap_argument(trap, 0));
	struct string_cursor b = cursor_at(trap, trap_argument(trap, 1));

	for (uint64_t i = 0; i < size; i++) {
		uint32_t left = string_next(&a), right = string_next(&b);

		if (left == right && !trap->kernel->memory.fault.set)
			continue;
		*ret = left < right ? -1 : 1;
		return i;
	}
	*ret = 0;
	return size;
}

static void compare_bytes(struct trap *trap)
{
	int order;

	alike(trap, trap_argument(trap, 2), &order);
	trap_return(trap, (uint32_t)order);
}

static void rtl_compare(struct trap *trap)
{
	int order;

	trap_return(trap, alike(trap, trap_argument(trap, 2), &order));
}

static void find_byte(struct trap *trap)
{
	struct string_cursor cursor = cursor_at(trap, trap_argument(trap, 0));
	uint64_t size = trap_argument(trap, 2);

	for (uint64_t i = 0; i < size && !trap->kernel->memory.fault.set; i++) {
		if (string_next(&cursor) == (uint8_t)trap_argument(trap, 1)) {
			trap_return(trap, cursor.at - 1);
			return;
		}
	}
	trap_return(trap, 0);
}

/* ---- texts ---- */

static void text_length(struct trap *trap)
{
	trap_return(trap, length(trap, trap_argument(trap, 0),
				 has(trap, "nlen") ? trap_argument(trap, 1)
						   : UINT64_MAX));
}

static void text_compare(struct trap *trap)
{
	struct string_cursor a = cursor_at(trap, trap_argument(trap, 0));
	struct string_cursor b = cursor_at(trap, trap_argument(trap, 1));
	bool folds = has(trap, "icmp"),
	     counts = has(trap, "ncmp") || has(trap, "nicmp");
	uint64_t most = counts ? trap_argument(trap, 2) : UINT64_MAX;
	uint32_t left = 0, right = 0;
	int order;

	for (uint64_t i = 0; i < most; i++) {
		left = string_next(&a);
		right = string_next(&b);
		if (folds) {
			left = string_lower(left);
			right = string_lower(right);
		}
		if (left != right || !left)
			break;
	}
	/* some give the difference, some its sign only */
	order = (int)left - (int)right;
	if (!folds && !counts)
		order = (order > 0) - (order < 0);
	trap_return(trap, (uint32_t)order);
}

/* Copies up to a NUL or `most`; true when the NUL came. */
static bool copy_text(struct trap *trap, struct string_cursor *to,
		      uint64_t from, uint64_t most)
{
	struct string_cursor cursor = cursor_at(trap, from);

	while (most-- > 0 && !trap->kernel->memory.fault.set) {
		uint32_t c = string_next(&cursor);

		string_put(to, c);
		if (c == 0)
			return true;
	}
	return false;
}

/* strcpy, strcat, strncpy, strncat */
static void text_copy(struct trap *trap)
{
	uint64_t at = trap_argument(trap, 0), most = UINT64_MAX;
	struct string_cursor to = cursor_at(trap, at);
	bool counts = has(trap, "ncpy") || has(trap, "ncat");
	bool ended;

	if (counts)
		most = trap_argument(trap, 2);
	if (has(trap, "cat"))
		to.at += length(trap, at, UINT64_MAX) * to.unit;
	ended = copy_text(trap, &to, trap_argument(trap, 1), most);
	if (has(trap, "ncat") && !ended)
		string_put(&to, 0);
	/* strncpy fills up with NULs */
	if (has(trap, "ncpy") && ended)
		memory_fill(MEMORY(trap->kernel), to.at, 0,
			    (most - (to.at - at) / to.unit) * to.unit);
	trap_return(trap, at);
}

/* strcpy_s, strcat_s, strncpy_s, strncat_s: destination, its size, source,
 * count */
static void text_copy_s(struct trap *trap)
{
	uint64_t at = trap_argument(trap, 0), room = trap_argument(trap, 1);
	uint64_t from = trap_argument(trap, 2), most = UINT64_MAX, size;
	struct string_cursor to = cursor_at(trap, at);
	bool counts = has(trap, "ncpy") || has(trap, "ncat");
	uint32_t error = 0;

	if (counts)
		most = trap_argument(trap, 3);
	if (!at || !room) {
		trap_return(trap, E_INVAL);
		return;
	}
	if (has(trap, "cat")) {
		size = length(trap, at, room);
		if (size == room) {
			/* no NUL in all of it: as if it were empty */
			to.at = at;
			string_put(&to, 0);
			trap_return(trap, E_INVAL);
			return;
		}
		to.at += size * to.unit;
		room -= size;
	}
	size = from ? length(trap, from, most < room ? most : room) : 0;
	if (size >= room && most == UINT64_MAX && counts) {
		size = room - 1; /* _TRUNCATE */
		error = TRUNCATE;
	} else if ((!from && most) || size >= room) {
		error = from ? E_RANGE : E_INVAL;
		to.at = at;
		size = 0;
	}
	copy_text(trap, &to, from, size);
	string_put(&to, 0);
	trap_return(trap, error);
}

static void text_find(struct trap *trap)
{
	struct string_cursor cursor = cursor_at(trap, trap_argument(trap, 0));
	uint32_t wanted = (uint32_t)trap_argument(trap, 1), c;
	/* strchr has "rchr" in it, too */
	bool last = has(trap, "rrchr") || has(trap, "srchr");
	uint64_t found = 0;

	wanted &= cursor.unit == 2 ? 0xffffu : 0xffu;
	do {
		c = string_next(&cursor);
		if (c == wanted && !trap->kernel->memory.fault.set)
			found = cursor.at - cursor.unit;
	} while (c && (last || !found));
	trap_return(trap, found);
}

/*
 * What strstr looks for, read as far as it is needed. Of each character: how
 * many before it begin the text again (Knuth, Morris and Pratt), so that no
 * character of the other text is looked at twice.
 */
struct wanted {
	struct string_cursor from;
	struct wanted_character {
		uint32_t back;
		uint32_t c;
	} * characters;
	size_t count, capacity;
};

static uint32_t wanted_at(struct wanted *wanted, size_t at)
{
	struct wanted_character *all;
	uint32_t back, c;

	if (at < wanted->count)
		return wanted->characters[at].c;
	wanted->characters = mem_grow(wanted->characters, &wanted->capacity,
				      at + 1, sizeof(*wanted->characters));
	all = wanted->characters;
	c = string_next(&wanted->from);
	back = at > 0 ? all[at - 1].back : 0;
	while (at > 1 && back > 0 && all[back].c != all[at - 1].c)
		back = all[back].back;
	if (at > 1 && all[back].c == all[at - 1].c)
		back++;
	all[at] = (struct wanted_character){ back, c };
	wanted->count = at + 1;
	return c;
}

static void text_find_text(struct trap *trap)
{
	struct string_cursor cursor = cursor_at(trap, trap_argument(trap, 0));
	struct wanted wanted = { cursor_at(trap, trap_argument(trap, 1)), NULL,
				 0, 0 };
	uint64_t found = 0;
	size_t alike = 0;

	while (!found && alike < ALIKE_MOST) {
		uint32_t c;

		if (!wanted_at(&wanted, alike)) {
			found = cursor.at - alike * cursor.unit;
			break;
		}
		c = string_next(&cursor);
		if (!c)
			break;
		while (alike > 0 && c != wanted.characters[alike].c)
			alike = wanted.characters[alike].back;
		alike += c == wanted.characters[alike].c;
	}
	free(wanted.characters);
	if (alike < ALIKE_MOST) {
		trap_return(trap, found);
		return;
	}
	/* so much is not kept here: to who asked, it takes for ever */
	MEMORY(trap->kernel)->work += LIMIT_KERNEL_INSTRUCTIONS;
	trap_spin(trap);
}

/* strspn, strcspn */
static void text_span(struct trap *trap)
{
	struct string_cursor cursor = cursor_at(trap, trap_argument(trap, 0));
	struct string_cursor set = cursor_at(trap, trap_argument(trap, 1));
	uint8_t members[0x10000 / 8] = { 0 };
	bool until = has(trap, "cspn");
	uint64_t count = 0;
	uint32_t c;

	while ((c = string_next(&set)) != 0)
		members[c / 8] |= (uint8_t)(1u << c % 8);
	while ((c = string_next(&cursor)) != 0) {
		if (((members[c / 8] >> c % 8 & 1) != 0) == until)
			break;
		count++;
	}
	trap_return(trap, count);
}

/* _strlwr, _strupr */
static void text_case(struct trap *trap)
{
	struct string_cursor from = cursor_at(trap, trap_argument(trap, 0));
	struct string_cursor to = from;
	uint32_t c;

	while ((c = string_next(&from)) != 0 && !trap->kernel->memory.fault.set)
		string_put(&to, has(trap, "upr") ? string_upper(c)
						 : string_lower(c));
	trap_return(trap, trap_argument(trap, 0));
}

static void text_reverse(struct trap *trap)
{
	uint64_t at = trap_argument(trap, 0);
	unsigned unit = has(trap, "wcs") ? 2 : 1;
	uint64_t low = at, high = at + length(trap, at, UINT64_MAX) * unit;

	while (low + unit < high && !trap->kernel->memory.fault.set) {
		uint64_t left = memory_get(MEMORY(trap->kernel), low, unit);

		high -= unit;
		memory_put(MEMORY(trap->kernel), low,
			   memory_get(MEMORY(trap->kernel), high, unit), unit);
		memory_put(MEMORY(trap->kernel), high, left, unit);
		low += unit;
	}
	trap_return(trap, at);
}

#define ONE(name, run)                                                         \
	{                                                                      \
		name, FIDELITY_REAL, run, NULL                                 \
	}
#define PAIR(rest, run) ONE("str" rest, run), ONE("wcs" rest, run)
#define ASCII		"only letters of ASCII have a case"
#define FOLDED(rest, run)                                                      \
	{ "_str" rest, FIDELITY_PARTIAL, run, ASCII },                         \
	{                                                                      \
		"_wcs" rest, FIDELITY_PARTIAL, run, ASCII                      \
	}

static const struct nt_function functions[] = {
	ONE("memcpy", move_bytes),	  ONE("memmove", move_bytes),
	ONE("memset", fill_bytes),	  ONE("memcmp", compare_bytes),
	ONE("memchr", find_byte),	  ONE("RtlCopyMemory", move_bytes),
	ONE("RtlMoveMemory", move_bytes), ONE("RtlFillMemory", rtl_fill),
	ONE("RtlZeroMemory", zero_bytes), ONE("RtlCompareMemory", rtl_compare),
	PAIR("len", text_length),	  PAIR("nlen", text_length),
	PAIR("cmp", text_compare),	  PAIR("ncmp", text_compare),
	FOLDED("icmp", text_compare),	  FOLDED("nicmp", text_compare),
	PAIR("cpy", text_copy),		  PAIR("cat", text_copy),
	PAIR("ncpy", text_copy),	  PAIR("ncat", text_copy),
	PAIR("cpy_s", text_copy_s),	  PAIR("cat_s", text_copy_s),
	PAIR("ncpy_s", text_copy_s),	  PAIR("ncat_s", text_copy_s),
	PAIR("chr", text_find),		  PAIR("rchr", text_find),
	PAIR("str", text_find_text),	  PAIR("spn", text_span),
	PAIR("cspn", text_span),	  FOLDED("lwr", text_case),
	FOLDED("upr", text_case),	  ONE("_strrev", text_reverse),
	ONE("_wcsrev", text_reverse),
};

const struct nt_family crt_family = { "crt", functions,
				      sizeof(functions) / sizeof(*functions) };
