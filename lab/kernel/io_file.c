#include "config.h"
#include "kernel/cm.h"
#include "kernel/io.h"
#include "kernel/load.h"
#include "kernel/sync.h"

#include "base/text.h"
#include "kernel/string.h"

#include <stdio.h>
#include <string.h>

/* FILE_OBJECTs: opened, closed, gone. A device's driver is told of each. */

enum {
	TYPE_FILE = 5,
	TYPE_DRIVER = 4,
	FILE_SIZE = 0xd8,
	DO_EXCLUSIVE = 0x8,
	DO_INITIALIZING = 0x80,
	FO_HANDLE_CREATED = 0x40000,
	DIRECTORY_FILE = 0x1, /* of CreateOptions */
	/* IoCreateFile's last arguments may be absent */
	CREATE_ARGUMENTS = 14,
	OPEN_ARGUMENTS = 6,
	DISPOSITION_OPEN = 1,
};
#define VOLUME "\\Device\\HarddiskVolume3"

void object_full_path(struct kernel *kernel, uint64_t object, char *ret,
		      size_t size)
{
	char device[OBJECT_PATH], name[OBJECT_PATH];

	if (object_type(kernel, object) == OB_KEY) {
		registry_path(key_of(kernel, object), ret, size);
		return;
	}
	if (object_type(kernel, object) != OB_FILE) {
		object_path(kernel, object, ret, size);
		return;
	}
	object_path(kernel,
		    NT_GET(kernel, object, "_FILE_OBJECT", "DeviceObject"),
		    device, sizeof(device));
	string_read(kernel, object + NT_OFFSET("_FILE_OBJECT", "FileName"),
		    name, sizeof(name));
	snprintf(ret, size, "%s%s", device, name);
}

uint64_t file_new(struct kernel *kernel, uint64_t device, const char *path,
		  uint32_t options, uint32_t *ret_status)
{
	uint64_t file =
		object_new(kernel, OB_FILE, FILE_SIZE, NULL, ret_status);

	if (!file)
		return 0;
	NT_PUT(kernel, file, "_FILE_OBJECT", "Type", TYPE_FILE);
	NT_PUT(kernel, file, "_FILE_OBJECT", "Size", FILE_SIZE);
	NT_PUT(kernel, file, "_FILE_OBJECT", "DeviceObject", device);
	if (options & FILE_SYNCHRONOUS_IO)
		NT_PUT(kernel, file, "_FILE_OBJECT", "Flags",
		       FO_SYNCHRONOUS_IO);
	event_init(kernel, file + NT_OFFSET("_FILE_OBJECT", "Lock"),
		   OBJECT_EVENT_SYNCHRONIZATION, 0);
	event_init(kernel, file + NT_OFFSET("_FILE_OBJECT", "Event"),
		   OBJECT_EVENT_NOTIFICATION, 0);
	list_init(kernel, file + NT_OFFSET("_FILE_OBJECT", "IrpList"));
	if (path[0] &&
	    !object_string_new(kernel,
			       file + NT_OFFSET("_FILE_OBJECT", "FileName"),
			       path)) {
		object_free(kernel, file);
		*ret_status = STATUS_INSUFFICIENT_RESOURCES;
		return 0;
	}
	NT_PUT(kernel, device, "_DEVICE_OBJECT", "ReferenceCount",
	       NT_GET(kernel, device, "_DEVICE_OBJECT", "ReferenceCount") + 1);
	return file;
}

/* A file lets go of what it holds. */
static void leave(struct kernel *kernel, uint64_t file)
{
	device_leave(kernel,
		     NT_GET(kernel, file, "_FILE_OBJECT", "DeviceObject"));
	object_memory_free(
		kernel,
		get64(kernel,
		      file + NT_OFFSET("_FILE_OBJECT", "FileName") + 8));
}

/* One that nobody has seen. */
static void drop(struct kernel *kernel, uint64_t file)
{
	leave(kernel, file);
	object_free(kernel, file);
}

/* ---- the volume ---- */

void io_start(struct kernel *kernel)
{
	static const char *const links[][2] = {
		{ "\\??\\C:", VOLUME }, { "\\SystemRoot", VOLUME "\\Windows" }
	};
	uint32_t status;
	uint64_t driver, device, link;

	driver = object_new(kernel, OB_DRIVER, nt19041_size("_DRIVER_OBJECT"),
			    "\\FileSystem\\Ntfs", &status);
	device = object_new(kernel, OB_DEVICE,
			    nt19041_size("_DEVICE_OBJECT") +
				    nt19041_size("_DEVOBJ_EXTENSION"),
			    VOLUME, &status);
	if (!driver || !device)
		return;
	NT_PUT(kernel, driver, "_DRIVER_OBJECT", "Type", TYPE_DRIVER);
	NT_PUT(kernel, driver, "_DRIVER_OBJECT", "DeviceObject", device);
	for (unsigned i = 0; i < 28; i++)
		put64(kernel,
		      driver + NT_OFFSET("_DRIVER_OBJECT", "MajorFunction") +
			      8 * i,
		      nt_address(kernel, "IopInvalidDeviceRequest"));
	NT_PUT(kernel, device, "_DEVICE_OBJECT", "Type", 3);
	NT_PUT(kernel, device, "_DEVICE_OBJECT", "DriverObject", driver);
	NT_PUT(kernel, device, "_DEVICE_OBJECT", "StackSize", 1);
	NT_PUT(kernel, device, "_DEVICE_OBJECT", "DeviceType", 8);
	NT_PUT(kernel, device, "_DEVICE_OBJECT", "DeviceObjectExtension",
	       device + nt19041_size("_DEVICE_OBJECT"));
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		link = object_new(kernel, OB_LINK,
				  nt19041_size("_OBJECT_SYMBOLIC_LINK"),
				  links[i][0], &status);
		if (link)
			object_string_new(
				kernel,
				link + NT_OFFSET("_OBJECT_SYMBOLIC_LINK",
						 "LinkTarget"),
				links[i][1]);
	}
}

bool io_is_volume(struct kernel *kernel, uint64_t device)
{
	char path[OBJECT_PATH];

	object_path(kernel, device, path, sizeof(path));
	return strcmp(path, VOLUME) == 0;
}

/* ---- opening ---- */

enum {
	LOCAL_FILE = 0,
	LOCAL_HANDLE = 1,
	LOCAL_IOSB = 2,
	LOCAL_ACCESS = 3,
	LOCAL_ATTRIBUTES = 4,
	/* calls of IopCreateFile, in order of address */
	CALL_PARSE = 1,
	CALL_DEREFERENCE = 2,
};

static void give_handle(struct trap *trap, uint64_t file)
{
	struct kernel *kernel = trap->kernel;
	uint64_t handle =
		handle_new(kernel, trap->thread->process, file,
			   (uint32_t)trap_local(trap, LOCAL_ACCESS),
			   (uint32_t)trap_local(trap, LOCAL_ATTRIBUTES));

	put64(kernel, trap_local(trap, LOCAL_HANDLE), handle);
	if (!handle && disk_is_file(kernel, file)) {
		disk_close(kernel, file);
		drop(kernel, file);
		trap_return(trap, STATUS_INSUFFICIENT_RESOURCES);
		return;
	}
	NT_PUT(kernel, file, "_FILE_OBJECT", "Flags",
	       NT_GET(kernel, file, "_FILE_OBJECT", "Flags") |
		       FO_HANDLE_CREATED);
	if (handle) {
		object_release(kernel, file);
		trap_return(trap, STATUS_SUCCESS);
		return;
	}
	/* the driver has opened it, and is told that it is closed */
	trap_set_local(trap, LOCAL_ACCESS, STATUS_INSUFFICIENT_RESOURCES);
	TRAP_CALL(trap, CALL_DEREFERENCE, 0, file);
}

static void open_on_disk(struct trap *trap, uint64_t device, const char *rest)
{
	struct kernel *kernel = trap->kernel;
	struct disk_open from = {
		.path = rest,
		.access = (uint32_t)trap_argument(trap, 1),
		.disposition = (uint32_t)trap_argument(trap, 7),
		.options = (uint32_t)trap_argument(trap, 8),
	};
	uint64_t iosb = trap_argument(trap, 3), information = 0;
	uint32_t status;
	uint64_t file = file_new(kernel, device, rest, from.options, &status);

	if (file)
		status = disk_open(kernel, file, &from, &information);
	put32(kernel, iosb, status);
	put64(kernel, iosb + 8, information);
	if (file && status)
		drop(kernel, file);
	if (status)
		trap_return(trap, status);
	else
		give_handle(trap, file);
}

static uint32_t may_open(struct kernel *kernel, uint64_t device)
{
	uint64_t flags = NT_GET(kernel, device, "_DEVICE_OBJECT", "Flags");

	if (flags & DO_INITIALIZING)
		return STATUS_NO_SUCH_DEVICE;
	if (flags & DO_EXCLUSIVE &&
	    NT_GET(kernel, device, "_DEVICE_OBJECT", "ReferenceCount"))
		return STATUS_ACCESS_DENIED;
	return STATUS_SUCCESS;
}

/* IRP_MJ_CREATE to the driver, by IopParseDevice. */
static void open_device(struct trap *trap, uint64_t device, const char *rest)
{
	struct kernel *kernel = trap->kernel;
	uint32_t options = (uint32_t)trap_argument(trap, 8), status;
	uint64_t top = device_top(kernel, device), file, irp, location;

	status = may_open(kernel, device);
	if (status) {
		trap_return(trap, status);
		return;
	}
	file = file_new(kernel, device, rest, options, &status);
	irp = file ? irp_new(kernel,
			     (unsigned)NT_GET(kernel, top, "_DEVICE_OBJECT",
					      "StackSize"))
		   : 0;
	if (!irp) {
		if (file)
			drop(kernel, file);
		trap_return(trap, STATUS_INSUFFICIENT_RESOURCES);
		return;
	}
	location = irp_next(kernel, irp);
	NT_PUT(kernel, location, "_IO_STACK_LOCATION", "MajorFunction",
	       IRP_MJ_CREATE);
	NT_PUT(kernel, location, "_IO_STACK_LOCATION", "FileObject", file);
	NT_PUT(kernel, location, "_IO_STACK_LOCATION",
	       "Parameters.Create.Options",
	       options | trap_argument(trap, 7) << 24);
	NT_PUT(kernel, location, "_IO_STACK_LOCATION",
	       "Parameters.Create.ShareAccess", trap_argument(trap, 6));
	trap_set_local(trap, LOCAL_FILE, file);
	TRAP_CALL(trap, CALL_PARSE, 0, top, irp, 1, trap_argument(trap, 3));
}

/* FileHandle (out), DesiredAccess, ObjectAttributes, IoStatusBlock (out),
 * AllocationSize, FileAttributes, ShareAccess, Disposition, CreateOptions,
 * EaBuffer, EaLength, CreateFileType, ExtraCreateParameters, Options */
static void create_file(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct object_attributes from;
	char rest[OBJECT_PATH];
	uint64_t object;
	uint32_t status;

	if (trap->site == CALL_DEREFERENCE) {
		trap_return(trap, trap_local(trap, LOCAL_ACCESS));
		return;
	}
	if (trap->site == CALL_PARSE) {
		status = (uint32_t)trap_result(trap);
		object = trap_local(trap, LOCAL_FILE);
		if (status >> 30 != 3) {
			give_handle(trap, object);
			return;
		}
		/* never opened, so it is not closed either */
		trap_set_local(trap, LOCAL_ACCESS, status);
		TRAP_CALL(trap, CALL_DEREFERENCE, 0, object);
		return;
	}
	if (!trap_may_page(trap))
		return;
	status = object_attributes(trap, trap_argument(trap, 2), &from);
	if (!status && !from.path[0])
		status = STATUS_OBJECT_NAME_INVALID;
	object = status ? 0 : object_find(kernel, from.path, rest);
	if (!status && !object)
		status = object_missing(kernel, from.path);
	else if (!status && object_type(kernel, object) != OB_DEVICE)
		status = STATUS_OBJECT_TYPE_MISMATCH;
	if (status) {
		trap_return(trap, status);
		return;
	}
	trap_set_local(trap, LOCAL_HANDLE, trap_argument(trap, 0));
	trap_set_local(trap, LOCAL_ACCESS, trap_argument(trap, 1));
	trap_set_local(trap, LOCAL_IOSB, trap_argument(trap, 3));
	trap_set_local(trap, LOCAL_ATTRIBUTES, from.attributes);
	if (io_is_volume(kernel, object))
		open_on_disk(trap, object, rest);
	else
		open_device(trap, object, rest);
}

/* As IoCreateFile, without its last three; or all of it. */
static void pass_create(struct trap *trap)
{
	uint64_t arguments[CREATE_ARGUMENTS] = { 0 };
	unsigned count = trap->function->name[0] == 'N' ? 11 : CREATE_ARGUMENTS;

	if (trap->site > 0) {
		trap_return(trap, trap_result(trap));
		return;
	}
	for (unsigned i = 0; i < count; i++)
		arguments[i] = trap_argument(trap, i);
	trap_call(trap, 1, 0, CREATE_ARGUMENTS, arguments);
}

/* FileHandle (out), DesiredAccess, ObjectAttributes, IoStatusBlock (out),
 * ShareAccess, OpenOptions */
static void open_file(struct trap *trap)
{
	uint64_t arguments[CREATE_ARGUMENTS] = { 0 };

	if (trap->site > 0) {
		trap_return(trap, trap_result(trap));
		return;
	}
	for (unsigned i = 0; i < 4; i++)
		arguments[i] = trap_argument(trap, i);
	arguments[6] = trap_argument(trap, 4);
	arguments[7] = DISPOSITION_OPEN;
	arguments[8] = trap_argument(trap, 5);
	trap_call(trap, 1, 0, CREATE_ARGUMENTS, arguments);
}

/* ---- sent, and waited for ---- */

/*
 * Device, Irp, Wait, IoStatusBlock. Wait: 0 not, 1 for an event in the frame,
 * else for the event there. The driver's status, or the request's when it was
 * waited for.
 */
static void send(struct trap *trap)
{
	enum {
		LOCAL_BLOCK = 0,
		LOCAL_WAIT = 1,
		CALL_DRIVER = 1,
		CALL_WAIT = 2
	};
	struct kernel *kernel = trap->kernel;
	uint64_t event = trap_frame(trap) + 0x10, irp;

	switch (trap->site) {
	case 0:
		irp = trap_argument(trap, 1);
		trap_set_local(trap, LOCAL_WAIT, trap_argument(trap, 2));
		trap_set_local(trap, LOCAL_BLOCK, trap_argument(trap, 3));
		if (trap_argument(trap, 2) == 1) {
			trap_set_local(trap, LOCAL_WAIT, event);
			event_init(kernel, event, OBJECT_EVENT_NOTIFICATION, 0);
			irp_set_owner(kernel, irp, trap->thread,
				      trap_argument(trap, 3), event);
		}
		TRAP_CALL(trap, CALL_DRIVER, 0, trap_argument(trap, 0), irp);
		return;
	case CALL_DRIVER:
		if ((uint32_t)trap_result(trap) != STATUS_PENDING ||
		    !trap_local(trap, LOCAL_WAIT)) {
			trap_return(trap, trap_result(trap));
			return;
		}
		TRAP_CALL(trap, CALL_WAIT, 0, trap_local(trap, LOCAL_WAIT), 0,
			  0, 0, 0);
		return;
	default:
		trap_return(trap, get32(kernel, trap_local(trap, LOCAL_BLOCK)));
	}
}

/* ---- closing ---- */

enum { LOCAL_CLOSED = 0, CALL_SEND = 1 };

/* A request without parameters to a file's device; false: no room. */
static bool tell(struct trap *trap, unsigned major, uint64_t file)
{
	struct kernel *kernel = trap->kernel;
	uint64_t device = device_top(
		kernel, NT_GET(kernel, file, "_FILE_OBJECT", "DeviceObject"));
	uint64_t irp = irp_new(kernel,
			       (unsigned)NT_GET(kernel, device,
						"_DEVICE_OBJECT", "StackSize"));
	uint64_t location;

	if (!irp)
		return false;
	location = irp_next(kernel, irp);
	NT_PUT(kernel, location, "_IO_STACK_LOCATION", "MajorFunction", major);
	NT_PUT(kernel, location, "_IO_STACK_LOCATION", "FileObject", file);
	TRAP_CALL(trap, CALL_SEND, 0, device, irp, 1, trap_frame(trap));
	return true;
}

/* Process, Object: with the last handle the driver is asked to clean up. */
static void close_file(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t file;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	file = trap_argument(trap, 1);
	if (NT_GET(kernel, file - OBJECT_HEADER_SIZE, "_OBJECT_HEADER",
		   "HandleCount")) {
		trap_return(trap, 0);
		return;
	}
	if (disk_is_file(kernel, file))
		disk_close(kernel, file);
	else if (tell(trap, IRP_MJ_CLEANUP, file))
		return;
	trap_return(trap, 0);
}

/* Object: nobody points to it any more. */
static void delete_file(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t file;

	if (trap->site == 0) {
		file = trap_argument(trap, 0);
		trap_set_local(trap, LOCAL_CLOSED, file);
		if (!disk_is_file(kernel, file) &&
		    NT_GET(kernel, file, "_FILE_OBJECT", "Flags") &
			    FO_HANDLE_CREATED &&
		    tell(trap, IRP_MJ_CLOSE, file))
			return;
	}
	leave(kernel, trap_local(trap, LOCAL_CLOSED));
	trap_return(trap, 0);
}

/* ObjectName, DesiredAccess, FileObject (out), DeviceObject (out) */
static void get_device_object(struct trap *trap)
{
	enum {
		LOCAL_FILE_TO = 0,
		LOCAL_DEVICE_TO = 1,
		CALL_OPEN = 1,
		CALL_CLOSE = 2,
		ATTRIBUTES = 0x20, /* from the frame */
		HANDLE = 0x50,
	};
	struct kernel *kernel = trap->kernel;
	uint64_t frame = trap_frame(trap), attributes = frame + ATTRIBUTES;
	uint8_t zeros[HANDLE + 8] = { 0 };
	uint64_t file;

	switch (trap->site) {
	case 0:
		memory_write(&kernel->memory, frame, zeros, sizeof(zeros));
		put32(kernel, attributes, 0x30);
		put64(kernel, attributes + 0x10, trap_argument(trap, 0));
		put32(kernel, attributes + 0x18,
		      OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE);
		trap_set_local(trap, LOCAL_FILE_TO, trap_argument(trap, 2));
		trap_set_local(trap, LOCAL_DEVICE_TO, trap_argument(trap, 3));
		TRAP_CALL(trap, CALL_OPEN, 0, frame + HANDLE,
			  trap_argument(trap, 1), attributes, frame + 0x10, 0,
			  0x40 /* FILE_NON_DIRECTORY_FILE */);
		return;
	case CALL_OPEN:
		if ((uint32_t)trap_result(trap) >> 30 == 3) {
			trap_return(trap, trap_result(trap));
			return;
		}
		file = handle_object(kernel, trap->thread,
				     get64(kernel, frame + HANDLE));
		object_reference(kernel, file);
		put64(kernel, trap_local(trap, LOCAL_FILE_TO), file);
		put64(kernel, trap_local(trap, LOCAL_DEVICE_TO),
		      device_top(kernel, NT_GET(kernel, file, "_FILE_OBJECT",
						"DeviceObject")));
		TRAP_CALL(trap, CALL_CLOSE, 0, get64(kernel, frame + HANDLE));
		return;
	default:
		trap_return(trap, STATUS_SUCCESS);
	}
}

static const struct nt_function functions[] = {
	{ "IopCreateFile", FIDELITY_PARTIAL, create_file,
	  "access and sharing are not checked" },
	{ "NtCreateFile", FIDELITY_REAL, pass_create, NULL },
	{ "IoCreateFile", FIDELITY_REAL, pass_create, NULL },
	{ "NtOpenFile", FIDELITY_REAL, open_file, NULL },
	{ "IopParseDevice", FIDELITY_PARTIAL, send,
	  "of what it does, the request to the driver" },
	{ "IopSynchronousServiceTail", FIDELITY_REAL, send, NULL },
	{ "IopCloseFile", FIDELITY_REAL, close_file, NULL },
	{ "IopDeleteFile", FIDELITY_REAL, delete_file, NULL },
	{ "IoGetDeviceObjectPointer", FIDELITY_REAL, get_device_object, NULL },
};

const struct nt_family io_file_family = {
	"io_file", functions, sizeof(functions) / sizeof(*functions)
};
