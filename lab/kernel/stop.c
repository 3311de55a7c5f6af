#include "config.h"
#include "kernel/private.h"

#include "base/mem.h"
#include "formats/dump_write.h"
#include "kernel/bugcheck.h"
#include "kernel/frames.h"
#include "kernel/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The end: KeBugCheckEx, and what it leaves. */

enum { CONTEXT_SIZE = 0x4d0, MANUALLY_INITIATED_CRASH = 0xe2 };

static const struct {
	uint32_t code;
	const char *name;
} names[] = {
	{ 0x01, "APC_INDEX_MISMATCH" },
	{ 0x05, "INVALID_PROCESS_ATTACH_ATTEMPT" },
	{ 0x06, "INVALID_PROCESS_DETACH_ATTEMPT" },
	{ 0x0a, "IRQL_NOT_LESS_OR_EQUAL" },
	{ 0x0c, "MAXIMUM_WAIT_OBJECTS_EXCEEDED" },
	{ 0x18, "REFERENCE_BY_POINTER" },
	{ 0x19, "BAD_POOL_HEADER" },
	{ 0x1e, "KMODE_EXCEPTION_NOT_HANDLED" },
	{ 0x20, "KERNEL_APC_PENDING_DURING_EXIT" },
	{ 0x35, "NO_MORE_IRP_STACK_LOCATIONS" },
	{ 0x39, "SYSTEM_EXIT_OWNED_MUTEX" },
	{ 0x3b, "SYSTEM_SERVICE_EXCEPTION" },
	{ 0x44, "MULTIPLE_IRP_COMPLETE_REQUESTS" },
	{ 0x50, "PAGE_FAULT_IN_NONPAGED_AREA" },
	{ 0x7e, "SYSTEM_THREAD_EXCEPTION_NOT_HANDLED" },
	{ 0x7f, "UNEXPECTED_KERNEL_MODE_TRAP" },
	{ 0xb8, "ATTEMPTED_SWITCH_FROM_DPC" },
	{ 0xbe, "ATTEMPTED_WRITE_TO_READONLY_MEMORY" },
	{ 0xc1, "SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION" },
	{ 0xc2, "BAD_POOL_CALLER" },
	{ 0xc4, "DRIVER_VERIFIER_DETECTED_VIOLATION" },
	{ 0xc5, "DRIVER_CORRUPTED_EXPOOL" },
	{ 0xc7, "TIMER_OR_DPC_INVALID" },
	{ 0xc9, "DRIVER_VERIFIER_IOMANAGER_VIOLATION" },
	{ 0xce, "DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS" },
	{ 0xd1, "DRIVER_IRQL_NOT_LESS_OR_EQUAL" },
	{ 0xd3, "DRIVER_PORTION_MUST_BE_NONPAGED" },
	{ 0xd4, "SYSTEM_SCAN_AT_RAISED_IRQL_CAUGHT_IMPROPER_DRIVER_UNLOAD" },
	{ 0xdf, "IMPERSONATING_WORKER_THREAD" },
	{ 0xe1, "WORKER_THREAD_RETURNED_AT_BAD_IRQL" },
	{ 0xe2, "MANUALLY_INITIATED_CRASH" },
	{ 0xe3, "RESOURCE_NOT_OWNED" },
	{ 0xe4, "WORKER_INVALID" },
	{ 0xe9, "ACTIVE_EX_WORKER_THREAD_TERMINATION" },
	{ 0xf7, "DRIVER_OVERRAN_STACK_BUFFER" },
	{ 0xfc, "ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY" },
	{ 0x109, "CRITICAL_STRUCTURE_CORRUPTION" },
	{ 0x128, "WORKER_THREAD_RETURNED_WITH_BAD_IO_PRIORITY" },
	{ 0x129, "WORKER_THREAD_RETURNED_WITH_BAD_PAGING_IO_PRIORITY" },
	{ 0x133, "DPC_WATCHDOG_VIOLATION" },
	{ 0x139, "KERNEL_SECURITY_CHECK_FAILURE" },
	{ 0x13a, "KERNEL_MODE_HEAP_CORRUPTION" },
	{ 0x153, "KERNEL_LOCK_ENTRY_LEAKED_ON_THREAD_TERMINATION" },
	{ 0x162, "KERNEL_AUTO_BOOST_INVALID_LOCK_RELEASE" },
	{ 0x1d5, "DRIVER_PNP_WATCHDOG" },
	{ 0x4000008a, "THREAD_TERMINATE_HELD_MUTEX" },
};

const char *bugcheck_name(uint32_t code)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (names[i].code == code)
			return names[i].name;
	}
	return "";
}

/* ---- what the dump says of each processor ---- */

static void save_processor(struct kernel *kernel, struct cpu *cpu,
			   const uint64_t *now)
{
	uint8_t bytes[CONTEXT_SIZE];
	uint64_t registers[ENGINE_REGISTERS];

	if (now)
		context_put(kernel, cpu->context, now);
	else if (cpu->thread) {
		engine_context_get(kernel->engine, cpu->thread->context,
				   registers);
		context_put(kernel, cpu->context, registers);
	}
	memory_read(&kernel->memory, cpu->context, bytes, sizeof(bytes));
	memory_write(&kernel->memory,
		     cpu->pcr + NT_OFFSET("_KPCR",
					  "Prcb.ProcessorState.ContextFrame"),
		     bytes, sizeof(bytes));
}

/* KeBugCheckEx has begun: what it was given is on record. */
static void begin(struct kernel *kernel, uint32_t code,
		  const uint64_t parameters[4], const uint64_t *registers)
{
	uint64_t data = nt_address(kernel, "KiBugCheckData");

	kernel->stop.code = code;
	memcpy(kernel->stop.parameters, parameters,
	       sizeof(kernel->stop.parameters));
	snprintf(kernel->stop.name, sizeof(kernel->stop.name), "%s",
		 bugcheck_name(code));
	kernel->stop.time = kernel_time(kernel);
	put64(kernel, data, code);
	for (unsigned i = 0; i < 4; i++)
		put64(kernel, data + 8 + 8 * i, parameters[i]);
	memcpy(kernel->stop_registers, registers,
	       sizeof(kernel->stop_registers));
	kernel->stop_cpu = kernel->cpu;
	kernel->stopping = true;
}

void stop_machine(struct kernel *kernel)
{
	kernel->cpu = kernel->stop_cpu;
	bugcheck_call_reasons(kernel);
	for (unsigned i = 0; i < kernel->cpu_count; i++)
		save_processor(kernel, &kernel->cpus[i],
			       i == kernel->cpu ? kernel->stop_registers
						: NULL);
	kernel->memory.fault.set = false;
	bugcheck_call_plain(kernel);
	kernel->stopped = true;
}

/* Behind its prologue; the context is that of its first instruction. */
static void bug_check_ex(struct trap *trap)
{
	uint64_t frame = pe_write_frame(trap->code);
	uint64_t parameters[4] = { trap_argument(trap, 1),
				   trap_argument(trap, 2),
				   trap_argument(trap, 3),
				   trap_argument(trap, 4) };

	trap->registers[ENGINE_RIP] =
		trap->kernel->code->base + trap->code->begin;
	trap->registers[ENGINE_RSP] += frame;
	/* a second one, while the first is at it, does not come back either */
	if (!trap->kernel->stopping)
		begin(trap->kernel, (uint32_t)trap_argument(trap, 0),
		      parameters, trap->registers);
	cpu_current(trap->kernel)->parked = true;
	trap->decided = true;
}

/* What a processor that idles was at: what the profile has of it. */
void stop_idle_registers(struct kernel *kernel, const struct cpu *cpu,
			 uint64_t ret[ENGINE_REGISTERS])
{
	memset(ret, 0, ENGINE_REGISTERS * sizeof(*ret));
	ret[ENGINE_RIP] = NT_GET(kernel, cpu->context, "_CONTEXT", "Rip");
	ret[ENGINE_RSP] = NT_GET(kernel, cpu->context, "_CONTEXT", "Rsp");
	ret[ENGINE_RFLAGS] = NT_GET(kernel, cpu->context, "_CONTEXT", "EFlags");
}

/* The interrupt of the keyboard comes to the first processor that idles, or
 * else to the first. What its driver did is not on the stack. */
static void interrupt_with_bugcheck(struct kernel *kernel, uint32_t code)
{
	const uint64_t none[4] = { 0 };
	uint64_t registers[ENGINE_REGISTERS], slot;
	struct cpu *cpu = &kernel->cpus[0];

	for (unsigned i = 0; i < kernel->cpu_count && cpu->thread; i++) {
		if (!kernel->cpus[i].thread)
			cpu = &kernel->cpus[i];
	}
	kernel->cpu = cpu->number;
	if (cpu->thread)
		engine_context_get(kernel->engine, cpu->thread->context,
				   registers);
	else
		stop_idle_registers(kernel, cpu, registers);
	slot = (registers[ENGINE_RSP] & ~0xfull) - 0x38;
	put64(kernel, slot, registers[ENGINE_RIP]);
	put64(kernel, slot + 8, code);
	for (unsigned i = 0; i < 4; i++)
		put64(kernel, slot + 0x10 + 8 * i, 0);
	registers[ENGINE_RIP] = nt_address(kernel, "KeBugCheckEx");
	registers[ENGINE_RSP] = slot;
	registers[ENGINE_RCX] = code;
	registers[ENGINE_RDX] = registers[ENGINE_R8] = registers[ENGINE_R9] = 0;
	/* a stack that is of no use is no reason not to stop */
	kernel->memory.fault.set = false;
	begin(kernel, code, none, registers);
	cpu->parked = true;
}

enum kernel_outcome kernel_force(struct kernel *kernel, enum kernel_force how)
{
	if (kernel->stopped)
		return KERNEL_STOPPED;
	if (how == KERNEL_FORCE_NOTMYFAULT)
		return notmyfault_run(kernel);
	interrupt_with_bugcheck(kernel, MANUALLY_INITIATED_CRASH);
	return kernel_run(kernel, NULL, kernel->uptime);
}

/* BugCheckCode */
static void bug_check(struct trap *trap)
{
	trap_bugcheck(trap, (uint32_t)trap_argument(trap, 0), 0, 0, 0, 0);
}

static const struct nt_function functions[] = {
	{ "KeBugCheckEx", FIDELITY_PARTIAL, bug_check_ex,
	  "a second one, of a bug check callback, ends that only" },
	{ "KeBugCheck", FIDELITY_REAL, bug_check, NULL },
};

const struct nt_family stop_family = { "stop", functions,
				       sizeof(functions) / sizeof(*functions) };

const struct kernel_stop *kernel_stop(const struct kernel *kernel)
{
	return kernel->stopped ? &kernel->stop : NULL;
}

const struct kernel_hang *kernel_hang(const struct kernel *kernel)
{
	return &kernel->hang;
}

/* ---- the dump ---- */

static size_t collect_roots(const struct kernel *kernel, uint64_t *roots)
{
	size_t count = 0;

	for (size_t i = 0; i < kernel->process_count; i++) {
		if (!kernel->processes[i]->deleted)
			roots[count++] = kernel->processes[i]->root;
	}
	return count;
}

/* What the machine has, and what drivers added; the caller frees it. */
static struct dump_write_tag *collect_tags(struct kernel *kernel,
					   struct dump_write *from)
{
	struct dump_write_tag tag, *tags;
	size_t count = from->tag_count;

	for (size_t i = 0; bugcheck_data(kernel, i, &tag); i++)
		count++;
	tags = mem_calloc(count, sizeof(*tags));
	for (size_t i = 0; i < from->tag_count; i++)
		tags[i] = from->tags[i];
	for (size_t i = 0; bugcheck_data(kernel, i, &tag); i++)
		tags[from->tag_count + i] = tag;
	from->tags = tags;
	from->tag_count = count;
	return tags;
}

enum err_code kernel_dump(struct kernel *kernel, uint8_t **ret,
			  size_t *ret_size, struct err *err)
{
	struct image image = { 0 };
	const struct image *written;
	struct dump_write_tag *tags;
	struct dump_write from;
	enum err_code code;
	uint64_t *roots;

	if (!kernel->stopped)
		return err_set(err, ERR_USAGE, 0,
			       "the machine runs: there is no dump");
	machine_header(kernel->machine, &from);
	written = bugcheck_image(kernel);
	if (!written) {
		memory_copy(&kernel->memory, &image);
		written = &image;
	}
	roots = mem_calloc(kernel->process_count, sizeof(*roots));
	tags = collect_tags(kernel, &from);
	from.image = written;
	from.roots = roots;
	from.root_count = collect_roots(kernel, roots);
	from.bugcheck = kernel->stop.code;
	memcpy(from.parameters, kernel->stop.parameters,
	       sizeof(from.parameters));
	from.context = kernel->cpus[kernel->cpu].context;
	from.exception_address = nt_address(kernel, "KeBugCheckEx");
	from.uptime = kernel->last_tick;
	from.time = kernel->boot_time + kernel->last_tick;
	if (written->full)
		code = err_set(err, ERR_LIMIT, 0,
			       "the machine has more memory in use than a "
			       "dump of kdlab's holds");
	else
		code = dump_write(&from, ret, ret_size, err);
	free(roots);
	free(tags);
	image_fini(&image);
	return code;
}
