#include "config.h"
#include "formats/lines.h"

#include "base/arena.h"
#include "base/library.h"
#include "base/limits.h"
#include "base/mem.h"

#include <elfutils/libdw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "libdw.so.1"

/* ---- libdw, and libelf behind it ---- */

#define CALLS(X)                                                               \
	X(elf_end)                                                             \
	X(elf_memory)                                                          \
	X(elf_version)                                                         \
	X(dwarf_begin_elf)                                                     \
	X(dwarf_end)                                                           \
	X(dwarf_getsrclines)                                                   \
	X(dwarf_lineaddr)                                                      \
	X(dwarf_lineendsequence)                                               \
	X(dwarf_lineno)                                                        \
	X(dwarf_linesrc)                                                       \
	X(dwarf_nextcu)                                                        \
	X(dwarf_offdie)                                                        \
	X(dwarf_onesrcline)

static struct libdw {
#define CALL(name) __typeof__(&name) name;
	CALLS(CALL)
#undef CALL
} libdw;

static const struct library_call calls[] = {
#define CALL(name) { #name, offsetof(struct libdw, name) },
	CALLS(CALL)
#undef CALL
};

enum err_code lines_check(struct err *err)
{
	const char *missing;

	if (libdw.dwarf_onesrcline)
		return ERR_OK;
	if (!library_load(LIBRARY, calls, sizeof(calls) / sizeof(*calls),
			  &libdw, &missing))
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "cannot read lines: '%s' %s%s: install elfutils "
			       "(libdw1 in Debian)",
			       LIBRARY, missing ? "has no " : "is not there",
			       missing ? missing : "");
	libdw.elf_version(EV_CURRENT);
	return ERR_OK;
}

/* ---- the image's sections as an ELF file ---- */

enum { NAME_BYTES = 32, SECTIONS = 24 };

struct elf {
	uint8_t *bytes;
	size_t size, room;
	Elf64_Shdr sections[SECTIONS + 2]; /* the first is empty, the last
					    * holds the names */
	unsigned count;
	char names[(SECTIONS + 2) * NAME_BYTES];
	size_t names_size;
};

static size_t append(struct elf *elf, const void *bytes, size_t size)
{
	size_t at = (elf->size + 7) & ~(size_t)7;

	elf->bytes = mem_grow(elf->bytes, &elf->room, at + size, 1);
	memset(elf->bytes + elf->size, 0, at - elf->size);
	memcpy(elf->bytes + at, bytes, size);
	elf->size = at + size;
	return at;
}

static void add_section(struct elf *elf, const char *name, uint32_t type,
			const void *bytes, size_t size)
{
	Elf64_Shdr *section = &elf->sections[elf->count++];
	size_t length = strlen(name) + 1;

	section->sh_name = (Elf64_Word)elf->names_size;
	section->sh_type = type;
	section->sh_addralign = 1;
	section->sh_size = size;
	memcpy(elf->names + elf->names_size, name, length);
	elf->names_size += length;
	section->sh_offset = append(elf, bytes, size);
}

/* "/4" is where in the string table, behind the symbols, a long name is. */
static bool find_name(const struct pe_file *file, const struct pe *pe,
		      const struct pe_section *section, char ret[NAME_BYTES])
{
	uint64_t at;

	if (section->name[0] != '/') {
		snprintf(ret, NAME_BYTES, "%s", section->name);
		return true;
	}
	at = pe->symbols_offset + 18ull * pe->symbol_count +
	     strtoul(section->name + 1, NULL, 10);
	if (at >= file->size || file->size - at < NAME_BYTES)
		return false;
	memcpy(ret, file->data + at, NAME_BYTES);
	return memchr(ret, '\0', NAME_BYTES) != NULL;
}

/* False: there are no lines among them. */
static bool add_sections(struct elf *elf, const struct pe_file *file,
			 const struct pe *pe)
{
	bool found = false;

	for (unsigned i = 0; i < pe->sections && elf->count <= SECTIONS; i++) {
		struct pe_section section;
		char name[NAME_BYTES];
		size_t size;

		if (pe_section(pe, i, &section, NULL))
			break;
		size = section.size < section.raw_size ? section.size
						       : section.raw_size;
		if (!find_name(file, pe, &section, name) ||
		    strncmp(name, ".debug_", 7) != 0 ||
		    section.raw_offset > file->size ||
		    size > file->size - section.raw_offset)
			continue;
		add_section(elf, name, SHT_PROGBITS,
			    file->data + section.raw_offset, size);
		found |= strcmp(name, ".debug_line") == 0;
	}
	return found;
}

static void finish(struct elf *elf)
{
	Elf64_Ehdr header = {
		.e_type = ET_EXEC,
		.e_machine = EM_X86_64,
		.e_version = EV_CURRENT,
		.e_ehsize = sizeof(header),
		.e_shentsize = sizeof(Elf64_Shdr),
	};
	static const char own[] = ".shstrtab";

	/* its own name is among those that it holds */
	memcpy(elf->names + elf->names_size, own, sizeof(own));
	add_section(elf, own, SHT_STRTAB, elf->names,
		    elf->names_size + sizeof(own));
	memcpy(header.e_ident, ELFMAG, SELFMAG);
	header.e_ident[EI_CLASS] = ELFCLASS64;
	header.e_ident[EI_DATA] = ELFDATA2LSB;
	header.e_ident[EI_VERSION] = EV_CURRENT;
	header.e_shnum = (Elf64_Half)elf->count;
	header.e_shstrndx = (Elf64_Half)(elf->count - 1);
	header.e_shoff =
		append(elf, elf->sections, elf->count * sizeof(*elf->sections));
	memcpy(elf->bytes, &header, sizeof(header));
}

/* ---- what they say ---- */

struct line {
	uint32_t rva, number;
	const char *file; /* NULL: what follows is of no line */
};

struct lines {
	struct arena arena;
	struct line *list; /* by RVA */
	size_t count, room;
};

/* Most lines are of the file that the last one was of. */
static const char *keep_file(struct lines *lines, const char *file)
{
	const char *last = NULL;
	char *kept;

	for (size_t i = lines->count; !last && i-- > 0;)
		last = lines->list[i].file;
	if (last && strcmp(last, file) == 0)
		return last;
	kept = arena_strndup(&lines->arena, file, strlen(file));
	for (char *at = kept; *at; at++)
		if ((unsigned char)*at < 0x20 || (unsigned char)*at >= 0x7f)
			*at = '?';
	return kept;
}

static void take_line(struct lines *lines, const struct pe *pe,
		      Dwarf_Line *from)
{
	Dwarf_Addr address;
	const char *file = libdw.dwarf_linesrc(from, NULL, NULL);
	struct line line = { 0 };
	bool ends = false;
	int number;

	if (libdw.dwarf_lineaddr(from, &address) ||
	    libdw.dwarf_lineno(from, &number) ||
	    libdw.dwarf_lineendsequence(from, &ends) || address < pe->base ||
	    address - pe->base > pe->image_size || lines->count == LIMIT_LINES)
		return;
	line.rva = (uint32_t)(address - pe->base);
	if (!ends && file && number > 0) {
		line.number = (uint32_t)number;
		line.file = keep_file(lines, file);
	}
	lines->list = mem_grow(lines->list, &lines->room, lines->count + 1,
			       sizeof(*lines->list));
	lines->list[lines->count++] = line;
}

static void take_units(struct lines *lines, const struct pe *pe, Dwarf *dwarf)
{
	Dwarf_Off at = 0, next;
	size_t header;

	while (libdw.dwarf_nextcu(dwarf, at, &next, &header, NULL, NULL,
				  NULL) == 0 &&
	       next > at) {
		Dwarf_Lines *from;
		Dwarf_Die unit;
		size_t count;

		if (libdw.dwarf_offdie(dwarf, at + header, &unit) &&
		    libdw.dwarf_getsrclines(&unit, &from, &count) == 0)
			for (size_t i = 0; i < count; i++)
				take_line(lines, pe,
					  libdw.dwarf_onesrcline(from, i));
		at = next;
	}
}

/* Where one part ends another may begin. */
static int by_rva(const void *a, const void *b)
{
	const struct line *first = a, *second = b;

	if (first->rva != second->rva)
		return first->rva < second->rva ? -1 : 1;
	if (!first->file != !second->file)
		return first->file ? 1 : -1;
	return (first->number > second->number) -
	       (first->number < second->number);
}

static void read_elf(struct lines *lines, const struct pe *pe, struct elf *elf)
{
	Elf *file = libdw.elf_memory((char *)elf->bytes, elf->size);
	Dwarf *dwarf =
		file ? libdw.dwarf_begin_elf(file, DWARF_C_READ, NULL) : NULL;

	if (dwarf) {
		take_units(lines, pe, dwarf);
		libdw.dwarf_end(dwarf);
	}
	if (file)
		libdw.elf_end(file);
	if (lines->count)
		qsort(lines->list, lines->count, sizeof(*lines->list), by_rva);
}

enum err_code lines_open(const struct pe_file *file, const struct pe *pe,
			 struct lines **ret, struct err *err)
{
	struct elf elf = { .count = 1, .names_size = 1 };
	struct lines *lines;
	enum err_code code = lines_check(err);

	if (code)
		return code;
	append(&elf, &(Elf64_Ehdr){ 0 }, sizeof(Elf64_Ehdr));
	if (!add_sections(&elf, file, pe)) {
		free(elf.bytes);
		return err_set(err, ERR_NOT_FOUND, 0,
			       "its file has no lines: a compiler adds them "
			       "with -g");
	}
	finish(&elf);
	lines = mem_calloc(1, sizeof(*lines));
	read_elf(lines, pe, &elf);
	free(elf.bytes);
	*ret = lines;
	return ERR_OK;
}

void lines_free(struct lines *lines)
{
	if (!lines)
		return;
	free(lines->list);
	arena_fini(&lines->arena);
	free(lines);
}

bool lines_find(const struct lines *lines, uint32_t rva,
		struct lines_place *ret)
{
	size_t low = 0, high = lines->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lines->list[middle].rva <= rva)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || !lines->list[low - 1].file)
		return false;
	*ret = (struct lines_place){ lines->list[low - 1].file,
				     lines->list[low - 1].number,
				     lines->list[low - 1].rva };
	return true;
}
