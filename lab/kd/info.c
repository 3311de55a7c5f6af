#include "config.h"
#include "kd/info.h"

#include "kd/private.h"

#include <inttypes.h>
#include <string.h>

#define KDBG_BUILD_LAB 0x208

static uint64_t find_build_lab(struct target *target)
{
	const struct target_info *info = target_info(target);
	struct dump *dump = target_dump(target);
	uint64_t address;

	if (dump &&
	    dump_read_part(dump, DUMP_PART_DEBUGGER_DATA, KDBG_BUILD_LAB,
			   &address, sizeof(address), NULL, NULL) == ERR_OK)
		return address;
	if (info->header && info->header->debugger_data) {
		address = print_pointer(target, info->header->debugger_data +
							KDBG_BUILD_LAB);
		if (address)
			return address;
	}
	if (target_symbol(target, "nt!NtBuildLabEx", &address, NULL, NULL) ==
		    ERR_OK ||
	    target_symbol(target, "nt!NtBuildLab", &address, NULL, NULL) ==
		    ERR_OK)
		return address;
	return 0;
}

bool info_build_lab(struct target *target, char *ret, size_t size)
{
	uint64_t address = find_build_lab(target);

	return address && print_read_string(target, address, ret, size) && *ret;
}

static void add_suites(struct text *out, uint32_t suite)
{
	static const char *const names[] = {
		"SmallBusiness",  "Enterprise",	    "BackOffice",
		"Communications", "TerminalServer", "SmallBusinessRestricted",
		"EmbeddedNT",	  "DataCenter",	    "SingleUserTS",
		"Personal",	  "Blade"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (suite >> i & 1)
			text_printf(out, " %s", names[i]);
}

static const char *product_name(uint32_t product)
{
	return product == 1   ? "WinNt"
	       : product == 2 ? "LanManNt"
	       : product == 3 ? "Server"
			      : "<unknown>";
}

void info_session_time(struct target *target, struct text *out)
{
	const struct dump_header *header = target_info(target)->header;

	if (!header || (header->absent & DUMP_TIME))
		return;
	text_add_string(out, "Debug session time: ");
	print_filetime(out, header->time);
	text_add_char(out, '\n');
}

void info_uptime(struct target *target, struct text *out)
{
	const struct dump_header *header = target_info(target)->header;
	uint64_t ms, seconds;

	if (!header)
		return;
	if (header->absent & DUMP_UPTIME) {
		text_add_string(out, "System Uptime: not available\n");
		return;
	}
	ms = header->uptime / 10000;
	seconds = ms / 1000;
	text_printf(out,
		    "System Uptime: %" PRIu64 " days %" PRIu64 ":%02u:%02u"
		    ".%03u\n",
		    seconds / 86400, seconds / 3600 % 24,
		    (unsigned)(seconds / 60 % 60), (unsigned)(seconds % 60),
		    (unsigned)(ms % 1000));
}

void info_version(struct target *target, struct text *out)
{
	const struct target_info *info = target_info(target);
	const struct dump_header *header = info->header;
	char lab[128];

	text_printf(out, "Windows 10 Kernel Version %" PRIu32, info->build);
	if (info->processors > 1)
		text_printf(out, " MP (%" PRIu32 " procs)", info->processors);
	else
		text_add_string(out, " UP");
	text_printf(out, " %s %s\n",
		    header && header->major == 0xc ? "Checked" : "Free",
		    header && header->machine == 0xaa64 ? "ARM 64-bit (AArch64)"
							: "x64");
	if (header && !(header->absent & DUMP_PRODUCT)) {
		text_printf(out, "Product: %s", product_name(header->product));
		if (!(header->absent & DUMP_SUITE) && header->suite) {
			text_add_string(out, ", suite:");
			add_suites(out, header->suite);
		}
		text_add_char(out, '\n');
	}
	if (info_build_lab(target, lab, sizeof(lab)))
		text_printf(out, "Edition build lab: %s\n", lab);
	text_add_string(out, "Kernel base = 0x");
	kd_address(out, info->kernel_base);
	text_add_string(out, " PsLoadedModuleList = 0x");
	kd_address(out, header ? header->loaded_modules : 0);
	text_add_char(out, '\n');
	info_session_time(target, out);
	info_uptime(target, out);
}
