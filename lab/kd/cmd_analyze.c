/*
 * !analyze: what can be computed of what WinDbg's prints. Where it does not
 * know, it leaves the line out rather than guess.
 */
#include "config.h"
#include "kd/private.h"

#include "kd/bugcheck.h"
#include "kd/culprit.h"
#include "kd/exception.h"
#include "kd/info.h"
#include "kd/keys.h"
#include "kd/stack.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define EXECUTED 8 /* how, of an access violation */

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

/* ---- the parts of -v ---- */

static void print_codes(struct kd_call *call)
{
	const struct target_info *info = target_info(call->target);
	struct info_firmware firmware;
	struct text *out = call->out;

	text_printf(out, "\nBUGCHECK_CODE:  %" PRIx32 "\n", info->bugcheck);
	for (unsigned i = 0; i < 4; i++)
		text_printf(out, "\nBUGCHECK_P%u: %" PRIx64 "\n", i + 1,
			    info->parameters[i]);
	text_printf(out, "\nFILE_IN_CAB:  %s\n",
		    culprit_file(target_path(call->target)));
	info_firmware(call->target, &firmware);
	if (strcmp(firmware.manufacturer, "Microsoft Corporation") == 0 &&
	    strcmp(firmware.product, "Virtual Machine") == 0)
		text_add_string(out, "\nVIRTUAL_MACHINE:  HyperV\n");
}

static void print_machine(struct kd_call *call)
{
	struct text *out = call->out;
	char name[32];

	keys_black_boxes(call->target, out);
	print_process_name(call->target, target_context(call->target)->process,
			   name, sizeof(name));
	if (*name)
		text_printf(out, "\nPROCESS_NAME:  %s\n", name);
}

/* ---- the exception, where one led to the stop ---- */

static void print_scope(struct kd_call *call, uint64_t address, bool trap)
{
	struct target_registers registers;

	if (!exception_registers(call->target, address, trap, &registers))
		return;
	text_printf(call->out,
		    trap ? "\nTRAP_FRAME:  %016" PRIx64 " -- (.trap 0x%" PRIx64
			   ")\n"
			 : "\nCONTEXT:  %016" PRIx64 " -- (.cxr 0x%" PRIx64
			   ")\n",
		    address, address);
	exception_print_registers(call, &registers, trap);
	text_add_string(call->out, "Resetting default scope\n");
}

static void print_record(struct kd_call *call)
{
	uint64_t address = exception_record(target_info(call->target)), first;

	if (!address ||
	    target_read(call->target, address, &first, sizeof(first), NULL))
		return;
	text_printf(call->out,
		    "\nEXCEPTION_RECORD:  %016" PRIx64 " -- (.exr 0x%" PRIx64
		    ")\n",
		    address, address);
	(void)exception_print_record(call, address);
}

static void print_address(struct text *out, uint64_t address, bool write)
{
	text_printf(out, "\n%s_ADDRESS:  %016" PRIx64 " \n",
		    write ? "WRITE" : "READ", address);
}

/* Of the stops for what an address could not be. */
static void print_fault(struct kd_call *call)
{
	const struct target_info *info = target_info(call->target);
	const uint64_t *parameters = info->parameters;

	switch (info->bugcheck) {
	case IRQL_NOT_LESS_OR_EQUAL:
	case DRIVER_IRQL_NOT_LESS_OR_EQUAL:
		print_address(call->out, parameters[0], parameters[2] == 1);
		break;
	case PAGE_FAULT_IN_NONPAGED_AREA:
	case DRIVER_UNLOADED:
		print_address(call->out, parameters[0], parameters[1] == 1);
		text_printf(call->out, "\nMM_INTERNAL_CODE:  %" PRIx64 "\n",
			    parameters[3]);
		break;
	default:
		break;
	}
}

static void print_codes_of_record(struct kd_call *call)
{
	uint64_t parameters[2];
	uint32_t status;
	int count = exception_read(call->target,
				   exception_record(target_info(call->target)),
				   &status, parameters, 2);
	const char *words;

	if (count < 0)
		return;
	if (status == STATUS_ACCESS_VIOLATION && count == 2 &&
	    parameters[0] == EXECUTED)
		text_printf(call->out, "\nEXECUTE_ADDRESS: %" PRIx64 "\n",
			    parameters[1]);
	else if (status == STATUS_ACCESS_VIOLATION && count == 2)
		print_address(call->out, parameters[1], parameters[0] == 1);
	words = exception_message(status);
	text_printf(call->out,
		    "\nERROR_CODE: (NTSTATUS) 0x%" PRIx32
		    " - %s\n\nEXCEPTION_CODE_STR:  %" PRIx32 "\n",
		    status, words ? words : "<Unable to get error code text>",
		    status);
	for (int i = 0; i < count; i++)
		text_printf(call->out,
			    "\nEXCEPTION_PARAMETER%d:  %016" PRIx64 "\n", i + 1,
			    parameters[i]);
	text_printf(call->out, "\nEXCEPTION_STR:  0x%" PRIx32 "\n", status);
}

/* ---- the parts that all have ---- */

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
	if (analysis->context)
		text_printf(out, "\nSTACK_COMMAND:  .cxr 0x%" PRIx64 " ; kb\n",
			    analysis->context);
	else
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
	uint64_t trap = exception_trap(call, stack);

	print_banner(call->out);
	print_description(call->out, info->bugcheck, info->parameters);
	text_add_string(call->out, "\nDebugging Details:\n"
				   "------------------\n\n");
	keys_print(call->target, analysis, call->out);
	print_codes(call);
	if (info->bugcheck == KERNEL_SECURITY_CHECK_FAILURE)
		print_scope(call, trap, true);
	print_record(call);
	print_scope(call, analysis->context, false);
	print_fault(call);
	print_machine(call);
	print_codes_of_record(call);
	if (!analysis->context &&
	    info->bugcheck != KERNEL_SECURITY_CHECK_FAILURE)
		print_scope(call, trap, true);
	print_stack(call, stack);
	print_verdict(call, analysis);
}

/* Where a stop code has a CONTEXT, what counts is the stack from there. */
static void read_stack(struct kd_call *call, struct stack *stack,
		       struct analysis *analysis)
{
	struct target_context *context = target_context(call->target);
	struct target_context before = *context;
	uint64_t address = exception_context(target_info(call->target));

	if (exception_registers(call->target, address, false,
				&context->registers))
		analysis->context = address;
	if (stack_read(call, stack, NULL))
		stack->count = 0;
	*context = before;
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
	read_stack(call, &stack, &analysis);
	culprit_find(call, &stack, &analysis);
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
		  "frame of a driver below\n"
		  "the bug check, or the kernel's, without WinDbg's finer "
		  "rules. The Analysis.* numbers are "
		  "kdlab's own.\n",
	  .run = run_analyze },
};

const struct kd_family cmd_analyze_family = {
	.name = "analysis",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
