#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/bytes.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "build/build.h"
#include "build/child.h"
#include "build/explain.h"
#include "build/image.h"
#include "build/letters.h"
#include "build/message.h"
#include "build/names.h"
#include "build/scan.h"
#include "tests/data/image.h"

static const struct {
	const char *said;
	enum build_severity severity;
	const char *file;
	unsigned line, column;
	const char *text, *option;
} said[] = {
	{ "a.c:2:32: error: expected ';' before '}' token", BUILD_ERROR, "a.c",
	  2, 32, "expected ';' before '}' token", NULL },
	{ "a b.c:7:1: warning: unused variable 'x' [-Wunused-variable]",
	  BUILD_WARNING, "a b.c", 7, 1, "unused variable 'x'",
	  "-Wunused-variable" },
	{ "/d/e.h:3:10: fatal error: x.h: No such file or directory",
	  BUILD_ERROR, "/d/e.h", 3, 10, "x.h: No such file or directory",
	  NULL },
	{ "x.c:3:91: note: 'printf' is defined in header '<stdio.h>'",
	  BUILD_NOTE, "x.c", 3, 91, "'printf' is defined in header '<stdio.h>'",
	  NULL },
	{ "cc1: error: unrecognized command-line option '-x'", BUILD_ERROR,
	  NULL, 0, 0, "unrecognized command-line option '-x'", NULL },
	{ "/usr/bin/x-ld: /t/0.o:./a.c:4: undefined reference to `f'",
	  BUILD_ERROR, "a.c", 4, 0, "undefined reference to `f'", NULL },
	{ "/usr/bin/x-ld: ././a.c:5: undefined reference to `g'", BUILD_ERROR,
	  "a.c", 5, 0, "undefined reference to `g'", NULL },
	{ "a.c:0:7: error: x", BUILD_ERROR, "a.c", 0, 0, "x", NULL },
	{ "a.c:(.text$f+0x1b): undefined reference to `h'", BUILD_ERROR, NULL,
	  0, 0, "undefined reference to `h'", NULL },
	{ "./a.c:7:(.text$f+0x1b): undefined reference to `i'", BUILD_ERROR,
	  "a.c", 7, 0, "undefined reference to `i'", NULL },
	{ "/usr/bin/x-ld: required symbol `DriverEntry' not defined",
	  BUILD_ERROR, NULL, 0, 0, "required symbol `DriverEntry' not defined",
	  NULL },
	{ "a.c:(.text$f+0x1b): undefined reference to `__imp_j'", BUILD_ERROR,
	  NULL, 0, 0, "undefined reference to `j'", NULL },
	{ "a.c:4:2: error: prototype declaration", BUILD_NOTE, "a.c", 4, 2,
	  "prototype declaration", NULL },
	{ "\033[31ma.c:1:1: error: \a", BUILD_ERROR, "^[[31ma.c", 1, 1, "^G",
	  NULL },
};

static void test_message(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		struct build_messages messages = { 0 };

		message_parse(&messages, said[i].said, strlen(said[i].said));
		assert_int_equal(messages.count, 1);
		assert_int_equal(messages.list[0].severity, said[i].severity);
		assert_string_equal(messages.list[0].text, said[i].text);
		assert_int_equal(messages.list[0].line, said[i].line);
		assert_int_equal(messages.list[0].column, said[i].column);
		if (said[i].file)
			assert_string_equal(messages.list[0].file,
					    said[i].file);
		else
			assert_null(messages.list[0].file);
		if (said[i].option)
			assert_string_equal(messages.list[0].option,
					    said[i].option);
		else
			assert_null(messages.list[0].option);
		messages_fini(&messages);
	}
}

static void test_not_message(void **state)
{
	static const char *const lines[] = {
		"a.c: In function 'f':",
		"In file included from a.c:1:",
		"                 from b.c:2:",
		"compilation terminated.",
		"collect2: error: ld returned 1 exit status",
		"x-ld: warning: cannot find entry symbol DriverEntry; "
		"defaulting to 0000000140001000",
		"x-ld: 0.o: in function `f':",
		"",
	};
	struct build_messages messages = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		message_parse(&messages, lines[i], strlen(lines[i]));
	assert_int_equal(messages.count, 0);
	messages_fini(&messages);
}

static void test_message_limits(void **state)
{
	struct build_messages messages = { 0 };
	struct text text = { 0 };

	(void)state;
	for (unsigned i = 0; i < LIMIT_BUILD_MESSAGES + 7; i++)
		text_printf(&text, "a.c:%u:1: error: x\n", i + 1);
	message_parse(&messages, text_string(&text), text.size);
	assert_int_equal(messages.count, LIMIT_BUILD_MESSAGES);
	assert_int_equal(messages.dropped, 7);
	assert_int_equal(messages.errors, LIMIT_BUILD_MESSAGES + 7);
	messages_fini(&messages);
	/* the same undefined name is told once */
	text_clear(&text);
	text_add_string(&text, "a.c:1: undefined reference to `f'\n"
			       "a.c:9: undefined reference to `f'\n");
	message_parse(&messages, text_string(&text), text.size);
	assert_int_equal(messages.count, 1);
	messages_fini(&messages);
	text_fini(&text);
}

/* What is told by counting, and what is left out, of gcc's on formats. */
static void test_formats(void **state)
{
	static const char lines[] =
		"a.c:1:2: warning: format '%X' expects argument of type "
		"'unsigned int', but argument 2 has type 'NTSTATUS' {aka "
		"'long int'} [-Wformat=]\n"
		"a.c:1:2: note: x\n"
		"a.c:2:2: warning: format '%d' expects argument of type 'int',"
		" but argument 2 has type 'HANDLE' {aka 'void *'} "
		"[-Wformat=]\n"
		"a.c:3:2: warning: unknown conversion type character 'w' in "
		"format [-Wformat=]\n"
		"a.c:3:2: warning: too many arguments for format "
		"[-Wformat-extra-args]\n"
		"a.c:4:2: warning: too many arguments for format "
		"[-Wformat-extra-args]\n"
		"a.c:5:2: warning: format '%s' expects argument of type 'char "
		"*', but argument 2 has type 'PVOID' {aka 'void *'} "
		"[-Wformat=]\n";
	struct build_messages messages = { 0 };

	(void)state;
	message_parse(&messages, lines, strlen(lines));
	assert_int_equal(messages.warnings, 6);
	explain_drop_formats(&messages);
	assert_int_equal(messages.count, 2);
	assert_int_equal(messages.warnings, 2);
	assert_int_equal(messages.list[0].line, 2);
	assert_int_equal(messages.list[1].line, 4);
	messages_fini(&messages);
}

/* Where a message is: its function, and the way to its header. */
static void test_places(void **state)
{
	static const char lines[] =
		"In file included from /h/b.h:5,\n"
		"                 from ./own.h:2,\n"
		"                 from a.c:1:\n"
		"/h/c.h:7:1: error: x\n"
		"a.c: In function 'f':\n"
		"a.c:3:1: error: y\n"
		"a.c:4:1: warning: control reaches end of non-void function "
		"[-Wreturn-type]\n"
		"a.c: In function 'g':\n"
		"a.c:9:1: warning: control reaches end of non-void function "
		"[-Wreturn-type]\n"
		"a.c: At top level:\n"
		"a.c:10:1: error: z\n";
	struct build_messages messages = { 0 };

	(void)state;
	message_parse(&messages, lines, strlen(lines));
	assert_int_equal(messages.count, 5);
	assert_string_equal(messages.list[0].included,
			    "/h/b.h:5\nown.h:2\na.c:1\n");
	assert_null(messages.list[0].function);
	assert_null(messages.list[1].included);
	assert_string_equal(messages.list[1].function, "f");
	assert_null(messages.list[4].function);
	/* f has an error already, g has none */
	explain_drop_followers(&messages);
	assert_int_equal(messages.count, 4);
	assert_int_equal(messages.warnings, 1);
	assert_int_equal(messages.list[2].line, 9);
	messages_fini(&messages);
}

static void test_try(void **state)
{
	static const char lines[] =
		"a.c:3:1: error: '__try' undeclared (first use in this "
		"function)\n"
		"a.c:3:6: error: expected ';' before '{' token\n"
		"b.c:3:6: error: expected ';' before '{' token\n"
		"a.c:3:6: error: expected ';' before '}' token\n";
	struct build_messages messages = { 0 };

	(void)state;
	message_parse(&messages, lines, strlen(lines));
	explain_drop_followers(&messages);
	assert_int_equal(messages.count, 3);
	assert_int_equal(messages.errors, 3);
	assert_string_equal(messages.list[1].file, "b.c");
	messages_fini(&messages);
}

/* Windows' letters in gcc's, of the same length. */
static void test_letters(void **state)
{
	static const char *const pairs[][2] = {
		{ "f(\"%wZ %ws\", L\"%Z\");", "f(\"%ln %ls\", L\"%n\");" },
		{ "\"%-20wZ|%.5ws|%.*wZ\"", "\"%lnZZZ|%.5ls|%c%ln\"" },
		{ "\"%hs %hZ\"", "\"%sZ %nZ\"" },
		{ "\"\\\"%wZ\\\"\" '\"' \"%wZ\"",
		  "\"\\\"%ln\\\"\" '\"' \"%ln\"" },
		{ "\"%*wZ\"", NULL }, /* there is no room */
		{ "\"%%wZ %d %p\"", NULL },
		{ "/* \"%wZ\" */ // \"%wZ\"\n%wZ", NULL },
		{ "\"%", NULL },
		{ "\"%w", NULL },
		{ "'\\", NULL },
		{ "/*/", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		struct text text = { 0 };
		bool replaced = letters_replace(pairs[i][0],
						strlen(pairs[i][0]), &text);

		assert_int_equal(replaced, pairs[i][1] != NULL);
		assert_string_equal(text_string(&text),
				    pairs[i][1] ? pairs[i][1] : pairs[i][0]);
		text_fini(&text);
	}
}

#define LN "warning: format '%ln' expects argument of type 'long int *', but "
#define N  "warning: format '%n' expects argument of type 'int *', but "

static void test_letters_restored(void **state)
{
	static const char lines[] =
		"a.c:1:1: " LN "argument 2 has type 'PCUNICODE_STRING' {aka "
		"'const UNICODE_STRING *'} [-Wformat=]\n"
		"a.c:2:1: " LN "argument 2 has type 'PVOID' {aka 'void *'} "
		"[-Wformat=]\n"
		"a.c:3:1: warning: writing into constant object (argument 2) "
		"[-Wformat=]\n"
		"a.c:4:1: " LN "argument 2 has type 'PWSTR' {aka 'short "
		"unsigned int *'} [-Wformat=]\n"
		"a.c:5:1: " LN "argument 2 has type 'UNICODE_STRING' {aka "
		"'struct _UNICODE_STRING'} [-Wformat=]\n"
		"a.c:6:1: " N "argument 2 has type 'PUNICODE_STRING' {aka "
		"'struct _UNICODE_STRING *'} [-Wformat=]\n"
		"a.c:7:1: " N "argument 2 has type 'ANSI_STRING *' {aka "
		"'STRING *'} [-Wformat=]\n"
		"a.c:8:1: warning: format '%ln' expects a matching 'long int "
		"*' argument [-Wformat=]\n";
	static const char *const kept[] = {
		"format '%wZ' expects argument of type 'PUNICODE_STRING', but "
		"argument 2 has type 'PWSTR' {aka 'short unsigned int *'}",
		"format '%wZ' expects argument of type 'PUNICODE_STRING', but "
		"argument 2 has type 'UNICODE_STRING' {aka 'struct "
		"_UNICODE_STRING'}",
		"format '%Z' expects argument of type 'PANSI_STRING', but "
		"argument 2 has type 'PUNICODE_STRING' {aka 'struct "
		"_UNICODE_STRING *'}",
		"format '%wZ' expects a matching 'PUNICODE_STRING' argument",
	};
	struct build_messages messages = { 0 };
	bool marked[8] = { false };

	(void)state;
	message_parse(&messages, lines, strlen(lines));
	assert_int_equal(messages.count, 8);
	letters_restore(&messages, "", marked);
	messages_drop(&messages, marked);
	assert_int_equal(messages.count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(messages.list[i].text, kept[i]);
	messages_fini(&messages);
}

static void test_include(void **state)
{
	static const char text[] = "#include <a.h>\n"
				   " # \tinclude\t\"b c.h\" // x\n"
				   "// #include <no.h>\n"
				   "#include MACRO\n#include <open\n"
				   "#include <>\n#define include <no.h>\n"
				   "#include <last.h>";
	static const char *const names[] = { "a.h", "b c.h", "last.h" };
	const char *at = text, *end = text + strlen(text);
	bool is_quoted;
	size_t size;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const char *name = scan_include(&at, end, &size, &is_quoted);

		assert_non_null(name);
		assert_int_equal(size, strlen(names[i]));
		assert_memory_equal(name, names[i], size);
		assert_int_equal(is_quoted, i == 1);
	}
	assert_null(scan_include(&at, end, &size, &is_quoted));
}

static void test_names(void **state)
{
	char path[] = "/tmp/test_build-XXXXXX";
	int fd = mkstemp(path);
	static const char bytes[] = "# x\nKeWait\nExFree data\n";
	struct names names;
	struct text def = { 0 };
	struct err err;

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(file_write(path, bytes, strlen(bytes), NULL), ERR_OK);
	assert_int_equal(names_read(path, &names, &err), ERR_OK);
	assert_true(names_has(&names, "KeWait"));
	assert_true(names_has(&names, "ExFree"));
	assert_false(names_has(&names, "ExFree data"));
	assert_string_equal(names_nearest(&names, "kewait"), "KeWait");
	assert_null(names_nearest(&names, "ZwQueryValueKey"));
	names_add_def(&names, &def);
	assert_string_equal(text_string(&def), "LIBRARY ntoskrnl.exe\nEXPORTS\n"
					       "ExFree DATA\nKeWait\n");
	text_fini(&def);
	names_fini(&names);
	assert_int_equal(file_write(path, "A b\n", 4, NULL), ERR_OK);
	assert_int_equal(names_read(path, &names, &err), ERR_FORMAT);
	assert_int_equal(err.at, 1);
	unlink(path);
}

static enum err_code run(const char *const *list, const char *folder,
			 struct text *out, int *ret, struct err *err)
{
	struct child_words words = { 0 };
	struct child_config config = { .words = &words, .folder = folder };
	enum err_code code;

	for (size_t i = 0; list[i]; i++)
		child_add(&words, list[i]);
	code = child_run(&config, out, ret, err);
	child_words_fini(&words);
	return code;
}

static void test_child(void **state)
{
	static const char *const echo[] = { "printf", "%s|", "a b", "$HOME; x",
					    NULL };
	static const char *const folder[] = { "pwd", NULL };
	static const char *const fails[] = { "sh", "-c", "echo e >&2; exit 3",
					     NULL };
	static const char *const dies[] = { "sh", "-c", "kill -9 $$", NULL };
	static const char *const none[] = { "no-such-program", NULL };
	static const char *const much[] = { "cat", "/dev/zero", NULL };
	struct text out = { 0 };
	struct err err;
	int status;

	(void)state;
	assert_int_equal(run(echo, NULL, &out, &status, &err), ERR_OK);
	assert_string_equal(text_string(&out), "a b|$HOME; x|");
	text_clear(&out);
	assert_int_equal(run(folder, "/", &out, &status, &err), ERR_OK);
	assert_string_equal(text_string(&out), "/\n");
	text_clear(&out);
	assert_int_equal(run(fails, NULL, &out, &status, &err), ERR_OK);
	assert_int_equal(status, 3);
	assert_string_equal(text_string(&out), "e\n");
	text_clear(&out);
	assert_int_equal(run(dies, NULL, &out, &status, &err), ERR_OK);
	assert_int_equal(status, 128 + 9);
	assert_int_equal(run(none, NULL, &out, &status, &err), ERR_NOT_FOUND);
	assert_int_equal(run(much, NULL, &out, &status, &err), ERR_LIMIT);
	text_fini(&out);
}

static bool at_once(void *context)
{
	(void)context;
	return true;
}

static void test_child_interrupted(void **state)
{
	struct child_words words = { 0 };
	struct child_config config = { .words = &words,
				       .interrupted = at_once };
	struct text out = { 0 };
	struct err err;
	int status;

	(void)state;
	child_add(&words, "sleep");
	child_add(&words, "1000");
	assert_int_equal(child_run(&config, &out, &status, &err), ERR_BUSY);
	assert_int_equal(status, 128 + 9);
	child_words_fini(&words);
	text_fini(&out);
}

static bool count_import(void *context, const char *library, const char *name)
{
	assert_string_equal(library, "ntoskrnl.exe");
	assert_string_equal(name, "DbgPrint");
	++*(unsigned *)context;
	return true;
}

/* An image with one import: in .rdata a descriptor, a table and the names. */
static void test_image(void **state)
{
	enum {
		LIST = IMAGE_RDATA + 0x100,
		HINT = IMAGE_RDATA + 0x200,
		LIBRARY = IMAGE_RDATA + 0x300
	};
	static const char name[] = "DbgPrint", library[] = "ntoskrnl.exe";
	struct image image;
	static uint8_t file[IMAGE_BYTES + IMAGE_HEADERS];
	unsigned count = 0;
	size_t size;

	(void)state;
	image_init(&image);
	image_put_directory(&image, 1, IMAGE_RDATA, 40);
	image_put32(&image, IMAGE_RDATA, LIST);
	image_put32(&image, IMAGE_RDATA + 12, LIBRARY);
	image_put32(&image, IMAGE_RDATA + 16, LIST);
	image_put64(&image, LIST, HINT);
	memcpy(image.bytes + HINT + 2, name, sizeof(name));
	memcpy(image.bytes + LIBRARY, library, sizeof(library));
	memcpy(image.bytes + IMAGE_SECTIONS + 2 * 40, "INIT\0\0\0", 8);
	size = image_file(&image, file);
	assert_int_equal(image_finish(file, size, NULL), ERR_OK);
	assert_int_equal(
		bytes_u32(file + IMAGE_SECTIONS + 2 * 40 + 36) >> 25 & 1, 1);
	assert_int_equal(bytes_u32(file + IMAGE_SECTIONS + 36) >> 25 & 1, 0);
	assert_int_not_equal(bytes_u32(file + IMAGE_OPTIONAL + 64), 0);
	assert_int_equal(
		image_each_import(file, size, count_import, &count, NULL),
		ERR_OK);
	assert_int_equal(count, 1);
	for (size_t part = 0; part < size; part += 7) {
		uint8_t *cut = malloc(part + 1);

		memcpy(cut, file, part);
		count = 0;
		(void)!image_finish(cut, part, NULL);
		(void)!image_each_import(cut, part, count_import, &count, NULL);
		assert_true(count <= 1);
		free(cut);
	}
}

/* The line of source and the mark, as they are printed so wide. */
static void expect_line(unsigned column, unsigned columns, const char *line,
			const char *mark)
{
	/* a tab, 'ab', an e with an accent, 'cd', 40 letters, '!' */
	static const char source[] =
		"\tab\xc3\xa9"
		"cdAAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDD!\n";
	char path[] = "/tmp/test_build.XXXXXX", wrong[] = "wrong";
	struct build_message message = { .file = path,
					 .line = 1,
					 .column = column,
					 .severity = BUILD_ERROR,
					 .text = wrong };
	struct text out = { 0 };
	const char *at;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, source, strlen(source)), strlen(source));
	close(fd);
	build_print(&message, columns, &out);
	at = strchr(text_string(&out), '\n');
	assert_non_null(at);
	assert_int_equal(strncmp(at + 1, line, strlen(line)), 0);
	assert_string_equal(at + 1 + strlen(line), mark);
	text_fini(&out);
	unlink(path);
}

static void test_print(void **state)
{
	(void)state;
	/* at the 'c', in cell 11 */
	expect_line(6, 0,
		    "    1 |         ab\xc3\xa9"
		    "cdAAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDD!\n",
		    "      |            ^\n");
	expect_line(6, 40,
		    "    1 |         ab\xc3\xa9"
		    "cdAAAAAAAAAABBBBBBB..\n",
		    "      |            ^\n");
	/* at the '!', the last */
	expect_line(48, 40, "    1 | ..CCCCCCDDDDDDDDDD!\n",
		    "      |                   ^\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_message),
		cmocka_unit_test(test_not_message),
		cmocka_unit_test(test_message_limits),
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_try),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_letters_restored),
		cmocka_unit_test(test_include),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_child),
		cmocka_unit_test(test_child_interrupted),
		cmocka_unit_test(test_image),
		cmocka_unit_test(test_print),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
