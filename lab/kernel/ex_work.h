/*
 * The queue of work items and its worker threads.
 */
#ifndef LAB_KERNEL_EX_WORK_H
#define LAB_KERNEL_EX_WORK_H

#include "kernel/private.h"

/* object: a queue's DISPATCHER_HEADER in the guest, where idle workers wait. */
void work_init(struct kernel *kernel, uint64_t object);
void work_free(struct kernel *kernel);
/* A thread that runs ExpWorkerThread was made by somebody else. */
void work_add_worker(struct kernel *kernel);
/* item: a WORK_QUEUE_ITEM in the guest. */
void work_queue(struct kernel *kernel, uint64_t item);

#endif
