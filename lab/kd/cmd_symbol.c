/*
 * Where symbols come from: .sympath, .symfix, .reload, .lines.
 */
#include "config.h"
#include "kd/private.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void print_path(struct kd_call *call)
{
	const char *folder = target_symbols(call->target);

	text_add_string(call->out, "Symbol search path is: ");
	if (folder && *folder)
		text_add_visible(call->out, folder, strlen(folder));
	else
		text_add_string(call->out, "<empty>");
	text_add_char(call->out, '\n');
}

static bool names_server(const char *path)
{
	return strncasecmp(path, "srv*", 4) == 0 ||
	       strncasecmp(path, "symsrv*", 7) == 0 ||
	       strncasecmp(path, "cache*", 6) == 0 ||
	       strncasecmp(path, "http", 4) == 0;
}

static enum err_code run_path(struct kd_call *call, struct err *err)
{
	const char *folder = call->arguments;

	if (!*folder) {
		print_path(call);
		return ERR_OK;
	}
	if (names_server(folder))
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "kdlab asks no symbol server: give a folder "
			       "with ISF files; .symfix says how to make them");
	if (!file_is_folder(folder))
		return err_set(err, ERR_USAGE, 0, "no folder '%.300s'", folder);
	target_set_symbols(call->target, folder);
	print_path(call);
	return ERR_OK;
}

static enum err_code run_fix(struct kd_call *call, struct err *err)
{
	const struct target_module *nt = target_module_find(call->target, "nt");
	struct text *out = call->out;
	const char *name;
	char key[48];

	(void)err;
	text_add_string(out,
			"kdlab asks no symbol server: it works offline.\n");
	if (nt && nt->isf) {
		text_add_string(out, "nt has its symbols.\n");
		return ERR_OK;
	}
	if (!nt || !*nt->rsds.name) {
		text_add_string(out,
				"Which PDB is nt's is not in this dump.\n");
		return ERR_OK;
	}
	pe_rsds_key(&nt->rsds, key);
	name = strrchr(nt->rsds.name, '\\');
	name = name ? name + 1 : nt->rsds.name;
	text_printf(out,
		    "Where there is a network, volatility3's pdbconv.py makes "
		    "an ISF of nt's PDB:\n"
		    "    pdbconv.py -p %s -g %s\n"
		    "Put it at DIR/%s/%.32s-%s.json.xz, then .sympath DIR\n",
		    name, key, name, key, strlen(key) > 32 ? key + 32 : "1");
	return ERR_OK;
}

static enum err_code run_reload(struct kd_call *call, struct err *err)
{
	const char *folder = target_symbols(call->target);
	char *copy = folder && *folder ? mem_strdup(folder) : NULL;

	(void)err;
	target_set_symbols(call->target, copy);
	free(copy);
	text_add_string(call->out, "Loading Kernel Symbols\n");
	print_dots(call->out, target_module_count(call->target));
	text_add_string(call->out, "Loading unloaded module list\n");
	print_dots(call->out, target_unloaded_count(call->target));
	return ERR_OK;
}

static enum err_code run_lines(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	bool lines = !call->kd->tells_lines;
	enum err_code code;
	char rest[8];

	if (argument_option(&arguments, 'e', rest, sizeof(rest)))
		lines = true;
	else if (argument_option(&arguments, 'd', rest, sizeof(rest)))
		lines = false;
	else
		(void)argument_option(&arguments, 't', rest, sizeof(rest));
	code = argument_end(call, arguments, err);
	if (!code && lines)
		code = lines_check(err);
	if (code)
		return code;
	call->kd->tells_lines = lines;
	text_printf(call->out, "Line number information will %sbe loaded\n",
		    lines ? "" : "not ");
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = ".sympath\0",
	  .summary = "say or set the folder of symbols",
	  .usage = "[DIR]",
	  .help = "DIR is laid out as volatility3's symbols: "
		  "DIR/ntkrnlmp.pdb/GUID-AGE.json.xz. There is\n"
		  "one; a new one takes its place.\n",
	  .run = run_path },
	{ .names = ".symfix\0",
	  .summary = "say how to come by symbols",
	  .usage = "",
	  .help = "WinDbg's sets its symbol server; kdlab has none.\n",
	  .run = run_fix },
	{ .names = ".reload\0",
	  .summary = "read modules and symbols anew",
	  .usage = "",
	  .help = "WinDbg's options and modules are taken and not looked at: "
		  "all are read anew.\n",
	  .run = run_reload },
	{ .names = ".lines\0",
	  .summary = "have k, .frame and ln say lines of source",
	  .usage = "[-e | -d | -t]",
	  .help = "Of modules whose file lies in the folder of symbols or "
		  "beside the dump, with the lines\n"
		  "that a compiler adds with -g: 'kdlab build' does. Of a "
		  "frame "
		  "that called, it is the\n"
		  "line of the call. -e: yes, -d: no, -t or nothing: the other "
		  "way.\n",
	  .run = run_lines },
};

const struct kd_family cmd_symbol_family = {
	.name = "symbols",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
