#include "config.h"

#include "base/limits.h"
#include "console/console.h"
#include "console/private.h"
#include "tests/data/fakekernel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct rig {
	struct kernel *kernel;
	struct console *console;
	struct text out;
};

static int setup(void **state)
{
	struct rig *rig = calloc(1, sizeof(*rig));
	struct console_config config;

	if (!rig)
		return -1;
	rig->kernel = fakekernel_new();
	config = (struct console_config){ .kernel = rig->kernel };
	rig->console = console_new(&config);
	*state = rig;
	return 0;
}

static int teardown(void **state)
{
	struct rig *rig = *state;

	text_fini(&rig->out);
	console_free(rig->console);
	kernel_free(rig->kernel);
	free(rig);
	return 0;
}

static enum console_state type(struct rig *rig, const char *line)
{
	text_clear(&rig->out);
	return console_line(rig->console, line, &rig->out);
}

static void to_test_mode(struct rig *rig, const char *file)
{
	char line[100];

	snprintf(line, sizeof(line), "testsign %s", file);
	assert_int_equal(type(rig, line), CONSOLE_ON);
	type(rig, "bcdedit /set testsigning on");
	assert_int_equal(type(rig, "shutdown /r /t 0"), CONSOLE_ON);
}

static void create(struct rig *rig, const char *name, const char *file)
{
	char line[100];

	snprintf(line, sizeof(line),
		 "sc create %s type= kernel binPath= C:\\lab\\%s", name, file);
	assert_int_equal(type(rig, line), CONSOLE_ON);
	assert_int_equal(console_last_error(rig->console), 0);
}

static void assert_slip(struct rig *rig, enum console_want want,
			const char *name, const char *words)
{
	struct console_goal goal = { .want = want, .name = name };
	struct text out = { 0 };

	assert_false(console_met(rig->console, &goal));
	console_slip(rig->console, &goal, &out);
	if (!strstr(text_string(&out), words))
		fail_msg("'%s' is not in '%s'", words, text_string(&out));
	/* one sentence, one line */
	assert_ptr_equal(strchr(text_string(&out), '\n'),
			 out.bytes + out.size - 1);
	text_fini(&out);
}

static void assert_met(struct rig *rig, enum console_want want,
		       const char *name, uint32_t code)
{
	struct console_goal goal = { .want = want, .name = name, .code = code };
	struct text out = { 0 };

	assert_true(console_met(rig->console, &goal));
	console_slip(rig->console, &goal, &out);
	assert_int_equal(out.size, 0);
}

/* The way of a learner who makes every slip there is. */
static void test_slips(void **state)
{
	struct rig *rig = *state;

	assert_slip(rig, CONSOLE_WANT_SERVICE, "TestDrv", "sc create");
	assert_slip(rig, CONSOLE_WANT_RUNNING, "TestDrv", "no service");
	create(rig, "TestDriver", "goood.sys");
	assert_slip(rig, CONSOLE_WANT_RUNNING, "TestDrv",
		    "one named 'TestDriver'");
	type(rig, "sc delete TestDriver");
	create(rig, "TestDrv", "goood.sys");
	assert_met(rig, CONSOLE_WANT_SERVICE, "testdrv", 0);
	assert_slip(rig, CONSOLE_WANT_RUNNING, "TestDrv", "not started since");
	type(rig, "sc start TestDrv");
	assert_met(rig, CONSOLE_WANT_ERROR, NULL, 2);
	assert_slip(rig, CONSOLE_WANT_RUNNING, "TestDrv",
		    "looks for C:\\lab\\goood.sys");
	type(rig, "sc config TestDrv binPath= good.sys");
	type(rig, "sc start TestDrv");
	assert_slip(rig, CONSOLE_WANT_RUNNING, "TestDrv",
		    "C:\\lab\\good.sys is there");
	type(rig, "sc config TestDrv binPath= C:\\lab\\text.sys");
	type(rig, "sc start TestDrv");
	assert_slip(rig, CONSOLE_WANT_RUNNING, "TestDrv", "no driver for this");
	type(rig, "sc config TestDrv binPath= C:\\lab\\good.sys");
	type(rig, "sc start TestDrv");
	assert_slip(rig, CONSOLE_WANT_RUNNING, "TestDrv",
		    "bcdedit /set testsigning on");
	assert_slip(rig, CONSOLE_WANT_TEST_SIGNING, NULL, "bcdedit /set");
	type(rig, "bcdedit /set testsigning on");
	assert_slip(rig, CONSOLE_WANT_TEST_SIGNING, NULL, "only a restart");
	type(rig, "sc start TestDrv");
	assert_slip(rig, CONSOLE_WANT_RUNNING, "TestDrv", "only a restart");
	type(rig, "shutdown /r /t 0");
	assert_met(rig, CONSOLE_WANT_TEST_SIGNING, NULL, 0);
	type(rig, "sc start TestDrv");
	assert_slip(rig, CONSOLE_WANT_RUNNING, "TestDrv", "no signature");
	type(rig, "testsign good.sys");
	type(rig, "sc start TestDrv");
	assert_met(rig, CONSOLE_WANT_RUNNING, "TestDrv", 0);
	assert_met(rig, CONSOLE_WANT_DEBUG, "hello", 0);
	assert_slip(rig, CONSOLE_WANT_NOT_RUNNING, "TestDrv", "sc stop");
	assert_slip(rig, CONSOLE_WANT_NO_SERVICE, "TestDrv", "sc delete");
	type(rig, "sc delete TestDrv");
	assert_slip(rig, CONSOLE_WANT_NO_SERVICE, "TestDrv", "only marked");
	type(rig, "sc stop TestDrv");
	assert_met(rig, CONSOLE_WANT_NO_SERVICE, "TestDrv", 0);
	assert_slip(rig, CONSOLE_WANT_NO_TEST_SIGNING, NULL, "testsigning off");
}

static void test_more_slips(void **state)
{
	struct rig *rig = *state;

	type(rig, "sc create own binPath= C:\\lab\\good.sys");
	type(rig, "sc start own");
	assert_slip(rig, CONSOLE_WANT_RUNNING, "own", "type= kernel");
	to_test_mode(rig, "fails.sys");
	create(rig, "f", "fails.sys");
	type(rig, "sc start f");
	assert_slip(rig, CONSOLE_WANT_RUNNING, "f", "DriverEntry");
	assert_slip(rig, CONSOLE_WANT_STOP, "f", "DriverEntry");
	type(rig, "testsign imports.sys");
	create(rig, "i", "imports.sys");
	type(rig, "sc start i");
	assert_slip(rig, CONSOLE_WANT_RUNNING, "i", "imports");
	type(rig, "sc config i start= disabled");
	type(rig, "sc start i");
	type(rig, "testsign stays.sys");
	create(rig, "s", "stays.sys");
	type(rig, "sc start s");
	type(rig, "sc stop s");
	assert_slip(rig, CONSOLE_WANT_NOT_RUNNING, "s", "no DriverUnload");
	type(rig, "testsign inuse.sys");
	create(rig, "u", "inuse.sys");
	type(rig, "sc start u");
	type(rig, "sc stop u");
	assert_slip(rig, CONSOLE_WANT_NOT_RUNNING, "u", "still in use");
	assert_slip(rig, CONSOLE_WANT_STOP, "s", "was not stopped");
	assert_slip(rig, CONSOLE_WANT_FILE, "C:\\lab\\none", "dir");
	assert_met(rig, CONSOLE_WANT_FILE, "GOOD.sys", 0);
	type(rig, "start notepad");
	assert_met(rig, CONSOLE_WANT_PROCESS, "notepad.exe", 0);
	type(rig, "taskkill /im notepad.exe /f");
	assert_met(rig, CONSOLE_WANT_NO_PROCESS, "notepad.exe", 0);
}

/* What a program leaves as its exit code, in the words of a goal. */
static void test_exit_codes(void **state)
{
	struct rig *rig = *state;

	type(rig, "sc create a type= bogus binPath= C:\\lab\\good.sys");
	assert_met(rig, CONSOLE_WANT_ERROR, NULL, 1639);
	type(rig, "sc create a type kernel binPath= C:\\lab\\good.sys");
	assert_met(rig, CONSOLE_WANT_ERROR, NULL, 1639);
	create(rig, "a", "good.sys");
	type(rig, "net stop a");
	assert_met(rig, CONSOLE_WANT_ERROR, NULL, 2);
	type(rig, "taskkill /im services.exe /f");
	assert_met(rig, CONSOLE_WANT_ERROR, NULL, 1);
	assert_met(rig, CONSOLE_WANT_PROCESS, "services.exe", 0);
}

static void test_limited(void **state)
{
	struct rig *rig = *state;
	struct console_config config = { .kernel = rig->kernel,
					 .limited = true };

	console_free(rig->console);
	rig->console = console_new(&config);
	type(rig, "sc create T type= kernel binPath= C:\\lab\\good.sys");
	assert_int_equal(console_last_error(rig->console), 5);
	assert_slip(rig, CONSOLE_WANT_SERVICE, "T", "elevate");
	type(rig, "elevate");
	create(rig, "T", "good.sys");
}

static void test_stop(void **state)
{
	struct rig *rig = *state;
	enum console_state after;
	const void *bytes;
	size_t size;

	assert_null(console_stop(rig->console));
	to_test_mode(rig, "TestDriver.sys");
	create(rig, "TestDrv", "TestDriver.sys");
	assert_int_equal(type(rig, "sc start TestDrv & sc query TestDrv"),
			 CONSOLE_STOPPED);
	/* nobody sees the result of sc start, and nothing runs any more */
	assert_string_equal(text_string(&rig->out), "");
	assert_int_equal(type(rig, "dir"), CONSOLE_STOPPED);
	assert_string_equal(text_string(&rig->out), "");
	assert_met(rig, CONSOLE_WANT_STOP, NULL, 0x39);
	assert_met(rig, CONSOLE_WANT_STOP, NULL, 0);
	assert_int_equal(console_stop(rig->console)->code, 0x39);
	assert_int_equal(console_write_dump(rig->console, NULL), ERR_OK);
	assert_int_equal(console_restart(rig->console, &rig->out, &after, NULL),
			 ERR_OK);
	assert_int_equal(after, CONSOLE_ON);
	assert_int_equal(
		kernel_file_get(rig->kernel, CONSOLE_DUMP, &bytes, &size, NULL),
		ERR_OK);
	assert_memory_equal(bytes, "PAGEDU64", 8);
	/* what stays and what does not */
	assert_int_equal(console_service_state(rig->console, "TestDrv"),
			 CONSOLE_SERVICE_STOPPED);
	assert_int_equal(console_service(rig->console, "TestDrv")->exit_code,
			 1077);
	assert_true(console_test_signing(rig->console, NULL));
	assert_met(rig, CONSOLE_WANT_STOP, NULL, 0x39);
	{
		struct console_goal goal = { .want = CONSOLE_WANT_STOP,
					     .code = 0x20 };
		struct text out = { 0 };

		console_slip(rig->console, &goal, &out);
		assert_non_null(strstr(text_string(&out), "0x39"));
		text_fini(&out);
	}
}

static void test_hang(void **state)
{
	struct rig *rig = *state;

	to_test_mode(rig, "blocks.sys");
	create(rig, "b", "blocks.sys");
	assert_int_equal(type(rig, "sc start b & echo never"), CONSOLE_HUNG);
	assert_null(strstr(text_string(&rig->out), "never"));
	assert_true(console_hangs(rig->console));
	assert_met(rig, CONSOLE_WANT_HANG, NULL, 0);
	assert_int_equal(type(rig, "cd"), CONSOLE_ON);
	assert_int_equal(type(rig, "tasklist"), CONSOLE_HUNG);
	assert_string_equal(text_string(&rig->out), "");
	assert_int_equal(type(rig, "reset"), CONSOLE_ON);
	assert_false(console_hangs(rig->console));
}

/* Each program was a process, and went; what cmd.exe does itself was none. */
static void test_processes(void **state)
{
	struct rig *rig = *state;
	size_t count = kernel_process_count(rig->kernel);

	type(rig, "sc query x & tasklist & whoami & bcdedit");
	assert_int_equal(fakekernel_made(rig->kernel), 4);
	type(rig, "dir & cd & echo x & type text.sys & ver & dbgview & help");
	assert_int_equal(fakekernel_made(rig->kernel), 4);
	assert_int_equal(kernel_process_count(rig->kernel), count);
}

static void test_status(void **state)
{
	static const uint32_t known[][2] = {
		{ 0xc0000001, 31 },   { 0xc0000034, 2 },
		{ 0xc000003a, 3 },    { 0xc0000022, 5 },
		{ 0xc000007b, 193 },  { 0xc0000428, 577 },
		{ 0xc000010e, 1056 }, { 0xc000007a, 127 },
		{ 0xc0000139, 127 },  { 0xc0000263, 127 },
		{ 0xc000036b, 1275 }, { 0xc000036c, 1275 },
		{ 0xc0010042, 0x42 }, { 0xc0123456, 317 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		assert_int_equal(status_error(known[i][0]), known[i][1]);
		if (known[i][1] != 0x42)
			assert_true(*error_message(known[i][1]));
	}
}

static void test_paths(void **state)
{
	static const char *const rows[][2] = {
		{ "x.sys", "C:\\lab\\x.sys" },
		{ ".\\x.sys", "C:\\lab\\x.sys" },
		{ "..", "C:\\" },
		{ "..\\..\\..\\a", "C:\\a" },
		{ "\\a", "C:\\a" },
		{ "c:\\a\\..\\b", "C:\\b" },
		{ "C:x", "C:\\lab\\x" },
		{ "C:/a/b", "C:\\a\\b" },
		{ "D:\\x", NULL },
		{ "\\\\server\\share", NULL },
		{ "a<b", NULL },
		{ "a:b", NULL },
	};
	char path[260], longer[400];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		bool good =
			path_resolve("C:\\lab", rows[i][0], path, sizeof(path));

		assert_int_equal(good, rows[i][1] != NULL);
		if (good)
			assert_string_equal(path, rows[i][1]);
	}
	memset(longer, 'a', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = 0;
	assert_false(path_resolve("C:\\lab", longer, path, sizeof(path)));
}

/* Lines that mean harm: an answer, no crash. */
static void test_hostile(void **state)
{
	static const char *const lines[] = {
		"",
		" ",
		"\"",
		"&",
		"&&",
		"||",
		"&&&&||||",
		"%",
		"%%",
		"%%%%%%%%%",
		"sc \"",
		"sc create",
		"sc create \"\" binPath= x",
		"sc create a\\b type= kernel binPath= x",
		"sc create a =",
		"sc create a =x",
		"sc query =",
		"sc \\\\",
		"set =",
		"set \"",
		"set \"=",
		"echo",
		"cd \"\"",
		"dir \"\"",
		"dir ..\\..\\..\\..",
		"dir *",
		"dir C:*",
		"copy . .",
		"copy .. x",
		"del *",
		"ren",
		"ren a",
		"type .",
		"start",
		"start \"",
		"start /",
		"taskkill /pid x",
		"taskkill /pid -1",
		"timeout /t 99999999999999999999",
		"shutdown /t",
		"reg query HKLM\\",
		"reg query",
		"reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\",
		"help \"",
		"\x1b[2J",
		"\xff\xfe",
		"taskkill /im taskkill.exe",
		"taskkill /f /im *",
		"testsign ..",
		"certutil -hashfile .. SHA256",
		"signtool verify",
		"(((((",
		"@@@",
		"\"a",
		"cd..\\..",
		"dir/b",
		"echo./",
	};
	struct rig *rig = *state;
	char longer[LIMIT_LINE + 10];

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		assert_int_not_equal(type(rig, lines[i]), CONSOLE_STOPPED);
		/* no terminal escape gets through */
		assert_null(strchr(text_string(&rig->out), 0x1b));
	}
	memset(longer, 'a', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = 0;
	type(rig, longer);
	assert_string_equal(text_string(&rig->out),
			    "The command line is too long.\n");
	longer[LIMIT_LINE] = 0;
	type(rig, longer);
	memset(longer, '&', LIMIT_LINE);
	type(rig, longer);
	for (size_t i = 0; i < LIMIT_LINE; i++)
		longer[i] = "cd&"[i % 3];
	type(rig, longer);
	assert_true(rig->out.size < 10 * LIMIT_CONSOLE_COMMANDS);
}

/* Sets, completes and expands up to the limits. */
static void test_limits(void **state)
{
	struct rig *rig = *state;
	char line[100];
	char **words;

	for (unsigned i = 0; i < LIMIT_CONSOLE_VARIABLES + 5; i++) {
		snprintf(line, sizeof(line), "set V%u=1", i);
		type(rig, line);
	}
	assert_string_equal(text_string(&rig->out),
			    "lab: too many variables.\n");
	for (unsigned i = 0; i < LIMIT_CONSOLE_SERVICES; i++) {
		snprintf(line, sizeof(line),
			 "sc create S%u type= kernel binPath= x", i);
		type(rig, line);
	}
	assert_int_equal(console_last_error(rig->console), 0);
	type(rig, "sc create more type= kernel binPath= x");
	assert_int_equal(console_last_error(rig->console), 1450);
	assert_int_equal(console_complete_start("sc start S", 10), 9);
	assert_int_equal(console_complete_start("sc create a binPath=C:", 22),
			 20);
	words = console_complete(rig->console, "sc start S", 10, 7);
	for (size_t i = 0; i < 7; i++) {
		assert_non_null(words[i]);
		free(words[i]);
	}
	assert_null(words[7]);
	free(words);
}

/* Every row is whole, and what it declares is true. */
static void test_rows(void **state)
{
	const struct console_command *command;

	(void)state;
	for (size_t i = 0; (command = console_command_at(i)); i++) {
		assert_ptr_equal(console_command_find(command->names), command);
		assert_true(command->summary && command->usage);
		assert_true(command->run || command->stays);
		if (command->stays)
			assert_non_null(command->image);
		assert_int_not_equal(
			command->summary[strlen(command->summary) - 1], '.');
		if (command->help)
			assert_int_equal(
				command->help[strlen(command->help) - 1], '\n');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_slips, setup, teardown),
		cmocka_unit_test_setup_teardown(test_more_slips, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_exit_codes, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_limited, setup, teardown),
		cmocka_unit_test_setup_teardown(test_stop, setup, teardown),
		cmocka_unit_test_setup_teardown(test_hang, setup, teardown),
		cmocka_unit_test_setup_teardown(test_processes, setup,
						teardown),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_paths),
		cmocka_unit_test_setup_teardown(test_hostile, setup, teardown),
		cmocka_unit_test_setup_teardown(test_limits, setup, teardown),
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
