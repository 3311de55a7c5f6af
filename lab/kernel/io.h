/*
 * Devices, files and requests.
 */
#ifndef LAB_KERNEL_IO_H
#define LAB_KERNEL_IO_H

#include "kernel/ob.h"

enum {
	IRP_MJ_CREATE = 0,
	IRP_MJ_CLOSE = 2,
	IRP_MJ_READ = 3,
	IRP_MJ_WRITE = 4,
	IRP_MJ_FLUSH_BUFFERS = 9,
	IRP_MJ_DEVICE_CONTROL = 14,
	IRP_MJ_INTERNAL_DEVICE_CONTROL = 15,
	IRP_MJ_SHUTDOWN = 16,
	IRP_MJ_CLEANUP = 18,
};
enum { FILE_SYNCHRONOUS_IO = 0x30, FO_SYNCHRONOUS_IO = 2 };

/* ---- io_device.c ---- */

/* The topmost device of a stack. */
uint64_t device_top(struct kernel *kernel, uint64_t device);
/* Whether files or other devices hold a driver's devices. */
bool device_in_use(struct kernel *kernel, uint64_t driver);
/* DriverEntry was successful: its devices may be opened. */
void device_ready(struct kernel *kernel, uint64_t driver);
/* A file of a device is gone; whether its driver was waiting for that. */
void device_leave(struct kernel *kernel, uint64_t device);

/* ---- io_timer.c ---- */

/* A device goes: its timer is not heard of again. */
void device_drop_timer(struct kernel *kernel, uint64_t device);

/* ---- io_irp.c ---- */

/* A request with so many stack locations; 0 no room. */
uint64_t irp_new(struct kernel *kernel, unsigned locations);
void irp_free(struct kernel *kernel, uint64_t irp);
/* Its next stack location, for whom it is sent to first. */
uint64_t irp_next(struct kernel *kernel, uint64_t irp);
/* For one that somebody waits for: where its status and its end are put. */
void irp_set_owner(struct kernel *kernel, uint64_t irp, struct thread *thread,
		   uint64_t iosb, uint64_t event);
/* Buffers of a request as its device wants them: copies, an MDL or just the
 * address. An NTSTATUS. */
uint32_t irp_buffers(struct kernel *kernel, uint64_t irp, unsigned method,
		     uint64_t in, uint64_t in_size, uint64_t out,
		     uint64_t out_size);
enum { METHOD_BUFFERED, METHOD_IN_DIRECT, METHOD_OUT_DIRECT, METHOD_NEITHER };

/* ---- io_file.c ---- */

/* The path of any object: of a file or a key, too. */
void object_full_path(struct kernel *kernel, uint64_t object, char *ret,
		      size_t size);
/* A FILE_OBJECT of a device, which it holds; path: behind the device. */
uint64_t file_new(struct kernel *kernel, uint64_t device, const char *path,
		  uint32_t options, uint32_t *ret_status);
/* The volume that the disk's files are on, and what leads to it. */
void io_start(struct kernel *kernel);
/* Whether a device is that volume. */
bool io_is_volume(struct kernel *kernel, uint64_t device);

/* ---- zw_file.c: files on the disk ---- */

/* Whether a FILE_OBJECT is one. */
bool disk_is_file(struct kernel *kernel, uint64_t file);
struct disk_open {
	const char *path; /* behind the volume: "\\lab\\x.txt" */
	uint32_t access, disposition, options;
};
/* *ret_information as IO_STATUS_BLOCK has it. An NTSTATUS. */
uint32_t disk_open(struct kernel *kernel, uint64_t file,
		   const struct disk_open *from, uint64_t *ret_information);
/* offset: a LARGE_INTEGER's address or 0. *ret_size: what was done. */
uint32_t disk_transfer(struct kernel *kernel, uint64_t file, bool writes,
		       uint64_t buffer, uint64_t size, uint64_t offset,
		       uint64_t *ret_size);
/* The last handle is closed: it is deleted if it is to be. */
void disk_close(struct kernel *kernel, uint64_t file);

#endif
