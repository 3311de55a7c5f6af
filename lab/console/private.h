/*
 * The inside of the prompt, for the files of this room.
 */
#ifndef LAB_CONSOLE_PRIVATE_H
#define LAB_CONSOLE_PRIVATE_H

#include "console/command.h"
#include "console/console.h"

/* Boot options, as bcdedit keeps them. */
struct boot_options {
	bool test_signing, no_integrity_checks, debug;
	/* shown by /enum */
	bool test_signing_set, no_integrity_checks_set, debug_set;
};

struct variable {
	char *name, *value;
};

struct console {
	struct console_config config;
	struct kernel *kernel;
	char folder[260];
	uint32_t shell; /* cmd.exe; 0: not asked for yet */
	struct console_service *services;
	size_t service_count, service_capacity;
	struct boot_options boot, next_boot;
	struct variable *variables;
	size_t variable_count, variable_capacity;
	struct kernel_debug_line *debug;
	size_t debug_count, debug_capacity, debug_shown, debug_lost;
	/* of the last command */
	uint32_t last_error;
	char last_command[32], last_service[64];
	bool left, stopped, hung, restart;
	bool closed;  /* the window that the line was typed in */
	bool off;     /* and therefore left */
	bool limited; /* this prompt is not an administrator's */
	struct kernel_stop stop;
	struct kernel_hang hang;
	char hung_image[16]; /* of the program that does not come back */
	unsigned stops, failed_starts;
	/* where console_goals_begin found these */
	unsigned goal_stops;
	size_t goal_debug;
};

/* The families, each in the file of its name. */
extern const struct console_family console_boot_family;
extern const struct console_family console_crash_family;
extern const struct console_family console_device_family;
extern const struct console_family console_driver_family;
extern const struct console_family console_file_family;
extern const struct console_family console_process_family;
extern const struct console_family console_registry_family;
extern const struct console_family console_sc_family;
extern const struct console_family console_shell_family;
extern const struct console_family console_sign_family;
extern const struct console_family console_system_family;

/* Runs a single command (no & in it) as the prompt would. */
uint32_t console_command_run(struct console *console, const char *line,
			     struct text *out);
/* The process that starts programs. */
uint32_t console_shell(struct console *console);
/* Says why the machine has not made a process of image; the error. */
uint32_t console_refused(struct console_call *call, const char *image);
/* Takes what DbgPrint wrote from the machine. */
void console_take_debug(struct console *console);
/* What is to be known about the last outcome is written down. */
void console_note_outcome(struct console *console, const char *image,
			  enum kernel_outcome outcome);

/* ---- words (words.c) ---- */

/* Splits as Windows programs do: quotes join, \" is a quote. *ret_count
 * words and a NULL; the caller frees each and the list. */
char **words_split(const char *text, size_t *ret_count);
void words_free(char **words);
/* "/im" or "-im": true when word is that option, case aside. */
bool words_option(const char *word, const char *name);
/* A line of the lab's: "lab: " before it, wrapped, controls made visible. */
void words_say(struct text *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Replaces %NAME% by values; the caller frees it. */
char *words_expand(const struct console *console, const char *line);
const char *variable_get(const struct console *console, const char *name);
/* value NULL or "" takes it out. False: too many. */
bool variable_set(struct console *console, const char *name, const char *value);
void variables_reset(struct console *console);

/* ---- errors (status.c) ---- */

enum {
	ERROR_NONE = 0,
	ERROR_FUNCTION = 1,
	ERROR_FILE = 2,
	ERROR_PATH = 3,
	ERROR_ACCESS = 5,
	ERROR_SHARING = 32,
	ERROR_PARAMETER = 87,
	ERROR_NOT_WIN32 = 129,
	ERROR_NAME = 123,
	ERROR_BAD_EXE = 193,
	ERROR_SIGNATURE = 577,
	ERROR_INVALID_CONTROL = 1052,
	ERROR_RUNNING = 1056,
	ERROR_DISABLED = 1058,
	ERROR_NO_SERVICE = 1060,
	ERROR_CANNOT_CONTROL = 1061,
	ERROR_NOT_STARTED = 1062,
	ERROR_MARKED = 1072,
	ERROR_EXISTS = 1073,
	ERROR_NEVER_STARTED = 1077,
	ERROR_COMMAND_LINE = 1639,
	ERROR_NO_RPC = 1722,
};

/* The Win32 error that RtlNtStatusToDosError gives. */
uint32_t status_error(uint32_t status);
/* The system's message without a line end; "" when we have none. */
const char *error_message(uint32_t error);

/* ---- services (service.c) ---- */

struct console_service *service_find(const struct console *console,
				     const char *name);
/* It is in the machine's registry as it is now. */
void service_note(struct console *console,
		  const struct console_service *service);
/* These return a Win32 error. */
uint32_t service_create(struct console *console,
			const struct console_service *service);
uint32_t service_delete(struct console *console, const char *name);
enum kernel_outcome service_start(struct console *console,
				  struct console_service *service,
				  uint32_t *ret_error);
enum kernel_outcome service_stop(struct console *console,
				 struct console_service *service,
				 uint32_t *ret_error);
/* Takes out what is marked for deletion and does not run. */
void service_sweep(struct console *console);
/* After a restart: nothing was started yet. */
void service_restart(struct console *console);
bool service_is_driver(const struct console_service *service);
/* "\??\C:\lab\x.sys" as the service manager stores what was typed. */
void service_image_path(const struct console *console, const char *typed,
			bool driver, char *ret, size_t size);
/* "KERNEL_DRIVER"; "DEMAND_START"; "NORMAL" */
const char *service_type_name(uint32_t type);
const char *service_start_name(uint32_t start);
const char *service_error_name(uint32_t error);

/* ---- sc.exe's verbs (cmd_sc.c, cmd_sc_query.c) ---- */

/* "[SC] API FAILED 1060:" and its message; returns error. */
uint32_t sc_failed(struct console_call *call, const char *api, uint32_t error);
/* The block that query, start and stop print. */
void sc_print_status(struct console_call *call,
		     const struct console_service *service, bool extended);
uint32_t sc_query(struct console_call *call, size_t first);
uint32_t sc_queryex(struct console_call *call, size_t first);
uint32_t sc_qc(struct console_call *call, size_t first);
uint32_t sc_qdescription(struct console_call *call, size_t first);

/* ---- paths and files (path.c) ---- */

/* An absolute path, "." and ".." resolved, from one typed in folder. False:
 * it cannot be one. */
bool path_resolve(const char *folder, const char *typed, char *ret,
		  size_t size);
/* What stands at path; false: nothing. The root is a folder. */
bool path_look(const struct console *console, const char *path,
	       struct kernel_file *ret);
bool path_is_folder(const struct console *console, const char *path);
/* A loaded driver came from it: it can neither be written nor deleted. */
bool path_in_use(const struct console *console, const char *path);
/* '*' and '?' as cmd.exe has them, case aside. */
bool path_matches(const char *pattern, const char *name);
/* Behind the last backslash. */
const char *path_name(const char *path);

/* A FILETIME in the machine's zone. */
enum date {
	DATE_FILE,  /* 12/29/2023  11:06 PM */
	DATE_LINK,  /* 12/29/2023 11:06:10 PM */
	DATE_COMMA, /* 12/29/2023, 11:06:10 PM */
};
void print_date(struct console_call *call, struct text *out, uint64_t filetime,
		enum date how);
/* 12,345 */
void print_grouped(struct text *out, uint64_t value, int width);

#endif
