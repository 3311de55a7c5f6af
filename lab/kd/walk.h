/*
 * Processes and threads of the kernel, by its lists.
 */
#ifndef LAB_KD_WALK_H
#define LAB_KD_WALK_H

#include "kd/command.h"

#include <stdbool.h>
#include <stdint.h>

typedef bool walk_visit(void *context, uint64_t object);

/*
 * Each object whose LIST_ENTRY, inset bytes inside it, is on the list at head.
 * visit returns false to stop. False: the list ends in memory that is not
 * there, or goes on for longer than can be.
 */
bool walk_list(struct target *target, uint64_t head, uint32_t inset,
	       walk_visit *visit, void *context);
/* Each EPROCESS. */
bool walk_processes(struct target *target, walk_visit *visit, void *context);
/* Each ETHREAD of a process. */
bool walk_threads(struct target *target, uint64_t process, walk_visit *visit,
		  void *context);

struct walk_thread {
	uint64_t thread, process, pid, tid, teb, start;
	uint64_t wait_block, wait_object, wait_time, switches;
	uint64_t kernel_time, user_time; /* in clock ticks */
	uint64_t stack_base, stack_limit, stack_init, stack_current;
	uint8_t state, reason, wait_mode, priority, base_priority;
	bool alertable;
	char image[16]; /* of its process */
};
/* False when it is not in memory. Fields that are not there are 0. */
bool walk_read_thread(struct target *target, uint64_t thread,
		      struct walk_thread *ret);
const char *walk_state(uint8_t state);
const char *walk_reason(uint8_t reason);
/* "Mutant", "Thread" of a dispatcher object's first byte. */
const char *walk_object(uint8_t type);
/*
 * How many wait for a dispatcher object, counted as MEX does: every node that
 * Flink leads to counts, whether or not it can be read. So there is a waiter
 * in memory that is no object at all.
 */
size_t walk_waiters(struct target *target, uint64_t object);
/* Processor that runs the thread, or -1. */
int walk_running_on(struct target *target, uint64_t thread);

#endif
