#include "config.h"
#include "session/progress.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct entry {
	uint64_t hash;
	char *id;
	struct progress progress;
};

struct progress_map {
	struct entry **list; /* in the order they were made */
	size_t count, capacity;
	uint32_t *slots;   /* open addressing: number in list + 1, or 0 */
	size_t slot_count; /* a power of two, or 0 */
};

static const char *const names[PROGRESS_KINDS] = {
	[PROGRESS_SESSION_START] = "session_start",
	[PROGRESS_SECTION_VIEWED] = "section_viewed",
	[PROGRESS_QUESTION_SUBMISSION] = "question_submission",
	[PROGRESS_HINT] = "question_hint",
	[PROGRESS_SOLUTION] = "question_solution",
	[PROGRESS_REVEALED] = "section_revealed",
	[PROGRESS_DONE] = "section_done",
	[PROGRESS_BOOKMARK] = "bookmark",
	[PROGRESS_OWN_NOTE] = "own_note",
	[PROGRESS_SESSION_STOP] = "session_stop",
	[PROGRESS_RESET] = "reset",
	[PROGRESS_RENAMED] = "renamed",
	[PROGRESS_GOALS] = "goals",
};

const char *progress_event_name(enum progress_event_kind kind)
{
	return names[kind];
}

enum progress_event_kind progress_event_find(const char *name)
{
	for (size_t i = 0; i < PROGRESS_KINDS; i++)
		if (strcmp(names[i], name) == 0)
			return (enum progress_event_kind)i;
	return PROGRESS_KINDS;
}

struct progress_map *progress_map_new(void)
{
	return mem_calloc(1, sizeof(struct progress_map));
}

static void wipe(struct progress *progress)
{
	free(progress->reply);
	free(progress->own_note);
	*progress = (struct progress){ 0 };
}

static void empty(struct progress_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		wipe(&map->list[i]->progress);
		free(map->list[i]->id);
		free(map->list[i]);
	}
	free(map->list);
	free(map->slots);
	*map = (struct progress_map){ 0 };
}

void progress_map_free(struct progress_map *map)
{
	if (!map)
		return;
	empty(map);
	free(map);
}

/* The slot that holds id, or the free one where it would go. */
static size_t find_slot(const struct progress_map *map, uint64_t hash,
			const char *id)
{
	size_t at = (size_t)hash & (map->slot_count - 1);

	while (map->slots[at]) {
		const struct entry *entry = map->list[map->slots[at] - 1];

		if (entry->hash == hash && strcmp(entry->id, id) == 0)
			break;
		at = (at + 1) & (map->slot_count - 1);
	}
	return at;
}

static struct progress *find(const struct progress_map *map, const char *id)
{
	uint32_t number;

	if (!map->slot_count)
		return NULL;
	number = map->slots[find_slot(map, hash_fnv(id, strlen(id)), id)];
	return number ? &map->list[number - 1]->progress : NULL;
}

const struct progress *progress_find(const struct progress_map *map,
				     const char *id)
{
	static const struct progress none;
	const struct progress *progress = find(map, id);

	return progress ? progress : &none;
}

static void grow_slots(struct progress_map *map)
{
	map->slot_count = map->slot_count ? map->slot_count * 2 : 64;
	free(map->slots);
	map->slots = mem_calloc(map->slot_count, sizeof(*map->slots));
	for (size_t i = 0; i < map->count; i++) {
		size_t at =
			find_slot(map, map->list[i]->hash, map->list[i]->id);

		map->slots[at] = (uint32_t)i + 1;
	}
}

struct progress *progress_get(struct progress_map *map, const char *id)
{
	uint64_t hash = hash_fnv(id, strlen(id));
	struct entry *entry;
	size_t slot;

	/* at most three quarters full, so that a search ends soon */
	if ((map->count + 1) * 4 > map->slot_count * 3)
		grow_slots(map);
	slot = find_slot(map, hash, id);
	if (map->slots[slot])
		return &map->list[map->slots[slot] - 1]->progress;
	entry = mem_calloc(1, sizeof(*entry));
	entry->hash = hash;
	entry->id = mem_strdup(id);
	map->list = mem_grow(map->list, &map->capacity, map->count + 1,
			     sizeof(struct entry *));
	map->list[map->count++] = entry;
	map->slots[slot] = (uint32_t)map->count;
	return &entry->progress;
}

bool progress_is_empty(const struct progress *progress)
{
	return !progress->seen && !progress->done && !progress->solution &&
	       !progress->revealed && !progress->bookmark &&
	       !progress->attempts && !progress->hints && !progress->best &&
	       !progress->done_time && !progress->reply && !progress->own_note;
}

const struct progress *progress_each(const struct progress_map *map, size_t *at,
				     const char **ret_id)
{
	while (*at < map->count) {
		const struct entry *entry = map->list[(*at)++];

		if (progress_is_empty(&entry->progress))
			continue;
		*ret_id = entry->id;
		return &entry->progress;
	}
	return NULL;
}

bool progress_rename(struct progress_map *map, const char *old, const char *id)
{
	struct progress *from = find(map, old), *to;

	if (!from || progress_is_empty(from) || strcmp(old, id) == 0)
		return false;
	to = progress_get(map, id);
	if (!progress_is_empty(to))
		return false;
	*to = *from;
	*from = (struct progress){ 0 };
	return true;
}

static void set_text(char **text, const char *value)
{
	free(*text);
	*text = *value ? mem_strdup(value) : NULL;
}

static int64_t clamp(int64_t number, int64_t most)
{
	return number < 0 ? 0 : number > most ? most : number;
}

static void submit(struct progress *progress,
		   const struct progress_event *event)
{
	int64_t share = clamp(event->number, 1000);

	/* on the way to a state nobody counts steps */
	if (event->kind == PROGRESS_QUESTION_SUBMISSION &&
	    progress->attempts < PROGRESS_COUNT_MOST)
		progress->attempts++;
	if (share > progress->best)
		progress->best = share;
	set_text(&progress->reply, event->detail);
}

static void finish(struct progress *progress,
		   const struct progress_event *event)
{
	if (!progress->done)
		progress->done_time = event->time;
	progress->done = true;
}

static void open_hint(struct progress *progress, int64_t number)
{
	unsigned open = (unsigned)clamp(number, PROGRESS_COUNT_MOST);

	/* two instances may each have opened some: a rung stays open */
	if (open > progress->hints)
		progress->hints = open;
}

void progress_apply(struct progress_map *map,
		    const struct progress_event *event)
{
	struct progress *progress;

	switch (event->kind) {
	case PROGRESS_RESET:
		empty(map);
		return;
	case PROGRESS_RENAMED:
		progress_rename(map, event->detail, event->subject);
		return;
	case PROGRESS_SESSION_START:
	case PROGRESS_SESSION_STOP:
	case PROGRESS_KINDS:
		return;
	default:
		break;
	}
	progress = progress_get(map, event->subject);
	switch (event->kind) {
	case PROGRESS_SECTION_VIEWED:
		progress->seen = true;
		break;
	case PROGRESS_QUESTION_SUBMISSION:
	case PROGRESS_GOALS:
		submit(progress, event);
		break;
	case PROGRESS_HINT:
		open_hint(progress, event->number);
		break;
	case PROGRESS_SOLUTION:
		progress->solution = true;
		break;
	case PROGRESS_REVEALED:
		progress->revealed = true;
		break;
	case PROGRESS_DONE:
		finish(progress, event);
		break;
	case PROGRESS_BOOKMARK:
		progress->bookmark = event->number != 0;
		break;
	case PROGRESS_OWN_NOTE:
		set_text(&progress->own_note, event->detail);
		break;
	default:
		break;
	}
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same(const struct progress *a, const struct progress *b)
{
	return a->seen == b->seen && a->done == b->done &&
	       a->solution == b->solution && a->revealed == b->revealed &&
	       a->bookmark == b->bookmark && a->attempts == b->attempts &&
	       a->hints == b->hints && a->best == b->best &&
	       a->done_time == b->done_time && same_text(a->reply, b->reply) &&
	       same_text(a->own_note, b->own_note);
}

/* Whether b has all that a has. */
static bool covers(const struct progress_map *a, const struct progress_map *b)
{
	const struct progress *progress;
	const char *id;
	size_t at = 0;

	while ((progress = progress_each(a, &at, &id)))
		if (!same(progress, progress_find(b, id)))
			return false;
	return true;
}

bool progress_equal(const struct progress_map *a, const struct progress_map *b)
{
	return covers(a, b) && covers(b, a);
}
