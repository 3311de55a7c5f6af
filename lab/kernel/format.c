#include "config.h"
#include "kernel/format.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct spec {
	bool left, plus, space, alternate, zero;
	int width, precision; /* precision -1: none */
	unsigned bytes;	      /* of an integer: 1, 2, 4 or 8 */
	bool narrow, wide;    /* h or l before s and c */
};

struct printer {
	struct kernel *kernel;
	uint64_t at;
	bool wide;
	format_next *next;
	void *context;
	struct text *out;
};

uint64_t format_next_of_trap(void *context)
{
	struct format_trap *from = context;

	return trap_argument(from->trap, from->next++);
}

uint64_t format_next_of_list(void *context)
{
	struct format_list *from = context;

	from->at += 8;
	return get64(from->kernel, from->at - 8);
}

static uint32_t take(struct printer *p)
{
	uint32_t c = p->wide ? get16(p->kernel, p->at) : get8(p->kernel, p->at);

	p->at += p->wide ? 2 : 1;
	return c;
}

static uint32_t peek(struct printer *p)
{
	return p->wide ? get16(p->kernel, p->at) : get8(p->kernel, p->at);
}

static void put_char(struct printer *p, uint32_t c)
{
	char bytes[4];

	if (c >= 0xd800 && c < 0xe000)
		c = 0xfffd;
	text_add(p->out, bytes, utf8_encode(c, bytes));
}

static void pad(struct printer *p, int count, char with)
{
	for (int i = 0; i < count && i < (int)LIMIT_KERNEL_TEXT; i++)
		text_add_char(p->out, with);
}

/* ---- texts ---- */

/* Bytes that are `count` characters, as wide as they are wanted. */
static void put_padded(struct printer *p, const struct spec *spec,
		       const char *bytes, size_t size, size_t count)
{
	if (!spec->left)
		pad(p, spec->width - (int)count, spec->zero ? '0' : ' ');
	text_add(p->out, bytes, size);
	if (spec->left)
		pad(p, spec->width - (int)count, ' ');
}

/* Units of 1 or 2 bytes, up to `most`, or to a NUL before. */
static void put_units(struct printer *p, const struct spec *spec, uint64_t at,
		      unsigned unit, size_t most, bool to_nul)
{
	struct text text = { .limit = 4 * LIMIT_KERNEL_TEXT };
	size_t count = 0;

	for (; count < most && count < LIMIT_KERNEL_TEXT &&
	       !p->kernel->memory.fault.set;
	     count++) {
		uint32_t c = unit == 2 ? get16(p->kernel, at + 2 * count)
				       : get8(p->kernel, at + count);
		char bytes[4];

		if (c == 0 && to_nul)
			break;
		if (c >= 0xd800 && c < 0xdc00 && count + 1 < most) {
			uint32_t low = get16(p->kernel, at + 2 * count + 2);

			if (low >= 0xdc00 && low < 0xe000) {
				c = 0x10000 + ((c - 0xd800) << 10) +
				    (low - 0xdc00);
				count++;
			}
		}
		if (c >= 0xd800 && c < 0xe000)
			c = 0xfffd;
		text_add(&text, bytes, utf8_encode(c, bytes));
	}
	put_padded(p, spec, text_string(&text), text.size, count);
	text_fini(&text);
}

/* In place of a text that is none: "(null)", of it `most`. */
static void put_null(struct printer *p, const struct spec *spec, size_t most)
{
	static const char null[] = "(null)";
	size_t size = strlen(null) < most ? strlen(null) : most;

	put_padded(p, spec, null, size, size);
}

/* A character is 1 or 2 bytes of its argument, and may be a NUL. */
static void put_character(struct printer *p, const struct spec *spec, bool wide)
{
	uint32_t c = (uint32_t)p->next(p->context);
	char bytes[4];

	wide = (wide || spec->wide) && !spec->narrow;
	c &= wide ? 0xffff : 0xff;
	if (c >= 0xd800 && c < 0xe000)
		c = 0xfffd;
	put_padded(p, spec, bytes, utf8_encode(c, bytes), 1);
}

static void put_string(struct printer *p, const struct spec *spec, bool wide)
{
	size_t most = spec->precision >= 0 ? (size_t)spec->precision : SIZE_MAX;
	uint64_t at = p->next(p->context);

	if (spec->narrow)
		wide = false;
	else if (spec->wide)
		wide = true;
	if (!at)
		put_null(p, spec, most);
	else
		put_units(p, spec, at, wide ? 2 : 1, most, true);
}

/* %Z: an ANSI_STRING; %wZ: a UNICODE_STRING. */
static void put_counted(struct printer *p, const struct spec *spec)
{
	uint64_t at = p->next(p->context), buffer;
	unsigned unit = spec->wide ? 2 : 1;

	buffer = at ? get64(p->kernel, at + 8) : 0;
	if (!buffer)
		put_null(p, spec, SIZE_MAX);
	else
		put_units(p, spec, buffer, unit,
			  spec->precision >= 0 &&
					  (unsigned)spec->precision <
						  get16(p->kernel, at) / unit
				  ? (size_t)spec->precision
				  : get16(p->kernel, at) / unit,
			  false);
}

/* ---- numbers ---- */

static uint64_t cut(uint64_t value, unsigned bytes)
{
	return bytes == 8 ? value : value & ((1ull << (8 * bytes)) - 1);
}

static int64_t extend(uint64_t value, unsigned bytes)
{
	unsigned shift = 64 - 8 * bytes;

	return (int64_t)(value << shift) >> shift;
}

static void put_number(struct printer *p, const struct spec *spec,
		       const char *sign, const char *digits)
{
	int count = (int)strlen(digits), signs = (int)strlen(sign);
	int zeros = spec->precision > count ? spec->precision - count : 0;
	int blanks;

	if (spec->zero && !spec->left && spec->precision < 0 &&
	    spec->width > count + signs)
		zeros = spec->width - count - signs;
	blanks = spec->width - count - signs - zeros;
	if (!spec->left)
		pad(p, blanks, ' ');
	text_add_string(p->out, sign);
	pad(p, zeros, '0');
	text_add_string(p->out, digits);
	if (spec->left)
		pad(p, blanks, ' ');
}

static void put_integer(struct printer *p, struct spec *spec, uint32_t kind)
{
	uint64_t value = p->next(p->context);
	const char *sign = "";
	char digits[32];

	if (kind == 'p') {
		spec->precision = 16;
		spec->bytes = 8;
		kind = 'X';
	}
	if (kind == 'd' || kind == 'i') {
		int64_t number = extend(value, spec->bytes);

		sign = number < 0    ? "-"
		       : spec->plus  ? "+"
		       : spec->space ? " "
				     : "";
		value = number < 0 ? -(uint64_t)number : (uint64_t)number;
		snprintf(digits, sizeof(digits), "%" PRIu64, value);
	} else {
		value = cut(value, spec->bytes);
		if (spec->alternate && value && (kind == 'x' || kind == 'X'))
			sign = kind == 'x' ? "0x" : "0X";
		snprintf(digits, sizeof(digits),
			 kind == 'x'   ? "%" PRIx64
			 : kind == 'X' ? "%" PRIX64
			 : kind == 'o' ? "%" PRIo64
				       : "%" PRIu64,
			 value);
	}
	if (spec->precision == 0 && value == 0)
		digits[0] = '\0';
	/* %#o begins with a 0, whatever makes it so */
	if (kind == 'o' && spec->alternate && digits[0] != '0' &&
	    spec->precision <= (int)strlen(digits)) {
		memmove(digits + 1, digits, strlen(digits) + 1);
		digits[0] = '0';
	}
	put_number(p, spec, sign, digits);
}

/* ---- a conversion ---- */

static int take_number(struct printer *p)
{
	int value = 0;

	if (peek(p) == '*') {
		take(p);
		value = (int)(int32_t)p->next(p->context);
		return value > (int)LIMIT_KERNEL_TEXT ? (int)LIMIT_KERNEL_TEXT
		       : value < -(int)LIMIT_KERNEL_TEXT
			       ? -(int)LIMIT_KERNEL_TEXT
			       : value;
	}
	for (unsigned i = 0;
	     i < LIMIT_KERNEL_TEXT && peek(p) >= '0' && peek(p) <= '9'; i++) {
		int digit = (int)(take(p) - '0');

		if (value < (int)LIMIT_KERNEL_TEXT)
			value = value * 10 + digit;
	}
	return value;
}

static void take_flags(struct printer *p, struct spec *spec)
{
	for (unsigned i = 0; i < LIMIT_KERNEL_TEXT; i++, take(p)) {
		switch (peek(p)) {
		case '-':
			spec->left = true;
			break;
		case '+':
			spec->plus = true;
			break;
		case ' ':
			spec->space = true;
			break;
		case '#':
			spec->alternate = true;
			break;
		case '0':
			spec->zero = true;
			break;
		default:
			return;
		}
	}
}

static void take_size(struct printer *p, struct spec *spec)
{
	uint32_t c = peek(p);

	if (c == 'h') {
		take(p);
		spec->narrow = true;
		spec->bytes = 2;
		if (peek(p) == 'h') {
			take(p);
			spec->bytes = 1;
		}
	} else if (c == 'l' || c == 'w') {
		take(p);
		spec->wide = true;
		if (peek(p) == 'l') {
			take(p);
			spec->bytes = 8;
		}
	} else if (c == 'I' || c == 'z' || c == 't' || c == 'j') {
		take(p);
		spec->bytes = 8;
		if (c == 'I' && peek(p) == '3') {
			take(p);
			take(p);
			spec->bytes = 4;
		} else if (c == 'I' && peek(p) == '6') {
			take(p);
			take(p);
		}
	}
}

static void convert(struct printer *p)
{
	struct spec spec = { .precision = -1, .bytes = 4 };
	uint32_t kind;

	take_flags(p, &spec);
	spec.width = take_number(p);
	if (spec.width < 0) {
		spec.left = true;
		spec.width = -spec.width;
	}
	if (peek(p) == '.') {
		take(p);
		spec.precision = take_number(p);
	}
	take_size(p, &spec);
	kind = take(p);
	switch (kind) {
	case 'd':
	case 'i':
	case 'u':
	case 'o':
	case 'x':
	case 'X':
	case 'p':
		put_integer(p, &spec, kind);
		break;
	case 'c':
		put_character(p, &spec, p->wide);
		break;
	case 'C':
		put_character(p, &spec, !p->wide);
		break;
	case 's':
		put_string(p, &spec, p->wide);
		break;
	case 'S':
		put_string(p, &spec, !p->wide);
		break;
	case 'Z':
		put_counted(p, &spec);
		break;
	case 0:
		p->at -= p->wide ? 2 : 1;
		break;
	default:
		put_char(p, kind);
		break;
	}
}

void format_guest(struct kernel *kernel, uint64_t format, bool wide,
		  format_next *next, void *context, struct text *out)
{
	struct printer p = { kernel, format, wide, next, context, out };

	while (!kernel->memory.fault.set && out->size < LIMIT_KERNEL_TEXT) {
		uint32_t c = take(&p);

		if (c == 0)
			break;
		if (c == '%')
			convert(&p);
		else
			put_char(&p, c);
	}
}
