/*
 * Machine profiles: a YAML file that says what lies where in a machine's
 * memory, made into an image, a crash dump and symbol files. The format is
 * told in dumps/machines/README.md. Structures are those of nt19041.h.
 */
#ifndef LAB_TARGET_MACHINE_H
#define LAB_TARGET_MACHINE_H

#include "base/err.h"
#include "base/text.h"
#include "formats/dump_write.h"
#include "formats/image.h"
#include "formats/pe_write.h"
#include "formats/yaml.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct machine; /* opaque */

/*
 * file is the name that errors print; bytes need not outlive the call.
 * ERR_FORMAT names the line. A seed other than 0 moves what `names` gives as
 * a plain address of the kernel's half: all of one 1 TiB by the same distance,
 * a multiple of 2 MiB.
 */
enum err_code machine_parse(const char *file, const char *bytes, size_t size,
			    uint64_t seed, struct machine **ret,
			    struct err *err) ERR_CHECK;
void machine_free(struct machine *machine);

const struct image *machine_image(const struct machine *machine);
/* A name of the profile or of an image's symbol: "worker", "nt!KeBugCheckEx";
 * false when there is none. */
bool machine_lookup(const struct machine *machine, const char *name,
		    uint64_t *ret);
/* What stands under a key of the profile that is not for this room, or NULL;
 * and the values in it, names and sums included. */
const struct yaml_node *machine_section(const struct machine *machine,
					const char *key);
bool machine_evaluate(const struct machine *machine,
		      const struct yaml_node *node, uint64_t *ret);

/* What an image's code was made of. */
struct machine_code {
	const char *as; /* "nt" */
	uint64_t base;
	uint32_t size;
	const struct pe_write_function *functions;
	size_t function_count;
	const struct pe_write_call *calls;
	size_t call_count;
};
const struct machine_code *machine_code(const struct machine *machine,
					const char *as);
/* What the header says, with the image and the tags: what machine_dump writes.
 * Valid as long as the machine. */
void machine_header(const struct machine *machine, struct dump_write *ret);

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
