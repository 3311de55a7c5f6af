#include "config.h"
#include "target/modules.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SCAN = 1024,	     /* quadwords looked at for a return address */
	TRAP_RIP = 0x168,    /* _KTRAP_FRAME.Rip: the same in 19041 and 22000 */
	OTHER_STACK = 0x8000 /* farther down is another one, as for DPCs */
};

struct walk {
	struct target *target;
	struct target_frame *frames;
	size_t count, room;
	char *why; /* of 512 bytes */
};

static enum err_code read_stack(void *context, uint64_t address, void *ret,
				size_t size, struct err *err)
{
	struct target *target = context;

	return target_read(target, address, ret, size, err);
}

static struct target_frame *add_frame(struct walk *walk,
				      const struct target_registers *registers)
{
	struct target_frame *frame;

	walk->frames = mem_grow(walk->frames, &walk->room, walk->count + 1,
				sizeof(*walk->frames));
	frame = &walk->frames[walk->count++];
	*frame = (struct target_frame){
		.stack = registers->frame.registers[UNWIND_RSP],
		.rip = registers->frame.rip,
		.registers = *registers,
	};
	return frame;
}

/* Whether the last frame is where the walk began, or where the kernel was
 * interrupted: its registers are whole, and not what a callee left of them. */
static bool is_whole(const struct walk *walk)
{
	return walk->count == 1 || walk->frames[walk->count - 2].kernel;
}

/* A jump into nowhere, or into a driver that is gone, leaves the caller's
 * return address at the top. */
static enum err_code step_outside(struct walk *walk,
				  struct target_registers *registers,
				  struct err *err)
{
	uint64_t *stack = &registers->frame.registers[UNWIND_RSP];
	enum err_code code;

	if (!is_whole(walk))
		return err_set(err, ERR_NOT_FOUND, 0,
			       registers->frame.rip >> 47
				       ? "no module is at %016llx"
				       : "user mode begins at %016llx",
			       (unsigned long long)registers->frame.rip);
	code = target_read_u64(walk->target, *stack, &registers->frame.rip,
			       err);
	if (!code)
		*stack += 8;
	return code;
}

static enum err_code step(struct walk *walk, struct target_registers *registers,
			  struct unwind_step *ret, struct err *err)
{
	uint64_t rip = registers->frame.rip;
	const struct target_module *module =
		target_module_at(walk->target, rip);
	enum err_code code;

	*ret = (struct unwind_step){ 0 };
	if (!module)
		return step_outside(walk, registers, err);
	if (!module->has_pe)
		return err_set(err, ERR_NOT_FOUND, rip,
			       "the image of %s is not in memory",
			       module->name);
	code = unwind_next(&module->pe, module->base, read_stack, walk->target,
			   &registers->frame, ret, err);
	if (code)
		err_prefix(err, "%s", module->name);
	return code;
}

static bool is_module(struct target *target, uint64_t address)
{
	return target_module_at(target, address) != NULL;
}

/*
 * Whether a call ends at an address: call rel32 to a module's code, call
 * register (with or without a prefix), call [rip+x], call [register+x].
 */
static bool follows_call(struct target *target, uint64_t address)
{
	uint8_t code[8];
	int32_t distance;

	if (target_read(target, address - sizeof(code), code, sizeof(code),
			NULL))
		return false;
	distance = (int32_t)bytes_u32(code + 4);
	if (code[3] == 0xe8 &&
	    is_module(target, address + (uint64_t)(int64_t)distance))
		return true;
	return (code[6] == 0xff && (code[7] & 0xf8) == 0xd0) ||
	       (code[2] == 0xff && code[3] == 0x15) ||
	       (code[2] == 0xff && (code[3] & 0xf8) == 0x90) ||
	       (code[5] == 0xff && (code[6] & 0xf8) == 0x50) ||
	       (code[4] == 0xff && code[5] == 0x54 && code[6] == 0x24);
}

/*
 * A triage dump has the stack but no unwind data: there the next value that
 * may be a return address is taken for one. The other registers are lost.
 */
static bool guess(struct walk *walk, struct target_registers *registers)
{
	uint64_t stack = registers->frame.registers[UNWIND_RSP];

	for (unsigned i = 0; i < SCAN; i++) {
		uint64_t at = stack + 8 * (uint64_t)i, value;

		if (target_read_u64(walk->target, at, &value, NULL))
			return false;
		if (!is_module(walk->target, value) ||
		    !follows_call(walk->target, value))
			continue;
		registers->frame.rip = value;
		registers->frame.registers[UNWIND_RSP] = at + 8;
		return true;
	}
	return false;
}

/* At its first instruction a function has its return address at the top. */
static bool step_entry(struct walk *walk, struct target_registers *registers)
{
	uint64_t *stack = &registers->frame.registers[UNWIND_RSP];
	char name[128];

	target_name(walk->target, registers->frame.rip, name, sizeof(name));
	if (!strchr(name, '!') || strchr(name, '+') ||
	    target_read_u64(walk->target, *stack, &registers->frame.rip, NULL))
		return false;
	*stack += 8;
	return true;
}

/* Whether a step failed for want of the image, not of the stack. */
static bool lacks_image(struct walk *walk, const struct err *err)
{
	return err->code == ERR_FAULT && is_module(walk->target, err->at);
}

/* What the frame was, now that it is left. */
static void leave(struct target_frame *frame,
		  const struct target_registers *registers,
		  const struct unwind_step *done)
{
	frame->machine_frame = done->machine_frame;
	frame->kernel = done->machine_frame && done->kernel;
	frame->ret = registers->frame.rip;
	/* below where it left the stack, unless a trap pushed it */
	if (done->machine_frame)
		frame->trap = done->return_slot - TRAP_RIP;
	else
		frame->return_slot = registers->frame.registers[UNWIND_RSP] - 8;
}

static bool turns_back(const struct target_frame *frame,
		       const struct target_registers *registers)
{
	uint64_t stack = registers->frame.registers[UNWIND_RSP];

	return stack <= frame->stack && frame->stack - stack < OTHER_STACK &&
	       !frame->machine_frame;
}

/* Frames until there is none; why says what kept it from the end. */
static void walk_frames(struct walk *walk, struct target_registers *registers)
{
	struct target_frame *frame = add_frame(walk, registers);

	for (;;) {
		struct unwind_step done;
		bool guessed = false;
		struct err err;

		if (step(walk, registers, &done, &err)) {
			bool image = lacks_image(walk, &err);
			bool entry = image && step_entry(walk, registers);

			guessed = image && !entry && guess(walk, registers);
			if (!entry && !guessed) {
				snprintf(walk->why, 512, "%s", err.message);
				return;
			}
		}
		leave(frame, registers, &done);
		/* a call of nothing is a frame too */
		if (!registers->frame.rip && !done.kernel)
			return;
		if (turns_back(frame, registers)) {
			snprintf(walk->why, 512, "the stack turns back");
			return;
		}
		if (walk->count == LIMIT_FRAMES) {
			snprintf(walk->why, 512, "more than %u frames",
				 LIMIT_FRAMES);
			return;
		}
		frame = add_frame(walk, registers);
		frame->guessed = guessed;
	}
}

/* Whether what is at address 0 was called: who did stands on the stack. */
static bool was_called(struct target *target,
		       const struct target_registers *registers)
{
	uint64_t caller;

	return target_read_u64(target, registers->frame.registers[UNWIND_RSP],
			       &caller, NULL) == ERR_OK &&
	       is_module(target, caller) && follows_call(target, caller);
}

enum err_code target_stack(struct target *target,
			   const struct target_registers *from,
			   struct target_frame **ret, size_t *ret_count,
			   const char **ret_why, struct err *err)
{
	struct walk walk = { .target = target,
			     .why = modules_get(target)->why };
	struct target_registers registers = *from;
	size_t guesses = 0;

	if (!from->frame.rip && !was_called(target, from))
		return err_set(err, ERR_NOT_FOUND, 0,
			       "no registers to walk a stack from");
	*walk.why = '\0';
	walk_frames(&walk, &registers);
	for (size_t i = 0; i < walk.count; i++)
		guesses += walk.frames[i].guessed;
	if (guesses)
		snprintf(walk.why, 512,
			 "unwind data is not in the dump, so %zu of the frames "
			 "are guesses: return addresses found on the stack",
			 guesses);
	*ret = walk.frames;
	*ret_count = walk.count;
	if (ret_why)
		*ret_why = walk.why;
	return ERR_OK;
}
