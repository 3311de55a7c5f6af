/*
 * Any bytes as a PE image, once as a file and once as it lies in memory: every
 * section, export, symbol and the RSDS record; names are printable.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "formats/lines.h"
#include "formats/pe.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

static enum err_code read_memory(void *context, uint32_t rva, void *ret,
				 size_t size, struct err *err)
{
	const struct pe_file *file = context;

	if (rva > file->size || size > file->size - rva)
		return err_set(err, ERR_FAULT, rva, "behind the end");
	memcpy(ret, file->data + rva, size);
	return ERR_OK;
}

static void check_name(const char *name)
{
	demand(*name);
	for (; *name; name++)
		demand(*name > 0x20 && *name < 0x7f);
}

static bool visit_export(void *context, const char *name, uint32_t rva,
			 const char *forward)
{
	const struct pe *pe = context;

	check_name(name);
	if (forward)
		check_name(forward);
	demand(rva && rva < pe->image_size);
	return true;
}

static bool visit_symbol(void *context, const char *name, uint32_t rva,
			 bool external)
{
	(void)context;
	(void)rva;
	(void)external;
	check_name(name);
	return true;
}

static void check_visible(const char *name, size_t room)
{
	demand(memchr(name, 0, room) != NULL);
	for (; *name; name++)
		demand((unsigned char)*name >= 0x20 && *name != 0x7f);
}

static void look_at_lines(const struct pe_file *file, const struct pe *pe)
{
	struct lines_place place;
	struct lines *lines;

	if (lines_open(file, pe, &lines, NULL))
		return;
	for (uint32_t rva = 0; rva < 0x4000; rva += 7)
		if (lines_find(lines, rva, &place)) {
			check_visible(place.file, strlen(place.file) + 1);
			demand(place.number && place.rva <= rva);
		}
	lines_free(lines);
}

static void look(pe_read *read, struct pe_file *file)
{
	struct pe_section section;
	struct pe_rsds rsds;
	struct pe pe;
	char key[48];

	if (pe_parse(read, file, &pe, NULL))
		return;
	for (unsigned i = 0; i < pe.sections; i++)
		if (pe_section(&pe, i, &section, NULL) == ERR_OK)
			check_visible(section.name, sizeof(section.name));
	demand(pe_section(&pe, pe.sections, &section, NULL) == ERR_NOT_FOUND);
	if (pe_rsds(&pe, &rsds, NULL) == ERR_OK) {
		check_visible(rsds.name, sizeof(rsds.name));
		pe_rsds_key(&rsds, key);
		demand(strlen(key) > 32);
	}
	(void)!pe_each_export(&pe, visit_export, &pe, NULL);
	if (read == pe_read_file)
		look_at_lines(file, &pe);
}

/* LeakSanitizer of clang 14 falls over the thread-local data of a library that
 * is loaded late, as libdw is; not looked at, they are a leak of the loader's.
 */
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "use_tls=0:print_suppressions=0";
}

const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:ld-linux";
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct pe_file file = { bytes, size };

	look(pe_read_file, &file);
	look(read_memory, &file);
	(void)!pe_each_coff(bytes, size, visit_symbol, NULL, NULL);
	return 0;
}
