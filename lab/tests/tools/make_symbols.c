/*
 * make_symbols PROFILE FOLDER: writes the symbol files of a machine profile's
 * images below the folder, as volatility3 lays them out.
 */
#include "config.h"

#include "base/file.h"
#include "target/machine.h"

#include <stdio.h>
#include <stdlib.h>

#define PROFILE_MOST (1u << 20)

static enum err_code write_symbols(const struct machine *machine,
				   const char *folder, struct err *err)
{
	for (size_t i = 0; i < machine_isf_count(machine); i++) {
		char *path = file_join(folder, machine_isf_path(machine, i));
		char *parent = file_folder(path);
		struct text text = { 0 };
		enum err_code code = file_make_folder(parent, err);

		machine_write_isf(machine, i, &text);
		if (!code)
			code = file_write(path, text.bytes, text.size, err);
		text_fini(&text);
		free(parent);
		free(path);
		if (code)
			return code;
	}
	return ERR_OK;
}

int main(int argc, char **argv)
{
	struct machine *machine = NULL;
	struct err err = { 0 };
	enum err_code code;
	char *bytes = NULL;
	size_t size;

	if (argc != 3) {
		fprintf(stderr, "usage: make_symbols PROFILE FOLDER\n");
		return 2;
	}
	code = file_read(argv[1], PROFILE_MOST, &bytes, &size, NULL, &err);
	if (!code)
		code = machine_parse(argv[1], bytes, size, 0, &machine, &err);
	if (!code)
		code = write_symbols(machine, argv[2], &err);
	if (code)
		fprintf(stderr, "make_symbols: %s\n", err.message);
	machine_free(machine);
	free(bytes);
	return code ? 1 : 0;
}
