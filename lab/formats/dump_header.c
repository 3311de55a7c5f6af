#include "config.h"
#include "formats/dump_private.h"

#include <string.h>

/* A field that was never written is 0 and marked. */
static uint32_t take32(const uint8_t *bytes, size_t offset, uint32_t field,
		       struct dump_header *header)
{
	uint32_t value = dump_u32(bytes + offset);

	if (value != DUMP_FILLER)
		return value;
	header->absent |= field;
	return 0;
}

static uint64_t take64(const uint8_t *bytes, size_t offset, uint32_t field,
		       struct dump_header *header)
{
	uint64_t value = dump_u64(bytes + offset);

	if (value != DUMP_FILLER64)
		return value;
	header->absent |= field;
	return 0;
}

static void take_context(const uint8_t *bytes, struct dump_header *header)
{
	const uint8_t *context = bytes + DH_CONTEXT;
	uint32_t flags = dump_u32(context + CX_FLAGS);

	if (header->machine == DUMP_MACHINE_X64 && flags != DUMP_FILLER &&
	    flags & CX_FLAGS_X64)
		memcpy(header->context, context, DUMP_CONTEXT_BYTES);
	else
		header->absent |= DUMP_CONTEXT;
}

/* The writer's own words: 8-bit, ends with NUL or with the field. */
static void take_comment(const uint8_t *bytes, struct dump_header *header)
{
	const uint8_t *comment = bytes + DH_COMMENT;
	uint8_t wide[2 * DH_COMMENT_SIZE];

	if (dump_u32(comment) == DUMP_FILLER) {
		header->absent |= DUMP_COMMENT;
		return;
	}
	for (size_t i = 0; i < DH_COMMENT_SIZE; i++) {
		wide[2 * i] = comment[i];
		wide[2 * i + 1] = 0;
	}
	dump_text16(wide, DH_COMMENT_SIZE, header->comment,
		    sizeof(header->comment));
}

static void take_machine(const uint8_t *bytes, struct dump_header *header)
{
	header->major = dump_u32(bytes + DH_MAJOR);
	header->build = dump_u32(bytes + DH_BUILD);
	header->machine = dump_u32(bytes + DH_MACHINE);
	header->processors = take32(bytes, DH_PROCESSORS, 0, header);
	header->type = dump_u32(bytes + DH_TYPE);
	header->table_base =
		take64(bytes, DH_TABLE_BASE, 0, header) & 0x000ffffffffff000;
	header->pfn_database =
		take64(bytes, DH_PFN_DATABASE, DUMP_PFN_DATABASE, header);
	header->loaded_modules =
		take64(bytes, DH_LOADED_MODULES, DUMP_LOADED_MODULES, header);
	header->active_processes = take64(bytes, DH_ACTIVE_PROCESSES,
					  DUMP_ACTIVE_PROCESSES, header);
	header->debugger_data =
		take64(bytes, DH_DEBUGGER_DATA, DUMP_DEBUGGER_DATA, header);
}

static void take_crash(const uint8_t *bytes, struct dump_header *header)
{
	header->bugcheck = take32(bytes, DH_BUGCHECK, DUMP_BUGCHECK, header);
	for (size_t i = 0; i < 4; i++)
		header->parameters[i] =
			take64(bytes, DH_PARAMETERS + 8 * i, 0, header);
	memcpy(header->exception, bytes + DH_EXCEPTION, DUMP_EXCEPTION_BYTES);
	header->exception_code =
		take32(bytes, DH_EXCEPTION, DUMP_EXCEPTION, header);
	header->exception_address =
		take64(bytes, DH_EXCEPTION_ADDRESS, 0, header);
	header->time = take64(bytes, DH_TIME, DUMP_TIME, header);
	header->uptime = take64(bytes, DH_UPTIME, DUMP_UPTIME, header);
	take_context(bytes, header);
}

void dump_parse_header(const uint8_t *bytes, struct dump_header *ret)
{
	*ret = (struct dump_header){ 0 };
	take_machine(bytes, ret);
	take_crash(bytes, ret);
	take_comment(bytes, ret);
	if (dump_u32(bytes + DH_RUN_COUNT) == DUMP_FILLER)
		ret->absent |= DUMP_RUNS;
	ret->required = take64(bytes, DH_REQUIRED, DUMP_REQUIRED, ret);
	ret->product = take32(bytes, DH_PRODUCT, DUMP_PRODUCT, ret);
	ret->suite = take32(bytes, DH_SUITE, DUMP_SUITE, ret);
	ret->attributes = take32(bytes, DH_ATTRIBUTES, DUMP_ATTRIBUTES, ret);
	ret->boot_id = take32(bytes, DH_BOOT_ID, DUMP_BOOT_ID, ret);
	ret->mini_fields = take32(bytes, DH_MINI_FIELDS, DUMP_MINI_FIELDS, ret);
}

/* How files begin that are mistaken for dumps. */
static const struct {
	const char *begin, *words;
	size_t size;
	enum err_code code;
} foreigners[] = {
	{ "PAGEDUMP", "is a dump of 32-bit Windows; only x64 is read", 8,
	  ERR_UNSUPPORTED },
	{ "MDMP",
	  "is a minidump of one process, not of the kernel; a kernel dump "
	  "begins with PAGEDU64",
	  4, ERR_UNSUPPORTED },
	{ "hibr", "is a hibernation file, not a dump", 4, ERR_UNSUPPORTED },
	{ "HIBR", "is a hibernation file, not a dump", 4, ERR_UNSUPPORTED },
	{ "RSTR", "is a hibernation file, not a dump", 4, ERR_UNSUPPORTED },
	{ "MZ", "is a program or driver, not a dump", 2, ERR_FORMAT },
	{ "PK\3\4", "is a zip archive; unpack it first", 4, ERR_FORMAT },
	{ "7z\xbc\xaf\x27\x1c", "is a 7z archive; unpack it first", 6,
	  ERR_FORMAT },
	{ "\x1f\x8b", "is compressed with gzip; unpack it first", 2,
	  ERR_FORMAT },
	{ "\xfd"
	  "7zXZ",
	  "is compressed with xz; unpack it first", 5, ERR_FORMAT },
	{ "MSCF", "is a cabinet; unpack it first", 4, ERR_FORMAT },
	{ "\x7f"
	  "ELF",
	  "is an ELF file, perhaps a core; convert it with elf2dmp", 4,
	  ERR_FORMAT },
};

enum err_code dump_foreign(const char *path, const uint8_t *bytes, size_t size,
			   struct err *err)
{
	const size_t count = sizeof(foreigners) / sizeof(foreigners[0]);

	if (!size)
		return err_set(err, ERR_FORMAT, 0, "'%s' is empty", path);
	for (size_t i = 0; i < count; i++) {
		if (size >= foreigners[i].size &&
		    memcmp(bytes, foreigners[i].begin, foreigners[i].size) == 0)
			return err_set(err, foreigners[i].code, 0, "'%s' %s",
				       path, foreigners[i].words);
	}
	return err_set(err, ERR_FORMAT, 0,
		       "'%s' is no Windows kernel dump: it does not begin "
		       "with PAGEDU64",
		       path);
}
