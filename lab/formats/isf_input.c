#include "config.h"
#include "formats/isf_private.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const uint8_t xz_magic[6] = { 0xfd, '7', 'z', 'X', 'Z', 0 };

enum err_code isf_input_init(struct isf_input *input, const void *bytes,
			     size_t size, struct err *err)
{
	*input = (struct isf_input){
		.bytes = bytes,
		.size = size,
		.lzma = LZMA_STREAM_INIT,
		.err = err,
	};
	if (size < sizeof(xz_magic) ||
	    memcmp(bytes, xz_magic, sizeof(xz_magic)) != 0)
		return ERR_OK;
	input->packed = true;
	input->lzma.next_in = input->bytes;
	input->lzma.avail_in = size;
	if (lzma_stream_decoder(&input->lzma, LIMIT_SYMBOL_UNPACK,
				LZMA_CONCATENATED) != LZMA_OK)
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "liblzma cannot unpack here");
	return ERR_OK;
}

void isf_input_fini(struct isf_input *input)
{
	lzma_end(&input->lzma);
}

static int refuse(struct isf_input *input, enum err_code code, const char *why)
{
	input->code = err_set(input->err, code, input->given, "%s", why);
	return 0;
}

static int unpack(struct isf_input *input, unsigned char *buffer, size_t size,
		  size_t *ret)
{
	lzma_ret result = LZMA_OK;

	input->lzma.next_out = buffer;
	input->lzma.avail_out = size;
	while (!input->ended && input->lzma.avail_out == size) {
		result = lzma_code(&input->lzma, LZMA_FINISH);
		if (result == LZMA_STREAM_END)
			input->ended = true;
		else if (result != LZMA_OK)
			break;
	}
	*ret = size - input->lzma.avail_out;
	if (*ret || input->ended)
		return 1;
	if (result == LZMA_MEMLIMIT_ERROR)
		return refuse(input, ERR_LIMIT,
			      "takes too much memory to unpack: pack it with "
			      "'xz -6'");
	if (result == LZMA_BUF_ERROR)
		return refuse(input, ERR_FORMAT,
			      "ends early: the xz data is cut off");
	return refuse(input, ERR_FORMAT, "damaged: xz cannot unpack it");
}

static void copy(struct isf_input *input, unsigned char *buffer, size_t size,
		 size_t *ret)
{
	if (size > input->size - input->at)
		size = input->size - input->at;
	memcpy(buffer, input->bytes + input->at, size);
	input->at += size;
	*ret = size;
}

int isf_input_read(void *data, unsigned char *buffer, size_t size, size_t *ret)
{
	struct isf_input *input = data;

	if (input->code)
		return 0;
	if (!input->packed)
		copy(input, buffer, size, ret);
	else if (!unpack(input, buffer, size, ret))
		return 0;
	input->given += *ret;
	if (input->given > LIMIT_SYMBOL_BYTES)
		return refuse(input, ERR_LIMIT, "too large, unpacked");
	/* libyaml keeps a scalar whole, however long */
	if (input->given - input->marked > LIMIT_SYMBOL_SCALAR)
		return refuse(input, ERR_LIMIT, "a text in it is too long");
	return 1;
}

void isf_input_mark(struct isf_input *input)
{
	input->marked = input->given;
}

uint8_t *isf_input_whole(const void *bytes, size_t size, size_t *ret_size)
{
	size_t room = 0, held = 0, got = 1;
	struct isf_input input;
	uint8_t *text = NULL;

	if (isf_input_init(&input, bytes, size, NULL) || !input.packed)
		got = 0;
	while (got && held <= LIMIT_SYMBOL_WHOLE) {
		text = mem_grow(text, &room, held + (64 << 10), 1);
		isf_input_mark(&input);
		if (!isf_input_read(&input, text + held, 64 << 10, &got))
			break;
		held += got;
	}
	if (got || !input.ended) {
		free(text);
		text = NULL;
	}
	isf_input_fini(&input);
	*ret_size = held;
	return text;
}
