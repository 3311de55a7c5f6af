#include "config.h"
#include "kd/type.h"

#include "kd/private.h"

#include <inttypes.h>
#include <string.h>

/* ---- types without values ---- */

static bool is_unsigned(const struct isf *isf, const struct isf_type *type)
{
	const struct isf_base *base =
		type->name ? isf_find_base(isf, type->name) : NULL;

	return !base || !base->is_signed;
}

static void add_base_name(struct text *out, const struct isf *isf,
			  const struct isf_type *type)
{
	uint32_t size = isf_size(isf, type);

	if (type->kind == ISF_VOID)
		text_add_string(out, "Void");
	else if (type->kind == ISF_FLOAT)
		text_printf(out, "%s", size == 8 ? "Float8B" : "Float");
	else if (type->kind == ISF_BOOL)
		text_add_string(out, "Bool");
	else if (size == 1)
		text_add_string(out, is_unsigned(isf, type) ? "UChar" : "Char");
	else
		text_printf(out, "%s%" PRIu32 "B",
			    is_unsigned(isf, type) ? "Uint" : "Int", size);
}

/* Each "pointer to" and "array of" goes in front, so no recursion. */
static void add_type(struct text *out, const struct isf *isf,
		     const struct isf_type *type)
{
	for (;; type = type->of) {
		if (type->kind == ISF_POINTER)
			text_add_string(out, "Ptr64 ");
		else if (type->kind == ISF_ARRAY)
			text_printf(out, "[%" PRIu32 "] ", type->count);
		else
			break;
		if (!type->of) {
			text_add_string(out, "Void");
			return;
		}
	}
	switch (type->kind) {
	case ISF_BITFIELD:
		text_printf(out, "Pos %u, %u Bit%s", type->bit, type->bits,
			    type->bits == 1 ? "" : "s");
		break;
	case ISF_STRUCT:
	case ISF_UNION:
	case ISF_CLASS:
	case ISF_ENUM:
		text_add_string(out, type->name ? type->name : "<unnamed>");
		break;
	case ISF_FUNCTION:
		text_add_string(out, "     Void ");
		break;
	default:
		add_base_name(out, isf, type);
	}
}

/* ---- values ---- */

static bool read_value(struct kd_call *call, uint64_t address, uint32_t size,
		       uint64_t *ret)
{
	uint8_t bytes[8];

	if (size < 1 || size > 8 ||
	    target_read(call->target, address, bytes, size, NULL))
		return false;
	*ret = 0;
	for (uint32_t i = size; i-- > 0;)
		*ret = *ret << 8 | bytes[i];
	return true;
}

static void add_absent(struct text *out)
{
	text_add_string(out, "??");
}

static void add_byte(struct text *out, uint64_t value, bool is_signed)
{
	char c = print_byte((uint8_t)value);

	if (is_signed)
		text_printf(out, "%d ''", (int)(int8_t)value);
	else if (!value)
		text_add_string(out, "0 ''");
	else if (value >= 0x20 && value < 0x7f)
		text_printf(out, "0x%" PRIx64 " '%c'", value, c);
	else
		text_printf(out, "0x%" PRIx64 " ''", value);
}

static void add_number(struct text *out, const struct isf *isf,
		       const struct isf_type *type, uint32_t size,
		       uint64_t value)
{
	int64_t number = (int64_t)(value << (64 - 8 * size)) >> (64 - 8 * size);

	if (size == 1 && type->kind != ISF_BOOL)
		add_byte(out, value, !is_unsigned(isf, type));
	else if (!is_unsigned(isf, type))
		text_printf(out, "0n%" PRId64, number);
	else if (!value)
		text_add_char(out, '0');
	else if (size == 8) {
		text_add_string(out, "0x");
		kd_address(out, value);
	} else
		text_printf(out, "0x%" PRIx64, value);
}

static void add_bits(struct text *out, const struct isf_type *type,
		     uint64_t value)
{
	unsigned bits = type->bits && type->bits < 64 ? type->bits : 63;

	value = value >> (type->bit & 63) & ((UINT64_C(1) << bits) - 1);
	text_add_string(out, "0y");
	for (unsigned i = bits; i-- > 0;)
		text_add_char(out, value >> i & 1 ? '1' : '0');
	if (bits > 1 && value)
		text_printf(out, " (0x%" PRIx64 ")", value);
	else if (bits > 1)
		text_add_string(out, " (0)");
}

static void add_pointer(struct kd_call *call, const struct isf *isf,
			const struct isf_type *type, uint64_t value)
{
	struct text *out = call->out;
	char name[300] = "";

	if (!value) {
		text_add_string(out, "(null) ");
		return;
	}
	text_add_string(out, "0x");
	kd_address(out, value);
	text_add_char(out, ' ');
	if (type->of && type->of->kind == ISF_FUNCTION)
		target_name(call->target, value, name, sizeof(name));
	if (strchr(name, '!')) {
		text_add_string(out, "    ");
		text_add_visible(out, name, strlen(name));
		text_add_string(out, strstr(name, "+0x") ? "" : "+0");
	} else if (!type->of || type->of->kind == ISF_VOID ||
		   type->of->kind == ISF_FUNCTION)
		text_add_string(out, "Void");
	else
		add_type(out, isf, type->of);
}

static void add_enum(struct text *out, const struct isf *isf,
		     const struct isf_type *type, uint64_t value)
{
	const struct isf_enum *names =
		type->name ? isf_find_enum(isf, type->name) : NULL;

	text_printf(out, "%" PRId64, (int64_t)value);
	for (size_t i = 0; names && i < names->constant_count; i++) {
		if ((uint64_t)names->constants[i].value != value)
			continue;
		text_printf(out, " ( %s )", names->constants[i].name);
		return;
	}
	text_add_string(out, " (No matching name)");
}

/* Texts of the kernel: pointer and length in bytes. */
static void add_counted(struct kd_call *call, uint64_t address, unsigned unit)
{
	uint64_t length, buffer, value;

	if (!read_value(call, address, 2, &length) ||
	    !read_value(call, address + 8, 8, &buffer))
		return;
	text_add_string(call->out, " \"");
	for (uint64_t at = 0; at + unit <= length && at < 512; at += unit) {
		if (!read_value(call, buffer + at, unit, &value)) {
			text_add_string(call->out, "--- memory read error ---");
			break;
		}
		text_add_char(call->out,
			      value < 0x80 ? print_byte((uint8_t)value) : '.');
	}
	text_add_char(call->out, '"');
}

/* What dt knows of some structures, behind their names. */
static void add_struct(struct kd_call *call, const char *name, uint64_t address)
{
	struct text *out = call->out;
	uint64_t first, second;

	text_add_string(out, name ? name : "<unnamed>");
	if (!name)
		return;
	if (strcmp(name, "_LIST_ENTRY") == 0 &&
	    read_value(call, address, 8, &first) &&
	    read_value(call, address + 8, 8, &second)) {
		text_add_string(out, " [ 0x");
		kd_address(out, first);
		text_add_string(out, " - 0x");
		kd_address(out, second);
		text_add_string(out, " ]");
	} else if (strcmp(name, "_UNICODE_STRING") == 0) {
		add_counted(call, address, 2);
	} else if (strcmp(name, "_STRING") == 0) {
		add_counted(call, address, 1);
	} else if ((strcmp(name, "_LARGE_INTEGER") == 0 ||
		    strcmp(name, "_ULARGE_INTEGER") == 0) &&
		   read_value(call, address, 8, &first)) {
		text_add_string(out, " 0x");
		kd_address(out, first);
	}
}

static void add_value(struct kd_call *call, const struct isf *isf,
		      const struct isf_type *type, uint64_t address);

static void add_array(struct kd_call *call, const struct isf *isf,
		      const struct isf_type *type, uint64_t address)
{
	char text[128];

	text_printf(call->out, "[%" PRIu32 "] ", type->count);
	if (!type->of || !type->count)
		return;
	if (type->of->kind == ISF_CHAR) {
		size_t size = type->count + 1 < sizeof(text) ? type->count + 1
							     : sizeof(text);

		if (print_read_string(call->target, address, text, size))
			text_printf(call->out, " \"%s\"", text);
		else
			add_absent(call->out);
	} else if (type->of->kind != ISF_ARRAY) {
		add_value(call, isf, type->of, address);
	}
}

/* Not of an array's array: what isf.h gives is at most two deep here. */
static void add_value(struct kd_call *call, const struct isf *isf,
		      const struct isf_type *type, uint64_t address)
{
	uint32_t size = isf_size(isf, type);
	uint64_t value;

	if (type->kind == ISF_STRUCT || type->kind == ISF_UNION ||
	    type->kind == ISF_CLASS) {
		add_struct(call, type->name, address);
	} else if (type->kind == ISF_ARRAY) {
		add_array(call, isf, type, address);
	} else if (!read_value(call, address, size, &value)) {
		add_absent(call->out);
	} else if (type->kind == ISF_POINTER) {
		add_pointer(call, isf, type, value);
	} else if (type->kind == ISF_BITFIELD) {
		add_bits(call->out, type, value);
	} else if (type->kind == ISF_ENUM) {
		add_enum(call->out, isf, type, value);
	} else {
		add_number(call->out, isf, type, size, value);
	}
}

/* ---- fields ---- */

/* The structure that a field opens into: it, or what it points at. */
static const struct isf_struct *find_inner(struct kd_call *call,
					   const struct type_view *view,
					   const struct isf_type *type,
					   uint64_t *address)
{
	bool pointer = type->kind == ISF_POINTER && type->of;

	if (type->kind == ISF_ARRAY && type->of && type->count)
		type = type->of;
	if (pointer && view->has_address) {
		type = type->of;
		*address = print_pointer(call->target, *address);
		if (!*address)
			return NULL;
	} else if (pointer) {
		return NULL;
	}
	if ((type->kind != ISF_STRUCT && type->kind != ISF_UNION &&
	     type->kind != ISF_CLASS) ||
	    !type->name)
		return NULL;
	return isf_find_struct(view->isf, type->name);
}

/* -a: each element behind its number. */
static void add_elements(struct kd_call *call, const struct type_view *view,
			 const struct isf_type *type, uint64_t address,
			 unsigned level)
{
	uint32_t size = isf_size(view->isf, type->of);

	for (uint32_t i = 0; i < type->count && i < view->elements; i++) {
		if (!kd_goes_on(call))
			break;
		text_printf(call->out, "%*s    [%02" PRIu32 "] ",
			    (int)level * 3, "", i);
		add_value(call, view->isf, type->of,
			  address + (uint64_t)i * size);
		text_add_char(call->out, '\n');
	}
}

void type_field(struct kd_call *call, const struct type_view *view,
		const char *name, uint32_t offset, const struct isf_type *type,
		uint64_t address, unsigned level)
{
	bool listed = view->elements && view->has_address &&
		      type->kind == ISF_ARRAY && type->of &&
		      type->of->kind != ISF_ARRAY && type->of->kind != ISF_CHAR;
	const struct isf_struct *inner;
	struct type_view deeper = *view;

	text_printf(call->out,
		    "%*s   +0x%03" PRIx32 " %-16s : ", (int)level * 3, "",
		    offset, name);
	if (listed)
		text_printf(call->out, "[%" PRIu32 "] ", type->count);
	else if (view->has_address)
		add_value(call, view->isf, type, address);
	else
		add_type(call->out, view->isf, type);
	text_add_char(call->out, '\n');
	if (listed)
		add_elements(call, view, type, address, level);
	if (!view->depth)
		return;
	inner = find_inner(call, view, type, &address);
	deeper.depth--;
	if (inner)
		type_fields(call, &deeper, inner, address, level + 1);
}

void type_fields(struct kd_call *call, const struct type_view *view,
		 const struct isf_struct *in, uint64_t address, unsigned level)
{
	for (size_t i = 0; i < in->field_count && kd_goes_on(call); i++)
		type_field(call, view, in->fields[i].name, in->fields[i].offset,
			   in->fields[i].type, address + in->fields[i].offset,
			   level);
}
