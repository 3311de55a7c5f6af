#include "config.h"
#include "kernel/cm.h"
#include "kernel/ps.h"

#include "base/limits.h"

#include <string.h>

/*
 * Routines that drivers have called around what is done with the registry:
 * blocks in a list, the highest altitude first.
 */
enum {
	TAG = 0x63624d43, /* "CMbc" */
	BLOCK_COOKIE = 0x18,
	BLOCK_CONTEXT = 0x20,
	BLOCK_FUNCTION = 0x28,
	BLOCK_ALTITUDE = 0x30,
	BLOCK_RUNDOWN = 0x50,
	BLOCK_SIZE = 0x60,
	BLOCKS_MOST = 64,
	ALTITUDE_MOST = 64,
	CALLBACK_VERSION = 1,
	LOCAL_BLOCK = 0,
	LOCAL_INFO = 1,
	LOCAL_CLASS = 2,
};
/* REG_NOTIFY_CLASS: these tell, all others that have "Pre" in their name ask */
static const uint64_t tells =
	1ull << 11 | 1ull << 13 | 0x3ff8000ull | 1ull << 27 | 1ull << 29;

static uint64_t head_of(struct kernel *kernel)
{
	uint64_t head = nt_address(kernel, "CallbackListHead");

	if (!get64(kernel, head))
		list_init(kernel, head);
	return head;
}

/* A number, maybe with a fraction, as text. */
static int compare(const char *a, const char *b)
{
	size_t left = strcspn(a, "."), right = strcspn(b, ".");

	if (left != right)
		return left < right ? -1 : 1;
	return strcmp(a, b);
}

/* Whom one of an altitude goes before; 0: somebody has it, or too many. */
static uint64_t place_of(struct kernel *kernel, const char *altitude)
{
	uint64_t head = head_of(kernel), at = get64(kernel, head), found = 0;
	unsigned count = 0;

	for (; at != head && count < BLOCKS_MOST; at = get64(kernel, at)) {
		char other[ALTITUDE_MOST];
		int order;

		count++;
		if (object_string(kernel, at + BLOCK_ALTITUDE, other,
				  sizeof(other)))
			continue;
		order = compare(other, altitude);
		if (order == 0 && altitude[0])
			return 0;
		if (order < 0 && !found)
			found = at;
	}
	if (count == BLOCKS_MOST)
		return 0;
	return found ? found : head;
}

static uint32_t add(struct kernel *kernel, uint64_t function, uint64_t context,
		    const char *altitude, uint64_t cookie_at)
{
	uint64_t before = place_of(kernel, altitude), block, number;
	uint64_t count = nt_address(kernel, "CmpCallBackCount");

	if (!before)
		return altitude[0] ? STATUS_FLT_INSTANCE_ALTITUDE_COLLISION
				   : STATUS_INSUFFICIENT_RESOURCES;
	block = object_memory(kernel, BLOCK_SIZE, TAG);
	if (!block ||
	    !object_string_new(kernel, block + BLOCK_ALTITUDE, altitude)) {
		object_memory_free(kernel, block);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	/* as the clock has it, and never one twice */
	number = kernel_time(kernel) + get32(kernel, count);
	put64(kernel, block + BLOCK_COOKIE, number);
	put64(kernel, block + BLOCK_CONTEXT, context);
	put64(kernel, block + BLOCK_FUNCTION, function);
	list_insert_tail(kernel, before, block);
	put32(kernel, count, get32(kernel, count) + 1);
	put64(kernel, cookie_at, number);
	return STATUS_SUCCESS;
}

/* Function, Context, Cookie (out) */
static void register_callback(struct trap *trap)
{
	if (trap_may_page(trap))
		trap_return(trap, add(trap->kernel, trap_argument(trap, 0),
				      trap_argument(trap, 1), "",
				      trap_argument(trap, 2)));
}

/* Function, Altitude, Driver, Context, Cookie (out), Reserved */
static void register_callback_ex(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	char altitude[ALTITUDE_MOST];
	uint32_t status;

	if (!trap_may_page(trap))
		return;
	status = object_string(kernel, trap_argument(trap, 1), altitude,
			       sizeof(altitude));
	if (status || !altitude[0])
		status = STATUS_INVALID_PARAMETER;
	else
		status = add(kernel, trap_argument(trap, 0),
			     trap_argument(trap, 3), altitude,
			     trap_argument(trap, 4));
	trap_return(trap, status);
}

/* Cookie: a LARGE_INTEGER. It comes back when nobody runs the routine. */
static void unregister_callback(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t head, block;

	if (trap->site > 0) {
		block = trap_local(trap, LOCAL_BLOCK);
		object_memory_free(kernel,
				   get64(kernel, block + BLOCK_ALTITUDE + 8));
		object_memory_free(kernel, block);
		trap_return(trap, STATUS_SUCCESS);
		return;
	}
	if (!trap_may_page(trap))
		return;
	head = head_of(kernel);
	block = get64(kernel, head);
	for (unsigned i = 0; block != head && i < LIMIT_LIST; i++) {
		if (get64(kernel, block + BLOCK_COOKIE) ==
		    trap_argument(trap, 0)) {
			trap_set_local(trap, LOCAL_BLOCK, block);
			list_remove(kernel, block);
			TRAP_CALL(trap, 1, 0, block + BLOCK_RUNDOWN);
			return;
		}
		block = get64(kernel, block);
	}
	trap_return(trap, STATUS_INVALID_PARAMETER);
}

/* Major (out), Minor (out) */
static void get_version(struct trap *trap)
{
	put32(trap->kernel, trap_argument(trap, 0), CALLBACK_VERSION);
	put32(trap->kernel, trap_argument(trap, 1), 0);
	trap_return(trap, 0);
}

/* A routine came back: what it said, if that ends it; STATUS_SUCCESS. */
static uint32_t answer(struct trap *trap)
{
	uint32_t status = (uint32_t)trap_result(trap);
	uint64_t class = trap_local(trap, LOCAL_CLASS);

	if (class < 64 && tells >> class & 1)
		return status == STATUS_CALLBACK_BYPASS ? status : 0;
	return status >> 31 ? status : STATUS_SUCCESS;
}

/* Class, Information: all are asked, until one says no. */
static void call_callbacks(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t head = head_of(kernel), block = head, last = 0;
	uint32_t status = STATUS_SUCCESS;

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_CLASS, trap_argument(trap, 0));
		trap_set_local(trap, LOCAL_INFO, trap_argument(trap, 1));
	} else {
		block = last = trap_local(trap, LOCAL_BLOCK);
		status = answer(trap);
	}
	for (unsigned i = 0; i < LIMIT_LIST && !kernel->memory.fault.set; i++) {
		block = get64(kernel, block);
		if (last)
			rundown_release(kernel, last + BLOCK_RUNDOWN);
		last = 0;
		if (block == head || status)
			break;
		if (!rundown_acquire(kernel, block + BLOCK_RUNDOWN))
			continue;
		trap_set_local(trap, LOCAL_BLOCK, block);
		TRAP_CALL(trap, 1, get64(kernel, block + BLOCK_FUNCTION),
			  get64(kernel, block + BLOCK_CONTEXT),
			  trap_local(trap, LOCAL_CLASS),
			  trap_local(trap, LOCAL_INFO));
		return;
	}
	trap_return(trap, status);
}

static const struct nt_function functions[] = {
	{ "CmRegisterCallback", FIDELITY_REAL, register_callback, NULL },
	{ "CmRegisterCallbackEx", FIDELITY_REAL, register_callback_ex, NULL },
	{ "CmUnRegisterCallback", FIDELITY_REAL, unregister_callback, NULL },
	{ "CmGetCallbackVersion", FIDELITY_REAL, get_version, NULL },
	{ "CmpCallCallBacksEx", FIDELITY_PARTIAL, call_callbacks,
	  "those that were asked before one says no are not told of it" },
};

const struct nt_family cm_callback_family = {
	"cm_callback", functions, sizeof(functions) / sizeof(*functions)
};
