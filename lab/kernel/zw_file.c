#include "config.h"
#include "kernel/io.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kernel/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Files on the machine's disk, by handle. What a FILE_OBJECT stands for is
 * kept here; where it is read next is in the object. */

enum {
	/* dispositions and what came of them */
	SUPERSEDE = 0,
	OPEN = 1,
	CREATE = 2,
	OPEN_IF = 3,
	OVERWRITE = 4,
	OVERWRITE_IF = 5,
	WAS_OPENED = 1,
	WAS_CREATED = 2,
	WAS_OVERWRITTEN = 3,
	/* options */
	DIRECTORY_FILE = 0x1,
	NON_DIRECTORY_FILE = 0x40,
	DELETE_ON_CLOSE = 0x1000,
	FILE_APPEND_DATA = 0x4,
	FILE_WRITE_DATA = 0x2,
	TRANSFER_MOST = 0x1000000,
	ATTRIBUTE_DIRECTORY = 0x10,
	ATTRIBUTE_ARCHIVE = 0x20,
	/* information classes */
	BASIC = 4,
	STANDARD = 5,
	NAME = 9,
	RENAME = 10,
	DISPOSITION = 13,
	POSITION = 14,
	END_OF_FILE = 20,
};
#define WRITE_TO_END	 UINT64_MAX
#define USE_FILE_POINTER (UINT64_MAX - 1)

struct open_file {
	uint64_t object;
	char *path; /* "C:\lab\x.txt" */
	bool folder, doomed, appends;
	size_t next; /* of a folder's members */
};
struct files {
	struct open_file *open;
	size_t count, capacity;
};

static void fini(void *state)
{
	struct files *files = state;

	for (size_t i = 0; i < files->count; i++)
		free(files->open[i].path);
	free(files->open);
}

static struct files *files(struct kernel *kernel)
{
	return family_state(kernel, FAMILY_FILES, sizeof(struct files), fini);
}

static struct open_file *find(struct kernel *kernel, uint64_t object)
{
	struct files *all = files(kernel);

	for (size_t i = 0; i < all->count; i++) {
		if (all->open[i].object == object)
			return &all->open[i];
	}
	return NULL;
}

bool disk_is_file(struct kernel *kernel, uint64_t object)
{
	return find(kernel, object) != NULL;
}

/* ---- opening ---- */

static bool is_folder(struct kernel *kernel, const char *path)
{
	struct kernel_file first;

	return strlen(path) <= 3 || kernel_file_at(kernel, path, 0, &first);
}

/* The folder that a file is to be in is there. */
static bool has_parent(struct kernel *kernel, const char *path)
{
	const char *slash = strrchr(path, '\\');
	char *parent = mem_strndup(path, (size_t)(slash - path));
	bool is = is_folder(kernel, parent);

	free(parent);
	return is;
}

static uint32_t make(struct kernel *kernel, const char *path,
		     uint64_t *ret_information, bool over)
{
	struct err err;

	if (!over && !has_parent(kernel, path))
		return STATUS_OBJECT_PATH_NOT_FOUND;
	if (disk_put(&kernel->disk, path, "", 0, kernel_time(kernel), &err))
		return err.code == ERR_LIMIT ? STATUS_DISK_FULL
					     : STATUS_OBJECT_NAME_INVALID;
	*ret_information = over ? WAS_OVERWRITTEN : WAS_CREATED;
	return STATUS_SUCCESS;
}

/* What becomes of the file itself. */
static uint32_t open_file(struct kernel *kernel, const char *path,
			  uint32_t disposition, uint64_t *ret_information)
{
	bool there = disk_find(&kernel->disk, path) != NULL;

	*ret_information = WAS_OPENED;
	switch (disposition) {
	case OPEN:
		return there ? STATUS_SUCCESS
		       : has_parent(kernel, path)
			       ? STATUS_OBJECT_NAME_NOT_FOUND
			       : STATUS_OBJECT_PATH_NOT_FOUND;
	case CREATE:
		return there ? STATUS_OBJECT_NAME_COLLISION
			     : make(kernel, path, ret_information, false);
	case OPEN_IF:
		return there ? STATUS_SUCCESS
			     : make(kernel, path, ret_information, false);
	case OVERWRITE:
		return there ? make(kernel, path, ret_information, true)
			     : STATUS_OBJECT_NAME_NOT_FOUND;
	case SUPERSEDE:
	case OVERWRITE_IF:
		return make(kernel, path, ret_information, there);
	default:
		return STATUS_INVALID_PARAMETER;
	}
}

static uint32_t open_folder(const struct disk_open *from, bool folder,
			    uint64_t *ret_information)
{
	*ret_information = WAS_OPENED;
	if (from->options & NON_DIRECTORY_FILE)
		return STATUS_FILE_IS_A_DIRECTORY;
	if (from->disposition == CREATE && folder)
		return STATUS_OBJECT_NAME_COLLISION;
	if (!folder)
		return from->disposition == OPEN ? STATUS_OBJECT_NAME_NOT_FOUND
						 : STATUS_NOT_SUPPORTED;
	return STATUS_SUCCESS;
}

uint32_t disk_open(struct kernel *kernel, uint64_t object,
		   const struct disk_open *from, uint64_t *ret_information)
{
	struct files *all = files(kernel);
	char path[OBJECT_PATH + 4];
	uint32_t status;
	bool folder;

	snprintf(path, sizeof(path), "C:%s", from->path[0] ? from->path : "\\");
	while (strlen(path) > 3 && path[strlen(path) - 1] == '\\')
		path[strlen(path) - 1] = '\0';
	folder = !disk_find(&kernel->disk, path) && is_folder(kernel, path);
	if (folder || from->options & DIRECTORY_FILE)
		status = disk_find(&kernel->disk, path)
				 ? STATUS_NOT_A_DIRECTORY
				 : open_folder(from, folder, ret_information);
	else
		status = open_file(kernel, path, from->disposition,
				   ret_information);
	if (status)
		return status;
	all->open = mem_grow(all->open, &all->capacity, all->count + 1,
			     sizeof(*all->open));
	all->open[all->count++] = (struct open_file){
		.object = object,
		.path = mem_strdup(path),
		.folder = folder,
		.doomed = (from->options & DELETE_ON_CLOSE) != 0,
		.appends =
			(from->access & (FILE_APPEND_DATA | FILE_WRITE_DATA)) ==
			FILE_APPEND_DATA,
	};
	return STATUS_SUCCESS;
}

void disk_close(struct kernel *kernel, uint64_t object)
{
	struct files *all = files(kernel);
	struct open_file *file = find(kernel, object);
	struct err err;

	if (file->doomed && !file->folder &&
	    disk_remove(&kernel->disk, file->path, &err))
		file->doomed = false; /* somebody else has removed it */
	free(file->path);
	*file = all->open[--all->count];
}

/* ---- bytes ---- */

static uint32_t write_bytes(struct kernel *kernel, struct open_file *file,
			    uint64_t buffer, uint64_t size, uint64_t offset)
{
	const struct disk_file *on = disk_find(&kernel->disk, file->path);
	size_t whole = on->size > offset + size ? on->size : offset + size;
	uint8_t *bytes;
	uint32_t status = STATUS_SUCCESS;
	struct err err;

	if (offset > LIMIT_KERNEL_MEMORY)
		return STATUS_DISK_FULL;
	bytes = mem_calloc(1, whole ? whole : 1);
	if (on->size)
		memcpy(bytes, on->bytes, on->size);
	memory_read(&kernel->memory, buffer, bytes + offset, size);
	if (!kernel->memory.fault.set &&
	    disk_put(&kernel->disk, file->path, bytes, whole,
		     kernel_time(kernel), &err))
		status = STATUS_DISK_FULL;
	free(bytes);
	return status;
}

uint32_t disk_transfer(struct kernel *kernel, uint64_t object, bool writes,
		       uint64_t buffer, uint64_t size, uint64_t offset_at,
		       uint64_t *ret_size)
{
	struct open_file *file = find(kernel, object);
	const struct disk_file *on = disk_find(&kernel->disk, file->path);
	const struct nt_place *position =
		NT_PLACE("_FILE_OBJECT", "CurrentByteOffset.QuadPart");
	uint64_t offset =
		offset_at ? get64(kernel, offset_at) : USE_FILE_POINTER;
	uint32_t status = STATUS_SUCCESS;

	if (file->folder)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!on)
		return STATUS_FILE_DELETED;
	if (size > TRANSFER_MOST)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (offset == USE_FILE_POINTER)
		offset = nt_get(kernel, object, position);
	if (writes && (offset == WRITE_TO_END || file->appends))
		offset = on->size;
	if ((int64_t)offset < 0)
		return STATUS_INVALID_PARAMETER;
	if (!writes && offset >= on->size)
		return size ? STATUS_END_OF_FILE : STATUS_SUCCESS;
	if (writes) {
		status = write_bytes(kernel, file, buffer, size, offset);
	} else {
		if (size > on->size - offset)
			size = on->size - offset;
		memory_write(&kernel->memory, buffer, on->bytes + offset, size);
	}
	if (status)
		return status;
	nt_put(kernel, object, position, offset + size);
	*ret_size = size;
	return STATUS_SUCCESS;
}

/* ---- information ---- */

static uint32_t put_basic(struct kernel *kernel, const struct open_file *file,
			  uint64_t to)
{
	const struct disk_file *on = disk_find(&kernel->disk, file->path);

	for (unsigned i = 0; i < 4; i++)
		put64(kernel, to + 8 * i, on ? on->time : kernel->boot_time);
	put32(kernel, to + 32,
	      file->folder ? ATTRIBUTE_DIRECTORY : ATTRIBUTE_ARCHIVE);
	return 40;
}

static uint32_t put_standard(struct kernel *kernel,
			     const struct open_file *file, uint64_t to)
{
	const struct disk_file *on = disk_find(&kernel->disk, file->path);
	uint64_t size = on ? on->size : 0;

	put64(kernel, to, (size + 0xfff) & ~0xfffull);
	put64(kernel, to + 8, size);
	put32(kernel, to + 16, 1);
	put8(kernel, to + 20, file->doomed);
	put8(kernel, to + 21, file->folder);
	return 24;
}

static uint32_t put_name(struct kernel *kernel, const struct open_file *file,
			 uint64_t to, uint32_t size, uint32_t *ret_status)
{
	const char *name = file->path + 2;
	uint32_t units = 0;

	for (; name[units] && 4 + 2 * units + 2 <= size; units++)
		put16(kernel, to + 4 + 2 * units, (uint8_t)name[units]);
	put32(kernel, to, 2 * (uint32_t)strlen(name));
	if (name[units])
		*ret_status = STATUS_BUFFER_OVERFLOW;
	return 4 + 2 * units;
}

static uint32_t file_of(struct trap *trap, uint64_t *ret_object,
			struct open_file **ret)
{
	uint32_t status =
		handle_find(trap->kernel, trap->thread, trap_argument(trap, 0),
			    OB_FILE, ret_object);

	if (status)
		return status;
	*ret = find(trap->kernel, *ret_object);
	return *ret ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_REQUEST;
}

/* FileHandle, IoStatusBlock (out), FileInformation (out), Length,
 * FileInformationClass */
static void query_information(struct trap *trap)
{
	static const uint8_t least[] = {
		[BASIC] = 40, [STANDARD] = 24, [NAME] = 8, [POSITION] = 8
	};
	struct kernel *kernel = trap->kernel;
	uint64_t object, iosb = trap_argument(trap, 1);
	uint64_t to = trap_argument(trap, 2);
	uint32_t size = (uint32_t)trap_argument(trap, 3), done = 0;
	uint32_t kind = (uint32_t)trap_argument(trap, 4), status;
	struct open_file *file;

	if (!trap_may_page(trap))
		return;
	status = file_of(trap, &object, &file);
	if (!status && (kind >= sizeof(least) || !least[kind]))
		status = STATUS_INVALID_INFO_CLASS;
	else if (!status && size < least[kind])
		status = STATUS_INFO_LENGTH_MISMATCH;
	if (!status) {
		switch (kind) {
		case BASIC:
			done = put_basic(kernel, file, to);
			break;
		case STANDARD:
			done = put_standard(kernel, file, to);
			break;
		case NAME:
			done = put_name(kernel, file, to, size, &status);
			break;
		default:
			put64(kernel, to,
			      NT_GET(kernel, object, "_FILE_OBJECT",
				     "CurrentByteOffset.QuadPart"));
			done = 8;
		}
		put32(kernel, iosb, status);
		put64(kernel, iosb + 8, done);
	}
	trap_return(trap, status);
}

static uint32_t set_size(struct kernel *kernel, const struct open_file *file,
			 uint64_t size)
{
	const struct disk_file *on = disk_find(&kernel->disk, file->path);
	uint32_t status = STATUS_SUCCESS;
	struct err err;
	uint8_t *bytes;

	if (!on || size > TRANSFER_MOST)
		return on ? STATUS_DISK_FULL : STATUS_FILE_DELETED;
	bytes = mem_calloc(1, size ? size : 1);
	if (on->size)
		memcpy(bytes, on->bytes, on->size < size ? on->size : size);
	if (disk_put(&kernel->disk, file->path, bytes, size,
		     kernel_time(kernel), &err))
		status = STATUS_DISK_FULL;
	free(bytes);
	return status;
}

/* FILE_RENAME_INFORMATION: a whole path, or a name beside the old one. */
static uint32_t rename_file(struct kernel *kernel, struct open_file *file,
			    uint64_t from)
{
	const struct disk_file *on = disk_find(&kernel->disk, file->path);
	char name[OBJECT_PATH], path[2 * OBJECT_PATH];
	uint32_t size = get32(kernel, from + 16), used = 0;
	struct err err;

	if (!on || file->folder)
		return STATUS_NOT_SUPPORTED;
	if (size / 2 >= sizeof(name))
		return STATUS_NAME_TOO_LONG;
	for (; used < size / 2; used++) {
		uint16_t unit = get16(kernel, from + 20 + 2 * (uint64_t)used);

		name[used] = unit < 0x80 ? (char)unit : '?';
	}
	name[used] = '\0';
	if (strncmp(name, "\\??\\", 4) == 0)
		snprintf(path, sizeof(path), "%s", name + 4);
	else if (strchr(name, '\\'))
		return STATUS_OBJECT_PATH_SYNTAX_BAD;
	else
		snprintf(path, sizeof(path), "%.*s%s",
			 (int)(strrchr(file->path, '\\') + 1 - file->path),
			 file->path, name);
	if (disk_find(&kernel->disk, path) && !get8(kernel, from))
		return STATUS_OBJECT_NAME_COLLISION;
	if (disk_put(&kernel->disk, path, on->bytes, on->size, on->time, &err))
		return err.code == ERR_LIMIT ? STATUS_DISK_FULL
					     : STATUS_OBJECT_NAME_INVALID;
	if (strcasecmp(path, file->path) != 0 &&
	    disk_remove(&kernel->disk, file->path, &err))
		return STATUS_ACCESS_DENIED;
	free(file->path);
	file->path = mem_strdup(path);
	return STATUS_SUCCESS;
}

/* FileHandle, IoStatusBlock (out), FileInformation, Length,
 * FileInformationClass */
static void set_information(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t object, iosb = trap_argument(trap, 1);
	uint64_t from = trap_argument(trap, 2);
	struct open_file *file;
	uint32_t status;

	if (!trap_may_page(trap))
		return;
	status = file_of(trap, &object, &file);
	if (status) {
		trap_return(trap, status);
		return;
	}
	switch ((uint32_t)trap_argument(trap, 4)) {
	case BASIC:
		break;
	case DISPOSITION:
		file->doomed = get8(kernel, from) != 0;
		break;
	case POSITION:
		NT_PUT(kernel, object, "_FILE_OBJECT",
		       "CurrentByteOffset.QuadPart", get64(kernel, from));
		break;
	case END_OF_FILE:
		status = set_size(kernel, file, get64(kernel, from));
		break;
	case RENAME:
		status = rename_file(kernel, file, from);
		break;
	default:
		status = STATUS_INVALID_INFO_CLASS;
	}
	put32(kernel, iosb, status);
	put64(kernel, iosb + 8, 0);
	trap_return(trap, status);
}

/* FileHandle, IoStatusBlock (out) */
static void flush_buffers(struct trap *trap)
{
	uint64_t object;
	struct open_file *file;
	uint32_t status = file_of(trap, &object, &file);

	put32(trap->kernel, trap_argument(trap, 1), status);
	put64(trap->kernel, trap_argument(trap, 1) + 8, 0);
	trap_return(trap, status);
}

/* ObjectAttributes */
static void delete_file(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct object_attributes from;
	char rest[OBJECT_PATH], path[OBJECT_PATH + 4];
	uint64_t object;
	uint32_t status;
	struct err err;

	if (!trap_may_page(trap))
		return;
	status = object_attributes(trap, trap_argument(trap, 0), &from);
	object = status ? 0 : object_find(kernel, from.path, rest);
	if (!status && !object)
		status = object_missing(kernel, from.path);
	else if (!status && object_type(kernel, object) != OB_DEVICE)
		status = STATUS_OBJECT_TYPE_MISMATCH;
	else if (!status && !io_is_volume(kernel, object))
		status = STATUS_INVALID_DEVICE_REQUEST;
	if (!status) {
		snprintf(path, sizeof(path), "C:%s", rest);
		if (disk_remove(&kernel->disk, path, &err))
			status = is_folder(kernel, path)
					 ? STATUS_DIRECTORY_NOT_EMPTY
					 : STATUS_OBJECT_NAME_NOT_FOUND;
	}
	trap_return(trap, status);
}

static const struct nt_function functions[] = {
	{ "NtQueryInformationFile", FIDELITY_PARTIAL, query_information,
	  "basic, standard, name, position" },
	{ "NtSetInformationFile", FIDELITY_PARTIAL, set_information,
	  "disposition, position, end of file, rename; times stay" },
	{ "NtFlushBuffersFile", FIDELITY_REAL, flush_buffers, NULL },
	{ "NtDeleteFile", FIDELITY_PARTIAL, delete_file,
	  "a file that somebody has open goes at once" },
};

const struct nt_family zw_file_family = {
	"zw_file", functions, sizeof(functions) / sizeof(*functions)
};
