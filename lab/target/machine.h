/*
 * Machine profiles: a YAML file that says what lies where in a machine's
 * memory, made into an image, a crash dump and symbol files. The format is
 * told in dumps/machines/README.md. Structures are those of nt19041.h.
 */
#ifndef LAB_TARGET_MACHINE_H
#define LAB_TARGET_MACHINE_H

#include "base/err.h"
#include "base/text.h"
#include "formats/image.h"

#include <stddef.h>
#include <stdint.h>

struct machine; /* opaque */

/* file is the name that errors print; bytes need not outlive the call.
 * ERR_FORMAT names the line. */
enum err_code machine_parse(const char *file, const char *bytes, size_t size,
			    struct machine **ret, struct err *err) ERR_CHECK;
void machine_free(struct machine *machine);

const struct image *machine_image(const struct machine *machine);
/* The crash dump, whole; the caller frees *ret. */
enum err_code machine_dump(const struct machine *machine, uint8_t **ret,
			   size_t *ret_size, struct err *err) ERR_CHECK;

/* A symbol file for each image that has symbols: its place below a symbol
 * folder ("ntkrnlmp.pdb/GUID-AGE.json"; borrowed), and its JSON. */
size_t machine_isf_count(const struct machine *machine);
const char *machine_isf_path(const struct machine *machine, size_t number);
void machine_write_isf(const struct machine *machine, size_t number,
		       struct text *out);

#endif
