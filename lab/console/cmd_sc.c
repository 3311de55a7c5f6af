/*
 * sc.exe: services are created, changed, started and stopped here; what only
 * asks is in cmd_sc_query.c.
 */
#include "config.h"
#include "console/private.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

uint32_t sc_failed(struct console_call *call, const char *api, uint32_t error)
{
	text_printf(call->out, "[SC] %s FAILED %u:\n\n%s\n\n", api, error,
		    error_message(error));
	return error;
}

/* ---- options: "type= kernel" and "type=kernel" ---- */

struct value {
	const char *word;
	uint32_t number;
};

static const struct value types[] = {
	{ "kernel", 1 },   { "filesys", 2 }, { "own", 0x10 },
	{ "share", 0x20 }, { NULL, 0 },
};
static const struct value starts[] = {
	{ "boot", 0 },	 { "system", 1 },   { "auto", 2 },
	{ "demand", 3 }, { "disabled", 4 }, { "delayed-auto", 2 },
	{ NULL, 0 },
};
static const struct value controls[] = {
	{ "ignore", 0 },   { "normal", 1 }, { "severe", 2 },
	{ "critical", 3 }, { NULL, 0 },
};

/* An option with few values; those that are not modelled are sc's too. */
static const struct choice {
	const char *name, *words, *not_modelled;
} choices[] = {
	{ "type", "kernel, filesys, own and share",
	  "adapt\0interact\0rec\0userown\0usershare\0" },
	{ "start", "boot, system, auto, demand, disabled and delayed-auto",
	  "" },
	{ "error", "normal, severe, critical and ignore", "" },
};

static bool set_value(const struct value *values, const char *word,
		      uint32_t *ret)
{
	for (; values->word; values++) {
		if (strcasecmp(values->word, word) != 0)
			continue;
		*ret = values->number;
		return true;
	}
	return false;
}

static const struct choice *find_choice(const char *name)
{
	for (size_t i = 0; i < sizeof(choices) / sizeof(*choices); i++)
		if (strcasecmp(choices[i].name, name) == 0)
			return &choices[i];
	return NULL;
}

/* Sets what an option names. False: no such option or value. */
static bool set_option(struct console_service *service, const char *name,
		       const char *value, char *ret_path, size_t path_size)
{
	if (strcasecmp(name, "type") == 0)
		return set_value(types, value, &service->type);
	if (strcasecmp(name, "start") == 0)
		return set_value(starts, value, &service->start);
	if (strcasecmp(name, "error") == 0)
		return set_value(controls, value, &service->error_control);
	if (strcasecmp(name, "binPath") == 0)
		return snprintf(ret_path, path_size, "%s", value) <
		       (int)path_size;
	if (strcasecmp(name, "DisplayName") == 0) {
		snprintf(service->display, sizeof(service->display), "%s",
			 value);
		return true;
	}
	/* known, and of no meaning to a driver here */
	return strcasecmp(name, "group") == 0 || strcasecmp(name, "tag") == 0 ||
	       strcasecmp(name, "depend") == 0;
}

static void say_invalid(struct console_call *call, const char *word)
{
	text_add_string(call->out, "\nERROR:  Invalid Option\n\n");
	words_say(
		call->out,
		"'%s' is not understood. Options are written 'type= kernel': "
		"the sign belongs to the name, a blank follows. Newer Windows "
		"takes 'type=kernel' too, none takes 'type ='.",
		word);
}

static bool is_among(const char *list, const char *word)
{
	for (; *list; list += strlen(list) + 1)
		if (strcasecmp(list, word) == 0)
			return true;
	return false;
}

/* The option is one, its value is none. */
static void say_invalid_value(struct console_call *call,
			      const struct choice *choice, const char *value)
{
	if (is_among(choice->not_modelled, value)) {
		words_say(call->out,
			  "sc has '%s= %s', and the lab does not model it: of "
			  "%s= there are %s.",
			  choice->name, value, choice->name, choice->words);
		return;
	}
	text_printf(call->out, "\nERROR:  Invalid %s= field\n\n", choice->name);
	words_say(call->out, "'%s' is no value of %s=: there are %s.", value,
		  choice->name, choice->words);
}

static bool take_options(struct console_call *call, size_t first,
			 struct console_service *service, char *ret_path,
			 size_t path_size)
{
	for (size_t i = first; i < call->words; i++) {
		const char *word = call->word[i], *value;
		const char *sign = strchr(word, '=');
		char name[32];

		if (!sign || sign == word || sign - word >= (int)sizeof(name)) {
			say_invalid(call, word);
			return false;
		}
		snprintf(name, sizeof(name), "%.*s", (int)(sign - word), word);
		value = sign[1]		      ? sign + 1
			: i + 1 < call->words ? call->word[++i]
					      : "";
		if (*value &&
		    set_option(service, name, value, ret_path, path_size))
			continue;
		if (*value && find_choice(name))
			say_invalid_value(call, find_choice(name), value);
		else
			say_invalid(call, word);
		return false;
	}
	return true;
}

/* ---- verbs ---- */

static uint32_t usage(struct console_call *call, const char *text)
{
	text_printf(call->out, "USAGE:\n        sc <server> %s\n", text);
	return ERROR_PARAMETER;
}

static uint32_t verb_create(struct console_call *call, size_t first)
{
	static const char words[] =
		"create [service name] [binPath= ] <option1> <option2>...\n"
		"lab: sc create TestDrv type= kernel binPath= "
		"C:\\lab\\TestDriver.sys";
	struct console_service service = { .type = 0x10,
					   .start = 3,
					   .error_control = 1,
					   .exit_code = ERROR_NEVER_STARTED };
	char path[260] = "";
	uint32_t error;

	if (first >= call->words)
		return usage(call, words);
	if (strlen(call->word[first]) >= sizeof(service.name))
		return sc_failed(call, "CreateService", ERROR_NAME);
	snprintf(service.name, sizeof(service.name), "%s", call->word[first]);
	snprintf(service.display, sizeof(service.display), "%s", service.name);
	if (!take_options(call, first + 1, &service, path, sizeof(path)))
		return ERROR_COMMAND_LINE;
	if (!*path)
		return usage(call, words);
	service_image_path(call->console, path, service_is_driver(&service),
			   service.path, sizeof(service.path));
	error = service_create(call->console, &service);
	if (error)
		return sc_failed(call, "CreateService", error);
	text_add_string(call->out, "[SC] CreateService SUCCESS\n");
	return ERROR_NONE;
}

static uint32_t verb_config(struct console_call *call, size_t first)
{
	struct console_service *service, changed;
	char path[260] = "";

	if (first + 1 >= call->words)
		return usage(call,
			     "config [service name] <option1> <option2>...");
	service = service_find(call->console, call->word[first]);
	if (!service)
		return sc_failed(call, "OpenService", ERROR_NO_SERVICE);
	if (service->deleting)
		return sc_failed(call, "ChangeServiceConfig", ERROR_MARKED);
	changed = *service;
	if (!take_options(call, first + 1, &changed, path, sizeof(path)))
		return ERROR_COMMAND_LINE;
	if (*path)
		service_image_path(call->console, path,
				   service_is_driver(&changed), changed.path,
				   sizeof(changed.path));
	*service = changed;
	service_note(call->console, service);
	text_add_string(call->out, "[SC] ChangeServiceConfig SUCCESS\n");
	return ERROR_NONE;
}

static uint32_t verb_description(struct console_call *call, size_t first)
{
	struct console_service *service;

	if (first >= call->words)
		return usage(call, "description [service name] [text]");
	service = service_find(call->console, call->word[first]);
	if (!service)
		return sc_failed(call, "OpenService", ERROR_NO_SERVICE);
	snprintf(service->description, sizeof(service->description), "%s",
		 first + 1 < call->words ? call->word[first + 1] : "");
	text_add_string(call->out, "[SC] ChangeServiceConfig2 SUCCESS\n");
	return ERROR_NONE;
}

static uint32_t verb_delete(struct console_call *call, size_t first)
{
	uint32_t error;

	if (first >= call->words)
		return usage(call, "delete [service name]");
	error = service_delete(call->console, call->word[first]);
	if (error == ERROR_NO_SERVICE)
		return sc_failed(call, "OpenService", error);
	if (error)
		return sc_failed(call, "DeleteService", error);
	text_add_string(call->out, "[SC] DeleteService SUCCESS\n");
	return ERROR_NONE;
}

/* Why the machine refused it, where it knows more than the number says. */
static void say_refusal(struct console_call *call)
{
	const char *words = kernel_refusal(call->console->kernel);

	if (!words || !*words)
		return;
	words_say(call->out, "%s", words);
}

static uint32_t verb_start(struct console_call *call, size_t first)
{
	struct console_service *service;
	uint32_t error = 0;

	if (first >= call->words)
		return usage(call, "start [service name] <arg1> <arg2> ...");
	service = service_find(call->console, call->word[first]);
	if (!service)
		return sc_failed(call, "StartService: OpenService",
				 ERROR_NO_SERVICE);
	call->outcome = service_start(call->console, service, &error);
	if (call->outcome != KERNEL_DONE)
		return 0;
	if (error) {
		sc_failed(call, "StartService", error);
		if (error != ERROR_RUNNING && error != ERROR_SIGNATURE &&
		    error != ERROR_DISABLED && error != ERROR_MARKED)
			say_refusal(call);
		return error;
	}
	sc_print_status(call, service, true);
	return ERROR_NONE;
}

static uint32_t verb_stop(struct console_call *call, size_t first)
{
	struct console_service *service;
	uint32_t error = 0;

	if (first >= call->words)
		return usage(call, "stop [service name] <reason> <comment>");
	service = service_find(call->console, call->word[first]);
	if (!service)
		return sc_failed(call, "OpenService", ERROR_NO_SERVICE);
	call->outcome = service_stop(call->console, service, &error);
	if (call->outcome != KERNEL_DONE)
		return 0;
	if (error)
		return sc_failed(call, "ControlService", error);
	sc_print_status(call, service, false);
	service_sweep(call->console);
	return ERROR_NONE;
}

static const struct {
	const char *name;
	uint32_t (*run)(struct console_call *call, size_t first);
	const char *denied; /* what fails without an administrator's rights */
} verbs[] = {
	{ "create", verb_create, "OpenSCManager" },
	{ "config", verb_config, "OpenService" },
	{ "description", verb_description, "OpenService" },
	{ "delete", verb_delete, "OpenService" },
	{ "start", verb_start, "StartService: OpenService" },
	{ "stop", verb_stop, "OpenService" },
	{ "query", sc_query, NULL },
	{ "queryex", sc_queryex, NULL },
	{ "qc", sc_qc, NULL },
	{ "qdescription", sc_qdescription, NULL },
};

/* What sc.exe knows besides. */
static const char not_modelled[] =
	"boot\0continue\0control\0enumdepend\0failure\0failureflag\0"
	"getdisplayname\0getkeyname\0interrogate\0lock\0managedaccount\0"
	"pause\0preferrednode\0privs\0qfailure\0qfailureflag\0"
	"qmanagedaccount\0qpreferrednode\0qprivs\0qprotection\0qsidtype\0"
	"qtriggerinfo\0querylock\0quserservice\0sdset\0sdshow\0showsid\0"
	"sidtype\0triggerinfo\0";

static bool is_this_machine(const char *server)
{
	return strcmp(server, "\\\\.") == 0 ||
	       strcasecmp(server, "\\\\localhost") == 0 ||
	       strcasecmp(server, "\\\\target") == 0;
}

static uint32_t run_sc(struct console_call *call)
{
	struct console *console = call->console;
	size_t at = 0;

	if (at < call->words && strncmp(call->word[at], "\\\\", 2) == 0) {
		if (!is_this_machine(call->word[at]))
			return sc_failed(call, "OpenSCManager", ERROR_NO_RPC);
		at++;
	}
	if (at >= call->words)
		return usage(call, "[command] [service name] <option1> "
				   "<option2>...\nlab: 'help sc' tells the "
				   "commands.");
	service_sweep(console);
	if (at + 1 < call->words)
		snprintf(console->last_service, sizeof(console->last_service),
			 "%s", call->word[at + 1]);
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		if (strcasecmp(verbs[i].name, call->word[at]) != 0)
			continue;
		/* of a service that is not there one is told so all the same */
		if (verbs[i].denied && console->limited &&
		    (verbs[i].run == verb_create ||
		     (at + 1 < call->words &&
		      service_find(console, call->word[at + 1]))))
			return sc_failed(call, verbs[i].denied, ERROR_ACCESS);
		return verbs[i].run(call, at + 1);
	}
	if (is_among(not_modelled, call->word[at])) {
		words_say(call->out,
			  "sc has '%s', and the lab does not model it. 'help "
			  "sc' tells what there is.",
			  call->word[at]);
		return ERROR_FUNCTION;
	}
	text_add_string(call->out, "\n*** Unrecognized Command ***\n\n");
	return usage(call, "[command] [service name] <option1> <option2>...");
}

static const struct console_command commands[] = {
	{ .names = "sc\0",
	  .image = "sc.exe",
	  .summary = "create, start, stop, ask about and delete a service",
	  .usage = "create NAME type= kernel binPath= FILE.sys | start NAME | "
		   "stop NAME | query [NAME] | queryex NAME | qc NAME | "
		   "config NAME OPTION | description NAME TEXT | delete NAME",
	  .help = "A driver is loaded by a service of type kernel. Options of "
		  "create and config:\n"
		  "  type= kernel|filesys|own   left out, own is meant: a "
		  "program's\n"
		  "  binPath= FILE              with its drive: one without is "
		  "looked for in\n"
		  "                             C:\\Windows\\system32\n"
		  "  start= demand|disabled|boot|system|auto\n"
		  "  error= normal|ignore|severe|critical\n"
		  "  DisplayName= TEXT\n"
		  "'type= kernel' and 'type=kernel' are both taken. In Windows "
		  "PowerShell 'sc' is\n"
		  "another command (Set-Content): write sc.exe there. A "
		  "service that runs is only\n"
		  "marked by delete and goes when it stops. Never start= boot, "
		  "system or auto for a\n"
		  "driver that stops the machine: it does so at every start.\n"
		  "Differs from Windows: of Windows' own services none is "
		  "there; group=, tag= and\n"
		  "depend= are read and mean nothing.\n",
	  .words = "create\0start\0stop\0query\0queryex\0qc\0config\0"
		   "delete\0description\0qdescription\0type=\0binPath=\0"
		   "start=\0kernel\0demand\0disabled\0",
	  .run = run_sc },
};

const struct console_family console_sc_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
