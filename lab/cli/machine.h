/*
 * The target of kdlab target and of the lab: a machine from a profile, with
 * files of this host on its disk, and its console.
 */
#ifndef LAB_CLI_MACHINE_H
#define LAB_CLI_MACHINE_H

#include "base/file.h"
#include "console/console.h"
#include "kernel/kernel.h"
#include "views/stopscreen.h"

#include <stddef.h>
#include <stdint.h>

struct machine_options {
	const char
		*profile; /* a file or a name of dumps/machines; NULL: seed */
	/* of this host, for C:\lab; "FILE=PATH" puts it elsewhere */
	const char *const *files;
	/* 0: all .sys files in the work folder, if there is one */
	size_t file_count;
	/* or else the .sys and .c files of this one; NULL: as said */
	const char *folder;
	const char *dump;  /* where a dump goes too; NULL: to the work folder */
	uint64_t seed;	   /* 0: the profile's own addresses */
	bool test_signing; /* the machine starts with it on */
};

/* A file of options->folder as it was put on the machine's disk: it is put
 * there anew when it has changed, for it may have been signed there. */
struct machine_copy {
	char *path;
	struct file_stamp stamp;
};

struct lab_machine {
	struct kernel *kernel;
	struct console *console;
	char *dump;
	struct machine_copy *copies;
	size_t copy_count, copy_capacity;
	char *symbols; /* the folder for kdlab kd -y; NULL: none is there */
};

enum err_code lab_machine_open(const struct machine_options *options,
			       struct lab_machine *ret,
			       struct err *err) ERR_CHECK;
void lab_machine_close(struct lab_machine *machine);
/* Puts what has come or changed in options->folder on the machine's disk. */
enum err_code lab_machine_refresh(struct lab_machine *machine,
				  const struct machine_options *options,
				  struct err *err) ERR_CHECK;

/* What the stop screen shows; borrows from the console. */
void lab_machine_stopscreen(const struct lab_machine *machine,
			    struct stopscreen *ret);
/* Writes the dump to the machine's disk and to this host; percent may be
 * NULL, shown is called when it has changed. */
enum err_code lab_machine_dump(struct lab_machine *machine, int *percent,
			       void (*shown)(void *context), void *context,
			       struct err *err) ERR_CHECK;
/* The same in steps, a call each, until *percent is 100. */
enum err_code lab_machine_dump_on(struct lab_machine *machine, int *percent,
				  struct err *err) ERR_CHECK;
/* Puts the files of the drivers that are loaded where the debugger finds them
 * for the dump. Without them it can be read all the same: nothing fails. */
void lab_machine_put_drivers(const struct lab_machine *machine);
/* Where the dump is and how to open it. */
void lab_machine_say_dump(const struct lab_machine *machine, struct text *out);

#endif
