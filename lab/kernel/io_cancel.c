#include "config.h"
#include "kernel/io.h"
#include "kernel/sync.h"

/* Cancelling requests, queues of requests that can be cancelled, and locks
 * that hold a device's removal up. */

#define IRP(kernel, irp, field) NT_GET(kernel, irp, "_IRP", field)
#define IRP_PUT(kernel, irp, field, value)                                     \
	NT_PUT(kernel, irp, "_IRP", field, value)

static uint64_t cancel_lock(struct kernel *kernel)
{
	return nt_address(kernel, "IopCancelSpinLock");
}

/* Irql (out) */
static void acquire_cancel_lock(struct trap *trap)
{
	enum { LOCAL_TO = 0 };

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_TO, trap_argument(trap, 0));
		TRAP_CALL(trap, 1, 0, cancel_lock(trap->kernel));
		return;
	}
	put8(trap->kernel, trap_local(trap, LOCAL_TO),
	     (uint8_t)trap_result(trap));
	trap_return(trap, 0);
}

/* Irql */
static void release_cancel_lock(struct trap *trap)
{
	if (trap->site == 0)
		TRAP_CALL(trap, 1, 0, cancel_lock(trap->kernel),
			  trap_argument(trap, 0) & 0xff);
	else
		trap_return(trap, 0);
}

/* Its cancel routine, which it has no more. */
static uint64_t take_routine(struct kernel *kernel, uint64_t irp)
{
	uint64_t routine = IRP(kernel, irp, "CancelRoutine");

	IRP_PUT(kernel, irp, "CancelRoutine", 0);
	return routine;
}

/* Irp. The routine lets go of the lock. */
static void cancel_irp(struct trap *trap)
{
	enum {
		LOCAL_IRP = 0,
		CALL_ACQUIRE = 1,
		CALL_ROUTINE = 2,
		CALL_LET = 3
	};
	struct kernel *kernel = trap->kernel;
	uint64_t irp, routine, location;

	switch (trap->site) {
	case 0:
		trap_set_local(trap, LOCAL_IRP, trap_argument(trap, 0));
		TRAP_CALL(trap, CALL_ACQUIRE, 0, cancel_lock(kernel));
		return;
	case CALL_ACQUIRE:
		irp = trap_local(trap, LOCAL_IRP);
		IRP_PUT(kernel, irp, "Cancel", 1);
		routine = take_routine(kernel, irp);
		if (!routine) {
			TRAP_CALL(trap, CALL_LET, 0, cancel_lock(kernel),
				  trap_result(trap) & 0xff);
			return;
		}
		IRP_PUT(kernel, irp, "CancelIrql", trap_result(trap) & 0xff);
		location =
			IRP(kernel, irp, "Tail.Overlay.CurrentStackLocation");
		TRAP_CALL(trap, CALL_ROUTINE, routine,
			  NT_GET(kernel, location, "_IO_STACK_LOCATION",
				 "DeviceObject"),
			  irp);
		return;
	default:
		trap_return(trap, trap->site == CALL_ROUTINE);
	}
}

/* ---- IO_CSQ ---- */

enum {
	CSQ_TYPE = 2, /* IO_TYPE_CSQ_IRP_CONTEXT, IO_TYPE_CSQ, ..._EX */
	CSQ_EX_TYPE = 3,
	CONTEXT_TYPE = 1,
	CSQ_INSERT = 0x08,
	CSQ_REMOVE = 0x10,
	CSQ_PEEK = 0x18,
	CSQ_ACQUIRE = 0x20,
	CSQ_RELEASE = 0x28,
	CSQ_COMPLETE = 0x30,
	CSQ_RESERVED = 0x38,
	CONTEXT_IRP = 0x08,
	CONTEXT_CSQ = 0x10,
	DRIVER_CONTEXT = 0x18, /* the fourth, in Tail.Overlay */
	SL_PENDING = 1,
	/* in the frame */
	IRQL = 0x00,
	STATUS = 0x08,
	MORE = 0x10,
	LOCAL_CSQ = 0,
	LOCAL_IRP = 1,
};

/* Csq, InsertIrp, RemoveIrp, PeekNextIrp, AcquireLock, ReleaseLock,
 * CompleteCanceledIrp */
static void csq_initialize(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t csq = trap_argument(trap, 0);
	bool ex = trap->function->name[15] == 'E';

	put32(kernel, csq, ex ? CSQ_EX_TYPE : CSQ_TYPE);
	for (unsigned i = 1; i < 7; i++)
		put64(kernel, csq + 8 * (uint64_t)i, trap_argument(trap, i));
	put64(kernel, csq + CSQ_RESERVED, 0);
	trap_return(trap, STATUS_SUCCESS);
}

static uint64_t csq_slot(uint64_t irp)
{
	return irp + NT_OFFSET("_IRP", "Tail") + DRIVER_CONTEXT;
}

/* It is in the queue no more: who has its context is told. */
static void csq_forget(struct kernel *kernel, uint64_t irp)
{
	uint64_t context = get64(kernel, csq_slot(irp));

	if (get32(kernel, context) == CONTEXT_TYPE)
		put64(kernel, context + CONTEXT_IRP, 0);
	put64(kernel, csq_slot(irp), 0);
}

static void csq_acquire(struct trap *trap, unsigned site, uint64_t csq)
{
	trap_set_local(trap, LOCAL_CSQ, csq);
	TRAP_CALL(trap, site, get64(trap->kernel, csq + CSQ_ACQUIRE), csq,
		  trap_frame(trap) + IRQL);
}

/* A routine of the queue's with the request. */
static void csq_call(struct trap *trap, unsigned site, unsigned routine)
{
	uint64_t csq = trap_local(trap, LOCAL_CSQ);

	TRAP_CALL(trap, site, get64(trap->kernel, csq + routine), csq,
		  trap_local(trap, LOCAL_IRP),
		  get64(trap->kernel, trap_frame(trap) + MORE));
}

static void csq_release(struct trap *trap, unsigned site)
{
	uint64_t csq = trap_local(trap, LOCAL_CSQ);

	TRAP_CALL(trap, site, get64(trap->kernel, csq + CSQ_RELEASE), csq,
		  get8(trap->kernel, trap_frame(trap) + IRQL));
}

/* The driver has taken the request out. */
static void csq_removed(struct trap *trap, unsigned site)
{
	csq_forget(trap->kernel, trap_local(trap, LOCAL_IRP));
	csq_release(trap, site);
}

/* Csq, Irp, Context; and InsertContext, which comes to InsertIrp. */
static void csq_insert(struct trap *trap)
{
	enum { ACQUIRE = 1, INSERT, REMOVE, RELEASE, COMPLETE };
	struct kernel *kernel = trap->kernel;
	uint64_t frame = trap_frame(trap), csq, irp, context, location;
	bool ex;

	switch (trap->site) {
	case 0:
		csq = trap_argument(trap, 0);
		irp = trap_argument(trap, 1);
		context = trap_argument(trap, 2);
		trap_set_local(trap, LOCAL_IRP, irp);
		put64(kernel, frame + MORE, trap_argument(trap, 3));
		put64(kernel, csq_slot(irp), context ? context : csq);
		if (context) {
			put32(kernel, context, CONTEXT_TYPE);
			put64(kernel, context + CONTEXT_IRP, irp);
			put64(kernel, context + CONTEXT_CSQ, csq);
		}
		csq_acquire(trap, ACQUIRE, csq);
		return;
	case ACQUIRE:
		irp = trap_local(trap, LOCAL_IRP);
		location =
			IRP(kernel, irp, "Tail.Overlay.CurrentStackLocation");
		NT_PUT(kernel, location, "_IO_STACK_LOCATION", "Control",
		       NT_GET(kernel, location, "_IO_STACK_LOCATION",
			      "Control") |
			       SL_PENDING);
		csq_call(trap, INSERT, CSQ_INSERT);
		return;
	case INSERT:
		irp = trap_local(trap, LOCAL_IRP);
		csq = trap_local(trap, LOCAL_CSQ);
		ex = get32(kernel, csq) == CSQ_EX_TYPE;
		put64(kernel, frame + MORE, 0);
		put64(kernel, frame + STATUS,
		      ex ? (uint32_t)trap_result(trap) : 0);
		if (get64(kernel, frame + STATUS)) {
			csq_forget(kernel, irp);
			csq_release(trap, RELEASE);
			return;
		}
		IRP_PUT(kernel, irp, "CancelRoutine",
			nt_address(kernel, "IopCsqCancelRoutine"));
		if (IRP(kernel, irp, "Cancel") && take_routine(kernel, irp)) {
			put64(kernel, frame + MORE, 1);
			csq_call(trap, REMOVE, CSQ_REMOVE);
		} else {
			csq_release(trap, RELEASE);
		}
		return;
	case REMOVE:
		csq_removed(trap, RELEASE);
		return;
	case RELEASE:
		if (get64(kernel, frame + MORE)) {
			csq_call(trap, COMPLETE, CSQ_COMPLETE);
			return;
		}
	}
	trap_return(trap, get32(kernel, frame + STATUS));
}

/* Csq, PeekContext: the first that is not being cancelled. */
static void csq_remove_next(struct trap *trap)
{
	enum { ACQUIRE = 1, PEEK, REMOVE, RELEASE };
	struct kernel *kernel = trap->kernel;
	uint64_t frame = trap_frame(trap);

	switch (trap->site) {
	case 0:
		put64(kernel, frame + MORE, trap_argument(trap, 1));
		trap_set_local(trap, LOCAL_IRP, 0);
		csq_acquire(trap, ACQUIRE, trap_argument(trap, 0));
		return;
	case ACQUIRE:
		csq_call(trap, PEEK, CSQ_PEEK);
		return;
	case PEEK:
		trap_set_local(trap, LOCAL_IRP, trap_result(trap));
		if (!trap_result(trap))
			csq_release(trap, RELEASE);
		else if (take_routine(kernel, trap_result(trap)))
			csq_call(trap, REMOVE, CSQ_REMOVE);
		else
			csq_call(trap, PEEK, CSQ_PEEK);
		return;
	case REMOVE:
		csq_removed(trap, RELEASE);
		return;
	default:
		trap_return(trap, trap_local(trap, LOCAL_IRP));
	}
}

/* Csq, Context: of that request, if nobody was quicker. */
static void csq_remove(struct trap *trap)
{
	enum { ACQUIRE = 1, REMOVE, RELEASE };
	struct kernel *kernel = trap->kernel;
	uint64_t irp;

	switch (trap->site) {
	case 0:
		trap_set_local(trap, LOCAL_IRP, trap_argument(trap, 1));
		csq_acquire(trap, ACQUIRE, trap_argument(trap, 0));
		return;
	case ACQUIRE:
		irp = get64(kernel, trap_local(trap, LOCAL_IRP) + CONTEXT_IRP);
		if (irp && !take_routine(kernel, irp))
			irp = 0;
		trap_set_local(trap, LOCAL_IRP, irp);
		if (irp)
			csq_call(trap, REMOVE, CSQ_REMOVE);
		else
			csq_release(trap, RELEASE);
		return;
	case REMOVE:
		csq_removed(trap, RELEASE);
		return;
	default:
		trap_return(trap, trap_local(trap, LOCAL_IRP));
	}
}

/* DeviceObject, Irp: the cancel routine of what is in such a queue. */
static void csq_cancel(struct trap *trap)
{
	enum { LET = 1, ACQUIRE, REMOVE, RELEASE, COMPLETE };
	struct kernel *kernel = trap->kernel;
	uint64_t irp, csq;

	switch (trap->site) {
	case 0:
		irp = trap_argument(trap, 1);
		trap_set_local(trap, LOCAL_IRP, irp);
		TRAP_CALL(trap, LET, 0, IRP(kernel, irp, "CancelIrql"));
		return;
	case LET:
		csq = get64(kernel, csq_slot(trap_local(trap, LOCAL_IRP)));
		if (get32(kernel, csq) == CONTEXT_TYPE)
			csq = get64(kernel, csq + CONTEXT_CSQ);
		csq_acquire(trap, ACQUIRE, csq);
		return;
	case ACQUIRE:
		csq_call(trap, REMOVE, CSQ_REMOVE);
		return;
	case REMOVE:
		csq_removed(trap, RELEASE);
		return;
	case RELEASE:
		csq_call(trap, COMPLETE, CSQ_COMPLETE);
		return;
	default:
		trap_return(trap, 0);
	}
}

/* ---- IO_REMOVE_LOCK ---- */

enum { LOCK_COUNT = 0x04, LOCK_EVENT = 0x08 };

/* Lock, Tag, MaxLockedMinutes, HighWatermark, Size */
static void remove_lock_initialize(struct trap *trap)
{
	uint64_t lock = trap_argument(trap, 0);

	put32(trap->kernel, lock, 0);
	put32(trap->kernel, lock + LOCK_COUNT, 1);
	event_init(trap->kernel, lock + LOCK_EVENT,
		   OBJECT_EVENT_SYNCHRONIZATION, false);
	trap_return(trap, 0);
}

static int32_t remove_lock_count(struct kernel *kernel, uint64_t lock, int by)
{
	uint32_t count = get32(kernel, lock + LOCK_COUNT) + (uint32_t)by;

	put32(kernel, lock + LOCK_COUNT, count);
	if (count == 0 && by < 0)
		object_set(kernel, lock + LOCK_EVENT, 1);
	return (int32_t)count;
}

/* Lock, Tag, File, Line, Size */
static void remove_lock_acquire(struct trap *trap)
{
	uint64_t lock = trap_argument(trap, 0);

	if (get8(trap->kernel, lock)) {
		trap_return(trap, STATUS_DELETE_PENDING);
		return;
	}
	remove_lock_count(trap->kernel, lock, 1);
	trap_return(trap, STATUS_SUCCESS);
}

/* Lock, Tag, Size */
static void remove_lock_release(struct trap *trap)
{
	remove_lock_count(trap->kernel, trap_argument(trap, 0), -1);
	trap_return(trap, 0);
}

/* Lock, Tag, Size: until all others have let go. */
static void remove_lock_wait(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t lock;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	lock = trap_argument(trap, 0);
	put8(kernel, lock, 1);
	remove_lock_count(kernel, lock, -1);
	if (remove_lock_count(kernel, lock, -1) > 0)
		TRAP_CALL(trap, 1, 0, lock + LOCK_EVENT, 0, 0, 0, 0);
	else
		trap_return(trap, 0);
}

#define FREE_BUILD "as in a free build: tags are not kept"
static const struct nt_function functions[] = {
	{ "IoAcquireCancelSpinLock", FIDELITY_REAL, acquire_cancel_lock, NULL },
	{ "IoReleaseCancelSpinLock", FIDELITY_REAL, release_cancel_lock, NULL },
	{ "IoCancelIrp", FIDELITY_REAL, cancel_irp, NULL },
	{ "IoCsqInitialize", FIDELITY_REAL, csq_initialize, NULL },
	{ "IoCsqInitializeEx", FIDELITY_REAL, csq_initialize, NULL },
	{ "IoCsqInsertIrp", FIDELITY_REAL, csq_insert, NULL },
	{ "IoCsqInsertIrpEx", FIDELITY_REAL, csq_insert, NULL },
	{ "IoCsqRemoveNextIrp", FIDELITY_REAL, csq_remove_next, NULL },
	{ "IoCsqRemoveIrp", FIDELITY_REAL, csq_remove, NULL },
	{ "IopCsqCancelRoutine", FIDELITY_REAL, csq_cancel, NULL },
	{ "IoInitializeRemoveLockEx", FIDELITY_REAL, remove_lock_initialize,
	  FREE_BUILD },
	{ "IoAcquireRemoveLockEx", FIDELITY_REAL, remove_lock_acquire,
	  FREE_BUILD },
	{ "IoReleaseRemoveLockEx", FIDELITY_REAL, remove_lock_release,
	  FREE_BUILD },
	{ "IoReleaseRemoveLockAndWaitEx", FIDELITY_REAL, remove_lock_wait,
	  FREE_BUILD },
};

const struct nt_family io_cancel_family = {
	"io_cancel", functions, sizeof(functions) / sizeof(*functions)
};
