/*
 * What was meant by a name that is nearly right, and what to do instead where
 * kdlab does not have a command of WinDbg's.
 */
#include "config.h"
#include "kd/private.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- commands that there are not ---- */

static const char runs[] = "A dump does not run: nothing can be started, "
			   "stepped or stopped at.";
static const char writes[] = "A dump is only read: nothing in it can be "
			     "changed.";
static const char source[] = "kdlab reads no source files; '.lines' has k say "
			     "the line of each call, 'uf ADDRESS'\nshows a "
			     "function's code.";
static const char pool[] = "kdlab does not walk the pool; 'db ADDRESS-10' "
			   "shows a block's header and tag.";

/* By name; several may stand in one row. */
static const struct {
	const char *names, *say;
} absent[] = {
	{ "g\0gh\0gn\0gu\0p\0pa\0pc\0pt\0t\0ta\0tc\0tt\0wt\0bp\0bu\0bm\0ba\0"
	  "bl\0bc\0bd\0be\0.break\0",
	  runs },
	{ "eb\0ed\0eq\0ew\0ea\0eu\0e\0f\0fp\0m\0.writemem\0a\0", writes },
	{ "dv\0.srcpath\0ls\0lsa\0", source },
	{ "dx\0dx2\0",
	  "kdlab has no data model: '? EXPRESSION' works out a value, 'dt TYPE "
	  "ADDRESS' shows\n"
	  "a structure." },
	{ "help\0commands\0",
	  "'.help' lists the commands, '.help NAME' tells more of one." },
	{ "quit\0exit\0bye\0", "'q' leaves the debugger." },
	{ "!pool\0!poolused\0!poolfind\0!poolval\0!mex.pool\0", pool },
	{ "!locks\0!kdexts.locks\0!mex.locks\0",
	  "It lists ERESOURCEs, not mutexes. '!mex.mut ADDRESS' shows a mutex "
	  "and its owner,\n"
	  "'dt nt!_KTHREAD @$thread MutantListHead' those of a thread." },
	{ "!deadlock\0!cs\0!qlocks\0",
	  "Who waits for what: '!process 0 6' lists threads and their waits, "
	  "'!mex.t THREAD' one." },
	{ "!stacks\0!findstack\0!mex.sn\0",
	  "'!mex.us' shows the stacks of all threads, '!mex.us TEXT' those "
	  "with TEXT in a symbol." },
	{ "!mex.lt\0!lt\0!mex.listthreads\0!listthreads\0!ready\0",
	  "'!process ADDRESS 2' lists the threads of a process, '!process 0 "
	  "2' all." },
	{ "!devobj\0!devstack\0",
	  "'!drvobj DRIVER 7' shows a driver's devices and their stacks, 'dt "
	  "nt!_DEVICE_OBJECT\n"
	  "ADDRESS' one." },
	{ "!object\0!handle\0!mex.handle\0",
	  "'dt nt!_OBJECT_HEADER ADDRESS-30' shows what stands before an "
	  "object; '!drvobj NAME'\n"
	  "finds drivers by name." },
	{ "!irp\0!irpfind\0",
	  "'dt nt!_IRP ADDRESS' shows one, where the symbols have the type." },
	{ "!pcr\0!prcb\0!cpuinfo\0!irql\0",
	  "'!running' shows what each processor ran, '~1s' goes to one, 'dt "
	  "nt!_KPRCB ADDRESS'\n"
	  "shows its block." },
	{ "!token\0!job\0!session\0!peb\0!teb\0!vad\0!vm\0!memusage\0",
	  "kdlab does not have it; 'dt TYPE ADDRESS' shows any structure of "
	  "the symbols." },
	{ "!lmi\0!dh\0lmf\0", "'lmv m NAME' shows what is known of a module." },
	{ "!sysinfo\0!mex.sysinfo\0",
	  "'!mex.di' shows maker, product and processor, '.enumtag' the "
	  "firmware's tables." },
	{ "!sym\0ld\0.symopt\0.exepath\0",
	  "'.sympath DIR' sets the folder of symbols, '.reload' reads them "
	  "anew." },
	{ "!mex.help\0!help\0!mex\0", "'.help' lists what kdlab has, MEX's "
				      "commands too." },
	{ "!error\0!gle\0", "kdlab has no table of error codes." },
	{ "!chkimg\0", "kdlab has no image to compare the dump's with." },
	{ ".dump\0", "It is a dump already." },
	{ ".restart\0.reboot\0.crash\0.opendump\0.detach\0",
	  "One dump is open; 'q' leaves." },
	{ "kd\0", "'dps @rsp' shows the stack as pointers with symbols." },
	{ "!for_each_module\0!for_each_thread\0!for_each_process\0",
	  "'lm' lists modules, '!process 0 2' threads, '!process 0 0' "
	  "processes." },
	{ ".foreach\0.for\0.if\0.while\0.block\0j\0z\0",
	  "kdlab runs no scripts; '!list' runs a command for each member of "
	  "a list." },
	{ ".chain\0.unload\0.loadby\0",
	  "kdlab loads no extensions; its own commands are in '.help', and "
	  "'.load mex' is known." },
	{ ".cls\0", "The lab clears its screen itself." },
};

const char *near_command(const char *name)
{
	for (size_t i = 0; i < sizeof(absent) / sizeof(*absent); i++)
		for (const char *known = absent[i].names; *known;
		     known += strlen(known) + 1)
			if (strcasecmp(name, known) == 0)
				return absent[i].say;
	return NULL;
}

/* ---- symbols and types ---- */

struct nearest {
	char wanted[80]; /* in small letters */
	const char *name;
	size_t best; /* names as far off are not taken */
};

/* In small letters, as far as a name is compared. */
static void lower(const char *name, char ret[80])
{
	size_t i;

	for (i = 0; name[i] && i < 79; i++)
		ret[i] = (char)tolower((unsigned char)name[i]);
	ret[i] = 0;
}

static void nearest_init(struct nearest *nearest, const char *wanted)
{
	size_t size = strlen(wanted);

	lower(wanted, nearest->wanted);
	nearest->name = NULL;
	nearest->best = size < 5 ? 2 : size < 9 ? 3 : 4;
}

static void nearest_take(struct nearest *nearest, const char *name)
{
	char small[80];
	size_t distance;

	lower(name, small);
	distance = utf8_distance(nearest->wanted, small);
	if (distance < nearest->best) {
		nearest->best = distance;
		nearest->name = name;
	}
}

/* The module before a '!', nt where there is none; *name is put behind it. */
static struct target_module *find_module(struct target *target,
					 const char **name)
{
	const char *bang = strchr(*name, '!');
	char module[64];

	if (!bang)
		return target_module_find(target, "nt");
	if ((size_t)(bang - *name) >= sizeof(module))
		return NULL;
	memcpy(module, *name, (size_t)(bang - *name));
	module[bang - *name] = 0;
	*name = bang + 1;
	return target_module_find(target, module);
}

bool near_type(struct target *target, const char *name, char *ret, size_t size)
{
	const struct target_module *module = find_module(target, &name);
	struct nearest nearest;
	char bare[80];

	if (!module || !module->isf)
		return false;
	/* WinDbg's habit: KTHREAD for _KTHREAD */
	snprintf(bare, sizeof(bare), "%s%.70s", *name == '_' ? "" : "_", name);
	nearest_init(&nearest, bare);
	for (size_t i = 0; i < isf_struct_count(module->isf); i++)
		nearest_take(&nearest, isf_struct(module->isf, i)->name);
	if (nearest.name)
		snprintf(ret, size, "%s!%.100s", module->name, nearest.name);
	return nearest.name != NULL;
}

void near_symbol(struct kd_call *call, struct err *err)
{
	char wanted[80];
	const char *quote, *name = wanted, *rest;
	const struct target_module *module;
	struct nearest nearest;
	size_t size;

	if (!err || err->code != ERR_USAGE ||
	    strncmp(err->message, "Couldn't resolve", 16) != 0)
		return;
	quote = strchr(err->message + 16, '\'');
	if (!quote)
		return;
	size = strcspn(++quote, " +-*/()'");
	if (size < 3 || size >= sizeof(wanted))
		return;
	memcpy(wanted, quote, size);
	wanted[size] = 0;
	module = find_module(call->target, &name);
	if (!module || !module->isf)
		return;
	nearest_init(&nearest, name);
	for (size_t i = 0; i < isf_symbol_count(module->isf); i++)
		nearest_take(&nearest, isf_symbol(module->isf, i)->name);
	if (!nearest.name)
		return;
	rest = err->message + strlen(err->message);
	size = sizeof(err->message) - (size_t)(rest - err->message);
	snprintf(err->message + strlen(err->message), size,
		 "\nDid you mean '%s!%.100s'?", module->name, nearest.name);
}

bool near_module(struct target *target, const char *name, char *ret,
		 size_t size)
{
	struct nearest nearest;

	nearest_init(&nearest, name);
	for (size_t i = 0; i < target_module_count(target); i++)
		nearest_take(&nearest, target_module(target, i)->name);
	if (nearest.name)
		snprintf(ret, size, "%.63s", nearest.name);
	return nearest.name != NULL;
}
