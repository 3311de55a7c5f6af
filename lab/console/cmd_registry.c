/*
 * reg.exe, as far as services go.
 */
#include "config.h"
#include "console/private.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SERVICES "SYSTEM\\CurrentControlSet\\Services"
#define WHOLE	 "HKEY_LOCAL_MACHINE\\" SERVICES

static uint32_t not_found(struct console_call *call)
{
	text_add_string(call->out,
			"ERROR: The system was unable to find the specified "
			"registry key or value.\n");
	return 1;
}

/* What follows the key of all services: "" or "\NAME"; NULL: another key. */
static const char *service_part(const char *key)
{
	static const char *const roots[] = { "HKLM\\", "HKEY_LOCAL_MACHINE\\" };
	size_t size = strlen(SERVICES);

	for (size_t i = 0; i < 2; i++) {
		size_t root = strlen(roots[i]);

		if (strncasecmp(key, roots[i], root) == 0 &&
		    strncasecmp(key + root, SERVICES, size) == 0 &&
		    (!key[root + size] || key[root + size] == '\\'))
			return key + root + size;
	}
	return NULL;
}

static bool wanted(const char *value, const char *name)
{
	return !value || strcasecmp(value, name) == 0;
}

static uint32_t print_service(struct console_call *call,
			      const struct console_service *service,
			      const char *value)
{
	struct text lines = { 0 };

	if (wanted(value, "Type"))
		text_printf(&lines, "    Type    REG_DWORD    0x%x\n",
			    service->type);
	if (wanted(value, "Start"))
		text_printf(&lines, "    Start    REG_DWORD    0x%x\n",
			    service->start);
	if (wanted(value, "ErrorControl"))
		text_printf(&lines, "    ErrorControl    REG_DWORD    0x%x\n",
			    service->error_control);
	if (wanted(value, "ImagePath"))
		text_printf(&lines, "    ImagePath    REG_EXPAND_SZ    %s\n",
			    service->path);
	if (wanted(value, "DisplayName"))
		text_printf(&lines, "    DisplayName    REG_SZ    %s\n",
			    service->display);
	if (*service->description && wanted(value, "Description"))
		text_printf(&lines, "    Description    REG_SZ    %s\n",
			    service->description);
	if (service->deleting && wanted(value, "DeleteFlag"))
		text_add_string(&lines, "    DeleteFlag    REG_DWORD    0x1\n");
	if (!lines.size)
		return not_found(call);
	text_printf(call->out, "\n" WHOLE "\\%s\n%s\n", service->name,
		    text_string(&lines));
	text_fini(&lines);
	return 0;
}

static uint32_t run_reg(struct console_call *call)
{
	const struct console *console = call->console;
	const char *part, *value = NULL;
	const struct console_service *service;

	if (call->words < 2 || strcasecmp(call->word[0], "query") != 0) {
		text_add_string(call->out,
				"ERROR: Invalid syntax.\nType \"REG /?\" for "
				"usage.\nlab: only 'reg query' is modelled, "
				"for "
				"HKLM\\" SERVICES ".\n");
		return 1;
	}
	if (call->words == 4 && words_option(call->word[2], "v"))
		value = call->word[3];
	part = service_part(call->word[1]);
	if (!part)
		return not_found(call);
	if (!*part || !part[1]) {
		text_add_char(call->out, '\n');
		for (size_t i = 0; i < console->service_count; i++)
			text_printf(call->out, WHOLE "\\%s\n",
				    console->services[i].name);
		return 0;
	}
	service = console_service(console, part + 1);
	return service ? print_service(call, service, value) : not_found(call);
}

static const struct console_command commands[] = {
	{ .names = "reg\0",
	  .image = "reg.exe",
	  .summary = "show what the registry holds of a service",
	  .usage = "query HKLM\\" SERVICES "\\NAME [/v VALUE]",
	  .help = "Differs from Windows: only the keys of services are there, "
		  "and only to read.\n",
	  .words = "query\0HKLM\\" SERVICES "\\\0/v\0",
	  .run = run_reg },
};

const struct console_family console_registry_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
