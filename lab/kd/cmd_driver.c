/*
 * Drivers and what they handle: !drvobj.
 */
#include "config.h"
#include "kd/private.h"

#include "base/limits.h"
#include "kd/object.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FLAG_DEVICES = 1, FLAG_ROUTINES = 2, FLAG_STACKS = 4 };
enum {
	TYPE_DRIVER = 4,
	MAJORS = 28,
	DEVICES_MOST = 1024,
	STACK_MOST = 64,
	CLIENTS_MOST = 256
};

/* IRP_MJ_ of wdm.h, in order */
static const char *const majors[MAJORS] = {
	"CREATE",
	"CREATE_NAMED_PIPE",
	"CLOSE",
	"READ",
	"WRITE",
	"QUERY_INFORMATION",
	"SET_INFORMATION",
	"QUERY_EA",
	"SET_EA",
	"FLUSH_BUFFERS",
	"QUERY_VOLUME_INFORMATION",
	"SET_VOLUME_INFORMATION",
	"DIRECTORY_CONTROL",
	"FILE_SYSTEM_CONTROL",
	"DEVICE_CONTROL",
	"INTERNAL_DEVICE_CONTROL",
	"SHUTDOWN",
	"LOCK_CONTROL",
	"CLEANUP",
	"CREATE_MAILSLOT",
	"QUERY_SECURITY",
	"SET_SECURITY",
	"POWER",
	"SYSTEM_CONTROL",
	"DEVICE_CHANGE",
	"QUERY_QUOTA",
	"SET_QUOTA",
	"PNP",
};

/* FAST_IO_DISPATCH of wdm.h, behind its size */
static const char *const fast_names[] = {
	"FastIoCheckIfPossible",
	"FastIoRead",
	"FastIoWrite",
	"FastIoQueryBasicInfo",
	"FastIoQueryStandardInfo",
	"FastIoLock",
	"FastIoUnlockSingle",
	"FastIoUnlockAll",
	"FastIoUnlockAllByKey",
	"FastIoDeviceControl",
	"AcquireFileForNtCreateSection",
	"ReleaseFileForNtCreateSection",
	"FastIoDetachDevice",
	"FastIoQueryNetworkOpenInfo",
	"AcquireForModWrite",
	"MdlRead",
	"MdlReadComplete",
	"PrepareMdlWrite",
	"MdlWriteComplete",
	"FastIoReadCompressed",
	"FastIoWriteCompressed",
	"MdlReadCompleteCompressed",
	"MdlWriteCompleteCompressed",
	"FastIoQueryOpen",
	"ReleaseForModWrite",
	"AcquireForCcFlush",
	"ReleaseForCcFlush",
};

static uint64_t driver_field(struct kd_call *call, uint64_t driver,
			     const char *name, uint32_t fallback)
{
	return print_pointer(call->target,
			     driver + target_offset(call->target,
						    "nt!_DRIVER_OBJECT", name,
						    fallback));
}

static uint64_t device_field(struct kd_call *call, uint64_t device,
			     const char *name, uint32_t fallback)
{
	return print_pointer(call->target,
			     device + target_offset(call->target,
						    "nt!_DEVICE_OBJECT", name,
						    fallback));
}

static void driver_name(struct kd_call *call, uint64_t driver, char *ret,
			size_t size)
{
	kd_object_string(call->target,
			 driver + target_offset(call->target,
						"nt!_DRIVER_OBJECT",
						"DriverName", 0x38),
			 ret, size);
}

/* ---- which driver ---- */

static bool is_driver(struct kd_call *call, uint64_t address)
{
	uint8_t type[2];

	return target_read(call->target, address, type, 2, NULL) == ERR_OK &&
	       type[0] == TYPE_DRIVER && !type[1];
}

/* Drivers are in \Driver, file systems in \FileSystem. */
static enum err_code find_named(struct kd_call *call, const char *word,
				uint64_t *ret, struct err *err)
{
	char path[300];
	enum err_code code;

	if (*word == '\\')
		return kd_object_find(call->target, word, ret, err);
	snprintf(path, sizeof(path), "\\FileSystem\\%s", word);
	if (kd_object_find(call->target, path, ret, NULL) == ERR_OK)
		return ERR_OK;
	snprintf(path, sizeof(path), "\\Driver\\%s", word);
	code = kd_object_find(call->target, path, ret, err);
	return code;
}

static enum err_code find_driver(struct kd_call *call, const char *word,
				 uint64_t *ret, struct err *err)
{
	const char *rest = word;
	struct err why;

	if (find_named(call, word, ret, &why) == ERR_OK &&
	    is_driver(call, *ret))
		return ERR_OK;
	if (*word == '\\' || kd_expression(call, &rest, ret, NULL) || *rest)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "%.200s: %.200s: give the address of a "
			       "DRIVER_OBJECT",
			       word, why.message);
	if (!is_driver(call, *ret))
		return err_set(err, ERR_FAULT, *ret,
			       "%016" PRIx64 " is not a driver object%s", *ret,
			       target_module_at(call->target, *ret)
				       ? ": it is in a driver's image"
				       : "");
	return ERR_OK;
}

/* ---- devices ---- */

static void print_devices(struct kd_call *call, uint64_t driver)
{
	uint64_t device = driver_field(call, driver, "DeviceObject", 8);
	struct text *out = call->out;
	uint64_t client;

	text_add_string(out, "\nDriver Extension List: (id , addr)\n");
	client = driver_field(call, driver, "DriverExtension", 0x30);
	/* DRIVER_EXTENSION.ClientDriverExtension: next, id, then the data */
	client = client ? print_pointer(call->target, client + 0x28) : 0;
	for (unsigned i = 0; client && i < CLIENTS_MOST; i++) {
		text_printf(out, "(%016" PRIx64 " %016" PRIx64 ")  ",
			    print_pointer(call->target, client + 8),
			    client + 0x10);
		client = print_pointer(call->target, client);
		if (!client || i + 1 == CLIENTS_MOST)
			text_add_char(out, '\n');
	}
	text_add_string(out, "\nDevice Object list:\n");
	for (unsigned i = 0; device && i < DEVICES_MOST; i++) {
		text_printf(out, "%s%016" PRIx64 "  ",
			    i && i % 4 == 0 ? "\n" : "", device);
		device = device_field(call, device, "NextDevice", 0x10);
	}
	text_add_string(out, "\n");
}

/* From the top of its stack down; the device itself has a mark. */
static void print_device_stack(struct kd_call *call, uint64_t device)
{
	uint64_t at = device, next, driver, extension;
	char name[128];

	text_printf(call->out,
		    "!devstack %016" PRIx64 " :\n"
		    "  !DevObj           !DrvObj            !DevExt           "
		    "ObjectName\n",
		    device);
	for (unsigned i = 0; i < STACK_MOST; i++) {
		next = device_field(call, at, "AttachedDevice", 0x18);
		if (!next)
			break;
		at = next;
	}
	for (unsigned i = 0; at && i < STACK_MOST && kd_goes_on(call); i++) {
		driver = device_field(call, at, "DriverObject", 8);
		driver_name(call, driver, name, sizeof(name));
		text_printf(call->out, "%c %016" PRIx64 "  %-18s ",
			    at == device ? '>' : ' ', at, name);
		extension = device_field(call, at, "DeviceExtension", 0x40);
		text_printf(call->out, "%0*" PRIx64, extension ? 16 : 8,
			    extension);
		kd_object_name(call->target, at, name, sizeof(name));
		text_printf(call->out, "  %s\n", name);
		/* DEVOBJ_EXTENSION.AttachedTo */
		at = device_field(call, at, "DeviceObjectExtension", 0x138);
		at = at ? print_pointer(call->target, at + 0x30) : 0;
	}
	text_add_char(call->out, '\n');
}

static void print_stacks(struct kd_call *call, uint64_t driver)
{
	uint64_t device = driver_field(call, driver, "DeviceObject", 8);
	unsigned count = 0;

	text_add_string(call->out, "\n\nDevice Object stacks:\n\n");
	while (device && count < DEVICES_MOST && kd_goes_on(call)) {
		print_device_stack(call, device);
		device = device_field(call, device, "NextDevice", 0x10);
		count++;
	}
	text_printf(call->out, "Processed %u device objects.\n", count);
}

/* ---- routines ---- */

static void print_routine(struct kd_call *call, const char *name, int width,
			  uint64_t address)
{
	text_printf(call->out, "%-*s%0*" PRIx64 "\t", width, name,
		    address ? 16 : 8, address);
	if (target_module_at(call->target, address))
		print_symbol(call, address);
	text_add_char(call->out, '\n');
}

static void print_fast(struct kd_call *call, uint64_t table)
{
	uint8_t size[4];
	uint64_t bytes;

	if (!table || target_read(call->target, table, size, 4, NULL))
		return;
	bytes = size[0] | (uint64_t)size[1] << 8;
	text_add_string(call->out, "\nFast I/O routines:\n");
	for (size_t i = 0; i < sizeof(fast_names) / sizeof(*fast_names); i++) {
		uint64_t routine = 8 * (i + 2) <= bytes
					   ? print_pointer(call->target,
							   table + 8 * (i + 1))
					   : 0;

		if (routine)
			print_routine(call, fast_names[i], 40, routine);
	}
}

static void print_routines(struct kd_call *call, uint64_t driver)
{
	uint64_t extension =
		driver_field(call, driver, "DriverExtension", 0x30);
	uint32_t first = target_offset(call->target, "nt!_DRIVER_OBJECT",
				       "MajorFunction", 0x70);
	char name[48];

	print_routine(call, "DriverEntry:", 15,
		      driver_field(call, driver, "DriverInit", 0x58));
	print_routine(call, "DriverStartIo:", 15,
		      driver_field(call, driver, "DriverStartIo", 0x60));
	print_routine(call, "DriverUnload:", 15,
		      driver_field(call, driver, "DriverUnload", 0x68));
	print_routine(call, "AddDevice:", 15,
		      extension ? print_pointer(call->target, extension + 8)
				: 0);
	text_add_string(call->out, "\nDispatch routines:\n");
	for (unsigned i = 0; i < MAJORS; i++) {
		snprintf(name, sizeof(name), "[%02x] IRP_MJ_%s", i, majors[i]);
		print_routine(
			call, name, 40,
			print_pointer(call->target, driver + first + 8 * i));
	}
	print_fast(call, driver_field(call, driver, "FastIoDispatch", 0x50));
}

/* ---- the command ---- */

static enum err_code run_driver(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint64_t driver, flags = FLAG_DEVICES;
	char word[256], name[256];
	enum err_code code;

	if (!kd_word(&arguments, word, sizeof(word)))
		return err_set(err, ERR_USAGE, 0, "usage: %s %s", call->name,
			       call->command->usage);
	code = find_driver(call, word, &driver, err);
	if (!code)
		code = argument_optional(call, arguments, &flags, err);
	if (code)
		return code;
	driver_name(call, driver, name, sizeof(name));
	text_printf(call->out, "Driver object (%016" PRIx64 ") is for:\n %s\n",
		    driver, name);
	if (flags & FLAG_DEVICES)
		print_devices(call, driver);
	if ((flags & FLAG_DEVICES) && (flags & FLAG_ROUTINES))
		text_add_char(call->out, '\n');
	if (flags & FLAG_ROUTINES)
		print_routines(call, driver);
	if ((flags & FLAG_DEVICES) && (flags & FLAG_STACKS))
		print_stacks(call, driver);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "!drvobj\0",
	  .summary = "show a driver object: its devices and routines",
	  .usage = "ADDRESS | NAME [FLAGS]",
	  .help = "FLAGS: 1 the devices, 2 the routines that handle requests, "
		  "4 with 1 the stacks that\n"
		  "the devices are in. A NAME is looked for in \\Driver and "
		  "\\FileSystem, which the dump\n"
		  "must hold.\n",
	  .run = run_driver },
};

const struct kd_family cmd_driver_family = {
	.name = "drivers",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
