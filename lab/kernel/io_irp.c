#include "config.h"
#include "kernel/io.h"

#include "base/limits.h"

#include <stdlib.h>

#include "base/mem.h"

/* Requests: made, handed down a stack of devices, completed back up. */

enum {
	TAG_IRP = 0x20707249,	 /* "Irp " */
	TAG_BUFFER = 0x20206f49, /* "Io  " */
	TAG_MDL = 0x206c644d,	 /* "Mdl " */
	TYPE_IRP = 6,
	IRP_SIZE = 0xd0,
	LOCATION_SIZE = 0x48,
	LOCATIONS_MOST = 100,
	BUFFER_MOST = 0x100000,
	/* IRP.Flags */
	IRP_BUFFERED_IO = 0x10,
	IRP_DEALLOCATE_BUFFER = 0x20,
	IRP_INPUT_OPERATION = 0x40,
	/* IO_STACK_LOCATION.Control */
	SL_PENDING = 0x01,
	SL_ON_CANCEL = 0x20,
	SL_ON_SUCCESS = 0x40,
	SL_ON_ERROR = 0x80,
	/* MDL: nonpaged, locked */
	MDL_SIZE = 0x30,
	MDL_LOCKED = 0x2,
	MDL_NONPAGED = 0x4,
	DO_BUFFERED_IO = 0x4,
	DO_DIRECT_IO = 0x10,
	NO_MORE_IRP_STACK_LOCATIONS = 0x35,
	MULTIPLE_IRP_COMPLETE_REQUESTS = 0x44,
};

#define IRP(kernel, at, field) NT_GET(kernel, at, "_IRP", field)
#define IRP_PUT(kernel, at, field, value)                                      \
	NT_PUT(kernel, at, "_IRP", field, value)
#define LOCATION(kernel, at, field)                                            \
	NT_GET(kernel, at, "_IO_STACK_LOCATION", field)
#define LOCATION_PUT(kernel, at, field, value)                                 \
	NT_PUT(kernel, at, "_IO_STACK_LOCATION", field, value)
#define CURRENT "Tail.Overlay.CurrentStackLocation"

/* ---- making ---- */

static void init(struct kernel *kernel, uint64_t irp, uint64_t size,
		 unsigned locations)
{
	uint8_t *zeros = mem_calloc(1, size);

	memory_write(&kernel->memory, irp, zeros, size);
	free(zeros);
	IRP_PUT(kernel, irp, "Type", TYPE_IRP);
	IRP_PUT(kernel, irp, "Size", size);
	IRP_PUT(kernel, irp, "StackCount", locations);
	IRP_PUT(kernel, irp, "CurrentLocation", locations + 1);
	IRP_PUT(kernel, irp, CURRENT,
		irp + IRP_SIZE + (uint64_t)locations * LOCATION_SIZE);
	list_init(kernel, irp + NT_OFFSET("_IRP", "ThreadListEntry"));
}

uint64_t irp_new(struct kernel *kernel, unsigned locations)
{
	uint64_t size = IRP_SIZE + (uint64_t)locations * LOCATION_SIZE, irp;

	if (locations == 0 || locations > LOCATIONS_MOST)
		return 0;
	irp = object_memory(kernel, size, TAG_IRP);
	if (irp)
		init(kernel, irp, size, locations);
	return irp;
}

/* The memory says that it was completed, until somebody else has it. */
void irp_free(struct kernel *kernel, uint64_t irp)
{
	uint64_t entry = irp + NT_OFFSET("_IRP", "ThreadListEntry");

	if (get64(kernel, entry) && !list_is_empty(kernel, entry))
		list_remove(kernel, entry);
	object_memory_free(kernel, irp);
}

uint64_t irp_next(struct kernel *kernel, uint64_t irp)
{
	return IRP(kernel, irp, CURRENT) - LOCATION_SIZE;
}

void irp_set_owner(struct kernel *kernel, uint64_t irp, struct thread *thread,
		   uint64_t iosb, uint64_t event)
{
	IRP_PUT(kernel, irp, "UserIosb", iosb);
	IRP_PUT(kernel, irp, "UserEvent", event);
	IRP_PUT(kernel, irp, "Tail.Overlay.Thread", thread->ethread);
	IRP_PUT(kernel, irp, "RequestorMode",
		NT_GET(kernel, thread->ethread, "_KTHREAD", "PreviousMode"));
	list_insert_tail(kernel,
			 thread->ethread + NT_OFFSET("_ETHREAD", "IrpList"),
			 irp + NT_OFFSET("_IRP", "ThreadListEntry"));
}

static void copy(struct kernel *kernel, uint64_t to, uint64_t from,
		 uint64_t size)
{
	uint8_t *bytes = mem_calloc(1, size ? size : 1);

	memory_read(&kernel->memory, from, bytes, size);
	memory_write(&kernel->memory, to, bytes, size);
	free(bytes);
}

static uint32_t copy_in(struct kernel *kernel, uint64_t irp, uint64_t in,
			uint64_t in_size, uint64_t out, uint64_t out_size)
{
	uint64_t size = in_size > out_size ? in_size : out_size, buffer;

	if (size == 0)
		return STATUS_SUCCESS;
	buffer = object_memory(kernel, size, TAG_BUFFER);
	if (!buffer)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (in_size)
		copy(kernel, buffer, in, in_size);
	IRP_PUT(kernel, irp, "AssociatedIrp.SystemBuffer", buffer);
	IRP_PUT(kernel, irp, "UserBuffer", out);
	IRP_PUT(kernel, irp, "Flags",
		IRP(kernel, irp, "Flags") | IRP_BUFFERED_IO |
			IRP_DEALLOCATE_BUFFER |
			(out_size ? IRP_INPUT_OPERATION : 0));
	return STATUS_SUCCESS;
}

static uint32_t describe(struct kernel *kernel, uint64_t irp, uint64_t at,
			 uint64_t size)
{
	uint64_t pages, mdl, page = at & ~(uint64_t)(MEMORY_PAGE - 1);

	if (size == 0)
		return STATUS_SUCCESS;
	pages = (at - page + size + MEMORY_PAGE - 1) / MEMORY_PAGE;
	mdl = object_memory(kernel, MDL_SIZE + 8 * pages, TAG_MDL);
	if (!mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	put16(kernel, mdl + 8, (uint32_t)(MDL_SIZE + 8 * pages));
	put16(kernel, mdl + 10, MDL_LOCKED | MDL_NONPAGED);
	/* user memory is mapped once: where the program sees it */
	put64(kernel, mdl + 0x18, at);
	put64(kernel, mdl + 0x20, page);
	put32(kernel, mdl + 0x28, (uint32_t)size);
	put32(kernel, mdl + 0x2c, (uint32_t)(at - page));
	IRP_PUT(kernel, irp, "MdlAddress", mdl);
	return STATUS_SUCCESS;
}

uint32_t irp_buffers(struct kernel *kernel, uint64_t irp, unsigned method,
		     uint64_t in, uint64_t in_size, uint64_t out,
		     uint64_t out_size)
{
	uint32_t status;

	if (in_size > BUFFER_MOST || out_size > BUFFER_MOST)
		return STATUS_INSUFFICIENT_RESOURCES;
	switch (method) {
	case METHOD_BUFFERED:
		return copy_in(kernel, irp, in, in_size, out, out_size);
	case METHOD_NEITHER:
		IRP_PUT(kernel, irp, "UserBuffer", out);
		return STATUS_SUCCESS;
	default:
		status = copy_in(kernel, irp, in, in_size, 0, 0);
		return status ? status : describe(kernel, irp, out, out_size);
	}
}

/* ---- functions that make them ---- */

/* StackSize, ChargeQuota */
static void allocate_irp(struct trap *trap)
{
	trap_return(trap, irp_new(trap->kernel,
				  (unsigned)trap_argument(trap, 0) & 0x7f));
}

static void free_irp(struct trap *trap)
{
	irp_free(trap->kernel, trap_argument(trap, 0));
	trap_return(trap, 0);
}

/* Irp, PacketSize, StackSize */
static void initialize_irp(struct trap *trap)
{
	init(trap->kernel, trap_argument(trap, 0),
	     trap_argument(trap, 1) & 0xffff,
	     (unsigned)trap_argument(trap, 2) & 0x7f);
	trap_return(trap, 0);
}

/* Irp, Status */
static void reuse_irp(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t irp = trap_argument(trap, 0);

	init(kernel, irp, IRP(kernel, irp, "Size"),
	     (unsigned)IRP(kernel, irp, "StackCount"));
	IRP_PUT(kernel, irp, "IoStatus.Status", trap_argument(trap, 1));
	trap_return(trap, 0);
}

/* How a device wants the buffers of reading and writing. */
static unsigned device_method(struct kernel *kernel, uint64_t device)
{
	uint64_t flags = NT_GET(kernel, device, "_DEVICE_OBJECT", "Flags");

	return flags & DO_BUFFERED_IO ? METHOD_BUFFERED
	       : flags & DO_DIRECT_IO ? METHOD_OUT_DIRECT
				      : METHOD_NEITHER;
}

/* Of reading and writing: 0, or the IRP. offset: a LARGE_INTEGER or 0. */
static uint64_t build_transfer(struct trap *trap, unsigned major,
			       uint64_t device, uint64_t buffer, uint64_t size,
			       uint64_t offset)
{
	struct kernel *kernel = trap->kernel;
	uint64_t irp = irp_new(kernel,
			       (unsigned)NT_GET(kernel, device,
						"_DEVICE_OBJECT", "StackSize"));
	bool reads = major == IRP_MJ_READ, writes = major == IRP_MJ_WRITE;
	unsigned method = device_method(kernel, device);
	uint64_t location;
	uint32_t status;

	if (!irp)
		return 0;
	location = irp_next(kernel, irp);
	LOCATION_PUT(kernel, location, "MajorFunction", major);
	if (!reads && !writes)
		return irp;
	LOCATION_PUT(kernel, location, "Parameters.Read.Length", size);
	if (offset)
		LOCATION_PUT(kernel, location,
			     "Parameters.Read.ByteOffset.QuadPart",
			     get64(kernel, offset));
	/* an MDL describes the caller's buffer, whichever way it goes */
	if (method == METHOD_BUFFERED)
		status = irp_buffers(kernel, irp, method, buffer,
				     writes ? size : 0, buffer,
				     reads ? size : 0);
	else
		status = irp_buffers(kernel, irp, method, 0, 0, buffer, size);
	if (status) {
		irp_free(kernel, irp);
		return 0;
	}
	return irp;
}

/* MajorFunction, DeviceObject, Buffer, Length, StartingOffset, Event,
 * IoStatusBlock */
static void build_synchronous(struct trap *trap)
{
	uint64_t irp = build_transfer(
		trap, (unsigned)trap_argument(trap, 0) & 0xff,
		trap_argument(trap, 1), trap_argument(trap, 2),
		(uint32_t)trap_argument(trap, 3), trap_argument(trap, 4));

	if (irp)
		irp_set_owner(trap->kernel, irp, trap->thread,
			      trap_argument(trap, 6), trap_argument(trap, 5));
	trap_return(trap, irp);
}

/* MajorFunction, DeviceObject, Buffer, Length, StartingOffset, IoStatusBlock
 */
static void build_asynchronous(struct trap *trap)
{
	uint64_t irp = build_transfer(
		trap, (unsigned)trap_argument(trap, 0) & 0xff,
		trap_argument(trap, 1), trap_argument(trap, 2),
		(uint32_t)trap_argument(trap, 3), trap_argument(trap, 4));

	if (irp) {
		IRP_PUT(trap->kernel, irp, "UserIosb", trap_argument(trap, 5));
		IRP_PUT(trap->kernel, irp, "Tail.Overlay.Thread",
			trap->thread->ethread);
	}
	trap_return(trap, irp);
}

/* IoControlCode, DeviceObject, InputBuffer, InputBufferLength, OutputBuffer,
 * OutputBufferLength, InternalDeviceIoControl, Event, IoStatusBlock */
static void build_control(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint32_t code = (uint32_t)trap_argument(trap, 0);
	uint64_t in_size = (uint32_t)trap_argument(trap, 3);
	uint64_t out_size = (uint32_t)trap_argument(trap, 5);
	uint64_t irp, location;

	irp = irp_new(kernel, (unsigned)NT_GET(kernel, trap_argument(trap, 1),
					       "_DEVICE_OBJECT", "StackSize"));
	if (!irp) {
		trap_return(trap, 0);
		return;
	}
	location = irp_next(kernel, irp);
	LOCATION_PUT(kernel, location, "MajorFunction",
		     trap_argument(trap, 6) & 0xff
			     ? IRP_MJ_INTERNAL_DEVICE_CONTROL
			     : IRP_MJ_DEVICE_CONTROL);
	LOCATION_PUT(kernel, location,
		     "Parameters.DeviceIoControl.IoControlCode", code);
	LOCATION_PUT(kernel, location,
		     "Parameters.DeviceIoControl.InputBufferLength", in_size);
	LOCATION_PUT(kernel, location,
		     "Parameters.DeviceIoControl.OutputBufferLength", out_size);
	if (code % 4 == METHOD_NEITHER)
		LOCATION_PUT(kernel, location,
			     "Parameters.DeviceIoControl.Type3InputBuffer",
			     trap_argument(trap, 2));
	if (irp_buffers(kernel, irp, code % 4, trap_argument(trap, 2), in_size,
			trap_argument(trap, 4), out_size)) {
		irp_free(kernel, irp);
		trap_return(trap, 0);
		return;
	}
	irp_set_owner(kernel, irp, trap->thread, trap_argument(trap, 8),
		      trap_argument(trap, 7));
	trap_return(trap, irp);
}

/* ---- down ---- */

/* DeviceObject, Irp */
static void call_driver(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t device, irp, location, driver, left;
	unsigned major;

	if (trap->site > 0) {
		trap_return(trap, trap_result(trap));
		return;
	}
	device = trap_argument(trap, 0);
	irp = trap_argument(trap, 1);
	left = IRP(kernel, irp, "CurrentLocation") - 1;
	if (!kernel->memory.fault.set && (int8_t)left <= 0) {
		trap_bugcheck(trap, NO_MORE_IRP_STACK_LOCATIONS, irp, 0, 0, 0);
		return;
	}
	location = IRP(kernel, irp, CURRENT) - LOCATION_SIZE;
	IRP_PUT(kernel, irp, "CurrentLocation", left);
	IRP_PUT(kernel, irp, CURRENT, location);
	LOCATION_PUT(kernel, location, "DeviceObject", device);
	major = (unsigned)LOCATION(kernel, location, "MajorFunction");
	driver = NT_GET(kernel, device, "_DEVICE_OBJECT", "DriverObject");
	TRAP_CALL(trap, 1,
		  get64(kernel,
			driver + NT_OFFSET("_DRIVER_OBJECT", "MajorFunction") +
				8 * (uint64_t)(major % 28)),
		  device, irp);
}

/* ---- up ---- */

enum { LOCAL_IRP = 0 };

/* Who asked is told, and the request is gone. */
static void finish(struct kernel *kernel, uint64_t irp)
{
	uint64_t flags = IRP(kernel, irp, "Flags");
	uint64_t status = IRP(kernel, irp, "IoStatus.Status") & 0xffffffff;
	uint64_t size = IRP(kernel, irp, "IoStatus.Information");
	uint64_t iosb = IRP(kernel, irp, "UserIosb");
	uint64_t event = IRP(kernel, irp, "UserEvent");
	uint64_t file = IRP(kernel, irp, "Tail.Overlay.OriginalFileObject");
	uint64_t buffer = IRP(kernel, irp, "AssociatedIrp.SystemBuffer");

	if (flags & IRP_INPUT_OPERATION && flags & IRP_BUFFERED_IO &&
	    status >> 30 != 3)
		copy(kernel, IRP(kernel, irp, "UserBuffer"), buffer,
		     size < BUFFER_MOST ? size : BUFFER_MOST);
	if (flags & IRP_DEALLOCATE_BUFFER)
		object_memory_free(kernel, buffer);
	if (flags & IRP_BUFFERED_IO || IRP(kernel, irp, "MdlAddress"))
		object_memory_free(kernel, IRP(kernel, irp, "MdlAddress"));
	if (iosb) {
		put32(kernel, iosb, (uint32_t)status);
		put64(kernel, iosb + 8, size);
	}
	if (file) {
		NT_PUT(kernel, file, "_FILE_OBJECT", "FinalStatus", status);
		object_set(kernel, file + NT_OFFSET("_FILE_OBJECT", "Event"),
			   1);
	}
	if (event)
		object_set(kernel, event, 1);
	irp_free(kernel, irp);
}

static bool wants(uint64_t control, uint64_t status, bool cancelled)
{
	return (status >> 31 == 0 && control & SL_ON_SUCCESS) ||
	       (status >> 31 && control & SL_ON_ERROR) ||
	       (cancelled && control & SL_ON_CANCEL);
}

/*
 * Up by one location: its completion routine is called, if it has one that
 * wants to know (true). False: that was the last.
 */
static bool step_up(struct trap *trap, uint64_t irp)
{
	struct kernel *kernel = trap->kernel;
	uint64_t count = IRP(kernel, irp, "StackCount");

	for (unsigned i = 0; i <= LOCATIONS_MOST; i++) {
		uint64_t at = IRP(kernel, irp, CURRENT), control;
		uint64_t location = IRP(kernel, irp, "CurrentLocation") + 1;
		uint64_t above = at + LOCATION_SIZE, routine;

		if (location > count + 1 || kernel->memory.fault.set)
			return false;
		control = LOCATION(kernel, at, "Control");
		routine = LOCATION(kernel, at, "CompletionRoutine");
		IRP_PUT(kernel, irp, "PendingReturned", control & SL_PENDING);
		IRP_PUT(kernel, irp, CURRENT, above);
		IRP_PUT(kernel, irp, "CurrentLocation", location);
		if (wants(control, IRP(kernel, irp, "IoStatus.Status"),
			  IRP(kernel, irp, "Cancel"))) {
			LOCATION_PUT(kernel, at, "Control", 0);
			TRAP_CALL(trap, 1, routine,
				  location <= count ? LOCATION(kernel, above,
							       "DeviceObject")
						    : 0,
				  irp, LOCATION(kernel, at, "Context"));
			return true;
		}
		if (control & SL_PENDING && location <= count)
			LOCATION_PUT(kernel, above, "Control",
				     LOCATION(kernel, above, "Control") |
					     SL_PENDING);
	}
	return false;
}

/* Irp, PriorityBoost */
static void complete_request(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t irp;

	if (trap->site == 0) {
		irp = trap_argument(trap, 0);
		if (IRP(kernel, irp, "Type") != TYPE_IRP ||
		    IRP(kernel, irp, "CurrentLocation") >
			    IRP(kernel, irp, "StackCount") + 1) {
			if (!kernel->memory.fault.set)
				trap_bugcheck(trap,
					      MULTIPLE_IRP_COMPLETE_REQUESTS,
					      irp, 0, 0, 0);
			return;
		}
		trap_set_local(trap, LOCAL_IRP, irp);
	} else if ((uint32_t)trap_result(trap) ==
		   STATUS_MORE_PROCESSING_REQUIRED) {
		trap_return(trap, 0);
		return;
	}
	irp = trap_local(trap, LOCAL_IRP);
	if (step_up(trap, irp) || kernel->memory.fault.set)
		return;
	/* a second completion finds it behind its last location */
	IRP_PUT(kernel, irp, "CurrentLocation",
		IRP(kernel, irp, "StackCount") + 2);
	finish(kernel, irp);
	trap_return(trap, 0);
}

static const struct nt_function functions[] = {
	{ "IoAllocateIrp", FIDELITY_REAL, allocate_irp, NULL },
	{ "IoFreeIrp", FIDELITY_REAL, free_irp, NULL },
	{ "IoInitializeIrp", FIDELITY_REAL, initialize_irp, NULL },
	{ "IoReuseIrp", FIDELITY_REAL, reuse_irp, NULL },
	{ "IoBuildSynchronousFsdRequest", FIDELITY_REAL, build_synchronous,
	  NULL },
	{ "IoBuildAsynchronousFsdRequest", FIDELITY_REAL, build_asynchronous,
	  NULL },
	{ "IoBuildDeviceIoControlRequest", FIDELITY_REAL, build_control, NULL },
	{ "IofCallDriver", FIDELITY_REAL, call_driver, NULL },
	{ "IofCompleteRequest", FIDELITY_PARTIAL, complete_request,
	  "who asked is told at once, not by an APC; 0x44 has one parameter" },
};

const struct nt_family io_irp_family = {
	"io_irp", functions, sizeof(functions) / sizeof(*functions)
};
