/*
 * Any text as an expression over the made-up target. The first byte says the
 * radix; the rest is the text. What reads the same a second time, with what
 * was left over cut off, must give the same value.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "target/expression.h"
#include "tests/data/faketarget.h"

#include <stdlib.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const unsigned radixes[] = { 16, 10, 8 };
	struct target *target;
	struct err err = { 0 };
	uint64_t first, second;
	size_t end, again;
	enum err_code code;
	unsigned radix;

	if (size < 1)
		return 0;
	target = faketarget_new(NULL);
	radix = radixes[*bytes % 3];
	code = expression_parse(target, radix, (const char *)bytes + 1,
				size - 1, &first, &end, &err);
	if (code) {
		demand(err.message[0]);
	} else {
		demand(end > 0 && end <= size - 1);
		demand(expression_parse(target, radix, (const char *)bytes + 1,
					end, &second, &again, NULL) == ERR_OK);
		demand(first == second && again == end);
	}
	target_free(target);
	return 0;
}
