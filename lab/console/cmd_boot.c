/*
 * Boot options and the restart that makes them so.
 */
#include "config.h"
#include "console/private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What was typed is wrong; reason is the system's message, or NULL. */
static uint32_t complain(struct console_call *call, const char *words,
			 const char *reason)
{
	text_add_visible(call->out, words, strlen(words));
	text_add_string(call->out,
			"\nRun \"bcdedit /?\" for command line assistance.\n");
	if (reason)
		text_printf(call->out, "%s\n", reason);
	return ERROR_FUNCTION;
}

static uint32_t failed(struct console_call *call, bool remove,
		       const char *reason)
{
	text_printf(call->out,
		    "An error has occurred %s the element data.\n%s\n",
		    remove ? "deleting" : "setting", reason);
	return ERROR_FUNCTION;
}

static void print_entry(struct console_call *call, const char *name,
			const char *value)
{
	text_printf(call->out, "%-24s%s\n", name, value);
}

static void print_switch(struct console_call *call, const char *name, bool set,
			 bool on)
{
	if (set)
		print_entry(call, name, on ? "Yes" : "No");
}

static void print_manager(struct console_call *call)
{
	text_add_string(call->out, "\nWindows Boot Manager\n"
				   "--------------------\n");
	print_entry(call, "identifier", "{bootmgr}");
	print_entry(call, "description", "Windows Boot Manager");
	print_entry(call, "default", "{current}");
}

static void print_loader(struct console_call *call)
{
	const struct boot_options *next = &call->console->next_boot;

	text_add_string(call->out, "\nWindows Boot Loader\n"
				   "-------------------\n");
	print_entry(call, "identifier", "{current}");
	print_entry(call, "device", "partition=C:");
	print_entry(call, "path", "\\Windows\\system32\\winload.efi");
	print_entry(call, "description", "Windows 10");
	print_switch(call, "testsigning", next->test_signing_set,
		     next->test_signing);
	print_switch(call, "nointegritychecks", next->no_integrity_checks_set,
		     next->no_integrity_checks);
	print_entry(call, "osdevice", "partition=C:");
	print_entry(call, "systemroot", "\\Windows");
	print_entry(call, "nx", "OptIn");
	print_switch(call, "debug", next->debug_set, next->debug);
}

static bool is_loader(const char *word)
{
	return strcasecmp(word, "{current}") == 0 ||
	       strcasecmp(word, "{default}") == 0;
}

/* what: an identifier or a type, or NULL */
static uint32_t enumerate(struct console_call *call, const char *what)
{
	bool manager = !what || strcasecmp(what, "active") == 0 ||
		       strcasecmp(what, "all") == 0;
	bool loader = manager;

	if (what) {
		manager |= strcasecmp(what, "{bootmgr}") == 0 ||
			   strcasecmp(what, "bootmgr") == 0;
		loader |= is_loader(what) || strcasecmp(what, "osloader") == 0;
	}
	if (!manager && !loader)
		return complain(call, "The entry could not be found.", NULL);
	if (manager)
		print_manager(call);
	if (loader)
		print_loader(call);
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
	const struct {
		const char *name;
		bool *value, *set;
	} list[] = {
		{ "testsigning", &options->test_signing,
		  &options->test_signing_set },
		{ "nointegritychecks", &options->no_integrity_checks,
		  &options->no_integrity_checks_set },
		{ "debug", &options->debug, &options->debug_set },
	};

	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
		if (strcasecmp(word, list[i].name) != 0)
			continue;
		*ret_value = list[i].value;
		*ret_set = list[i].set;
		return true;
	}
	return false;
}

/*
 * Sets the option of that name to the word at `at`, or takes it out. [inferred]
 * that what is not there is told by the text of ERROR_NOT_FOUND.
 */
static uint32_t change(struct console_call *call, const char *name, size_t at,
		       bool remove)
{
	struct boot_options *next = &call->console->next_boot;
	bool *value, *set, on = false;

	if (!name || !find_option(next, name, &value, &set))
		return complain(call,
				"The element data type specified is not "
				"recognized, or does not apply to the\n"
				"specified entry.",
				"Element not found.");
	if (!remove && (at >= call->words || !read_switch(call->word[at], &on)))
		return complain(call,
				"An error has occurred setting the "
				"element data.\nThe parameter is "
				"incorrect.",
				NULL);
	if (remove && !*set)
		return failed(call, true, "Element not found.");
	if (call->console->config.secure_boot)
		return failed(call, remove,
			      "The value is protected by Secure Boot policy "
			      "and cannot be modified or deleted.");
	*value = on;
	*set = !remove;
	text_add_string(call->out, "The operation completed successfully.\n");
	if (next->debug && value == &next->debug)
		words_say(call->out,
			  "no debugger can be attached to this machine, and it "
			  "waits for none. What it leaves when it stops is for "
			  "'kdlab kd'.");
	return ERROR_NONE;
}

/* "/set [{current}] NAME VALUE", "/debug [{current}] VALUE" */
static uint32_t change_entry(struct console_call *call, const char *name,
			     bool remove)
{
	size_t at = 1;

	if (at < call->words && *call->word[at] == '{') {
		if (!is_loader(call->word[at]))
			return complain(call, "The entry could not be found.",
					NULL);
		at++;
	}
	if (!name && at < call->words)
		name = call->word[at++];
	return change(call, name, at, remove);
}

static uint32_t run_bcdedit(struct console_call *call)
{
	const char *verb = call->words ? call->word[0] : "/enum";
	char words[200];

	if (call->console->limited) {
		text_add_string(call->out,
				"The boot configuration data store could not "
				"be opened.\nAccess is denied.\n");
		return ERROR_ACCESS;
	}
	if (words_option(verb, "enum"))
		return enumerate(call, call->words > 1 ? call->word[1] : NULL);
	if (words_option(verb, "v"))
		return enumerate(call, NULL);
	if (words_option(verb, "set"))
		return change_entry(call, NULL, false);
	if (words_option(verb, "debug"))
		return change_entry(call, "debug", false);
	if (words_option(verb, "deletevalue"))
		return change_entry(call, NULL, true);
	if (words_option(verb, "?")) {
		words_say(call->out, "'help bcdedit' tells what is modelled.");
		return ERROR_NONE;
	}
	snprintf(words, sizeof(words), "Invalid command line switch: %s", verb);
	return complain(call, words, error_message(ERROR_PARAMETER));
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
	console->left = console->off = !what.restart;
	if (console->off)
		words_say(call->out, "the machine is off.");
	return ERROR_NONE;
}

static const struct console_command commands[] = {
	{ .names = "bcdedit\0",
	  .image = "bcdedit.exe",
	  .summary = "show or set what the boot loader is told",
	  .usage = "[/enum [{current}]] | /set testsigning on|off | "
		   "/deletevalue testsigning | /debug on|off",
	  .help = "testsigning lets drivers load that anybody has signed, from "
		  "the next start on:\n"
		  "'shutdown /r /t 0'. They need a signature even so; see "
		  "'help testsign'.\n"
		  "nointegritychecks can be set and does nothing, as in "
		  "Windows 7 and 8.\n"
		  "debug is kept and does nothing: no debugger can be attached "
		  "here.\n"
		  "With Secure Boot on none can be changed.\n",
	  .words = "/set\0/enum\0/deletevalue\0/debug\0testsigning\0"
		   "nointegritychecks\0debug\0on\0off\0",
	  .run = run_bcdedit },
	{ .names = "shutdown\0",
	  .image = "shutdown.exe",
	  .summary = "restart the machine, or switch it off",
	  .usage = "/r [/t SECONDS] | /s [/t SECONDS]",
	  .help = "Files, services and boot options stay; what was loaded is "
		  "gone. /s leaves the\n"
		  "console; in a lesson the machine is switched on again.\n",
	  .words = "/r\0/s\0/t\0"
		   "0\0",
	  .run = run_shutdown },
};

const struct console_family console_boot_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
