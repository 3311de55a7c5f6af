#include "config.h"
#include "kernel/io.h"

void object_full_path(struct kernel *kernel, uint64_t object, char *ret,
		      size_t size)
{
	object_path(kernel, object, ret, size);
}
