/*
 * Boot options and the restart that makes them so.
 */
#include "config.h"
#include "console/private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static uint32_t complain(struct console_call *call, const char *words)
{
	text_printf(call->out,
		    "%s\nRun \"bcdedit /?\" for command line assistance.\n",
		    words);
	return ERROR_FUNCTION;
}

static void print_entry(struct console_call *call, const char *name,
			const char *value)
{
	text_printf(call->out, "%-24s%s\n", name, value);
}

static uint32_t enumerate(struct console_call *call)
{
	const struct boot_options *next = &call->console->next_boot;

	text_add_string(call->out, "\nWindows Boot Manager\n"
				   "--------------------\n");
	print_entry(call, "identifier", "{bootmgr}");
	print_entry(call, "description", "Windows Boot Manager");
	print_entry(call, "default", "{current}");
	text_add_string(call->out, "\nWindows Boot Loader\n"
				   "-------------------\n");
	print_entry(call, "identifier", "{current}");
	print_entry(call, "device", "partition=C:");
	print_entry(call, "path", "\\Windows\\system32\\winload.efi");
	print_entry(call, "description", "Windows 10");
	if (next->test_signing_set)
		print_entry(call, "testsigning",
			    next->test_signing ? "Yes" : "No");
	if (next->no_integrity_checks_set)
		print_entry(call, "nointegritychecks",
			    next->no_integrity_checks ? "Yes" : "No");
	print_entry(call, "osdevice", "partition=C:");
	print_entry(call, "systemroot", "\\Windows");
	print_entry(call, "nx", "OptIn");
	return ERROR_NONE;
}

static bool read_switch(const char *word, bool *ret)
{
	static const char *const on[] = { "on", "yes", "true", "1" };
	static const char *const off[] = { "off", "no", "false", "0" };

	for (size_t i = 0; i < sizeof(on) / sizeof(*on); i++) {
		*ret = strcasecmp(word, on[i]) == 0;
		if (*ret || strcasecmp(word, off[i]) == 0)
			return true;
	}
	return false;
}

/* The option that a word names: where its value is, and whether it is set. */
static bool find_option(struct boot_options *options, const char *word,
			bool **ret_value, bool **ret_set)
{
	if (strcasecmp(word, "testsigning") == 0) {
		*ret_value = &options->test_signing;
		*ret_set = &options->test_signing_set;
		return true;
	}
	if (strcasecmp(word, "nointegritychecks") == 0) {
		*ret_value = &options->no_integrity_checks;
		*ret_set = &options->no_integrity_checks_set;
		return true;
	}
	return false;
}

static uint32_t change(struct console_call *call, size_t at, bool remove)
{
	struct console *console = call->console;
	bool *value, *set, on = false;

	if (at < call->words && *call->word[at] == '{') {
		if (strcasecmp(call->word[at], "{current}") != 0 &&
		    strcasecmp(call->word[at], "{default}") != 0)
			return complain(call, "The entry could not be found.");
		at++;
	}
	if (at >= call->words ||
	    !find_option(&console->next_boot, call->word[at], &value, &set))
		return complain(call, "The element data type specified is not "
				      "recognized, or does not apply to the\n"
				      "specified entry.");
	if (!remove &&
	    (at + 1 >= call->words || !read_switch(call->word[at + 1], &on)))
		return complain(call, "An error has occurred setting the "
				      "element data.\nThe parameter is "
				      "incorrect.");
	if (console->config.secure_boot) {
		text_add_string(call->out,
				"An error has occurred setting the element "
				"data.\nThe value is protected by Secure Boot "
				"policy and cannot be modified or deleted.\n");
		return ERROR_FUNCTION;
	}
	*value = on;
	*set = !remove;
	text_add_string(call->out, "The operation completed successfully.\n");
	return ERROR_NONE;
}

static uint32_t run_bcdedit(struct console_call *call)
{
	const char *verb = call->words ? call->word[0] : "/enum";

	if (call->console->limited) {
		text_add_string(call->out,
				"The boot configuration data store could not "
				"be opened.\nAccess is denied.\n");
		return ERROR_ACCESS;
	}
	if (words_option(verb, "enum") || words_option(verb, "v"))
		return enumerate(call);
	if (words_option(verb, "set"))
		return change(call, 1, false);
	if (words_option(verb, "deletevalue"))
		return change(call, 1, true);
	if (words_option(verb, "?")) {
		words_say(call->out, "'help bcdedit' tells what is modelled.");
		return ERROR_NONE;
	}
	return complain(call, "The specified command is not valid.");
}

/* ---- shutdown ---- */

struct shutdown {
	bool restart, off, abort;
	long delay; /* seconds */
	bool good;
};

static struct shutdown read_shutdown(const struct console_call *call)
{
	struct shutdown ret = { .delay = 30, .good = true };

	for (size_t i = 0; i < call->words; i++) {
		const char *word = call->word[i];
		char *end = NULL;

		if (words_option(word, "r")) {
			ret.restart = true;
		} else if (words_option(word, "s") || words_option(word, "p")) {
			ret.off = true;
			if (words_option(word, "p"))
				ret.delay = 0;
		} else if (words_option(word, "a")) {
			ret.abort = true;
		} else if (words_option(word, "t") && i + 1 < call->words) {
			ret.delay = strtol(call->word[++i], &end, 10);
			if (*end || ret.delay < 0 || ret.delay > 315360000)
				ret.good = false;
		} else if (!words_option(word, "f")) {
			ret.good = false;
		}
	}
	return ret;
}

static uint32_t run_shutdown(struct console_call *call)
{
	struct shutdown what = read_shutdown(call);
	struct console *console = call->console;

	if (!what.good || (!what.restart && !what.off && !what.abort)) {
		text_add_string(call->out,
				"Usage: shutdown [/r | /s | /a] [/t xxx] "
				"[/f]\n");
		return what.good && !call->words ? ERROR_NONE : ERROR_PARAMETER;
	}
	if (what.abort) {
		text_add_string(call->out,
				"Unable to abort the system shutdown because "
				"no shutdown was in progress.(1116)\n");
		return 1116;
	}
	/* nobody has to sit through it: the machine's clock goes on at once,
	 * as far as a minute of it can matter */
	call->outcome = kernel_wait(
		console->kernel,
		(uint32_t)(what.delay > 60 ? 60 : what.delay) * 1000);
	if (call->outcome != KERNEL_DONE)
		return 0;
	console->restart = what.restart;
	console->left = !what.restart;
	return ERROR_NONE;
}

static const struct console_command commands[] = {
	{ .names = "bcdedit\0",
	  .image = "bcdedit.exe",
	  .summary = "show or set what the boot loader is told",
	  .usage = "[/enum] | /set testsigning on|off | /deletevalue "
		   "testsigning",
	  .help = "testsigning lets drivers load that anybody has signed, from "
		  "the next start on:\n"
		  "'shutdown /r /t 0'. They need a signature even so; see "
		  "'help testsign'.\n"
		  "nointegritychecks can be set and does nothing, as in "
		  "Windows 7 and 8.\n"
		  "With Secure Boot on neither can be changed.\n",
	  .words = "/set\0/enum\0/deletevalue\0testsigning\0"
		   "nointegritychecks\0on\0off\0",
	  .run = run_bcdedit },
	{ .names = "shutdown\0",
	  .image = "shutdown.exe",
	  .summary = "restart the machine, or switch it off",
	  .usage = "/r [/t SECONDS] | /s [/t SECONDS]",
	  .help = "Files, services and boot options stay; what was loaded is "
		  "gone. /s leaves the\n"
		  "console.\n",
	  .words = "/r\0/s\0/t\0"
		   "0\0",
	  .run = run_shutdown },
};

const struct console_family console_boot_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
