#include "config.h"
#include "kernel/ob.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "kernel/pool.h"
#include "kernel/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/*
 * Objects and their names. A directory's entries are chained from 37 heads;
 * which head a name belongs to is of no interest to who reads them all.
 */
enum {
	NAME_INFO = 2, /* InfoMask */
	NAME_INFO_SIZE = 0x20,
	PERMANENT = 0x10, /* Flags */
	BUCKETS = 37,
	LINKS_MOST = 16,
	COMPONENT = 256,
};

enum {
	TAG_NAME = 0x6d4e624f,	/* "ObNm" */
	TAG_ENTRY = 0x7269624f, /* "ObDi" of a directory's entry */
};

struct objects {
	uint64_t types[OB_TYPES + 1], root;
};

static const struct {
	enum object_type type;
	const char *name, *variable, *deletes, *closes;
} kinds[] = {
	{ OB_TYPE, "Type", NULL, NULL, NULL },
	{ OB_DIRECTORY, "Directory", NULL, NULL, NULL },
	{ OB_LINK, "SymbolicLink", NULL, NULL, NULL },
	{ OB_PROCESS, "Process", "PsProcessType", NULL, NULL },
	{ OB_THREAD, "Thread", "PsThreadType", NULL, NULL },
	{ OB_EVENT, "Event", "ExEventObjectType", NULL, NULL },
	{ OB_MUTANT, "Mutant", "ExMutantObjectType", NULL, NULL },
	{ OB_CALLBACK, "Callback", "ExCallbackObjectType", NULL, NULL },
	{ OB_SEMAPHORE, "Semaphore", "ExSemaphoreObjectType", NULL, NULL },
	{ OB_TIMER, "Timer", "ExTimerObjectType", NULL, NULL },
	{ OB_DEVICE, "Device", "IoDeviceObjectType", "IopDeleteDevice", NULL },
	{ OB_DRIVER, "Driver", "IoDriverObjectType", "IopDeleteDriver", NULL },
	{ OB_FILE, "File", "IoFileObjectType", "IopDeleteFile",
	  "IopCloseFile" },
	{ OB_SECTION, "Section", "MmSectionObjectType", NULL, NULL },
	{ OB_KEY, "Key", "CmKeyObjectType", "CmpDeleteKeyObject",
	  "CmpCloseKeyObject" },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static struct objects *objects(struct kernel *kernel)
{
	return family_state(kernel, FAMILY_OBJECTS, sizeof(struct objects),
			    NULL);
}

/* ---- memory ---- */

uint64_t object_memory(struct kernel *kernel, size_t size, uint32_t tag)
{
	uint64_t at = size <= LIMIT_KERNEL_OBJECT
			      ? pool_alloc(kernel, POOL_TYPE_NX, size, tag)
			      : 0;
	uint8_t *zeros;

	if (!at)
		return 0;
	zeros = mem_calloc(1, size);
	memory_poke(&kernel->memory, at, zeros, size);
	free(zeros);
	return at;
}

void object_memory_free(struct kernel *kernel, uint64_t at)
{
	struct pool_block block;

	if (!at)
		return;
	pool_find(kernel, at, &block);
	if (block.damage == POOL_SOUND)
		pool_free(kernel, at);
}

bool object_string_new(struct kernel *kernel, uint64_t at, const char *text)
{
	size_t size = strlen(text), done = 0, units = 0;
	uint64_t buffer = object_memory(kernel, 2 * size + 2, TAG_NAME);

	if (!buffer)
		return false;
	while (done < size) {
		uint32_t c;

		done += utf8_decode(text + done, size - done, &c);
		put16(kernel, buffer + 2 * units++, c > 0xffff ? 0xfffd : c);
	}
	put16(kernel, at, (uint32_t)(2 * units));
	put16(kernel, at + 2, (uint32_t)(2 * units + 2));
	put64(kernel, at + 8, buffer);
	return true;
}

/* ---- types ---- */

static unsigned cookie(struct kernel *kernel)
{
	return get8(kernel, nt_address(kernel, "ObHeaderCookie"));
}

/* TypeIndex is kept mixed with where the header is. */
static unsigned mix(struct kernel *kernel, uint64_t header)
{
	return ((unsigned)(header >> 8) ^ cookie(kernel)) & 0xff;
}

enum object_type object_type(struct kernel *kernel, uint64_t object)
{
	uint64_t header = object - OBJECT_HEADER_SIZE;
	unsigned index = (unsigned)NT_GET(kernel, header, "_OBJECT_HEADER",
					  "TypeIndex") ^
			 mix(kernel, header);

	if (index >= OB_TYPES || !objects(kernel)->types[index])
		return OB_TYPES;
	return (enum object_type)index;
}

uint64_t object_type_of(struct kernel *kernel, enum object_type type)
{
	return objects(kernel)->types[type];
}

static void count_objects(struct kernel *kernel, enum object_type type, int by)
{
	uint64_t at = objects(kernel)->types[type];

	if (at)
		NT_PUT(kernel, at, "_OBJECT_TYPE", "TotalNumberOfObjects",
		       NT_GET(kernel, at, "_OBJECT_TYPE",
			      "TotalNumberOfObjects") +
			       (uint64_t)(int64_t)by);
}

void object_init(struct kernel *kernel, uint64_t object, enum object_type type)
{
	uint64_t header = object - OBJECT_HEADER_SIZE;

	NT_PUT(kernel, header, "_OBJECT_HEADER", "PointerCount", 1);
	NT_PUT(kernel, header, "_OBJECT_HEADER", "HandleCount", 0);
	NT_PUT(kernel, header, "_OBJECT_HEADER", "TypeIndex",
	       (unsigned)type ^ mix(kernel, header));
	count_objects(kernel, type, 1);
}

/* ---- names ---- */

static bool has_name(struct kernel *kernel, uint64_t object)
{
	return NT_GET(kernel, object - OBJECT_HEADER_SIZE, "_OBJECT_HEADER",
		      "InfoMask") &
	       NAME_INFO;
}

static uint64_t name_info(uint64_t object)
{
	return object - OBJECT_HEADER_SIZE - NAME_INFO_SIZE;
}

static unsigned hash(const char *name)
{
	unsigned value = 0;

	for (; *name; name++) {
		unsigned c = (unsigned char)*name;

		value += value * 2 + value / 2 +
			 (c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
	}
	return value % BUCKETS;
}

static uint64_t find_entry(struct kernel *kernel, uint64_t directory,
			   const char *name)
{
	uint64_t at = get64(kernel, directory + 8 * (uint64_t)hash(name));

	for (unsigned i = 0; at && i < LIMIT_LIST; i++) {
		uint64_t object =
			NT_GET(kernel, at, "_OBJECT_DIRECTORY_ENTRY", "Object");
		char found[COMPONENT];

		string_read(kernel, name_info(object) + 8, found,
			    sizeof(found));
		if (strcasecmp(found, name) == 0)
			return object;
		at = NT_GET(kernel, at, "_OBJECT_DIRECTORY_ENTRY", "ChainLink");
	}
	return 0;
}

static bool insert_entry(struct kernel *kernel, uint64_t directory,
			 const char *name, uint64_t object)
{
	uint64_t head = directory + 8 * (uint64_t)hash(name);
	uint64_t entry = object_memory(
		kernel, nt19041_size("_OBJECT_DIRECTORY_ENTRY"), TAG_ENTRY);

	if (!entry)
		return false;
	NT_PUT(kernel, entry, "_OBJECT_DIRECTORY_ENTRY", "ChainLink",
	       get64(kernel, head));
	NT_PUT(kernel, entry, "_OBJECT_DIRECTORY_ENTRY", "Object", object);
	NT_PUT(kernel, entry, "_OBJECT_DIRECTORY_ENTRY", "HashValue",
	       hash(name));
	put64(kernel, head, entry);
	return true;
}

void object_unname(struct kernel *kernel, uint64_t object)
{
	uint64_t directory, at, link;
	char name[COMPONENT];

	if (!has_name(kernel, object))
		return;
	directory = get64(kernel, name_info(object));
	if (!directory)
		return;
	string_read(kernel, name_info(object) + 8, name, sizeof(name));
	link = directory + 8 * (uint64_t)hash(name);
	for (unsigned i = 0; i < LIMIT_LIST && !kernel->memory.fault.set; i++) {
		at = get64(kernel, link);
		if (!at)
			break;
		if (NT_GET(kernel, at, "_OBJECT_DIRECTORY_ENTRY", "Object") ==
		    object) {
			put64(kernel, link, get64(kernel, at));
			object_memory_free(kernel, at);
			break;
		}
		link = at;
	}
	put64(kernel, name_info(object), 0);
}

/* The next part of a path; false at its end. */
static bool next_component(const char **path, char ret[COMPONENT])
{
	size_t size;

	while (**path == '\\')
		(*path)++;
	size = strcspn(*path, "\\");
	if (size == 0 || size >= COMPONENT)
		return false;
	memcpy(ret, *path, size);
	ret[size] = '\0';
	*path += size;
	return true;
}

/* "\\??\\C:" and the rest behind a link: the path that it stands for. */
static bool follow(struct kernel *kernel, uint64_t link, const char *rest,
		   char *path)
{
	char target[OBJECT_PATH], whole[2 * OBJECT_PATH];
	int size;

	string_read(kernel,
		    link + NT_OFFSET("_OBJECT_SYMBOLIC_LINK", "LinkTarget"),
		    target, sizeof(target));
	size = snprintf(whole, sizeof(whole), "%s%s", target, rest);
	if (size < 0 || size >= OBJECT_PATH)
		return false;
	memcpy(path, whole, (size_t)size + 1);
	return true;
}

/* One walk, up to a link or something that is no directory. */
static uint64_t walk(struct kernel *kernel, const char **at)
{
	uint64_t object = objects(kernel)->root;
	char name[COMPONENT];

	while (object && object_type(kernel, object) == OB_DIRECTORY &&
	       next_component(at, name)) {
		if (object == objects(kernel)->root &&
		    (strcmp(name, "DosDevices") == 0 ||
		     strcasecmp(name, "GLOBAL??") == 0))
			memcpy(name, "??", 3);
		object = find_entry(kernel, object, name);
	}
	return object;
}

uint64_t object_find(struct kernel *kernel, const char *path,
		     char ret_rest[OBJECT_PATH])
{
	char now[OBJECT_PATH];

	if (path[0] != '\\' || strlen(path) >= sizeof(now))
		return 0;
	memcpy(now, path, strlen(path) + 1);
	for (unsigned i = 0; i < LINKS_MOST; i++) {
		const char *at = now;
		uint64_t object = walk(kernel, &at);

		if (!object)
			return 0;
		if (object_type(kernel, object) == OB_LINK && ret_rest) {
			if (!follow(kernel, object, at, now))
				return 0;
			continue;
		}
		if (!ret_rest)
			return *at ? 0 : object;
		memcpy(ret_rest, at, strlen(at) + 1);
		return object;
	}
	return 0;
}

/* The directory that a new name goes into, and the name. */
static uint64_t parent_of(struct kernel *kernel, const char *path,
			  const char **ret_name)
{
	char folder[OBJECT_PATH], rest[OBJECT_PATH];
	const char *slash = strrchr(path, '\\');
	uint64_t directory;

	if (!slash || !slash[1] || (size_t)(slash - path) >= sizeof(folder) ||
	    strlen(slash + 1) >= COMPONENT)
		return 0;
	*ret_name = slash + 1;
	if (slash == path)
		return objects(kernel)->root;
	memcpy(folder, path, (size_t)(slash - path));
	folder[slash - path] = '\0';
	directory = object_find(kernel, folder, rest);
	if (!directory || rest[0] ||
	    object_type(kernel, directory) != OB_DIRECTORY)
		return 0;
	return directory;
}

uint32_t object_missing(struct kernel *kernel, const char *path)
{
	const char *name;

	if (path[0] != '\\')
		return STATUS_OBJECT_PATH_SYNTAX_BAD;
	return parent_of(kernel, path, &name) ? STATUS_OBJECT_NAME_NOT_FOUND
					      : STATUS_OBJECT_PATH_NOT_FOUND;
}

void object_path(struct kernel *kernel, uint64_t object, char *ret, size_t size)
{
	char part[COMPONENT], behind[OBJECT_PATH] = "";

	ret[0] = '\0';
	for (unsigned i = 0; i < LINKS_MOST; i++) {
		char whole[OBJECT_PATH + COMPONENT + 2];

		if (!has_name(kernel, object))
			return;
		string_read(kernel, name_info(object) + 8, part, sizeof(part));
		snprintf(whole, sizeof(whole), "\\%s%s", part, behind);
		snprintf(behind, sizeof(behind), "%.*s", OBJECT_PATH - 1,
			 whole);
		object = get64(kernel, name_info(object));
		if (object == objects(kernel)->root || !object)
			break;
	}
	snprintf(ret, size, "%s", behind);
}

/* ---- making and freeing ---- */

static bool set_name(struct kernel *kernel, uint64_t object, uint64_t directory,
		     const char *name)
{
	if (!object_string_new(kernel, name_info(object) + 8, name))
		return false;
	if (directory && !insert_entry(kernel, directory, name, object)) {
		object_memory_free(kernel,
				   get64(kernel, name_info(object) + 16));
		return false;
	}
	put64(kernel, name_info(object), directory);
	NT_PUT(kernel, object - OBJECT_HEADER_SIZE, "_OBJECT_HEADER",
	       "InfoMask", NAME_INFO);
	return true;
}

/* The first letters of the type's name, as pooltag.txt has them. */
static uint32_t tag_of(enum object_type type)
{
	uint32_t tag = 0;

	for (size_t i = 0; i < KINDS; i++) {
		if (kinds[i].type == type)
			memcpy(&tag, kinds[i].name, sizeof(tag));
	}
	return tag;
}

uint64_t object_new(struct kernel *kernel, enum object_type type, size_t size,
		    const char *name, uint32_t *ret_status)
{
	size_t info = name ? NAME_INFO_SIZE : 0;
	uint64_t directory = 0, memory, object;
	const char *last = name;

	if (name && objects(kernel)->root) {
		*ret_status = name[0] == '\\' ? STATUS_OBJECT_PATH_NOT_FOUND
					      : STATUS_OBJECT_PATH_SYNTAX_BAD;
		directory = parent_of(kernel, name, &last);
		if (!directory)
			return 0;
		*ret_status = STATUS_OBJECT_NAME_COLLISION;
		if (find_entry(kernel, directory, last))
			return 0;
	}
	*ret_status = STATUS_INSUFFICIENT_RESOURCES;
	if (size > LIMIT_KERNEL_OBJECT)
		return 0;
	memory = object_memory(kernel, info + OBJECT_HEADER_SIZE + size,
			       tag_of(type));
	if (!memory)
		return 0;
	object = memory + info + OBJECT_HEADER_SIZE;
	object_init(kernel, object, type);
	if (name && !set_name(kernel, object, directory, last)) {
		object_memory_free(kernel, memory);
		return 0;
	}
	*ret_status = STATUS_SUCCESS;
	return object;
}

void object_free(struct kernel *kernel, uint64_t object)
{
	bool named = has_name(kernel, object);

	object_unname(kernel, object);
	count_objects(kernel, object_type(kernel, object), -1);
	if (named)
		object_memory_free(kernel,
				   get64(kernel, name_info(object) + 16));
	if (object_type(kernel, object) == OB_LINK)
		object_memory_free(
			kernel,
			get64(kernel, object +
					      NT_OFFSET("_OBJECT_SYMBOLIC_LINK",
							"LinkTarget") +
					      8));
	object_memory_free(kernel, named ? name_info(object)
					 : object - OBJECT_HEADER_SIZE);
}

/* ---- the start ---- */

static void make_type(struct kernel *kernel, size_t number)
{
	struct objects *all = objects(kernel);
	uint64_t table = nt_address(kernel, "ObTypeIndexTable"), at;
	uint64_t info = NT_OFFSET("_OBJECT_TYPE", "TypeInfo");
	uint32_t status;

	at = object_new(kernel, OB_TYPE, nt19041_size("_OBJECT_TYPE"), NULL,
			&status);
	all->types[kinds[number].type] = at;
	list_init(kernel, at);
	list_init(kernel, at + NT_OFFSET("_OBJECT_TYPE", "CallbackList"));
	string_init(kernel, at + NT_OFFSET("_OBJECT_TYPE", "Name"),
		    kinds[number].name);
	NT_PUT(kernel, at, "_OBJECT_TYPE", "Index", kinds[number].type);
	NT_PUT(kernel, at + info, "_OBJECT_TYPE_INITIALIZER", "Length",
	       nt19041_size("_OBJECT_TYPE_INITIALIZER"));
	if (kinds[number].type == OB_PROCESS || kinds[number].type == OB_THREAD)
		NT_PUT(kernel, at + info, "_OBJECT_TYPE_INITIALIZER",
		       "SupportsObjectCallbacks", 1);
	if (kinds[number].deletes)
		NT_PUT(kernel, at + info, "_OBJECT_TYPE_INITIALIZER",
		       "DeleteProcedure",
		       nt_address(kernel, kinds[number].deletes));
	if (kinds[number].closes)
		NT_PUT(kernel, at + info, "_OBJECT_TYPE_INITIALIZER",
		       "CloseProcedure",
		       nt_address(kernel, kinds[number].closes));
	put64(kernel, table + 8 * (uint64_t)kinds[number].type, at);
	if (kinds[number].variable)
		put64(kernel, nt_address(kernel, kinds[number].variable), at);
}

void object_start(struct kernel *kernel)
{
	static const char *const folders[] = {
		"\\Device",	  "\\Driver",	"\\??",
		"\\FileSystem",	  "\\Callback", "\\BaseNamedObjects",
		"\\KernelObjects"
	};
	struct objects *all = objects(kernel);
	uint32_t status;

	put8(kernel, nt_address(kernel, "ObHeaderCookie"),
	     (uint8_t)kernel_random(kernel));
	for (size_t i = 0; i < KINDS; i++)
		make_type(kernel, i);
	all->root =
		object_new(kernel, OB_DIRECTORY,
			   nt19041_size("_OBJECT_DIRECTORY"), NULL, &status);
	put64(kernel, nt_address(kernel, "ObpRootDirectoryObject"), all->root);
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		object_new(kernel, OB_DIRECTORY,
			   nt19041_size("_OBJECT_DIRECTORY"), folders[i],
			   &status);
}
