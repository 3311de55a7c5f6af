#include "config.h"
#include "formats/unwind_private.h"

#include "base/bytes.h"
#include "base/limits.h"

#include <string.h>

/* add rsp (7), 16 pops of 2, a jump (6) */
enum { CODE_BYTES = 7 + 16 * 2 + 6, EPILOG = 6 };

struct code {
	const struct pe *image;
	const struct unwind_function *function;
	uint8_t bytes[CODE_BYTES];
	size_t size, at;
};

static bool read_code(struct code *code, uint32_t rva)
{
	size_t size = sizeof(code->bytes);

	while (size > 0 && code->image->read(code->image->context, rva,
					     code->bytes, size, NULL))
		size--;
	code->size = size;
	return size > 0;
}

static bool starts(const struct code *code, const char *bytes, size_t size)
{
	return size <= code->size - code->at &&
	       memcmp(code->bytes + code->at, bytes, size) == 0;
}

/* The displacement of lea rsp,[frame+disp]; false: it is something else. */
static bool take_lea(struct code *code, const struct unwind_info *info,
		     struct unwind_epilogue *epilogue)
{
	const uint8_t *bytes = code->bytes + code->at;
	size_t left = code->size - code->at, size = 3;
	unsigned frame = info->frame_register;

	if (!frame || left < 4 || bytes[1] != 0x8d ||
	    bytes[0] != (frame >= 8 ? 0x49 : 0x48) ||
	    (bytes[2] & 0x3f) != (4 << 3 | (frame & 7)))
		return false;
	if ((frame & 7) == 4 && bytes[size++] != 0x24)
		return false;
	if (bytes[2] >> 6 == 1 && left >= size + 1) {
		epilogue->adjust = (int8_t)bytes[size];
		size += 1;
	} else if (bytes[2] >> 6 == 2 && left >= size + 4) {
		epilogue->adjust = (int32_t)bytes_u32(bytes + size);
		size += 4;
	} else {
		return false;
	}
	epilogue->from_frame = true;
	code->at += size;
	return true;
}

/* mov rsp,frame is what lea without a displacement would be. */
static bool take_mov(struct code *code, const struct unwind_info *info,
		     struct unwind_epilogue *epilogue)
{
	unsigned frame = info->frame_register;
	char load[3] = { (char)(frame >= 8 ? 0x49 : 0x48), (char)0x8b,
			 (char)(0xc0 | 4 << 3 | (frame & 7)) };
	char store[3] = { (char)(frame >= 8 ? 0x4c : 0x48), (char)0x89,
			  (char)(0xc0 | (frame & 7) << 3 | 4) };

	if (!frame || (!starts(code, load, 3) && !starts(code, store, 3)))
		return false;
	epilogue->from_frame = true;
	code->at += 3;
	return true;
}

static void take_stack(struct code *code, const struct unwind_info *info,
		       struct unwind_epilogue *epilogue)
{
	if (starts(code, "\x48\x83\xc4", 3) && code->size - code->at >= 4) {
		epilogue->adjust = (int8_t)code->bytes[code->at + 3];
		code->at += 4;
	} else if (starts(code, "\x48\x81\xc4", 3) &&
		   code->size - code->at >= 7) {
		epilogue->adjust =
			(int32_t)bytes_u32(code->bytes + code->at + 3);
		code->at += 7;
	} else if (!take_lea(code, info, epilogue)) {
		(void)take_mov(code, info, epilogue);
	}
}

static void take_pops(struct code *code, struct unwind_epilogue *epilogue)
{
	while (epilogue->pops < 16) {
		size_t prefix = starts(code, "\x41", 1) ? 1 : 0;
		uint8_t byte;

		if (code->size - code->at < prefix + 1)
			return;
		byte = code->bytes[code->at + prefix];
		if ((byte & 0xf8) != 0x58)
			return;
		epilogue->popped[epilogue->pops++] =
			(uint8_t)((byte & 7) | prefix << 3);
		code->at += prefix + 1;
	}
}

/* The begin of the function that a part belongs to; 0: not known. */
static uint32_t find_primary(const struct pe *image, uint32_t rva)
{
	struct unwind_function function;
	struct unwind_info info;

	if (unwind_find(image, rva, &function, NULL))
		return 0;
	for (unsigned i = 0; i < LIMIT_UNWIND_CHAIN; i++) {
		if (unwind_read_info(image, &function, &info, NULL))
			return 0;
		if (!(info.flags & UNWIND_CHAINED))
			return function.begin;
		function = info.chained;
	}
	return 0;
}

/*
 * A jump ends an epilogue when it leaves for another function, or for the
 * begin of this one; one within the function is only a loop.
 */
static bool leaves(const struct code *code, const struct unwind_info *info,
		   uint32_t target)
{
	const struct unwind_function *function = code->function;
	uint32_t own;

	if (target >= function->begin && target < function->end)
		return target == function->begin &&
		       !(info->flags & UNWIND_CHAINED);
	own = find_primary(code->image, function->begin);
	return !own || find_primary(code->image, target) != own;
}

static bool ends(const struct code *code, const struct unwind_info *info,
		 uint32_t rva)
{
	const uint8_t *bytes = code->bytes + code->at;
	size_t left = code->size - code->at;

	rva += (uint32_t)code->at;
	if (starts(code, "\xc3", 1) || starts(code, "\xc2", 1) ||
	    starts(code, "\xf3\xc3", 2) || starts(code, "\xf2\xc3", 2))
		return true;
	if (left >= 2 && bytes[0] == 0xeb)
		return leaves(code, info, rva + 2 + (uint32_t)(int8_t)bytes[1]);
	if (left >= 5 && bytes[0] == 0xe9)
		return leaves(code, info, rva + 5 + bytes_u32(bytes + 1));
	if (starts(code, "\xff\x25", 2)) /* jmp [rip+disp] */
		return true;
	/* a jump through a register or memory only with REX.W marks a tail
	 * call; without it is a switch */
	return left >= 3 && (bytes[0] & 0xf8) == 0x48 && bytes[1] == 0xff &&
	       (bytes[2] & 0x38) == 4 << 3;
}

/* Version 2 lists its epilogues: sizes and distances from the end. */
static bool is_listed(const struct unwind_function *function,
		      const struct unwind_info *info, uint32_t rva)
{
	uint32_t size = info->count ? info->codes[0] : 0;

	for (unsigned i = 0; i < info->count; i++) {
		const uint8_t *bytes = info->codes + i * 2;
		uint32_t distance = bytes[0] | (uint32_t)(bytes[1] >> 4) << 8;

		if ((bytes[1] & 15) != EPILOG)
			break;
		if (i == 0)
			distance = bytes[1] & 0x10 ? size : 0;
		if (distance && distance <= function->end - function->begin &&
		    rva >= function->end - distance &&
		    rva - (function->end - distance) < size)
			return true;
	}
	return false;
}

bool unwind_find_epilogue(const struct pe *image,
			  const struct unwind_function *function,
			  const struct unwind_info *info, uint32_t rva,
			  struct unwind_epilogue *ret)
{
	struct unwind_epilogue epilogue = { 0 };
	struct code code = { .image = image, .function = function };

	if (info->version == 2 && !is_listed(function, info, rva))
		return false;
	if (!read_code(&code, rva))
		return false;
	take_stack(&code, info, &epilogue);
	take_pops(&code, &epilogue);
	if (!ends(&code, info, rva))
		return false;
	*ret = epilogue;
	return true;
}
