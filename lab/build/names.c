#include "config.h"
#include "build/names.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "formats/fault.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->text,
		      ((const struct name *)b)->text);
}

static enum err_code add_line(struct names *names, char *line, size_t number,
			      const char *path, struct err *err)
{
	char *space = strpbrk(line, " \t");
	const char *kind = space ? space + 1 : "";
	bool both = strcmp(kind, "data windows") == 0;
	bool data = both || strcmp(kind, "data") == 0;
	bool absent = both || strcmp(kind, "windows") == 0;

	if (!*line || *line == '#')
		return ERR_OK;
	if (space && !data && !absent)
		return err_set(err, ERR_FORMAT, number,
			       "'%s' line %zu: a name, or a name and 'data' "
			       "or 'windows'",
			       path, number);
	if (space)
		*space = '\0';
	names->list = mem_grow(names->list, &names->capacity, names->count + 1,
			       sizeof(*names->list));
	names->list[names->count++] = (struct name){ line, data, absent };
	return ERR_OK;
}

enum err_code names_read(const char *path, struct names *ret, struct err *err)
{
	struct names names = { 0 };
	enum err_code code;
	size_t size, number = 0;
	char *line, *next;

	code = file_read(path, LIMIT_BUILD_SOURCE, &names.bytes, &size, NULL,
			 err);
	for (line = names.bytes; !code && line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		code = add_line(&names, line, ++number, path, err);
	}
	if (code) {
		names_fini(&names);
		return code;
	}
	if (names.count)
		qsort(names.list, names.count, sizeof(*names.list), by_text);
	*ret = names;
	return ERR_OK;
}

void names_fini(struct names *names)
{
	free(names->bytes);
	free(names->list);
	*names = (struct names){ 0 };
}

static const struct name *find(const struct names *names, const char *name)
{
	struct name key = { .text = name };

	return names->count ? bsearch(&key, names->list, names->count,
				      sizeof(*names->list), by_text)
			    : NULL;
}

bool names_know(const struct names *names, const char *name)
{
	return find(names, name) != NULL;
}

bool names_has(const struct names *names, const char *name)
{
	const struct name *found = find(names, name);

	return found && !found->absent;
}

const char *names_nearest(const struct names *names, const char *name)
{
	const char **list;
	const char *found = NULL;

	list = mem_calloc(names->count + 1, sizeof(*list));
	for (size_t i = 0; i < names->count; i++) {
		list[i] = names->list[i].text;
		if (!found && strcasecmp(list[i], name) == 0)
			found = list[i];
	}
	if (!found)
		found = fault_nearest(name, list);
	free(list);
	return found;
}

void names_add_def(const struct names *names, struct text *out)
{
	text_add_string(out, "LIBRARY ntoskrnl.exe\nEXPORTS\n");
	for (size_t i = 0; i < names->count; i++)
		text_printf(out, "%s%s\n", names->list[i].text,
			    names->list[i].data ? " DATA" : "");
}
