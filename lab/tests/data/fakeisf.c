#include "config.h"
#include "tests/data/fakeisf.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

struct isf {
	const struct isf_symbol *symbols;
	size_t count;
};

static const struct isf_symbol symbols[] = {
	{ "ExpWorkerThread", 0x2c45b0, NULL },
	{ "PspSystemThreadStartup", 0x307890, NULL },
	{ "KeBugCheckEx", 0x3f5590, NULL },
	{ "KiStartSystemThread", 0x406490, NULL },
	{ "KiSystemServiceCopyEnd", 0x411210, NULL },
	{ "IopLoadUnloadDriver", 0x77fe00, NULL },
	{ "PsActiveProcessHead", 0xc1ebc0, NULL },
	{ "PsLoadedModuleList", 0xc2a770, NULL },
	{ "NtBuildLab", 0xc4c0a0, NULL },
};

static const struct isf_type u8 = { .kind = ISF_CHAR, .name = "unsigned char" };
static const struct isf_type i16 = { .kind = ISF_INT, .name = "short" };
static const struct isf_type u16 = { .kind = ISF_INT,
				     .name = "unsigned short" };
static const struct isf_type i32 = { .kind = ISF_INT, .name = "long" };
static const struct isf_type u32 = { .kind = ISF_INT, .name = "unsigned long" };
static const struct isf_type u64 = { .kind = ISF_INT,
				     .name = "unsigned long long" };
static const struct isf_type nothing = { .kind = ISF_VOID, .name = "void" };
static const struct isf_type pvoid = { .kind = ISF_POINTER, .of = &nothing };
static const struct isf_type list = { .kind = ISF_STRUCT,
				      .name = "_LIST_ENTRY" };
static const struct isf_type plist = { .kind = ISF_POINTER, .of = &list };
static const struct isf_type header = { .kind = ISF_STRUCT,
					.name = "_DISPATCHER_HEADER" };
static const struct isf_type thread = { .kind = ISF_STRUCT,
					.name = "_KTHREAD" };
static const struct isf_type pthread = { .kind = ISF_POINTER, .of = &thread };
static const struct isf_type process = { .kind = ISF_STRUCT,
					 .name = "_KPROCESS" };
static const struct isf_type pprocess = { .kind = ISF_POINTER, .of = &process };
static const struct isf_type cid = { .kind = ISF_STRUCT, .name = "_CLIENT_ID" };
static const struct isf_type pu16 = { .kind = ISF_POINTER, .of = &u16 };
static const struct isf_type name15 = { .kind = ISF_ARRAY,
					.count = 15,
					.of = &u8 };
static const struct isf_type blocks = { .kind = ISF_ARRAY,
					.count = 2,
					.of = &list };
static const struct isf_type state = { .kind = ISF_ENUM,
				       .name = "_KTHREAD_STATE" };
static const struct isf_type bit0 = {
	.kind = ISF_BITFIELD, .bit = 0, .bits = 1, .of = &u8
};
static const struct isf_type bit1 = {
	.kind = ISF_BITFIELD, .bit = 1, .bits = 1, .of = &u8
};
static const struct isf_type bits17 = {
	.kind = ISF_BITFIELD, .bit = 1, .bits = 7, .of = &u8
};
static const struct isf_type bits26 = {
	.kind = ISF_BITFIELD, .bit = 2, .bits = 6, .of = &u8
};

static const struct isf_field list_fields[] = {
	{ "Flink", 0, &plist, false },
	{ "Blink", 8, &plist, false },
};
static const struct isf_field header_fields[] = {
	{ "Lock", 0, &i32, false },	     { "Type", 0, &u8, false },
	{ "DpcActive", 2, &u8, false },	     { "SignalState", 4, &i32, false },
	{ "WaitListHead", 8, &list, false },
};
static const struct isf_field mutant_fields[] = {
	{ "Header", 0, &header, false },
	{ "MutantListEntry", 0x18, &list, false },
	{ "OwnerThread", 0x28, &pthread, false },
	{ "MutantFlags", 0x30, &u8, false },
	{ "Abandoned", 0x30, &bit0, false },
	{ "Spare1", 0x30, &bits17, false },
	{ "Abandoned2", 0x30, &bit0, false },
	{ "AbEnabled", 0x30, &bit1, false },
	{ "Spare2", 0x30, &bits26, false },
	{ "ApcDisable", 0x31, &u8, false },
};
static const struct isf_field cid_fields[] = {
	{ "UniqueProcess", 0, &pvoid, false },
	{ "UniqueThread", 8, &pvoid, false },
};
static const struct isf_field unicode_fields[] = {
	{ "Length", 0, &u16, false },
	{ "MaximumLength", 2, &u16, false },
	{ "Buffer", 8, &pu16, false },
};
static const struct isf_field thread_fields[] = {
	{ "Header", 0, &header, false },
	{ "InitialStack", 0x28, &pvoid, false },
	{ "CycleTime", 0x48, &u64, false },
	{ "State", 0x184, &state, false },
	{ "KernelApcDisable", 0x1e4, &i16, false },
	{ "CombinedApcDisable", 0x1e4, &u32, false },
	{ "SpecialApcDisable", 0x1e6, &i16, false },
	{ "Process", 0x220, &pprocess, false },
	{ "MutantListHead", 0x308, &list, false },
};
static const struct isf_field ethread_fields[] = {
	{ "Tcb", 0, &thread, false },
	{ "Cid", 0x478, &cid, false },
	{ "ThreadListEntry", 0x4e8, &list, false },
};
static const struct isf_field process_fields[] = {
	{ "Header", 0, &header, false },
	{ "DirectoryTableBase", 0x28, &u64, false },
};
static const struct isf_field eprocess_fields[] = {
	{ "Pcb", 0, &process, false },
	{ "UniqueProcessId", 0x440, &pvoid, false },
	{ "ActiveProcessLinks", 0x448, &list, false },
	{ "ImageFileName", 0x5a8, &name15, false },
	{ "ThreadListHead", 0x5e0, &list, false },
};
static const struct isf_field apc_fields[] = {
	{ "ApcListHead", 0, &blocks, false },
	{ "Process", 0x20, &pprocess, false },
};

#define STRUCT(name, size, fields)                                             \
	{                                                                      \
		name, ISF_STRUCT, size, fields, COUNT(fields)                  \
	}
static const struct isf_struct structs[] = {
	STRUCT("_LIST_ENTRY", 0x10, list_fields),
	STRUCT("_DISPATCHER_HEADER", 0x18, header_fields),
	STRUCT("_KMUTANT", 0x38, mutant_fields),
	STRUCT("_CLIENT_ID", 0x10, cid_fields),
	STRUCT("_UNICODE_STRING", 0x10, unicode_fields),
	STRUCT("_KTHREAD", 0x430, thread_fields),
	STRUCT("_ETHREAD", 0x898, ethread_fields),
	STRUCT("_KPROCESS", 0x438, process_fields),
	STRUCT("_EPROCESS", 0xa40, eprocess_fields),
	STRUCT("_KAPC_STATE", 0x30, apc_fields),
};

static const struct isf_enum enums[] = {
	{ "_KTHREAD_STATE", 1,
	  (const struct isf_constant[]){ { "Initialized", 0 },
					 { "Ready", 1 },
					 { "Running", 2 },
					 { "Waiting", 5 } },
	  4 },
};

const struct isf *fakeisf(void)
{
	static const struct isf isf = { symbols, COUNT(symbols) };

	return &isf;
}

const struct isf_struct *isf_find_struct(const struct isf *isf,
					 const char *name)
{
	(void)isf;
	for (size_t i = 0; i < COUNT(structs); i++)
		if (strcmp(structs[i].name, name) == 0)
			return &structs[i];
	return NULL;
}

const struct isf_enum *isf_find_enum(const struct isf *isf, const char *name)
{
	(void)isf;
	for (size_t i = 0; i < COUNT(enums); i++)
		if (strcmp(enums[i].name, name) == 0)
			return &enums[i];
	return NULL;
}

const struct isf_field *isf_find_field(const struct isf *isf,
				       const struct isf_struct *in,
				       const char *name, uint32_t *ret_offset)
{
	(void)isf;
	for (size_t i = 0; i < in->field_count; i++) {
		if (strcmp(in->fields[i].name, name) != 0)
			continue;
		if (ret_offset)
			*ret_offset = in->fields[i].offset;
		return &in->fields[i];
	}
	return NULL;
}

const struct isf_base *isf_find_base(const struct isf *isf, const char *name)
{
	static const struct isf_base plain = { .is_signed = false },
				     with_sign = { .is_signed = true };

	(void)isf;
	return strncmp(name, "unsigned", 8) ? &with_sign : &plain;
}

uint32_t isf_size(const struct isf *isf, const struct isf_type *type)
{
	const struct isf_struct *found;

	switch (type->kind) {
	case ISF_POINTER:
		return 8;
	case ISF_ARRAY:
		return type->count * isf_size(isf, type->of);
	case ISF_BITFIELD:
		return isf_size(isf, type->of);
	case ISF_ENUM:
		return 1;
	case ISF_STRUCT:
		found = isf_find_struct(isf, type->name);
		return found ? found->size : 0;
	default:
		break;
	}
	return type == &u64		      ? 8
	       : type == &u32 || type == &i32 ? 4
	       : type == &u16 || type == &i16 ? 2
	       : type == &u8		      ? 1
					      : 0;
}

size_t isf_symbol_count(const struct isf *isf)
{
	return isf->count;
}

const struct isf_symbol *isf_symbol(const struct isf *isf, size_t number)
{
	return &isf->symbols[number];
}

size_t isf_struct_count(const struct isf *isf)
{
	(void)isf;
	return COUNT(structs);
}

const struct isf_struct *isf_struct(const struct isf *isf, size_t number)
{
	(void)isf;
	return &structs[number];
}
