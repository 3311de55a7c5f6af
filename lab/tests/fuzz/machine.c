#include "config.h"

#include "tests/fuzz/machine.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

#define PROFILE_MOST (1u << 20)

struct kernel_config *fuzz_machine_config(void)
{
	/* run-fuzz.sh and make check say where; replay.c runs in the corpus */
	const char *folders[] = { getenv("srcdir"), "../../../../..", ".." };
	static struct kernel_config config;
	char path[200], *bytes = NULL;

	for (size_t i = 0; !config.profile &&
			   i < sizeof(folders) / sizeof(*folders) && !bytes;
	     i++) {
		if (!folders[i])
			continue;
		snprintf(path, sizeof(path), "%s/dumps/machines/seed.yaml",
			 folders[i]);
		if (file_read(path, PROFILE_MOST, &bytes, &config.profile_size,
			      NULL, NULL))
			bytes = NULL;
	}
	if (bytes) {
		config.profile = "seed.yaml";
		config.profile_bytes = bytes;
	}
	if (!config.profile)
		abort();
	return &config;
}
