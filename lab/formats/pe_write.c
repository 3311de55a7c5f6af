#include "config.h"

#include "formats/pe_write.h"

#include "base/mem.h"
#include "formats/pe.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
	HEADERS = 0x400,
	NT_HEADERS = 0x80, /* e_lfanew */
	OPTIONAL = NT_HEADERS + 0x18,
	OPTIONAL_SIZE = 0xf0,
	DIRECTORIES = OPTIONAL + 0x70,
	SECTIONS = OPTIONAL + OPTIONAL_SIZE,
	SECTION_SIZE = 40,
	SECTIONS_MOST = (HEADERS - SECTIONS) / SECTION_SIZE,
	SECTION_EXECUTES = 0x20000000,
	SUBSYSTEM_NATIVE = 1,
	DEBUG_CODEVIEW = 2,
	DEBUG_ENTRY_SIZE = 28,
	EXPORTS_SIZE = 40,
	/* UNWIND_CODE operations */
	UNWIND_PUSH = 0,
	UNWIND_ALLOC_LARGE = 1,
	UNWIND_ALLOC_SMALL = 2,
	UNWIND_SET_FRAME = 3,
	UNWIND_MACHINE_FRAME = 10,
	FRAME_REGISTER = 5, /* rbp */
	UNWIND_CHAINED = 4 << 3,
	SMALL_MOST = 128,
	HOMES_MOST = 4,
	HLT = 0xf4,
};
#define SECTION_WRITABLE 0x80000000u

struct writer {
	const struct pe_write *from;
	struct image *image;
	uint64_t base;
	uint32_t next; /* RVA of free room in the tables */
	struct err *err;
	enum err_code code; /* the first error; then nothing more is done */
	struct pe_directory directories[PE_DIRECTORIES];
	const struct pe_write_function **sorted; /* by begin */
	uint32_t *unwind;			 /* RVA, as sorted */
};

static uint32_t page_flags(const struct pe_write *from, uint32_t rva)
{
	uint32_t flags = 0;

	for (size_t i = 0; i < from->section_count; i++) {
		const struct pe_write_section *section = &from->sections[i];

		if (rva < section->rva || rva - section->rva >= section->size)
			continue;
		if (section->flags & SECTION_EXECUTES)
			flags |= IMAGE_EXECUTE;
		if (section->flags & SECTION_WRITABLE)
			flags |= IMAGE_WRITE;
	}
	return flags;
}

static void put(struct writer *w, uint32_t rva, const void *bytes, size_t size)
{
	image_write(w->image, w->base + rva, bytes, size,
		    page_flags(w->from, rva));
}

static void put_number(struct writer *w, uint32_t rva, uint64_t value,
		       size_t size)
{
	image_put(w->image, w->base + rva, value, size,
		  page_flags(w->from, rva));
}

static void fail(struct writer *w, enum err_code code, uint32_t rva,
		 const char *what)
{
	if (w->code == ERR_OK)
		w->code =
			err_set(w->err, code, rva,
				"cannot make an image: at RVA 0x%" PRIx32 " %s",
				rva, what);
}

/* Room in the tables; 0 when there is none left. */
static uint32_t take_room(struct writer *w, size_t size, uint32_t align)
{
	uint32_t rva = (w->next + align - 1) / align * align;

	if (rva - w->from->tables > w->from->tables_size ||
	    size > w->from->tables_size - (rva - w->from->tables)) {
		fail(w, ERR_LIMIT, rva, "the tables have no room left");
		return 0;
	}
	w->next = rva + (uint32_t)size;
	return rva;
}

/* ---- code and its unwind data ---- */

static int by_begin(const void *a, const void *b)
{
	const struct pe_write_function *const *left = a, *const *right = b;

	return ((*left)->begin > (*right)->begin) -
	       ((*left)->begin < (*right)->begin);
}

static size_t find_function(const struct writer *w, const char *name)
{
	size_t i = 0;

	while (i < w->from->function_count &&
	       (!w->sorted[i]->name || strcmp(w->sorted[i]->name, name) != 0))
		i++;
	return i;
}

/* The bytes of a prologue, and where each of its instructions ends. */
struct prologue {
	uint8_t bytes[HOMES_MOST * 5 + PE_WRITE_PUSHES * 2 + 8];
	size_t size;
	uint8_t ends[PE_WRITE_PUSHES + 1];
};

static void add_byte(struct prologue *prologue, unsigned byte)
{
	prologue->bytes[prologue->size++] = (uint8_t)byte;
}

/* mov [rsp+8], rcx and so on, to r9 */
static void add_homes(struct prologue *ret, uint32_t count)
{
	static const uint8_t codes[HOMES_MOST][2] = {
		{ 0x48, 0x4c }, { 0x48, 0x54 }, { 0x4c, 0x44 }, { 0x4c, 0x4c }
	};

	for (uint32_t i = 0; i < count && i < HOMES_MOST; i++) {
		add_byte(ret, codes[i][0]);
		add_byte(ret, 0x89);
		add_byte(ret, codes[i][1]);
		add_byte(ret, 0x24);
		add_byte(ret, 8 + 8 * i);
	}
}

/* add or sub rsp, bytes: code is the instruction's third byte */
static void add_stack(struct prologue *ret, unsigned code, uint32_t bytes)
{
	bool wide = bytes >= SMALL_MOST;

	add_byte(ret, 0x48);
	add_byte(ret, wide ? 0x81 : 0x83);
	add_byte(ret, code);
	for (unsigned i = 0; i < (wide ? 4u : 1u); i++)
		add_byte(ret, bytes >> (8 * i) & 0xff);
}

static void make_prologue(const struct pe_write_function *function,
			  struct prologue *ret)
{
	memset(ret, 0, sizeof(*ret));
	/* what a trap handler pushes is not at its begin: no prologue */
	if (function->machine_frame)
		return;
	add_homes(ret, function->homes);
	for (size_t i = 0; i < function->push_count; i++) {
		unsigned number = function->pushes[i];

		if (number >= 8)
			add_byte(ret, 0x41); /* REX.B */
		add_byte(ret, 0x50 + (number & 7));
		ret->ends[i] = (uint8_t)ret->size;
	}
	if (function->allocates == 0)
		return;
	add_stack(ret, 0xec, function->allocates);
	ret->ends[function->push_count] = (uint8_t)ret->size;
}

static void make_epilogue(const struct pe_write_function *function,
			  struct prologue *ret)
{
	memset(ret, 0, sizeof(*ret));
	if (function->machine_frame)
		return;
	if (function->allocates > 0)
		add_stack(ret, 0xc4, function->allocates);
	for (size_t i = function->push_count; i > 0; i--) {
		unsigned number = function->pushes[i - 1];

		if (number >= 8)
			add_byte(ret, 0x41);
		add_byte(ret, 0x58 + (number & 7));
	}
	add_byte(ret, 0xc3);
}

uint32_t pe_write_trap(const struct pe_write_function *function)
{
	struct prologue prologue;

	if (!function->name)
		return function->begin;
	make_prologue(function, &prologue);
	return function->begin + (uint32_t)prologue.size;
}

uint32_t pe_write_frame(const struct pe_write_function *function)
{
	return function->allocates + 8 * (uint32_t)function->push_count;
}

static void add_code(uint8_t *codes, size_t *count, unsigned end, unsigned op,
		     unsigned info)
{
	codes[*count * 2] = (uint8_t)end;
	codes[*count * 2 + 1] = (uint8_t)(op | info << 4);
	++*count;
}

/* Returns the number of 2-byte slots; the last instruction comes first. */
static size_t make_codes(const struct pe_write_function *function,
			 const struct prologue *prologue, uint8_t *codes)
{
	uint32_t allocates = function->allocates;
	size_t count = 0;

	if (function->frame_pointer > 0)
		add_code(codes, &count, 0, UNWIND_SET_FRAME, 0);
	if (allocates > SMALL_MOST) {
		add_code(codes, &count, prologue->ends[function->push_count],
			 UNWIND_ALLOC_LARGE, 0);
		codes[count * 2] = (uint8_t)(allocates / 8);
		codes[count * 2 + 1] = (uint8_t)(allocates / 8 >> 8);
		count++;
	} else if (allocates > 0) {
		add_code(codes, &count, prologue->ends[function->push_count],
			 UNWIND_ALLOC_SMALL, allocates / 8 - 1);
	}
	for (size_t i = function->push_count; i > 0; i--)
		add_code(codes, &count, prologue->ends[i - 1], UNWIND_PUSH,
			 function->pushes[i - 1]);
	if (function->machine_frame)
		add_code(codes, &count, 0, UNWIND_MACHINE_FRAME,
			 function->error_code);
	return count;
}

static void write_function(struct writer *w, size_t number)
{
	const struct pe_write_function *function = w->sorted[number];
	uint8_t info[4 + 2 * (PE_WRITE_PUSHES + 5)] = { 0 };
	struct prologue prologue, epilogue;
	size_t slots;

	make_prologue(function, &prologue);
	make_epilogue(function, &epilogue);
	if (prologue.size + (w->from->runs ? epilogue.size + 1 : 0) >
	    function->end - function->begin) {
		fail(w, ERR_FORMAT, function->begin,
		     "prologue and epilogue are longer than their function");
		return;
	}
	put(w, function->begin, prologue.bytes, prologue.size);
	if (w->from->runs) {
		put_number(w, function->begin + (uint32_t)prologue.size, HLT,
			   1);
		put(w, function->begin + (uint32_t)prologue.size + 1,
		    epilogue.bytes, epilogue.size);
	}
	slots = make_codes(function, &prologue, info + 4);
	info[0] = 1; /* version */
	info[1] = (uint8_t)prologue.size;
	info[2] = (uint8_t)slots;
	if (function->frame_pointer > 0)
		info[3] = (uint8_t)(FRAME_REGISTER |
				    function->frame_pointer / 16 << 4);
	w->unwind[number] = take_room(w, 4 + (slots + 1) / 2 * 4, 4);
	if (w->unwind[number])
		put(w, w->unwind[number], info, 4 + (slots + 1) / 2 * 4);
}

static void write_part(struct writer *w, size_t number)
{
	const struct pe_write_function *part = w->sorted[number];
	size_t whole =
		part->of ? find_function(w, part->of) : w->from->function_count;
	uint32_t rva;

	if (whole == w->from->function_count) {
		fail(w, ERR_FORMAT, part->begin, "is a part of no function");
		return;
	}
	rva = w->unwind[number] = take_room(w, 16, 4);
	if (!rva)
		return;
	put_number(w, rva, 1 | UNWIND_CHAINED, 4);
	put_number(w, rva + 4, w->sorted[whole]->begin, 4);
	put_number(w, rva + 8, w->sorted[whole]->end, 4);
	put_number(w, rva + 12, w->unwind[whole], 4);
}

static void fill_code(struct writer *w)
{
	size_t count = w->from->function_count;

	for (size_t i = 0; i < count; i++) {
		const struct pe_write_function *function = w->sorted[i];
		uint32_t before = i > 0 ? w->sorted[i - 1]->end : HEADERS;

		if (function->begin < before || function->end > w->from->size ||
		    function->end <= function->begin ||
		    function->push_count > PE_WRITE_PUSHES ||
		    function->allocates % 8 != 0 ||
		    function->allocates / 8 > UINT16_MAX) {
			fail(w, ERR_FORMAT, function->begin,
			     "the function overlaps another, lies outside, or "
			     "has a frame that no unwind data describes");
			return;
		}
		image_fill(w->image, w->base + function->begin, 0xcc,
			   function->end - function->begin,
			   page_flags(w->from, function->begin));
	}
}

static void write_functions(struct writer *w)
{
	size_t count = w->from->function_count;
	uint32_t rva;

	if (count == 0)
		return;
	for (size_t i = 0; i < count; i++)
		w->sorted[i] = &w->from->functions[i];
	qsort(w->sorted, count, sizeof(*w->sorted), by_begin);
	fill_code(w);
	for (size_t i = 0; i < count && w->code == ERR_OK; i++) {
		if (w->sorted[i]->name)
			write_function(w, i);
	}
	for (size_t i = 0; i < count && w->code == ERR_OK; i++) {
		if (!w->sorted[i]->name)
			write_part(w, i);
	}
	rva = w->code == ERR_OK ? take_room(w, count * 12, 4) : 0;
	if (!rva)
		return;
	w->directories[PE_EXCEPTION] =
		(struct pe_directory){ rva, (uint32_t)count * 12 };
	for (size_t i = 0; i < count; i++, rva += 12) {
		put_number(w, rva, w->sorted[i]->begin, 4);
		put_number(w, rva + 4, w->sorted[i]->end, 4);
		put_number(w, rva + 8, w->unwind[i], 4);
	}
}

static void write_calls(struct writer *w)
{
	for (size_t i = 0; i < w->from->call_count; i++) {
		const struct pe_write_call *call = &w->from->calls[i];

		if (call->from < HEADERS + 5 || call->from >= w->from->size) {
			fail(w, ERR_FORMAT, call->from, "no call can return");
			return;
		}
		if (w->from->runs)
			put_number(w, call->from, HLT, 1);
		if (call->to == 0) {
			put(w, call->from - 2, "\xff\xd0", 2); /* call rax */
			continue;
		}
		put_number(w, call->from - 5, 0xe8, 1);
		put_number(w, call->from - 4, call->to - call->from, 4);
	}
}

/* ---- exports and RSDS ---- */

static const char *export_name(const struct pe_write_function *function)
{
	return function->export_name ? function->export_name : function->name;
}

static int by_name(const void *a, const void *b)
{
	const struct pe_write_function *const *left = a, *const *right = b;

	return strcmp(export_name(*left), export_name(*right));
}

static uint32_t put_string(struct writer *w, const char *string)
{
	size_t size = strlen(string) + 1;
	uint32_t rva = take_room(w, size, 1);

	if (rva)
		put(w, rva, string, size);
	return rva;
}

static void put_exports(struct writer *w, const struct pe_write_function **list,
			uint32_t count)
{
	uint32_t size = EXPORTS_SIZE + count * 10;
	uint32_t rva = take_room(w, size, 4);
	uint32_t addresses = rva + EXPORTS_SIZE, names = addresses + 4 * count;
	uint32_t ordinals = names + 4 * count, start = rva;

	if (!rva)
		return;
	put_number(w, rva + 0x04, w->from->stamp, 4);
	put_number(w, rva + 0x0c, put_string(w, w->from->name), 4);
	put_number(w, rva + 0x10, 1, 4);
	put_number(w, rva + 0x14, count, 4);
	put_number(w, rva + 0x18, count, 4);
	put_number(w, rva + 0x1c, addresses, 4);
	put_number(w, rva + 0x20, names, 4);
	put_number(w, rva + 0x24, ordinals, 4);
	for (uint32_t i = 0; i < count; i++) {
		put_number(w, addresses + 4 * i, list[i]->begin, 4);
		put_number(w, names + 4 * i,
			   put_string(w, export_name(list[i])), 4);
		put_number(w, ordinals + 2 * i, i, 2);
	}
	w->directories[PE_EXPORT] =
		(struct pe_directory){ start, w->next - start };
}

static void write_exports(struct writer *w)
{
	const struct pe_write_function **list =
		mem_calloc(w->from->function_count, sizeof(*list));
	uint32_t count = 0;

	for (size_t i = 0; i < w->from->function_count; i++) {
		if (w->from->functions[i].exported &&
		    w->from->functions[i].name)
			list[count++] = &w->from->functions[i];
	}
	if (count > 0) {
		qsort(list, count, sizeof(*list), by_name);
		put_exports(w, list, count);
	}
	free(list);
}

static void write_rsds(struct writer *w)
{
	size_t size = 24 + strlen(w->from->pdb) + 1;
	uint32_t entry = take_room(w, DEBUG_ENTRY_SIZE, 4);
	uint32_t rsds = entry ? take_room(w, size, 4) : 0;

	if (!rsds)
		return;
	put_number(w, entry + 4, w->from->stamp, 4);
	put_number(w, entry + 12, DEBUG_CODEVIEW, 4);
	put_number(w, entry + 16, size, 4);
	put_number(w, entry + 20, rsds, 4);
	put_number(w, entry + 24, rsds, 4);
	put(w, rsds, "RSDS", 4);
	put(w, rsds + 4, w->from->guid, 16);
	put_number(w, rsds + 20, w->from->age, 4);
	put(w, rsds + 24, w->from->pdb, strlen(w->from->pdb) + 1);
	w->directories[PE_DEBUG] =
		(struct pe_directory){ entry, DEBUG_ENTRY_SIZE };
}

/* ---- headers ---- */

static void write_optional(struct writer *w)
{
	const struct pe_write *from = w->from;

	put_number(w, OPTIONAL, 0x20b, 2);
	put_number(w, OPTIONAL + 0x02, 14, 1); /* linker version */
	put_number(w, OPTIONAL + 0x10, from->entry, 4);
	put_number(w, OPTIONAL + 0x18, w->base, 8);
	put_number(w, OPTIONAL + 0x20, IMAGE_PAGE, 4); /* alignments */
	put_number(w, OPTIONAL + 0x24, 0x200, 4);
	put_number(w, OPTIONAL + 0x28, 10, 2); /* system version */
	put_number(w, OPTIONAL + 0x2c, 10, 2); /* image version */
	put_number(w, OPTIONAL + 0x30, 10, 2); /* subsystem version */
	put_number(w, OPTIONAL + 0x38, from->size, 4);
	put_number(w, OPTIONAL + 0x3c, HEADERS, 4);
	put_number(w, OPTIONAL + 0x40, from->checksum, 4);
	put_number(w, OPTIONAL + 0x44, SUBSYSTEM_NATIVE, 2);
	put_number(w, OPTIONAL + 0x6c, PE_DIRECTORIES, 4);
	for (unsigned i = 0; i < PE_DIRECTORIES; i++) {
		put_number(w, DIRECTORIES + 8 * i, w->directories[i].rva, 4);
		put_number(w, DIRECTORIES + 8 * i + 4, w->directories[i].size,
			   4);
	}
}

static void write_headers(struct writer *w)
{
	const struct pe_write *from = w->from;

	put(w, 0, "MZ", 2);
	put_number(w, 0x3c, NT_HEADERS, 4);
	put(w, NT_HEADERS, "PE\0", 4);
	put_number(w, NT_HEADERS + 0x04, 0x8664, 2);
	put_number(w, NT_HEADERS + 0x06, from->section_count, 2);
	put_number(w, NT_HEADERS + 0x08, from->stamp, 4);
	put_number(w, NT_HEADERS + 0x14, OPTIONAL_SIZE, 2);
	put_number(w, NT_HEADERS + 0x16, 0x22, 2); /* executable, large */
	write_optional(w);
	for (size_t i = 0; i < from->section_count; i++) {
		const struct pe_write_section *section = &from->sections[i];
		uint32_t at = SECTIONS + (uint32_t)i * SECTION_SIZE;

		put(w, at, section->name, sizeof(section->name));
		put_number(w, at + 8, section->size, 4);
		put_number(w, at + 12, section->rva, 4);
		put_number(w, at + 16, section->size, 4);
		put_number(w, at + 20, section->rva, 4);
		put_number(w, at + 36, section->flags, 4);
	}
}

enum err_code pe_write(const struct pe_write *from, struct image *image,
		       uint64_t base, struct err *err)
{
	struct writer w = { .from = from,
			    .image = image,
			    .base = base,
			    .next = from->tables,
			    .err = err };

	if (from->section_count > SECTIONS_MOST || from->tables < HEADERS ||
	    from->tables_size > from->size ||
	    from->tables > from->size - from->tables_size)
		return err_set(err, ERR_FORMAT, base,
			       "cannot make an image: too many sections, or "
			       "its tables lie outside");
	w.sorted = mem_calloc(from->function_count, sizeof(*w.sorted));
	w.unwind = mem_calloc(from->function_count, sizeof(*w.unwind));
	write_functions(&w);
	if (w.code == ERR_OK)
		write_calls(&w);
	if (w.code == ERR_OK)
		write_exports(&w);
	if (w.code == ERR_OK && from->pdb)
		write_rsds(&w);
	if (w.code == ERR_OK)
		write_headers(&w);
	free(w.sorted);
	free(w.unwind);
	return w.code;
}
