#include "config.h"
#include "formats/unwind.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "formats/unwind_private.h"

#include <string.h>

enum { FUNCTION_BYTES = 12, PARTS_MOST = 1 << 17 };

enum operation {
	PUSH_NONVOL,
	ALLOC_LARGE,
	ALLOC_SMALL,
	SET_FPREG,
	SAVE_NONVOL,
	SAVE_NONVOL_FAR,
	EPILOG,
	SPARE,
	SAVE_XMM128,
	SAVE_XMM128_FAR,
	PUSH_MACHFRAME,
	OPERATIONS
};

static enum err_code read_function(const struct pe *image, uint32_t rva,
				   struct unwind_function *ret, struct err *err)
{
	uint8_t bytes[FUNCTION_BYTES];
	enum err_code code;

	code = image->read(image->context, rva, bytes, sizeof(bytes), err);
	if (code)
		return code;
	ret->begin = bytes_u32(bytes);
	ret->end = bytes_u32(bytes + 4);
	ret->info = bytes_u32(bytes + 8);
	ret->entry = rva;
	return ERR_OK;
}

enum err_code unwind_find(const struct pe *image, uint32_t rva,
			  struct unwind_function *ret, struct err *err)
{
	struct pe_directory table = image->directories[PE_EXCEPTION];
	uint32_t low = 0, high = table.size / FUNCTION_BYTES;

	if (table.rva > image->image_size ||
	    table.size > image->image_size - table.rva)
		return err_set(err, ERR_FORMAT, table.rva,
			       "its exception directory is outside of it");
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct unwind_function function;
		enum err_code code;

		code = read_function(image, table.rva + middle * FUNCTION_BYTES,
				     &function, err);
		if (code)
			return code;
		if (rva < function.begin) {
			high = middle;
		} else if (rva >= function.end) {
			low = middle + 1;
		} else {
			*ret = function;
			return ERR_OK;
		}
	}
	return err_set(err, ERR_NOT_FOUND, rva, "no function at 0x%x", rva);
}

/* An odd info is the RVA of another RUNTIME_FUNCTION, plus one. */
static enum err_code follow(const struct pe *image,
			    struct unwind_function *function, struct err *err)
{
	struct unwind_function other;
	enum err_code code;

	for (unsigned i = 0; function->info & 1; i++) {
		if (i == LIMIT_UNWIND_CHAIN)
			return err_set(err, ERR_FORMAT, function->begin,
				       "unwind data that leads in a circle");
		code = read_function(image, function->info & ~UINT32_C(1),
				     &other, err);
		if (code)
			return code;
		function->info = other.info;
	}
	return ERR_OK;
}

/* Behind the codes at `at`. Who only walks a stack does without. */
static void read_handler(const struct pe *image, uint32_t at,
			 struct unwind_info *ret)
{
	uint8_t bytes[4];

	ret->handler = ret->handler_data = 0;
	if (!(ret->flags &
	      (UNWIND_EXCEPTION_HANDLER | UNWIND_UNWIND_HANDLER)) ||
	    ret->flags & UNWIND_CHAINED ||
	    image->read(image->context, at, bytes, sizeof(bytes), NULL))
		return;
	ret->handler = bytes_u32(bytes);
	ret->handler_data = at + 4;
}

enum err_code unwind_read_info(const struct pe *image,
			       const struct unwind_function *from,
			       struct unwind_info *ret, struct err *err)
{
	struct unwind_function function = *from;
	uint8_t head[4];
	enum err_code code;
	size_t codes;

	code = follow(image, &function, err);
	if (!code)
		code = image->read(image->context, function.info, head,
				   sizeof(head), err);
	if (code)
		return code;
	ret->version = head[0] & 7;
	ret->flags = head[0] >> 3;
	ret->prologue = head[1];
	ret->count = head[2];
	ret->frame_register = head[3] & 15;
	ret->frame_offset = (head[3] >> 4) * 16u;
	if (ret->version != 1 && ret->version != 2)
		return err_set(err, ERR_FORMAT, function.info,
			       "unwind data of version %u", ret->version);
	codes = (ret->count + 1u) & ~1u;
	code = image->read(image->context, function.info + 4, ret->codes,
			   ret->count * 2u, err);
	if (code)
		return code;
	read_handler(image, function.info + 4 + (uint32_t)codes * 2, ret);
	if (!(ret->flags & UNWIND_CHAINED))
		return ERR_OK;
	return read_function(image, function.info + 4 + (uint32_t)codes * 2,
			     &ret->chained, err);
}

/* Code units that an operation takes; 0 for one that there is not. */
static unsigned count_slots(const struct unwind_info *info, unsigned at)
{
	static const uint8_t slots[OPERATIONS] = { 1, 2, 1, 1, 2, 3,
						   1, 2, 2, 3, 1 };
	unsigned operation = info->codes[at * 2 + 1] & 15;
	unsigned argument = info->codes[at * 2 + 1] >> 4;

	if (operation >= OPERATIONS)
		return 0;
	if (operation == ALLOC_LARGE)
		return argument == 0 ? 2 : argument == 1 ? 3 : 0;
	if (operation == PUSH_MACHFRAME && argument > 1)
		return 0;
	if (operation == EPILOG && info->version == 1)
		return 2; /* an old way to save half an XMM register */
	if (operation == SPARE && info->version == 1)
		return 3;
	return slots[operation];
}

/* The operand behind a code of 2 (scaled) or 3 slots. */
static uint32_t operand(const struct unwind_info *info, unsigned at,
			unsigned slots, uint32_t scale)
{
	const uint8_t *bytes = info->codes + (at + 1) * 2;

	return slots == 3 ? bytes_u32(bytes) : bytes_u16(bytes) * scale;
}

struct walk {
	const struct pe *image;
	unwind_read *read;
	void *context;
	struct unwind_frame frame;
	struct unwind_step step;
	uint64_t frame_base;
	bool found_rip; /* by a machine frame */
};

static enum err_code read_u64(struct walk *walk, uint64_t address,
			      uint64_t *ret, struct err *err)
{
	uint8_t bytes[8];
	enum err_code code;

	code = walk->read(walk->context, address, bytes, sizeof(bytes), err);
	if (code)
		return code;
	*ret = bytes_u64(bytes);
	return ERR_OK;
}

static enum err_code pop(struct walk *walk, uint64_t *ret, struct err *err)
{
	uint64_t value, *stack = &walk->frame.registers[UNWIND_RSP];
	enum err_code code = read_u64(walk, *stack, &value, err);

	if (code)
		return code;
	*stack += 8;
	*ret = value;
	return ERR_OK;
}

static enum err_code pop_return(struct walk *walk, struct err *err)
{
	walk->step.return_slot = walk->frame.registers[UNWIND_RSP];
	return pop(walk, &walk->frame.rip, err);
}

/* SS, RSP, EFLAGS, CS, RIP as the CPU pushed them, maybe an error code. */
static enum err_code pop_machine_frame(struct walk *walk, bool error_code,
				       struct err *err)
{
	uint64_t at = walk->frame.registers[UNWIND_RSP] + (error_code ? 8 : 0);
	enum err_code code;
	uint64_t cs;

	code = read_u64(walk, at, &walk->frame.rip, err);
	if (!code)
		code = read_u64(walk, at + 8, &cs, err);
	if (code)
		return code;
	walk->step.return_slot = at;
	walk->step.machine_frame = true;
	walk->step.kernel = (cs & 3) == 0;
	walk->found_rip = true;
	return read_u64(walk, at + 24, &walk->frame.registers[UNWIND_RSP], err);
}

static enum err_code undo(struct walk *walk, const struct unwind_info *info,
			  unsigned at, unsigned slots, struct err *err)
{
	uint64_t *registers = walk->frame.registers;
	unsigned argument = info->codes[at * 2 + 1] >> 4;

	switch ((enum operation)(info->codes[at * 2 + 1] & 15)) {
	case PUSH_NONVOL:
		return pop(walk, &registers[argument], err);
	case ALLOC_LARGE:
		registers[UNWIND_RSP] += operand(info, at, slots, 8);
		return ERR_OK;
	case ALLOC_SMALL:
		registers[UNWIND_RSP] += argument * 8u + 8u;
		return ERR_OK;
	case SET_FPREG:
		registers[UNWIND_RSP] =
			registers[info->frame_register] - info->frame_offset;
		return ERR_OK;
	case SAVE_NONVOL:
	case SAVE_NONVOL_FAR:
		return read_u64(walk,
				walk->frame_base + operand(info, at, slots, 8),
				&registers[argument], err);
	case PUSH_MACHFRAME:
		return pop_machine_frame(walk, argument, err);
	case EPILOG: /* says where epilogues are; undoes nothing */
	case SPARE:
	case SAVE_XMM128: /* we keep no vector registers */
	case SAVE_XMM128_FAR:
	case OPERATIONS:
		break;
	}
	return ERR_OK;
}

/*
 * What offsets of saved registers count from: the frame register once the
 * prologue has set it, else the stack pointer.
 */
static uint64_t find_frame_base(const struct walk *walk,
				const struct unwind_info *info, uint32_t offset)
{
	const uint64_t *registers = walk->frame.registers;
	bool set = offset >= info->prologue;

	if (!info->frame_register)
		return registers[UNWIND_RSP];
	for (unsigned at = 0; !set && at < info->count;) {
		unsigned slots = count_slots(info, at);

		if (!slots)
			break;
		if ((info->codes[at * 2 + 1] & 15) == SET_FPREG &&
		    info->codes[at * 2] <= offset)
			set = true;
		at += slots;
	}
	return set ? registers[info->frame_register] - info->frame_offset
		   : registers[UNWIND_RSP];
}

/* Undoes what of the prologue has run at offset into the function. */
static enum err_code undo_all(struct walk *walk, const struct unwind_info *info,
			      uint32_t offset, struct err *err)
{
	unsigned at = 0;

	walk->frame_base = find_frame_base(walk, info, offset);
	while (at < info->count) {
		unsigned slots = count_slots(info, at);
		bool epilog = info->version == 2 &&
			      (info->codes[at * 2 + 1] & 15) == EPILOG;
		enum err_code code = ERR_OK;

		if (!slots || slots > info->count - at)
			return err_set(err, ERR_FORMAT, at,
				       "an unwind code that there is not: %u",
				       info->codes[at * 2 + 1]);
		if (!epilog && info->codes[at * 2] <= offset)
			code = undo(walk, info, at, slots, err);
		if (code)
			return code;
		at += slots;
		/* an odd number of those is filled up */
		if (epilog && at == 1 && info->count > 1 &&
		    !bytes_u16(info->codes + 2))
			at++;
	}
	return ERR_OK;
}

static enum err_code undo_chain(struct walk *walk,
				const struct unwind_function *function,
				struct unwind_info *info, uint32_t offset,
				struct err *err)
{
	struct unwind_function primary = *function;
	enum err_code code;

	for (unsigned i = 0;; i++) {
		code = undo_all(walk, info, offset, err);
		if (code)
			return code;
		if (walk->found_rip)
			break;
		if (!(info->flags & UNWIND_CHAINED))
			break;
		if (i == LIMIT_UNWIND_CHAIN)
			return err_set(err, ERR_FORMAT, function->begin,
				       "unwind data chained without end");
		primary = info->chained;
		code = unwind_read_info(walk->image, &primary, info, err);
		if (code)
			return code;
		/* all of an outer one's prologue has run */
		offset = UINT32_MAX;
	}
	walk->step.function = primary.begin;
	return walk->found_rip ? ERR_OK : pop_return(walk, err);
}

/* add rsp or lea rsp, the pops, and then the return. */
static enum err_code undo_epilogue(struct walk *walk,
				   const struct unwind_epilogue *epilogue,
				   const struct unwind_info *info,
				   struct err *err)
{
	uint64_t *registers = walk->frame.registers;

	if (epilogue->from_frame)
		registers[UNWIND_RSP] = registers[info->frame_register];
	registers[UNWIND_RSP] += (uint64_t)(int64_t)epilogue->adjust;
	for (unsigned i = 0; i < epilogue->pops; i++) {
		enum err_code code =
			pop(walk, &registers[epilogue->popped[i]], err);

		if (code)
			return code;
	}
	return pop_return(walk, err);
}

/* info: of the whole function. */
static void give_handler(struct walk *walk, const struct unwind_info *info)
{
	walk->step.handler = info->handler;
	walk->step.handler_data = info->handler_data;
	walk->step.catches =
		info->handler && info->flags & UNWIND_EXCEPTION_HANDLER;
	walk->step.unwinds =
		info->handler && info->flags & UNWIND_UNWIND_HANDLER;
}

static enum err_code step(struct walk *walk, uint32_t rva, struct err *err)
{
	struct unwind_epilogue epilogue;
	struct unwind_function function;
	struct unwind_info info;
	enum err_code code;
	bool in_body;

	code = unwind_find(walk->image, rva, &function, err);
	if (code == ERR_NOT_FOUND) {
		walk->step.leaf = true;
		return pop_return(walk, err);
	}
	if (!code)
		code = unwind_read_info(walk->image, &function, &info, err);
	if (code)
		return code;
	walk->step.function = function.begin;
	walk->step.entry = function.entry;
	in_body = rva - function.begin >= info.prologue ||
		  (info.flags & UNWIND_CHAINED);
	if (in_body &&
	    unwind_find_epilogue(walk->image, &function, &info, rva, &epilogue))
		return undo_epilogue(walk, &epilogue, &info, err);
	walk->step.establisher =
		find_frame_base(walk, &info, rva - function.begin);
	code = undo_chain(walk, &function, &info, rva - function.begin, err);
	if (!code && in_body)
		give_handler(walk, &info);
	return code;
}

enum err_code unwind_next(const struct pe *image, uint64_t base,
			  unwind_read *read, void *context,
			  struct unwind_frame *frame, struct unwind_step *ret,
			  struct err *err)
{
	struct walk walk = {
		.image = image,
		.read = read,
		.context = context,
		.frame = *frame,
	};
	enum err_code code;

	if (frame->rip < base || frame->rip - base >= image->image_size)
		return err_set(err, ERR_FORMAT, frame->rip,
			       "not an address in the image");
	code = step(&walk, (uint32_t)(frame->rip - base), err);
	if (code)
		return code;
	*frame = walk.frame;
	*ret = walk.step;
	return ERR_OK;
}

/* Where the function begins that a piece is chained to. */
static bool find_whole(const struct pe *image, struct unwind_function function,
		       uint32_t *ret)
{
	struct unwind_info info;

	for (unsigned i = 0; i <= LIMIT_UNWIND_CHAIN; i++) {
		if (unwind_read_info(image, &function, &info, NULL))
			return false;
		if (!(info.flags & UNWIND_CHAINED)) {
			*ret = function.begin;
			return true;
		}
		function = info.chained;
	}
	return false;
}

bool unwind_part(const struct pe *image, uint32_t rva, uint32_t *ret_part,
		 uint32_t *ret_function)
{
	struct unwind_function function;

	if (unwind_find(image, rva, &function, NULL) ||
	    !find_whole(image, function, ret_function))
		return false;
	*ret_part = function.begin;
	return true;
}

bool unwind_bounds(const struct pe *image, uint32_t rva, uint32_t *ret_begin,
		   uint32_t *ret_end)
{
	struct unwind_function function;

	if (unwind_find(image, rva, &function, NULL))
		return false;
	*ret_begin = function.begin;
	*ret_end = function.end;
	return true;
}

void unwind_each_part(const struct pe *image, uint32_t function,
		      unwind_visit_part *visit, void *context)
{
	struct pe_directory table = image->directories[PE_EXCEPTION];
	struct unwind_function part;
	uint32_t whole;

	if (table.size > PARTS_MOST * FUNCTION_BYTES)
		table.size = PARTS_MOST * FUNCTION_BYTES;
	if (table.rva > image->image_size ||
	    table.size > image->image_size - table.rva)
		return;
	for (uint32_t at = 0; table.size - at >= FUNCTION_BYTES;
	     at += FUNCTION_BYTES)
		if (read_function(image, table.rva + at, &part, NULL) ==
			    ERR_OK &&
		    part.end > part.begin && find_whole(image, part, &whole) &&
		    whole == function)
			visit(context, part.begin, part.end);
}
