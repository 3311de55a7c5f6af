#include "config.h"
#include "kd/capstone.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* its structures change with the first number: only the header's will do */
#define TEXT(number)	    #number
#define LIBRARY_OF(version) "libcapstone.so." TEXT(version)
#define LIBRARY		    LIBRARY_OF(CS_API_MAJOR)

struct capstone capstone;

static const struct {
	const char *name;
	size_t at;
} calls[] = {
#define CALL(name) { "cs_" #name, offsetof(struct capstone, name) },
	CAPSTONE_CALLS(CALL)
#undef CALL
};

enum err_code capstone_load(struct err *err)
{
	struct capstone found;
	void *library;

	if (capstone.open)
		return ERR_OK;
	library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);
	if (!library)
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "cannot show code: no '%s': install Capstone",
			       LIBRARY);
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		void *call = dlsym(library, calls[i].name);

		if (!call) {
			dlclose(library);
			return err_set(err, ERR_UNSUPPORTED, 0,
				       "cannot show code: '%s' has no %s",
				       LIBRARY, calls[i].name);
		}
		memcpy((char *)&found + calls[i].at, &call, sizeof(call));
	}
	capstone = found;
	return ERR_OK;
}
