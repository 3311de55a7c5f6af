/*
 * Processes and threads: their structures in the guest.
 */
#ifndef LAB_KERNEL_PS_H
#define LAB_KERNEL_PS_H

#include "kernel/private.h"

/* Of I/O and of pages, as every thread begins with. */
enum { NORMAL_IO = 2, NORMAL_PAGE = 5 };

/* Writes a process's or thread's structure, at the address it has, and links
 * it where it belongs. base: of the stack. created: FILETIME. */
void process_init(struct kernel *kernel, const struct process *process,
		  uint64_t created);
void thread_init(struct kernel *kernel, const struct thread *thread,
		 uint64_t base, uint64_t start, uint64_t created);
void process_add(struct kernel *kernel, struct process *process);
struct process *process_new(struct kernel *kernel, uint32_t parent,
			    const char *image);
struct process *process_at(struct kernel *kernel, uint64_t eprocess);
/* Maps a stack below base (0: below an address of its own choice) and returns
 * its base; 0: no room. */
uint64_t stack_new(struct kernel *kernel, uint64_t base);
void stack_free(struct kernel *kernel, uint64_t base);
/* The same as thread_start_system, and it does not run yet. */
struct thread *thread_make_system(struct kernel *kernel,
				  struct process *process, uint64_t routine,
				  uint64_t context);
/* A thread runs no more for its process; the last one's process is over. */
void process_leave(struct kernel *kernel, struct thread *thread);
/* The last reference is gone: what has ended leaves the lists that others find
 * it by. The structure stays. */
void thread_delete(struct kernel *kernel, uint64_t ethread);
void process_delete(struct kernel *kernel, uint64_t eprocess);
/* EX_RUNDOWN_REF: false when somebody waits for all others to let go. */
bool rundown_acquire(struct kernel *kernel, uint64_t ref);
void rundown_release(struct kernel *kernel, uint64_t ref);
uint32_t kernel_next_id(struct kernel *kernel);
/* A system thread's first registers, into the engine: it will run
 * routine(context). Between kernel_borrow and kernel_give_back. */
void thread_prepare(struct kernel *kernel, uint64_t base, uint64_t routine,
		    uint64_t context);

#endif
