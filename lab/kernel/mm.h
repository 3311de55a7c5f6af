/*
 * Pages without an address: those of MmAllocatePagesForMdl. An MDL stands for
 * them; they can be touched while they are mapped.
 */
#ifndef LAB_KERNEL_MM_H
#define LAB_KERNEL_MM_H

#include "kernel/private.h"

enum { MDL_MAPPED_TO_SYSTEM = 0x01, MDL_LOCKED = 0x02, MDL_BYTES = 0x30 };

/* False: the MDL is not of such pages. *ret: where they are mapped, now if they
 * were not; 0 no room. access: of enum engine_access, for this mapping. */
bool pages_map(struct kernel *kernel, uint64_t mdl, unsigned access,
	       uint64_t *ret);
bool pages_unmap(struct kernel *kernel, uint64_t mdl);

#endif
