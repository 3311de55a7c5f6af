/*
 * Any line as a reply to one question of each type. The first byte of an input
 * says the type, the second the learner; the rest is typed, and is also judged
 * as if it had been recorded.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/mem.h"
#include "course/judge.h"
#include "tests/data/questions.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

static void check_verdict(const struct verdict *verdict)
{
	demand(verdict->points <= verdict->of && verdict->of > 0);
	demand(verdict->reason && *verdict->reason);
	demand(verdict->remark_count > 0);
	demand(verdict->remarks[0].about_reply);
	if (verdict->right)
		demand(verdict->points == verdict->of);
	for (size_t i = 0; i < verdict->remark_count; i++)
		demand(verdict->remarks[i].text != NULL);
}

/* True when it is a reply; a wrong one may still lack a line to point at. */
static int judge_one(const struct question *question, uint64_t seed,
		     const struct transcript *transcript, const char *reply)
{
	struct verdict verdict;
	struct err err = { 0 };
	enum err_code code =
		judge(question, seed, transcript, reply, &verdict, &err);

	demand(code == ERR_OK || (code == ERR_USAGE && err.message[0]));
	if (code)
		return 0;
	check_verdict(&verdict);
	verdict_fini(&verdict);
	return 1;
}

/* What is typed becomes a reply that is read as itself from then on. */
static void check_typed(const struct question *question, uint64_t seed,
			const struct transcript *transcript, const char *line)
{
	struct text once = { 0 }, twice = { 0 };
	struct err err = { 0 };
	enum err_code code = judge_parse(question, seed, line, &once, &err);

	if (code) {
		demand(code == ERR_USAGE && err.message[0] && !once.size);
	} else {
		demand(judge_parse(question, seed, text_string(&once), &twice,
				   NULL) == ERR_OK);
		demand(strcmp(text_string(&once), text_string(&twice)) == 0);
		demand(judge_one(question, seed, transcript,
				 text_string(&once)) ||
		       question->type == QUESTION_POINT);
	}
	text_fini(&once);
	text_fini(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct question *question;
	struct transcript transcript;
	char *line;

	if (size < 2)
		return 0;
	question = &questions[bytes[0] % QUESTION_TYPES];
	transcript_take(mem_strdup(questions_recording),
			strlen(questions_recording), &transcript);
	line = mem_strndup((const char *)bytes + 2, size - 2);
	check_typed(question, bytes[1], &transcript, line);
	judge_one(question, bytes[1], &transcript, line);
	free(line);
	transcript_fini(&transcript);
	return 0;
}
