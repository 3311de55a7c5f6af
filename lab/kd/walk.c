#include "config.h"
#include "kd/walk.h"

#include "base/limits.h"
#include "kd/private.h"

#include <string.h>

bool walk_list(struct target *target, uint64_t head, uint32_t inset,
	       walk_visit *visit, void *context)
{
	uint64_t at;

	if (!head || target_read_u64(target, head, &at, NULL))
		return false;
	for (unsigned i = 0; i < LIMIT_LIST; i++) {
		if (at == head)
			return true;
		if (!visit(context, at - inset))
			return true;
		if (target_read_u64(target, at, &at, NULL))
			return false;
	}
	return false;
}

bool walk_processes(struct target *target, walk_visit *visit, void *context)
{
	const struct dump_header *header = target_info(target)->header;
	uint64_t head = header ? header->active_processes : 0;

	if (!head &&
	    target_symbol(target, "nt!PsActiveProcessHead", &head, NULL, NULL))
		return false;
	return walk_list(target, head,
			 target_offset(target, "nt!_EPROCESS",
				       "ActiveProcessLinks", 0x448),
			 visit, context);
}

bool walk_threads(struct target *target, uint64_t process, walk_visit *visit,
		  void *context)
{
	return walk_list(
		target,
		process + target_offset(target, "nt!_EPROCESS",
					"ThreadListHead", 0x5e0),
		target_offset(target, "nt!_ETHREAD", "ThreadListEntry", 0x4e8),
		visit, context);
}

/* ---- a thread ---- */

static uint64_t field(struct target *target, uint64_t thread, const char *name,
		      uint32_t fallback, unsigned bytes)
{
	uint64_t value;

	return print_field(target, thread, "nt!_KTHREAD", name, fallback, bytes,
			   &value)
		       ? value
		       : 0;
}

static uint64_t outer(struct target *target, uint64_t thread, const char *name,
		      uint32_t fallback, uint32_t more)
{
	uint32_t offset = target_offset(target, "nt!_ETHREAD", name, fallback);

	return print_pointer(target, thread + offset + more);
}

bool walk_read_thread(struct target *target, uint64_t thread,
		      struct walk_thread *ret)
{
	struct walk_thread read = { .thread = thread };
	uint64_t first;

	if (!thread || target_read_u64(target, thread, &first, NULL))
		return false;
	read.process = field(target, thread, "Process", 0x220, 8);
	read.pid = outer(target, thread, "Cid", 0x478, 0);
	read.tid = outer(target, thread, "Cid", 0x478, 8);
	read.start = outer(target, thread, "Win32StartAddress", 0x4d0, 0);
	read.teb = field(target, thread, "Teb", 0xf0, 8);
	read.stack_init = field(target, thread, "InitialStack", 0x28, 8);
	read.stack_limit = field(target, thread, "StackLimit", 0x30, 8);
	read.stack_base = field(target, thread, "StackBase", 0x38, 8);
	read.stack_current = field(target, thread, "KernelStack", 0x58, 8);
	read.wait_block = field(target, thread, "WaitBlockList", 0xd0, 8);
	read.switches = field(target, thread, "ContextSwitches", 0x154, 4);
	read.wait_time = field(target, thread, "WaitTime", 0x1b4, 4);
	read.kernel_time = field(target, thread, "KernelTime", 0x28c, 4);
	read.user_time = field(target, thread, "UserTime", 0x2dc, 4);
	read.alertable = field(target, thread, "MiscFlags", 0x74, 4) & 0x10;
	read.state = (uint8_t)field(target, thread, "State", 0x184, 1);
	read.reason = (uint8_t)field(target, thread, "WaitReason", 0x283, 1);
	read.wait_mode = (uint8_t)field(target, thread, "WaitMode", 0x187, 1);
	read.priority = (uint8_t)field(target, thread, "Priority", 0xc3, 1);
	read.base_priority =
		(uint8_t)field(target, thread, "BasePriority", 0x233, 1);
	if (read.wait_block)
		read.wait_object = print_pointer(
			target, read.wait_block +
					target_offset(target, "nt!_KWAIT_BLOCK",
						      "Object", 0x20));
	print_process_name(target, read.process, read.image,
			   sizeof(read.image));
	*ret = read;
	return true;
}

int walk_running_on(struct target *target, uint64_t thread)
{
	uint32_t count = target_info(target)->processors;
	uint64_t current;

	for (unsigned cpu = 0; cpu < count && cpu < LIMIT_CPUS; cpu++)
		if (target_cpu_thread(target, cpu, &current, NULL) == ERR_OK &&
		    current == thread)
			return (int)cpu;
	return -1;
}

size_t walk_waiters(struct target *target, uint64_t object)
{
	uint64_t head = object + target_offset(target, "nt!_DISPATCHER_HEADER",
					       "WaitListHead", 8);
	uint64_t at;
	size_t count = 0;

	if (target_read_u64(target, head, &at, NULL))
		return 0;
	while (at != head && count < LIMIT_LIST) {
		count++;
		if (target_read_u64(target, at, &at, NULL))
			break;
	}
	return count;
}

/* ---- names of numbers ---- */

const char *walk_state(uint8_t state)
{
	static const char *const names[] = {
		"Initialized", "Ready",
		"Running",     "Standby",
		"Terminated",  "Waiting",
		"Transition",  "DeferredReady",
		"GateWait",    "WaitingForProcessInSwap"
	};

	return state < sizeof(names) / sizeof(*names) ? names[state] : "?";
}

const char *walk_reason(uint8_t reason)
{
	static const char *const names[] = {
		"Executive",	    "FreePage",		 "PageIn",
		"PoolAllocation",   "DelayExecution",	 "Suspended",
		"UserRequest",	    "WrExecutive",	 "WrFreePage",
		"WrPageIn",	    "WrPoolAllocation",	 "WrDelayExecution",
		"WrSuspended",	    "WrUserRequest",	 "WrEventPair",
		"WrQueue",	    "WrLpcReceive",	 "WrLpcReply",
		"WrVirtualMemory",  "WrPageOut",	 "WrRendezvous",
		"WrKeyedEvent",	    "WrTerminated",	 "WrProcessInSwap",
		"WrCpuRateControl", "WrCalloutStack",	 "WrKernel",
		"WrResource",	    "WrPushLock",	 "WrMutex",
		"WrQuantumEnd",	    "WrDispatchInt",	 "WrPreempted",
		"WrYieldExecution", "WrFastMutex",	 "WrGuardedMutex",
		"WrRundown",	    "WrAlertByThreadId", "WrDeferredPreempt",
		"WrPhysicalFault"
	};

	return reason < sizeof(names) / sizeof(*names) ? names[reason] : "?";
}

const char *walk_object(uint8_t type)
{
	static const char *const names[] = { "NotificationEvent",
					     "SynchronizationEvent",
					     "Mutant",
					     "ProcessObject",
					     "QueueObject",
					     "Semaphore Limit",
					     "Thread",
					     "Gate",
					     "NotificationTimer",
					     "SynchronizationTimer" };

	type &= 0x7f; /* bit 7 is the object's lock */
	return type < sizeof(names) / sizeof(*names) ? names[type] : "Unknown";
}
