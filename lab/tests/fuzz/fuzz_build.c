/*
 * Any bytes as what a compiler says, as a source's #include lines, and as the
 * image that a linker wrote: what is kept is bounded and can be shown.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "build/build.h"
#include "build/explain.h"
#include "build/image.h"
#include "build/letters.h"
#include "build/scan.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

static void demand_visible(const char *text)
{
	demand(!text || strlen(text) <= LIMIT_BUILD_TEXT * 4);
	for (; text && *text; text++)
		demand((unsigned char)*text >= 0x20 || *text == '\t');
}

static void read_messages(const char *bytes, size_t size)
{
	struct build_messages messages = { 0 };
	struct names names = { 0 };
	struct text text = { 0 };

	message_parse(&messages, bytes, size);
	demand(messages.count <= LIMIT_BUILD_MESSAGES);
	/* no file of this machine is to be read */
	for (size_t i = 0; i < messages.count; i++) {
		demand_visible(messages.list[i].file);
		free(messages.list[i].file);
		messages.list[i].file = NULL;
	}
	explain_messages(&messages, &names);
	for (size_t i = 0; i < messages.count; i++) {
		struct build_message *message = &messages.list[i];

		demand(message->text != NULL);
		demand(!message->column || message->line);
		demand_visible(message->text);
		demand_visible(message->option);
		demand_visible(message->function);
		build_print(message, 40, &text);
	}
	explain_drop_formats(&messages);
	explain_drop_followers(&messages);
	demand(text.size >= messages.count);
	text_fini(&text);
	messages_fini(&messages);
}

/* A source for gcc to look at is as long as it was. */
static void read_letters(const char *bytes, size_t size)
{
	struct text text = { 0 };

	letters_replace(bytes, size, &text);
	demand(text.size == size);
	text_fini(&text);
}

static void read_includes(const char *bytes, size_t size)
{
	const char *at = bytes, *end = bytes + size, *name;
	size_t length, last = 0;
	bool is_quoted;

	while ((name = scan_include(&at, end, &length, &is_quoted))) {
		demand(length && name > bytes && name + length < end);
		demand(!memchr(name, '\n', length));
		demand((size_t)(at - bytes) > last);
		last = (size_t)(at - bytes);
	}
	demand(at == end);
}

static bool take_import(void *context, const char *library, const char *name)
{
	(void)context;
	demand(strlen(library) < 256 && strlen(name) < 256);
	return true;
}

static void read_image(const uint8_t *bytes, size_t size)
{
	uint8_t *copy = mem_alloc(size + 1);

	memcpy(copy, bytes, size);
	if (image_finish(copy, size, NULL) == ERR_OK) {
		uint8_t *again = mem_alloc(size + 1);

		/* a second time changes nothing */
		memcpy(again, copy, size);
		demand(image_finish(again, size, NULL) == ERR_OK);
		demand(memcmp(again, copy, size) == 0);
		free(again);
	}
	if (image_each_import(copy, size, take_import, NULL, NULL))
		size = 0;
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	read_messages((const char *)bytes, size);
	read_letters((const char *)bytes, size);
	read_includes((const char *)bytes, size);
	read_image(bytes, size);
	return 0;
}
