/*
 * The families of kernel functions, each in the file of its name.
 */
#ifndef LAB_KERNEL_FAMILIES_H
#define LAB_KERNEL_FAMILIES_H

#include "kernel/private.h"

extern const struct nt_family ke_mutex_family;
extern const struct nt_family ke_wait_family;
extern const struct nt_family crt_family;
extern const struct nt_family ex_pool_family;
extern const struct nt_family ex_work_family;
extern const struct nt_family io_load_family;
extern const struct nt_family ps_process_family;
extern const struct nt_family ps_exit_family;
extern const struct nt_family ps_notify_family;
extern const struct nt_family fault_family;
extern const struct nt_family rtl_debug_family;
extern const struct nt_family stop_family;
extern const struct nt_family user_family;

extern const struct nt_family *const nt_families[];
extern const size_t nt_family_count;

#endif
