#include "config.h"
#include "kd/bugcheck.h"

#define SMALL_DUMP UINT32_C(0x10000000)

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
	{ 0x5, "INVALID_PROCESS_ATTACH_ATTEMPT", NULL, { NULL }, 0 },
	{ 0x6, "INVALID_PROCESS_DETACH_ATTEMPT", NULL, { NULL }, 0 },
	{ 0xa,
	  "IRQL_NOT_LESS_OR_EQUAL",
	  NULL,
	  { "memory referenced", "IRQL",
	    "bitfield: bit 0 : value 0 = read operation, 1 = write operation; "
	    "bit 3 : execute operation",
	    "address which referenced memory" },
	  4 },
	{ 0xc, "MAXIMUM_WAIT_OBJECTS_EXCEEDED", NULL, { NULL }, 0 },
	{ 0x18,
	  "REFERENCE_BY_POINTER",
	  NULL,
	  { "Object type of the object whose reference count is being lowered",
	    "Object whose reference count is being lowered", "Reserved",
	    "Reserved" },
	  0 },
	{ 0x19, "BAD_POOL_HEADER", NULL, { NULL }, 0 },
	{ 0x1e,
	  "KMODE_EXCEPTION_NOT_HANDLED",
	  NULL,
	  { "The exception code that was not handled",
	    "The address that the exception occurred at",
	    "Parameter 0 of the exception", "Parameter 1 of the exception" },
	  2 },
	{ 0x20,
	  "KERNEL_APC_PENDING_DURING_EXIT",
	  NULL,
	  { "The address of the APC found pending during exit.",
	    "The thread's APC disable count", "The current IRQL", NULL },
	  0 },
	{ 0x35,
	  "NO_MORE_IRP_STACK_LOCATIONS",
	  NULL,
	  { "Address of the IRP", NULL, NULL, NULL },
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
	{ 0x44,
	  "MULTIPLE_IRP_COMPLETE_REQUESTS",
	  NULL,
	  { "Address of the IRP", NULL, NULL, NULL },
	  0 },
	{ 0x50,
	  "PAGE_FAULT_IN_NONPAGED_AREA",
	  NULL,
	  { "memory referenced.",
	    "X64: bit 0 set if the fault was due to a not-present PTE.\n"
	    "\tbit 1 is set if the fault was due to a write, clear if a "
	    "read.\n"
	    "\tbit 3 is set if the processor decided the fault was due to a "
	    "corrupted PTE.\n"
	    "\tbit 4 is set if the fault was due to attempted execute of a "
	    "no-execute PTE.\n"
	    "\t- ARM64: bit 1 is set if the fault was due to a write, clear "
	    "if a read.\n"
	    "\tbit 3 is set if the fault was due to attempted execute of a "
	    "no-execute PTE.",
	    "If non-zero, the instruction address which referenced the bad "
	    "memory\n\taddress.",
	    "(reserved)" },
	  3 },
	{ 0x7e,
	  "SYSTEM_THREAD_EXCEPTION_NOT_HANDLED",
	  NULL,
	  { "The exception code that was not handled",
	    "The address that the exception occurred at",
	    "Exception Record Address", "Context Record Address" },
	  2 },
	{ 0x7f,
	  "UNEXPECTED_KERNEL_MODE_TRAP",
	  NULL,
	  { NULL /* by_value */, NULL, NULL, NULL },
	  0 },
	{ 0x80, "NMI_HARDWARE_FAILURE", NULL, { NULL }, 0 },
	{ 0x9f, "DRIVER_POWER_STATE_FAILURE", NULL, { NULL }, 0 },
	{ 0xb8,
	  "ATTEMPTED_SWITCH_FROM_DPC",
	  NULL,
	  { "Original thread which is the cause of the failure", "New thread",
	    "Stack address of the original thread", NULL },
	  0 },
	{ 0xbe,
	  "ATTEMPTED_WRITE_TO_READONLY_MEMORY",
	  NULL,
	  { "Virtual address for the attempted write.", "PTE contents.",
	    "(reserved)", "(reserved)" },
	  0 },
	{ 0xc1, "SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION", NULL, { NULL }, 0 },
	{ 0xc2, "BAD_POOL_CALLER", NULL, { NULL /* by_value */ }, 0 },
	{ 0xc4, "DRIVER_VERIFIER_DETECTED_VIOLATION", NULL, { NULL }, 0 },
	{ 0xc5,
	  "DRIVER_CORRUPTED_EXPOOL",
	  NULL,
	  { "memory referenced", "IRQL",
	    "value 0 = read operation, 1 = write operation",
	    "address which referenced memory" },
	  4 },
	{ 0xc7, "TIMER_OR_DPC_INVALID", NULL, { NULL }, 0 },
	{ 0xc9, "DRIVER_VERIFIER_IOMANAGER_VIOLATION", NULL, { NULL }, 0 },
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
	{ 0xd3,
	  "DRIVER_PORTION_MUST_BE_NONPAGED",
	  NULL,
	  { "memory referenced", "IRQL",
	    "value 0 = read operation, 1 = write operation",
	    "address which referenced memory" },
	  4 },
	{ 0xd4,
	  "SYSTEM_SCAN_AT_RAISED_IRQL_CAUGHT_IMPROPER_DRIVER_UNLOAD",
	  NULL,
	  { "memory referenced", "IRQL",
	    "value 0 = read operation, 1 = write operation",
	    "address which referenced memory" },
	  4 },
	{ 0xdf, "IMPERSONATING_WORKER_THREAD", NULL, { NULL }, 1 },
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
	{ 0xe3,
	  "RESOURCE_NOT_OWNED",
	  "A thread tried to release a resource it did not own.\n",
	  { "Address of resource", "Address of thread",
	    "Address of owner table if there is one", NULL },
	  0 },
	{ 0xe4, "WORKER_INVALID", NULL, { NULL }, 0 },
	{ 0xe9, "ACTIVE_EX_WORKER_THREAD_TERMINATION", NULL, { NULL }, 0 },
	{ 0xf7,
	  "DRIVER_OVERRAN_STACK_BUFFER",
	  NULL,
	  { "Actual security check cookie from the stack",
	    "Expected security check cookie",
	    "Complement of the expected security check cookie", "zero" },
	  0 },
	{ 0xfc,
	  "ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY",
	  NULL,
	  { "Virtual address for the attempted execute.", "PTE contents.",
	    "(reserved)", "(reserved)" },
	  0 },
	{ 0x109, "CRITICAL_STRUCTURE_CORRUPTION", NULL, { NULL }, 0 },
	{ 0x128,
	  "WORKER_THREAD_RETURNED_WITH_BAD_IO_PRIORITY",
	  NULL,
	  { NULL },
	  1 },
	{ 0x129,
	  "WORKER_THREAD_RETURNED_WITH_BAD_PAGING_IO_PRIORITY",
	  NULL,
	  { NULL },
	  1 },
	{ 0x133,
	  "DPC_WATCHDOG_VIOLATION",
	  "The DPC watchdog detected a prolonged run time at an IRQL of "
	  "DISPATCH_LEVEL\n"
	  "or above.\n",
	  { NULL /* by_value */, NULL, NULL, NULL },
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
	{ 0x13a,
	  "KERNEL_MODE_HEAP_CORRUPTION",
	  "The kernel mode heap manager has detected corruption in a heap.\n",
	  { "Type of corruption detected",
	    "Address of the heap that reported the corruption",
	    "Address at which the corruption was detected", NULL },
	  0 },
	{ 0x153,
	  "KERNEL_LOCK_ENTRY_LEAKED_ON_THREAD_TERMINATION",
	  "A thread was terminated before it had freed all its AutoBoost lock "
	  "entries.\n",
	  { "The address of the thread",
	    "The address of the entry that was not freed", NULL,
	    "The address of the lock associated with the entry" },
	  0 },
	{ 0x162,
	  "KERNEL_AUTO_BOOST_INVALID_LOCK_RELEASE",
	  "A lock tracked by AutoBoost was released by a thread that did not "
	  "own the lock.\n",
	  { "The address of the thread", "The lock address",
	    "The session ID of the thread", "Reserved" },
	  0 },
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
	{ 0x9, "UNSAFE_REGISTRY_ACCESS", NULL },
	{ 0xa, "GUARD_ICALL_CHECK_FAILURE",
	  "Indirect call guard check detected invalid control transfer." },
	{ 0xb, "GUARD_WRITE_CHECK_FAILURE", NULL },
	{ 0xc, "INVALID_FIBER_SWITCH", NULL },
	{ 0xd, "INVALID_SET_OF_CONTEXT", NULL },
	{ 0xe, "INVALID_REFERENCE_COUNT", NULL },
	{ 0x12, "INVALID_JUMP_BUFFER", NULL },
	{ 0x13, "MRDATA_MODIFIED", NULL },
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

/* What an argument is where it has one value. */
static const struct {
	uint32_t code;
	unsigned number;
	uint64_t value;
	const char *words;
} by_value[] = {
	{ 0x7f, 0, 0x0, "EXCEPTION_DIVIDED_BY_ZERO" },
	{ 0x7f, 0, 0x8, "EXCEPTION_DOUBLE_FAULT" },
	{ 0xc2, 0, 0x7, "Attempt to free pool which was already freed" },
	{ 0x133, 0, 0x0,
	  "A single DPC or ISR exceeded its time allotment. The offending\n\t"
	  "component can usually be identified with a stack trace." },
	{ 0x133, 0, 0x1,
	  "The system cumulatively spent an extended period of time at\n\t"
	  "DISPATCH_LEVEL or above." },
	{ 0x153, 2, 0x1, "Lock pointer was not NULL" },
};

const char *bugcheck_argument(const struct bugcheck *bugcheck, unsigned number,
			      uint64_t value)
{
	for (size_t i = 0; i < sizeof(by_value) / sizeof(*by_value); i++)
		if (by_value[i].code == bugcheck->code &&
		    by_value[i].number == number && by_value[i].value == value)
			return by_value[i].words;
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
