#include "config.h"
#include "kernel/exception.h"

#include "kernel/frames.h"
#include "kernel/load.h"
#include "kernel/trap.h"

#include <stdio.h>
#include <string.h>

/*
 * What the CPU refuses to do, as Windows finds it: a trap frame on the stack
 * of who did it, then the handler's way to a bug check. nt.md 3.3, 4, 6.
 */
enum {
	KERNEL_CODE = 0x10,
	KERNEL_DATA = 0x18,
	FRAME_POINTER = 0x80,
	FRAME_SIZE = 0x190,
	SINGLE_STEP = 1,
	DOUBLE_FAULT = 8,
	GENERAL_PROTECTION = 13,
	FLAGS_CLEARED = 0x4100, /* NT and TF, where an exception begins */
	ERROR_WRITE = 2,
	ERROR_FETCH = 16,
	CONTEXT_FLAGS = 0x10001f,

	IRQL_NOT_LESS_OR_EQUAL = 0x0a,
	KMODE_EXCEPTION_NOT_HANDLED = 0x1e,
	SYSTEM_SERVICE_EXCEPTION = 0x3b,
	PAGE_FAULT_IN_NONPAGED_AREA = 0x50,
	SYSTEM_THREAD_EXCEPTION_NOT_HANDLED = 0x7e,
	UNEXPECTED_KERNEL_MODE_TRAP = 0x7f,
	ATTEMPTED_WRITE_TO_READONLY_MEMORY = 0xbe,
	DRIVER_UNLOADED = 0xce,
	DRIVER_IRQL_NOT_LESS_OR_EQUAL = 0xd1,
	DRIVER_PORTION_MUST_BE_NONPAGED = 0xd3,
	SYSTEM_SCAN_AT_RAISED_IRQL_CAUGHT_IMPROPER_DRIVER_UNLOAD = 0xd4,
	ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY = 0xfc,
	KERNEL_SECURITY_CHECK_FAILURE = 0x139,
};
#define KERNEL_HALF 0xffff800000000000u
#define USER_END    0x0000800000000000u

/* ---- trap frames ---- */

static void fill_frame(struct kernel *kernel, uint64_t frame,
		       const uint64_t *registers, uint64_t error,
		       uint64_t address)
{
	static const struct {
		const char *field;
		enum engine_register from;
	} fields[] = {
		{ "Rax", ENGINE_RAX }, { "Rcx", ENGINE_RCX },
		{ "Rdx", ENGINE_RDX }, { "R8", ENGINE_R8 },
		{ "R9", ENGINE_R9 },   { "R10", ENGINE_R10 },
		{ "R11", ENGINE_R11 }, { "Rbx", ENGINE_RBX },
		{ "Rdi", ENGINE_RDI }, { "Rsi", ENGINE_RSI },
		{ "Rbp", ENGINE_RBP }, { "Rip", ENGINE_RIP },
		{ "Rsp", ENGINE_RSP }, { "EFlags", ENGINE_RFLAGS },
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		struct nt_place place = { 0 };

		nt_put(kernel, frame,
		       nt_place_of("_KTRAP_FRAME", fields[i].field, &place),
		       registers[fields[i].from]);
	}
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "SegCs", KERNEL_CODE);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "SegSs", KERNEL_DATA);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "ErrorCode", error);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "FaultAddress", address);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "MxCsr", 0x1f80);
}

/* The stack is of no use: another one, and the machine stops. */
static void double_fault(struct kernel *kernel, const uint64_t *registers)
{
	struct engine *engine = kernel->engine;
	const struct trap_site *site =
		trap_site_of(kernel, "KiDoubleFaultAbort", 1);
	uint64_t frame = cpu_current(kernel)->fault_stack - FRAME_SIZE;

	fill_frame(kernel, frame, registers, 0, 0);
	engine_set(engine, ENGINE_RFLAGS,
		   registers[ENGINE_RFLAGS] & ~(uint64_t)FLAGS_CLEARED);
	engine_set(engine, ENGINE_RSP, frame);
	engine_set(engine, ENGINE_RBP, frame + FRAME_POINTER);
	engine_set(engine, ENGINE_RCX, UNEXPECTED_KERNEL_MODE_TRAP);
	engine_set(engine, ENGINE_RDX, 8);
	engine_set(engine, ENGINE_R8, frame);
	engine_set(engine, ENGINE_R9, registers[ENGINE_RSP]);
	engine_set(engine, ENGINE_R10, registers[ENGINE_RIP]);
	engine_set(engine, ENGINE_RIP, site->address - 5);
}

bool fault_enter(struct kernel *kernel, const char *handler, unsigned number,
		 uint64_t rip, uint64_t error, uint64_t address)
{
	struct engine *engine = kernel->engine;
	const struct trap_site *site = trap_site_of(kernel, handler, number);
	uint64_t registers[ENGINE_REGISTERS], frame;

	engine_get(engine, registers);
	registers[ENGINE_RIP] = rip;
	frame = (registers[ENGINE_RSP] & ~0xfull) - FRAME_SIZE;
	kernel->memory.fault.set = false;
	fill_frame(kernel, frame, registers, error, address);
	/* a handler that does not find its processor's data faults at once */
	if (kernel->memory.fault.set ||
	    engine_gs(engine) != cpu_current(kernel)->pcr) {
		kernel->memory.fault.set = false;
		engine_set_gs(engine, cpu_current(kernel)->pcr);
		double_fault(kernel, registers);
		return false;
	}
	engine_set(engine, ENGINE_RFLAGS,
		   registers[ENGINE_RFLAGS] & ~(uint64_t)FLAGS_CLEARED);
	engine_set(engine, ENGINE_RSP, frame);
	engine_set(engine, ENGINE_RBP, frame + FRAME_POINTER);
	engine_set(engine, ENGINE_RIP, site->address - 5);
	return true;
}

/* What KiBugCheckDispatch is given, in registers. */
static void give(struct kernel *kernel, uint64_t code, uint64_t one,
		 uint64_t two, uint64_t three, uint64_t four)
{
	engine_set(kernel->engine, ENGINE_RCX, code);
	engine_set(kernel->engine, ENGINE_RDX, one);
	engine_set(kernel->engine, ENGINE_R8, two);
	engine_set(kernel->engine, ENGINE_R9, three);
	engine_set(kernel->engine, ENGINE_R10, four);
}

void fault_bugcheck(struct kernel *kernel, uint64_t frame, uint32_t code,
		    uint64_t one, uint64_t two, uint64_t three, uint64_t four)
{
	const struct trap_site *site =
		trap_site_of(kernel, "KiSystemServiceExit", 1);

	give(kernel, code, one, two, three, four);
	engine_set(kernel->engine, ENGINE_RSP, frame);
	engine_set(kernel->engine, ENGINE_RBP, frame + FRAME_POINTER);
	engine_set(kernel->engine, ENGINE_RIP, site->address - 5);
}

/* ---- page faults ---- */

/* calls of KiPageFault, in order of address */
enum { CALL_ACCESS_FAULT = 1, CALL_EXCEPTION = 2, CALL_BUGCHECK = 3 };
/* of the other handlers */
enum { ONLY_CALL = 1 };

static void blame(struct kernel *kernel, uint64_t rip)
{
	struct driver *driver = driver_at(kernel, rip);
	const char *slash;

	kernel->stop.driver[0] = '\0';
	if (!driver)
		return;
	slash = strrchr(driver->path, '\\');
	snprintf(kernel->stop.driver, sizeof(kernel->stop.driver), "%.63s",
		 slash ? slash + 1 : driver->path);
}

/* 0xA becomes what says more: whose the code is, or the memory. The name of a
 * driver that is not there any more goes on record. */
static uint32_t raised_code(struct kernel *kernel, uint64_t rip,
			    uint64_t address)
{
	char unloaded[64];

	if (rip - kernel->code->base < kernel->code->size) {
		if (driver_at(kernel, address))
			return DRIVER_PORTION_MUST_BE_NONPAGED;
		if (!driver_unloaded_at(kernel, address, unloaded,
					sizeof(unloaded)))
			return IRQL_NOT_LESS_OR_EQUAL;
		snprintf(kernel->stop.driver, sizeof(kernel->stop.driver),
			 "%.63s", unloaded);
		return SYSTEM_SCAN_AT_RAISED_IRQL_CAUGHT_IMPROPER_DRIVER_UNLOAD;
	}
	if (driver_unloaded_at(kernel, rip, unloaded, sizeof(unloaded)))
		snprintf(kernel->stop.driver, sizeof(kernel->stop.driver),
			 "%.63s", unloaded);
	return DRIVER_IRQL_NOT_LESS_OR_EQUAL;
}

static void fault_raised(struct kernel *kernel, uint64_t rip, uint64_t address,
			 unsigned access, uint64_t error)
{
	unsigned irql = cpu_current(kernel)->irql;
	unsigned how = access == ENGINE_WRITE	  ? 1
		       : access == ENGINE_EXECUTE ? 8
						  : 0;

	blame(kernel, rip);
	if (fault_enter(kernel, "KiPageFault", CALL_BUGCHECK, rip, error,
			address))
		give(kernel, raised_code(kernel, rip, address), address, irql,
		     how, rip);
}

/* Address in the kernel's half: MmAccessFault finds what it is. */
static void fault_system(struct kernel *kernel, uint64_t rip, uint64_t address,
			 unsigned access, uint64_t error)
{
	const struct memory_region *region =
		memory_find(&kernel->memory, address);
	uint64_t how = access == ENGINE_WRITE	  ? 2
		       : access == ENGINE_EXECUTE ? 0x10
						  : 0;
	uint64_t code = PAGE_FAULT_IN_NONPAGED_AREA;
	char unloaded[64];

	blame(kernel, rip);
	if (!fault_enter(kernel, "KiPageFault", CALL_ACCESS_FAULT, rip, error,
			 address))
		return;
	if (region && access == ENGINE_EXECUTE)
		give(kernel, ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY, address, 0,
		     engine_register(kernel->engine, ENGINE_RSP), 0);
	else if (region && access == ENGINE_WRITE)
		give(kernel, ATTEMPTED_WRITE_TO_READONLY_MEMORY, address, 0,
		     engine_register(kernel->engine, ENGINE_RSP), 0xa);
	else if (driver_unloaded_at(kernel, address, unloaded,
				    sizeof(unloaded))) {
		snprintf(kernel->stop.driver, sizeof(kernel->stop.driver),
			 "%.63s", unloaded);
		give(kernel, DRIVER_UNLOADED, address, how, rip, 0);
	} else
		give(kernel, code, address, how, rip, 2);
}

/* ExceptionCode, number of parameters, address, the parameters. */
static void raise(struct kernel *kernel, const char *handler, unsigned site,
		  uint64_t rip, uint32_t code, uint64_t count, uint64_t one,
		  uint64_t two, uint64_t error)
{
	blame(kernel, rip);
	if (!fault_enter(kernel, handler, site, rip, error, two))
		return;
	give(kernel, code, count, rip, one, two);
}

void fault_memory(struct kernel *kernel, uint64_t rip, uint64_t address,
		  unsigned access)
{
	uint64_t error = access == ENGINE_WRITE	    ? ERROR_WRITE
			 : access == ENGINE_EXECUTE ? ERROR_FETCH
						    : 0;
	uint64_t how = access == ENGINE_WRITE	  ? 1
		       : access == ENGINE_EXECUTE ? 8
						  : 0;

	if (address >= USER_END && address < KERNEL_HALF)
		raise(kernel, "KiGeneralProtectionFault", ONLY_CALL, rip,
		      STATUS_ACCESS_VIOLATION, 2, 0, UINT64_MAX, 0);
	else if (cpu_current(kernel)->irql >= DISPATCH_LEVEL)
		fault_raised(kernel, rip, address, access, error);
	else if (address >= KERNEL_HALF)
		fault_system(kernel, rip, address, access, error);
	else
		raise(kernel, "KiPageFault", CALL_EXCEPTION, rip,
		      STATUS_ACCESS_VIOLATION, 2, how, address, error);
}

/* What MmAccessFault found, in registers: as KiBugCheckDispatch. */
static void pass_to_bugcheck(struct trap *trap)
{
	TRAP_CALL(trap, 1, 0, trap->registers[ENGINE_RCX],
		  trap->registers[ENGINE_RDX], trap->registers[ENGINE_R8],
		  trap->registers[ENGINE_R9], trap->registers[ENGINE_R10]);
}

/* ---- exceptions that nobody handles ---- */

/* From rsp of the function that holds them. */
enum {
	RECORD_IN_FRAME = 0x30,
	CONTEXT_IN_FRAME = 0xd0,
	/* of KiFastFailDispatch: behind its KEXCEPTION_FRAME, as in the real
	 * 0x139 of nt.md 6 */
	FAST_FAIL_RECORD = 0x138,
};

static void write_record(struct kernel *kernel, uint64_t at, uint32_t code,
			 uint64_t address, uint64_t count, uint64_t one,
			 uint64_t two)
{
	uint8_t zeros[RECORD_SIZE] = { 0 };

	memory_write(&kernel->memory, at, zeros, sizeof(zeros));
	put32(kernel, at, code);
	put64(kernel, at + RECORD_ADDRESS, address);
	put32(kernel, at + 0x18, (uint32_t)count);
	put64(kernel, at + 0x20, one);
	put64(kernel, at + 0x28, two);
}

static void write_context(struct kernel *kernel, uint64_t at,
			  const uint64_t *registers)
{
	uint8_t zeros[CONTEXT_SIZE] = { 0 };

	memory_write(&kernel->memory, at, zeros, sizeof(zeros));
	NT_PUT(kernel, at, "_CONTEXT", "ContextFlags", CONTEXT_FLAGS);
	NT_PUT(kernel, at, "_CONTEXT", "MxCsr", 0x1f80);
	NT_PUT(kernel, at, "_CONTEXT", "SegCs", KERNEL_CODE);
	NT_PUT(kernel, at, "_CONTEXT", "SegSs", KERNEL_DATA);
	NT_PUT(kernel, at, "_CONTEXT", "SegDs", 0x2b);
	NT_PUT(kernel, at, "_CONTEXT", "SegEs", 0x2b);
	NT_PUT(kernel, at, "_CONTEXT", "SegFs", 0x53);
	NT_PUT(kernel, at, "_CONTEXT", "SegGs", 0x2b);
	context_put(kernel, at, registers);
}

/* Who would have handled it says which bug check it becomes. */
static void unhandled(struct trap *trap, uint64_t record, uint64_t context)
{
	struct kernel *kernel = trap->kernel;
	uint64_t code = (uint64_t)(int64_t)(int32_t)get32(kernel, record);
	uint64_t address = get64(kernel, record + RECORD_ADDRESS);

	if (!trap->thread->user)
		trap_bugcheck(trap, SYSTEM_THREAD_EXCEPTION_NOT_HANDLED, code,
			      address, record, context);
	else
		trap_bugcheck(trap, SYSTEM_SERVICE_EXCEPTION, (uint32_t)code,
			      address, context, 0);
}

/* The registers as they were at the fault: volatile ones from the trap frame,
 * the others unchanged since. */
static void faulting_registers(struct trap *trap, uint64_t frame,
			       uint64_t *registers)
{
	struct kernel *kernel = trap->kernel;

	memcpy(registers, trap->registers, sizeof(trap->registers));
#define FROM(number, field)                                                    \
	registers[number] = NT_GET(kernel, frame, "_KTRAP_FRAME", field)
	FROM(ENGINE_RAX, "Rax");
	FROM(ENGINE_RCX, "Rcx");
	FROM(ENGINE_RDX, "Rdx");
	FROM(ENGINE_RBX, "Rbx");
	FROM(ENGINE_RSP, "Rsp");
	FROM(ENGINE_RBP, "Rbp");
	FROM(ENGINE_RSI, "Rsi");
	FROM(ENGINE_RDI, "Rdi");
	FROM(ENGINE_R8, "R8");
	FROM(ENGINE_R9, "R9");
	FROM(ENGINE_R10, "R10");
	FROM(ENGINE_R11, "R11");
	FROM(ENGINE_RIP, "Rip");
	FROM(ENGINE_RFLAGS, "EFlags");
#undef FROM
}

static void exception_dispatch(struct trap *trap)
{
	uint64_t record = trap->registers[ENGINE_RSP] + RECORD_IN_FRAME;

	write_record(trap->kernel, record,
		     (uint32_t)trap->registers[ENGINE_RCX],
		     trap->registers[ENGINE_R8], trap->registers[ENGINE_RDX],
		     trap->registers[ENGINE_R9], trap->registers[ENGINE_R10]);
	TRAP_CALL(trap, 1, 0, record, trap->registers[ENGINE_RSP],
		  trap->registers[ENGINE_RBP] - FRAME_POINTER, 0, 1);
}

/* calls of who raises, in order of address: the first is KeBugCheckEx */
enum { CALL_DISPATCH = 2 };

/* RtlDispatchException came back: a handler had the registers mended, or there
 * is none. */
static void dispatched(struct trap *trap, uint64_t record, uint64_t context)
{
	struct unwind_frame frame;

	if (!(uint8_t)trap_result(trap)) {
		unhandled(trap, record, context);
		return;
	}
	frame_load(trap->kernel, context, &frame);
	frame_resume(trap, &frame,
		     NT_GET(trap->kernel, context, "_CONTEXT", "EFlags"));
}

/* ExceptionRecord, ExceptionFrame, TrapFrame, PreviousMode, FirstChance */
static void dispatch_exception(struct trap *trap)
{
	uint64_t registers[ENGINE_REGISTERS];
	uint64_t context = trap->registers[ENGINE_RSP] + CONTEXT_IN_FRAME;

	if (trap->site == CALL_DISPATCH) {
		dispatched(trap, trap_local(trap, 0), context);
		return;
	}
	faulting_registers(trap, trap_argument(trap, 2), registers);
	write_context(trap->kernel, context, registers);
	trap_set_local(trap, 0, trap_argument(trap, 0));
	TRAP_CALL(trap, CALL_DISPATCH, 0, trap_argument(trap, 0), context);
}

/* Status: raised where it was called. */
static void raise_status(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t rsp = trap->registers[ENGINE_RSP];
	uint64_t caller = rsp + pe_write_frame(trap->code);
	uint64_t registers[ENGINE_REGISTERS];

	if (trap->site == CALL_DISPATCH) {
		dispatched(trap, rsp + RECORD_IN_FRAME, rsp + CONTEXT_IN_FRAME);
		return;
	}
	memcpy(registers, trap->registers, sizeof(registers));
	registers[ENGINE_RIP] = get64(kernel, caller);
	registers[ENGINE_RSP] = caller + 8;
	/* a function of the kernel's raised it for who called that */
	blame(kernel, driver_at(kernel, registers[ENGINE_RIP])
			      ? registers[ENGINE_RIP]
			      : kernel->raised_by);
	write_record(kernel, rsp + RECORD_IN_FRAME,
		     (uint32_t)trap_argument(trap, 0), registers[ENGINE_RIP], 0,
		     0, 0);
	put32(kernel, rsp + RECORD_IN_FRAME + RECORD_FLAGS,
	      EXCEPTION_NONCONTINUABLE);
	write_context(kernel, rsp + CONTEXT_IN_FRAME, registers);
	TRAP_CALL(trap, CALL_DISPATCH, 0, rsp + RECORD_IN_FRAME,
		  rsp + CONTEXT_IN_FRAME);
}

void trap_raise(struct trap *trap, uint32_t status)
{
	struct kernel *kernel = trap->kernel;
	uint64_t rsp = trap->registers[ENGINE_RSP] - 8;

	kernel->raised_by = get64(kernel, trap->registers[ENGINE_RSP] +
						  pe_write_frame(trap->code));
	put64(kernel, rsp, trap->registers[ENGINE_RIP]);
	engine_set(kernel->engine, ENGINE_RCX, status);
	trap_go(trap, nt_address(kernel, "RtlRaiseStatus"), rsp);
}

/* ---- interrupts and invalid instructions ---- */

static void fast_fail(struct kernel *kernel, uint64_t rip, uint32_t code)
{
	blame(kernel, rip);
	if (fault_enter(kernel, "KiRaiseSecurityCheckFailure", ONLY_CALL, rip,
			0, 0))
		give(kernel, STATUS_STACK_BUFFER_OVERRUN, 1, rip, code, 0);
}

/* ExceptionCode, number of parameters, address, the parameter. */
static void fast_fail_dispatch(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t record = trap->registers[ENGINE_RSP] + FAST_FAIL_RECORD;
	uint64_t code = trap->registers[ENGINE_R9];

	write_record(kernel, record, (uint32_t)trap->registers[ENGINE_RCX],
		     trap->registers[ENGINE_R8], trap->registers[ENGINE_RDX],
		     code, 0);
	put32(kernel, record + RECORD_FLAGS, EXCEPTION_NONCONTINUABLE);
	TRAP_CALL(trap, 1, 0, KERNEL_SECURITY_CHECK_FAILURE, code,
		  trap->registers[ENGINE_RBP] - FRAME_POINTER, record, 0);
}

void fault_interrupt(struct kernel *kernel, unsigned number)
{
	uint64_t rip = engine_register(kernel->engine, ENGINE_RIP);
	uint64_t registers[ENGINE_REGISTERS];

	switch (number) {
	case GENERAL_PROTECTION:
		if (!privileged_run(kernel, rip))
			raise(kernel, "KiGeneralProtectionFault", ONLY_CALL,
			      rip, STATUS_ACCESS_VIOLATION, 2, 0, UINT64_MAX,
			      0);
		break;
	case DOUBLE_FAULT:
	case ENGINE_SYSTEM_CALL:
		/* its entry swaps gs for that of a program, so that the first
		 * thing it does is to fault, and to fault again at that */
		engine_get(kernel->engine, registers);
		double_fault(kernel, registers);
		break;
	case 0:
		raise(kernel, "KiDivideErrorFault", ONLY_CALL, rip,
		      STATUS_INTEGER_DIVIDE_BY_ZERO, 0, 0, 0, 0);
		break;
	case SINGLE_STEP:
		raise(kernel, "KiDebugTrapOrFault", ONLY_CALL, rip,
		      STATUS_SINGLE_STEP, 0, 0, 0, 0);
		break;
	case 3:
		raise(kernel, "KiBreakpointTrap", ONLY_CALL, rip - 1,
		      STATUS_BREAKPOINT, 1, 0, 0, 0);
		break;
	case 0x29:
		fast_fail(
			kernel, rip - 2,
			(uint32_t)engine_register(kernel->engine, ENGINE_RCX));
		break;
	default:
		raise(kernel, "KiGeneralProtectionFault", ONLY_CALL, rip,
		      STATUS_ACCESS_VIOLATION, 2, 0, UINT64_MAX, 0);
		break;
	}
}

void fault_in_function(struct kernel *kernel, uint64_t rip,
		       const struct memory_fault *fault)
{
	if (fault->fast_fail) {
		engine_set(kernel->engine, ENGINE_RCX, fault->fast_fail);
		fast_fail(kernel, rip, fault->fast_fail);
	} else
		fault_memory(kernel, rip, fault->address, fault->access);
}

void fault_invalid(struct kernel *kernel)
{
	raise(kernel, "KiInvalidOpcodeFault", ONLY_CALL,
	      engine_register(kernel->engine, ENGINE_RIP),
	      STATUS_ILLEGAL_INSTRUCTION, 0, 0, 0, 0);
}

static const struct nt_function functions[] = {
	{ "KiBugCheckDispatch", FIDELITY_REAL, pass_to_bugcheck, NULL },
	{ "KiFastFailDispatch", FIDELITY_REAL, fast_fail_dispatch, NULL },
	{ "MmAccessFault", FIDELITY_PARTIAL, pass_to_bugcheck,
	  "no page comes in from disk" },
	{ "KiExceptionDispatch", FIDELITY_REAL, exception_dispatch, NULL },
	{ "KiDispatchException", FIDELITY_PARTIAL, dispatch_exception,
	  "the kernel's own last handlers are not frames of its own" },
	{ "RtlRaiseStatus", FIDELITY_REAL, raise_status, NULL },
	{ "ExRaiseStatus", FIDELITY_REAL, raise_status, NULL },
};

const struct nt_family fault_family = {
	"fault", functions, sizeof(functions) / sizeof(*functions)
};
