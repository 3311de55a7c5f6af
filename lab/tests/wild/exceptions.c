/* Exceptions that are handled wrongly, never, or for ever. */
#include "wild.h"

NTSYSAPI VOID NTAPI RtlUnwindEx(PVOID, PVOID, PEXCEPTION_RECORD, PVOID, PVOID,
				PVOID);
NTSYSAPI VOID NTAPI RtlUnwind(PVOID, PVOID, PEXCEPTION_RECORD, PVOID);
NTSYSAPI VOID _local_unwind(PVOID, PVOID);
NTSYSAPI EXCEPTION_DISPOSITION
__C_specific_handler(PEXCEPTION_RECORD, void *, PCONTEXT,
		     struct _DISPATCHER_CONTEXT *);

static __declspec(noinline) void poke(void)
{
	*(volatile int *)0x1230 = 1;
}

static LONG answer(LONG what)
{
	return what;
}

KIND(handled_without_end)
{
	UNREFERENCED_PARAMETER(driver);
	for (;;) {
		__try {
			poke();
		} __except (EXCEPTION_EXECUTE_HANDLER) {
		}
	}
	return 0;
}

KIND(continued_without_end)
{
	UNREFERENCED_PARAMETER(driver);
	__try {
		poke();
	} __except (EXCEPTION_CONTINUE_EXECUTION) {
	}
	return 0;
}

KIND(filter_without_end)
{
	UNREFERENCED_PARAMETER(driver);
	__try {
		poke();
	} __except (({ for (;;); 1; })) {
	}
	return 0;
}

KIND(filter_raises)
{
	UNREFERENCED_PARAMETER(driver);
	__try {
		poke();
	} __except (ExRaiseStatus(STATUS_NO_MEMORY), 1) {
	}
	return 0;
}

static void raise_deeper(volatile ULONG depth)
{
	__try {
		poke();
	} __except (raise_deeper(depth + 1), 1) {
	}
}

KIND(filters_in_filters)
{
	UNREFERENCED_PARAMETER(driver);
	raise_deeper(0);
	return 0;
}

KIND(finally_raises)
{
	UNREFERENCED_PARAMETER(driver);
	for (int i = 0; i < 3; i++) {
		__try {
			__try {
				poke();
			} __finally {
				ExRaiseStatus(STATUS_NO_MEMORY);
			}
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			DbgPrint("%x", GetExceptionCode());
		}
	}
	return 0;
}

KIND(finally_without_end)
{
	UNREFERENCED_PARAMETER(driver);
	__try {
		__try {
			poke();
		} __finally {
			for (;;)
				;
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
	}
	return 0;
}

KIND(context_spoiled)
{
	UNREFERENCED_PARAMETER(driver);
	__try {
		poke();
	} __except (RtlFillMemory(GetExceptionInformation()->ContextRecord,
				  sizeof(CONTEXT), 0xee),
		    EXCEPTION_CONTINUE_EXECUTION) {
	}
	return 0;
}

KIND(context_spoiled_and_handled)
{
	UNREFERENCED_PARAMETER(driver);
	__try {
		poke();
	} __except (RtlFillMemory(GetExceptionInformation()->ContextRecord,
				  sizeof(CONTEXT), 0xee),
		    EXCEPTION_EXECUTE_HANDLER) {
		DbgPrint("handled");
	}
	return 0;
}

KIND(record_spoiled)
{
	UNREFERENCED_PARAMETER(driver);
	__try {
		poke();
	} __except (RtlFillMemory(GetExceptionInformation()->ExceptionRecord,
				  sizeof(EXCEPTION_RECORD), 0xee),
		    EXCEPTION_CONTINUE_SEARCH) {
	}
	return 0;
}

/* the frames between are spoiled, from a filter up */
KIND(stack_spoiled)
{
	UNREFERENCED_PARAMETER(driver);
	__try {
		poke();
	} __except (RtlFillMemory((PUCHAR)GetExceptionInformation()
					  ->ContextRecord - 0x600, 0x1000, 0xcc),
		    EXCEPTION_EXECUTE_HANDLER) {
	}
	return 0;
}

KIND(handler_called_with_nothing)
{
	UNREFERENCED_PARAMETER(driver);
	__C_specific_handler(NULL, NULL, NULL, NULL);
	return 0;
}

KIND(handler_called_with_much)
{
	static ULONG64 table[16];
	static ULONG64 context[10];
	static EXCEPTION_RECORD record;

	UNREFERENCED_PARAMETER(driver);
	table[0] = ~0ull;
	context[7] = (ULONG64)table;
	for (int flags = 0; flags < 8; flags++) {
		record.ExceptionFlags = flags;
		DbgPrint("%d", __C_specific_handler(&record, &flags, NULL,
						    (PVOID)context));
	}
	return 0;
}

KIND(unwind_to_nothing)
{
	UNREFERENCED_PARAMETER(driver);
	RtlUnwindEx(NULL, NULL, NULL, NULL, NULL, NULL);
	return 0;
}

KIND(unwind_to_nowhere)
{
	UNREFERENCED_PARAMETER(driver);
	__try {
		RtlUnwindEx(&driver, (PVOID)0x1234, NULL, NULL, NULL, NULL);
	} __finally {
		DbgPrint("finally");
	}
	return 0;
}

KIND(unwind_to_here)
{
	UNREFERENCED_PARAMETER(driver);
	RtlUnwind(__builtin_frame_address(0), (PVOID)(ULONG64)0xdead0000beef,
		  NULL, NULL);
	return 0;
}

KIND(unwind_a_record_of_nowhere)
{
	UNREFERENCED_PARAMETER(driver);
	RtlUnwindEx(__builtin_frame_address(0), (PVOID)poke, (PVOID)0x77, NULL,
		    NULL, NULL);
	return 0;
}

KIND(local_unwind_for_ever)
{
	UNREFERENCED_PARAMETER(driver);
	__try {
		answer(1);
		for (;;)
			_local_unwind(__builtin_frame_address(0),
				      __builtin_return_address(0));
	} __finally {
		DbgPrint("finally");
	}
	return 0;
}

KINDS(handled_without_end, continued_without_end, filter_without_end,
      filter_raises, filters_in_filters, finally_raises, finally_without_end,
      context_spoiled, context_spoiled_and_handled, record_spoiled,
      stack_spoiled, handler_called_with_nothing,
      handler_called_with_much, unwind_to_nothing, unwind_to_nowhere,
      unwind_to_here, unwind_a_record_of_nowhere, local_unwind_for_ever)
