/*
 * Deferred procedure calls and timers: what a processor does when its IRQL
 * comes below DISPATCH_LEVEL, on top of whatever runs there.
 */
#ifndef LAB_KERNEL_DPC_H
#define LAB_KERNEL_DPC_H

#include "kernel/private.h"

/* As bug check 0xC7 has it: who called a routine that left something changed.
 */
enum dpc_kind { DPC_PLAIN = 4, DPC_OF_TIMER = 5 };

/* Links a KDPC into its processor's queue; false: it is in one. */
bool dpc_queue(struct kernel *kernel, uint64_t dpc, uint64_t one, uint64_t two);
/* Calls a KDPC's routine through the running function's first call; what came
 * back is then checked: false, the machine stops. */
void dpc_call(struct trap *trap, uint64_t dpc, uint64_t one, uint64_t two);
bool dpc_check(struct trap *trap, enum dpc_kind kind);
/* The engine holds what runs on cpu: interrupts it if calls are pending and
 * its IRQL allows it, and stops the machine if it was raised for too long. */
void dpc_interrupt(struct kernel *kernel, struct cpu *cpu);
/* The same for a processor that idles. */
void dpc_wake(struct kernel *kernel, struct cpu *cpu);
/* The CPU is at DISPATCH_LEVEL or above and shows no sign of coming down: the
 * clock goes on to where the watchdog bites. False: nobody is. */
bool dpc_watchdog_skip(struct kernel *kernel);
/* uptime has changed. */
void dpc_watchdog_tick(struct kernel *kernel, uint64_t before);

/* It is not set any more; whether it was. */
bool timer_cancel(struct kernel *kernel, uint64_t timer);
/* Timers whose time is up go to their processors. */
void timer_expire(struct kernel *kernel);
/* When the next of them is, 0 never. */
uint64_t timer_next_due(struct kernel *kernel);
/* Whether object is one whose time is up, by `due`, and which still waits for
 * its processor. */
bool timer_is_due(struct kernel *kernel, uint64_t object, uint64_t due);
/* Whether one that has expired is left for a processor. */
bool timer_has_expired(struct kernel *kernel, unsigned cpu);

#endif
