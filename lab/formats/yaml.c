#include "config.h"
#include "formats/yaml.h"

#include "base/limits.h"
#include "base/mem.h"
#include "formats/yaml_bytes.h"
#include "formats/yaml_keys.h"
#include "formats/yaml_syntax.h"

#include <string.h>
#include <yaml.h>

/* A list or map that is not closed yet. */
struct level {
	struct yaml_node *node;
	struct yaml_node **tail; /* where the next member is hung */
	const char *key;	 /* a map's key that waits for its value */
	uint32_t key_size, key_offset;
	unsigned key_line, key_column;
};

struct builder {
	struct arena *arena;
	const struct yaml_place *place;
	struct faults *faults;
	const char *bytes;
	size_t size;
	size_t given;	/* bytes that libyaml has taken */
	size_t padding; /* spaces in front, so that columns come out right */
	uint32_t base;	/* the file's offset of bytes[0] */
	bool ascii;
	size_t mark_index, mark_byte; /* the same place in two countings */
	size_t nodes;
	struct level levels[LIMIT_YAML_DEPTH];
	unsigned depth;
	struct yaml_node *root;
	bool documents; /* one has begun */
	bool stop;
};

/* ---- marks ---- */

static unsigned first_line(const struct builder *builder)
{
	return builder->place->line ? builder->place->line : 1;
}

static unsigned mark_line(const struct builder *builder, yaml_mark_t mark)
{
	return first_line(builder) + (unsigned)mark.line;
}

/* libyaml counts characters; we keep bytes. Marks nearly always go forward. */
static size_t mark_offset(struct builder *builder, yaml_mark_t mark)
{
	size_t index = mark.index > builder->padding
			       ? mark.index - builder->padding
			       : 0;

	if (builder->ascii)
		return index < builder->size ? index : builder->size;
	if (index < builder->mark_index) {
		builder->mark_index = 0;
		builder->mark_byte = 0;
	}
	builder->mark_byte +=
		yaml_bytes_skip(builder->bytes + builder->mark_byte,
				builder->size - builder->mark_byte,
				index - builder->mark_index);
	builder->mark_index = index;
	return builder->mark_byte;
}

static void fault_at(struct builder *builder, enum fault_kind kind,
		     yaml_mark_t mark, const char *message)
{
	fault_add(builder->faults, kind, builder->place->file,
		  mark_line(builder, mark), (unsigned)mark.column + 1, "%s",
		  message);
}

static void stop_at(struct builder *builder, enum fault_kind kind,
		    yaml_mark_t mark, const char *message)
{
	fault_at(builder, kind, mark, message);
	builder->stop = true;
}

/* ---- nodes ---- */

static struct level *top(struct builder *builder)
{
	return builder->depth ? &builder->levels[builder->depth - 1] : NULL;
}

static bool wants_key(struct builder *builder)
{
	struct level *level = top(builder);

	return level && level->node->kind == YAML_MAP && !level->key;
}

/* Hangs a new node where the next value belongs. */
static struct yaml_node *add_node(struct builder *builder,
				  const yaml_event_t *event,
				  enum yaml_kind kind)
{
	struct yaml_node *node = arena_alloc(builder->arena, sizeof(*node));
	struct level *level = top(builder);

	node->kind = kind;
	node->line = mark_line(builder, event->start_mark);
	node->column = (unsigned)event->start_mark.column + 1;
	node->offset = builder->base +
		       (uint32_t)mark_offset(builder, event->start_mark);
	node->end = node->offset;
	if (!level) {
		builder->root = node;
		return node;
	}
	if (level->key) {
		node->key = level->key;
		node->key_size = level->key_size;
		node->key_line = level->key_line;
		node->key_column = level->key_column;
		node->key_offset = level->key_offset;
		level->key = NULL;
	}
	*level->tail = node;
	level->tail = &node->next;
	level->node->count++;
	return node;
}

static void set_end(struct builder *builder, struct yaml_node *node,
		    yaml_mark_t mark)
{
	uint32_t end = builder->base + (uint32_t)mark_offset(builder, mark);

	node->end = end > node->offset ? end : node->offset;
}

/*
 * Anchors and tags change what a value means without showing it. A lone "!"
 * leaves no trace in the event, so the first byte is looked at too.
 */
static bool check_property(struct builder *builder, const yaml_event_t *event,
			   const void *anchor, const void *tag, uint32_t offset)
{
	size_t at = offset - builder->base;
	char c = at < builder->size ? builder->bytes[at] : ' ';

	if ((!anchor && !tag && c != '!' && c != '&') ||
	    event->start_mark.index >= event->end_mark.index)
		return true;
	yaml_syntax_property(builder->faults, builder->place->file,
			     mark_line(builder, event->start_mark),
			     (unsigned)event->start_mark.column + 1,
			     builder->bytes, builder->size, at);
	return false;
}

/* Control characters that came in by escapes: "\e[31m". */
static bool check_decoded(struct builder *builder, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t size = event->data.scalar.length;
	const char *why;
	bool ascii;

	if (event->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE ||
	    yaml_bytes_check(text, size, &why, &ascii) == size)
		return true;
	fault_add(builder->faults, FAULT_ENCODING, builder->place->file,
		  mark_line(builder, event->start_mark),
		  (unsigned)event->start_mark.column + 1,
		  "an escape in this text gives %s: write it as letters", why);
	return false;
}

static void take_key(struct builder *builder, const yaml_event_t *event)
{
	struct level *level = top(builder);
	const char *text = (const char *)event->data.scalar.value;
	size_t size = event->data.scalar.length;

	level->key_offset = builder->base +
			    (uint32_t)mark_offset(builder, event->start_mark);
	check_property(builder, event, event->data.scalar.anchor,
		       event->data.scalar.tag, level->key_offset);
	/* a NUL would cut the key short */
	if (!check_decoded(builder, event))
		size = 0;
	else if (!size)
		fault_at(builder, FAULT_SYNTAX, event->start_mark,
			 "a key is empty: put a name before the ':'");
	else if (size == 2 && memcmp(text, "<<", 2) == 0)
		fault_at(builder, FAULT_TRAP, event->start_mark,
			 "'<<' merges maps: write the keys out");
	level->key = arena_strndup(builder->arena, text, size);
	level->key_size = (uint32_t)size;
	level->key_line = mark_line(builder, event->start_mark);
	level->key_column = (unsigned)event->start_mark.column + 1;
}

/* "bug #39" is the text "bug": the rest is a comment. */
static bool is_cut(const struct builder *builder, const struct yaml_node *node)
{
	size_t at = node->end - builder->base;

	while (at < builder->size && builder->bytes[at] == ' ')
		at++;
	return at < builder->size && builder->bytes[at] == '#';
}

static void take_scalar(struct builder *builder, const yaml_event_t *event)
{
	struct yaml_node *node;
	size_t size = event->data.scalar.length;

	if (wants_key(builder)) {
		take_key(builder, event);
		return;
	}
	node = add_node(builder, event, YAML_SCALAR);
	node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	node->faulty =
		!check_property(builder, event, event->data.scalar.anchor,
				event->data.scalar.tag, node->offset);
	if (!check_decoded(builder, event)) {
		node->faulty = true;
		size = 0;
	}
	node->text = arena_strndup(
		builder->arena, (const char *)event->data.scalar.value, size);
	node->size = (uint32_t)size;
	set_end(builder, node, event->end_mark);
	node->cut = node->plain && size && is_cut(builder, node);
}

static void take_alias(struct builder *builder, const yaml_event_t *event)
{
	struct yaml_node *node;

	yaml_syntax_property(builder->faults, builder->place->file,
			     mark_line(builder, event->start_mark),
			     (unsigned)event->start_mark.column + 1,
			     builder->bytes, builder->size,
			     mark_offset(builder, event->start_mark));
	if (wants_key(builder)) {
		builder->stop = true;
		return;
	}
	node = add_node(builder, event, YAML_SCALAR);
	node->faulty = true;
	node->text = "";
}

static void open_level(struct builder *builder, const yaml_event_t *event,
		       enum yaml_kind kind)
{
	struct yaml_node *node;

	if (wants_key(builder)) {
		stop_at(builder, FAULT_TYPE, event->start_mark,
			"a list or map as a key: a key is a name");
		return;
	}
	if (builder->depth == LIMIT_YAML_DEPTH) {
		stop_at(builder, FAULT_LIMIT, event->start_mark,
			"nested too deep: a file has 16 levels at most");
		return;
	}
	_Static_assert(LIMIT_YAML_DEPTH == 16, "the message above says it");
	node = add_node(builder, event, kind);
	if (kind == YAML_MAP)
		node->faulty = !check_property(
			builder, event, event->data.mapping_start.anchor,
			event->data.mapping_start.tag, node->offset);
	else
		node->faulty = !check_property(
			builder, event, event->data.sequence_start.anchor,
			event->data.sequence_start.tag, node->offset);
	builder->levels[builder->depth++] = (struct level){
		.node = node,
		.tail = &node->first,
	};
}

static void close_level(struct builder *builder, const yaml_event_t *event)
{
	struct yaml_node *node = builder->levels[--builder->depth].node;

	set_end(builder, node, event->end_mark);
	if (node->kind == YAML_MAP)
		yaml_keys_check(node, builder->place->file, builder->faults);
}

/* ---- the loop ---- */

static void begin_document(struct builder *builder, const yaml_event_t *event)
{
	if (event->data.document_start.version_directive ||
	    event->data.document_start.tag_directives.start !=
		    event->data.document_start.tag_directives.end)
		fault_at(builder, FAULT_TRAP, event->start_mark,
			 "a '%' directive: leave it out");
	if (builder->documents)
		stop_at(builder, FAULT_SYNTAX, event->start_mark,
			"a second document: a file holds one");
	builder->documents = true;
}

static void take_event(struct builder *builder, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		begin_document(builder, event);
		return;
	case YAML_ALIAS_EVENT:
		take_alias(builder, event);
		break;
	case YAML_SCALAR_EVENT:
		take_scalar(builder, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		open_level(builder, event, YAML_LIST);
		break;
	case YAML_MAPPING_START_EVENT:
		open_level(builder, event, YAML_MAP);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_level(builder, event);
		return;
	default:
		return;
	}
	if (++builder->nodes > LIMIT_YAML_NODES && !builder->stop)
		stop_at(builder, FAULT_LIMIT, event->start_mark,
			"too many values in one file: split it");
}

static int give_bytes(void *data, unsigned char *buffer, size_t size,
		      size_t *ret)
{
	struct builder *builder = data;
	size_t at = builder->given, count = 0;

	while (at < builder->padding && count < size) {
		buffer[count++] = ' ';
		at++;
	}
	if (count < size) {
		size_t left = builder->padding + builder->size - at;
		size_t part = size - count < left ? size - count : left;

		memcpy(buffer + count, builder->bytes + (at - builder->padding),
		       part);
		at += part;
		count += part;
	}
	builder->given = at;
	*ret = count;
	return 1;
}

static bool run_parser(struct builder *builder, yaml_parser_t *parser)
{
	while (!builder->stop) {
		yaml_event_t event;
		bool last;

		if (!yaml_parser_parse(parser, &event)) {
			yaml_syntax_error(builder->faults, builder->place->file,
					  first_line(builder) - 1,
					  builder->bytes, builder->size,
					  parser);
			return false;
		}
		last = event.type == YAML_STREAM_END_EVENT;
		take_event(builder, &event);
		yaml_event_delete(&event);
		if (last)
			return true;
	}
	return false;
}

static bool check_bytes(struct builder *builder)
{
	unsigned line, column;
	const char *why;
	size_t bad;

	if (builder->size > LIMIT_YAML_BYTES) {
		fault_add(builder->faults, FAULT_LIMIT, builder->place->file, 0,
			  0, "too large: a file has %u bytes at most: split it",
			  LIMIT_YAML_BYTES);
		return false;
	}
	bad = yaml_bytes_check(builder->bytes, builder->size, &why,
			       &builder->ascii);
	if (bad == builder->size)
		return true;
	yaml_bytes_place(builder->bytes, bad, &line, &column);
	if (!line)
		column += (unsigned)builder->padding;
	fault_add(builder->faults, FAULT_ENCODING, builder->place->file,
		  first_line(builder) + line, column + 1, "%s: take it out",
		  why);
	return false;
}

const struct yaml_node *yaml_parse(struct arena *arena,
				   const struct yaml_place *place,
				   const char *bytes, size_t size,
				   struct faults *faults)
{
	struct builder builder = {
		.arena = arena,
		.place = place,
		.faults = faults,
		.bytes = bytes,
		.size = size,
		.base = place->offset,
		.padding = place->column ? place->column - 1 : 0,
	};
	yaml_parser_t parser;
	bool good;

	if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		builder.bytes += 3;
		builder.size -= 3;
		builder.base += 3;
	}
	if (!check_bytes(&builder))
		return NULL;
	if (!yaml_parser_initialize(&parser))
		mem_panic();
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&parser, give_bytes, &builder);
	good = run_parser(&builder, &parser);
	yaml_parser_delete(&parser);
	if (good && !builder.root)
		fault_add(faults, FAULT_SYNTAX, place->file,
			  first_line(&builder), 1, "nothing in it");
	return good ? builder.root : NULL;
}

const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key)
{
	size_t size = strlen(key);

	if (map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml_node *at = map->first; at; at = at->next)
		if (at->key_size == size && memcmp(at->key, key, size) == 0)
			return at;
	return NULL;
}
