/*
 * The last hand on a linked driver, and what it imports.
 */
#ifndef LAB_BUILD_IMAGE_H
#define LAB_BUILD_IMAGE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Marks the section INIT as one that the loader may discard, which the linker
 * cannot, sets the time stamp to the first 32 bits of the image's SHA-256, taken
 * with a stamp and a checksum of 0, and corrects the checksum. The bytes are a
 * whole image.
 */
enum err_code image_finish(uint8_t *bytes, size_t size,
			   struct err *err) ERR_CHECK;

/* Each name it imports; those by number are passed by. False: stop. */
typedef bool image_visit_import(void *context, const char *library,
				const char *name);
enum err_code image_each_import(const uint8_t *bytes, size_t size,
				image_visit_import *visit, void *context,
				struct err *err) ERR_CHECK;

#endif
