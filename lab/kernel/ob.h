/*
 * Objects: in the guest a header before each, with its type and how many
 * point to it; names in directories; handles in a table of each process.
 */
#ifndef LAB_KERNEL_OB_H
#define LAB_KERNEL_OB_H

#include "kernel/private.h"

enum { OBJECT_HEADER_SIZE = 0x30, OBJECT_PATH = 1024 };

/* The numbers are those of 19041's ObTypeIndexTable. */
enum object_type {
	OB_TYPE = 2,
	OB_DIRECTORY = 3,
	OB_LINK = 4,
	OB_PROCESS = 7,
	OB_THREAD = 8,
	OB_EVENT = 16,
	OB_MUTANT = 17,
	OB_CALLBACK = 18,
	OB_SEMAPHORE = 19,
	OB_TIMER = 20,
	OB_DEVICE = 33,
	OB_DRIVER = 34,
	OB_FILE = 37,
	OB_SECTION = 42,
	OB_KEY = 44,
	OB_TYPES,
};

enum {
	OBJ_INHERIT = 0x2,
	OBJ_PERMANENT = 0x10,
	OBJ_EXCLUSIVE = 0x20,
	OBJ_CASE_INSENSITIVE = 0x40,
	OBJ_OPENIF = 0x80,
	OBJ_KERNEL_HANDLE = 0x200,
};

/* ---- ob_object.c ---- */

/* Types and the directories that are there from the start. */
void object_start(struct kernel *kernel);
/* The header of an object whose memory is there; one points to it. */
void object_init(struct kernel *kernel, uint64_t object, enum object_type type);
/*
 * A zeroed object, one reference: its creator's. name: a path such as
 * "\\Device\\Foo", or NULL. 0 when there is no room, or no such directory, or
 * something has that name: *ret_status then.
 */
uint64_t object_new(struct kernel *kernel, enum object_type type, size_t size,
		    const char *name, uint32_t *ret_status);
/*
 * What has that name, 0 none. ret_rest: links are followed, and what of the
 * path is behind what was found ("\\file" behind a device) goes there. NULL:
 * the link itself is meant, and nothing may be behind.
 */
uint64_t object_find(struct kernel *kernel, const char *path,
		     char ret_rest[OBJECT_PATH]);
/* Why object_find finds nothing at a path: an NTSTATUS. */
uint32_t object_missing(struct kernel *kernel, const char *path);
/* The path of an object as text, "" for none. */
void object_path(struct kernel *kernel, uint64_t object, char *ret,
		 size_t size);
/* Its name is gone, and the directory does not point to it any more. */
void object_unname(struct kernel *kernel, uint64_t object);
/* OB_TYPES when it is no object of ours; may fault. */
enum object_type object_type(struct kernel *kernel, uint64_t object);
/* The OBJECT_TYPE. */
uint64_t object_type_of(struct kernel *kernel, enum object_type type);
/* Zeroed nonpaged pool; 0 no room. Freeing what is damaged does nothing. */
uint64_t object_memory(struct kernel *kernel, size_t size, uint32_t tag);
void object_memory_free(struct kernel *kernel, uint64_t at);
/* A UNICODE_STRING at `at`, its text in such memory. */
bool object_string_new(struct kernel *kernel, uint64_t at, const char *text);
/* An object's memory, when the last reference is gone. */
void object_free(struct kernel *kernel, uint64_t object);

/* ---- ob_reference.c ---- */

void object_reference(struct kernel *kernel, uint64_t object);
enum object_left { OBJECT_LEFT, OBJECT_GONE, OBJECT_STOPS };
/*
 * Takes one reference back. OBJECT_GONE: it was the last, whoever asks makes
 * a call of ObpRemoveObjectRoutine. OBJECT_STOPS: the machine does, or it
 * faulted.
 */
enum object_left object_dereference(struct trap *trap, uint64_t object);
/* For what has no delete procedure: the memory goes at once; whether it did. */
bool object_release(struct kernel *kernel, uint64_t object);

/* ---- ob_handle.c ---- */

/* attributes: OBJ_KERNEL_HANDLE or not. The table has the one reference of
 * its own. 0: no room. */
uint64_t handle_new(struct kernel *kernel, struct process *process,
		    uint64_t object, uint32_t access, uint32_t attributes);
/* What it is a handle of; 0 none. Pseudo handles too. */
uint64_t handle_object(struct kernel *kernel, struct thread *thread,
		       uint64_t handle);
/* What its holder may do with it; 0: no handle. */
uint32_t handle_access(struct kernel *kernel, struct thread *thread,
		       uint64_t handle);
/* Of that type only: *ret, or an NTSTATUS. No reference is taken. */
uint32_t handle_find(struct kernel *kernel, struct thread *thread,
		     uint64_t handle, enum object_type type, uint64_t *ret);
/* A process ends: one of its handles, 0 when there is none left. */
uint64_t handle_next(struct kernel *kernel, struct process *process);

/* ---- ob_query.c ---- */

/* Of a function whose code is pageable: false at DISPATCH_LEVEL and above,
 * where the machine stops as if it were paged out. */
bool trap_may_page(struct trap *trap);

struct object_attributes {
	uint32_t attributes;
	char path[OBJECT_PATH]; /* whole, from the root; "" unnamed */
};
/* OBJECT_ATTRIBUTES of a caller. An NTSTATUS. */
uint32_t object_attributes(struct trap *trap, uint64_t at,
			   struct object_attributes *ret);
/* A UNICODE_STRING that must be whole and short enough. */
uint32_t object_string(struct kernel *kernel, uint64_t at, char *ret,
		       size_t size);

#endif
