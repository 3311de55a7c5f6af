/*
 * What the bench measures of the emulated machine:
 *
 *   bench_engine                       one instruction by our engine
 *   bench_engine PROFILE DRIVER        boots, loads the driver
 *   bench_engine PROFILE DRIVER DUMP   and writes the dump of its bug check
 */
#include "config.h"

#include "base/file.h"
#include "kernel/engine.h"
#include "kernel/kernel.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST (16u << 20)
#define BASE 0xfffff80000000000u

static int fail(const char *words)
{
	fprintf(stderr, "bench_engine: %s\n", words);
	return 1;
}

static int run_one(void)
{
	static _Alignas(4096) uint8_t page[4096] = { 0xf4 }; /* hlt */
	struct engine_exit end;
	struct engine *engine;
	struct err err;

	if (engine_new(&engine, &err))
		return fail(err.message);
	if (!engine_map(engine, BASE, sizeof(page),
			ENGINE_READ | ENGINE_EXECUTE, page))
		return fail("could not map");
	engine_set(engine, ENGINE_RIP, BASE);
	engine_run(engine, 1000, &end);
	return end.end == ENGINE_HALT ? 0 : fail("did not halt");
}

static int write_dump(struct kernel *kernel, const char *path)
{
	struct err err;
	uint8_t *bytes;
	size_t size;

	if (kernel_dump(kernel, &bytes, &size, &err) ||
	    file_write(path, bytes, size, &err))
		return fail(err.message);
	free(bytes);
	return 0;
}

static int run_driver(const char *profile, const char *driver, const char *dump)
{
	struct kernel_config config = { .profile = profile };
	char *profile_bytes, *bytes;
	struct kernel *kernel;
	uint32_t status = 1;
	struct err err;
	int failed = 0;
	size_t size;

	if (file_read(profile, MOST, &profile_bytes, &config.profile_size, NULL,
		      &err) ||
	    file_read(driver, MOST, &bytes, &size, NULL, &err))
		return fail(err.message);
	config.profile_bytes = profile_bytes;
	if (kernel_boot(&config, &kernel, &err))
		return fail(err.message);
	switch (kernel_load_driver(kernel, "Driver", "C:\\lab\\Driver.sys",
				   bytes, size, &status)) {
	case KERNEL_DONE:
		if (status || dump)
			failed = fail("the driver does not do as expected");
		break;
	case KERNEL_STOPPED:
		failed = dump ? write_dump(kernel, dump)
			      : fail("the machine stopped");
		break;
	case KERNEL_HANGS:
		failed = fail("the machine hangs");
	}
	kernel_free(kernel);
	free(bytes);
	free(profile_bytes);
	return failed;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return run_one();
	return run_driver(argv[1], argv[2], argc > 3 ? argv[3] : NULL);
}
