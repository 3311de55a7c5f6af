#include "config.h"
#include "target/expression.h"

#include "base/limits.h"
#include "target/register.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct reader {
	struct target *target;
	unsigned radix;
	const char *text;
	size_t size, at;
	unsigned depth;
	struct err *err;
};

enum operator{
	OP_MUL,
	OP_DIV,
	OP_MOD,
	OP_ADD,
	OP_SUB,
	OP_SHL,
	OP_SHR,
	OP_SAR,
	OP_EQ,
	OP_NE,
	OP_LE,
	OP_GE,
	OP_LT,
	OP_GT,
	OP_AND,
	OP_XOR,
	OP_OR
};

/* A longer spelling stands before one that it begins with. */
static const struct binary {
	const char *spelling;
	enum operator op;
	int level; /* higher binds tighter */
} binaries[] = {
	{ "*", OP_MUL, 7 },   { "/", OP_DIV, 7 },   { "%", OP_MOD, 7 },
	{ "mod", OP_MOD, 7 }, { "+", OP_ADD, 6 },   { "-", OP_SUB, 6 },
	{ "<<", OP_SHL, 5 },  { ">>>", OP_SAR, 5 }, { ">>", OP_SHR, 5 },
	{ "==", OP_EQ, 4 },   { "=", OP_EQ, 4 },    { "!=", OP_NE, 4 },
	{ "<=", OP_LE, 4 },   { ">=", OP_GE, 4 },   { "<", OP_LT, 4 },
	{ ">", OP_GT, 4 },    { "&", OP_AND, 3 },   { "and", OP_AND, 3 },
	{ "^", OP_XOR, 2 },   { "xor", OP_XOR, 2 }, { "|", OP_OR, 1 },
	{ "or", OP_OR, 1 },
};

enum prefix {
	PREFIX_PLUS,
	PREFIX_MINUS,
	PREFIX_INVERT,
	PREFIX_NOT,
	PREFIX_HI,
	PREFIX_LOW,
	PREFIX_READ,
	PREFIX_PHYSICAL
};

static const struct unary {
	const char *spelling;
	enum prefix prefix;
	unsigned bytes;
} unaries[] = {
	{ "+", PREFIX_PLUS, 0 },	 { "-", PREFIX_MINUS, 0 },
	{ "~", PREFIX_INVERT, 0 },	 { "not", PREFIX_NOT, 0 },
	{ "hi", PREFIX_HI, 0 },		 { "low", PREFIX_LOW, 0 },
	{ "by", PREFIX_READ, 1 },	 { "wo", PREFIX_READ, 2 },
	{ "dwo", PREFIX_READ, 4 },	 { "qwo", PREFIX_READ, 8 },
	{ "poi", PREFIX_READ, 8 },	 { "$pby", PREFIX_PHYSICAL, 1 },
	{ "$pwo", PREFIX_PHYSICAL, 2 },	 { "$pdwo", PREFIX_PHYSICAL, 4 },
	{ "$pqwo", PREFIX_PHYSICAL, 8 }, { "$ppoi", PREFIX_PHYSICAL, 8 },
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static enum err_code read_binary(struct reader *reader, int level,
				 uint64_t *ret);

static bool is_letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c == '?' ||
	       c == '@';
}

static char peek(const struct reader *reader, size_t ahead)
{
	return reader->at + ahead < reader->size
		       ? reader->text[reader->at + ahead]
		       : 0;
}

static void skip_blanks(struct reader *reader)
{
	while (peek(reader, 0) == ' ' || peek(reader, 0) == '\t')
		reader->at++;
}

/* WinDbg's words: "Couldn't resolve error at 'foo + 1'". */
static enum err_code complain(const struct reader *reader, enum err_code code,
			      size_t at, const char *what)
{
	size_t left = reader->size - at;

	if (!left)
		return err_set(reader->err, code, at, "%s error at '<EOL>'",
			       what);
	return err_set(reader->err, code, at, "%s error at '%.*s'", what,
		       left > 200 ? 200 : (int)left, reader->text + at);
}

/* The spelling stands here, and is not the start of a longer word. */
static bool stands(const struct reader *reader, const char *spelling)
{
	size_t size = strlen(spelling);

	if (reader->size - reader->at < size ||
	    strncasecmp(reader->text + reader->at, spelling, size) != 0)
		return false;
	return !is_letter(spelling[size - 1]) || !is_letter(peek(reader, size));
}

/* ---- numbers ---- */

static unsigned digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 99;
}

/* Whether text is digits of the radix only, with back-ticks between. */
static bool is_number(const char *text, size_t size, unsigned radix)
{
	for (size_t i = 0; i < size; i++)
		if (digit_value(text[i]) >= radix && (text[i] != '`' || i == 0))
			return false;
	return true;
}

/* False: it does not fit 64 bits. */
static bool add_digits(const char *text, size_t size, unsigned radix,
		       uint64_t *ret)
{
	uint64_t value = 0;

	for (size_t i = 0; i < size; i++) {
		if (text[i] == '`')
			continue;
		if (__builtin_mul_overflow(value, (uint64_t)radix, &value) ||
		    __builtin_add_overflow(
			    value, (uint64_t)digit_value(text[i]), &value))
			return false;
	}
	*ret = value;
	return true;
}

static unsigned prefix_radix(const char *text, size_t size)
{
	if (size < 2 || text[0] != '0')
		return 0;
	switch (text[1] | 0x20) {
	case 'x':
		return 16;
	case 'n':
		return 10;
	case 't':
		return 8;
	case 'y':
		return 2;
	}
	return 0;
}

/*
 * A word that is a number: *ret_is_number. A prefix alone is 0, as in WinDbg.
 */
static enum err_code read_number(struct reader *reader, bool *ret_is_number,
				 uint64_t *ret)
{
	const char *word = reader->text + reader->at;
	size_t size = 0, skip = 0, tail = 0;
	unsigned radix = reader->radix;

	*ret_is_number = false;
	while (is_letter(peek(reader, size)) || peek(reader, size) == '`')
		size++;
	if (prefix_radix(word, size)) {
		radix = prefix_radix(word, size);
		skip = 2;
	} else if (size > 1 && (word[size - 1] | 0x20) == 'h' &&
		   is_number(word, size - 1, 16)) {
		radix = 16;
		tail = 1;
	}
	if (!size ||
	    (peek(reader, size) == '!' && is_letter(peek(reader, size + 1))) ||
	    !is_number(word + skip, size - skip - tail, radix)) {
		if (skip)
			return complain(reader, ERR_USAGE, reader->at,
					"Numeric expression");
		return ERR_OK;
	}
	if (!add_digits(word + skip, size - skip - tail, radix, ret))
		return complain(reader, ERR_USAGE, reader->at, "Overflow");
	reader->at += size;
	*ret_is_number = true;
	return ERR_OK;
}

/* ---- names ---- */

/* The end of "nt!KeBugCheckEx", "a::b" or "rip" that begins at `at`. */
static size_t find_name_end(const struct reader *reader, bool *ret_module)
{
	size_t ahead = 0;

	*ret_module = false;
	for (;; ahead++) {
		char c = peek(reader, ahead), next = peek(reader, ahead + 1);

		if (is_letter(c))
			continue;
		if (c == ':' && next == ':') {
			ahead++;
			continue;
		}
		if (c == '!' && !*ret_module && (is_letter(next))) {
			*ret_module = true;
			continue;
		}
		return ahead;
	}
}

static enum err_code read_at_register(struct reader *reader, uint64_t *ret)
{
	const char *name = reader->text + reader->at + 1;
	enum err_code code;
	size_t size = 0;

	while (is_letter(peek(reader, size + 1)))
		size++;
	if (size && name[0] == '$') {
		code = register_pseudo(reader->target, name, size, ret, NULL);
		if (code == ERR_FAULT)
			return complain(reader, code, reader->at,
					"Memory access");
	} else {
		code = register_find(&target_context(reader->target)->registers,
				     name, size, ret, NULL)
			       ? ERR_OK
			       : ERR_NOT_FOUND;
	}
	if (code)
		return complain(reader, ERR_USAGE, reader->at, "Bad register");
	reader->at += size + 1;
	return ERR_OK;
}

static bool find_symbol(struct reader *reader, const char *name, size_t size,
			bool has_module, uint64_t *ret)
{
	const struct target_module *module;
	char copy[512];

	if (size >= sizeof(copy))
		return false;
	memcpy(copy, name, size);
	copy[size] = 0;
	if (target_symbol(reader->target, copy, ret, NULL, NULL) == ERR_OK)
		return true;
	module = has_module ? NULL : target_module_find(reader->target, copy);
	if (module)
		*ret = module->base;
	return module != NULL;
}

/* "!add" says: a symbol, although the letters are hex digits. */
static enum err_code read_name(struct reader *reader, uint64_t *ret)
{
	size_t start = reader->at, size;
	const char *name;
	bool has_module;

	if (peek(reader, 0) == '!')
		reader->at++;
	name = reader->text + reader->at;
	size = find_name_end(reader, &has_module);
	if (size && peek(reader, size) == '`') {
		/* a number that went wrong, not the register af */
		reader->at = start;
		return complain(reader, ERR_USAGE, start, "Couldn't resolve");
	}
	if (!size || name[0] == '?') {
		reader->at = start;
		return complain(reader, ERR_USAGE, start,
				start < reader->size
					? "Syntax"
					: "Numeric expression missing");
	}
	if (reader->at == start && !has_module &&
	    register_find(&target_context(reader->target)->registers, name,
			  size, ret, NULL)) {
		reader->at += size;
		return ERR_OK;
	}
	if (find_symbol(reader, name, size, has_module, ret)) {
		reader->at += size;
		return ERR_OK;
	}
	if (name[0] == '$' &&
	    register_pseudo(reader->target, name, size, ret, NULL) == ERR_OK) {
		reader->at += size;
		return ERR_OK;
	}
	reader->at = start;
	return complain(reader, ERR_USAGE, start, "Couldn't resolve");
}

/* ---- operands ---- */

static enum err_code read_bracketed(struct reader *reader, uint64_t *ret)
{
	char close = peek(reader, 0) == '(' ? ')' : ']';
	enum err_code code;

	reader->at++;
	code = read_binary(reader, 1, ret);
	if (code)
		return code;
	skip_blanks(reader);
	if (peek(reader, 0) != close)
		return complain(reader, ERR_USAGE, reader->at, "Syntax");
	reader->at++;
	return ERR_OK;
}

static enum err_code read_memory(struct reader *reader,
				 const struct unary *unary, uint64_t address,
				 uint64_t *ret)
{
	uint8_t bytes[8] = { 0 };
	uint64_t value = 0;
	size_t at = reader->at;
	enum err_code code;

	if (unary->prefix == PREFIX_PHYSICAL)
		code = target_read_physical(reader->target, address, bytes,
					    unary->bytes, NULL);
	else
		code = target_read(reader->target, address, bytes, unary->bytes,
				   NULL);
	if (code) {
		if (at && (reader->text[at - 1] == ')' ||
			   reader->text[at - 1] == ']'))
			at--;
		return complain(reader, ERR_FAULT, at, "Memory access");
	}
	for (unsigned i = unary->bytes; i-- > 0;)
		value = value << 8 | bytes[i];
	*ret = value;
	return ERR_OK;
}

static enum err_code apply_unary(struct reader *reader,
				 const struct unary *unary, uint64_t value,
				 uint64_t *ret)
{
	switch (unary->prefix) {
	case PREFIX_PLUS:
		*ret = value;
		break;
	case PREFIX_MINUS:
		*ret = -value;
		break;
	case PREFIX_INVERT:
		*ret = ~value;
		break;
	case PREFIX_NOT:
		*ret = !value;
		break;
	case PREFIX_HI:
		*ret = value >> 16 & 0xffff;
		break;
	case PREFIX_LOW:
		*ret = value & 0xffff;
		break;
	case PREFIX_READ:
	case PREFIX_PHYSICAL:
		return read_memory(reader, unary, value, ret);
	}
	return ERR_OK;
}

static enum err_code read_operand(struct reader *reader, uint64_t *ret);

static enum err_code read_unary(struct reader *reader,
				const struct unary *unary, uint64_t *ret)
{
	uint64_t value;
	enum err_code code;

	reader->at += strlen(unary->spelling);
	code = read_operand(reader, &value);
	return code ? code : apply_unary(reader, unary, value, ret);
}

static enum err_code read_simple(struct reader *reader, uint64_t *ret)
{
	bool is_number;
	enum err_code code;

	for (size_t i = 0; i < COUNT(unaries); i++)
		if (stands(reader, unaries[i].spelling))
			return read_unary(reader, &unaries[i], ret);
	if (peek(reader, 0) == '(' || peek(reader, 0) == '[')
		return read_bracketed(reader, ret);
	if (peek(reader, 0) == '@' && peek(reader, 1) == '@')
		return err_set(reader->err, ERR_UNSUPPORTED, reader->at,
			       "cannot evaluate '@@': C++ expressions are not "
			       "read here; use poi and its like");
	if (peek(reader, 0) == '@')
		return read_at_register(reader, ret);
	if (peek(reader, 0) == '.' && !is_letter(peek(reader, 1))) {
		reader->at++;
		*ret = target_context(reader->target)->registers.frame.rip;
		return ERR_OK;
	}
	code = read_number(reader, &is_number, ret);
	return code || is_number ? code : read_name(reader, ret);
}

static enum err_code read_operand(struct reader *reader, uint64_t *ret)
{
	enum err_code code;

	skip_blanks(reader);
	if (reader->at >= reader->size)
		return err_set(reader->err, ERR_USAGE, reader->at,
			       "Numeric expression missing from '<EOL>'");
	if (++reader->depth > LIMIT_EXPRESSION_DEPTH)
		return err_set(reader->err, ERR_LIMIT, reader->at,
			       "expression is nested deeper than %d",
			       LIMIT_EXPRESSION_DEPTH);
	code = read_simple(reader, ret);
	reader->depth--;
	return code;
}

/* ---- operators ---- */

static uint64_t shift_right(uint64_t left, uint64_t right)
{
	uint64_t ones = left >> 63 ? UINT64_MAX : 0;

	if (right == 0)
		return left;
	return right > 63 ? ones : left >> right | ones << (64 - right);
}

static uint64_t calculate(enum operator op, uint64_t left, uint64_t right)
{
	switch (op) {
	case OP_MUL:
		return left * right;
	case OP_DIV:
		return left / right;
	case OP_MOD:
		return left % right;
	case OP_ADD:
		return left + right;
	case OP_SUB:
		return left - right;
	case OP_SHL:
		return right > 63 ? 0 : left << right;
	case OP_SHR:
		return right > 63 ? 0 : left >> right;
	case OP_SAR:
		return shift_right(left, right);
	case OP_EQ:
		return left == right;
	case OP_NE:
		return left != right;
	case OP_LE:
		return left <= right;
	case OP_GE:
		return left >= right;
	case OP_LT:
		return left < right;
	case OP_GT:
		return left > right;
	case OP_AND:
		return left & right;
	case OP_XOR:
		return left ^ right;
	case OP_OR:
		return left | right;
	}
	return 0;
}

static const struct binary *find_binary(const struct reader *reader)
{
	for (size_t i = 0; i < COUNT(binaries); i++)
		if (stands(reader, binaries[i].spelling))
			return &binaries[i];
	return NULL;
}

static enum err_code read_binary(struct reader *reader, int level,
				 uint64_t *ret)
{
	const struct binary *binary;
	uint64_t left, right;
	enum err_code code = read_operand(reader, &left);

	while (!code) {
		size_t end = reader->at;

		skip_blanks(reader);
		binary = find_binary(reader);
		if (!binary || binary->level < level) {
			reader->at = end;
			*ret = left;
			break;
		}
		end = reader->at;
		reader->at += strlen(binary->spelling);
		code = read_binary(reader, binary->level + 1, &right);
		if (code)
			break;
		if (!right && (binary->op == OP_DIV || binary->op == OP_MOD))
			return complain(reader, ERR_USAGE, end, "Operand");
		left = calculate(binary->op, left, right);
	}
	return code;
}

enum err_code expression_parse(struct target *target, unsigned radix,
			       const char *text, size_t size, uint64_t *ret,
			       size_t *ret_end, struct err *err)
{
	struct reader reader = { .target = target,
				 .radix = radix,
				 .text = text,
				 .size = size,
				 .err = err };
	uint64_t value;
	enum err_code code = read_binary(&reader, 1, &value);

	if (code)
		return code;
	*ret = value;
	*ret_end = reader.at;
	return ERR_OK;
}
