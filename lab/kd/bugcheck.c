#include "config.h"
#include "kd/bugcheck.h"

#define SMALL_DUMP		      UINT32_C(0x10000000)
#define KERNEL_SECURITY_CHECK_FAILURE 0x139

/* Names and parameters: Microsoft Learn, "Bug check code reference". */
static const struct bugcheck bugchecks[] = {
	{ 0x1,
	  "APC_INDEX_MISMATCH",
	  "This is a kernel internal error. The most common reason to see "
	  "this\n"
	  "BugCheck is when a filesystem or a driver has a mismatched number "
	  "of\n"
	  "calls to disable and re-enable APCs. The key data item is the\n"
	  "Thread->CombinedApcDisable field.\n",
	  { "Address of system call function or worker routine",
	    "Thread->ApcStateIndex",
	    "(Thread->SpecialApcDisable << 16) | Thread->KernelApcDisable",
	    "Call type (0 - system call, 1 - worker routine)" },
	  1 },
	{ 0xa,
	  "IRQL_NOT_LESS_OR_EQUAL",
	  NULL,
	  { "memory referenced", "IRQL",
	    "bitfield: bit 0 : value 0 = read operation, 1 = write operation; "
	    "bit 3 : execute operation",
	    "address which referenced memory" },
	  4 },
	{ 0x19, "BAD_POOL_HEADER", NULL, { NULL }, 0 },
	{ 0x20,
	  "KERNEL_APC_PENDING_DURING_EXIT",
	  NULL,
	  { "The address of the APC found pending during exit.",
	    "The thread's APC disable count", "The current IRQL", NULL },
	  0 },
	{ 0x39, "SYSTEM_EXIT_OWNED_MUTEX", NULL, { NULL }, 1 },
	{ 0x3b,
	  "SYSTEM_SERVICE_EXCEPTION",
	  NULL,
	  { "Exception code that caused the BugCheck",
	    "Address of the instruction which caused the BugCheck",
	    "Address of the context record for the exception that caused the "
	    "BugCheck",
	    NULL },
	  2 },
	{ 0x50,
	  "PAGE_FAULT_IN_NONPAGED_AREA",
	  NULL,
	  { "memory referenced.",
	    "X64: bit 0 set if the fault was due to a not-present PTE; "
	    "value 2 = write, 0x10 = execute",
	    "If non-zero, the instruction address which referenced the bad "
	    "memory",
	    NULL },
	  3 },
	{ 0x7e,
	  "SYSTEM_THREAD_EXCEPTION_NOT_HANDLED",
	  NULL,
	  { "The exception code that was not handled",
	    "The address that the exception occurred at",
	    "Exception Record Address", "Context Record Address" },
	  2 },
	{ 0x80, "NMI_HARDWARE_FAILURE", NULL, { NULL }, 0 },
	{ 0x9f, "DRIVER_POWER_STATE_FAILURE", NULL, { NULL }, 0 },
	{ 0xc4, "DRIVER_VERIFIER_DETECTED_VIOLATION", NULL, { NULL }, 0 },
	{ 0xc5,
	  "DRIVER_CORRUPTED_EXPOOL",
	  NULL,
	  { "memory referenced", "IRQL",
	    "value 0 = read operation, 1 = write operation",
	    "address which referenced memory" },
	  4 },
	{ 0xce,
	  "DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS",
	  "A driver unloaded without cancelling timers, DPCs, worker threads, "
	  "etc.\n"
	  "The broken driver's name is displayed on the screen and saved in\n"
	  "KiBugCheckDriver.\n",
	  { "memory referenced",
	    "value 0 = read operation, 1 = write operation",
	    "If non-zero, the instruction address which referenced the bad "
	    "memory\n\taddress.",
	    "Mm internal code." },
	  3 },
	{ 0xd1,
	  "DRIVER_IRQL_NOT_LESS_OR_EQUAL",
	  NULL,
	  { "memory referenced", "IRQL",
	    "value 0 = read operation, 1 = write operation",
	    "address which referenced memory" },
	  4 },
	{ 0xe1,
	  "WORKER_THREAD_RETURNED_AT_BAD_IRQL",
	  NULL,
	  { "address of worker routine", "IRQL returned at",
	    "workitem parameter", "workitem address" },
	  1 },
	{ 0xe2,
	  "MANUALLY_INITIATED_CRASH",
	  "The user manually initiated this crash dump.\n",
	  { NULL },
	  0 },
	{ 0xe9, "ACTIVE_EX_WORKER_THREAD_TERMINATION", NULL, { NULL }, 0 },
	{ 0xf7,
	  "DRIVER_OVERRAN_STACK_BUFFER",
	  NULL,
	  { "Actual security check cookie from the stack",
	    "Expected security check cookie",
	    "Complement of the expected security check cookie", "zero" },
	  0 },
	{ 0x139,
	  "KERNEL_SECURITY_CHECK_FAILURE",
	  "A kernel component has corrupted a critical data structure.  The "
	  "corruption\n"
	  "could potentially allow a malicious user to gain control of this "
	  "machine.\n",
	  { NULL, /* bugcheck_argument */
	    "Address of the trap frame for the exception that caused the "
	    "BugCheck",
	    "Address of the exception record for the exception that caused "
	    "the BugCheck",
	    "Reserved" },
	  0 },
	{ 0x13a, "KERNEL_MODE_HEAP_CORRUPTION", NULL, { NULL }, 0 },
	{ 0x153,
	  "KERNEL_LOCK_ENTRY_LEAKED_ON_THREAD_TERMINATION",
	  NULL,
	  { NULL },
	  0 },
	{ 0x162, "KERNEL_AUTO_BOOST_INVALID_LOCK_RELEASE", NULL, { NULL }, 0 },
	{ 0x1d5, "DRIVER_PNP_WATCHDOG", NULL, { NULL }, 0 },
	{ 0x4000008a, "THREAD_TERMINATE_HELD_MUTEX", NULL, { NULL }, 0 },
};

/* FAST_FAIL_... of winnt.h; words as WinDbg has them in 0x139, where known. */
static const struct {
	uint32_t code;
	const char *name, *words;
} fast_fails[] = {
	{ 0x0, "LEGACY_GS_VIOLATION", NULL },
	{ 0x1, "VTGUARD_CHECK_FAILURE", NULL },
	{ 0x2, "STACK_COOKIE_CHECK_FAILURE",
	  "Stack cookie instrumentation code detected a stack-based\n\t"
	  "buffer overrun." },
	{ 0x3, "CORRUPT_LIST_ENTRY",
	  "A LIST_ENTRY has been corrupted (i.e. double remove)." },
	{ 0x4, "INCORRECT_STACK", NULL },
	{ 0x5, "INVALID_ARG", NULL },
	{ 0x6, "GS_COOKIE_INIT", NULL },
	{ 0x7, "FATAL_APP_EXIT", NULL },
	{ 0x8, "RANGE_CHECK_FAILURE", NULL },
	{ 0xa, "GUARD_ICALL_CHECK_FAILURE",
	  "Indirect call guard check detected invalid control transfer." },
	{ 0xe, "INVALID_REFERENCE_COUNT", NULL },
	{ 0x1d, "INVALID_BALANCED_TREE",
	  "An RTL_BALANCED_NODE RBTree entry has been corrupted." },
};

const char *bugcheck_fast_fail(uint64_t code)
{
	for (size_t i = 0; i < sizeof(fast_fails) / sizeof(*fast_fails); i++)
		if (fast_fails[i].code == code)
			return fast_fails[i].name;
	return NULL;
}

const char *bugcheck_argument(const struct bugcheck *bugcheck, unsigned number,
			      uint64_t value)
{
	if (bugcheck->code != KERNEL_SECURITY_CHECK_FAILURE || number != 0)
		return bugcheck->arguments[number];
	for (size_t i = 0; i < sizeof(fast_fails) / sizeof(*fast_fails); i++)
		if (fast_fails[i].code == value)
			return fast_fails[i].words;
	return NULL;
}

const struct bugcheck *bugcheck_find(uint32_t code)
{
	code &= ~SMALL_DUMP;
	for (size_t i = 0; i < sizeof(bugchecks) / sizeof(*bugchecks); i++)
		if (bugchecks[i].code == code)
			return &bugchecks[i];
	return NULL;
}
