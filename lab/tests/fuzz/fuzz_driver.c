/*
 * Any bytes as a driver's file: parsed, mapped, relocated, bound to imports,
 * protected, discarded and taken out again. None of it runs.
 */
#include "config.h"

#include "kernel/load.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/machine.h"

#include <stdlib.h>

static struct kernel *kernel;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct load_source source = { .name = (char *)"F",
				      .path = (char *)"C:\\F.sys",
				      .bytes = (uint8_t *)(uintptr_t)data,
				      .size = size };
	struct load_image image = { .source = &source };
	struct load_range *init;
	uint64_t mapped;
	unsigned count;

	if (!kernel && kernel_boot(fuzz_machine_config(), &kernel, NULL))
		abort();
	mapped = kernel->memory.mapped;
	image.kernel = kernel;
	if (load_image_parse(&image) || load_image_map(&image))
		goto end;
	if (load_image_link(&image))
		goto end;
	load_image_protect(&image);
	count = load_image_init(&image, &init);
	for (unsigned i = 0; i < count; i++)
		memory_unmap(&kernel->memory, image.base + init[i].rva,
			     init[i].size);
	free(init);
	memory_unmap(&kernel->memory, image.base,
		     (image.size + MEMORY_PAGE - 1) & ~(MEMORY_PAGE - 1ull));
end:
	/* nothing stays behind, whatever was wrong with it */
	if (kernel->memory.mapped != mapped)
		abort();
	return 0;
}
