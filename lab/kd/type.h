/*
 * Values of types as dt prints them.
 */
#ifndef LAB_KD_TYPE_H
#define LAB_KD_TYPE_H

#include "kd/command.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct type_view {
	const struct isf *isf;
	bool has_address;  /* else the types are printed, not values */
	unsigned depth;	   /* structures inside that are opened */
	unsigned elements; /* of an array, a line each; 0: the first alone */
};

/* Each field, a line each, indented by level. */
void type_fields(struct kd_call *call, const struct type_view *view,
		 const struct isf_struct *in, uint64_t address, unsigned level);
/* One field under a name of its own ("Header.SignalState"). */
void type_field(struct kd_call *call, const struct type_view *view,
		const char *name, uint32_t offset, const struct isf_type *type,
		uint64_t address, unsigned level);

#endif
