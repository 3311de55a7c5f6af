#include "config.h"
#include "target/private.h"

#include "base/bytes.h"

#include <string.h>

/*
 * A thread that waits has left its registers on its stack: where
 * KTHREAD.KernelStack points there are an APC bypass at 0x28, rbp at 0x30 and
 * the return address at 0x38; the caller's stack follows.
 */
enum {
	SWITCH_RBP = 0x30,
	SWITCH_RETURN = 0x38,
	SWITCH_BYTES = 0x40,
	OBJECT_THREAD = 6, /* DISPATCHER_HEADER.Type */
};

static enum err_code check_thread(struct target *target, uint64_t thread,
				  struct err *err)
{
	enum err_code code;
	uint8_t type;

	code = target_read(target, thread, &type, 1, err);
	if (code || (type & 0x7f) == OBJECT_THREAD)
		return code;
	return err_set(err, ERR_USAGE, thread,
		       "no thread is at %016llx: its first byte is 0x%02x",
		       (unsigned long long)thread, type);
}

static enum err_code read_waiting(struct target *target, uint64_t thread,
				  struct target_registers *ret, struct err *err)
{
	struct target_registers registers = { .cs = 0x10, .ss = 0x18 };
	uint8_t bytes[SWITCH_BYTES];
	enum err_code code;
	uint64_t stack;

	code = target_read_u64(target, thread + target->kdbg.thread_stack,
			       &stack, err);
	if (!code)
		code = target_read(target, stack, bytes, sizeof(bytes), err);
	if (code)
		return code;
	registers.frame.rip = bytes_u64(bytes + SWITCH_RETURN);
	registers.frame.registers[UNWIND_RBP] = bytes_u64(bytes + SWITCH_RBP);
	registers.frame.registers[UNWIND_RSP] = stack + SWITCH_BYTES;
	*ret = registers;
	return ERR_OK;
}

static bool find_cpu(struct target *target, uint64_t thread, unsigned *ret)
{
	for (unsigned cpu = 0; cpu < target->info.processors; cpu++) {
		uint64_t current;

		if (target_cpu_thread(target, cpu, &current, NULL) == ERR_OK &&
		    current == thread) {
			*ret = cpu;
			return true;
		}
	}
	return false;
}

enum err_code target_set_thread(struct target *target, uint64_t thread,
				struct err *err)
{
	struct target_context context = target->context;
	unsigned cpu = target->info.current_cpu;
	enum err_code code = ERR_OK;
	bool back = !thread;

	if (back)
		code = target_cpu_thread(target, cpu, &thread, err);
	if (!code)
		code = check_thread(target, thread, err);
	if (code)
		return code;
	context.thread = thread;
	if (target_read_u64(target, thread + target->kdbg.thread_process,
			    &context.process, NULL))
		context.process = 0;
	if (find_cpu(target, thread, &context.cpu))
		code = target_cpu_registers(target, context.cpu,
					    &context.registers, err);
	else
		code = read_waiting(target, thread, &context.registers, err);
	if (code)
		return code;
	context.changed = !back;
	target->context = context;
	return ERR_OK;
}
