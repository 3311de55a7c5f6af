/*
 * Words for the usual slips: from what just happened towards a goal.
 */
#include "config.h"
#include "console/private.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

/* A service whose name was meant, perhaps. */
static const char *nearest_service(const struct console *console,
				   const char *name)
{
	const char *nearest = NULL;
	size_t best = 4;

	for (size_t i = 0; i < console->service_count; i++) {
		const char *known = console->services[i].name;
		size_t distance = utf8_distance(known, name);

		if (distance < best || (!nearest && strcasestr(known, name)) ||
		    (!nearest && *name && strcasestr(name, known))) {
			best = distance;
			nearest = known;
		}
	}
	return nearest;
}

static void slip_name(const struct console *console, const char *name,
		      struct text *out)
{
	const char *nearest = nearest_service(console, name);

	if (nearest)
		text_printf(out,
			    "There is no service '%s'; there is one named "
			    "'%s', and it is that name that 'sc' wants, not "
			    "the file's.\n",
			    name, nearest);
	else
		text_printf(out,
			    "There is no service '%s' yet: 'sc create %s "
			    "type= kernel binPath= C:\\lab\\NAME.sys' makes "
			    "one.\n",
			    name, name);
}

static void slip_signature(const struct console *console, struct text *out)
{
	if (console->boot.test_signing)
		text_add_string(out,
				"Test signing is on, but the file has no "
				"signature of its own bytes: sign it anew "
				"('testsign FILE', or 'kdlab build --sign' on "
				"the host).\n");
	else if (console->next_boot.test_signing)
		text_add_string(out,
				"Test signing is set, but only a restart makes "
				"it so: 'shutdown /r /t 0'.\n");
	else
		text_add_string(out,
				"Windows loads no driver that Microsoft did "
				"not sign: 'bcdedit /set testsigning on', then "
				"restart with 'shutdown /r /t 0'.\n");
}

static void slip_path(const struct console *console,
		      const struct console_service *service, struct text *out)
{
	char path[300];

	console_driver_file(service->path, path, sizeof(path));
	text_printf(out,
		    "The service '%s' looks for %s, and there is no such "
		    "file",
		    service->name, path);
	if (console_has_file(console, path_name(path)))
		text_printf(out, "; C:\\lab\\%s is there", path_name(path));
	text_printf(out,
		    ": 'sc config %s binPath= C:\\lab\\NAME.sys' puts it "
		    "right ('dir' shows the names).\n",
		    service->name);
}

/* By the error of a start that failed. */
static void slip_start(const struct console *console,
		       const struct console_service *service, uint32_t error,
		       struct text *out)
{
	switch (error) {
	case ERROR_FILE:
	case ERROR_PATH:
		slip_path(console, service, out);
		return;
	case ERROR_SIGNATURE:
		slip_signature(console, out);
		return;
	case ERROR_BAD_EXE:
		text_printf(out,
			    "%s is no driver for this machine: a .sys for x64 "
			    "is what the linker makes, not a source or an "
			    "object file.\n",
			    path_name(service->path));
		return;
	case ERROR_NOT_WIN32:
		text_printf(out,
			    "The service '%s' was created as a program's, "
			    "because 'type= kernel' was left out: 'sc delete "
			    "%s' and create it with it.\n",
			    service->name, service->name);
		return;
	case ERROR_DISABLED:
		text_printf(out,
			    "The service is disabled: 'sc config %s start= "
			    "demand'.\n",
			    service->name);
		return;
	case ERROR_MARKED:
		text_printf(out,
			    "'%s' was deleted while it ran and is only marked: "
			    "'sc stop %s' or a restart takes it away, then it "
			    "can be created again.\n",
			    service->name, service->name);
		return;
	case 127:
	case 182:
		text_add_string(out,
				"The driver imports a function that the "
				"kernel does not export under that name: see "
				"what it calls.\n");
		return;
	case 31:
		text_add_string(out, "DriverEntry ran and returned a failure "
				     "itself (STATUS_UNSUCCESSFUL is 31): look "
				     "there, not at the service.\n");
		return;
	case ERROR_NEVER_STARTED:
		text_printf(out,
			    "The service '%s' is there, but was not started "
			    "since the machine was: 'sc start %s'.\n",
			    service->name, service->name);
		return;
	default:
		text_printf(out,
			    "The service '%s' was last left with error %u.\n",
			    service->name, error);
	}
}

static void slip_running(const struct console *console, const char *name,
			 struct text *out)
{
	const struct console_service *service = console_service(console, name);

	if (!service)
		slip_name(console, name, out);
	else if (service->deleting)
		slip_start(console, service, ERROR_MARKED, out);
	else if (service->exit_code)
		slip_start(console, service, service->exit_code, out);
	else
		text_printf(out,
			    "The service '%s' was stopped again: 'sc "
			    "start %s'.\n",
			    service->name, service->name);
}

static void slip_stop(const struct console *console, const char *name,
		      uint32_t code, struct text *out)
{
	if (console->stops > console->goal_stops) {
		text_printf(out,
			    "It stopped, but with 0x%X (%s), where 0x%X was "
			    "asked for.\n",
			    console->stop.code, console->stop.name, code);
		return;
	}
	/* no driver is named: the one that was tried last */
	if (!*name && console->last_error)
		name = console->last_service;
	if (*name && !console_driver_loaded(console, name))
		slip_running(console, name, out);
	else
		text_add_string(out, "The machine runs and was not stopped "
				     "yet.\n");
}

static void slip_test_signing(const struct console *console, bool wanted,
			      struct text *out)
{
	if (console->next_boot.test_signing == wanted)
		slip_signature(console, out);
	else if (console->config.secure_boot)
		text_add_string(out,
				"Secure Boot guards this option: it must be "
				"switched off in the firmware first.\n");
	else
		text_printf(out,
			    "'bcdedit /set testsigning %s', then restart "
			    "with 'shutdown /r /t 0'.\n",
			    wanted ? "on" : "off");
}

static void slip_not_running(const struct console *console, const char *name,
			     struct text *out)
{
	if (console->last_error == ERROR_INVALID_CONTROL)
		text_add_string(out,
				"The driver has no DriverUnload, so nothing "
				"but a restart takes it out.\n");
	else if (console_service_state(console, name) ==
		 CONSOLE_SERVICE_STOP_PENDING)
		text_add_string(out,
				"It was asked to stop and is still in use: "
				"somebody holds a handle or an object of "
				"it.\n");
	else
		text_printf(out, "'%s' still runs: 'sc stop %s'.\n", name,
			    name);
}

void console_slip(const struct console *console,
		  const struct console_goal *goal, struct text *out)
{
	const char *name = goal->name ? goal->name : "";

	if (console_met(console, goal))
		return;
	if (console->limited && console->last_error == ERROR_ACCESS) {
		text_add_string(out,
				"Only an administrator may do that: 'elevate' "
				"opens the prompt as one.\n");
		return;
	}
	switch (goal->want) {
	case CONSOLE_WANT_SERVICE:
		slip_name(console, name, out);
		break;
	case CONSOLE_WANT_NO_SERVICE:
		if (service_find(console, name)->deleting)
			slip_start(console, service_find(console, name),
				   ERROR_MARKED, out);
		else
			text_printf(out, "'sc delete %s' takes it away.\n",
				    name);
		break;
	case CONSOLE_WANT_RUNNING:
		slip_running(console, name, out);
		break;
	case CONSOLE_WANT_NOT_RUNNING:
		slip_not_running(console, name, out);
		break;
	case CONSOLE_WANT_TEST_SIGNING:
	case CONSOLE_WANT_NO_TEST_SIGNING:
		slip_test_signing(console,
				  goal->want == CONSOLE_WANT_TEST_SIGNING, out);
		break;
	case CONSOLE_WANT_STOP:
		slip_stop(console, name, goal->code, out);
		break;
	case CONSOLE_WANT_FILE:
		text_printf(out,
			    "There is no '%s' on the machine: 'dir' shows "
			    "what there is.\n",
			    name);
		break;
	default:
		break;
	}
}
