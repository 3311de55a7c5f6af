#include "config.h"
#include "kernel/frames.h"

#include "base/bytes.h"
#include "formats/pe_write.h"
#include "kernel/load.h"

#include <string.h>

enum {
	/* of RFLAGS: arithmetic, trap, interrupt and direction flag; and the
	 * bit that is always set */
	FLAGS_RESTORED = 0xfd5,
	FLAG_ALWAYS = 2,
};

struct guest_image {
	struct kernel *kernel;
	uint64_t base;
};

static enum err_code read_image(void *context, uint32_t rva, void *ret,
				size_t size, struct err *err)
{
	const struct guest_image *image = context;

	if (memory_peek(MEMORY(image->kernel), image->base + rva, ret, size))
		return ERR_OK;
	return err_set(err, ERR_FAULT, rva, "not in memory");
}

static enum err_code read_stack(void *context, uint64_t address, void *ret,
				size_t size, struct err *err)
{
	if (memory_peek(context, address, ret, size))
		return ERR_OK;
	return err_set(err, ERR_FAULT, address, "not in memory");
}

static uint64_t image_base(struct kernel *kernel, uint64_t rip)
{
	const struct driver *driver;

	if (rip - kernel->code->base < kernel->code->size)
		return kernel->code->base;
	driver = driver_at(kernel, rip);
	return driver ? driver->base : 0;
}

/* Where nothing is known of the code, a return address is taken to be at rsp.
 */
static bool find_wild(struct kernel *kernel, struct frame *frame)
{
	uint64_t *rsp = &frame->up.registers[UNWIND_RSP];
	uint8_t bytes[8];

	frame->step.leaf = true;
	if (!frame->faulted ||
	    !memory_peek(MEMORY(kernel), *rsp, bytes, sizeof(bytes)))
		return false;
	frame->up.rip = bytes_u64(bytes);
	*rsp += sizeof(bytes);
	return true;
}

bool frame_find(struct kernel *kernel, struct frame *frame)
{
	struct guest_image image = { kernel,
				     image_base(kernel, frame->at.rip) };
	struct pe pe;

	frame->image = image.base;
	frame->up = frame->at;
	memset(&frame->step, 0, sizeof(frame->step));
	if (!image.base)
		return find_wild(kernel, frame);
	if (pe_parse(read_image, &image, &pe, NULL))
		return false;
	return unwind_next(&pe, image.base, read_stack, MEMORY(kernel),
			   &frame->up, &frame->step, NULL) == ERR_OK;
}

void frame_next(struct frame *frame)
{
	frame->at = frame->up;
	frame->faulted = frame->step.machine_frame;
}

/* ---- a CONTEXT ---- */

static struct nt_place context_field(size_t number)
{
	static const char *const fields[ENGINE_REGISTERS] = {
		"Rax", "Rcx", "Rdx", "Rbx", "Rsp", "Rbp", "Rsi", "Rdi", "R8",
		"R9",  "R10", "R11", "R12", "R13", "R14", "R15", "Rip", "EFlags"
	};
	struct nt_place place = { 0 };

	return *nt_place_of("_CONTEXT", fields[number], &place);
}

void context_put(struct kernel *kernel, uint64_t at,
		 const uint64_t registers[ENGINE_REGISTERS])
{
	for (size_t i = 0; i < ENGINE_REGISTERS; i++) {
		struct nt_place place = context_field(i);

		nt_put(kernel, at, &place, registers[i]);
	}
}

_Static_assert((int)ENGINE_RAX == (int)UNWIND_RAX &&
		       (int)ENGINE_RSP == (int)UNWIND_RSP &&
		       (int)ENGINE_R15 == (int)UNWIND_R15 &&
		       (int)ENGINE_RIP == (int)UNWIND_REGISTERS,
	       "the engine and the unwinder number registers alike");

void frame_load(struct kernel *kernel, uint64_t context,
		struct unwind_frame *ret)
{
	for (size_t i = 0; i < UNWIND_REGISTERS; i++) {
		struct nt_place place = context_field(i);

		ret->registers[i] = nt_get(kernel, context, &place);
	}
	ret->rip = NT_GET(kernel, context, "_CONTEXT", "Rip");
}

void frame_store(struct kernel *kernel, uint64_t context,
		 const struct unwind_frame *frame)
{
	uint64_t registers[ENGINE_REGISTERS];

	memcpy(registers, frame->registers, sizeof(frame->registers));
	registers[ENGINE_RIP] = frame->rip;
	registers[ENGINE_RFLAGS] =
		NT_GET(kernel, context, "_CONTEXT", "EFlags");
	context_put(kernel, context, registers);
}

void frame_resume(struct trap *trap, const struct unwind_frame *frame,
		  uint64_t flags)
{
	struct engine *engine = trap->kernel->engine;

	for (int i = 0; i < UNWIND_REGISTERS; i++)
		engine_set(engine, (enum engine_register)i,
			   frame->registers[i]);
	engine_set(engine, ENGINE_RFLAGS,
		   (flags & FLAGS_RESTORED) | FLAG_ALWAYS);
	trap_go(trap, frame->rip, frame->registers[UNWIND_RSP]);
	/* nobody is to blame any more */
	trap->kernel->stop.driver[0] = '\0';
}
