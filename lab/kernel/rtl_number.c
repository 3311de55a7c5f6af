#include "config.h"
#include "kernel/string.h"

#include <stdio.h>
#include <string.h>

/* Numbers, GUIDs, dates and versions as Rtl has them. */
enum {
	DIGITS_MOST = 64,
	GUID_LENGTH = 38,
	BUILD = 19041,
	OSVERSIONINFOW_SIZE = 0x114,
	OSVERSIONINFOEXW_SIZE = 0x11c,
	UNITS_A_MILLISECOND = 10000,
	DAYS_TO_1970 = 134774, /* from 1601 */
};

static bool is_base(uint32_t base)
{
	return base == 0 || base == 2 || base == 8 || base == 10 || base == 16;
}

/* ---- numbers into strings ---- */

static void to_string(struct trap *trap, uint64_t value)
{
	struct kernel *kernel = trap->kernel;
	uint32_t base = (uint32_t)trap_argument(trap, 1);
	uint64_t at = trap_argument(trap, 2), buffer;
	char digits[DIGITS_MOST];
	unsigned count = 0;

	if (!is_base(base)) {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
	base = base == 0 ? 10 : base;
	do {
		digits[count++] = "0123456789ABCDEF"[value % base];
		value /= base;
	} while (value);
	/* with the NUL: it is made of an ANSI_STRING */
	if (2 * count + 2 > get16(kernel, at + 2)) {
		trap_return(trap, STATUS_BUFFER_OVERFLOW);
		return;
	}
	buffer = get64(kernel, at + 8);
	for (unsigned i = 0; i < count; i++)
		put16(kernel, buffer + 2 * i, (uint8_t)digits[count - 1 - i]);
	put16(kernel, buffer + 2 * count, 0);
	put16(kernel, at, 2 * count);
	trap_return(trap, STATUS_SUCCESS);
}

static void integer_to_string(struct trap *trap)
{
	to_string(trap, (uint32_t)trap_argument(trap, 0));
}

static void integer64_to_string(struct trap *trap)
{
	to_string(trap, trap_argument(trap, 0));
}

/* ---- and back ---- */

static uint32_t digit_of(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = string_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

/* At most `most` characters: blanks, a sign, 0x 0o 0b, digits. */
static void parse(struct trap *trap, struct string_cursor *cursor,
		  uint64_t most)
{
	uint32_t base = (uint32_t)trap_argument(trap, 1), value = 0, c = 0;
	bool negative;

	if (!is_base(base)) {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
#define NEXT() (most > 0 ? (most--, string_next(cursor)) : 0)
	do {
		c = NEXT();
	} while (c && c <= ' ');
	negative = c == '-';
	if (c == '-' || c == '+')
		c = NEXT();
	if (base == 0) {
		base = 10;
		if (c == '0') {
			c = NEXT();
			base = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 10;
			if (base != 10)
				c = NEXT();
		}
	}
	for (; digit_of(c) < base; c = NEXT())
		value = value * base + digit_of(c);
#undef NEXT
	put32(trap->kernel, trap_argument(trap, 2), negative ? -value : value);
	trap_return(trap, STATUS_SUCCESS);
}

static void string_to_integer(struct trap *trap)
{
	uint64_t at = trap_argument(trap, 0);
	struct string_cursor cursor = { .kernel = trap->kernel,
					.at = get64(trap->kernel, at + 8),
					.unit = 2 };

	parse(trap, &cursor, get16(trap->kernel, at) / 2u);
}

static void text_to_integer(struct trap *trap)
{
	struct string_cursor cursor = { .kernel = trap->kernel,
					.at = trap_argument(trap, 0),
					.unit = 1 };

	parse(trap, &cursor, UINT64_MAX);
}

/* ---- GUIDs ---- */

static void string_from_guid(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t guid = trap_argument(trap, 0), at = trap_argument(trap, 1);
	char text[GUID_LENGTH + 1];
	uint8_t tail[8];

	memory_read(MEMORY(kernel), guid + 8, tail, sizeof(tail));
	snprintf(text, sizeof(text),
		 "{%08X-%04X-%04X-%02X%02X-%02X%02X%02X%02X%02X%02X}",
		 get32(kernel, guid), get16(kernel, guid + 4),
		 get16(kernel, guid + 6), tail[0], tail[1], tail[2], tail[3],
		 tail[4], tail[5], tail[6], tail[7]);
	if (kernel->memory.fault.set)
		return;
	/* freed with RtlFreeUnicodeString: pool, as that frees */
	trap_return(trap, string_in_pool(kernel, at, text) ? STATUS_SUCCESS
							   : STATUS_NO_MEMORY);
}

static bool take_hex(struct string_cursor *cursor, unsigned digits,
		     uint32_t *ret)
{
	*ret = 0;
	while (digits-- > 0) {
		uint32_t digit = digit_of(string_next(cursor));

		if (digit > 15)
			return false;
		*ret = *ret << 4 | digit;
	}
	return true;
}

static void guid_from_string(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_argument(trap, 0), out = trap_argument(trap, 1);
	struct string_cursor cursor = { .kernel = kernel,
					.at = get64(kernel, at + 8),
					.unit = 2 };
	uint32_t first, parts[3], tail[8];
	bool good = get16(kernel, at) >= 2 * GUID_LENGTH &&
		    string_next(&cursor) == '{' && take_hex(&cursor, 8, &first);

	for (int i = 0; good && i < 2; i++)
		good = string_next(&cursor) == '-' &&
		       take_hex(&cursor, 4, &parts[i]);
	good = good && string_next(&cursor) == '-';
	for (int i = 0; good && i < 8; i++)
		good = (i != 2 || string_next(&cursor) == '-') &&
		       take_hex(&cursor, 2, &tail[i]);
	if (!good || string_next(&cursor) != '}') {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
	put32(kernel, out, first);
	put16(kernel, out + 4, parts[0]);
	put16(kernel, out + 6, parts[1]);
	for (unsigned i = 0; i < 8; i++)
		put8(kernel, out + 8 + i, tail[i]);
	trap_return(trap, STATUS_SUCCESS);
}

/* ---- dates ---- */

/* Days from 1970 as a date, and back: the civil calendar, by eras of 400
 * years that begin in March. */
static void civil(int64_t days, int64_t *year, unsigned *month, unsigned *day)
{
	int64_t shifted = days + 719468;
	int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	unsigned of_era = (unsigned)(shifted - era * 146097);
	unsigned of_years =
		(of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		365;
	unsigned of_year =
		of_era - (365 * of_years + of_years / 4 - of_years / 100);
	unsigned from_march = (5 * of_year + 2) / 153;

	*day = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = of_years + era * 400 + (*month <= 2);
}

static int64_t days_of(int64_t year, unsigned month, unsigned day)
{
	int64_t from_march = year - (month <= 2);
	int64_t era = (from_march >= 0 ? from_march : from_march - 399) / 400;
	unsigned of_era = (unsigned)(from_march - era * 400);
	unsigned of_year =
		(153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

/* TIME_FIELDS: Year Month Day Hour Minute Second Milliseconds Weekday */
static void time_to_fields(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t time = get64(kernel, trap_argument(trap, 0));
	uint64_t out = trap_argument(trap, 1);
	uint64_t ms = time / UNITS_A_MILLISECOND;
	int64_t days = (int64_t)(ms / 86400000), year;
	unsigned month, day;

	civil(days - DAYS_TO_1970, &year, &month, &day);
	put16(kernel, out, (uint32_t)year);
	put16(kernel, out + 2, month);
	put16(kernel, out + 4, day);
	put16(kernel, out + 6, (uint32_t)(ms / 3600000 % 24));
	put16(kernel, out + 8, (uint32_t)(ms / 60000 % 60));
	put16(kernel, out + 10, (uint32_t)(ms / 1000 % 60));
	put16(kernel, out + 12, (uint32_t)(ms % 1000));
	put16(kernel, out + 14, (uint32_t)((days + 1) % 7));
	trap_return(trap, 0);
}

static void fields_to_time(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t in = trap_argument(trap, 0);
	unsigned field[7];
	int64_t days, year;
	unsigned month, day;
	uint64_t ms;

	for (unsigned i = 0; i < 7; i++)
		field[i] = get16(kernel, in + 2 * i);
	days = field[1] >= 1 && field[1] <= 12
		       ? days_of(field[0], field[1], field[2]) + DAYS_TO_1970
		       : -1;
	civil(days - DAYS_TO_1970, &year, &month, &day);
	if (days < 0 || field[0] > 30827 || field[2] != day ||
	    field[1] != month || field[3] > 23 || field[4] > 59 ||
	    field[5] > 59 || field[6] > 999) {
		trap_return(trap, 0);
		return;
	}
	ms = (uint64_t)days * 86400000 + field[3] * 3600000ull +
	     field[4] * 60000 + field[5] * 1000 + field[6];
	put64(kernel, trap_argument(trap, 1), ms * UNITS_A_MILLISECOND);
	trap_return(trap, 1);
}

/* ---- the rest ---- */

/* RtlRandomEx: 0 to MAXLONG - 1, and the seed goes on */
static void random_ex(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_argument(trap, 0);
	uint64_t next = get32(kernel, at) * 0x7fffffedull + 0x7fffffc3u;
	uint64_t mixed = (next ^ kernel_random(kernel)) % 0x7fffffff;

	put32(kernel, at, (uint32_t)(next % 0x7fffffff));
	trap_return(trap, mixed);
}

static void get_version(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_argument(trap, 0);
	uint32_t size = get32(kernel, at);

	put32(kernel, at + 4, 10);
	put32(kernel, at + 8, 0);
	put32(kernel, at + 12, BUILD);
	put32(kernel, at + 16, 2); /* VER_PLATFORM_WIN32_NT */
	put16(kernel, at + 20, 0);
	if (size == OSVERSIONINFOEXW_SIZE) {
		put32(kernel, at + OSVERSIONINFOW_SIZE, 0); /* service pack */
		/* VER_SUITE_SINGLEUSERTS and SUITE_TERMINAL */
		put16(kernel, at + OSVERSIONINFOW_SIZE + 4, 0x110);
		put8(kernel, at + OSVERSIONINFOW_SIZE + 6, 1);
	}
	trap_return(trap, STATUS_SUCCESS);
}

static void system_to_local(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t time = get64(kernel, trap_argument(trap, 0));

	put64(kernel, trap_argument(trap, 1), kernel_local_time(kernel, time));
	trap_return(trap, 0);
}

static void local_to_system(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t time = get64(kernel, trap_argument(trap, 0));

	put64(kernel, trap_argument(trap, 1),
	      time - kernel_local_time(kernel, 0));
	trap_return(trap, 0);
}

/* NTDDI_WIN10_VB is what 19041 is */
static void is_version(struct trap *trap)
{
	trap_return(trap, (uint32_t)trap_argument(trap, 0) <= 0x0a000008);
}

#define ONE(name, run)                                                         \
	{                                                                      \
		name, FIDELITY_REAL, run, NULL                                 \
	}

static const struct nt_function functions[] = {
	ONE("RtlIntegerToUnicodeString", integer_to_string),
	ONE("RtlInt64ToUnicodeString", integer64_to_string),
	ONE("RtlUnicodeStringToInteger", string_to_integer),
	ONE("RtlCharToInteger", text_to_integer),
	ONE("RtlStringFromGUID", string_from_guid),
	ONE("RtlGUIDFromString", guid_from_string),
	ONE("RtlTimeToTimeFields", time_to_fields),
	ONE("RtlTimeFieldsToTime", fields_to_time),
	{ "RtlRandomEx", FIDELITY_PARTIAL, random_ex,
	  "other numbers than Windows'" },
	ONE("ExSystemTimeToLocalTime", system_to_local),
	ONE("ExLocalTimeToSystemTime", local_to_system),
	ONE("RtlGetVersion", get_version),
	ONE("RtlIsNtDdiVersionAvailable", is_version),
};

const struct nt_family rtl_number_family = {
	"rtl_number", functions, sizeof(functions) / sizeof(*functions)
};
