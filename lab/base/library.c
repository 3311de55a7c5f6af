#include "config.h"
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *library, const struct library_call *calls,
		  size_t count, void *ret, const char **ret_missing)
{
	void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);

	*ret_missing = NULL;
	if (!handle)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!dlsym(handle, calls[i].name)) {
			*ret_missing = calls[i].name;
			dlclose(handle);
			return false;
		}
	for (size_t i = 0; i < count; i++) {
		void *call = dlsym(handle, calls[i].name);

		memcpy((char *)ret + calls[i].at, &call, sizeof(call));
	}
	return true;
}
