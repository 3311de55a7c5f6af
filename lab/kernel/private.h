/*
 * The inside of the machine, for the files of this room.
 *
 *   engine.c   the CPU                  memory.c  its memory
 *   boot.c     a machine from a profile trap.c    from a hlt to a function
 *   sched.c    threads on processors    wait.c    dispatcher objects
 *   user.c     what programs do         fault.c   exceptions of the CPU
 *   stop.c     KeBugCheckEx, the dump   load.c    images of drivers
 *   privileged.c  instructions that a kernel may make
 *   frames.c   from a call to its caller
 *   ex_ io_ ke_ mm_ ob_ ps_ rtl_ zw_    the kernel's functions, a row each
 *
 * How a kernel function works: the profile says where nt!Name is and what its
 * frame is; formats/pe_write.h has made code of it that runs: a prologue, a
 * hlt, calls with a hlt behind each, an epilogue. A driver's call runs the
 * prologue and halts; trap.c finds the row and calls its C function with
 * site 0. That reads arguments, works on the guest's memory, and says how to
 * go on: trap_return (the epilogue runs), or trap_call (a call instruction of
 * the function runs; when the callee returns, the C function is called again
 * with that call's number as the site, from 1). What it must remember from
 * one site to the next is in registers that its prologue saved (trap_local).
 * So all state is the guest's: a function may be left in a wait for ever,
 * and the stack that a debugger walks is the stack that was run.
 */
#ifndef LAB_KERNEL_PRIVATE_H
#define LAB_KERNEL_PRIVATE_H

#include "kernel/disk.h"
#include "kernel/kernel.h"
#include "kernel/memory.h"
#include "kernel/registry.h"
#include "kernel/status.h"
#include "target/machine.h"
#include "target/nt19041.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PASSIVE_LEVEL = 0,
	APC_LEVEL = 1,
	DISPATCH_LEVEL = 2,
	CLOCK_LEVEL = 13,
	HIGH_LEVEL = 15,
};

/* ---- fields of the guest's structures ---- */

/* Finds a field once; a name that is not in nt19041.def ends the program. */
const struct nt_place *nt_place_of(const char *type, const char *path,
				   struct nt_place *kept);
#define NT_PLACE(type, path)                                                   \
	__extension__({                                                        \
		static struct nt_place kept_;                                  \
		nt_place_of(type, path, &kept_);                               \
	})
#define NT_OFFSET(type, path) ((uint64_t)NT_PLACE(type, path)->offset)
/* These fault like memory_get and memory_put. Bit fields are known. */
uint64_t nt_get(struct kernel *kernel, uint64_t base,
		const struct nt_place *place);
void nt_put(struct kernel *kernel, uint64_t base, const struct nt_place *place,
	    uint64_t value);
#define NT_GET(kernel, base, type, path)                                       \
	nt_get(kernel, base, NT_PLACE(type, path))
#define NT_PUT(kernel, base, type, path, value)                                \
	nt_put(kernel, base, NT_PLACE(type, path), value)

/* LIST_ENTRYs in the guest. */
void list_init(struct kernel *kernel, uint64_t head);
bool list_is_empty(struct kernel *kernel, uint64_t head);
void list_insert_tail(struct kernel *kernel, uint64_t head, uint64_t entry);
void list_remove(struct kernel *kernel, uint64_t entry);

/* ---- threads and processors ---- */

struct process {
	uint64_t eprocess;
	uint32_t id, parent, session;
	uint64_t root; /* physical address of its page table */
	uint32_t thread_count;
	bool exited;
	bool deleted;	/* and nobody points to it any more */
	char image[16]; /* bare name, as EPROCESS.ImageFileName has it */
	char path[260]; /* "\\Device\\HarddiskVolume2\\Windows\\..." */
};

enum thread_state {
	THREAD_READY = 1,
	THREAD_RUNNING = 2,
	THREAD_ENDED = 4,
	THREAD_WAITING = 5,
}; /* KTHREAD.State's values */

#define WAIT_OBJECTS 64

struct load_source; /* load.h */

/* What a program's thread is asked to do next: a system call. */
struct user_request {
	const char *service; /* "NtLoadDriver"; NULL: nothing */
	uint64_t rip;	     /* where in ntdll it comes back to */
	unsigned count;
	uint64_t arguments[12];
	bool done;
	uint64_t status;
	struct thread *thread; /* who does it */
	/* what NtLoadDriver is to load, or the name for NtUnloadDriver; its own,
	 * as a worker may come to it when the asker has given up */
	struct load_source *source;
};

struct thread {
	uint64_t ethread;
	struct process *process;
	uint32_t id;
	enum thread_state state;
	struct engine_context *context; /* while it does not run */
	unsigned irql;			/* likewise */
	unsigned cpu;			/* where it runs or ran */
	uint32_t affinity;		/* a bit a processor; 0: any */
	/* a wait: as in its wait blocks, kept for speed */
	bool waits;    /* its wait is not over yet */
	bool switched; /* it gave up its processor for it */
	bool any;      /* WaitAny */
	unsigned object_count;
	uint64_t objects[WAIT_OBJECTS];
	uint64_t blocks; /* KWAIT_BLOCK array in use */
	uint64_t due;	 /* absolute, in 100 ns of uptime; 0 none */
	uint64_t status; /* of the wait that is over */
	/* a user thread */
	bool user;
	struct user_request *request; /* what to do when back in user mode */
	struct user_request *running; /* the call it is in */
	const char *idle;	      /* the service it waits in otherwise */
	uint64_t idle_rip;
	unsigned idle_arguments;
	uint64_t user_stack;
};

struct cpu {
	unsigned number;
	uint64_t pcr, prcb, context;
	struct thread *thread; /* runs here; NULL idle */
	struct thread *idle;
	unsigned irql;
	uint64_t fault_stack; /* base of the stack for double faults */
	bool parked;	      /* in KeBugCheckEx */
	/* deferred procedure calls; ke_dpc.c */
	uint64_t dpc_stack;   /* base of the stack they run on */
	bool dpc_active;      /* DpcRoutineActive */
	bool dpc_requested;   /* an interrupt for them is pending */
	uint64_t dpc_since;   /* uptime when the running one began; 0 none */
	uint64_t raised;      /* at DISPATCH_LEVEL or above since; 0 is not */
	unsigned interrupted; /* IRQL of what they interrupted */
	struct engine_context *interrupted_context;
};

#define CPUS_MOST	 4
#define USER_SHARED_DATA 0xfffff78000000000u

/* ---- functions of the kernel ---- */

enum fidelity {
	FIDELITY_REAL,	  /* does what Windows does, as far as a driver sees */
	FIDELITY_PARTIAL, /* the usual case; the row's note says what not */
	FIDELITY_ANSWER,  /* gives a sensible answer and has no effect */
};

struct trap {
	struct kernel *kernel;
	struct thread *thread;
	const struct nt_function *function;
	const struct pe_write_function *code; /* its code and frame */
	unsigned site; /* 0: called; n: its n-th call came back */
	uint64_t registers[ENGINE_REGISTERS];
	bool decided; /* how it goes on */
};

struct nt_function {
	const char *name;
	enum fidelity fidelity;
	void (*run)(struct trap *trap);
	const char *note; /* what is not as in Windows; NULL: nothing */
};
/* Each file of functions has one of these; trap.c lists them. */
struct nt_family {
	const char *name;
	const struct nt_function *functions;
	size_t count;
};

/* Argument n from 0. The first four only at site 0. */
uint64_t trap_argument(struct trap *trap, unsigned n);
/* What a call gave back, at its site. */
uint64_t trap_result(const struct trap *trap);
void trap_return(struct trap *trap, uint64_t value);
/*
 * Makes call number site (from 1, in order of address) of the running
 * function. target is for calls through a register; 0 where the profile says
 * whom it calls. A fifth argument and more go where they belong, if the frame
 * has room.
 */
void trap_call(struct trap *trap, unsigned site, uint64_t target,
	       unsigned count, const uint64_t *arguments);
#define TRAP_CALL(trap, site, target, ...)                                     \
	trap_call(trap, site, target,                                          \
		  sizeof((uint64_t[]){ __VA_ARGS__ }) / sizeof(uint64_t),      \
		  (uint64_t[]){ __VA_ARGS__ })
/* Does the same site again when the other processors have had a turn: a loop
 * that waits for one of them. It takes time as a loop does. */
void trap_spin(struct trap *trap);
/* Registers that the prologue saved, by their number in `push`. */
uint64_t trap_local(const struct trap *trap, unsigned number);
void trap_set_local(struct trap *trap, unsigned number, uint64_t value);
/* The frame: from rsp at the hlt, above the room for a callee's arguments. */
uint64_t trap_frame(const struct trap *trap);
/* Stops the machine as a KeBugCheckEx call of the running function would. */
void trap_bugcheck(struct trap *trap, uint32_t code, uint64_t one, uint64_t two,
		   uint64_t three, uint64_t four);
/* The thread's instruction pointer and stack become these: for functions that
 * do not come back to their caller. */
void trap_go(struct trap *trap, uint64_t rip, uint64_t rsp);

/* The address of a function or a variable of the kernel's; a name that the
 * profile lacks ends the program with words, as all are needed. */
uint64_t nt_address(const struct kernel *kernel, const char *name);
/* "nt!X+0x12" for messages; tools only. */
const struct nt_function *nt_function_find(const char *name);
const struct nt_function *nt_function_at(size_t number);

/* ---- the machine ---- */

enum family_number {
	FAMILY_POOL,
	FAMILY_CALLBACKS,
	FAMILY_HANDLES,
	FAMILY_FILES,
	FAMILY_TIMERS,
	FAMILY_REGISTRY,
	FAMILY_DEVICES,
	FAMILY_OBJECTS,
	FAMILY_REINITS,
	FAMILY_BUGCHECK,
	FAMILY_PAGES,
	FAMILIES,
};

struct driver; /* load.h */

struct kernel {
	char *profile, *profile_bytes; /* to reboot with */
	size_t profile_size;
	uint64_t seed, budget;
	struct machine *machine;
	struct engine *engine;
	struct memory memory;

	struct trap_site *sites; /* by address; trap.c */
	struct trap_name *names; /* likewise */
	size_t site_count;
	const struct machine_code *code;

	struct cpu cpus[CPUS_MOST];
	unsigned cpu_count, cpu; /* whose turn it is */
	struct thread *loaded;	 /* whose registers the engine holds */
	bool pass;		 /* let the other processors have a turn */
	struct thread **threads;
	size_t thread_count, thread_capacity;
	struct thread **ready; /* first come, first served */
	size_t ready_count, ready_capacity;
	struct process **processes;
	size_t process_count, process_capacity;
	struct process *system;
	uint32_t next_id; /* of processes and threads: a multiple of 4 */
	uint64_t next_stack, next_object, next_image, next_root;
	uint64_t mapped_object;		/* up to where objects have memory */
	uint64_t nonpaged, paged;	/* pools; see pool.h */
	char *creating, *creating_line; /* for NtCreateUserProcess */
	uint32_t created, create_status;
	uint64_t alpc_rip;	    /* where programs wait, in ntdll */
	uint64_t ntdll;		    /* its base */
	uint64_t raised_by;	    /* who called what raised a status */
	struct user_request **kept; /* of threads that hang */
	size_t kept_count, kept_capacity;

	uint64_t uptime, boot_time; /* 100 ns; FILETIME */
	uint64_t first_uptime, last_tick;
	uint64_t wait_due; /* no wait's time is up before this; 0 none */
	uint64_t executed; /* bytes of instructions since boot */
	uint64_t bytes;	   /* executed in the current 100 ns */
	uint64_t random;   /* of the seed; see kernel_random */

	struct driver **drivers;
	size_t driver_count, driver_capacity;
	char refusal[256];

	struct work_queue *work;	 /* work.c */
	struct kernel_debug_line *debug; /* what DbgPrint wrote */
	size_t debug_count, debug_capacity, debug_taken;
	void *families[FAMILIES]; /* see family_state */
	void (*family_fini[FAMILIES])(void *state);

	struct disk disk;
	struct registry registry;
	struct kernel_stop stop;
	bool stopping, stopped; /* KeBugCheckEx began; all is over */
	bool frozen;		/* the clock does not interrupt any more */
	unsigned stop_cpu;
	uint64_t stop_registers[ENGINE_REGISTERS];
	struct kernel_hang hang;
	struct target *target;
};

#define MEMORY(kernel) (&(kernel)->memory)

static inline uint64_t get64(struct kernel *kernel, uint64_t address)
{
	return memory_get(&kernel->memory, address, 8);
}
static inline uint32_t get32(struct kernel *kernel, uint64_t address)
{
	return (uint32_t)memory_get(&kernel->memory, address, 4);
}
static inline uint16_t get16(struct kernel *kernel, uint64_t address)
{
	return (uint16_t)memory_get(&kernel->memory, address, 2);
}
static inline uint8_t get8(struct kernel *kernel, uint64_t address)
{
	return (uint8_t)memory_get(&kernel->memory, address, 1);
}
static inline void put64(struct kernel *kernel, uint64_t address,
			 uint64_t value)
{
	memory_put(&kernel->memory, address, value, 8);
}
static inline void put32(struct kernel *kernel, uint64_t address,
			 uint32_t value)
{
	memory_put(&kernel->memory, address, value, 4);
}
static inline void put16(struct kernel *kernel, uint64_t address,
			 uint32_t value)
{
	memory_put(&kernel->memory, address, value, 2);
}
static inline void put8(struct kernel *kernel, uint64_t address, uint32_t value)
{
	memory_put(&kernel->memory, address, value, 1);
}

/* A number that follows from the seed and what was drawn before. */
uint64_t kernel_random(struct kernel *kernel);
/* Clock ticks since boot, as KUSER_SHARED_DATA.TickCount. */
uint64_t kernel_ticks(const struct kernel *kernel);
/* Uptime at which the clock will interrupt next. */
uint64_t kernel_next_tick(const struct kernel *kernel);
/* State that a family keeps on the host: made zeroed when first asked for,
 * freed with the machine. number: one of enum family_number. */
void *family_state(struct kernel *kernel, enum family_number number,
		   size_t size, void (*fini)(void *state));

/* boot.c */
/* Zeroed nonpaged memory for an object of the kernel's own. Never fails: a
 * machine that has no room left stops growing elsewhere first. */
uint64_t kernel_alloc(struct kernel *kernel, size_t size);

/* sched.c */
struct thread *thread_new(struct kernel *kernel, struct process *process,
			  uint64_t ethread, uint32_t id);
/* A kernel thread of a process that begins at routine(context). */
struct thread *thread_start_system(struct kernel *kernel,
				   struct process *process, uint64_t routine,
				   uint64_t context);
struct thread *thread_find(struct kernel *kernel, uint64_t ethread);
/* The thread of the CPU whose turn it is, and that CPU. */
struct thread *thread_current(struct kernel *kernel);
struct cpu *cpu_current(struct kernel *kernel);
void thread_ready(struct kernel *kernel, struct thread *thread);
/* It never runs again; its processor is free. */
void thread_end(struct kernel *kernel, struct thread *thread);
/* Runs until the request is done (NULL: until uptime), the machine stops or
 * nothing goes on any more. */
enum kernel_outcome kernel_run(struct kernel *kernel,
			       struct user_request *request, uint64_t until);
/* To write registers of a thread that does not run: borrow gives the engine
 * registers of 0, give_back saves them as the thread's. */
void kernel_borrow(struct kernel *kernel);
void kernel_give_back(struct kernel *kernel, struct thread *thread);
/* What the current processor is at runs on, alone and at HIGH_LEVEL: until it
 * is parked or left, or `most` bytes of instructions are done. */
void kernel_run_frozen(struct kernel *kernel, uint64_t most);
/* Whoever is ready runs until it waits. */
void kernel_settle(struct kernel *kernel);
/* A request whose thread may still come to it. */
void kernel_keep(struct kernel *kernel, struct user_request *request);
void user_request_free(struct user_request *request);
/* Lets the clock go on, with what it sets off. */
void kernel_pass_time(struct kernel *kernel, uint64_t units);
void thread_free(struct kernel *kernel, struct thread *thread);
void kernel_set_irql(struct kernel *kernel, unsigned irql);
/* The idle thread has a processor that idles, with the registers it has. */
void cpu_run_idle(struct kernel *kernel, struct cpu *cpu);
/* Whether the interrupt flag of the thread that the engine holds is set. */
bool cpu_takes_interrupts(struct kernel *kernel, const struct cpu *cpu);
/* What runs on the current processor gives it up, and is not ready. */
void cpu_leave(struct kernel *kernel);
/* The same, but it is ready: for one that may not run there any more. */
void cpu_yield(struct kernel *kernel);
/* The thread that runs gives up its processor: called at KiSwapContext. */
void thread_switch(struct trap *trap);

/* wait.c */
enum dispatcher_type {
	OBJECT_EVENT_NOTIFICATION = 0,
	OBJECT_EVENT_SYNCHRONIZATION = 1,
	OBJECT_MUTANT = 2,
	OBJECT_PROCESS = 3,
	OBJECT_QUEUE = 4,
	OBJECT_SEMAPHORE = 5,
	OBJECT_THREAD = 6,
	OBJECT_GATE = 7,
	OBJECT_TIMER_NOTIFICATION = 8,
	OBJECT_TIMER_SYNCHRONIZATION = 9,
};
/*
 * KeWaitForXxx for the running function: decides how it goes on. When the wait
 * is not over at once the thread is linked to its objects, and the function's
 * call `site`, of KiCommitThreadWait, is made; what that returns is the
 * wait's status. No objects: a delay.
 */
struct wait {
	unsigned count;
	bool any, alertable;
	unsigned reason, mode;
	uint64_t blocks;  /* KWAIT_BLOCK array; 0: the thread's own */
	uint64_t timeout; /* address of a LARGE_INTEGER; 0 none */
	uint64_t objects[WAIT_OBJECTS];
};
void wait_for(struct trap *trap, unsigned site, const struct wait *wait);
/* After an object became signaled: whoever can have it goes on. */
void wait_test(struct kernel *kernel, uint64_t object);
/* Ends a thread's wait: removes its blocks and readies it. */
void wait_finish(struct kernel *kernel, struct thread *thread, uint64_t status);
/* Waits whose time is up. */
void wait_expire(struct kernel *kernel);
/* When the next of them is, 0 never. */
uint64_t wait_next_due(struct kernel *kernel);
/* Sets DISPATCHER_HEADER.SignalState and lets go whoever can have it; returns
 * what it was. */
int32_t object_set(struct kernel *kernel, uint64_t object, int32_t state);

/* api.c */
/* A program's thread makes a system call of so many arguments, 12 at most. */
enum kernel_outcome kernel_ask(struct kernel *kernel, struct thread *thread,
			       const char *service, unsigned count,
			       const uint64_t *arguments, uint32_t *ret_status);
/* api_device.c */
/* A program opens a process; whether it may do with it what it asked for, when
 * all who are asked have been, is *ret_status. Nothing stays open. */
enum kernel_outcome kernel_ask_process(struct kernel *kernel, uint32_t by,
				       uint32_t process, uint32_t access,
				       uint32_t *ret_status);

/* user.c */
/* Gives a thread something to do and wakes it. */
void user_request(struct kernel *kernel, struct thread *thread,
		  struct user_request *request);
/* The thread is back in user mode with a status: what it does next. */
void user_continue(struct kernel *kernel, struct thread *thread,
		   uint64_t status);
/* cmd.exe, services.exe by name; NULL none. */
struct process *process_find(struct kernel *kernel, uint32_t id);
struct process *process_named(struct kernel *kernel, const char *image);
struct thread *process_thread(struct kernel *kernel, struct process *process);

/* fault.c */
/* Enters a handler at its call number `site`, with a trap frame on the stack;
 * false: a double fault. */
bool fault_enter(struct kernel *kernel, const char *handler, unsigned site,
		 uint64_t rip, uint64_t error, uint64_t address);
/* What the CPU did not like. */
void fault_memory(struct kernel *kernel, uint64_t rip, uint64_t address,
		  unsigned access);
/* What a function of the kernel's did not, at rip of it. */
void fault_in_function(struct kernel *kernel, uint64_t rip,
		       const struct memory_fault *fault);
void fault_interrupt(struct kernel *kernel, unsigned number);
void fault_invalid(struct kernel *kernel);
/* KiBugCheckDispatch at the exit of a system call; frame: its trap frame. */
void fault_bugcheck(struct kernel *kernel, uint64_t frame, uint32_t code,
		    uint64_t one, uint64_t two, uint64_t three, uint64_t four);

/* privileged.c */
/* A hlt that is not the kernel's: rip is behind it. */
void privileged_halt(struct kernel *kernel);
/* Does the instruction at rip, which only a kernel may make. False: this one
 * may not either. */
bool privileged_run(struct kernel *kernel, uint64_t rip);
/* RtlRaiseStatus: an exception at the running function's caller. */
void trap_raise(struct trap *trap, uint32_t status);

/* stop.c */
/* After KeBugCheckEx has begun and the others were frozen. */
void stop_machine(struct kernel *kernel);
void stop_idle_registers(struct kernel *kernel, const struct cpu *cpu,
			 uint64_t ret[ENGINE_REGISTERS]);
const char *bugcheck_name(uint32_t code);

/* notmyfault.c */
enum kernel_outcome notmyfault_run(struct kernel *kernel);

#endif
