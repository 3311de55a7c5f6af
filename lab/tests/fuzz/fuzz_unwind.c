/*
 * Any bytes as an image with unwind data and as the stack, and a walk of at
 * most 64 frames: it ends, and a step that fails leaves the frame alone. The
 * first eight bytes place the directory and say where to begin.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/bytes.h"
#include "formats/unwind.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD = 8, FRAMES = 64 };

struct input {
	const uint8_t *bytes;
	size_t size;
};

static enum err_code read_image(void *context, uint32_t rva, void *ret,
				size_t size, struct err *err)
{
	const struct input *input = context;

	if (rva > input->size || size > input->size - rva)
		return err_set(err, ERR_FAULT, rva, "behind the end");
	memcpy(ret, input->bytes + rva, size);
	return ERR_OK;
}

/* Stack pages are there or not, by a bit of their number. */
static enum err_code read_stack(void *context, uint64_t address, void *ret,
				size_t size, struct err *err)
{
	const struct input *input = context;

	if (address >> 12 & 1)
		return err_set(err, ERR_FAULT, address, "a hole");
	for (size_t i = 0; i < size; i++)
		((uint8_t *)ret)[i] = input->bytes[(address + i) % input->size];
	return ERR_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct input input = { bytes + HEAD, size - HEAD };
	struct unwind_frame frame = { 0 }, before;
	struct pe pe = { .read = read_image, .context = &input };
	struct unwind_step step;

	if (size <= HEAD)
		return 0;
	pe.image_size = (uint32_t)input.size;
	pe.directories[PE_EXCEPTION].rva = bytes_u16(bytes);
	pe.directories[PE_EXCEPTION].size = bytes_u16(bytes + 2);
	frame.rip = bytes_u16(bytes + 4);
	for (unsigned i = 0; i < UNWIND_REGISTERS; i++)
		frame.registers[i] = (uint64_t)bytes_u16(bytes + 6) * (i + 1);
	for (unsigned i = 0; i < FRAMES; i++) {
		before = frame;
		if (unwind_next(&pe, 0, read_stack, &input, &frame, &step,
				NULL)) {
			if (memcmp(&before, &frame, sizeof(frame)) != 0)
				abort();
			break;
		}
		/* stay in the image, so that there is more to do */
		frame.rip %= input.size;
	}
	return 0;
}
