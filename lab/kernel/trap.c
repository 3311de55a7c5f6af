#include "config.h"
#include "kernel/trap.h"

#include "base/mem.h"
#include "formats/pe_write.h"
#include "kernel/families.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SPIN_COST = 4000, /* bytes of instructions: what a turn is */
	WORK_FREE = 2048, /* reads and writes of one call: it is small */
	WORK_COST = 16,	  /* in such bytes, of each more */
};

const struct nt_function *nt_function_at(size_t number)
{
	for (size_t i = 0; i < nt_family_count; i++) {
		if (number < nt_families[i]->count)
			return &nt_families[i]->functions[number];
		number -= nt_families[i]->count;
	}
	return NULL;
}

/* All rows by name: what every machine that is made looks up hundreds of. */
struct rows {
	const struct nt_function **list;
	size_t count;
};

static int by_name(const void *a, const void *b)
{
	const struct nt_function *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static const struct rows *sorted_rows(void)
{
	static struct rows rows; /* the same as long as the program runs */
	size_t count = 0;

	if (rows.list)
		return &rows;
	for (size_t i = 0; i < nt_family_count; i++)
		count += nt_families[i]->count;
	rows.list = mem_calloc(count, sizeof(const struct nt_function *));
	for (size_t i = 0; i < nt_family_count; i++) {
		for (size_t j = 0; j < nt_families[i]->count; j++)
			rows.list[rows.count++] = &nt_families[i]->functions[j];
	}
	qsort(rows.list, count, sizeof(*rows.list), by_name);
	return &rows;
}

/* Its place among them, or their number. */
static size_t row_number(const char *name)
{
	const struct rows *rows = sorted_rows();
	size_t low = 0, high = rows->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(name, rows->list[middle]->name);

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return rows->count;
}

const struct nt_function *nt_function_find(const char *name)
{
	const struct rows *rows = sorted_rows();
	size_t number = row_number(name);

	return number < rows->count ? rows->list[number] : NULL;
}

/* ---- the table of sites ---- */

static const struct pe_write_function *
function_named(const struct machine_code *code, const char *name)
{
	for (size_t i = 0; i < code->function_count; i++) {
		const struct pe_write_function *function = &code->functions[i];

		if (function->name && strcmp(function->name, name) == 0)
			return function;
	}
	return NULL;
}

/* Whose code is at an RVA; of a part, the whole. */
static const struct pe_write_function *owner(const struct machine_code *code,
					     uint32_t rva)
{
	for (size_t i = 0; i < code->function_count; i++) {
		const struct pe_write_function *function = &code->functions[i];

		if (rva >= function->begin && rva < function->end)
			return function->name
				       ? function
				       : function_named(code, function->of);
	}
	return NULL;
}

static int by_address(const void *a, const void *b)
{
	const struct trap_site *left = a, *right = b;

	return (left->address > right->address) -
	       (left->address < right->address);
}

static void add_site(struct kernel *kernel, uint32_t rva,
		     const struct pe_write_function *code, uint64_t callee,
		     bool call)
{
	if (!code)
		return;
	kernel->sites[kernel->site_count++] = (struct trap_site){
		.address = kernel->code->base + rva,
		.code = code,
		.function = nt_function_find(code->name),
		.site = call,
		.callee = callee,
	};
}

/* Calls get their numbers by their order within one function. */
static void number_sites(struct kernel *kernel)
{
	const struct machine_code *code = kernel->code;
	unsigned *calls = mem_calloc(code->function_count, sizeof(*calls));

	qsort(kernel->sites, kernel->site_count, sizeof(*kernel->sites),
	      by_address);
	for (size_t i = 0; i < kernel->site_count; i++) {
		struct trap_site *site = &kernel->sites[i];

		if (site->site > 0)
			site->site = ++calls[site->code - code->functions];
	}
	free(calls);
}

/* Each row has a function in the profile. */
static enum err_code check_rows(const struct kernel *kernel, struct err *err)
{
	const struct machine_code *code = kernel->code;
	const struct rows *rows = sorted_rows();
	bool *there = mem_calloc(rows->count + 1, sizeof(*there));
	enum err_code result = ERR_OK;

	for (size_t i = 0; i < code->function_count; i++) {
		if (code->functions[i].name)
			there[row_number(code->functions[i].name)] = true;
	}
	for (size_t i = 0; !result && i < rows->count; i++) {
		if (!there[i])
			result = err_set(err, ERR_FORMAT, 0,
					 "%s: the kernel's image has no "
					 "function '%s'",
					 kernel->profile, rows->list[i]->name);
	}
	free(there);
	return result;
}

enum err_code trap_init(struct kernel *kernel, struct err *err)
{
	const struct machine_code *code = kernel->code;

	kernel->sites = mem_calloc(code->function_count + code->call_count,
				   sizeof(*kernel->sites));
	kernel->site_count = 0;
	kernel->names = mem_calloc(TRAP_NAMES, sizeof(*kernel->names));
	for (size_t i = 0; i < code->function_count; i++) {
		if (code->functions[i].name &&
		    !code->functions[i].machine_frame)
			add_site(kernel, pe_write_trap(&code->functions[i]),
				 &code->functions[i], 0, false);
	}
	for (size_t i = 0; i < code->call_count; i++) {
		uint32_t to = code->calls[i].to;

		add_site(kernel, code->calls[i].from,
			 owner(code, code->calls[i].from - 1),
			 to ? code->base + to : 0, true);
	}
	number_sites(kernel);
	return check_rows(kernel, err);
}

static const struct trap_site *site_at(const struct kernel *kernel,
				       uint64_t address)
{
	struct trap_site key = { .address = address };

	return bsearch(&key, kernel->sites, kernel->site_count, sizeof(key),
		       by_address);
}

static const struct trap_site *site_of(const struct kernel *kernel,
				       const struct pe_write_function *code,
				       unsigned number)
{
	size_t low = 0, high = kernel->site_count;

	/* most have all of theirs together, where they begin */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (kernel->sites[middle].address <
		    kernel->code->base + code->begin)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < kernel->site_count && kernel->sites[low].code == code;
	     low++) {
		if (kernel->sites[low].site == number)
			return &kernel->sites[low];
	}
	for (size_t i = 0; i < kernel->site_count; i++) {
		if (kernel->sites[i].code == code &&
		    kernel->sites[i].site == number)
			return &kernel->sites[i];
	}
	return NULL;
}

const struct trap_site *trap_site_of(const struct kernel *kernel,
				     const char *name, unsigned number)
{
	const struct pe_write_function *code =
		function_named(kernel->code, name);

	return code ? site_of(kernel, code, number) : NULL;
}

/* A name's place among those that were asked for; another's may be there. */
static struct trap_name *name_place(const struct kernel *kernel,
				    const char *name)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (const char *at = name; *at; at++)
		hash = (hash ^ (uint8_t)*at) * 16777619u;
	return &kernel->names[hash % TRAP_NAMES];
}

uint64_t nt_address(const struct kernel *kernel, const char *name)
{
	struct trap_name *place = name_place(kernel, name);
	char full[TRAP_NAME_SIZE + 4];
	uint64_t address;

	if (strcmp(place->name, name) == 0)
		return place->address;
	snprintf(full, sizeof(full), "nt!%s", name);
	if (machine_lookup(kernel->machine, full, &address)) {
		snprintf(place->name, sizeof(place->name), "%s", name);
		place->address = address;
		return address;
	}
	/* trap_init has seen every row; this is a slip of ours */
	fprintf(stderr, "kdlab: the kernel's image has no '%s'\n", name);
	abort();
}

/* ---- running one ---- */

/* A function without a row passes on: it makes its first call, and returns
 * what that returned. */
static void pass_on(struct trap *trap, const struct trap_site *site)
{
	const struct trap_site *first =
		site_of(trap->kernel, site->code, site->site + 1);

	if (site->site == 0 && first && first->callee)
		trap_call(trap, 1, 0, 0, NULL);
	else
		trap_return(trap, trap->registers[ENGINE_RAX]);
}

/* What takes long here uses up the budget of who asked, so that nobody can have
 * it done for nothing over and over. To the guest it takes no time. */
static void charge(struct kernel *kernel, uint64_t work)
{
	if (work > WORK_FREE)
		kernel->executed += (work - WORK_FREE) * WORK_COST;
}

bool trap_run(struct kernel *kernel, uint64_t address)
{
	const struct trap_site *site = site_at(kernel, address);
	struct trap trap = { .kernel = kernel,
			     .thread = thread_current(kernel) };
	uint64_t before = kernel->memory.work;
	struct memory_fault fault;

	if (!site)
		return false;
	trap.function = site->function;
	trap.site = site->site;
	trap.code = site->code;
	engine_get(kernel->engine, trap.registers);
	kernel->memory.fault.set = false;
	if (site->function)
		site->function->run(&trap);
	else
		pass_on(&trap, site);
	charge(kernel, kernel->memory.work - before);
	fault = kernel->memory.fault;
	kernel->memory.fault.set = false;
	if (fault.set && !kernel->stopped)
		fault_in_function(kernel, address, &fault);
	else if (!trap.decided)
		trap_return(&trap, trap.registers[ENGINE_RAX]);
	return true;
}

uint64_t trap_argument(struct trap *trap, unsigned n)
{
	static const uint8_t registers[4] = { ENGINE_RCX, ENGINE_RDX, ENGINE_R8,
					      ENGINE_R9 };

	if (n < 4)
		return trap->registers[registers[n]];
	return get64(trap->kernel, trap->registers[ENGINE_RSP] +
					   pe_write_frame(trap->code) + 8 +
					   8 * (uint64_t)n);
}

uint64_t trap_result(const struct trap *trap)
{
	return trap->registers[ENGINE_RAX];
}

void trap_return(struct trap *trap, uint64_t value)
{
	struct engine *engine = trap->kernel->engine;

	engine_set(engine, ENGINE_RAX, value);
	engine_set(engine, ENGINE_RIP,
		   trap->kernel->code->base + pe_write_trap(trap->code) + 1);
	trap->decided = true;
}

void trap_spin(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;

	engine_set(kernel->engine, ENGINE_RIP, trap->registers[ENGINE_RIP] - 1);
	kernel->executed += SPIN_COST;
	kernel->bytes += SPIN_COST;
	kernel->pass = true;
	trap->decided = true;
}

void trap_go(struct trap *trap, uint64_t rip, uint64_t rsp)
{
	engine_set(trap->kernel->engine, ENGINE_RIP, rip);
	engine_set(trap->kernel->engine, ENGINE_RSP, rsp);
	trap->decided = true;
}

void trap_call(struct trap *trap, unsigned number, uint64_t target,
	       unsigned count, const uint64_t *arguments)
{
	static const uint8_t registers[4] = { ENGINE_RCX, ENGINE_RDX, ENGINE_R8,
					      ENGINE_R9 };
	struct kernel *kernel = trap->kernel;
	const struct trap_site *site = site_of(kernel, trap->code, number);

	if (!site) {
		fprintf(stderr, "kdlab: '%s' has no call number %u\n",
			trap->code->name, number);
		abort();
	}
	for (unsigned i = 0; i < count; i++) {
		if (i < 4)
			engine_set(kernel->engine, registers[i], arguments[i]);
		else
			put64(kernel,
			      trap->registers[ENGINE_RSP] + 8 * (uint64_t)i,
			      arguments[i]);
	}
	if (!site->callee)
		engine_set(kernel->engine, ENGINE_RAX, target);
	engine_set(kernel->engine, ENGINE_RIP,
		   site->address - (site->callee ? 5 : 2));
	trap->decided = true;
}

uint64_t trap_local(const struct trap *trap, unsigned number)
{
	return trap->registers[trap->code->pushes[number]];
}

void trap_set_local(struct trap *trap, unsigned number, uint64_t value)
{
	trap->registers[trap->code->pushes[number]] = value;
	engine_set(trap->kernel->engine, trap->code->pushes[number], value);
}

uint64_t trap_frame(const struct trap *trap)
{
	return trap->registers[ENGINE_RSP] + 0x30;
}

/* A function that has a call of KeBugCheckEx makes it; in another the return
 * address is where it stopped. */
void trap_bugcheck(struct trap *trap, uint32_t code, uint64_t one, uint64_t two,
		   uint64_t three, uint64_t four)
{
	struct kernel *kernel = trap->kernel;
	uint64_t target = nt_address(kernel, "KeBugCheckEx");
	uint64_t rsp = trap->registers[ENGINE_RSP];
	unsigned number = 1;

	for (const struct trap_site *site;
	     (site = site_of(kernel, trap->code, number)) != NULL; number++) {
		if (site->callee != target)
			continue;
		TRAP_CALL(trap, number, 0, code, one, two, three, four);
		return;
	}
	engine_set(kernel->engine, ENGINE_RCX, code);
	engine_set(kernel->engine, ENGINE_RDX, one);
	engine_set(kernel->engine, ENGINE_R8, two);
	engine_set(kernel->engine, ENGINE_R9, three);
	put64(kernel, rsp + 0x20, four);
	put64(kernel, rsp - 8, trap->registers[ENGINE_RIP]);
	trap_go(trap, target, rsp - 8);
}

/* ---- fields ---- */

const struct nt_place *nt_place_of(const char *type, const char *path,
				   struct nt_place *kept)
{
	if (!kept->type && !nt19041_place(type, path, kept)) {
		fprintf(stderr, "kdlab: no field '%s' in '%s'\n", path, type);
		abort();
	}
	return kept;
}

uint64_t nt_get(struct kernel *kernel, uint64_t base,
		const struct nt_place *place)
{
	uint32_t size = nt19041_size(place->type);
	uint64_t value =
		memory_get(&kernel->memory, base + place->offset, size);

	if (place->bits == 0)
		return value;
	return value >> place->bit & ((1ull << place->bits) - 1);
}

void nt_put(struct kernel *kernel, uint64_t base, const struct nt_place *place,
	    uint64_t value)
{
	uint32_t size = nt19041_size(place->type);
	uint64_t at = base + place->offset, mask;

	if (place->bits > 0) {
		mask = ((1ull << place->bits) - 1) << place->bit;
		value = (memory_get(&kernel->memory, at, size) & ~mask) |
			(value << place->bit & mask);
	}
	memory_put(&kernel->memory, at, value, size);
}

void list_init(struct kernel *kernel, uint64_t head)
{
	put64(kernel, head, head);
	put64(kernel, head + 8, head);
}

bool list_is_empty(struct kernel *kernel, uint64_t head)
{
	return get64(kernel, head) == head;
}

/*
 * As the Windows Driver Kit's wdm.h does it: a neighbour that does not name
 * the entry stops the machine. [inferred] that each of the kernel's own
 * functions that takes an entry in or out looks so.
 */
static bool check_link(struct kernel *kernel, uint64_t named, uint64_t entry)
{
	enum { FAST_FAIL_CORRUPT_LIST_ENTRY = 3 };

	if (named == entry)
		return true;
	memory_fast_fail(&kernel->memory, FAST_FAIL_CORRUPT_LIST_ENTRY);
	return false;
}

void list_insert_tail(struct kernel *kernel, uint64_t head, uint64_t entry)
{
	uint64_t last = get64(kernel, head + 8);

	if (!check_link(kernel, get64(kernel, last), head))
		return;
	put64(kernel, entry, head);
	put64(kernel, entry + 8, last);
	put64(kernel, last, entry);
	put64(kernel, head + 8, entry);
}

void list_remove(struct kernel *kernel, uint64_t entry)
{
	uint64_t next = get64(kernel, entry), last = get64(kernel, entry + 8);

	if (!check_link(kernel, get64(kernel, next + 8), entry) ||
	    !check_link(kernel, get64(kernel, last), entry))
		return;
	put64(kernel, last, next);
	put64(kernel, next + 8, last);
}
