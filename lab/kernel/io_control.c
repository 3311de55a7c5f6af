#include "config.h"
#include "kernel/io.h"

/* Reading, writing and controlling by handle. */

enum {
	/* calls, in order of address */
	CALL_SEND = 1,
	CALL_DEREFERENCE = 2,
	LOCAL_FILE = 0,
	LOCAL_STATUS = 1,
	CONTROL_ARGUMENTS = 10,
	DO_BUFFERED_IO = 0x4,
	DO_DIRECT_IO = 0x10,
};

#define PUT(kernel, location, field, value)                                    \
	NT_PUT(kernel, location, "_IO_STACK_LOCATION", field, value)

/* A request for a file's device, with the file in it. 0: no room. */
static uint64_t request(struct kernel *kernel, uint64_t file, unsigned major,
			uint64_t *ret_device, uint64_t *ret_location)
{
	uint64_t device = device_top(
		kernel, NT_GET(kernel, file, "_FILE_OBJECT", "DeviceObject"));
	uint64_t irp = irp_new(kernel,
			       (unsigned)NT_GET(kernel, device,
						"_DEVICE_OBJECT", "StackSize"));

	*ret_device = device;
	if (!irp)
		return 0;
	*ret_location = irp_next(kernel, irp);
	PUT(kernel, *ret_location, "MajorFunction", major);
	PUT(kernel, *ret_location, "FileObject", file);
	NT_PUT(kernel, irp, "_IRP", "Tail.Overlay.OriginalFileObject", file);
	return irp;
}

/* Event: a handle or 0. */
static uint32_t find_event(struct trap *trap, uint64_t handle, uint64_t *ret)
{
	*ret = 0;
	return handle ? handle_find(trap->kernel, trap->thread, handle,
				    OB_EVENT, ret)
		      : STATUS_SUCCESS;
}

/* Sends it; a synchronous file's caller waits for the file. */
static void send(struct trap *trap, uint64_t file, uint64_t device,
		 uint64_t irp, uint64_t iosb, uint64_t user_event)
{
	struct kernel *kernel = trap->kernel;
	uint64_t event = file + NT_OFFSET("_FILE_OBJECT", "Event");
	bool waits = NT_GET(kernel, file, "_FILE_OBJECT", "Flags") &
		     FO_SYNCHRONOUS_IO;

	object_set(kernel, event, 0);
	if (user_event)
		object_set(kernel, user_event, 0);
	irp_set_owner(kernel, irp, trap->thread, iosb, user_event);
	object_reference(kernel, file);
	trap_set_local(trap, LOCAL_FILE, file);
	TRAP_CALL(trap, CALL_SEND, 0, device, irp, waits ? event : 0, iosb);
}

/* At the sites behind: the reference goes, the status comes back. */
static void sent(struct trap *trap)
{
	if (trap->site == CALL_SEND) {
		trap_set_local(trap, LOCAL_STATUS, trap_result(trap));
		TRAP_CALL(trap, CALL_DEREFERENCE, 0,
			  trap_local(trap, LOCAL_FILE));
		return;
	}
	trap_return(trap, trap_local(trap, LOCAL_STATUS));
}

/* ---- controlling ---- */

static uint32_t fill_control(struct trap *trap, uint64_t irp, uint64_t location)
{
	struct kernel *kernel = trap->kernel;
	uint32_t code = (uint32_t)trap_argument(trap, 5);
	uint64_t in = trap_argument(trap, 6);
	uint64_t in_size = (uint32_t)trap_argument(trap, 7);
	uint64_t out_size = (uint32_t)trap_argument(trap, 9);

	PUT(kernel, location, "Parameters.DeviceIoControl.IoControlCode", code);
	PUT(kernel, location, "Parameters.DeviceIoControl.InputBufferLength",
	    in_size);
	PUT(kernel, location, "Parameters.DeviceIoControl.OutputBufferLength",
	    out_size);
	if (code % 4 == METHOD_NEITHER)
		PUT(kernel, location,
		    "Parameters.DeviceIoControl.Type3InputBuffer", in);
	return irp_buffers(kernel, irp, code % 4, in, in_size,
			   trap_argument(trap, 8), out_size);
}

/* FileHandle, Event: what both are of, the event 0 if there is none. */
static uint32_t find_objects(struct trap *trap, uint64_t *ret_file,
			     uint64_t *ret_event)
{
	uint32_t status =
		handle_find(trap->kernel, trap->thread, trap_argument(trap, 0),
			    OB_FILE, ret_file);

	return status ? status
		      : find_event(trap, trap_argument(trap, 1), ret_event);
}

/* Sends a request that was filled, unless it could not be. */
static void send_filled(struct trap *trap, uint32_t status, uint64_t file,
			uint64_t device, uint64_t irp, uint64_t event)
{
	if (!status) {
		send(trap, file, device, irp, trap_argument(trap, 4), event);
		return;
	}
	if (irp)
		irp_free(trap->kernel, irp);
	trap_return(trap, status);
}

/* FileHandle, Event, ApcRoutine, ApcContext, IoStatusBlock (out),
 * IoControlCode, InputBuffer, InputBufferLength, OutputBuffer,
 * OutputBufferLength */
static void control(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t file = 0, device, location, irp, event;
	uint32_t status;

	if (trap->site > 0) {
		sent(trap);
		return;
	}
	if (!trap_may_page(trap))
		return;
	status = find_objects(trap, &file, &event);
	if (!status && disk_is_file(kernel, file))
		status = STATUS_INVALID_DEVICE_REQUEST;
	if (status) {
		trap_return(trap, status);
		return;
	}
	irp = request(kernel, file, IRP_MJ_DEVICE_CONTROL, &device, &location);
	status = irp ? fill_control(trap, irp, location)
		     : STATUS_INSUFFICIENT_RESOURCES;
	send_filled(trap, status, file, device, irp, event);
}

static void device_io_control(struct trap *trap)
{
	uint64_t arguments[CONTROL_ARGUMENTS];

	if (trap->site > 0) {
		trap_return(trap, trap_result(trap));
		return;
	}
	for (unsigned i = 0; i < CONTROL_ARGUMENTS; i++)
		arguments[i] = trap_argument(trap, i);
	trap_call(trap, 1, 0, CONTROL_ARGUMENTS, arguments);
}

/* ---- reading and writing ---- */

static uint32_t fill_transfer(struct trap *trap, uint64_t irp,
			      uint64_t location, uint64_t device, bool writes)
{
	struct kernel *kernel = trap->kernel;
	uint64_t flags = NT_GET(kernel, device, "_DEVICE_OBJECT", "Flags");
	uint64_t buffer = trap_argument(trap, 5), offset;
	uint64_t size = (uint32_t)trap_argument(trap, 6);

	offset = trap_argument(trap, 7);
	PUT(kernel, location, "Parameters.Read.Length", size);
	if (offset)
		PUT(kernel, location, "Parameters.Read.ByteOffset.QuadPart",
		    get64(kernel, offset));
	if (flags & DO_BUFFERED_IO)
		return irp_buffers(kernel, irp, METHOD_BUFFERED, buffer,
				   writes ? size : 0, buffer,
				   writes ? 0 : size);
	return irp_buffers(kernel, irp,
			   flags & DO_DIRECT_IO ? METHOD_OUT_DIRECT
						: METHOD_NEITHER,
			   0, 0, buffer, size);
}

static void transfer_disk(struct trap *trap, uint64_t file, bool writes,
			  uint64_t event)
{
	struct kernel *kernel = trap->kernel;
	uint64_t iosb = trap_argument(trap, 4), done = 0;
	uint32_t status;

	status = disk_transfer(kernel, file, writes, trap_argument(trap, 5),
			       (uint32_t)trap_argument(trap, 6),
			       trap_argument(trap, 7), &done);
	put32(kernel, iosb, status);
	put64(kernel, iosb + 8, done);
	object_set(kernel, file + NT_OFFSET("_FILE_OBJECT", "Event"), 1);
	if (event)
		object_set(kernel, event, 1);
	trap_return(trap, status);
}

/* FileHandle, Event, ApcRoutine, ApcContext, IoStatusBlock (out), Buffer,
 * Length, ByteOffset, Key */
static void transfer(struct trap *trap, bool writes)
{
	struct kernel *kernel = trap->kernel;
	uint64_t file = 0, device, location, irp, event;
	uint32_t status;

	if (trap->site > 0) {
		sent(trap);
		return;
	}
	if (!trap_may_page(trap))
		return;
	status = find_objects(trap, &file, &event);
	if (status) {
		trap_return(trap, status);
		return;
	}
	if (disk_is_file(kernel, file)) {
		transfer_disk(trap, file, writes, event);
		return;
	}
	irp = request(kernel, file, writes ? IRP_MJ_WRITE : IRP_MJ_READ,
		      &device, &location);
	status = irp ? fill_transfer(trap, irp, location, device, writes)
		     : STATUS_INSUFFICIENT_RESOURCES;
	send_filled(trap, status, file, device, irp, event);
}

static void read_file(struct trap *trap)
{
	transfer(trap, false);
}

static void write_file(struct trap *trap)
{
	transfer(trap, true);
}

static const struct nt_function functions[] = {
	{ "NtDeviceIoControlFile", FIDELITY_PARTIAL, device_io_control,
	  "routines of user APCs are not called" },
	{ "IopXxxControlFile", FIDELITY_REAL, control, NULL },
	{ "NtReadFile", FIDELITY_PARTIAL, read_file,
	  "routines of user APCs are not called" },
	{ "NtWriteFile", FIDELITY_PARTIAL, write_file,
	  "routines of user APCs are not called" },
};

const struct nt_family io_control_family = {
	"io_control", functions, sizeof(functions) / sizeof(*functions)
};
