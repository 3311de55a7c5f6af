/*
 * The parts of the ISF reader: isf_input.c unpacks, isf_read.c makes structs
 * of events (isf_reader.h), which isf_json.c or else libyaml gives, isf.c
 * finds.
 */
#ifndef LAB_FORMATS_ISF_PRIVATE_H
#define LAB_FORMATS_ISF_PRIVATE_H

#include "base/arena.h"
#include "formats/isf.h"

#include <lzma.h>

/* Positions of a list in order of its names. */
struct isf_index {
	uint32_t *order;
	size_t count;
};

struct isf {
	struct arena arena;
	char *pdb_name;
	char pdb_guid[33]; /* upper case, "" unknown */
	uint32_t pdb_age;
	char pdb_key[48];
	struct isf_base *bases;
	struct isf_struct *structs;
	struct isf_enum *enums;
	struct isf_symbol *symbols; /* by rva */
	size_t base_count, struct_count, enum_count, symbol_count;
	size_t base_room, struct_room, enum_room, symbol_room;
	struct isf_index base_index, struct_index, enum_index, symbol_index;
};

/* ---- isf_input.c ---- */

/* The text of a file, unpacked as it is asked for. */
struct isf_input {
	const uint8_t *bytes;
	size_t size, at;
	bool packed, ended;
	lzma_stream lzma;
	uint64_t given;	 /* bytes of text so far */
	uint64_t marked; /* of them when isf_input_mark was called last */
	enum err_code code;
	struct err *err; /* filled when code is set; may be NULL */
};

enum err_code isf_input_init(struct isf_input *input, const void *bytes,
			     size_t size, struct err *err) ERR_CHECK;
void isf_input_fini(struct isf_input *input);
/* libyaml's read handler; data is the input. 0 when code was set. */
int isf_input_read(void *data, unsigned char *buffer, size_t size, size_t *ret);
/* An event came: what is held of the text so far was made use of. */
void isf_input_mark(struct isf_input *input);

/* All of the text at once, when it is packed and not so long; the caller
 * frees it. NULL: neither, or it cannot be unpacked. */
uint8_t *isf_input_whole(const void *bytes, size_t size, size_t *ret_size);

/* ---- isf_read.c ---- */

/* From a text that is plain JSON. False: ask libyaml what it is; isf is to be
 * freed. */
bool isf_read_plain(struct isf *isf, const void *text, size_t size);
enum err_code isf_read(struct isf *isf, struct isf_input *input,
		       struct err *err) ERR_CHECK;

/* ---- isf.c ---- */

/* Sorts what was read, and makes the indexes. */
void isf_finish(struct isf *isf);

#endif
