/*
 * Any bytes as a driver's file: its signature is read, and one put on. What
 * was signed has a good signature, and no longer after a change.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "formats/signature.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct signature before, after;
	uint8_t *made, *again;
	size_t made_size, again_size;

	if (signature_read(bytes, size, &before, NULL))
		return 0;
	if (signature_attach(bytes, size, &made, &made_size, NULL)) {
		/* no place for one: then there was none either */
		demand(before.state == SIGNATURE_NONE);
		return 0;
	}
	demand(!signature_read(made, made_size, &after, NULL));
	demand(after.state == SIGNATURE_GOOD);
	demand(!signature_attach(made, made_size, &again, &again_size, NULL));
	demand(again_size == made_size && !memcmp(made, again, made_size));
	free(again);
	made[0] ^= 0x20; /* no image any more */
	demand(signature_read(made, made_size, &after, NULL));
	free(made);
	return 0;
}
