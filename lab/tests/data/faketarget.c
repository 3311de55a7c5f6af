#include "config.h"
#include "tests/data/faketarget.h"

#include "base/mem.h"
#include "tests/data/fakecode.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PAGE	     0x1000u
#define COUNT(array) (sizeof(array) / sizeof(*(array)))

struct page {
	uint64_t address;
	uint8_t bytes[PAGE];
};

struct target {
	struct target_info info;
	struct target_context context;
	struct dump_header header;
	struct target_module modules[2];
	struct page *pages;
	size_t page_count, page_capacity;
	const struct isf *isf;
	char symbols[64];
};

static const struct {
	const char *module, *name;
	uint32_t rva;
} symbols[] = {
	{ "nt", "ExpWorkerThread", 0x2c45b0 },
	{ "nt", "PspSystemThreadStartup", 0x307890 },
	{ "nt", "KeBugCheckEx", 0x3f5590 },
	{ "nt", "KiStartSystemThread", 0x406490 },
	{ "nt", "KiSystemServiceCopyEnd", 0x411210 },
	{ "nt", "IopLoadUnloadDriver", 0x77fe00 },
	{ "nt", "PsActiveProcessHead", 0xc1ebc0 },
	{ "nt", "PsLoadedModuleList", 0xc2a770 },
	{ "nt", "ObpRootDirectoryObject", 0xc251f0 },
	{ "nt", "NtBuildLab", 0xc4c0a0 },
	{ "nt", "HvlEnlightenments", 0xc4c100 },
	{ "nt", "HvlpFlags", 0xc4c108 },
	{ "nt", "HvlpRootFlags", 0xc4c110 },
	{ "nt", "HalpHvciEnabled", 0xc4c118 },
	{ "TestDriver", "ProcessNotifyCallback", 0x1000 },
	{ "TestDriver", "DriverEntry", 0x1100 },
	{ "TestDriver", "add", 0x1200 },
	{ "TestDriver", "GlobalProcessMutex", 0x3040 },
};

/* What lies in memory, eight bytes each; the rest of a page is zero. */
static const struct {
	uint64_t address, value;
} words[] = {
	/* the stack of the crash */
	{ 0xffffc80f44ab74e8, FAKE_NT + 0x456b56 },
	{ 0xffffc80f44ab74f0, 0x39 },
	{ 0xffffc80f44ab74f8, FAKE_NT + 0x77fe00 },
	{ 0xffffc80f44ab7500, FAKE_PACKET },
	{ 0xffffc80f44ab7508, FAKE_PACKET },
	{ 0xffffc80f44ab7588, FAKE_NT + 0x3078e5 },
	{ 0xffffc80f44ab7590, FAKE_THREAD },
	{ 0xffffc80f44ab7598, 0x80 },
	{ 0xffffc80f44ab75a0, FAKE_SYSTEM },
	{ 0xffffc80f44ab75a8, 0xfffffffffeccf0fc },
	{ 0xffffc80f44ab75d8, FAKE_NT + 0x4064b8 },
	{ 0xffffc80f44ab75e0, 0xffffc980d3756180 },
	{ 0xffffc80f44ab75e8, FAKE_THREAD },
	{ 0xffffc80f44ab75f0, FAKE_NT + 0x307890 },
	{ 0xffffc80f44ab75f8, 0xfeafdff6fe2c2c60 },
	{ 0xffffc80f44ab7610, 0xffffc80f44ab8000 },
	{ 0xffffc80f44ab7618, 0xffffc80f44ab1000 },
	/* where the load packet was */
	{ FAKE_PACKET + 0x18, FAKE_NT + 0x411235 },
	/* the mutex: type 2, not signalled, nobody waits */
	{ FAKE_MUTEX, 0x2 },
	{ FAKE_MUTEX + 8, FAKE_MUTEX + 8 },
	{ FAKE_MUTEX + 0x10, FAKE_MUTEX + 8 },
	{ FAKE_MUTEX + 0x18, FAKE_THREAD + 0x308 },
	{ FAKE_MUTEX + 0x20, FAKE_THREAD + 0x308 },
	{ FAKE_MUTEX + 0x28, FAKE_THREAD },
	{ FAKE_MUTEX + 0x30, 0x100 },
	/* texts beside it */
	{ FAKE_DRIVER + 0x3100, 0x6c6c6568206f }, /* "o hell" */
	{ FAKE_DRIVER + 0x3120, 0x006500700069 }, /* "ipe", UTF-16 */
	{ FAKE_DRIVER + 0x3140, 0x80006 },	  /* UNICODE_STRING */
	{ FAKE_DRIVER + 0x3148, FAKE_DRIVER + 0x3120 },
	{ FAKE_DRIVER + 0x3150, 0x1122334455667788 },
	{ FAKE_DRIVER + 0x3158, 0x8899aabbccddeeff },
	/* the worker */
	{ FAKE_THREAD, 0x280006 },
	{ FAKE_THREAD + 0x28, 0xffffc80f44ab7610 },
	{ FAKE_THREAD + 0x30, 0xffffc80f44ab1000 },
	{ FAKE_THREAD + 0x38, 0xffffc80f44ab8000 },
	{ FAKE_THREAD + 0x180, 0x0000000200000000 }, /* State 2 at 184 */
	{ FAKE_THREAD + 0x1e0, 0x0000ffff00000000 }, /* APCs: -1 */
	{ FAKE_THREAD + 0x220, FAKE_SYSTEM },
	{ FAKE_THREAD + 0x308, FAKE_MUTEX + 0x18 },
	{ FAKE_THREAD + 0x310, FAKE_MUTEX + 0x18 },
	{ FAKE_THREAD + 0x478, 4 },
	{ FAKE_THREAD + 0x480, 0x11c },
	{ FAKE_THREAD + 0x4e8, FAKE_SYSTEM + 0x5e0 },
	{ FAKE_THREAD + 0x4f0, FAKE_SYSTEM + 0x5e0 },
	/* its process */
	{ FAKE_SYSTEM, 3 },
	{ FAKE_SYSTEM + 0x28, 0x1aa000 },
	{ FAKE_SYSTEM + 0x440, 4 },
	{ FAKE_SYSTEM + 0x448, FAKE_NT + 0xc1ebc0 },
	{ FAKE_SYSTEM + 0x450, FAKE_NT + 0xc1ebc0 },
	{ FAKE_SYSTEM + 0x5a8, 0x6d6574737953 }, /* "System" */
	{ FAKE_SYSTEM + 0x5e0, FAKE_THREAD + 0x4e8 },
	{ FAKE_SYSTEM + 0x5e8, FAKE_THREAD + 0x4e8 },
	/* its driver object, \Driver\TestDrv, with a device and a filter */
	{ FAKE_NT + 0xc251f0, FAKE_OBJECTS },		/* root directory */
	{ FAKE_OBJECTS, FAKE_OBJECTS + 0x200 },		/* its first bucket */
	{ FAKE_OBJECTS + 0x208, FAKE_OBJECTS + 0x340 }, /* Driver */
	{ FAKE_OBJECTS + 0x2f8, 0x000c000c },
	{ FAKE_OBJECTS + 0x300, FAKE_OBJECTS + 0x500 },
	{ FAKE_OBJECTS + 0x328, 0x020000 },		/* InfoMask: a name */
	{ FAKE_OBJECTS + 0x348, FAKE_OBJECTS + 0x220 }, /* second bucket */
	{ FAKE_OBJECTS + 0x228, FAKE_OBJECTS + 0x640 }, /* TestDrv */
	{ FAKE_OBJECTS + 0x5d8, 0x000e000e },
	{ FAKE_OBJECTS + 0x5e0, FAKE_OBJECTS + 0x520 },
	{ FAKE_OBJECTS + 0x628, 0x030000 }, /* a creator and a name */
	{ FAKE_OBJECTS + 0x500, 0x0076006900720044 },
	{ FAKE_OBJECTS + 0x508, 0x00720065 },
	{ FAKE_OBJECTS + 0x520, 0x0074007300650054 },
	{ FAKE_OBJECTS + 0x528, 0x007600720044 },
	{ FAKE_OBJECTS + 0x640, 0x01500004 },
	{ FAKE_OBJECTS + 0x648, FAKE_OBJECTS + 0xa00 }, /* DeviceObject */
	{ FAKE_OBJECTS + 0x670, FAKE_OBJECTS + 0x7a0 }, /* DriverExtension */
	{ FAKE_OBJECTS + 0x678, 0x000e000e },		/* DriverName */
	{ FAKE_OBJECTS + 0x680, FAKE_OBJECTS + 0x520 },
	{ FAKE_OBJECTS + 0x690, FAKE_OBJECTS + 0x800 }, /* FastIoDispatch */
	{ FAKE_OBJECTS + 0x698, FAKE_DRIVER + 0x1100 },
	{ FAKE_OBJECTS + 0x6b0, FAKE_DRIVER + 0x1200 },
	{ FAKE_OBJECTS + 0x6c0, FAKE_DRIVER + 0x1210 },
	{ FAKE_OBJECTS + 0x7a8, FAKE_DRIVER + 0x1220 }, /* AddDevice */
	{ FAKE_OBJECTS + 0x800, 0x18 },
	{ FAKE_OBJECTS + 0x810, FAKE_DRIVER + 0x1230 }, /* FastIoRead */
	{ FAKE_OBJECTS + 0x818, FAKE_DRIVER + 0x1240 }, /* behind its size */
	{ FAKE_OBJECTS + 0xa00, 0x01500003 },
	{ FAKE_OBJECTS + 0xa08, FAKE_OBJECTS + 0x640 },
	{ FAKE_OBJECTS + 0xa18, FAKE_OBJECTS + 0xc00 }, /* AttachedDevice */
	{ FAKE_OBJECTS + 0xa40, FAKE_OBJECTS + 0xb50 }, /* DeviceExtension */
	{ FAKE_OBJECTS + 0xb38, FAKE_OBJECTS + 0xb60 },
	{ FAKE_OBJECTS + 0xc00, 0x01500003 },
	{ FAKE_OBJECTS + 0xc08, FAKE_OBJECTS + 0x640 },
	{ FAKE_OBJECTS + 0xd38, FAKE_OBJECTS + 0xd60 },
	{ FAKE_OBJECTS + 0xd90, FAKE_OBJECTS + 0xa00 }, /* AttachedTo */
	/* an exception record */
	{ FAKE_OBJECTS + 0xe00, 0xc0000005 },
	{ FAKE_OBJECTS + 0xe10, FAKE_DRIVER + 0x1108 },
	{ FAKE_OBJECTS + 0xe18, 2 },
	{ FAKE_OBJECTS + 0xe20, 1 },
	{ FAKE_OBJECTS + 0xe28, 0x1234 },
	{ FAKE_NT + 0xc4c100, 0x10fbe4 },
	{ FAKE_NT + 0xc4c108, 0xa10fc },
	{ FAKE_NT + 0xc1ebc0, FAKE_SYSTEM + 0x448 },
	{ FAKE_NT + 0xc1ebc8, FAKE_SYSTEM + 0x448 },
};

static struct page *find_page(struct target *target, uint64_t address)
{
	for (size_t i = 0; i < target->page_count; i++)
		if (target->pages[i].address == (address & ~0xfffull))
			return &target->pages[i];
	return NULL;
}

static void poke(struct target *target, uint64_t address, const void *bytes,
		 size_t size)
{
	for (size_t i = 0; i < size; i++) {
		struct page *page = find_page(target, address + i);

		if (!page) {
			target->pages =
				mem_grow(target->pages, &target->page_capacity,
					 target->page_count + 1, sizeof(*page));
			page = &target->pages[target->page_count++];
			memset(page, 0, sizeof(*page));
			page->address = (address + i) & ~0xfffull;
		}
		page->bytes[(address + i) & 0xfff] =
			((const uint8_t *)bytes)[i];
	}
}

static void set_modules(struct target *target, const struct isf *isf)
{
	struct target_module *nt = &target->modules[0], *driver = nt + 1;

	target->isf = isf;
	*nt = (struct target_module){ .name = "nt",
				      .image = "ntkrnlmp.exe",
				      .base = FAKE_NT,
				      .size = 0x1046000,
				      .checksum = 0xa5c6e3,
				      .stamp = 0x1e3e1b4c,
				      .has_pe = true,
				      .pe = { .entry = 0x98e010 },
				      .isf = target->isf,
				      .symbol_state = "(isf symbols)" };
	*driver = (struct target_module){
		.name = "TestDriver",
		.image = "\\??\\C:\\Users\\User\\source\\repos\\TestDriver\\x64"
			 "\\Release\\TestDriver.sys",
		.base = FAKE_DRIVER,
		.size = 0x7000,
		.checksum = 0x1b3a9,
		.stamp = 0x658f5a1e,
		.symbol_state = "(no symbols)"
	};
}

struct target *faketarget_new(const struct isf *isf)
{
	static const char lab[] = "19041.1.amd64fre.vb_release.191206-1406";
	static const uint8_t save_rcx[] = { 0x48, 0x89, 0x4c, 0x24, 0x08 };
	struct target *target = mem_calloc(1, sizeof(*target));
	struct target_registers *registers = &target->context.registers;

	for (size_t i = 0; i < COUNT(words); i++)
		poke(target, words[i].address, &words[i].value, 8);
	poke(target, FAKE_NT + 0xc4c0a0, lab, sizeof(lab));
	poke(target, FAKE_NT + 0x3f5590, save_rcx, sizeof(save_rcx));
	poke(target, FAKE_DRIVER + 0x1000, fake_code, sizeof(fake_code));
	set_modules(target, isf);
	target->header = (struct dump_header){
		.major = 15,
		.build = 19041,
		.machine = 0x8664,
		.processors = 4,
		.type = 5,
		.table_base = 0x1aa000,
		.loaded_modules = FAKE_NT + 0xc2a770,
		.active_processes = FAKE_NT + 0xc1ebc0,
		.bugcheck = 0x39,
		.parameters = { FAKE_NT + 0x77fe00, FAKE_PACKET, FAKE_PACKET },
		.time = 133483647707870000,
		.uptime = 24058710000,
		.product = 1,
		.suite = 0x110
	};
	target->info = (struct target_info){
		.header = &target->header,
		.build = 19041,
		.processors = 4,
		.kernel_base = FAKE_NT,
		.table_base = 0x1aa000,
		.current_cpu = 1,
		.bugcheck = 0x39,
		.parameters = { FAKE_NT + 0x77fe00, FAKE_PACKET, FAKE_PACKET }
	};
	target->context.cpu = 1;
	target->context.thread = FAKE_THREAD;
	target->context.process = FAKE_SYSTEM;
	*registers = (struct target_registers){ .eflags = 0x286,
						.cs = 0x10,
						.ss = 0x18,
						.ds = 0x2b,
						.es = 0x2b,
						.fs = 0x53,
						.gs = 0x2b };
	registers->frame.rip = FAKE_NT + 0x3f5590;
	for (unsigned i = 0; i < UNWIND_REGISTERS; i++)
		registers->frame.registers[i] = 0x1111111111111111u * i;
	registers->frame.registers[UNWIND_RAX] = 0x123456789abcdef0;
	registers->frame.registers[UNWIND_RCX] = 0x39;
	registers->frame.registers[UNWIND_RDX] = FAKE_NT + 0x77fe00;
	registers->frame.registers[UNWIND_RSP] = 0xffffc80f44ab74e8;
	registers->frame.registers[UNWIND_R8] = FAKE_PACKET;
	registers->frame.registers[UNWIND_R9] = FAKE_PACKET;
	return target;
}

void target_free(struct target *target)
{
	if (!target)
		return;
	free(target->pages);
	free(target);
}

const struct target_info *target_info(const struct target *target)
{
	return &target->info;
}

struct dump *target_dump(struct target *target)
{
	(void)target;
	return NULL;
}

const char *target_path(const struct target *target)
{
	(void)target;
	return "C:\\MEMORY.DMP";
}

const char *target_symbols(const struct target *target)
{
	return target->symbols;
}

void target_set_symbols(struct target *target, const char *folder)
{
	snprintf(target->symbols, sizeof(target->symbols), "%s",
		 folder ? folder : "");
}

enum err_code target_read(struct target *target, uint64_t address, void *ret,
			  size_t size, struct err *err)
{
	for (size_t i = 0; i < size; i++) {
		struct page *page = find_page(target, address + i);

		if (!page)
			return err_set(err, ERR_FAULT, address + i,
				       "no memory at %" PRIx64, address + i);
		((uint8_t *)ret)[i] = page->bytes[(address + i) & 0xfff];
	}
	return ERR_OK;
}

enum err_code target_read_u64(struct target *target, uint64_t address,
			      uint64_t *ret, struct err *err)
{
	return target_read(target, address, ret, 8, err);
}

/* Physical memory is the driver's image, from 0x100000. */
enum err_code target_read_physical(struct target *target, uint64_t address,
				   void *ret, size_t size, struct err *err)
{
	return target_read(target, FAKE_DRIVER + address - 0x100000, ret, size,
			   err);
}

enum err_code target_walk(struct target *target, uint64_t table_base,
			  uint64_t address, struct target_walk *ret,
			  struct err *err)
{
	(void)table_base;
	if (!find_page(target, address))
		return err_set(err, ERR_FAULT, address, "no tables");
	*ret = (struct target_walk){ .levels = 4,
				     .present = true,
				     .physical = 0x1000 | (address & 0xfff),
				     .page_size = PAGE };
	for (unsigned i = 0; i < 4; i++) {
		ret->entry_address[i] = 0x1aa000 + i * 0x1000;
		ret->entry[i] = 0x1ab063 + i * 0x1000;
	}
	return ERR_OK;
}

void target_set_table_base(struct target *target, uint64_t table_base)
{
	target->info.table_base = table_base ? table_base : 0x1aa000;
}

size_t target_module_count(struct target *target)
{
	return COUNT(target->modules);
}

struct target_module *target_module(struct target *target, size_t number)
{
	return &target->modules[number];
}

struct target_module *target_module_at(struct target *target, uint64_t address)
{
	for (size_t i = 0; i < COUNT(target->modules); i++)
		if (address - target->modules[i].base < target->modules[i].size)
			return &target->modules[i];
	return NULL;
}

struct target_module *target_module_find(struct target *target,
					 const char *name)
{
	for (size_t i = 0; i < COUNT(target->modules); i++)
		if (strcasecmp(name, target->modules[i].name) == 0)
			return &target->modules[i];
	return NULL;
}

size_t target_unloaded_count(struct target *target)
{
	(void)target;
	return 1;
}

const struct target_unloaded *target_unloaded(struct target *target,
					      size_t number)
{
	static const struct target_unloaded one = {
		.start = UINT64_C(0xfffff80409e00000),
		.end = UINT64_C(0xfffff80409e10000),
		.name = "dump_storport.sys"
	};

	(void)target;
	(void)number;
	return &one;
}

enum err_code target_symbol(struct target *target, const char *name,
			    uint64_t *ret, const struct isf_type **ret_type,
			    struct err *err)
{
	const char *bare = strchr(name, '!');
	size_t size = bare ? (size_t)(bare - name) : 0;

	bare = bare ? bare + 1 : name;
	for (size_t i = 0; i < COUNT(symbols); i++) {
		if (strcmp(symbols[i].name, bare) != 0 ||
		    (size && (strlen(symbols[i].module) != size ||
			      strncasecmp(symbols[i].module, name, size))))
			continue;
		*ret = target_module_find(target, symbols[i].module)->base +
		       symbols[i].rva;
		if (ret_type)
			*ret_type = NULL;
		return ERR_OK;
	}
	return err_set(err, ERR_NOT_FOUND, 0, "no symbol '%s'", name);
}

void target_name(struct target *target, uint64_t address, char *ret,
		 size_t size)
{
	const struct target_module *module = target_module_at(target, address);
	size_t best = COUNT(symbols);
	uint32_t rva;

	*ret = 0;
	if (!module)
		return;
	rva = (uint32_t)(address - module->base);
	for (size_t i = 0; i < COUNT(symbols); i++)
		if (strcmp(symbols[i].module, module->name) == 0 &&
		    symbols[i].rva <= rva &&
		    (best == COUNT(symbols) ||
		     symbols[i].rva > symbols[best].rva))
			best = i;
	/* the cold part of a function, far behind it */
	if (rva == 0x456b56)
		snprintf(ret, size, "nt!ExpWorkerThread+0x1925a6");
	else if (best == COUNT(symbols))
		snprintf(ret, size, "%s+0x%x", module->name, rva);
	else if (symbols[best].rva == rva)
		snprintf(ret, size, "%s!%s", module->name, symbols[best].name);
	else
		snprintf(ret, size, "%s!%s+0x%x", module->name,
			 symbols[best].name, rva - symbols[best].rva);
}

const struct isf_struct *target_struct(struct target *target, const char *name,
				       const struct isf **ret_isf)
{
	const char *bare = strchr(name, '!');

	if (!target->isf)
		return NULL;
	if (ret_isf)
		*ret_isf = target->isf;
	return isf_find_struct(target->isf, bare ? bare + 1 : name);
}

uint32_t target_offset(struct target *target, const char *type,
		       const char *field, uint32_t fallback)
{
	(void)target;
	(void)type;
	(void)field;
	return fallback;
}

enum err_code target_cpu_registers(struct target *target, unsigned cpu,
				   struct target_registers *ret,
				   struct err *err)
{
	if (cpu != 1)
		return err_set(err, ERR_NOT_FOUND, 0, "no registers");
	*ret = target->context.registers;
	return ERR_OK;
}

enum err_code target_cpu_thread(struct target *target, unsigned cpu,
				uint64_t *ret, struct err *err)
{
	(void)target;
	if (cpu != 1)
		return err_set(err, ERR_NOT_FOUND, 0, "no thread");
	*ret = FAKE_THREAD;
	return ERR_OK;
}

struct target_context *target_context(struct target *target)
{
	return &target->context;
}

enum err_code target_set_thread(struct target *target, uint64_t thread,
				struct err *err)
{
	if (thread && thread != FAKE_THREAD)
		return err_set(err, ERR_FAULT, thread, "no thread");
	target->context.changed = thread != 0;
	return ERR_OK;
}

enum err_code target_stack(struct target *target,
			   const struct target_registers *from,
			   struct target_frame **ret, size_t *ret_count,
			   const char **ret_why, struct err *err)
{
	static const struct {
		uint64_t stack, rip, ret;
	} rows[] = {
		{ 0xffffc80f44ab74e8, FAKE_NT + 0x3f5590, FAKE_NT + 0x456b56 },
		{ 0xffffc80f44ab74f0, FAKE_NT + 0x456b56, FAKE_NT + 0x3078e5 },
		{ 0xffffc80f44ab7590, FAKE_NT + 0x3078e5, FAKE_NT + 0x4064b8 },
		{ 0xffffc80f44ab75e0, FAKE_NT + 0x4064b8, 0 },
	};
	struct target_frame *frames = mem_calloc(COUNT(rows), sizeof(*frames));

	(void)target;
	(void)err;
	for (size_t i = 0; i < COUNT(rows); i++) {
		frames[i].stack = rows[i].stack;
		frames[i].rip = rows[i].rip;
		frames[i].ret = rows[i].ret;
		frames[i].return_slot = i + 1 < COUNT(rows)
						? rows[i + 1].stack - 8
						: 0xffffc80f44ab7608;
		frames[i].registers = *from;
		frames[i].registers.frame.rip = rows[i].rip;
		frames[i].registers.frame.registers[UNWIND_RSP] = rows[i].stack;
	}
	*ret = frames;
	*ret_count = COUNT(rows);
	*ret_why = "";
	return ERR_OK;
}

void target_each_name(const struct target_module *module,
		      target_visit_name *visit, void *context)
{
	(void)module;
	(void)visit;
	(void)context;
}

bool target_line(struct target *target, uint64_t address,
		 struct lines_place *ret)
{
	(void)target;
	(void)address;
	(void)ret;
	return false;
}
