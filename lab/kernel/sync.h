/*
 * Objects and counts that several families of functions work with.
 */
#ifndef LAB_KERNEL_SYNC_H
#define LAB_KERNEL_SYNC_H

#include "kernel/private.h"

enum { EVENT_BYTES = 0x18 };

void event_init(struct kernel *kernel, uint64_t event,
		enum dispatcher_type type, bool state);
/* by: -1 enters a critical or guarded region, 1 leaves it. */
void thread_disable_apcs(struct kernel *kernel, uint64_t thread, int by);
void thread_disable_all_apcs(struct kernel *kernel, uint64_t thread, int by);

/* A KLOCK_ENTRY of a thread that still names a lock; 0 none. */
uint64_t lock_entry_leaked(struct kernel *kernel, uint64_t thread);

#endif
