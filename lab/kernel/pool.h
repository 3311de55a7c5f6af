/*
 * Pool: memory that drivers allocate, as drivers, a debugger and the checks of
 * Windows 10 19041 see it.
 *
 * Blocks of up to POOL_SMALL bytes lie in pages of blocks of one size, each
 * behind its POOL_HEADER; larger ones are whole pages of their own, with one
 * page behind them that is never mapped. What the headers should say is also
 * kept on the host, so that damage is found without being believed. A freed
 * block is filled and used again as late as can be; freed pages are unmapped.
 */
#ifndef LAB_KERNEL_POOL_H
#define LAB_KERNEL_POOL_H

#include "kernel/private.h"

#define POOL_HEADER 0x10u
#define POOL_SMALL  0xfe0u /* PAGE_SIZE less a header and the smallest block */
#define POOL_FILL   0xdd   /* of freed blocks: no pointer in it is canonical */

/* POOL_TYPE, as far as it makes a difference here */
enum {
	POOL_TYPE_PAGED = 1,
	POOL_TYPE_IN_USE = 2, /* in a header */
	POOL_TYPE_QUOTA = 8,  /* likewise, and as POOL_QUOTA... of calls */
	POOL_TYPE_RAISE = 16, /* POOL_RAISE_IF_ALLOCATION_FAILURE */
	POOL_TYPE_SESSION = 32,
	POOL_TYPE_NX = 0x200,
	POOL_TYPE_KEPT = 0x2d, /* what a header keeps of a POOL_TYPE */
};

/* 0: no room. type: a POOL_TYPE. The bytes are not zeroed. */
uint64_t pool_alloc(struct kernel *kernel, unsigned type, uint64_t size,
		    uint32_t tag);

enum pool_damage {
	POOL_SOUND,
	POOL_INVALID_ADDRESS, /* 0 */
	POOL_USER_ADDRESS,
	POOL_NEVER,	   /* not in any pool */
	POOL_NO_TRACKING,  /* page-aligned: freed already or never allocated */
	POOL_FREE_ALREADY, /* its header says so */
	POOL_CORRUPT,	   /* header of it or of its neighbour: `damaged` */
	POOL_WRONG_TAG,
	POOL_BAD_IRQL,
};
/* What is at an address that a driver says is a block. */
struct pool_block {
	enum pool_damage damage;
	bool paged;
	unsigned type; /* as it was allocated with */
	uint32_t tag, header;
	uint64_t size;	  /* that may be used */
	uint64_t damaged; /* address of a header */
	uint64_t heap;	  /* what reports it */
};
void pool_find(struct kernel *kernel, uint64_t address, struct pool_block *ret);
/* The free block that an allocation would get: POOL_SOUND, or POOL_CORRUPT. */
void pool_find_next(struct kernel *kernel, unsigned type, uint64_t size,
		    struct pool_block *ret);
/* Only of what pool_find finds sound. */
void pool_free(struct kernel *kernel, uint64_t address);

bool pool_is_paged(const struct kernel *kernel, uint64_t address);

/* Allocations of a tag that are not freed, from 0; false at the end. In order
 * of tag. */
struct pool_use {
	uint32_t tag;
	uint64_t nonpaged, nonpaged_bytes, paged, paged_bytes;
};
bool pool_use_at(struct kernel *kernel, size_t number, struct pool_use *ret);

#endif
