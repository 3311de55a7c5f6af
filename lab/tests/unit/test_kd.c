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
#include "kd/find.h"
#include "kd/kd.h"
#include "kd/keys.h"
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
/* Few kinds of bytes make near misses, and runs; many make it skip. */
static void test_find(void **state)
{
	static const unsigned kinds[] = { 1, 2, 3, 40, 256 };
	uint8_t bytes[700], pattern[24];
	uint32_t random = 57;

	(void)state;
	for (unsigned turn = 0; turn < 20000; turn++) {
		unsigned kind = kinds[turn % 5];
		size_t length = 1 + turn / 5 % sizeof(pattern);
		size_t size = turn % sizeof(bytes), at;
		const uint8_t *from = bytes, *end = bytes + size, *found;
		struct find find;

		for (size_t i = 0; i < sizeof(bytes); i++) {
			random = random * 1664525 + 1013904223;
			bytes[i] = (uint8_t)((random >> 24) % kind);
		}
		at = (random >> 8) % (sizeof(bytes) - length);
		memcpy(pattern, bytes + at, length);
		find_init(&find, pattern, length);
		do {
			found = find_next(&find, from, end);
			assert_ptr_equal(found,
					 memmem(from, (size_t)(end - from),
						pattern, length));
			from = found ? found + 1 : end;
		} while (found);
	}
}

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

	check_complete(bench, ".ec",
		       (const char *[]){ ".echo", ".ecxr", NULL });
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

/* ---- links ---- */

/* "text => command; ..." of a line that a command printed. */
static void expect_links(struct bench *bench, const char *command,
			 const char *line, const char *expected)
{
	struct kd_link links[16];
	struct text all = { 0 };
	size_t count = kd_links(bench->kd, command, line, links, 16), end = 0;

	for (size_t i = 0; i < count; i++) {
		assert_true(links[i].begin >= end);
		assert_true(links[i].end > links[i].begin);
		end = links[i].end;
		assert_true(end <= strlen(line));
		text_printf(&all, "%s%.*s => %s", i ? "; " : "",
			    (int)(links[i].end - links[i].begin),
			    line + links[i].begin, links[i].command);
	}
	assert_string_equal(text_string(&all), expected);
	text_fini(&all);
}

static void test_links(void **state)
{
	static const struct {
		const char *command, *line, *expected;
	} rows[] = {
		{ "kb",
		  "ffffc80f`44ab74e8 fffff804`06456b56     : "
		  "00000000`00000039 : nt!KeBugCheckEx+0x10",
		  "ffffc80f`44ab74e8 => dps ffffc80f44ab74e8; "
		  "fffff804`06456b56 => ln fffff80406456b56; "
		  "nt!KeBugCheckEx+0x10 => u nt!KeBugCheckEx+0x10" },
		{ "!mex.mut fffff8040a503040", "Number of waiters: 1",
		  "Number of waiters: 1 => "
		  "!mex.obj -waiters fffff8040a503040" },
		{ "!mut  poi(0)", "Number of waiters: 0",
		  "Number of waiters: 0 => !mex.obj -waiters poi(0)" },
		{ "k", "Number of waiters: 1", "" },
		{ "!mex.mut 0", "Owning Thread: ffffde8bb9363040",
		  "ffffde8bb9363040 => !thread ffffde8bb9363040" },
		{ "dt nt!_KMUTANT 0",
		  "   +0x028 OwnerThread      : 0xffffde8b`b9363040 _KTHREAD",
		  "0xffffde8b`b9363040 => !thread ffffde8bb9363040; "
		  "_KTHREAD => dt _KTHREAD" },
		{ "!process 0 0", "PROCESS ffffde8bb3861040",
		  "ffffde8bb3861040 => !process ffffde8bb3861040 1" },
		{ "!mex.tl", "0x4    0n4    ffffde8bb3861040 System",
		  "ffffde8bb3861040 => !process ffffde8bb3861040 1" },
		{ "!mex.us", "1 thread [stats]: ffffde8bb9363040",
		  "ffffde8bb9363040 => !thread ffffde8bb9363040" },
		{ "!thread",
		  "    fffff8040a503040  Mutant - owning thread "
		  "ffffde8bb9363040",
		  "fffff8040a503040 => !mex.mut fffff8040a503040; "
		  "ffffde8bb9363040 => !thread ffffde8bb9363040" },
		{ "lm", "fffff804`06000000 fffff804`07046000   nt",
		  "fffff804`06000000 => lmvm nt" },
		{ "!drvobj TestDrv", "Driver object (ffffde8bb7000640) is for:",
		  "ffffde8bb7000640 => !drvobj ffffde8bb7000640" },
		{ "!analyze -v", "BLACKBOXBSD: 1 (!blackboxbsd)",
		  "!blackboxbsd => !blackboxbsd" },
		{ "!analyze -v", "STACK_COMMAND:  .cxr; .ecxr ; kb",
		  ".cxr; .ecxr ; kb => .cxr; .ecxr ; kb" },
		{ "", "For analysis of this file, run !analyze -v",
		  "!analyze -v => !analyze -v" },
		{ "dt nt!_KMUTNAT", "Did you mean 'nt!_KMUTANT'?",
		  "nt!_KMUTANT => dt nt!_KMUTANT" },
		/* what leads nowhere is no link */
		{ "dq 0", "00000000`00000000 ffffffff`ffffffff 123", "" },
		{ "x", "nt!NoSuchSymbol _NO_TYPE", "" },
		{ "x", "1fffff804`06000000 fffff8040600000 0x", "" },
		{ "", "", "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		expect_links(*state, rows[i].command, rows[i].line,
			     rows[i].expected);
}

/* No more than there is room for, and no command that would be cut. */
static void test_links_room(void **state)
{
	struct bench *bench = *state;
	struct kd_link link;
	char command[200] = "!mex.mut ";

	assert_int_equal(kd_links(bench->kd, "k",
				  "ffffc80f`44ab74e8 ffffc80f`44ab74f0", &link,
				  1),
			 1);
	assert_int_equal(
		kd_links(bench->kd, "k", "ffffc80f`44ab74e8", &link, 0), 0);
	memset(command + 9, '0', 150);
	assert_int_equal(
		kd_links(bench->kd, command, "Number of waiters: 1", &link, 1),
		0);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(test_interrupt),	     WITH(test_limit),
		WITH(test_long_line),	     WITH(test_escape),
		WITH(test_complete),	     WITH(test_links),
		WITH(test_links_room),	     cmocka_unit_test(test_table),
		cmocka_unit_test(test_hash), cmocka_unit_test(test_lab),
		cmocka_unit_test(test_find),
	};

	return cmocka_run_group_tests_name("kd", tests, NULL, NULL);
}
