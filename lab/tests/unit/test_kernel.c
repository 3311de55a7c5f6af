/*
 * The emulated machine without a driver: it boots, can be looked into while
 * it lives, and stops when it is told to. What drivers do: run-drivers.sh.
 */
#include "config.h"

#include "base/file.h"
#include "kernel/kernel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PROFILE_MOST (1u << 20)

static struct kernel *boot(uint64_t seed)
{
	const char *top = getenv("srcdir");
	char *path = file_join(top ? top : ".", "dumps/machines/seed.yaml");
	struct kernel_config config = { .profile = "seed.yaml", .seed = seed };
	struct kernel *kernel;
	struct err err = { 0 };
	char *bytes;

	assert_int_equal(file_read(path, PROFILE_MOST, &bytes,
				   &config.profile_size, NULL, &err),
			 ERR_OK);
	config.profile_bytes = bytes;
	if (kernel_boot(&config, &kernel, &err))
		fail_msg("%s", err.message);
	free(bytes);
	free(path);
	return kernel;
}

static void test_processes(void **state)
{
	struct kernel *kernel = boot(0);
	struct kernel_process process;
	uint32_t id;

	(void)state;
	assert_int_equal(kernel_process_count(kernel), 3);
	kernel_process(kernel, 0, &process);
	assert_string_equal(process.image, "System");
	assert_int_equal(process.id, 4);
	kernel_process(kernel, 2, &process);
	assert_string_equal(process.image, "cmd.exe");
	assert_int_equal(kernel_create_process(kernel, process.id,
					       "notepad.exe", "notepad", &id),
			 KERNEL_DONE);
	assert_int_equal(kernel_process_count(kernel), 4);
	assert_int_equal(kernel_exit_process(kernel, id, 0), KERNEL_DONE);
	assert_int_equal(kernel_process_count(kernel), 3);
	kernel_free(kernel);
}

static void test_look(void **state)
{
	struct kernel *kernel = boot(0);
	struct target_registers registers;
	struct target *target;
	struct err err = { 0 };
	uint64_t address, list, first;

	(void)state;
	assert_int_equal(kernel_target(kernel, NULL, &target, &err), ERR_OK);
	assert_int_equal(target_info(target)->build, 19041);
	assert_int_equal(target_info(target)->kernel_base, 0xfffff80406000000);
	assert_int_equal(target_module_count(target), 2);
	assert_int_equal(
		target_symbol(target, "nt!KeBugCheckEx", &address, NULL, &err),
		ERR_OK);
	assert_int_equal(address, 0xfffff804063f6f20);
	list = target_info(target)->header->active_processes;
	assert_int_equal(target_read_u64(target, list, &first, &err), ERR_OK);
	assert_int_equal(first, 0xffffde8bb3861040 + 0x448);
	assert_int_equal(target_cpu_registers(target, 0, &registers, &err),
			 ERR_OK);
	assert_int_equal(target_read_u64(target, 0x1000, &first, &err),
			 ERR_FAULT);
	assert_int_equal(err.at, 0x1000);
	kernel_free(kernel);
}

static void test_seed(void **state)
{
	struct kernel *one = boot(1), *two = boot(2);
	struct target *target;
	struct err err;
	uint64_t base;

	(void)state;
	assert_int_equal(kernel_target(one, NULL, &target, &err), ERR_OK);
	base = target_info(target)->kernel_base;
	assert_int_equal(base & 0x1fffff, 0);
	assert_int_equal(kernel_target(two, NULL, &target, &err), ERR_OK);
	assert_int_not_equal(base, target_info(target)->kernel_base);
	assert_int_equal(target_module_count(target), 2);
	kernel_free(one);
	kernel_free(two);
}

static void test_force(void **state)
{
	struct kernel *kernel = boot(0);
	struct err err;
	uint8_t *dump, *again;
	size_t size, again_size;

	(void)state;
	assert_int_equal(kernel_dump(kernel, &dump, &size, &err), ERR_USAGE);
	assert_null(kernel_stop(kernel));
	assert_int_equal(kernel_force(kernel, KERNEL_FORCE_KEYBOARD),
			 KERNEL_STOPPED);
	assert_int_equal(kernel_stop(kernel)->code, 0xe2);
	assert_int_equal(kernel_dump(kernel, &dump, &size, &err), ERR_OK);
	assert_int_equal(kernel_reboot(kernel, &err), ERR_OK);
	assert_null(kernel_stop(kernel));
	assert_int_equal(kernel_process_count(kernel), 3);
	kernel_free(kernel);

	kernel = boot(0);
	kernel_force(kernel, KERNEL_FORCE_KEYBOARD);
	assert_int_equal(kernel_dump(kernel, &again, &again_size, &err),
			 ERR_OK);
	assert_int_equal(size, again_size);
	assert_memory_equal(dump, again, size);
	free(dump);
	free(again);
	kernel_free(kernel);
}

/* A profile with a hole says where. */
static void test_bad_profile(void **state)
{
	static const char text[] =
		"names: {a: 1}\n"
		"header: {build: 19041, processors: 1, bugcheck: 0, "
		"parameters: [0, 0, 0, 0], roots: [0], pte_base: 0, "
		"pfn_database: 0, loaded_modules: 0, active_processes: 0, "
		"debugger_data: 0, context: 0, exception_address: 0, time: 0, "
		"uptime: 0, product: 1, suite: 0, boot_id: 0, comment: x}\n";
	struct kernel_config config = { .profile = "p.yaml",
					.profile_bytes = text,
					.profile_size = sizeof(text) - 1 };
	struct kernel *kernel;
	struct err err;

	(void)state;
	assert_int_equal(kernel_boot(&config, &kernel, &err), ERR_FORMAT);
	assert_non_null(strstr(err.message, "p.yaml"));
	assert_non_null(strstr(err.message, "'kernel'"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_processes),
		cmocka_unit_test(test_look),
		cmocka_unit_test(test_seed),
		cmocka_unit_test(test_force),
		cmocka_unit_test(test_bad_profile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
