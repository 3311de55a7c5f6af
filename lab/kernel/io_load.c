#include "config.h"
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

static void make_packet(struct trap *trap, uint64_t driver, uint64_t path)
{
	struct kernel *kernel = trap->kernel;
	uint64_t packet = packet_of(trap), event = packet + PACKET_EVENT;
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

static void load_driver_image(struct trap *trap)
{
	if (trap->site == 0)
		make_packet(trap, 0, trap_argument(trap, 0));
	hand_over(trap);
}

static void unload_driver(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct driver *driver;

	if (trap->site > 0) {
		hand_over(trap);
		return;
	}
	driver = kernel->loading ? driver_find(kernel, kernel->loading->name)
				 : NULL;
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
	make_packet(trap, driver->object, 0);
	hand_over(trap);
}

/* ---- in the worker ---- */

enum { CALL_LOAD = 1, CALL_UNLOAD = 2, LOCAL_PACKET = 0 };

static void load_unload_driver(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t packet = trap->site == 0 ? trap_argument(trap, 0)
					  : trap_local(trap, LOCAL_PACKET);
	uint64_t object = get64(kernel, packet + PACKET_DRIVER), unload;
	uint64_t status = trap_result(trap);
	struct driver *driver;

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
		driver = driver_of_object(kernel, object);
		if (driver)
			driver_unmap(kernel, driver);
		status = STATUS_SUCCESS;
	}
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
	struct driver *driver;

	if (trap->site == 0) {
		if (kernel->loading)
			status = driver_map(kernel, kernel->loading, &driver);
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
	status = (uint32_t)trap_result(trap);
	driver = driver_of_object(kernel, trap_local(trap, LOCAL_DRIVER));
	if (driver && status >> 30 == 3)
		driver_unmap(kernel, driver);
	else if (driver)
		driver_discard(kernel, driver);
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

static void invalid_device_request(struct trap *trap)
{
	trap_return(trap, STATUS_INVALID_DEVICE_REQUEST);
}

static const struct nt_function functions[] = {
	{ "NtLoadDriver", FIDELITY_PARTIAL, call_through,
	  "only services.exe calls it: privileges are not looked at" },
	{ "NtUnloadDriver", FIDELITY_PARTIAL, call_through,
	  "only services.exe calls it: privileges are not looked at" },
	{ "IopLoadDriverImage", FIDELITY_REAL, load_driver_image, NULL },
	{ "IopUnloadDriver", FIDELITY_PARTIAL, unload_driver,
	  "devices that are open do not hold it up" },
	{ "IopLoadUnloadDriver", FIDELITY_REAL, load_unload_driver, NULL },
	{ "IopLoadDriver", FIDELITY_PARTIAL, load_driver,
	  "gives back DriverEntry's own status" },
	{ "PnpCallDriverEntry", FIDELITY_PARTIAL, call_driver_entry,
	  "no watchdog runs" },
	{ "IopInvalidDeviceRequest", FIDELITY_PARTIAL, invalid_device_request,
	  "the request is not completed" },
};

const struct nt_family io_load_family = {
	"io_load", functions, sizeof(functions) / sizeof(*functions)
};
