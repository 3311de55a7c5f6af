#include "config.h"
#include "kd/keys.h"

#include "kd/info.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <time.h>

#include <md5.h>

uint64_t keys_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void add_key(struct text *out, const char *key, const char *value)
{
	text_printf(out, "    Key  : %s\n    Value: %s\n\n", key, value);
}

static void add_number(struct text *out, const char *key, uint64_t value)
{
	text_printf(out, "    Key  : %s\n    Value: %" PRIu64 "\n\n", key,
		    value);
}

static void add_hex(struct text *out, const char *key, const char *prefix,
		    uint64_t value)
{
	text_printf(out, "    Key  : %s\n    Value: %s%" PRIx64 "\n\n", key,
		    prefix, value);
}

/* ---- Analysis.*: this run's own ---- */

static void add_analysis(struct text *out, const struct analysis *analysis)
{
	struct rusage usage = { 0 };
	uint64_t cpu;

	getrusage(RUSAGE_SELF, &usage);
	cpu = (uint64_t)usage.ru_utime.tv_sec * 1000 +
	      (uint64_t)usage.ru_utime.tv_usec / 1000;
	add_number(out, "Analysis.CPU.mSec", cpu);
	add_number(out, "Analysis.Elapsed.mSec",
		   keys_clock() - analysis->started);
	add_number(out, "Analysis.IO.Other.Mb", 0);
	add_number(out, "Analysis.IO.Read.Mb",
		   (uint64_t)usage.ru_inblock / 2048);
	add_number(out, "Analysis.IO.Write.Mb",
		   (uint64_t)usage.ru_oublock / 2048);
	add_number(out, "Analysis.Init.CPU.mSec", cpu);
	add_number(out, "Analysis.Init.Elapsed.mSec",
		   keys_clock() - analysis->started);
	add_number(out, "Analysis.Memory.CommitPeak.Mb",
		   (uint64_t)usage.ru_maxrss / 1024);
}

/* ---- Hypervisor.*: globals of nt ---- */

/*
 * Which bit has which name is not documented. One dump is known, with flags
 * 0xa10fc, and its nine names that are 1; so a name is told only where that
 * knowledge settles it.
 */
struct flag {
	const char *name;
	bool set; /* in that dump */
};
#define KNOWN_FLAGS UINT32_C(0xa10fc)

static const struct flag flags[] = {
	{ "AnyHypervisorPresent", true },
	{ "ApicEnlightened", false },
	{ "ApicVirtualizationAvailable", false },
	{ "AsyncMemoryHint", false },
	{ "CoreSchedulerRequested", false },
	{ "CpuManager", false },
	{ "DeprecateAutoEoi", true },
	{ "DynamicCpuDisabled", true },
	{ "Epf", false },
	{ "ExtendedProcessorMasks", true },
	{ "HardwareMbecAvailable", true },
	{ "MaxBankNumber", false },
	{ "MemoryZeroingControl", false },
	{ "NoExtendedRangeFlush", false },
	{ "NoNonArchCoreSharing", false },
	{ "Phase0InitDone", true },
	{ "PowerSchedulerQos", false },
	{ "RootScheduler", false },
	{ "SynicAvailable", true },
	{ "UseQpcBias", false },
	{ "Value", true },
	{ "ValueHex", true },
	{ "VpAssistPage", true },
	{ "VsmAvailable", true },
};
static const struct flag root_flags[] = {
	{ "AccessStats", false },
	{ "CrashdumpEnlightened", false },
	{ "CreateVirtualProcessor", false },
	{ "DisableHyperthreading", false },
	{ "HostTimelineSync", false },
	{ "HypervisorDebuggingEnabled", false },
	{ "IsHyperV", false },
	{ "LivedumpEnlightened", false },
	{ "MapDeviceInterrupt", false },
	{ "MceEnlightened", false },
	{ "Nested", false },
	{ "StartLogicalProcessor", false },
	{ "Value", true },
	{ "ValueHex", true },
};

static bool read_global(struct target *target, const char *name, unsigned size,
			uint32_t *ret)
{
	uint8_t bytes[4] = { 0 };
	uint64_t address;

	if (target_symbol(target, name, &address, NULL, NULL) ||
	    target_read(target, address, bytes, size, NULL))
		return false;
	*ret = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
	return true;
}

static void add_flag(struct text *out, const char *key, const struct flag *flag,
		     uint32_t value, uint32_t known)
{
	uint32_t mask = flag->set ? known : ~known;

	if (strcmp(flag->name, "Value") == 0)
		add_number(out, key, value);
	else if (strcmp(flag->name, "ValueHex") == 0)
		add_hex(out, key, "", value);
	else if ((value & mask) == 0)
		add_number(out, key, 0);
	else if ((value & mask) == mask)
		add_number(out, key, 1);
}

static void add_flags(struct text *out, const char *group,
		      const struct flag *list, size_t count, uint32_t value,
		      uint32_t known)
{
	char key[96];

	for (size_t i = 0; i < count; i++) {
		snprintf(key, sizeof(key), "Hypervisor.%s.%s", group,
			 list[i].name);
		add_flag(out, key, &list[i], value, known);
	}
}

static void add_hypervisor(struct target *target, struct text *out)
{
	uint32_t value;

	if (read_global(target, "nt!HvlEnlightenments", 4, &value)) {
		add_number(out, "Hypervisor.Enlightenments.Value", value);
		add_hex(out, "Hypervisor.Enlightenments.ValueHex", "", value);
	}
	if (read_global(target, "nt!HvlpFlags", 4, &value))
		add_flags(out, "Flags", flags, sizeof(flags) / sizeof(*flags),
			  value, KNOWN_FLAGS);
	if (read_global(target, "nt!HvlpRootFlags", 4, &value))
		add_flags(out, "RootFlags", root_flags,
			  sizeof(root_flags) / sizeof(*root_flags), value, 0);
	if (read_global(target, "nt!HalpHvciEnabled", 1, &value))
		add_number(out, "SecureKernel.HalpHvciEnabled", value);
}

bool keys_split_lab(const char *lab, char *ret_version, size_t version_size,
		    char *ret_branch, size_t branch_size)
{
	unsigned build, revision;
	char flavour[32], branch[64];

	if (sscanf(lab, "%5u.%9u.%31[^.].%63[^.]", &build, &revision, flavour,
		   branch) != 4)
		return false;
	snprintf(ret_version, version_size, "10.0.%u.%u", build, revision);
	snprintf(ret_branch, branch_size, "%s", branch);
	return true;
}

void keys_print(struct target *target, const struct analysis *analysis,
		struct text *out)
{
	uint32_t code = target_info(target)->bugcheck;
	char lab[128], version[32], branch[64];

	text_add_string(out, "\nKEY_VALUES_STRING: 1\n\n");
	add_analysis(out, analysis);
	add_hex(out, "Bugcheck.Code.KiBugCheckData", "0x", code);
	add_hex(out, "Bugcheck.Code.LegacyAPI", "0x", code);
	if (*analysis->bucket) {
		add_key(out, "Failure.Bucket", analysis->bucket);
		add_key(out, "Failure.Hash", analysis->hash);
	}
	add_hypervisor(target, out);
	if (info_build_lab(target, lab, sizeof(lab)) &&
	    keys_split_lab(lab, version, sizeof(version), branch,
			   sizeof(branch))) {
		add_key(out, "WER.OS.Branch", branch);
		add_key(out, "WER.OS.Version", version);
	}
}

/* ---- black boxes ---- */

void keys_black_boxes(struct target *target, struct text *out)
{
	static const struct {
		uint8_t guid[16];
		const char *line;
	} boxes[] = {
		{ { 0xdf, 0x08, 0x73, 0xf5, 0x45, 0xcc, 0x01, 0x4e, 0xad, 0x76,
		    0x29, 0xa4, 0xeb, 0xb0, 0x10, 0xec },
		  "\nBLACKBOXBSD: 1 (!blackboxbsd)\n\n" },
		{ { 0xc4, 0xe9, 0xaf, 0x00, 0x0d, 0x94, 0x13, 0x42, 0x80, 0x16,
		    0xcd, 0x37, 0x19, 0xb5, 0xbc, 0x20 },
		  "\nBLACKBOXNTFS: 1 (!blackboxntfs)\n\n" },
		{ { 0x41, 0x19, 0x63, 0xb7, 0x2a, 0x53, 0xd6, 0x4c, 0xb1, 0xb1,
		    0xed, 0xb5, 0x91, 0x7d, 0x45, 0x57 },
		  "\nBLACKBOXPNP: 1 (!blackboxpnp)\n\n" },
		{ { 0xcf, 0x79, 0xcc, 0x80, 0x19, 0xa7, 0xf1, 0x4a, 0xbf, 0x97,
		    0xfe, 0x29, 0xff, 0x76, 0xeb, 0xc1 },
		  "\nBLACKBOXWINLOGON: 1\n" },
	};
	struct dump *dump = target_dump(target);

	for (size_t i = 0; dump && i < sizeof(boxes) / sizeof(*boxes); i++)
		if (dump_find_tag(dump, boxes[i].guid))
			text_add_string(out, boxes[i].line);
}

void keys_hash(const char *bucket, char *ret, size_t size)
{
	uint8_t digest[MD5_DIGEST_LENGTH], wide[2] = { 0 };
	const char *parts[] = { "km:", bucket };
	MD5_CTX md5;

	MD5Init(&md5);
	for (size_t i = 0; i < 2; i++) {
		for (const char *at = parts[i]; *at; at++) {
			wide[0] = (uint8_t)tolower((unsigned char)*at);
			MD5Update(&md5, wide, sizeof(wide));
		}
	}
	MD5Final(digest, &md5);
	snprintf(ret, size,
		 "{%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
		 "%02x%02x%02x%02x%02x%02x}",
		 digest[3], digest[2], digest[1], digest[0], digest[5],
		 digest[4], digest[7], digest[6], digest[8], digest[9],
		 digest[10], digest[11], digest[12], digest[13], digest[14],
		 digest[15]);
}
