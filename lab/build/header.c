#include "config.h"
#include "build/header.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Headers that are not the learner's, by their folders. */
struct folders {
	char **paths; /* without links */
	size_t count;
};

/* Errors below one #include of the learner's. */
struct group {
	size_t first; /* the message that is kept of them */
	size_t more;
};

struct fold {
	struct build_messages *messages;
	const struct folders *folders;
	struct group *groups;
	size_t count, capacity;
	bool *marked;
};

static bool is_below(const struct folders *folders, const char *file)
{
	char *path = realpath(file, NULL);
	bool found = false;

	for (size_t i = 0; path && !found && i < folders->count; i++) {
		size_t size = strlen(folders->paths[i]);

		found = strncmp(path, folders->paths[i], size) == 0 &&
			path[size] == '/';
	}
	free(path);
	return found;
}

/* The innermost #include that is the learner's. */
static bool find_own(const struct folders *folders, const char *included,
		     char **ret_file, unsigned *ret_line)
{
	while (included && *included) {
		size_t size = strcspn(included, "\n");
		char *file = mem_strndup(included, size);
		char *colon = strrchr(file, ':');

		*colon = '\0';
		if (!is_below(folders, file)) {
			*ret_file = file;
			*ret_line = (unsigned)strtoul(colon + 1, NULL, 10);
			return true;
		}
		free(file);
		included += size + (included[size] == '\n');
	}
	return false;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The message moves to the #include and names the header; an #error of one of
 * ours speaks for itself. */
static void move(struct build_message *message, char *file, unsigned line)
{
	static const char error[] = "#error ";
	struct text text = { 0 };

	if (strncmp(message->text, error, strlen(error)) == 0)
		text_add_string(&text, message->text + strlen(error));
	else
		text_printf(&text, "in %s: %s", last_part(message->file),
			    message->text);
	free(message->text);
	message->text = text_take(&text);
	free(message->file);
	message->file = file;
	message->line = line;
	message->column = 0;
}

static struct group *find_group(struct fold *fold, const char *file,
				unsigned line)
{
	for (size_t i = 0; i < fold->count; i++) {
		const struct build_message *first =
			&fold->messages->list[fold->groups[i].first];

		if (first->line == line && strcmp(first->file, file) == 0)
			return &fold->groups[i];
	}
	return NULL;
}

/* An error in a header that is not the learner's: whether it is kept. */
static bool keep(struct fold *fold, size_t at)
{
	struct build_message *message = &fold->messages->list[at];
	struct group *group;
	unsigned line;
	char *file;

	/* the way to a header is told once for all in a row */
	if (!find_own(fold->folders, message->included, &file, &line)) {
		if (!fold->count)
			return true;
		fold->groups[fold->count - 1].more++;
		return false;
	}
	group = find_group(fold, file, line);
	if (group) {
		free(file);
		group->more++;
		return false;
	}
	move(message, file, line);
	fold->groups = mem_grow(fold->groups, &fold->capacity, fold->count + 1,
				sizeof(*fold->groups));
	fold->groups[fold->count++] = (struct group){ .first = at };
	return true;
}

static void count_more(struct fold *fold)
{
	for (size_t i = 0; i < fold->count; i++) {
		const struct group *group = &fold->groups[i];
		struct build_message *message =
			&fold->messages->list[group->first];
		struct text text = { 0 };

		if (!group->more)
			continue;
		text_printf(&text, "%s (and %zu more in what is included here)",
			    message->text, group->more);
		free(message->text);
		message->text = text_take(&text);
	}
}

static void add_folder(struct folders *folders, const char *path)
{
	char *real = realpath(path, NULL);

	if (real)
		folders->paths[folders->count++] = real;
}

/* A folder's headers may be links to where gcc says that they are. */
static void add_headers(struct folders *folders, const char *path)
{
	static const char *const some[] = { "stddef.h", "stdio.h", "wdm.h" };

	add_folder(folders, path);
	for (size_t i = 0; i < sizeof(some) / sizeof(*some); i++) {
		char *file = file_join(path, some[i]);
		char *real = realpath(file, NULL);
		char *folder = real ? file_folder(real) : NULL;

		if (folder)
			add_folder(folders, folder);
		free(folder);
		free(real);
		free(file);
	}
}

void headers_fold(struct job *job)
{
	struct build_messages *messages = &job->build->messages;
	struct folders folders = {
		.paths = mem_calloc(4 * job->header_count + 2, sizeof(char *)),
	};
	struct fold fold = {
		.messages = messages,
		.folders = &folders,
		.marked = mem_calloc(messages->count + 1, sizeof(bool)),
	};
	char *include = file_join(job->driver, "include");
	bool moved = false;

	for (size_t i = 0; i < job->header_count; i++)
		add_headers(&folders, job->headers[i]);
	add_folder(&folders, include);
	add_folder(&folders, job->folder);
	for (size_t i = 0; i < messages->count; i++) {
		const struct build_message *message = &messages->list[i];

		/* a note belongs to what is before it */
		if (message->severity == BUILD_NOTE) {
			fold.marked[i] = moved;
			continue;
		}
		moved = message->severity == BUILD_ERROR && message->file &&
			is_below(&folders, message->file);
		if (moved)
			fold.marked[i] = !keep(&fold, i);
	}
	count_more(&fold);
	messages_drop(messages, fold.marked);
	for (size_t i = 0; i < folders.count; i++)
		free(folders.paths[i]);
	free(folders.paths);
	free(fold.groups);
	free(fold.marked);
	free(include);
}
