#include "config.h"
#include "formats/dump_private.h"

#include "base/limits.h"
#include "base/mem.h"

#include <string.h>

/* Where tagged data begins, if the file has any. */
static uint64_t tags_offset(struct dump *dump)
{
	if (dump->kind == DUMP_TRIAGE)
		return dump->triage.end;
	if (dump->kind == DUMP_HEADER ||
	    dump_page_count(dump) > dump->size / DUMP_PAGE)
		return UINT64_MAX;
	return dump->first_page + dump->pages * DUMP_PAGE;
}

static void add_tag(struct dump *dump, const uint8_t *block, uint64_t offset,
		    uint32_t size)
{
	struct dump_tag *tag;

	dump->tags = mem_grow(dump->tags, &dump->tag_capacity,
			      dump->tag_count + 1, sizeof(*dump->tags));
	tag = &dump->tags[dump->tag_count++];
	memcpy(tag->guid, block + DG_BLOCK_GUID, sizeof(tag->guid));
	tag->offset = offset;
	tag->size = size;
}

/* Goes from block to block; the first that is none ends the list. */
static void load_tags(struct dump *dump)
{
	uint64_t offset = tags_offset(dump);
	uint8_t bytes[DG_BLOCK_SIZE];

	dump->tags_read = true;
	if (dump_pread(dump, offset, bytes, DG_SIZE, NULL) ||
	    !dump_is(bytes + DG_SIGNATURE, "DumpBlob") ||
	    dump_u32(bytes + DG_HEADER) < DG_SIZE)
		return;
	offset += dump_u32(bytes + DG_HEADER);
	while (dump->tag_count < LIMIT_TAGS &&
	       !dump_pread(dump, offset, bytes, DG_BLOCK_SIZE, NULL) &&
	       dump_u32(bytes + DG_BLOCK_HEADER) == DG_BLOCK_SIZE) {
		uint32_t size = dump_u32(bytes + DG_BLOCK_BYTES);

		offset += DG_BLOCK_SIZE +
			  (uint64_t)dump_u32(bytes + DG_BLOCK_BEFORE);
		if (!dump_has(dump, offset, size))
			return;
		add_tag(dump, bytes, offset, size);
		offset += (uint64_t)size + dump_u32(bytes + DG_BLOCK_AFTER);
	}
}

size_t dump_tag_count(struct dump *dump)
{
	if (!dump->tags_read)
		load_tags(dump);
	return dump->tag_count;
}

const struct dump_tag *dump_tag(struct dump *dump, size_t number)
{
	return number < dump_tag_count(dump) ? &dump->tags[number] : NULL;
}

const struct dump_tag *dump_find_tag(struct dump *dump, const uint8_t guid[16])
{
	size_t count = dump_tag_count(dump);

	for (size_t i = 0; i < count; i++)
		if (memcmp(dump->tags[i].guid, guid, 16) == 0)
			return &dump->tags[i];
	return NULL;
}

enum err_code dump_read_tag(struct dump *dump, const struct dump_tag *tag,
			    size_t offset, void *ret, size_t size,
			    struct err *err)
{
	if (offset > tag->size || size > tag->size - offset)
		return err_set(err, ERR_FAULT, tag->offset + tag->size,
			       "the tagged data has %u bytes",
			       (unsigned)tag->size);
	return dump_pread(dump, tag->offset + offset, ret, size, err);
}
