/*
 * !analyze: what can be computed of what WinDbg's prints. Where it does not
 * know, it leaves the line out rather than guess.
 */
#include "config.h"
#include "kd/private.h"

#include "kd/bugcheck.h"
#include "kd/info.h"
#include "kd/keys.h"
#include "kd/stack.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define BANNER_EDGE                                                            \
	"****************************************************************"     \
	"***************\n"
#define BANNER_SIDE                                                            \
	"*                                                               "     \
	"              *\n"

static void print_banner(struct text *out)
{
	text_add_string(out, BANNER_EDGE BANNER_SIDE
			"*                        Bugcheck Analysis           "
			"                         *\n" BANNER_SIDE BANNER_EDGE
			"\n");
}

static void print_description(struct text *out, uint32_t code,
			      const uint64_t *parameters)
{
	const struct bugcheck *bugcheck = bugcheck_find(code);

	text_printf(out, "%s%s (%" PRIx32 ")\n%sArguments:\n",
		    bugcheck ? bugcheck->name : "Unknown bugcheck code",
		    bugcheck && code != bugcheck->code ? "_M" : "", code,
		    bugcheck && bugcheck->text ? bugcheck->text : "");
	for (unsigned i = 0; i < 4; i++) {
		const char *words =
			bugcheck ? bugcheck_argument(bugcheck, i, parameters[i])
				 : NULL;

		text_printf(out, "Arg%u: %016" PRIx64, i + 1, parameters[i]);
		if (words)
			text_printf(out, ", %s", words);
		text_add_char(out, '\n');
	}
}

/* ---- who is to be named ---- */

static bool is_bugcheck_frame(const char *name)
{
	static const char *const starts[] = {
		"nt!KeBugCheck",     "nt!KiBugCheck",
		"nt!KiPageFault",    "nt!KiFastFail",
		"nt!KiRaise",	     "nt!KiException",
		"nt!MmAccessFault",  "nt!KiDispatchException",
		"nt!RtlRaiseStatus",
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (strncmp(name, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static uint64_t find_culprit(struct kd_call *call, const struct stack *stack)
{
	const struct target_info *info = target_info(call->target);
	const struct bugcheck *bugcheck = bugcheck_find(info->bugcheck);
	char name[512];

	if (bugcheck && bugcheck->culprit &&
	    target_module_at(call->target,
			     info->parameters[bugcheck->culprit - 1]))
		return info->parameters[bugcheck->culprit - 1];
	for (size_t i = 0; i < stack->count; i++) {
		target_name(call->target, stack->frames[i].rip, name,
			    sizeof(name));
		if (*name && !is_bugcheck_frame(name))
			return stack->frames[i].rip;
	}
	return 0;
}

static const char *file_name(const char *path)
{
	for (const char *at = path; *at; at++)
		if (*at == '\\' || *at == '/')
			path = at + 1;
	return path;
}

/* The list of modules has the kernel as ntoskrnl.exe whichever it is; its PDB
 * says. */
static void name_image(const struct target_module *module, char *ret,
		       size_t size)
{
	const char *pdb = file_name(module->rsds.name);
	size_t stem = strcspn(pdb, ".");

	if (strcmp(module->name, "nt") == 0 && stem > 0)
		snprintf(ret, size, "%.*s.exe", stem < 56 ? (int)stem : 56,
			 pdb);
	else
		snprintf(ret, size, "%.63s", file_name(module->image));
}

static void name_bucket(struct kd_call *call, struct analysis *ret)
{
	uint32_t bugcheck = target_info(call->target)->bugcheck;

	if (strchr(ret->symbol, '!'))
		snprintf(ret->bucket, sizeof(ret->bucket), "0x%" PRIX32 "_%.*s",
			 bugcheck, (int)ret->symbol_length, ret->symbol);
	else
		snprintf(ret->bucket, sizeof(ret->bucket),
			 "0x%" PRIX32 "_IMAGE_%s", bugcheck, ret->image);
}

/* "<Unloaded_TestDriver.sys>+0x10b0" */
static void name_unloaded(struct kd_call *call, struct analysis *ret)
{
	static const char start[] = "<Unloaded_";
	const char *name = ret->symbol + sizeof(start) - 1, *end;

	if (strncmp(ret->symbol, start, sizeof(start) - 1) != 0)
		return;
	end = strchr(name, '>');
	if (!end || sscanf(end, ">+0x%" SCNx64, &ret->offset) != 1)
		return;
	ret->symbol_length = (size_t)(end + 1 - ret->symbol);
	snprintf(ret->image, sizeof(ret->image), "%.*s", (int)(end - name),
		 name);
	ret->module = ret->image;
	name_bucket(call, ret);
}

static void name_culprit(struct kd_call *call, uint64_t address,
			 struct analysis *ret)
{
	const struct target_module *module =
		target_module_at(call->target, address);
	const char *plus;

	target_name(call->target, address, ret->symbol, sizeof(ret->symbol));
	if (!module) {
		name_unloaded(call, ret);
		return;
	}
	plus = strrchr(ret->symbol, '+');
	ret->symbol_length =
		plus ? (size_t)(plus - ret->symbol) : strlen(ret->symbol);
	ret->module = module->name;
	name_image(module, ret->image, sizeof(ret->image));
	if (plus && sscanf(plus + 1, "0x%" SCNx64, &ret->offset) != 1)
		ret->offset = 0;
	name_bucket(call, ret);
}

/* ---- the parts of -v ---- */

static void print_codes(struct kd_call *call)
{
	const struct target_info *info = target_info(call->target);
	struct text *out = call->out;

	text_printf(out, "\nBUGCHECK_CODE:  %" PRIx32 "\n", info->bugcheck);
	for (unsigned i = 0; i < 4; i++)
		text_printf(out, "\nBUGCHECK_P%u: %" PRIx64 "\n", i + 1,
			    info->parameters[i]);
	text_printf(out, "\nFILE_IN_CAB:  %s\n",
		    file_name(target_path(call->target)));
}

static void print_machine(struct kd_call *call)
{
	struct info_firmware firmware;
	struct text *out = call->out;
	char name[32];

	info_firmware(call->target, &firmware);
	if (strcmp(firmware.manufacturer, "Microsoft Corporation") == 0 &&
	    strcmp(firmware.product, "Virtual Machine") == 0)
		text_add_string(out, "\nVIRTUAL_MACHINE:  HyperV\n");
	keys_black_boxes(call->target, out);
	print_process_name(call->target, target_context(call->target)->process,
			   name, sizeof(name));
	if (*name)
		text_printf(out, "\nPROCESS_NAME:  %s\n", name);
}

static void print_stack(struct kd_call *call, const struct stack *stack)
{
	text_add_string(call->out, "\nSTACK_TEXT:  \n");
	for (size_t i = 0; i < stack->count; i++)
		stack_row(call, stack, i,
			  STACK_CHILD | STACK_RETURN | STACK_HOME);
	text_add_char(call->out, '\n');
}

static void print_verdict(struct kd_call *call, const struct analysis *analysis)
{
	struct text *out = call->out;
	char lab[128], version[32], branch[64];
	const struct dump_header *header;

	if (*analysis->bucket)
		text_printf(out,
			    "\nSYMBOL_NAME:  %.*s+%" PRIx64
			    "\n\nMODULE_NAME: %s\n\nIMAGE_NAME:  %s\n",
			    (int)analysis->symbol_length, analysis->symbol,
			    analysis->offset, analysis->module,
			    analysis->image);
	text_add_string(out, "\nSTACK_COMMAND:  .cxr; .ecxr ; kb\n");
	if (*analysis->bucket)
		text_printf(out,
			    "\nBUCKET_ID_FUNC_OFFSET:  %" PRIx64
			    "\n\nFAILURE_BUCKET_ID:  %s\n",
			    analysis->offset, analysis->bucket);
	if (info_build_lab(call->target, lab, sizeof(lab)) &&
	    keys_split_lab(lab, version, sizeof(version), branch,
			   sizeof(branch)))
		text_printf(out, "\nOS_VERSION:  %s\n\nBUILDLAB_STR:  %s\n",
			    version, branch);
	header = target_info(call->target)->header;
	text_printf(out, "\nOSPLATFORM_TYPE:  %s\n\nOSNAME:  Windows 10\n",
		    header && header->machine == 0xaa64 ? "arm64" : "x64");
	if (*analysis->bucket)
		text_printf(out, "\nFAILURE_ID_HASH:  %s\n", analysis->hash);
	text_add_string(out, "\nFollowup:     MachineOwner\n");
}

/* ---- the command ---- */

static enum err_code show_code(struct kd_call *call, const char *arguments,
			       struct err *err)
{
	uint64_t values[5] = { 0 };

	for (unsigned i = 0; i < 5 && (i == 0 || *arguments); i++) {
		enum err_code code =
			kd_expression(call, &arguments, &values[i], err);

		if (code)
			return code;
	}
	print_description(call->out, (uint32_t)values[0], values + 1);
	return argument_end(call, arguments, err);
}

static void print_short(struct kd_call *call, const struct analysis *analysis)
{
	const struct target_info *info = target_info(call->target);

	print_banner(call->out);
	text_printf(call->out,
		    "BugCheck %" PRIX32 ", {%" PRIx64 ", %" PRIx64 ", %" PRIx64
		    ", %" PRIx64 "}\n\n",
		    info->bugcheck, info->parameters[0], info->parameters[1],
		    info->parameters[2], info->parameters[3]);
	if (*analysis->bucket)
		text_printf(call->out,
			    "Probably caused by : %s ( %.*s+%" PRIx64 " )\n\n",
			    analysis->image, (int)analysis->symbol_length,
			    analysis->symbol, analysis->offset);
	text_add_string(call->out, "Followup:     MachineOwner\n---------\n");
}

static void print_verbose(struct kd_call *call, const struct stack *stack,
			  const struct analysis *analysis)
{
	const struct target_info *info = target_info(call->target);

	print_banner(call->out);
	print_description(call->out, info->bugcheck, info->parameters);
	text_add_string(call->out, "\nDebugging Details:\n"
				   "------------------\n\n");
	keys_print(call->target, analysis, call->out);
	print_codes(call);
	print_machine(call);
	print_stack(call, stack);
	print_verdict(call, analysis);
}

static enum err_code run_analyze(struct kd_call *call, struct err *err)
{
	struct analysis analysis = { .started = keys_clock() };
	const char *arguments = call->arguments;
	struct stack stack = { .why = "" };
	char rest[16];

	if (argument_option(&arguments, 's', rest, sizeof(rest)))
		return show_code(call, arguments, err);
	if (*arguments && strcmp(arguments, "-v") != 0)
		return err_set(err, ERR_USAGE, 0, "usage: !analyze %s",
			       call->command->usage);
	if (stack_read(call, &stack, NULL))
		stack.count = 0;
	name_culprit(call, find_culprit(call, &stack), &analysis);
	keys_hash(analysis.bucket, analysis.hash, sizeof(analysis.hash));
	if (*arguments)
		print_verbose(call, &stack, &analysis);
	else
		print_short(call, &analysis);
	stack_fini(&stack);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "!analyze\0",
	  .summary = "say what the crash looks like",
	  .usage = "[-v | -show CODE [P1 P2 P3 P4]]",
	  .help = "-v tells all. The failure bucket is as WinDbg's for stops "
		  "whose argument is the\n"
		  "code to name, such as 0x39; for others it is the first "
		  "frame below the bug check,\n"
		  "without WinDbg's finer rules. The Analysis.* numbers are "
		  "kdlab's own.\n",
	  .run = run_analyze },
};

const struct kd_family cmd_analyze_family = {
	.name = "analysis",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
