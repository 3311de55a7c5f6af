#include "config.h"
#include "kernel/ex_work.h"
#include "kernel/io.h"
#include "kernel/load.h"

#include <string.h>

/*
 * How a driver comes to run its DriverEntry, and its Unload: nt.md 1.1.
 *
 * The load packet lies in the frame of who asked; a worker thread does the
 * work, sets the event in the packet, and only then comes back to where its
 * own state is checked.
 */
enum {
	PACKET_IN_FRAME = 0x50, /* from rsp of IopLoadDriverImage */
	PACKET_SIZE = 0x50,
	PACKET_ROUTINE = 0x10,
	PACKET_PARAMETER = 0x18,
	PACKET_EVENT = 0x20,
	PACKET_DRIVER = 0x38,
	PACKET_PATH = 0x40,
	PACKET_STATUS = 0x48,
	TAG_PACKET = 0x20206f49, /* "Io  " */
	DELAYED_WORK_QUEUE = 1,
	USER_REQUEST = 6,
	/* calls of IopLoadDriverImage and IopUnloadDriver */
	CALL_QUEUE = 1,
	CALL_WAIT = 2,
};

static void call_through(struct trap *trap)
{
	if (trap->site > 0)
		trap_return(trap, trap_result(trap));
	else
		trap_call(trap, 1, 0, 1,
			  (uint64_t[]){ trap_argument(trap, 0) });
}

static uint64_t packet_of(const struct trap *trap)
{
	return trap->registers[ENGINE_RSP] + PACKET_IN_FRAME;
}

static void fill_packet(struct kernel *kernel, uint64_t packet, uint64_t driver,
			uint64_t path)
{
	uint64_t event = packet + PACKET_EVENT;
	uint8_t zeros[PACKET_SIZE] = { 0 };

	memory_write(&kernel->memory, packet, zeros, sizeof(zeros));
	put64(kernel, packet + PACKET_ROUTINE,
	      nt_address(kernel, "IopLoadUnloadDriver"));
	put64(kernel, packet + PACKET_PARAMETER, packet);
	put8(kernel, event + 2, 6); /* Size, in dwords */
	list_init(kernel,
		  event + NT_OFFSET("_DISPATCHER_HEADER", "WaitListHead"));
	put64(kernel, packet + PACKET_DRIVER, driver);
	put64(kernel, packet + PACKET_PATH, path);
}

static void make_packet(struct trap *trap, uint64_t driver, uint64_t path)
{
	fill_packet(trap->kernel, packet_of(trap), driver, path);
}

/* Queues the packet, waits for its event, gives back its status. */
static void hand_over(struct trap *trap)
{
	uint64_t packet = packet_of(trap);

	if (trap->site == 0)
		TRAP_CALL(trap, CALL_QUEUE, 0, packet, DELAYED_WORK_QUEUE);
	else if (trap->site == CALL_QUEUE)
		TRAP_CALL(trap, CALL_WAIT, 0, packet + PACKET_EVENT,
			  USER_REQUEST, 0, 0, 0);
	else
		trap_return(trap, get32(trap->kernel, packet + PACKET_STATUS));
}

/* What the program asked for whose path this is; it waits, so its call is not
 * over. NULL: the path is no program's. */
static const struct load_source *source_of(const struct kernel *kernel,
					   uint64_t path)
{
	for (size_t i = 0; i < kernel->thread_count; i++) {
		const struct user_request *call = kernel->threads[i]->running;

		if (call && call->source && call->arguments[0] == path)
			return call->source;
	}
	return NULL;
}

static void load_driver_image(struct trap *trap)
{
	if (trap->site == 0)
		make_packet(trap, 0, trap_argument(trap, 0));
	hand_over(trap);
}

static void unload_driver(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	const struct load_source *source;
	struct driver *driver;

	if (trap->site > 0) {
		hand_over(trap);
		return;
	}
	source = source_of(kernel, trap_argument(trap, 0));
	driver = source ? driver_find(kernel, source->name) : NULL;
	if (!driver) {
		trap_return(trap, STATUS_OBJECT_NAME_NOT_FOUND);
		return;
	}
	if (driver->unloading ||
	    !NT_GET(kernel, driver->object, "_DRIVER_OBJECT", "DriverUnload")) {
		trap_return(trap, STATUS_INVALID_DEVICE_REQUEST);
		return;
	}
	driver->unloading = true;
	if (device_in_use(kernel, driver->object)) {
		driver->pending = true;
		trap_return(trap, STATUS_SUCCESS);
		return;
	}
	make_packet(trap, driver->object, 0);
	hand_over(trap);
}

void driver_unload_later(struct kernel *kernel, struct driver *driver)
{
	uint64_t packet = object_memory(kernel, PACKET_SIZE, TAG_PACKET);

	driver->pending = false;
	if (!packet)
		return;
	fill_packet(kernel, packet, driver->object, 0);
	work_queue(kernel, packet);
}

/* ---- in the worker ---- */

enum {
	CALL_LOAD = 1,
	CALL_UNLOAD = 2,
	CALL_DEREFERENCE = 3,
	CALL_REINITIALIZE = 4,
	LOCAL_PACKET = 0,
};

static void load_unload_driver(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t packet = trap->site == 0 ? trap_argument(trap, 0)
					  : trap_local(trap, LOCAL_PACKET);
	uint64_t object = get64(kernel, packet + PACKET_DRIVER), unload;
	uint64_t status = trap_result(trap);

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_PACKET, packet);
		unload = object ? NT_GET(kernel, object, "_DRIVER_OBJECT",
					 "DriverUnload")
				: 0;
		if (object)
			TRAP_CALL(trap, CALL_UNLOAD, unload, object);
		else
			TRAP_CALL(trap, CALL_LOAD, 0,
				  get64(kernel, packet + PACKET_PATH));
		return;
	}
	if (trap->site == CALL_UNLOAD) {
		/* it goes when nothing points to it: no device, that is */
		object_unname(kernel, object);
		TRAP_CALL(trap, CALL_DEREFERENCE, 0, object);
		return;
	}
	if (trap->site == CALL_LOAD) {
		put32(kernel, packet + PACKET_STATUS, (uint32_t)status);
		TRAP_CALL(trap, CALL_REINITIALIZE, 0, 0);
		return;
	}
	status = trap->site == CALL_REINITIALIZE
			 ? get32(kernel, packet + PACKET_STATUS)
			 : STATUS_SUCCESS;
	/* whoever waits goes on before this thread is looked at */
	put32(kernel, packet + PACKET_STATUS, (uint32_t)status);
	object_set(kernel, packet + PACKET_EVENT, 1);
	trap_return(trap, status);
}

enum {
	LOCAL_DRIVER = 0,
	/* calls of IopLoadDriver, in order of address */
	CALL_IMAGE = 1,
	CALL_ENTRY = 2,
	CALL_DROP = 3,
	LOCAL_STATUS = 1,
	/* IMAGE_INFO */
	IMAGE_INFO_SIZE = 0x28,
	IMAGE_BASE = 0x08,
	IMAGE_SIZE = 0x18,
	IMAGE_KERNEL = 0x103, /* SystemModeImage, addresses of 64 bits */
};

static void tell_image(struct trap *trap, const struct driver *driver)
{
	struct kernel *kernel = trap->kernel;
	uint64_t info = trap_frame(trap);
	uint8_t zeros[IMAGE_INFO_SIZE] = { 0 };

	memory_write(&kernel->memory, info, zeros, sizeof(zeros));
	put32(kernel, info, IMAGE_KERNEL);
	put64(kernel, info + IMAGE_BASE, driver->base);
	put64(kernel, info + IMAGE_SIZE, driver->size);
	TRAP_CALL(trap, CALL_IMAGE, 0,
		  driver->module +
			  NT_OFFSET("_KLDR_DATA_TABLE_ENTRY", "FullDllName"),
		  0, info);
}

static void load_driver(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint32_t status = STATUS_UNSUCCESSFUL;
	const struct load_source *source;
	struct driver *driver;

	if (trap->site == 0) {
		source = source_of(kernel, trap_argument(trap, 0));
		if (source)
			status = driver_map(kernel, source, &driver);
		if (status) {
			trap_return(trap, status);
			return;
		}
		trap_set_local(trap, LOCAL_DRIVER, driver->object);
		tell_image(trap, driver);
		return;
	}
	if (trap->site == CALL_IMAGE) {
		driver = driver_of_object(kernel,
					  trap_local(trap, LOCAL_DRIVER));
		if (!driver)
			trap_return(trap, status);
		else
			TRAP_CALL(trap, CALL_ENTRY, 0, driver->object,
				  driver->registry_path, driver->entry);
		return;
	}
	if (trap->site == CALL_DROP) {
		trap_return(trap, trap_local(trap, LOCAL_STATUS));
		return;
	}
	status = (uint32_t)trap_result(trap);
	driver = driver_of_object(kernel, trap_local(trap, LOCAL_DRIVER));
	if (driver && status >> 30 == 3) {
		trap_set_local(trap, LOCAL_STATUS, status);
		object_unname(kernel, driver->object);
		driver->unloading = true;
		TRAP_CALL(trap, CALL_DROP, 0, driver->object);
		return;
	}
	if (driver) {
		device_ready(kernel, driver->object);
		driver_discard(kernel, driver);
	}
	trap_return(trap, status);
}

static void call_driver_entry(struct trap *trap)
{
	if (trap->site > 0)
		trap_return(trap, trap_result(trap));
	else
		TRAP_CALL(trap, 1, trap_argument(trap, 2),
			  trap_argument(trap, 0), trap_argument(trap, 1));
}

/* DeviceObject, Irp: of a driver that does not say what it does. */
static void invalid_device_request(struct trap *trap)
{
	uint64_t irp;

	if (trap->site > 0) {
		trap_return(trap, STATUS_INVALID_DEVICE_REQUEST);
		return;
	}
	irp = trap_argument(trap, 1);
	NT_PUT(trap->kernel, irp, "_IRP", "IoStatus.Status",
	       STATUS_INVALID_DEVICE_REQUEST);
	NT_PUT(trap->kernel, irp, "_IRP", "IoStatus.Information", 0);
	TRAP_CALL(trap, 1, 0, irp, 0);
}

static const struct nt_function functions[] = {
	{ "NtLoadDriver", FIDELITY_PARTIAL, call_through,
	  "only services.exe calls it: privileges are not looked at" },
	{ "NtUnloadDriver", FIDELITY_PARTIAL, call_through,
	  "only services.exe calls it: privileges are not looked at" },
	{ "IopLoadDriverImage", FIDELITY_REAL, load_driver_image, NULL },
	{ "IopUnloadDriver", FIDELITY_REAL, unload_driver, NULL },
	{ "IopLoadUnloadDriver", FIDELITY_REAL, load_unload_driver, NULL },
	{ "IopLoadDriver", FIDELITY_PARTIAL, load_driver,
	  "gives back DriverEntry's own status" },
	{ "PnpCallDriverEntry", FIDELITY_PARTIAL, call_driver_entry,
	  "no watchdog runs" },
	{ "IopInvalidDeviceRequest", FIDELITY_REAL, invalid_device_request,
	  NULL },
};

const struct nt_family io_load_family = {
	"io_load", functions, sizeof(functions) / sizeof(*functions)
};
