/*
 * What a dump says of the machine, as vertarget, !mex.di and !analyze print
 * it.
 */
#ifndef LAB_KD_INFO_H
#define LAB_KD_INFO_H

#include "base/text.h"
#include "target/target.h"

#include <stdbool.h>
#include <stddef.h>

/* "19041.1.amd64fre.vb_release.191206-1406"; false when it is not there. */
bool info_build_lab(struct target *target, char *ret, size_t size);
/* The first five lines, down to "System Uptime". */
void info_version(struct target *target, struct text *out);
void info_session_time(struct target *target, struct text *out);
void info_uptime(struct target *target, struct text *out);

/* What the firmware said, from tagged data; "" where it did not. */
struct info_firmware {
	char manufacturer[128], product[128], processor[128];
};
void info_firmware(struct target *target, struct info_firmware *ret);

#endif
