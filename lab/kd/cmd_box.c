/*
 * What black boxes of the kernel left behind the dump: !blackboxbsd and its
 * like. What their bytes mean is not public but for what is told here, so
 * they are shown as bytes.
 */
#include "config.h"
#include "kd/private.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#define SHOWN 0x1000u /* bytes */

static const struct box {
	const char *name, *is;
	uint8_t guid[16]; /* as in memory */
} boxes[] = {
	{ "!blackboxbsd",
	  "boot status data",
	  { 0xdf, 0x08, 0x73, 0xf5, 0x45, 0xcc, 0x01, 0x4e, 0xad, 0x76, 0x29,
	    0xa4, 0xeb, 0xb0, 0x10, 0xec } },
	{ "!blackboxntfs",
	  "what NTFS left",
	  { 0xc4, 0xe9, 0xaf, 0x00, 0x0d, 0x94, 0x13, 0x42, 0x80, 0x16, 0xcd,
	    0x37, 0x19, 0xb5, 0xbc, 0x20 } },
	{ "!blackboxpnp",
	  "what plug and play left",
	  { 0x41, 0x19, 0x63, 0xb7, 0x2a, 0x53, 0x0d, 0x4e, 0xb1, 0xb6, 0xed,
	    0xb5, 0x91, 0x7d, 0x45, 0x57 } },
	{ "!blackboxwinlogon",
	  "what winlogon left",
	  { 0xcf, 0x79, 0xcc, 0x80, 0x19, 0xa7, 0xf1, 0x4a, 0xbf, 0x97, 0xfe,
	    0x29, 0xff, 0x76, 0xeb, 0xc1 } },
};

static const struct box *find_box(const char *name)
{
	for (size_t i = 0; i < sizeof(boxes) / sizeof(*boxes); i++)
		if (strcasecmp(name, boxes[i].name) == 0)
			return &boxes[i];
	return &boxes[0];
}

static const struct dump_tag *find_tag(struct dump *dump, const uint8_t *guid)
{
	for (size_t i = 0; dump && i < dump_tag_count(dump); i++)
		if (memcmp(dump_tag(dump, i)->guid, guid, 16) == 0)
			return dump_tag(dump, i);
	return NULL;
}

/* The UTF-16 text that begins at an even place, four letters or more. */
static size_t find_text(const uint8_t *bytes, size_t size)
{
	size_t length = 0;

	while (2 * length + 1 < size && !bytes[2 * length + 1] &&
	       bytes[2 * length] >= 0x20 && bytes[2 * length] < 0x7f)
		length++;
	return length >= 4 ? length : 0;
}

static void print_texts(struct kd_call *call, const uint8_t *bytes, size_t size)
{
	for (size_t at = 0; at < size; at += 2) {
		size_t length = find_text(bytes + at, size - at);

		if (!length)
			continue;
		text_printf(call->out, "Text at 0x%zx: ", at);
		for (size_t i = 0; i < length; i++)
			text_add_char(call->out, (char)bytes[at + 2 * i]);
		text_add_char(call->out, '\n');
		at += 2 * length;
	}
}

static enum err_code run_box(struct kd_call *call, struct err *err)
{
	const struct box *box = find_box(call->name);
	struct dump *dump = target_dump(call->target);
	const struct dump_tag *tag = find_tag(dump, box->guid);
	uint8_t bytes[SHOWN];
	size_t size;
	enum err_code code = argument_end(call, call->arguments, err);

	if (code)
		return code;
	if (!tag)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "No such data in this dump: .enumtag lists what "
			       "there is");
	size = tag->size < SHOWN ? tag->size : SHOWN;
	code = dump_read_tag(dump, tag, 0, bytes, size, err);
	if (code)
		return code;
	text_printf(call->out,
		    "%s: %s.\n0x%" PRIx32 " bytes. Microsoft does not publish "
		    "their layout; kdlab shows them as they are.\n",
		    box->name + 1, box->is, tag->size);
	print_texts(call, bytes, size);
	for (size_t at = 0; at < size && kd_goes_on(call); at += 16)
		print_hex_line(call->out, bytes + at,
			       size - at < 16 ? size - at : 16);
	if (size < tag->size)
		text_printf(call->out,
			    "... and 0x%zx bytes more: .enumtag shows all\n",
			    (size_t)tag->size - size);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "!blackboxbsd\0!blackboxntfs\0!blackboxpnp\0"
		   "!blackboxwinlogon\0",
	  .summary = "show what a black box of the kernel left",
	  .usage = "",
	  .help = "Boot status data (bsd), and what NTFS, plug and play and "
		  "winlogon left. WinDbg names\n"
		  "the fields; their layout is not public, so kdlab prints "
		  "the bytes, and the texts\n"
		  "among them.\n",
	  .run = run_box },
};

const struct kd_family cmd_box_family = {
	.name = "boxes",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
