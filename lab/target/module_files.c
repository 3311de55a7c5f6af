#include "config.h"
#include "target/modules.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024, CANDIDATES = 8 };

/* The last part of a recorded path, if it can be a file's name here: what a
 * dump says must not lead out of the folder. NULL otherwise. */
static const char *safe_name(const char *path)
{
	const char *name = path;

	for (; *path; path++)
		if (*path == '\\' || *path == '/')
			name = path + 1;
	return *name && *name != '.' && file_is_inside(name) ? name : NULL;
}

static bool exists(const char *path)
{
	struct file_stamp stamp;

	return file_stat(path, &stamp, NULL) == ERR_OK;
}

/* DIR, DIR/windows: volatility3 keeps Windows' files in a folder of theirs. */
static bool find_path(const char *folder, const char *rest, char *ret)
{
	static const char *const between[] = { "", "windows/" };
	static const char *const ends[] = { ".json", ".json.xz" };

	for (size_t i = 0; i < 4; i++) {
		int size = snprintf(ret, PATH_BYTES, "%s/%s%s%s", folder,
				    between[i / 2], rest, ends[i % 2]);

		if (size > 0 && size < PATH_BYTES && exists(ret))
			return true;
	}
	return false;
}

/* Whether an address that the dump's header has is this symbol's; one that
 * it lacks says nothing. */
static bool agrees(const struct isf *isf, const char *name, uint64_t base,
		   uint64_t address)
{
	const struct isf_symbol *symbol = isf_find_symbol(isf, name);

	return !address || (symbol && base + symbol->rva == address);
}

/* Of the kernel the header tells three addresses, which differ from build to
 * build. */
static bool fits_kernel(const struct target *target, const struct isf *isf)
{
	const struct dump_header *header = target->info.header;
	uint64_t base = target->info.kernel_base;

	return header && header->loaded_modules && header->active_processes &&
	       agrees(isf, "PsLoadedModuleList", base,
		      header->loaded_modules) &&
	       agrees(isf, "PsActiveProcessHead", base,
		      header->active_processes) &&
	       agrees(isf, "KdDebuggerDataBlock", base, header->debugger_data);
}

static int is_isf(const struct dirent *entry)
{
	const char *dot = strchr(entry->d_name, '.');

	return dot && dot > entry->d_name &&
	       (strcmp(dot, ".json") == 0 || strcmp(dot, ".json.xz") == 0);
}

static struct isf *try_folder(const struct target *target, const char *folder)
{
	struct dirent **list;
	struct isf *found = NULL;
	int count = scandir(folder, &list, is_isf, alphasort);

	for (int i = 0; i < count; i++) {
		char *path = file_join(folder, list[i]->d_name);
		struct isf *isf;

		if (!found && i < CANDIDATES &&
		    isf_open(path, &isf, NULL) == ERR_OK) {
			if (fits_kernel(target, isf))
				found = isf;
			else
				isf_free(isf);
		}
		free(path);
		free(list[i]);
	}
	if (count >= 0)
		free(list);
	return found;
}

/*
 * A triage dump has no debug directory, so nothing names the kernel's PDB:
 * the few files that are there for one are tried.
 */
static struct isf *find_kernel(const struct target *target)
{
	static const char *const folders[] = { "ntkrnlmp.pdb",
					       "windows/ntkrnlmp.pdb" };
	struct isf *isf = NULL;

	for (size_t i = 0; !isf && i < 2; i++) {
		char *folder = file_join(target->symbols, folders[i]);

		isf = try_folder(target, folder);
		free(folder);
	}
	return isf;
}

struct isf *module_find_isf(const struct target *target,
			    const struct target_module *module,
			    const char **ret_state)
{
	const char *pdb = safe_name(module->rsds.name);
	char key[48], rest[400], path[PATH_BYTES];
	struct isf *isf;

	if (target->symbols && !*module->rsds.name &&
	    module->base == target->info.kernel_base)
		return find_kernel(target);
	if (!target->symbols || !pdb)
		return NULL;
	pe_rsds_key(&module->rsds, key);
	/* there the age is decimal */
	snprintf(rest, sizeof(rest), "%s/%.32s-%u", pdb, key, module->rsds.age);
	if (!find_path(target->symbols, rest, path))
		return NULL;
	if (isf_open(path, &isf, NULL)) {
		*ret_state = "(damaged isf file)";
		return NULL;
	}
	if (*isf_pdb_key(isf) && strcmp(isf_pdb_key(isf), key) != 0) {
		*ret_state = "(isf file of another build)";
		isf_free(isf);
		return NULL;
	}
	return isf;
}

static bool take_file(struct module_entry *entry, const char *path)
{
	const struct target_module *module = &entry->module;
	struct pe_file file;
	struct pe pe;
	char *bytes;
	size_t size;

	if (file_read(path, LIMIT_IMAGE_FILE, &bytes, &size, NULL, NULL))
		return false;
	file = (struct pe_file){ (const uint8_t *)bytes, size };
	if (pe_parse(pe_read_file, &file, &pe, NULL) ||
	    pe.stamp != module->stamp || pe.image_size != module->size) {
		free(bytes);
		return false;
	}
	entry->file = bytes;
	entry->file_bytes = file;
	entry->file_pe = pe;
	entry->file_pe.context = &entry->file_bytes;
	return true;
}

/* DIR/name.sys, or as symbol stores lay images out. */
static bool look_in(struct module_entry *entry, const char *folder,
		    const char *name)
{
	const struct target_module *module = &entry->module;
	char path[PATH_BYTES];
	int size = snprintf(path, sizeof(path), "%s/%s/%08X%x/%s", folder, name,
			    module->stamp, module->size, name);

	if (size > 0 && size < PATH_BYTES && exists(path) &&
	    take_file(entry, path))
		return true;
	size = snprintf(path, sizeof(path), "%s/%s", folder, name);
	return size > 0 && size < PATH_BYTES && exists(path) &&
	       take_file(entry, path);
}

char *target_drivers_folder(const char *dump)
{
	struct text path = { 0 };

	text_printf(&path, "%s.drivers", dump);
	return text_take(&path);
}

/* In the folder that was left with the dump, in that of symbols, or beside the
 * dump, where a driver lies that somebody has just built and run. */
void module_find_file(struct module_entry *entry)
{
	const struct target *target = entry->target;
	const char *name = safe_name(entry->module.image);
	char *left = NULL, *beside = NULL;

	if (!name)
		return;
	if (target->path) {
		left = target_drivers_folder(target->path);
		beside = file_folder(target->path);
	}
	if (!(left && look_in(entry, left, name)) &&
	    !(target->symbols && look_in(entry, target->symbols, name)) &&
	    beside)
		look_in(entry, beside, name);
	free(left);
	free(beside);
}
