#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "kd/command.h"
#include "kd/keys.h"
#include "kd/kd.h"
#include "tests/data/fakeisf.h"
#include "tests/data/faketarget.h"

struct bench {
	struct target *target;
	struct kd *kd;
	unsigned asked, most;
	struct text out;
};

static bool interrupted(void *context)
{
	struct bench *bench = context;

	return ++bench->asked > bench->most;
}

static int set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	struct kd_config config = { .interrupted = interrupted,
				    .context = bench };

	bench->most = UINT32_MAX;
	bench->target = faketarget_new(fakeisf());
	config.target = bench->target;
	bench->kd = kd_new(&config);
	*state = bench;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *bench = *state;

	kd_free(bench->kd);
	target_free(bench->target);
	text_fini(&bench->out);
	free(bench);
	return 0;
}

static size_t count_lines(const struct text *text)
{
	size_t count = 0;

	for (size_t i = 0; i < text->size; i++)
		count += text->bytes[i] == '\n';
	return count;
}

static void test_interrupt(void **state)
{
	struct bench *bench = *state;

	bench->most = 10;
	assert_true(kd_line(bench->kd, "dq @rsp L1000", &bench->out));
	assert_int_equal(count_lines(&bench->out), 10);
}

/* One command prints so much and no more. */
static void test_limit(void **state)
{
	struct bench *bench = *state;

	assert_true(kd_line(bench->kd, "dqs 0 L100000", &bench->out));
	assert_int_equal(count_lines(&bench->out), LIMIT_KD_LINES);
	assert_non_null(strstr(text_string(&bench->out), "... cut off after"));
}

static void test_long_line(void **state)
{
	struct bench *bench = *state;
	char line[LIMIT_LINE + 100];

	memset(line, '1', sizeof(line) - 1);
	line[sizeof(line) - 1] = 0;
	assert_true(kd_line(bench->kd, line, &bench->out));
	assert_string_equal(text_string(&bench->out),
			    "line is longer than 4096 bytes\n");
}

/* What came from outside cannot drive the terminal. */
static void test_escape(void **state)
{
	struct bench *bench = *state;

	assert_true(
		kd_line(bench->kd, ".echo a\033[31mb; \033[1m", &bench->out));
	assert_null(strchr(text_string(&bench->out), '\033'));
}

static void check_complete(struct bench *bench, const char *line,
			   const char *const *want)
{
	char **words = kd_complete(bench->kd, line, strlen(line), 100);
	size_t i;

	for (i = 0; words[i]; i++) {
		assert_non_null(want[i]);
		assert_string_equal(words[i], want[i]);
		free(words[i]);
	}
	assert_null(want[i]);
	free(words);
}

static void test_complete(void **state)
{
	struct bench *bench = *state;

	check_complete(bench, ".ec", (const char *[]){ ".echo", NULL });
	check_complete(bench, "? 1; .ec",
		       (const char *[]){ NULL }); /* behind a blank: no name */
	check_complete(bench, "? nt!KeB",
		       (const char *[]){ "nt!KeBugCheckEx", NULL });
	check_complete(bench, "? poi(NT!psl",
		       (const char *[]){ "nt!PsLoadedModuleList", NULL });
	check_complete(bench, "ln Test",
		       (const char *[]){ "TestDriver!", NULL });
	check_complete(bench, "ln zzz", (const char *[]){ NULL });
}

/* Each name leads to its row, and no two rows share one. */
static void test_table(void **state)
{
	const struct kd_command *command;
	size_t count = 0;

	(void)state;
	for (; (command = kd_command_at(count)); count++) {
		assert_non_null(command->summary);
		assert_non_null(command->usage);
		assert_non_null(command->run);
		for (const char *name = command->names; *name;
		     name += strlen(name) + 1)
			assert_ptr_equal(kd_command_find(name), command);
	}
	assert_true(count > 20);
}

/* Recorded by WinDbg of this very bucket. */
static void test_hash(void **state)
{
	char hash[40];

	(void)state;
	keys_hash("0x39_nt!IopLoadUnloadDriver", hash, sizeof(hash));
	assert_string_equal(hash, "{040db381-bc8d-17b6-aa75-a2fbc31557a4}");
}

static void test_lab(void **state)
{
	char version[32], branch[64];

	(void)state;
	assert_true(keys_split_lab("19041.1.amd64fre.vb_release.191206-1406",
				   version, sizeof(version), branch,
				   sizeof(branch)));
	assert_string_equal(version, "10.0.19041.1");
	assert_string_equal(branch, "vb_release");
	assert_false(keys_split_lab("nonsense", version, sizeof(version),
				    branch, sizeof(branch)));
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(test_interrupt),	     WITH(test_limit),
		WITH(test_long_line),	     WITH(test_escape),
		WITH(test_complete),	     cmocka_unit_test(test_table),
		cmocka_unit_test(test_hash), cmocka_unit_test(test_lab),
	};

	return cmocka_run_group_tests_name("kd", tests, NULL, NULL);
}
