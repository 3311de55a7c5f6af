#include "config.h"
#include "kernel/ex_work.h"
#include "kernel/load.h"
#include "kernel/io.h"
#include "kernel/ps.h"
#include "kernel/trap.h"

#include "base/limits.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A machine from a profile: its memory as the profile has it, then what the
 * section `kernel` names: processors, processes, threads. dumps/machines/
 * README.md tells the keys.
 */

#define REBOOT_TIME 600000000u /* a minute */

enum {
	POOL_STEP = 0x10000,
	UNLOADED_BYTES = 50 * 0x28,
	DPC_STACK_SIZE = 0x6000, /* KERNEL_STACK_SIZE */
};

struct reader {
	struct kernel *kernel;
	const struct yaml_node *top;
	struct err *err;
	enum err_code code;
};

static void bad(struct reader *reader, const struct yaml_node *node,
		const char *what, const char *key)
{
	if (!reader->code)
		reader->code =
			err_set(reader->err, ERR_FORMAT, node ? node->line : 0,
				"%s:%u:%u: %s '%s'", reader->kernel->profile,
				node ? node->line : 0, node ? node->column : 0,
				what, key);
}

static uint64_t number_or(struct reader *reader, const struct yaml_node *map,
			  const char *key, uint64_t otherwise)
{
	const struct yaml_node *node =
		map && map->kind == YAML_MAP ? yaml_find(map, key) : NULL;

	if (node &&
	    !machine_evaluate(reader->kernel->machine, node, &otherwise))
		bad(reader, node, "no value:", key);
	return otherwise;
}

static uint64_t number(struct reader *reader, const struct yaml_node *map,
		       const char *key)
{
	if (map && map->kind == YAML_MAP && yaml_find(map, key))
		return number_or(reader, map, key, 0);
	bad(reader, map, "needs", key);
	return 0;
}

static const char *text_or(struct reader *reader, const struct yaml_node *map,
			   const char *key, const char *otherwise)
{
	const struct yaml_node *node =
		map && map->kind == YAML_MAP ? yaml_find(map, key) : NULL;

	if (!node)
		return otherwise;
	if (node->kind == YAML_SCALAR)
		return node->text;
	bad(reader, node, "should be a text:", key);
	return otherwise;
}

static const struct yaml_node *members(const struct yaml_node *map,
				       const char *key)
{
	const struct yaml_node *node =
		map && map->kind == YAML_MAP ? yaml_find(map, key) : NULL;

	return node && node->kind == YAML_LIST ? node->first : NULL;
}

/* ---- memory ---- */

/* Pages that lie together and are of one kind make a region. */
static void map_image(struct reader *reader)
{
	struct kernel *kernel = reader->kernel;
	const struct image *image = machine_image(kernel->machine);

	for (size_t i = 0, end; i < image->count; i = end) {
		const struct image_page *page = image->pages[i];
		size_t size;

		for (end = i + 1; end < image->count; end++) {
			if (image->pages[end]->address !=
				    page->address + (end - i) * IMAGE_PAGE ||
			    image->pages[end]->flags != page->flags)
				break;
		}
		size = (end - i) * IMAGE_PAGE;
		if (!memory_map(&kernel->memory, page->address, size,
				ENGINE_READ |
					(page->flags & IMAGE_WRITE
						 ? ENGINE_WRITE
						 : 0u) |
					(page->flags & IMAGE_EXECUTE
						 ? ENGINE_EXECUTE
						 : 0u),
				"profile")) {
			bad(reader, reader->top, "no room for its memory", "");
			return;
		}
		for (size_t j = i; j < end; j++)
			memory_poke(&kernel->memory, image->pages[j]->address,
				    image->pages[j]->bytes, IMAGE_PAGE);
	}
}

uint64_t kernel_alloc(struct kernel *kernel, size_t size)
{
	uint64_t at = (kernel->next_object + 15) & ~15ull;

	while (kernel->mapped_object < at + size) {
		if (!memory_map(&kernel->memory, kernel->mapped_object,
				POOL_STEP, ENGINE_READ | ENGINE_WRITE,
				"objects"))
			mem_panic();
		kernel->mapped_object += POOL_STEP;
	}
	kernel->next_object = at + size;
	return at;
}

/* ---- processors, processes, threads ---- */

static void read_processor(struct reader *reader, const struct yaml_node *map)
{
	struct kernel *kernel = reader->kernel;
	struct cpu *cpu = &kernel->cpus[kernel->cpu_count];

	if (kernel->cpu_count == CPUS_MOST) {
		bad(reader, map, "more processors than kdlab has:", "");
		return;
	}
	cpu->number = kernel->cpu_count++;
	cpu->pcr = number(reader, map, "pcr");
	cpu->prcb = cpu->pcr + NT_OFFSET("_KPCR", "Prcb");
	cpu->context = number(reader, map, "context");
	cpu->fault_stack = number(reader, map, "fault_stack");
	cpu->dpc_stack = number(reader, map, "dpc_stack");
	if (reader->code)
		return;
	if (!memory_map(&kernel->memory, cpu->fault_stack - MEMORY_PAGE,
			MEMORY_PAGE, ENGINE_READ | ENGINE_WRITE, "stack") ||
	    !memory_map(&kernel->memory, cpu->dpc_stack - DPC_STACK_SIZE,
			DPC_STACK_SIZE, ENGINE_READ | ENGINE_WRITE, "stack"))
		bad(reader, map, "no room for", "fault_stack and dpc_stack");
	NT_PUT(kernel, cpu->prcb, "_KPRCB", "DpcStack", cpu->dpc_stack);
}

static void run_user(struct kernel *kernel, struct thread *thread)
{
	kernel_borrow(kernel);
	user_continue(kernel, thread, 0);
	kernel_give_back(kernel, thread);
	thread_ready(kernel, thread);
}

static void read_thread(struct reader *reader, const struct yaml_node *map,
			struct process *process)
{
	struct kernel *kernel = reader->kernel;
	uint64_t at = number(reader, map, "at");
	uint64_t base = number(reader, map, "base");
	const char *idle = text_or(reader, map, "waits_in", "");
	uint64_t start = number(reader, map, "start");
	struct thread *thread;

	if (reader->code)
		return;
	if (!memory_is_mapped(&kernel->memory, at, nt19041_size("_ETHREAD")) ||
	    !stack_new(kernel, base)) {
		bad(reader, map, "no room for a thread:", process->image);
		return;
	}
	thread = thread_new(kernel, process, at,
			    (uint32_t)number(reader, map, "id"));
	thread->cpu =
		(unsigned)number_or(reader, map, "cpu", 0) % kernel->cpu_count;
	thread->user = *idle != '\0';
	thread_init(kernel, thread, base, start,
		    number_or(reader, map, "created", 0));
	if (!thread->user) {
		kernel_borrow(kernel);
		thread_prepare(kernel, base, start, 0);
		kernel_give_back(kernel, thread);
		work_add_worker(kernel);
		thread_ready(kernel, thread);
		return;
	}
	thread->idle = idle;
	thread->idle_rip = number(reader, map, "rip");
	thread->idle_arguments =
		(unsigned)number_or(reader, map, "arguments", 0);
	thread->user_stack = number(reader, map, "stack");
	kernel->alpc_rip = thread->idle_rip;
	run_user(kernel, thread);
}

static void read_process(struct reader *reader, const struct yaml_node *map)
{
	struct kernel *kernel = reader->kernel;
	struct process *process = mem_calloc(1, sizeof(*process));

	process_add(kernel, process);
	process->eprocess = number(reader, map, "at");
	process->id = (uint32_t)number(reader, map, "id");
	process->parent = (uint32_t)number_or(reader, map, "parent", 0);
	process->session = (uint32_t)number_or(reader, map, "session", 0);
	process->root = number(reader, map, "root");
	snprintf(process->image, sizeof(process->image), "%s",
		 text_or(reader, map, "image", ""));
	snprintf(process->path, sizeof(process->path), "%s",
		 text_or(reader, map, "path", ""));
	if (reader->code)
		return;
	if (!memory_is_mapped(&kernel->memory, process->eprocess,
			      nt19041_size("_EPROCESS"))) {
		bad(reader, map, "no memory at", "at");
		return;
	}
	if (!kernel->system)
		kernel->system = process;
	process_init(kernel, process, number_or(reader, map, "created", 0));
	for (const struct yaml_node *at = members(map, "threads");
	     at && !reader->code; at = at->next)
		read_thread(reader, at, process);
}

static void each(struct reader *reader, const char *key,
		 void read(struct reader *, const struct yaml_node *))
{
	for (const struct yaml_node *at = members(reader->top, key);
	     at && !reader->code; at = at->next)
		read(reader, at);
}

/* An idle processor's thread is the profile's own; it never runs. */
static void make_idle_threads(struct reader *reader)
{
	struct kernel *kernel = reader->kernel;
	struct process *idle = mem_calloc(1, sizeof(*idle));

	idle->exited = idle->deleted = true;
	snprintf(idle->image, sizeof(idle->image), "Idle");
	process_add(kernel, idle);
	for (unsigned i = 0; i < kernel->cpu_count; i++) {
		uint64_t at = NT_GET(kernel, kernel->cpus[i].pcr, "_KPCR",
				     "Prcb.IdleThread");

		kernel->cpus[i].idle = thread_new(kernel, idle, at, 0);
		kernel->cpus[i].idle->state = THREAD_RUNNING;
	}
}

static void read_kernel(struct reader *reader)
{
	struct kernel *kernel = reader->kernel;

	kernel->next_image = number(reader, reader->top, "images");
	kernel->next_object = number(reader, reader->top, "objects");
	kernel->mapped_object = kernel->next_object;
	kernel->nonpaged = number(reader, reader->top, "nonpaged");
	kernel->paged = number(reader, reader->top, "paged");
	kernel->next_stack = number(reader, reader->top, "stacks");
	kernel->next_root = number(reader, reader->top, "roots");
	kernel->next_id = (uint32_t)number(reader, reader->top, "ids");
	kernel->ntdll = number_or(reader, reader->top, "ntdll", 0);
	each(reader, "processors", read_processor);
	if (!reader->code && kernel->cpu_count == 0)
		bad(reader, reader->top, "needs", "processors");
	if (reader->code)
		return;
	make_idle_threads(reader);
	registry_start(&kernel->registry, kernel->boot_time);
	object_start(kernel);
	io_start(kernel);
	work_init(kernel, number(reader, reader->top, "queue"));
	put64(kernel, nt_address(kernel, "MmUnloadedDrivers"),
	      kernel_alloc(kernel, UNLOADED_BYTES));
	each(reader, "processes", read_process);
	if (!reader->code && !kernel->system)
		bad(reader, reader->top, "needs", "processes");
}

/* What lay on stacks before: words that nothing has written over. */
static void leave_residue(struct reader *reader)
{
	struct kernel *kernel = reader->kernel;

	for (const struct yaml_node *at = members(reader->top, "residue");
	     at && !reader->code; at = at->next) {
		uint64_t address = number(reader, at, "at");

		for (const struct yaml_node *word = members(at, "u64");
		     word && !reader->code; word = word->next) {
			uint64_t value = 0;

			if (!machine_evaluate(kernel->machine, word, &value))
				bad(reader, word, "no value:", word->text);
			memory_poke(&kernel->memory, address, &value, 8);
			address += 8;
		}
	}
}

static enum err_code start(struct kernel *kernel, struct err *err)
{
	struct reader reader = { .kernel = kernel, .err = err };
	struct dump_write header;
	enum err_code code;

	code = machine_parse(kernel->profile, kernel->profile_bytes,
			     kernel->profile_size, kernel->seed,
			     &kernel->machine, err);
	if (code)
		return code;
	kernel->code = machine_code(kernel->machine, "nt");
	reader.top = machine_section(kernel->machine, "kernel");
	if (!kernel->code || !reader.top)
		return err_set(err, ERR_FORMAT, 0,
			       "%s: this profile is no machine that runs: it "
			       "needs an image 'nt' and a section 'kernel'",
			       kernel->profile);
	machine_header(kernel->machine, &header);
	kernel->uptime = header.uptime;
	kernel->first_uptime = kernel->last_tick = header.uptime;
	kernel->boot_time = header.time - header.uptime;
	kernel->random = kernel->seed * 2 + 1;
	code = engine_new(&kernel->engine, err);
	if (code)
		return code;
	memory_init(&kernel->memory, kernel->engine);
	code = trap_init(kernel, err);
	if (code)
		return code;
	map_image(&reader);
	if (!reader.code)
		read_kernel(&reader);
	if (!reader.code)
		leave_residue(&reader);
	if (!reader.code && kernel->memory.fault.set)
		bad(&reader, reader.top,
		    "has no memory where it is written:", "kernel");
	return reader.code;
}

/* ---- the object ---- */

static void discard(struct kernel *kernel)
{
	target_free(kernel->target);
	for (size_t i = 0; i < FAMILIES; i++) {
		if (kernel->families[i] && kernel->family_fini[i])
			kernel->family_fini[i](kernel->families[i]);
		free(kernel->families[i]);
	}
	for (size_t i = 0; i < kernel->thread_count; i++)
		thread_free(kernel, kernel->threads[i]);
	for (size_t i = 0; i < kernel->process_count; i++)
		free(kernel->processes[i]);
	driver_free_all(kernel);
	for (unsigned i = 0; i < kernel->cpu_count; i++)
		engine_context_free(kernel->engine,
				    kernel->cpus[i].interrupted_context);
	work_free(kernel);
	free(kernel->threads);
	free(kernel->processes);
	free(kernel->ready);
	free(kernel->sites);
	free(kernel->names);
	free(kernel->debug);
	for (size_t i = 0; i < kernel->kept_count; i++)
		user_request_free(kernel->kept[i]);
	free(kernel->kept);
	free(kernel->creating);
	free(kernel->creating_line);
	engine_free(kernel->engine);
	memory_fini(&kernel->memory);
	machine_free(kernel->machine);
}

enum err_code kernel_boot(const struct kernel_config *config,
			  struct kernel **ret, struct err *err)
{
	struct kernel *kernel = mem_calloc(1, sizeof(*kernel));
	enum err_code code;

	kernel->profile = mem_strdup(config->profile);
	kernel->profile_bytes =
		mem_strndup(config->profile_bytes, config->profile_size);
	kernel->profile_size = config->profile_size;
	kernel->seed = config->seed;
	kernel->budget =
		config->budget ? config->budget : LIMIT_KERNEL_INSTRUCTIONS;
	code = start(kernel, err);
	if (code) {
		kernel_free(kernel);
		return code;
	}
	/* programs come to the calls that they wait in */
	kernel_settle(kernel);
	*ret = kernel;
	return ERR_OK;
}

enum err_code kernel_check(struct err *err)
{
	return engine_check(err);
}

void kernel_free(struct kernel *kernel)
{
	if (!kernel)
		return;
	discard(kernel);
	disk_fini(&kernel->disk);
	registry_fini(&kernel->registry);
	free(kernel->profile);
	free(kernel->profile_bytes);
	free(kernel);
}

enum err_code kernel_reboot(struct kernel *kernel, struct err *err)
{
	struct kernel fresh = { .profile = kernel->profile,
				.profile_bytes = kernel->profile_bytes,
				.profile_size = kernel->profile_size,
				.seed = kernel->seed,
				.budget = kernel->budget,
				.disk = kernel->disk };
	uint64_t time = kernel_time(kernel);
	enum err_code code;

	discard(kernel);
	fresh.registry = kernel->registry;
	*kernel = fresh;
	registry_restart(&kernel->registry);
	code = start(kernel, err);
	if (!code) {
		/* the clock on the wall has gone on */
		kernel->boot_time += time - kernel_time(kernel) + REBOOT_TIME;
		kernel_settle(kernel);
	}
	return code;
}

uint64_t kernel_random(struct kernel *kernel)
{
	uint64_t mixed = kernel->random += 0x9e3779b97f4a7c15u;

	/* splitmix64 */
	mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
	mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
	return mixed ^ mixed >> 31;
}

void *family_state(struct kernel *kernel, enum family_number number,
		   size_t size, void (*fini)(void *state))
{
	if (!kernel->families[number]) {
		kernel->families[number] = mem_calloc(1, size);
		kernel->family_fini[number] = fini;
	}
	return kernel->families[number];
}
