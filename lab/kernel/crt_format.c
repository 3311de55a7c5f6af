#include "config.h"
#include "kernel/format.h"
#include "kernel/string.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <string.h>

/*
 * sprintf and its kin, on format.h. What a name says: w wide characters, v a
 * va_list, n a count of characters, _s at its end a size of the buffer.
 */
enum { FAILED = 0xffffffff };

struct target {
	struct string_cursor to;
	uint64_t size;	/* of the buffer, with room for a NUL */
	uint64_t count; /* characters that may be written */
	bool checked, counted;
};

static uint64_t units_of(const struct text *text)
{
	uint64_t count = 0;
	uint32_t c;

	for (size_t at = 0; at < text->size; count++) {
		at += utf8_decode(text_string(text) + at, text->size - at, &c);
		count += c > 0xffff;
	}
	return count;
}

static void put_units(struct target *target, const struct text *text,
		      uint64_t most)
{
	size_t at = 0;
	uint32_t c;

	while (at < text->size && most-- > 0) {
		at += utf8_decode(text_string(text) + at, text->size - at, &c);
		if (target->to.unit == 1 && c > 0xff)
			c = '?';
		if (c <= 0xffff) {
			string_put(&target->to, c);
			continue;
		}
		string_put(&target->to, 0xd7c0 + (c >> 10));
		if (most-- == 0)
			break;
		string_put(&target->to, 0xdc00 + (c & 0x3ff));
	}
}

/* What fits goes into the buffer; what the call gives back. */
static uint64_t deliver(struct target *target, const struct text *text)
{
	uint64_t length = units_of(text);

	if (target->counted && !target->checked) {
		/* _snprintf: no NUL when it is full */
		if (!target->to.at && !target->count)
			return length;
		put_units(target, text, target->count);
		if (length < target->count)
			string_put(&target->to, 0);
		return length > target->count ? FAILED : length;
	}
	if (length < target->size && length <= target->count) {
		put_units(target, text, length);
		string_put(&target->to, 0);
		return length;
	}
	/* too long: cut where a count says so, else nothing at all */
	if (target->counted && target->count == UINT64_MAX)
		put_units(target, text, target->size - 1);
	else if (target->counted && target->count < target->size)
		put_units(target, text, target->count);
	string_put(&target->to, 0);
	return FAILED;
}

static void format_into(struct trap *trap)
{
	const char *name = trap->function->name;
	size_t size = strlen(name);
	struct text text = { .limit = 4 * LIMIT_KERNEL_TEXT };
	bool wide = strchr(name, 'w') != NULL, list = strchr(name, 'v') != NULL;
	struct target target = {
		.to = { .kernel = trap->kernel,
			.at = trap_argument(trap, 0),
			.unit = wide ? 2 : 1 },
		.size = UINT64_MAX,
		.count = UINT64_MAX,
		.checked = strcmp(name + size - 2, "_s") == 0,
		.counted = strstr(name, "sn") != NULL,
	};
	unsigned next = 1;
	struct format_trap arguments;
	struct format_list listed;
	uint64_t format, result;

	if (target.checked)
		target.size = trap_argument(trap, next++);
	if (target.counted)
		target.count = trap_argument(trap, next++);
	format = trap_argument(trap, next++);
	if (target.checked && (!target.to.at || !target.size || !format)) {
		trap_return(trap, FAILED);
		return;
	}
	arguments = (struct format_trap){ trap, next };
	listed.kernel = trap->kernel;
	listed.at = list ? trap_argument(trap, next) : 0;
	format_guest(trap->kernel, format, wide,
		     list ? format_next_of_list : format_next_of_trap,
		     list ? (void *)&listed : (void *)&arguments, &text);
	result = trap->kernel->memory.fault.set ? 0 : deliver(&target, &text);
	text_fini(&text);
	trap_return(trap, result);
}

#define NOTE "no more than 4096 characters, and no floating point"
#define ONE(name)                                                              \
	{                                                                      \
		name, FIDELITY_PARTIAL, format_into, NOTE                      \
	}

static const struct nt_function functions[] = {
	ONE("sprintf"),	     ONE("swprintf"),	   ONE("vsprintf"),
	ONE("sprintf_s"),    ONE("swprintf_s"),	   ONE("vsprintf_s"),
	ONE("vswprintf_s"),  ONE("_swprintf"),	   ONE("_vswprintf"),
	ONE("_snprintf"),    ONE("_snwprintf"),	   ONE("_vsnprintf"),
	ONE("_vsnwprintf"),  ONE("_snprintf_s"),   ONE("_snwprintf_s"),
	ONE("_vsnprintf_s"), ONE("_vsnwprintf_s"),
};

const struct nt_family crt_format_family = {
	"crt_format", functions, sizeof(functions) / sizeof(*functions)
};
