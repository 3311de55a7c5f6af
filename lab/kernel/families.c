#include "config.h"
#include "kernel/families.h"

const struct nt_family *const nt_families[] = {
	&crt_family,	    &ex_pool_family,   &ex_work_family,
	&fault_family,	    &io_load_family,   &ke_mutex_family,
	&ke_wait_family,    &ps_exit_family,   &ps_notify_family,
	&ps_process_family, &rtl_debug_family, &stop_family,
	&user_family,
};
const size_t nt_family_count = sizeof(nt_families) / sizeof(*nt_families);
