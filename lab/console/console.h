/*
 * The target's command prompt: lines in, text out. Services, boot options and
 * the working folder are kept here; all that runs, runs on the machine of
 * lab/kernel/. A program (sc.exe, tasklist.exe) is a process of the machine
 * while it works, so a driver's callbacks see it come and go; what cmd.exe
 * does itself (dir, type, cd) is not.
 *
 * It prints nothing itself; front ends (kdlab target, the lab, tests) read
 * `out`. What Windows would say is in Windows' words; lines that begin with
 * "lab: " are ours.
 */
#ifndef LAB_CONSOLE_CONSOLE_H
#define LAB_CONSOLE_CONSOLE_H

#include "base/err.h"
#include "base/text.h"
#include "kernel/kernel.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct console; /* opaque */

struct console_config {
	struct kernel *kernel; /* borrowed */
	bool secure_boot;      /* boot options cannot be changed then */
	bool limited;	       /* not run as administrator: 'elevate' does */
	bool test_signing;     /* on from the start */
};

enum console_state {
	CONSOLE_ON,
	CONSOLE_STOPPED, /* the machine: console_stop, then console_restart */
	CONSOLE_HUNG,	 /* the command does not come back; the prompt does */
	CONSOLE_LEFT,	 /* exit, or the machine was switched off */
};

/* CONSOLE_FOLDER is there from the start; files for it are put by
 * kernel_file_put. */
#define CONSOLE_FOLDER "C:\\lab"
#define CONSOLE_DUMP   "C:\\Windows\\MEMORY.DMP"

struct console *console_new(const struct console_config *config);
void console_free(struct console *console);

/* What stands above the first prompt. */
void console_banner(const struct console *console, struct text *out);
/* "C:\lab>" */
void console_prompt(const struct console *console, struct text *out);
/*
 * Runs a line. A form feed in out clears the screen (cls). While the machine
 * is stopped nothing runs. What DbgPrint wrote is kept for dbgview.
 */
enum console_state console_line(struct console *console, const char *line,
				struct text *out);
/* Where the word that ends at cursor begins, for completion. */
size_t console_complete_start(const char *line, size_t cursor);
/* Completions of that word: commands, their options, services, files; at most
 * most; the caller frees each and the list. */
char **console_complete(struct console *console, const char *line,
			size_t cursor, size_t most);

/* ---- after CONSOLE_LEFT ---- */

/* Whether the machine is off: console_restart switches it on. */
bool console_is_off(const struct console *console);
/* It is not, and lines are taken again. */
void console_come_back(struct console *console);

/* ---- after CONSOLE_STOPPED ---- */

/* The last stop, also after the restart; NULL when there was none. */
const struct kernel_stop *console_stop(const struct console *console);
/* Writes CONSOLE_DUMP to the machine's disk, where kernel_file_get finds it. */
enum err_code console_write_dump(struct console *console,
				 struct err *err) ERR_CHECK;
/*
 * Starts the machine again; services whose start is boot, system or auto are
 * loaded, which may stop it again. The second time in a row it starts without
 * them, as Windows' recovery would offer.
 */
enum err_code console_restart(struct console *console, struct text *out,
			      enum console_state *ret,
			      struct err *err) ERR_CHECK;
/* After CONSOLE_HUNG: what happened and what one can do, in plain words. */
void console_explain_hang(const struct console *console, struct text *out);

/* ---- what is so, for the checks of a course ---- */

enum console_service_state {
	CONSOLE_SERVICE_NONE,
	CONSOLE_SERVICE_STOPPED = 1,
	CONSOLE_SERVICE_START_PENDING = 2, /* its DriverEntry hangs */
	CONSOLE_SERVICE_STOP_PENDING = 3,
	CONSOLE_SERVICE_RUNNING = 4,
};

struct console_service {
	char name[64], display[128], path[280], description[200];
	uint32_t type, start, error_control;
	uint32_t exit_code; /* WIN32_EXIT_CODE: 1077 until it was started */
	bool deleting;
	bool starting; /* the load was asked for and has not come back */
};

/* Names are compared without case. NULL: no such service. */
const struct console_service *console_service(const struct console *console,
					      const char *name);
enum console_service_state console_service_state(const struct console *console,
						 const char *name);
/* Where a driver's file is: "C:\lab\x.sys" of "\??\C:\lab\x.sys", which may
 * be below \SystemRoot too. */
void console_driver_file(const char *image_path, char *ret, size_t size);
/* The Win32 error of the last command: 0 when it worked. */
uint32_t console_last_error(const struct console *console);
/* *ret_next: as it will be after the next start. */
bool console_test_signing(const struct console *console, bool *ret_next);
bool console_driver_loaded(const struct console *console, const char *name);
bool console_has_file(const struct console *console, const char *path);
bool console_has_process(const struct console *console, const char *image);
/* In what DbgPrint wrote since the console was made. */
bool console_debug_has(const struct console *console, const char *words);
bool console_hangs(const struct console *console);

/* A state that a step asks for. */
enum console_want {
	CONSOLE_WANT_SERVICE,	 /* name exists */
	CONSOLE_WANT_NO_SERVICE, /* name does not */
	CONSOLE_WANT_RUNNING,	 /* service name */
	CONSOLE_WANT_NOT_RUNNING,
	CONSOLE_WANT_TEST_SIGNING,    /* on, after the restart it needs */
	CONSOLE_WANT_NO_TEST_SIGNING, /* off, likewise */
	CONSOLE_WANT_STOP,	      /* the machine stopped with code */
	CONSOLE_WANT_HANG,
	CONSOLE_WANT_ERROR, /* the last command failed with code */
	CONSOLE_WANT_FILE,  /* name */
	CONSOLE_WANT_PROCESS,
	CONSOLE_WANT_NO_PROCESS,
	CONSOLE_WANT_DEBUG, /* name is in what DbgPrint wrote */
};

struct console_goal {
	enum console_want want;
	const char *name;
	uint32_t code; /* of a bug check, 0 for any; of an error */
};

/* From here on, goals about a stop, an error and what DbgPrint wrote are about
 * what comes; what was before does not count. */
void console_goals_begin(struct console *console);
bool console_met(const struct console *console,
		 const struct console_goal *goal);
/* One sentence that helps from what just happened towards a goal that is not
 * met: the usual slips. Adds nothing when there is none to say. */
void console_slip(const struct console *console,
		  const struct console_goal *goal, struct text *out);

#endif
