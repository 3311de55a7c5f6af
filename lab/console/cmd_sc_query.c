/*
 * sc.exe: what services there are and how they are.
 */
#include "config.h"
#include "console/private.h"

#include <string.h>
#include <strings.h>

static const char *state_name(enum console_service_state state)
{
	switch (state) {
	case CONSOLE_SERVICE_RUNNING:
		return "RUNNING";
	case CONSOLE_SERVICE_START_PENDING:
		return "START_PENDING";
	case CONSOLE_SERVICE_STOP_PENDING:
		return "STOP_PENDING";
	default:
		return "STOPPED";
	}
}

static void print_status(struct console_call *call,
			 const struct console_service *service, bool extended,
			 bool display)
{
	enum console_service_state state =
		console_service_state(call->console, service->name);
	struct text *out = call->out;

	text_printf(out, "\nSERVICE_NAME: %s\n", service->name);
	if (display)
		text_printf(out, "DISPLAY_NAME: %s\n", service->display);
	text_printf(out, "        TYPE               : %x  %s\n", service->type,
		    service_type_name(service->type));
	text_printf(out, "        STATE              : %d  %s\n", (int)state,
		    state_name(state));
	if (state != CONSOLE_SERVICE_STOPPED)
		text_printf(out,
			    "                                "
			    "(%s, NOT_PAUSABLE, IGNORES_SHUTDOWN)\n",
			    state == CONSOLE_SERVICE_START_PENDING
				    ? "NOT_STOPPABLE"
				    : "STOPPABLE");
	text_printf(out,
		    "        WIN32_EXIT_CODE    : %u  (0x%x)\n"
		    "        SERVICE_EXIT_CODE  : 0  (0x0)\n"
		    "        CHECKPOINT         : 0x0\n"
		    "        WAIT_HINT          : 0x0\n",
		    service->exit_code, service->exit_code);
	if (extended)
		text_add_string(out, "        PID                : 0\n"
				     "        FLAGS              :\n");
}

void sc_print_status(struct console_call *call,
		     const struct console_service *service, bool extended)
{
	print_status(call, service, extended, false);
}

/* "type= driver", "state= all" of a query without a name. */
struct filter {
	bool drivers, inactive, active;
};

static bool take_filter(struct console_call *call, size_t first,
			struct filter *ret)
{
	*ret = (struct filter){ .active = true };
	for (size_t i = first; i < call->words; i++) {
		const char *word = call->word[i], *value;
		const char *sign = strchr(word, '=');

		if (!sign)
			return false;
		value = sign[1]		      ? sign + 1
			: i + 1 < call->words ? call->word[++i]
					      : "";
		if (strncasecmp(word, "type=", 5) == 0) {
			if (strcasecmp(value, "driver") == 0 ||
			    strcasecmp(value, "all") == 0 ||
			    strcasecmp(value, "kernel") == 0)
				ret->drivers = true;
		} else if (strncasecmp(word, "state=", 6) == 0) {
			ret->inactive = strcasecmp(value, "active") != 0;
			ret->active = strcasecmp(value, "inactive") != 0;
		} else {
			return false;
		}
	}
	return true;
}

static uint32_t query_all(struct console_call *call, size_t first,
			  bool extended)
{
	const struct console *console = call->console;
	struct filter filter;
	size_t shown = 0;

	if (!take_filter(call, first, &filter)) {
		text_add_string(call->out, "\nERROR:  Invalid Option\n\n");
		return ERROR_PARAMETER;
	}
	for (size_t i = 0; i < console->service_count; i++) {
		const struct console_service *service = &console->services[i];
		bool stopped = console_service_state(console, service->name) ==
			       CONSOLE_SERVICE_STOPPED;

		if (service_is_driver(service) != filter.drivers ||
		    !(stopped ? filter.inactive : filter.active))
			continue;
		print_status(call, service, extended, true);
		shown++;
	}
	if (!shown)
		words_say(call->out,
			  "none of what was created here; Windows' own "
			  "services are not listed.%s",
			  filter.drivers ? ""
					 : " Drivers: 'sc query type= driver "
					   "state= all'.");
	return ERROR_NONE;
}

static uint32_t query(struct console_call *call, size_t first, bool extended)
{
	const struct console_service *service;

	if (first >= call->words || strchr(call->word[first], '='))
		return query_all(call, first, extended);
	service = console_service(call->console, call->word[first]);
	if (!service)
		return sc_failed(call, "EnumQueryServicesStatus:OpenService",
				 ERROR_NO_SERVICE);
	print_status(call, service, extended, false);
	return ERROR_NONE;
}

uint32_t sc_query(struct console_call *call, size_t first)
{
	return query(call, first, false);
}

uint32_t sc_queryex(struct console_call *call, size_t first)
{
	return query(call, first, true);
}

/* The service that a qc names, or NULL and the words are in out. */
static const struct console_service *named(struct console_call *call,
					   size_t first, const char *verb)
{
	const struct console_service *service;

	if (first >= call->words) {
		text_printf(call->out,
			    "USAGE:\n        sc <server> %s [service name]\n",
			    verb);
		return NULL;
	}
	service = console_service(call->console, call->word[first]);
	if (!service)
		sc_failed(call, "OpenService", ERROR_NO_SERVICE);
	return service;
}

uint32_t sc_qc(struct console_call *call, size_t first)
{
	const struct console_service *service = named(call, first, "qc");

	if (!service)
		return first < call->words ? ERROR_NO_SERVICE : ERROR_PARAMETER;
	text_printf(call->out,
		    "[SC] QueryServiceConfig SUCCESS\n\n"
		    "SERVICE_NAME: %s\n"
		    "        TYPE               : %x  %s\n"
		    "        START_TYPE         : %u   %s\n"
		    "        ERROR_CONTROL      : %u   %s\n"
		    "        BINARY_PATH_NAME   : %s\n"
		    "        LOAD_ORDER_GROUP   :\n"
		    "        TAG                : 0\n"
		    "        DISPLAY_NAME       : %s\n"
		    "        DEPENDENCIES       :\n"
		    "        SERVICE_START_NAME :%s\n",
		    service->name, service->type,
		    service_type_name(service->type), service->start,
		    service_start_name(service->start), service->error_control,
		    service_error_name(service->error_control), service->path,
		    service->display,
		    service_is_driver(service) ? "" : " LocalSystem");
	return ERROR_NONE;
}

uint32_t sc_qdescription(struct console_call *call, size_t first)
{
	const struct console_service *service =
		named(call, first, "qdescription");

	if (!service)
		return first < call->words ? ERROR_NO_SERVICE : ERROR_PARAMETER;
	text_printf(call->out,
		    "[SC] QueryServiceConfig2 SUCCESS\n\n"
		    "SERVICE_NAME: %s\nDESCRIPTION:  %s\n",
		    service->name, service->description);
	return ERROR_NONE;
}
