#include "config.h"

#include "base/limits.h"
#include "kernel/disk.h"
#include "kernel/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct kernel *make(void)
{
	struct kernel *kernel = calloc(1, sizeof(*kernel));

	assert_non_null(kernel);
	return kernel;
}

static void put(struct kernel *kernel, const char *path, const char *text)
{
	assert_int_equal(
		kernel_file_put(kernel, path, text, strlen(text), NULL),
		ERR_OK);
}

static void expect(struct kernel *kernel, const char *path, const char *text)
{
	const void *bytes;
	size_t size;

	assert_int_equal(kernel_file_get(kernel, path, &bytes, &size, NULL),
			 ERR_OK);
	assert_int_equal(size, strlen(text));
	assert_memory_equal(bytes, text, size);
}

static void expect_folder(struct kernel *kernel, const char *folder,
			  const char *names)
{
	struct text got = { 0 };
	struct kernel_file file;

	for (size_t i = 0; kernel_file_at(kernel, folder, i, &file); i++)
		text_printf(&got, "%s%s ", file.name, file.folder ? "\\" : "");
	assert_string_equal(text_string(&got), names);
	text_fini(&got);
}

static void test_files(void **state)
{
	struct kernel *kernel = make();
	struct err err;

	(void)state;
	put(kernel, "C:\\lab\\b.sys", "two");
	put(kernel, "C:\\lab\\A.sys", "one");
	put(kernel, "C:\\lab\\sub\\x", "x");
	put(kernel, "C:\\lab\\sub\\y", "y");
	put(kernel, "C:\\lab\\sub.txt", "no folder");
	put(kernel, "C:\\laboratory", "elsewhere");
	put(kernel, "C:\\LAB\\B.SYS", "anew");
	expect(kernel, "c:\\lab\\b.sys", "anew");
	expect_folder(kernel, "C:\\lab", "A.sys b.sys sub.txt sub\\ ");
	expect_folder(kernel, "C:\\", "lab\\ laboratory ");
	expect_folder(kernel, "C:\\lab\\SUB", "x y ");
	expect_folder(kernel, "C:\\none", "");
	assert_int_equal(kernel->disk.bytes, 3 + 4 + 1 + 1 + 9 + 9);
	assert_int_equal(kernel_file_remove(kernel, "C:\\lab\\a.SYS", &err),
			 ERR_OK);
	assert_int_equal(kernel_file_remove(kernel, "C:\\lab\\a.SYS", &err),
			 ERR_NOT_FOUND);
	expect_folder(kernel, "C:\\lab", "b.sys sub.txt sub\\ ");
	disk_fini(&kernel->disk);
	free(kernel);
}

static void test_limits(void **state)
{
	struct kernel *kernel = make();
	char path[400];
	struct err err;

	(void)state;
	assert_int_equal(kernel_file_put(kernel, "lab\\x", "", 0, &err),
			 ERR_USAGE);
	assert_int_equal(kernel_file_put(kernel, "C:\\", "", 0, &err),
			 ERR_USAGE);
	memset(path, 'a', sizeof(path) - 1);
	path[sizeof(path) - 1] = 0;
	memcpy(path, "C:\\", 3);
	assert_int_equal(kernel_file_put(kernel, path, "", 0, &err), ERR_USAGE);
	/* nothing is read when there is no room */
	assert_int_equal(kernel_file_put(kernel, "C:\\x", "",
					 LIMIT_KERNEL_DISK + (size_t)1, &err),
			 ERR_LIMIT);
	for (unsigned i = 0; i < LIMIT_KERNEL_FILES; i++) {
		snprintf(path, sizeof(path), "C:\\%u", i);
		put(kernel, path, "");
	}
	assert_int_equal(kernel_file_put(kernel, "C:\\more", "", 0, &err),
			 ERR_LIMIT);
	put(kernel, "C:\\7", "again");
	disk_fini(&kernel->disk);
	free(kernel);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
