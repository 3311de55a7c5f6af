#include "config.h"
#include "kernel/pool.h"
#include "kernel/string.h"

#include <string.h>

/*
 * UNICODE_STRING and ANSI_STRING: Length, MaximumLength in bytes, Buffer. ANSI
 * is Latin-1 here, as code page 1252 is for all but some signs.
 */
enum {
	BUFFER = 8,
	STRING_SIZE = 0x10,
	MOST = 0xffff,		 /* bytes of one */
	TAG_STRING = 0x67727453, /* 'Strg' */
	TERMINATES = 1,		 /* flags of RtlDuplicateUnicodeString */
	HASH_X65599 = 1,
	FREE_CALL = 1,
};

struct counted {
	uint64_t at, buffer;
	uint16_t length, most;
};

static struct counted counted_at(struct kernel *kernel, uint64_t at)
{
	return (struct counted){ at, get64(kernel, at + BUFFER),
				 get16(kernel, at), get16(kernel, at + 2) };
}

static void set(struct kernel *kernel, uint64_t at, uint64_t length,
		uint64_t most, uint64_t buffer)
{
	put16(kernel, at, (uint32_t)length);
	put16(kernel, at + 2, (uint32_t)most);
	put64(kernel, at + BUFFER, buffer);
}

bool string_in_pool(struct kernel *kernel, uint64_t at, const char *text)
{
	size_t length = strlen(text);
	uint64_t buffer =
		pool_alloc(kernel, POOL_TYPE_PAGED, 2 * length + 2, TAG_STRING);

	if (!buffer)
		return false;
	for (size_t i = 0; i <= length; i++)
		put16(kernel, buffer + 2 * i, (uint8_t)text[i]);
	set(kernel, at, 2 * length, 2 * length + 2, buffer);
	return true;
}

static bool is_named(const struct trap *trap, const char *part)
{
	return strstr(trap->function->name, part) != NULL;
}

/* At DISPATCH_LEVEL paged pool may not be touched: such a call allocates. */
static uint64_t alloc(struct kernel *kernel, uint64_t size)
{
	return pool_alloc(kernel, POOL_TYPE_PAGED, size, TAG_STRING);
}

/* ---- made from texts ---- */

/* RtlInitUnicodeString, RtlInitAnsiString, RtlInitString */
static void init(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_argument(trap, 0), text = trap_argument(trap, 1);
	unsigned unit = is_named(trap, "Unicode") ? 2 : 1;
	uint64_t most = MOST / unit - 1, length;

	length =
		text ? unit * string_length(kernel, text, unit, UINT64_MAX) : 0;
	if (length > most * unit)
		length = most * unit;
	set(kernel, at, length, text ? length + unit : 0, text);
	trap_return(trap, 0);
}

static void init_unicode_ex(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_argument(trap, 0), text = trap_argument(trap, 1);
	uint64_t length =
		text ? 2 * string_length(kernel, text, 2, MOST / 2) : 0;

	if (length > MOST - 3) {
		trap_return(trap, STATUS_NAME_TOO_LONG);
		return;
	}
	set(kernel, at, length, text ? length + 2 : 0, text);
	trap_return(trap, STATUS_SUCCESS);
}

/* ---- copied and appended ---- */

/* RtlCopyUnicodeString, RtlCopyString */
static void copy(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct counted to = counted_at(kernel, trap_argument(trap, 0));
	uint64_t source = trap_argument(trap, 1);
	struct counted from = { 0 };
	uint16_t length;

	if (source)
		from = counted_at(kernel, source);
	length = from.length < to.most ? from.length : to.most;
	memory_move(MEMORY(kernel), to.buffer, from.buffer, length);
	put16(kernel, to.at, length);
	if (is_named(trap, "Unicode") && length + 2 <= to.most)
		put16(kernel, to.buffer + (length & ~1u), 0);
	trap_return(trap, 0);
}

static void append(struct trap *trap, struct counted *to, uint64_t from,
		   uint64_t length)
{
	struct kernel *kernel = trap->kernel;

	if (to->length + length > to->most) {
		trap_return(trap, STATUS_BUFFER_TOO_SMALL);
		return;
	}
	memory_move(MEMORY(kernel), to->buffer + to->length, from, length);
	put16(kernel, to->at, (uint32_t)(to->length + length));
	if (to->length + length + 2 <= to->most)
		put16(kernel, to->buffer + to->length + length, 0);
	trap_return(trap, STATUS_SUCCESS);
}

static void append_string(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct counted to = counted_at(kernel, trap_argument(trap, 0));
	struct counted from = counted_at(kernel, trap_argument(trap, 1));

	append(trap, &to, from.buffer, from.length);
}

static void append_text(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct counted to = counted_at(kernel, trap_argument(trap, 0));
	uint64_t text = trap_argument(trap, 1);
	uint64_t length = text ? 2 * string_length(kernel, text, 2, MOST) : 0;

	append(trap, &to, text, length);
}

/* ---- compared ---- */

/* -1, 0, 1 by the first character that differs; most: of each, in bytes */
static int64_t compare(struct trap *trap, const struct counted *a,
		       const struct counted *b, uint16_t most, bool folds)
{
	unsigned unit = is_named(trap, "Unicode") ? 2 : 1;
	struct string_cursor left = { .kernel = trap->kernel,
				      .at = a->buffer,
				      .unit = unit };
	struct string_cursor right = { .kernel = trap->kernel,
				       .at = b->buffer,
				       .unit = unit };

	for (unsigned i = 0; i + unit <= most; i += unit) {
		uint32_t x = string_next(&left), y = string_next(&right);

		if (folds) {
			x = string_upcase((uint16_t)x);
			y = string_upcase((uint16_t)y);
		}
		if (x != y)
			return (int64_t)x - (int64_t)y;
	}
	return 0;
}

/* RtlCompareUnicodeString, RtlCompareString */
static void compare_strings(struct trap *trap)
{
	struct counted a = counted_at(trap->kernel, trap_argument(trap, 0));
	struct counted b = counted_at(trap->kernel, trap_argument(trap, 1));
	uint16_t most = a.length < b.length ? a.length : b.length;
	int64_t order =
		compare(trap, &a, &b, most, trap_argument(trap, 2) & 0xff);

	if (order == 0)
		order = (int64_t)a.length - b.length;
	trap_return(trap, (uint32_t)order);
}

static void equal_strings(struct trap *trap)
{
	struct counted a = counted_at(trap->kernel, trap_argument(trap, 0));
	struct counted b = counted_at(trap->kernel, trap_argument(trap, 1));

	trap_return(trap, a.length == b.length &&
				  compare(trap, &a, &b, a.length,
					  trap_argument(trap, 2) & 0xff) == 0);
}

static void prefix_string(struct trap *trap)
{
	struct counted a = counted_at(trap->kernel, trap_argument(trap, 0));
	struct counted b = counted_at(trap->kernel, trap_argument(trap, 1));

	trap_return(trap, a.length <= b.length &&
				  compare(trap, &a, &b, a.length,
					  trap_argument(trap, 2) & 0xff) == 0);
}

/* String, CaseInSensitive, HashAlgorithm, HashValue */
static void hash_string(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_argument(trap, 0), out = trap_argument(trap, 3);
	uint32_t algorithm = (uint32_t)trap_argument(trap, 2), hash = 0;
	struct counted string;
	struct string_cursor cursor = { .kernel = kernel, .unit = 2 };

	if (!at || !out || algorithm > HASH_X65599) {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
	string = counted_at(kernel, at);
	cursor.at = string.buffer;
	for (unsigned i = 0; i + 2u <= string.length; i += 2) {
		uint32_t c = string_next(&cursor);

		if (trap_argument(trap, 1) & 0xff)
			c = string_upcase((uint16_t)c);
		hash = hash * 65599 + c;
	}
	put32(kernel, out, hash);
	trap_return(trap, STATUS_SUCCESS);
}

/* ---- turned into others ---- */

/* Destination, source, AllocateDestinationString: between ANSI and Unicode,
 * upper case and lower case. A NUL goes behind, but for case in a given
 * buffer. To ANSI, what fits is given. */
static void turn(struct trap *trap, unsigned from_unit, unsigned to_unit,
		 uint16_t change(uint16_t c), bool ends)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_argument(trap, 0);
	bool allocates = trap_argument(trap, 2) & 0xff;
	struct counted from = counted_at(kernel, trap_argument(trap, 1));
	uint64_t count = from.length / from_unit, size = count * to_unit;
	uint64_t room = size + (ends ? to_unit : 0);
	struct counted to = counted_at(kernel, at);
	struct string_cursor in = { .kernel = kernel,
				    .at = from.buffer,
				    .unit = from_unit };
	struct string_cursor out = { .kernel = kernel, .unit = to_unit };
	uint32_t status = STATUS_SUCCESS;

	if (room > MOST) {
		trap_return(trap, STATUS_INVALID_PARAMETER_2);
		return;
	}
	if (allocates) {
		to.buffer = alloc(kernel, room);
		if (!to.buffer) {
			trap_return(trap, STATUS_NO_MEMORY);
			return;
		}
		set(kernel, at, size, room, to.buffer);
	} else if (room > to.most) {
		status = STATUS_BUFFER_OVERFLOW;
		if (to_unit != 1 || !to.most) {
			trap_return(trap, status);
			return;
		}
		size = count = to.most - 1u;
	}
	out.at = to.buffer;
	while (count-- > 0 && !kernel->memory.fault.set) {
		uint32_t c = change((uint16_t)string_next(&in));

		string_put(&out, to_unit == 1 && c > 0xff ? '?' : c);
	}
	if (ends)
		string_put(&out, 0);
	put16(kernel, at, (uint32_t)size);
	trap_return(trap, status);
}

static uint16_t same(uint16_t c)
{
	return c;
}

static void unicode_to_ansi(struct trap *trap)
{
	turn(trap, 2, 1, same, true);
}

static void ansi_to_unicode(struct trap *trap)
{
	turn(trap, 1, 2, same, true);
}

static void upcase_string(struct trap *trap)
{
	turn(trap, 2, 2, string_upcase, false);
}

static void downcase_string(struct trap *trap)
{
	turn(trap, 2, 2, string_downcase, false);
}

/* RtlUpperString: as much as fits */
static void upper_string(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct counted to = counted_at(kernel, trap_argument(trap, 0));
	struct counted from = counted_at(kernel, trap_argument(trap, 1));
	struct string_cursor in = { .kernel = kernel,
				    .at = from.buffer,
				    .unit = 1 };
	struct string_cursor out = { .kernel = kernel,
				     .at = to.buffer,
				     .unit = 1 };
	uint16_t length = from.length < to.most ? from.length : to.most;

	for (unsigned i = 0; i < length && !kernel->memory.fault.set; i++)
		string_put(&out, string_upper(string_next(&in)));
	put16(kernel, to.at, length);
	trap_return(trap, 0);
}

static void upcase_char(struct trap *trap)
{
	trap_return(trap, string_upcase((uint16_t)trap_argument(trap, 0)));
}

static void downcase_char(struct trap *trap)
{
	trap_return(trap, string_downcase((uint16_t)trap_argument(trap, 0)));
}

static void upper_char(struct trap *trap)
{
	trap_return(trap, string_upper((uint8_t)trap_argument(trap, 0)));
}

/* RtlxUnicodeStringToAnsiSize, RtlxAnsiStringToUnicodeSize: with the NUL */
static void turned_size(struct trap *trap)
{
	uint16_t length = get16(trap->kernel, trap_argument(trap, 0));

	trap_return(trap, is_named(trap, "ToAnsi") ? length / 2u + 1
						   : 2u * length + 2);
}

/* Flags, StringIn, StringOut */
static void duplicate(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t flags = trap_argument(trap, 0);
	struct counted from = counted_at(kernel, trap_argument(trap, 1));
	uint64_t size = from.length + (flags & TERMINATES ? 2u : 0u), buffer;

	if (flags & ~3ull || (flags & 3) == 2 || size > MOST) {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
	/* RTL_DUPLICATE_UNICODE_STRING_ALLOCATE_NULL_STRING */
	buffer = from.length || flags == 3 ? alloc(kernel, size) : 0;
	if (!buffer && (from.length || flags == 3)) {
		trap_return(trap, STATUS_NO_MEMORY);
		return;
	}
	memory_move(MEMORY(kernel), buffer, from.buffer, from.length);
	if (buffer && flags & TERMINATES)
		put16(kernel, buffer + from.length, 0);
	set(kernel, trap_argument(trap, 2), from.length, buffer ? size : 0,
	    buffer);
	trap_return(trap, STATUS_SUCCESS);
}

/* RtlFreeUnicodeString, RtlFreeAnsiString: all zeros afterwards */
static void free_string(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_argument(trap, 0), buffer;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	buffer = get64(kernel, at + BUFFER);
	if (!buffer) {
		trap_return(trap, 0);
		return;
	}
	set(kernel, at, 0, 0, 0);
	TRAP_CALL(trap, FREE_CALL, 0, buffer, 0);
}

#define ONE(name, run)                                                         \
	{                                                                      \
		name, FIDELITY_REAL, run, NULL                                 \
	}
#define PART(name, run, note)                                                  \
	{                                                                      \
		name, FIDELITY_PARTIAL, run, note                              \
	}
#define ALPHABETS                                                              \
	"letters of Latin, Greek and Cyrillic have a case, others none"

static const struct nt_function functions[] = {
	ONE("RtlInitUnicodeString", init),
	ONE("RtlInitAnsiString", init),
	ONE("RtlInitString", init),
	ONE("RtlInitUnicodeStringEx", init_unicode_ex),
	ONE("RtlCopyUnicodeString", copy),
	ONE("RtlCopyString", copy),
	ONE("RtlAppendUnicodeStringToString", append_string),
	ONE("RtlAppendUnicodeToString", append_text),
	PART("RtlCompareUnicodeString", compare_strings, ALPHABETS),
	PART("RtlEqualUnicodeString", equal_strings, ALPHABETS),
	PART("RtlPrefixUnicodeString", prefix_string, ALPHABETS),
	ONE("RtlCompareString", compare_strings),
	ONE("RtlEqualString", equal_strings),
	PART("RtlHashUnicodeString", hash_string, ALPHABETS),
	PART("RtlUnicodeStringToAnsiString", unicode_to_ansi,
	     "ANSI is Latin-1"),
	PART("RtlAnsiStringToUnicodeString", ansi_to_unicode,
	     "ANSI is Latin-1"),
	PART("RtlUpcaseUnicodeString", upcase_string, ALPHABETS),
	PART("RtlDowncaseUnicodeString", downcase_string, ALPHABETS),
	PART("RtlUpperString", upper_string, "ASCII only"),
	PART("RtlUpcaseUnicodeChar", upcase_char, ALPHABETS),
	PART("RtlDowncaseUnicodeChar", downcase_char, ALPHABETS),
	PART("RtlUpperChar", upper_char, "ASCII only"),
	ONE("RtlxUnicodeStringToAnsiSize", turned_size),
	ONE("RtlxAnsiStringToUnicodeSize", turned_size),
	ONE("RtlDuplicateUnicodeString", duplicate),
	ONE("RtlFreeUnicodeString", free_string),
	ONE("RtlFreeAnsiString", free_string),
};

const struct nt_family rtl_string_family = {
	"rtl_string", functions, sizeof(functions) / sizeof(*functions)
};
