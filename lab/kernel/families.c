#include "config.h"
#include "kernel/families.h"

const struct nt_family *const nt_families[] = {
	&ex_work_family,    &fault_family,	  &io_load_family,
	&ke_mutex_family,   &ke_wait_family,	  &ob_handle_family,
	&ob_query_family,   &ob_reference_family, &ps_create_family,
	&ps_exit_family,    &ps_get_family,	  &ps_notify_family,
	&ps_process_family, &ps_query_family,	  &rtl_debug_family,
	&stop_family,	    &user_family,	  &zw_event_family,
	&zw_family,
};
const size_t nt_family_count = sizeof(nt_families) / sizeof(*nt_families);
