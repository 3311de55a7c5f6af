/*
 * Named objects of the kernel: its object manager's directories.
 */
#ifndef LAB_KD_OBJECT_H
#define LAB_KD_OBJECT_H

#include "base/err.h"
#include "target/target.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The last part of an object's name; "" when it has none or it cannot be
 * read. */
void kd_object_name(struct target *target, uint64_t object, char *ret,
		    size_t size);
/* A UNICODE_STRING, control characters made visible; "" when it cannot be
 * read. */
void kd_object_string(struct target *target, uint64_t address, char *ret,
		      size_t size);
/* The object of a path ("\Driver\Disk"), case aside. ERR_NOT_FOUND says what
 * of the way is not there. */
enum err_code kd_object_find(struct target *target, const char *path,
			     uint64_t *ret, struct err *err) ERR_CHECK;

#endif
