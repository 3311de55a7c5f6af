/*
 * An emulated NT machine: drivers really run on it, and it really stops. What
 * a driver's code does is done by a CPU (Unicorn); what the kernel's functions
 * do is done by rows of this room, on structures that lie in the guest's
 * memory at 19041's offsets. A debugger looks into it as into any target.
 *
 * The machine is deterministic: it has a clock of its own, that goes on with
 * the instructions executed and jumps when every processor is idle. Same
 * profile, same seed, same drivers, same calls: same bytes.
 *
 * A call runs the machine until what was asked for is done. It may not be
 * done ever: the machine stops with a bug check, or the thread that was asked
 * never comes back. After KERNEL_STOPPED nothing runs any more; the dump can
 * be written. After KERNEL_HANGS the machine lives on, and other calls may do
 * better.
 */
#ifndef LAB_KERNEL_KERNEL_H
#define LAB_KERNEL_KERNEL_H

#include "base/err.h"
#include "base/text.h"
#include "target/target.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kernel; /* opaque */

enum kernel_outcome {
	KERNEL_DONE,
	KERNEL_STOPPED, /* bug check: kernel_stop tells which */
	KERNEL_HANGS,	/* who asked is blocked or spins: kernel_hang tells */
};

struct kernel_config {
	const char *profile;	   /* file of dumps/machines */
	const char *profile_bytes; /* and what it holds */
	size_t profile_size;
	/* 0: the profile's own addresses; else others, drawn from it */
	uint64_t seed;
	/* instructions that one call may take before it counts as a hang;
	 * 0: LIMIT_KERNEL_INSTRUCTIONS */
	uint64_t budget;
};

/* ERR_NOT_FOUND with words when there is no Unicorn on this host. */
enum err_code kernel_boot(const struct kernel_config *config,
			  struct kernel **ret, struct err *err) ERR_CHECK;
/* Whether there is a Unicorn here; ERR_NOT_FOUND with words. */
enum err_code kernel_check(struct err *err) ERR_CHECK;
void kernel_free(struct kernel *kernel);

/* ---- processes; identifiers are Windows' (multiples of 4) ---- */

/*
 * The parent's thread calls NtCreateUserProcess, so notify routines run. image
 * is a bare name ("sc.exe"). ret_process is written with KERNEL_DONE only; 0:
 * it was not made, kernel_create_status tells why (a driver may not want it).
 */
enum kernel_outcome kernel_create_process(struct kernel *kernel,
					  uint32_t parent, const char *image,
					  const char *command_line,
					  uint32_t *ret_process);
/* An NTSTATUS, of the last one. */
uint32_t kernel_create_status(const struct kernel *kernel);
/* Its thread calls NtTerminateProcess on itself. */
enum kernel_outcome kernel_exit_process(struct kernel *kernel, uint32_t process,
					uint32_t exit_code);
/* Another process ends it (taskkill /f). STATUS in ret_status. */
enum kernel_outcome kernel_terminate_process(struct kernel *kernel, uint32_t by,
					     uint32_t process,
					     uint32_t *ret_status);
struct kernel_process {
	uint32_t id, parent, session, threads;
	char image[16];
};
size_t kernel_process_count(const struct kernel *kernel);
void kernel_process(const struct kernel *kernel, size_t number,
		    struct kernel_process *ret);

/* ---- drivers ---- */

/*
 * What the service control manager does for a driver service, in a thread of
 * services.exe: NtLoadDriver, NtUnloadDriver. name is the service's key,
 * path is where the image came from (as DriverEntry's callers see it).
 * bytes: the .sys, whatever it holds. ret_status is an NTSTATUS, written with
 * KERNEL_DONE only.
 */
enum kernel_outcome kernel_load_driver(struct kernel *kernel, const char *name,
				       const char *path, const void *bytes,
				       size_t size, uint32_t *ret_status);
enum kernel_outcome kernel_unload_driver(struct kernel *kernel,
					 const char *name,
					 uint32_t *ret_status);
/* Words that say why the last load was refused ("TestDriver.sys imports
 * ntoskrnl.exe!Foo, which this machine does not model"), or "". */
const char *kernel_refusal(const struct kernel *kernel);
struct kernel_driver {
	char name[64], path[260];
	uint64_t base;
	uint32_t size, stamp;
	bool unloads;	/* has a DriverUnload */
	bool unloading; /* asked to, and still in use */
};
size_t kernel_driver_count(const struct kernel *kernel);
void kernel_driver(const struct kernel *kernel, size_t number,
		   struct kernel_driver *ret);

/* What the registry says of a service: a key of that name below
 * \Registry\Machine\System\CurrentControlSet\Services. False: no room
 * there. A driver's is made when it is loaded, if it is not there. */
struct kernel_service {
	const char *name;
	const char *path;    /* ImagePath: "\\??\\C:\\lab\\x.sys" */
	const char *display; /* NULL: none */
	uint32_t type, start, error_control;
};
bool kernel_service_set(struct kernel *kernel,
			const struct kernel_service *service);
void kernel_service_remove(struct kernel *kernel, const char *name);
bool kernel_service_is(const struct kernel *kernel, const char *name);

/* ---- devices, as a program uses them ---- */

/* Its thread makes the system call; *ret_status is written with KERNEL_DONE
 * only. path: "\\\\.\\Name" is "\\??\\Name" here. */
enum kernel_outcome kernel_open(struct kernel *kernel, uint32_t process,
				const char *path, uint64_t *ret_handle,
				uint32_t *ret_status);
struct kernel_transfer {
	const void *in; /* for the driver */
	size_t in_size;
	void *out; /* from it */
	size_t out_size;
	uint64_t done; /* bytes, as the driver says, of out no more than fit */
};
enum kernel_outcome kernel_control(struct kernel *kernel, uint32_t process,
				   uint64_t handle, uint32_t code,
				   struct kernel_transfer *transfer,
				   uint32_t *ret_status);
/* Writes what is in, or reads when that is nothing. */
enum kernel_outcome kernel_transfer(struct kernel *kernel, uint32_t process,
				    uint64_t handle,
				    struct kernel_transfer *transfer,
				    uint32_t *ret_status);
enum kernel_outcome kernel_close(struct kernel *kernel, uint32_t process,
				 uint64_t handle, uint32_t *ret_status);

/* ---- files on the machine's RAM disk ---- */

/* Paths as Windows has them: "C:\\lab\\TestDriver.sys", case-insensitive. */
enum err_code kernel_file_put(struct kernel *kernel, const char *path,
			      const void *bytes, size_t size,
			      struct err *err) ERR_CHECK;
enum err_code kernel_file_get(struct kernel *kernel, const char *path,
			      const void **ret, size_t *ret_size,
			      struct err *err) ERR_CHECK;
enum err_code kernel_file_remove(struct kernel *kernel, const char *path,
				 struct err *err) ERR_CHECK;
/* Members of a folder in order of name; false at the end. */
struct kernel_file {
	char name[260];
	bool folder;
	uint64_t size, time; /* FILETIME */
};
bool kernel_file_at(const struct kernel *kernel, const char *folder,
		    size_t number, struct kernel_file *ret);

/* ---- time, text, force ---- */

/* Lets the machine run for so many milliseconds of its own time: timers,
 * system threads, work items. */
enum kernel_outcome kernel_wait(struct kernel *kernel, uint32_t milliseconds);
/* FILETIME, and 100 ns since boot. */
uint64_t kernel_time(const struct kernel *kernel);
/* What the machine's own zone makes of a FILETIME. */
uint64_t kernel_local_time(struct kernel *kernel, uint64_t time);
uint64_t kernel_uptime(const struct kernel *kernel);

/* Takes what DbgPrint and its like wrote since the last call. */
struct kernel_debug_line {
	uint64_t uptime; /* 100 ns */
	char text[513];
};
bool kernel_debug_take(struct kernel *kernel, struct kernel_debug_line *ret);

enum kernel_force {
	KERNEL_FORCE_KEYBOARD,	 /* Ctrl+Scroll Lock twice: 0xE2 */
	KERNEL_FORCE_NOTMYFAULT, /* notmyfault64 /crash: 0xD1 in myfault.sys */
};
/* NotMyFault is a process that must be created: it may hang instead. */
enum kernel_outcome kernel_force(struct kernel *kernel, enum kernel_force how);

/* ---- what the kernel's functions do ---- */

struct kernel_function {
	const char *name;
	const char *fidelity; /* "real", "partial", "answer" */
	const char *note;     /* what is not as in Windows, or "" */
};
/* Each function that is modelled, by family; false at the end. */
bool kernel_function_at(size_t number, struct kernel_function *ret);

/* ---- after the end ---- */

struct kernel_stop {
	uint32_t code;
	uint64_t parameters[4];
	char name[64];	 /* "SYSTEM_EXIT_OWNED_MUTEX" */
	char driver[64]; /* "What failed: ...", or "" */
	uint64_t time;	 /* FILETIME */
};
/* NULL while it runs. */
const struct kernel_stop *kernel_stop(const struct kernel *kernel);
struct kernel_hang {
	uint64_t thread; /* ETHREAD that does not come back */
	bool spins;	 /* it runs and runs; else it waits */
	char image[16];	 /* of its process */
};
/* Of the last call that came back with KERNEL_HANGS. */
const struct kernel_hang *kernel_hang(const struct kernel *kernel);

/* The crash dump, after KERNEL_STOPPED; the caller frees *ret. */
enum err_code kernel_dump(struct kernel *kernel, uint8_t **ret,
			  size_t *ret_size, struct err *err) ERR_CHECK;
/* Restart: a machine as after boot, with its disk. What was loaded is gone. */
enum err_code kernel_reboot(struct kernel *kernel, struct err *err) ERR_CHECK;

/* The machine as something to look into, as it is now: valid until the next
 * call of kernel_target or kernel_free. Borrowed. */
enum err_code kernel_target(struct kernel *kernel, const char *symbols,
			    struct target **ret, struct err *err) ERR_CHECK;

#endif
