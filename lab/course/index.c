#include "config.h"
#include "course/index.h"

#include "base/hash.h"
#include "base/limits.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "course/index_layout.h"

/* Whether a section lies inside the bytes, and where. */
static bool find_section(const struct index_head *head, const char *bytes,
			 size_t size, enum index_section which,
			 const void **ret, size_t *ret_count)
{
	uint64_t offset = head->offsets[which], count = head->counts[which];
	size_t record = index_record_sizes[which];

	if (offset > size || offset % 8 || count > (size - offset) / record)
		return false;
	*ret = bytes + offset;
	*ret_count = (size_t)count;
	return true;
}

static bool find_sections(const struct index_head *head, const char *bytes,
			  size_t size, struct index *index)
{
	const void *at[INDEX_SECTIONS];
	size_t counts[INDEX_SECTIONS];

	for (int i = 0; i < INDEX_SECTIONS; i++)
		if (!find_section(head, bytes, size, (enum index_section)i,
				  &at[i], &counts[i]))
			return false;
	index->files = at[INDEX_FILES];
	index->file_count = counts[INDEX_FILES];
	index->lessons = at[INDEX_LESSONS];
	index->lesson_count = counts[INDEX_LESSONS];
	index->steps = at[INDEX_STEPS];
	index->step_count = counts[INDEX_STEPS];
	index->ids = at[INDEX_IDS];
	index->id_count = counts[INDEX_IDS];
	index->refs = at[INDEX_REFS];
	index->ref_count = counts[INDEX_REFS];
	index->strings = at[INDEX_STRINGS];
	index->string_size = counts[INDEX_STRINGS];
	return true;
}

bool index_check(const char *bytes, size_t size, struct index *ret)
{
	struct index index = { .bytes = bytes, .size = size };
	struct index_head head;

	if (size < sizeof(head))
		return false;
	memcpy(&head, bytes, sizeof(head));
	if (memcmp(head.magic, INDEX_MAGIC, sizeof(head.magic)) != 0 ||
	    head.version != INDEX_VERSION || head.layout != index_layout() ||
	    head.size != size)
		return false;
	if (!find_sections(&head, bytes, size, &index))
		return false;
	if (!index.string_size || index.strings[index.string_size - 1])
		return false;
	if (!index.file_count || !index.lesson_count || !index.step_count ||
	    index.lesson_count > LIMIT_LESSONS ||
	    index.step_count > LIMIT_STEPS)
		return false;
	index.info = head.info;
	*ret = index;
	return true;
}

static char *map_file(const char *path, size_t *ret_size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	void *bytes = MAP_FAILED;
	struct stat status;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
	    status.st_uid == geteuid() && status.st_size > 0) {
		*ret_size = (size_t)status.st_size;
		bytes = mmap(NULL, *ret_size, PROT_READ, MAP_PRIVATE, fd, 0);
	}
	close(fd);
	return bytes == MAP_FAILED ? NULL : bytes;
}

bool index_map(const char *path, struct index *ret)
{
	size_t size;
	char *bytes = map_file(path, &size);

	if (!bytes)
		return false;
	if (!index_check(bytes, size, ret)) {
		munmap(bytes, size);
		return false;
	}
	ret->mapped = true;
	return true;
}

void index_fini(struct index *index)
{
	char *bytes = (char *)(uintptr_t)index->bytes;

	if (index->mapped)
		munmap(bytes, index->size);
	else
		free(bytes);
	memset(index, 0, sizeof(*index));
}

const char *index_string(const struct index *index, index_ref ref)
{
	if (!ref)
		return NULL;
	return ref < index->string_size ? index->strings + ref : "";
}

const char *index_member(const struct index *index, struct index_list list,
			 size_t n)
{
	const char *text = NULL;

	if (n < list.count && list.first <= index->ref_count &&
	    n < index->ref_count - list.first)
		text = index_string(index, index->refs[list.first + n]);
	return text ? text : "";
}

bool index_find(const struct index *index, const char *id, size_t *ret)
{
	uint64_t hash = hash_fnv(id, strlen(id));
	size_t low = 0, high = index->id_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (index->ids[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < index->id_count && index->ids[low].hash == hash; low++) {
		const char *found = index_string(index, index->ids[low].id);

		if (!found || strcmp(found, id) != 0 ||
		    index->ids[low].step >= index->step_count)
			continue;
		*ret = index->ids[low].step;
		return true;
	}
	return false;
}
