#include "config.h"
#include "cli/symbols.h"

#include "base/file.h"

#include <stdlib.h>

char *lab_symbols(void)
{
	char *data = file_data();
	char *path = data ? file_join(data, "dumps/symbols") : NULL;

	free(data);
	if (path && file_is_folder(path))
		return path;
	free(path);
	return NULL;
}
