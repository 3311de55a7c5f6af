#include "config.h"
#include "kernel/ob.h"

#include "kernel/ps.h"

/* How many point to an object, and what comes of the last that goes. */

enum {
	REFERENCE_BY_POINTER = 0x18,
	/* its third parameter: what was wrong */
	HANDLES_ARE_OPEN = 1,
	BELOW_NOTHING = 2,
};

static int64_t add(struct kernel *kernel, uint64_t object, int64_t by)
{
	uint64_t header = object - OBJECT_HEADER_SIZE;
	int64_t count = (int64_t)(NT_GET(kernel, header, "_OBJECT_HEADER",
					 "PointerCount") +
				  (uint64_t)by);

	NT_PUT(kernel, header, "_OBJECT_HEADER", "PointerCount",
	       (uint64_t)count);
	return count;
}

void object_reference(struct kernel *kernel, uint64_t object)
{
	add(kernel, object, 1);
}

enum object_left object_dereference(struct trap *trap, uint64_t object)
{
	struct kernel *kernel = trap->kernel;
	int64_t count = add(kernel, object, -1);
	uint64_t handles = NT_GET(kernel, object - OBJECT_HEADER_SIZE,
				  "_OBJECT_HEADER", "HandleCount");

	if (kernel->memory.fault.set)
		return OBJECT_STOPS;
	if (count > 0)
		return OBJECT_LEFT;
	if (count == 0 && !handles)
		return OBJECT_GONE;
	if (count < 0)
		trap_bugcheck(trap, REFERENCE_BY_POINTER, 0, object,
			      BELOW_NOTHING, (uint64_t)count);
	else
		trap_bugcheck(trap, REFERENCE_BY_POINTER, 0, object,
			      HANDLES_ARE_OPEN, handles);
	return OBJECT_STOPS;
}

/* Processes and threads lie where their profile or a stack's maker put them;
 * what is left of them may be looked at. True: its memory is gone. */
static bool finish(struct kernel *kernel, uint64_t object)
{
	switch (object_type(kernel, object)) {
	case OB_PROCESS:
		process_delete(kernel, object);
		return false;
	case OB_THREAD:
		thread_delete(kernel, object);
		return false;
	case OB_TYPES:
		return false;
	default:
		object_free(kernel, object);
		return true;
	}
}

bool object_release(struct kernel *kernel, uint64_t object)
{
	return add(kernel, object, -1) == 0 && finish(kernel, object);
}

/* Object, and for some a Tag */
static void reference(struct trap *trap)
{
	uint64_t object = trap_argument(trap, 0);

	trap_return(trap, (uint64_t)add(trap->kernel, object, 1));
}

static void dereference(struct trap *trap)
{
	uint64_t object;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	object = trap_argument(trap, 0);
	switch (object_dereference(trap, object)) {
	case OBJECT_LEFT:
		trap_return(trap,
			    NT_GET(trap->kernel, object - OBJECT_HEADER_SIZE,
				   "_OBJECT_HEADER", "PointerCount"));
		break;
	case OBJECT_GONE:
		TRAP_CALL(trap, 1, 0, object);
		break;
	case OBJECT_STOPS:
		break;
	}
}

enum { LOCAL_OBJECT = 0 };

/* Object: its type's delete procedure, then the memory. */
static void remove_object(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t object, type, procedure;

	if (trap->site == 0) {
		object = trap_argument(trap, 0);
		trap_set_local(trap, LOCAL_OBJECT, object);
		type = object_type_of(kernel, object_type(kernel, object));
		procedure = type ? NT_GET(kernel, type, "_OBJECT_TYPE",
					  "TypeInfo.DeleteProcedure")
				 : 0;
		if (procedure) {
			TRAP_CALL(trap, 1, procedure, object);
			return;
		}
	}
	finish(kernel, trap_local(trap, LOCAL_OBJECT));
	trap_return(trap, 0);
}

static const struct nt_function functions[] = {
	{ "ObfReferenceObject", FIDELITY_REAL, reference, NULL },
	{ "ObfReferenceObjectWithTag", FIDELITY_PARTIAL, reference,
	  "references are not traced by tag" },
	{ "ObfDereferenceObject", FIDELITY_PARTIAL, dereference,
	  "a handle counts once, so that one too few is noticed sooner" },
	{ "ObfDereferenceObjectWithTag", FIDELITY_PARTIAL, dereference,
	  "references are not traced by tag" },
	{ "ObDereferenceObjectDeferDelete", FIDELITY_PARTIAL, dereference,
	  "what is to be deleted is so at once" },
	{ "ObpRemoveObjectRoutine", FIDELITY_REAL, remove_object, NULL },
};

const struct nt_family ob_reference_family = {
	"ob_reference", functions, sizeof(functions) / sizeof(*functions)
};
