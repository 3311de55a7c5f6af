#include "config.h"
#include "base/file.h"

#include "base/text.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

enum err_code file_make_temporary(const char *name, char **ret, struct err *err)
{
	const char *base = getenv("TMPDIR");
	struct text path = { 0 };

	text_printf(&path, "%s/kdlab-%s-XXXXXX",
		    base && *base == '/' ? base : "/tmp", name);
	if (!mkdtemp(path.bytes)) {
		err_set_errno(err, "cannot make the folder '%s'", path.bytes);
		text_fini(&path);
		return ERR_IO;
	}
	*ret = text_take(&path);
	return ERR_OK;
}

static int remove_entry(const char *path, const struct stat *stat, int kind,
			struct FTW *place)
{
	(void)stat;
	(void)kind;
	(void)place;
	remove(path);
	return 0;
}

void file_remove_tree(const char *path)
{
	nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
