#include "config.h"
#include "kernel/ob.h"

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

bool object_dereference(struct trap *trap, uint64_t object)
{
	struct kernel *kernel = trap->kernel;
	int64_t count = add(kernel, object, -1);
	uint64_t handles = NT_GET(kernel, object - OBJECT_HEADER_SIZE,
				  "_OBJECT_HEADER", "HandleCount");

	if (kernel->memory.fault.set)
		return false;
	if (count < 0)
		trap_bugcheck(trap, REFERENCE_BY_POINTER, 0, object,
			      BELOW_NOTHING, (uint64_t)count);
	else if (count == 0 && handles)
		trap_bugcheck(trap, REFERENCE_BY_POINTER, 0, object,
			      HANDLES_ARE_OPEN, handles);
	else
		return true;
	return false;
}

static uint64_t count_of(struct kernel *kernel, uint64_t object)
{
	return NT_GET(kernel, object - OBJECT_HEADER_SIZE, "_OBJECT_HEADER",
		      "PointerCount");
}

/* Object, and for some a Tag */
static void reference(struct trap *trap)
{
	uint64_t object = trap_argument(trap, 0);

	object_reference(trap->kernel, object);
	trap_return(trap, count_of(trap->kernel, object));
}

static void dereference(struct trap *trap)
{
	uint64_t object = trap_argument(trap, 0);

	if (object_dereference(trap, object))
		trap_return(trap, count_of(trap->kernel, object));
}

static const struct nt_function functions[] = {
	{ "ObfReferenceObject", FIDELITY_REAL, reference, NULL },
	{ "ObfReferenceObjectWithTag", FIDELITY_PARTIAL, reference,
	  "references are not traced by tag" },
	{ "ObfDereferenceObject", FIDELITY_REAL, dereference, NULL },
	{ "ObfDereferenceObjectWithTag", FIDELITY_PARTIAL, dereference,
	  "references are not traced by tag" },
	{ "ObDereferenceObjectDeferDelete", FIDELITY_PARTIAL, dereference,
	  "what is to be deleted is so at once" },
};

const struct nt_family ob_reference_family = {
	"ob_reference", functions, sizeof(functions) / sizeof(*functions)
};
