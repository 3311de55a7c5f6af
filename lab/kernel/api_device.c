#include "config.h"
#include "kernel/io.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/*
 * Devices, as programs of the machine use them. What a program passes lies in
 * memory of its own, made for one call; a call that hangs keeps it.
 */
enum {
	OPEN_ATTRIBUTES = 0x00,
	OPEN_STRING = 0x30,
	OPEN_IOSB = 0x40,
	OPEN_HANDLE = 0x50,
	OPEN_TEXT = 0x60,
	/* of the others: the block, then what goes in, then what comes out */
	BUFFERS = 0x40,
	GENERIC_ALL_ACCESS = 0x10000000,
	SHARE_ALL = 7,
	BUFFER_MOST = 0x100000,
};
#define USER_MEMORY 0x2a000000000u
#define USER_END    0x7ff000000000u

struct user_memory {
	uint64_t at;
	size_t size;
};

static bool make(struct kernel *kernel, size_t size, struct user_memory *ret)
{
	ret->size = (size + MEMORY_PAGE - 1) & ~(size_t)(MEMORY_PAGE - 1);
	ret->at = memory_gap(&kernel->memory, USER_MEMORY, USER_END,
			     ret->size + MEMORY_PAGE);
	return ret->at && memory_map(&kernel->memory, ret->at, ret->size,
				     ENGINE_READ | ENGINE_WRITE, "user");
}

static void drop(struct kernel *kernel, const struct user_memory *memory,
		 enum kernel_outcome outcome)
{
	if (outcome == KERNEL_DONE)
		memory_unmap(&kernel->memory, memory->at, memory->size);
}

static enum kernel_outcome call(struct kernel *kernel, uint32_t process,
				const char *service, unsigned count,
				const uint64_t *arguments, uint32_t *ret_status)
{
	struct process *found = process_find(kernel, process);
	struct thread *thread = found ? process_thread(kernel, found) : NULL;

	*ret_status = STATUS_INVALID_CID;
	if (!thread || !thread->user)
		return kernel->stopped ? KERNEL_STOPPED : KERNEL_DONE;
	return kernel_ask(kernel, thread, service, count, arguments,
			  ret_status);
}

enum kernel_outcome kernel_open(struct kernel *kernel, uint32_t process,
				const char *path, uint64_t *ret_handle,
				uint32_t *ret_status)
{
	size_t length = strlen(path);
	struct user_memory memory;
	enum kernel_outcome outcome;
	uint64_t arguments[11] = { 0 };

	*ret_status = STATUS_NO_MEMORY;
	if (length >= OBJECT_PATH ||
	    !make(kernel, OPEN_TEXT + 2 * length + 2, &memory))
		return KERNEL_DONE;
	for (size_t i = 0; i < length; i++)
		put16(kernel, memory.at + OPEN_TEXT + 2 * i, (uint8_t)path[i]);
	put16(kernel, memory.at + OPEN_STRING, (uint32_t)(2 * length));
	put16(kernel, memory.at + OPEN_STRING + 2, (uint32_t)(2 * length + 2));
	put64(kernel, memory.at + OPEN_STRING + 8, memory.at + OPEN_TEXT);
	put32(kernel, memory.at + OPEN_ATTRIBUTES, 0x30);
	put64(kernel, memory.at + OPEN_ATTRIBUTES + 0x10,
	      memory.at + OPEN_STRING);
	put32(kernel, memory.at + OPEN_ATTRIBUTES + 0x18, OBJ_CASE_INSENSITIVE);
	arguments[0] = memory.at + OPEN_HANDLE;
	arguments[1] = GENERIC_ALL_ACCESS;
	arguments[2] = memory.at + OPEN_ATTRIBUTES;
	arguments[3] = memory.at + OPEN_IOSB;
	arguments[6] = SHARE_ALL;
	arguments[7] = 1; /* FILE_OPEN */
	arguments[8] = FILE_SYNCHRONOUS_IO & 0x20;
	outcome = call(kernel, process, "NtCreateFile", 11, arguments,
		       ret_status);
	if (outcome == KERNEL_DONE && *ret_status == STATUS_SUCCESS)
		*ret_handle = get64(kernel, memory.at + OPEN_HANDLE);
	drop(kernel, &memory, outcome);
	return outcome;
}

enum kernel_outcome kernel_close(struct kernel *kernel, uint32_t process,
				 uint64_t handle, uint32_t *ret_status)
{
	return call(kernel, process, "NtClose", 1, &handle, ret_status);
}

/* Into the caller's memory, no more than fits. */
static void take(struct kernel *kernel, const struct user_memory *memory,
		 size_t offset, struct kernel_transfer *transfer)
{
	uint64_t size = get64(kernel, memory->at + 8);

	transfer->done = size < transfer->out_size ? size : transfer->out_size;
	if (transfer->out_size)
		memory_peek(&kernel->memory, memory->at + offset, transfer->out,
			    transfer->out_size);
}

enum kernel_outcome kernel_control(struct kernel *kernel, uint32_t process,
				   uint64_t handle, uint32_t code,
				   struct kernel_transfer *transfer,
				   uint32_t *ret_status)
{
	struct user_memory memory;
	enum kernel_outcome outcome;
	size_t out = BUFFERS + ((transfer->in_size + 15) & ~(size_t)15);

	*ret_status = STATUS_NO_MEMORY;
	if (transfer->in_size > BUFFER_MOST ||
	    transfer->out_size > BUFFER_MOST ||
	    !make(kernel, out + transfer->out_size, &memory))
		return KERNEL_DONE;
	memory_poke(&kernel->memory, memory.at + BUFFERS, transfer->in,
		    transfer->in_size);
	outcome =
		call(kernel, process, "NtDeviceIoControlFile", 10,
		     (uint64_t[]){ handle, 0, 0, 0, memory.at, code,
				   transfer->in_size ? memory.at + BUFFERS : 0,
				   transfer->in_size,
				   transfer->out_size ? memory.at + out : 0,
				   transfer->out_size },
		     ret_status);
	if (outcome == KERNEL_DONE)
		take(kernel, &memory, out, transfer);
	drop(kernel, &memory, outcome);
	return outcome;
}

enum kernel_outcome kernel_transfer(struct kernel *kernel, uint32_t process,
				    uint64_t handle,
				    struct kernel_transfer *transfer,
				    uint32_t *ret_status)
{
	bool writes = transfer->in_size > 0;
	size_t size = writes ? transfer->in_size : transfer->out_size;
	struct user_memory memory;
	enum kernel_outcome outcome;

	*ret_status = STATUS_NO_MEMORY;
	if (size > BUFFER_MOST || !make(kernel, BUFFERS + size, &memory))
		return KERNEL_DONE;
	if (writes)
		memory_poke(&kernel->memory, memory.at + BUFFERS, transfer->in,
			    size);
	outcome =
		call(kernel, process, writes ? "NtWriteFile" : "NtReadFile", 9,
		     (uint64_t[]){ handle, 0, 0, 0, memory.at,
				   memory.at + BUFFERS, size, 0, 0 },
		     ret_status);
	if (outcome == KERNEL_DONE && !writes)
		take(kernel, &memory, BUFFERS, transfer);
	else if (outcome == KERNEL_DONE)
		transfer->done = get64(kernel, memory.at + 8);
	drop(kernel, &memory, outcome);
	return outcome;
}

enum kernel_outcome kernel_ask_process(struct kernel *kernel, uint32_t by,
				       uint32_t process, uint32_t access,
				       uint32_t *ret_status)
{
	enum { CLIENT = 0x30, HANDLE = 0x40, MEMORY = 0x50 };
	struct process *asker = process_find(kernel, by);
	struct user_memory memory;
	enum kernel_outcome outcome;
	uint32_t granted, closed;
	uint64_t handle;

	*ret_status = STATUS_NO_MEMORY;
	if (!make(kernel, MEMORY, &memory))
		return KERNEL_DONE;
	put32(kernel, memory.at, CLIENT);
	put64(kernel, memory.at + CLIENT, process);
	outcome = call(kernel, by, "NtOpenProcess", 4,
		       (uint64_t[]){ memory.at + HANDLE, access, memory.at,
				     memory.at + CLIENT },
		       ret_status);
	handle = get64(kernel, memory.at + HANDLE);
	drop(kernel, &memory, outcome);
	if (outcome != KERNEL_DONE || *ret_status)
		return outcome;
	granted = handle_access(kernel, process_thread(kernel, asker), handle);
	outcome = kernel_close(kernel, by, handle, &closed);
	if (access & ~granted)
		*ret_status = STATUS_ACCESS_DENIED;
	return outcome;
}
