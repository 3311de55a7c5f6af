#include "config.h"
#include "course/index_layout.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

const size_t index_record_sizes[INDEX_SECTIONS] = {
	[INDEX_FILES] = sizeof(struct index_file),
	[INDEX_LESSONS] = sizeof(struct index_lesson),
	[INDEX_STEPS] = sizeof(struct index_step),
	[INDEX_IDS] = sizeof(struct index_id),
	[INDEX_REFS] = sizeof(index_ref),
	[INDEX_STRINGS] = 1,
};

uint32_t index_layout(void)
{
	uint32_t byte_order = 0x01020304;
	uint64_t hash = hash_fnv(&byte_order, sizeof(byte_order));

	hash = hash_fnv_more(hash, index_record_sizes,
			     sizeof(index_record_sizes));
	return (uint32_t)(hash ^ hash >> 32);
}

index_ref index_add_string(struct index_builder *builder, const char *text)
{
	size_t at;

	if (!text)
		return 0;
	if (!builder->strings.size) /* 0 is no text */
		text_add(&builder->strings, "", 1);
	at = builder->strings.size;
	text_add(&builder->strings, text, strlen(text) + 1);
	return builder->strings.full ? 0 : (index_ref)at;
}

const char *index_built_string(const struct index_builder *builder,
			       index_ref ref)
{
	return ref ? builder->strings.bytes + ref : "";
}

struct index_list index_add_list(struct index_builder *builder,
				 const char *const *list, size_t count)
{
	struct index_list ret = {
		.first = (uint32_t)builder->ref_count,
		.count = (uint32_t)count,
	};

	builder->refs =
		mem_grow(builder->refs, &builder->ref_capacity,
			 builder->ref_count + count, sizeof(*builder->refs));
	for (size_t i = 0; i < count; i++)
		builder->refs[builder->ref_count++] =
			index_add_string(builder, list[i]);
	return ret;
}

struct index_file *index_add_file(struct index_builder *builder)
{
	struct index_file *file;

	builder->files = mem_grow(builder->files, &builder->file_capacity,
				  builder->file_count + 1, sizeof(*file));
	file = &builder->files[builder->file_count++];
	memset(file, 0, sizeof(*file));
	return file;
}

struct index_lesson *index_add_lesson(struct index_builder *builder)
{
	struct index_lesson *lesson;

	builder->lessons = mem_grow(builder->lessons, &builder->lesson_capacity,
				    builder->lesson_count + 1, sizeof(*lesson));
	lesson = &builder->lessons[builder->lesson_count++];
	memset(lesson, 0, sizeof(*lesson));
	return lesson;
}

struct index_step *index_add_step(struct index_builder *builder)
{
	struct index_step *step;

	builder->steps = mem_grow(builder->steps, &builder->step_capacity,
				  builder->step_count + 1, sizeof(*step));
	step = &builder->steps[builder->step_count++];
	memset(step, 0, sizeof(*step));
	return step;
}

void index_add_id(struct index_builder *builder, index_ref id, size_t step)
{
	const char *text = index_built_string(builder, id);

	builder->ids = mem_grow(builder->ids, &builder->id_capacity,
				builder->id_count + 1, sizeof(*builder->ids));
	builder->ids[builder->id_count++] = (struct index_id){
		.hash = hash_fnv(text, strlen(text)),
		.id = id,
		.step = (uint32_t)step,
	};
}

static int by_hash(const void *a, const void *b)
{
	const struct index_id *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

void index_sort_ids(struct index_builder *builder)
{
	if (builder->id_count)
		qsort(builder->ids, builder->id_count, sizeof(*builder->ids),
		      by_hash);
}

static size_t aligned(size_t size)
{
	return (size + 7) & ~(size_t)7;
}

void index_build(const struct index_builder *builder, char **ret_bytes,
		 size_t *ret_size)
{
	const void *sections[INDEX_SECTIONS] = {
		builder->files, builder->lessons, builder->steps,
		builder->ids,	builder->refs,	  builder->strings.bytes
	};
	struct index_head head = {
		.version = INDEX_VERSION,
		.layout = index_layout(),
		.info = builder->info,
		.counts = { builder->file_count, builder->lesson_count,
			    builder->step_count, builder->id_count,
			    builder->ref_count, builder->strings.size },
	};
	size_t size = aligned(sizeof(head));
	char *bytes;

	memcpy(head.magic, INDEX_MAGIC, sizeof(head.magic));
	for (int i = 0; i < INDEX_SECTIONS; i++) {
		head.offsets[i] = size;
		size += aligned(head.counts[i] * index_record_sizes[i]);
	}
	head.size = size;
	bytes = mem_calloc(1, size);
	memcpy(bytes, &head, sizeof(head));
	for (int i = 0; i < INDEX_SECTIONS; i++)
		if (head.counts[i])
			memcpy(bytes + head.offsets[i], sections[i],
			       head.counts[i] * index_record_sizes[i]);
	*ret_bytes = bytes;
	*ret_size = size;
}

void index_builder_fini(struct index_builder *builder)
{
	free(builder->files);
	free(builder->lessons);
	free(builder->steps);
	free(builder->ids);
	free(builder->refs);
	text_fini(&builder->strings);
	memset(builder, 0, sizeof(*builder));
}
