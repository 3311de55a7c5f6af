/*
 * The machine and its crash: vertarget and its like, and the banner.
 */
#include "config.h"
#include "kd/private.h"

#include "base/mem.h"
#include "kd/code.h"
#include "kd/info.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define TAG_MOST (1u << 20) /* bytes of a block that .enumtag prints */

enum { DRIVER_IRQL_NOT_LESS_OR_EQUAL = 0xd1 };

static const char *const kind_lines[] = {
	[DUMP_FULL] = "Kernel Complete Dump File: Full address space is "
		      "available",
	[DUMP_BITMAP] = "Kernel Bitmap Dump File: Kernel address space is "
			"available, User address space may not be available.",
	[DUMP_RANGES] = "Kernel Bitmap Dump File: Active memory is available",
	[DUMP_TRIAGE] = "Mini Kernel Dump File: Only registers and stack "
			"trace are available",
	[DUMP_HEADER] = "Kernel Dump File: only its header is read",
};

static enum err_code run_vertarget(struct kd_call *call, struct err *err)
{
	(void)err;
	info_version(call->target, call->out);
	return ERR_OK;
}

static enum err_code run_time(struct kd_call *call, struct err *err)
{
	(void)err;
	info_session_time(call->target, call->out);
	info_uptime(call->target, call->out);
	return ERR_OK;
}

static enum err_code run_bugcheck(struct kd_call *call, struct err *err)
{
	const struct target_info *info = target_info(call->target);

	(void)err;
	text_printf(call->out, "Bugcheck code %08" PRIX32 "\nArguments",
		    info->bugcheck);
	for (unsigned i = 0; i < 4; i++) {
		text_add_char(call->out, ' ');
		kd_address(call->out, info->parameters[i]);
	}
	text_add_char(call->out, '\n');
	return ERR_OK;
}

/* Whether NotMyFault is why it stopped: its driver's code did. */
static bool is_forced(struct target *target)
{
	const struct target_info *info = target_info(target);
	const struct target_module *module =
		target_module_at(target, info->parameters[3]);

	return info->bugcheck == DRIVER_IRQL_NOT_LESS_OR_EQUAL && module &&
	       strcmp(module->name, "myfault") == 0;
}

static enum err_code run_di(struct kd_call *call, struct err *err)
{
	const struct target_info *info = target_info(call->target);
	struct info_firmware firmware;
	struct text *out = call->out;

	(void)err;
	text_add_string(out, "Computer Name:  Not Found\n");
	info_version(call->target, out);
	info_firmware(call->target, &firmware);
	if (*firmware.manufacturer)
		text_printf(out, "SystemManufacturer = %s\n",
			    firmware.manufacturer);
	if (*firmware.product)
		text_printf(out, "SystemProductName = %s\n", firmware.product);
	if (*firmware.processor)
		text_printf(out, "Processor: %s\n", firmware.processor);
	text_printf(out,
		    "Bugcheck: %" PRIX32 " (%" PRIX64 ", %" PRIX64 ", %" PRIX64
		    ", %" PRIX64 ")\n",
		    info->bugcheck, info->parameters[0], info->parameters[1],
		    info->parameters[2], info->parameters[3]);
	if (is_forced(call->target))
		text_add_string(out, "Bugcheck: This is a myfault.sys dump.\n");
	return ERR_OK;
}

/* ---- .enumtag ---- */

static void print_guid(struct text *out, const uint8_t guid[16])
{
	text_printf(out,
		    "{%02X%02X%02X%02X-%02X%02X-%02X%02X-%02X%02X-"
		    "%02X%02X%02X%02X%02X%02X}",
		    guid[3], guid[2], guid[1], guid[0], guid[5], guid[4],
		    guid[7], guid[6], guid[8], guid[9], guid[10], guid[11],
		    guid[12], guid[13], guid[14], guid[15]);
}

static enum err_code print_tag(struct kd_call *call, struct dump *dump,
			       const struct dump_tag *tag, struct err *err)
{
	uint8_t bytes[16];

	print_guid(call->out, tag->guid);
	text_printf(call->out, " - 0x%" PRIx32 " bytes\n", tag->size);
	for (size_t at = 0; at < tag->size && at < TAG_MOST; at += 16) {
		size_t size = tag->size - at < 16 ? tag->size - at : 16;
		enum err_code code =
			dump_read_tag(dump, tag, at, bytes, size, err);

		if (code)
			return code;
		print_hex_line(call->out, bytes, size);
		if (!kd_goes_on(call))
			break;
	}
	text_add_char(call->out, '\n');
	return ERR_OK;
}

static enum err_code run_enumtag(struct kd_call *call, struct err *err)
{
	struct dump *dump = target_dump(call->target);

	if (!dump || !dump_tag_count(dump))
		return err_set(err, ERR_NOT_FOUND, 0,
			       "No tagged data in this dump");
	for (size_t i = 0; i < dump_tag_count(dump); i++) {
		enum err_code code =
			print_tag(call, dump, dump_tag(dump, i), err);

		if (code || !kd_goes_on(call))
			return code;
	}
	return ERR_OK;
}

/* ---- the banner ---- */

static void add_file(struct target *target, struct text *out)
{
	struct dump *dump = target_dump(target);
	const char *path = target_path(target);

	if (!dump)
		return;
	text_add_string(out, "Loading Dump File [");
	text_add_visible(out, path, strlen(path));
	text_printf(out, "]\n%s\n", kind_lines[dump_kind(dump)]);
	if (dump_missing(dump))
		text_printf(out, "This dump is not whole: %s\n",
			    dump_missing(dump));
	if (dump_header(dump)->comment[0])
		text_printf(out, "Comment: '%s'\n", dump_header(dump)->comment);
	text_add_char(out, '\n');
}

void kd_banner(struct kd *kd, struct text *out)
{
	struct target *target = kd->config.target;
	const struct target_info *info = target_info(target);
	struct kd_call call = { .target = target, .kd = kd, .out = out };

	add_file(target, out);
	info_version(target, out);
	text_add_string(out, "Loading Kernel Symbols\n");
	print_dots(out, target_module_count(target));
	text_add_string(out, "Loading unloaded module list\n");
	print_dots(out, target_unloaded_count(target));
	if (info->bugcheck)
		text_add_string(out, "For analysis of this file, run "
				     "!analyze -v\n");
	if (kd->config.banner_code)
		code_here(&call, &target_context(target)->registers);
	else if (target_context(target)->registers.frame.rip)
		code_label(&call, target_context(target)->registers.frame.rip);
}

static const struct kd_command commands[] = {
	{ .names = "vertarget\0version\0",
	  .summary = "say what system the dump is of",
	  .usage = "",
	  .run = run_vertarget },
	{ .names = ".time\0",
	  .summary = "say when the dump was made, and how long the system ran",
	  .usage = "",
	  .help = "In this machine's time zone; TZ says another.\n",
	  .run = run_time },
	{ .names = ".bugcheck\0",
	  .summary = "show the stop code and its four arguments",
	  .usage = "",
	  .run = run_bugcheck },
	{ .names = "!mex.di\0!di\0!mex.dumpinfo\0",
	  .summary = "say what machine and crash the dump is of",
	  .usage = "",
	  .help = "The computer's name is not looked for: it would be in the "
		  "registry's memory.\n",
	  .needs = KD_NEEDS_MEX,
	  .run = run_di },
	{ .names = ".enumtag\0",
	  .summary = "show the tagged data behind the dump",
	  .usage = "",
	  .run = run_enumtag },
};

const struct kd_family cmd_info_family = {
	.name = "machine",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
