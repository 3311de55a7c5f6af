#include "config.h"

#include "formats/signature.h"
#include "tests/data/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct signed_file {
	uint8_t plain[IMAGE_BYTES], *made;
	size_t plain_size, size;
};

static struct signed_file make(void)
{
	struct image *image = calloc(1, sizeof(*image));
	struct signed_file ret = { .made = NULL };
	struct err err;

	assert_non_null(image);
	image_init(image);
	ret.plain_size = image_file(image, ret.plain);
	free(image);
	assert_int_equal(signature_attach(ret.plain, ret.plain_size, &ret.made,
					  &ret.size, &err),
			 ERR_OK);
	return ret;
}

static enum signature_state state_of(const void *bytes, size_t size)
{
	struct signature signature;
	struct err err;

	assert_int_equal(signature_read(bytes, size, &signature, &err), ERR_OK);
	return signature.state;
}

static void test_attach(void **state)
{
	struct signed_file file = make();
	struct signature before, after;
	uint8_t *again;
	size_t size;

	(void)state;
	assert_int_equal(state_of(file.plain, file.plain_size), SIGNATURE_NONE);
	assert_int_equal(state_of(file.made, file.size), SIGNATURE_GOOD);
	/* the digest leaves out what the signature changes */
	assert_int_equal(
		signature_read(file.plain, file.plain_size, &before, NULL),
		ERR_OK);
	assert_int_equal(signature_read(file.made, file.size, &after, NULL),
			 ERR_OK);
	assert_string_equal(before.digest, after.digest);
	/* once more: in place of the old one, not behind it */
	assert_int_equal(
		signature_attach(file.made, file.size, &again, &size, NULL),
		ERR_OK);
	assert_int_equal(size, file.size);
	assert_memory_equal(again, file.made, size);
	free(again);
	free(file.made);
}

/* Every byte of the image counts, but the three places that cannot. */
static void test_changed(void **state)
{
	struct signed_file file = make();
	size_t good = 0;

	(void)state;
	for (size_t i = IMAGE_DIRECTORIES; i < file.plain_size; i++) {
		enum signature_state is;
		struct signature signature;

		if (i >= IMAGE_DIRECTORIES + 4 * 8 &&
		    i < IMAGE_DIRECTORIES + 5 * 8)
			continue; /* says where the signature is */
		file.made[i] ^= 1;
		if (!signature_read(file.made, file.size, &signature, NULL)) {
			is = signature.state;
			good += is == SIGNATURE_GOOD;
		}
		file.made[i] ^= 1;
	}
	assert_int_equal(good, 0);
	/* the checksum may be set afterwards */
	file.made[IMAGE_OPTIONAL + 64] ^= 1;
	assert_int_equal(state_of(file.made, file.size), SIGNATURE_GOOD);
	/* bytes behind the signature are the file's too */
	file.made = realloc(file.made, file.size + 8);
	assert_non_null(file.made);
	memset(file.made + file.size, 0x5a, 8);
	assert_int_equal(state_of(file.made, file.size + 8), SIGNATURE_WRONG);
	free(file.made);
}

/* An error or an answer for each prefix, and for each place it may name. */
static void test_hostile(void **state)
{
	static const uint32_t values[] = { 0,	       1,	   7,
					   0x7fffffff, 0x80000000, 0xffffffff };
	struct signed_file file = make();
	uint8_t *at = file.made + IMAGE_DIRECTORIES + 4 * 8, *part;
	struct signature signature;
	struct err err;

	(void)state;
	for (size_t size = 0; size < file.size; size += size < 700 ? 1 : 97) {
		part = malloc(size ? size : 1);
		assert_non_null(part);
		memcpy(part, file.made, size);
		if (!signature_read(part, size, &signature, &err))
			assert_int_not_equal(signature.state, SIGNATURE_GOOD);
		free(part);
	}
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		for (size_t field = 0; field < 2; field++) {
			uint8_t kept[4];

			memcpy(kept, at + field * 4, 4);
			memcpy(at + field * 4, &values[i], 4);
			if (!signature_read(file.made, file.size, &signature,
					    &err))
				assert_int_not_equal(signature.state,
						     SIGNATURE_GOOD);
			memcpy(at + field * 4, kept, 4);
		}
	}
	assert_int_equal(signature_read("MZ", 2, &signature, &err), ERR_FAULT);
	free(file.made);
}

/* No directory for it: never signed, and cannot be. */
static void test_no_place(void **state)
{
	struct signed_file file = make();
	uint8_t *count = file.made + IMAGE_DIRECTORIES - 4, *made;
	struct err err;
	size_t size;

	(void)state;
	memset(count, 0, 4);
	assert_int_equal(state_of(file.made, file.size), SIGNATURE_NONE);
	assert_int_equal(
		signature_attach(file.made, file.size, &made, &size, &err),
		ERR_FORMAT);
	free(file.made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_attach),
		cmocka_unit_test(test_changed),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_no_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
