/*
 * What machine it is, who one is; and net.exe, which starts services too.
 */
#include "config.h"
#include "console/private.h"

#include <string.h>
#include <strings.h>

static uint32_t run_whoami(struct console_call *call)
{
	text_add_string(call->out, "target\\student\n");
	return 0;
}

static uint32_t run_elevate(struct console_call *call)
{
	words_say(call->out, call->console->limited
				     ? "this prompt is an administrator's now."
				     : "this prompt is an administrator's "
				       "already.");
	call->console->limited = false;
	return 0;
}

static uint32_t run_hostname(struct console_call *call)
{
	text_add_string(call->out, "TARGET\n");
	return 0;
}

static void print_fact(struct console_call *call, const char *name,
		       const char *value)
{
	text_printf(call->out, "%-27s%s\n", name, value);
}

static uint32_t run_systeminfo(struct console_call *call)
{
	struct kernel *kernel = call->console->kernel;
	struct text date = { 0 };

	text_add_char(call->out, '\n');
	print_fact(call, "Host Name:", "TARGET");
	print_fact(call, "OS Name:", "Microsoft Windows 10");
	print_fact(call, "OS Version:", "10.0.19041 N/A Build 19041");
	print_fact(call, "OS Build Type:", "Multiprocessor Free");
	print_date(call, &date, kernel_time(kernel) - kernel_uptime(kernel),
		   DATE_COMMA);
	print_fact(call, "System Boot Time:", text_string(&date));
	text_fini(&date);
	print_fact(call, "System Type:", "x64-based PC");
	print_fact(call, "Windows Directory:", "C:\\Windows");
	print_fact(call, "System Directory:", "C:\\Windows\\system32");
	print_fact(call, "Boot Device:", "\\Device\\HarddiskVolume1");
	return 0;
}

/* ---- net start, net stop ---- */

/* net.exe has words of its own for these. */
static const struct {
	uint32_t error, help;
	const char *words;
} net_messages[] = {
	{ ERROR_INVALID_CONTROL, 2191,
	  "The requested pause, continue, or stop is not valid for this "
	  "service." },
	{ ERROR_RUNNING, 2182,
	  "The requested service has already been started." },
	{ ERROR_NO_SERVICE, 2185, "The service name is invalid." },
	{ ERROR_NOT_STARTED, 3521, NULL },
};

static uint32_t net_failed(struct console_call *call,
			   const struct console_service *service,
			   uint32_t error)
{
	for (size_t i = 0; i < sizeof(net_messages) / sizeof(*net_messages);
	     i++) {
		if (net_messages[i].error != error)
			continue;
		if (net_messages[i].words)
			text_add_string(call->out, net_messages[i].words);
		else
			text_printf(call->out, "The %s service is not started.",
				    service->display);
		text_printf(call->out,
			    "\n\nMore help is available by typing NET HELPMSG "
			    "%u.\n\n",
			    net_messages[i].help);
		return 2;
	}
	text_printf(call->out, "System error %u has occurred.\n\n%s\n\n", error,
		    error_message(error));
	return 2;
}

static uint32_t run_net(struct console_call *call)
{
	bool start = call->words && strcasecmp(call->word[0], "start") == 0;
	bool stop = call->words && strcasecmp(call->word[0], "stop") == 0;
	struct console_service *service;
	uint32_t error = 0;

	if ((!start && !stop) || call->words < 2) {
		words_say(call->out, "of net only 'net start NAME' and 'net "
				     "stop NAME' are modelled.");
		return 1;
	}
	service = service_find(call->console, call->word[1]);
	if (call->console->limited)
		return net_failed(call, service, ERROR_ACCESS);
	if (!service)
		return net_failed(call, service, ERROR_NO_SERVICE);
	call->outcome = start ? service_start(call->console, service, &error)
			      : service_stop(call->console, service, &error);
	if (call->outcome != KERNEL_DONE)
		return 0;
	if (error)
		return net_failed(call, service, error);
	text_printf(call->out,
		    start ? "The %s service was started successfully.\n\n"
			  : "The %s service was stopped successfully.\n\n",
		    service->display);
	if (stop)
		service_sweep(call->console);
	return 0;
}

static const struct console_command commands[] = {
	{ .names = "whoami\0",
	  .image = "whoami.exe",
	  .summary = "print who one is",
	  .usage = "",
	  .run = run_whoami },
	{ .names = "elevate\0",
	  .ours = true,
	  .summary = "open the prompt as administrator, where it is not",
	  .usage = "",
	  .help = "On Windows: right-click on the command prompt, 'Run as "
		  "administrator'. Without it\n"
		  "sc and bcdedit are refused with error 5.\n",
	  .run = run_elevate },
	{ .names = "hostname\0",
	  .image = "hostname.exe",
	  .summary = "print the machine's name",
	  .usage = "",
	  .run = run_hostname },
	{ .names = "systeminfo\0",
	  .image = "systeminfo.exe",
	  .summary = "print what machine it is",
	  .usage = "",
	  .help = "Differs from Windows: fewer lines.\n",
	  .run = run_systeminfo },
	{ .names = "net\0",
	  .image = "net.exe",
	  .summary = "start or stop a service",
	  .usage = "start NAME | stop NAME",
	  .help = "It says less than sc does. Differs from Windows: net.exe "
		  "starts net1.exe for this;\n"
		  "here it is one process.\n",
	  .words = "start\0stop\0",
	  .run = run_net },
};

const struct console_family console_system_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
