#include "config.h"
#include "tests/unit/reply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

char *reply_parsed(const struct question *question, uint64_t seed,
		   const char *line)
{
	struct text got = { 0 };
	struct err err = { 0 };

	if (judge_parse(question, seed, line, &got, &err))
		fail_msg("'%s': %s", line, err.message);
	return text_take(&got);
}
