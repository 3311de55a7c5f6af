/* Structured exception handling, as a driver can rely on it. */
#include <ntddk.h>

static __declspec(noinline) int Poke(PVOID Address)
{
	*(volatile int *)Address = 1;
	return 2;
}

static LONG Filter(NTSTATUS Code, PEXCEPTION_POINTERS Pointers, LONG Answer)
{
	PEXCEPTION_RECORD Record = Pointers->ExceptionRecord;

	DbgPrint("filter: %x, flags %x, %d parameters, answer %d\n", Code,
		 Record->ExceptionFlags, Record->NumberParameters, Answer);
	if (Record->ExceptionCode != Code ||
	    (PVOID)Pointers->ContextRecord->Rip != Record->ExceptionAddress)
		DbgPrint("they differ\n");
	return Answer;
}

/* each way out of a body that has a __finally */
static int Leave(int How)
{
	for (int i = 0; i < 2; i++) {
		__try {
			if (How == 1)
				return 100;
			if (How == 2)
				__leave;
			if (How == 3)
				ExRaiseStatus(STATUS_INVALID_PARAMETER);
			if (How == 4)
				break;
			if (How == 5)
				continue;
			DbgPrint("end of the body\n");
		} __finally {
			DbgPrint("finally %d, abnormal %d\n", How,
				 !!AbnormalTermination());
		}
	}
	return How;
}

static NTSTATUS Nested(NTSTATUS Raise)
{
	NTSTATUS Status = STATUS_SUCCESS;

	__try {
		__try {
			__try {
				ExRaiseStatus(Raise);
			} __except (GetExceptionCode() == STATUS_NO_MEMORY) {
				Status = 1;
			}
		} __except (Filter(GetExceptionCode(),
				   GetExceptionInformation(),
				   GetExceptionCode() == STATUS_TIMEOUT)) {
			Status = 2;
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Status = GetExceptionCode();
	}
	return Status;
}

/* in a handler another one may be raised, which goes on outward */
static void Again(void)
{
	__try {
		__try {
			ExRaiseStatus(STATUS_NO_MEMORY);
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			DbgPrint("first %x\n", GetExceptionCode());
			ExRaiseStatus(STATUS_ACCESS_DENIED);
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		DbgPrint("then %x\n", GetExceptionCode());
	}
}

/* a __finally that raises: what is unwound is, and the new one goes on */
static void Inner(NTSTATUS Raise)
{
	__try {
		__try {
			Poke((PVOID)0x1230);
			DbgPrint("not here\n");
		} __finally {
			DbgPrint("innermost\n");
			if (Raise)
				ExRaiseStatus(Raise);
		}
	} __finally {
		DbgPrint("inner, abnormal %d\n", !!AbnormalTermination());
	}
}

static NTSTATUS Collide(NTSTATUS Raise)
{
	__try {
		__try {
			__try {
				Inner(Raise);
			} __finally {
				DbgPrint("outer\n");
			}
		} __except (Filter(GetExceptionCode(),
				   GetExceptionInformation(),
				   GetExceptionCode() ==
					   STATUS_ACCESS_VIOLATION)) {
			DbgPrint("not here: another was raised\n");
		}
	} __except (Filter(GetExceptionCode(), GetExceptionInformation(), 1)) {
		DbgPrint("outermost\n");
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

static LONG Mend(PEXCEPTION_POINTERS Pointers, int *Divisor)
{
	if (Pointers->ExceptionRecord->ExceptionCode !=
	    STATUS_INTEGER_DIVIDE_BY_ZERO)
		return EXCEPTION_CONTINUE_SEARCH;
	DbgPrint("mended\n");
	*Divisor = 2;
	/* whichever register it was divided by */
	Pointers->ContextRecord->Rcx = 2;
	return EXCEPTION_CONTINUE_EXECUTION;
}

static __declspec(noinline) int Divide(int A, int B)
{
	int Result;

	__asm__ volatile("cltd\n\tidivl %%ecx" : "=a"(Result)
			 : "a"(A), "c"(B) : "edx");
	return Result;
}

static int Resumed(int Divisor)
{
	int Result = 0;

	__try {
		Result = Divide(84, Divisor);
	} __except (Mend(GetExceptionInformation(), &Divisor)) {
		DbgPrint("not here\n");
	}
	return Result;
}

/* what may not be continued is not */
static NTSTATUS Stubborn(void)
{
	__try {
		__try {
			ExRaiseStatus(STATUS_NO_MEMORY);
		} __except (GetExceptionCode() == STATUS_NO_MEMORY
				    ? EXCEPTION_CONTINUE_EXECUTION
				    : EXCEPTION_CONTINUE_SEARCH) {
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

static NTSTATUS Probe(PVOID Address, SIZE_T Size, ULONG Alignment, int Write)
{
	__try {
		if (Write)
			ProbeForWrite(Address, Size, Alignment);
		else
			ProbeForRead(Address, Size, Alignment);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

/* frames of more than a page, and frames of the kernel's between */
static NTSTATUS NTAPI Query(PWSTR Name, ULONG Type, PVOID Data, ULONG Size,
			    PVOID Context, PVOID Entry)
{
	char Large[6000];

	for (unsigned i = 0; i < sizeof(Large); i += 100)
		((volatile char *)Large)[i] = 1;
	Poke(Context);
	return STATUS_SUCCESS;
}

static NTSTATUS Callback(void)
{
	RTL_QUERY_REGISTRY_TABLE Table[2] = { { 0 } };
	volatile char Large[5000];
	int Before = 11;

	Large[4999] = 5;
	Table[0].QueryRoutine = Query;
	Table[0].Name = L"SystemRoot";
	Table[0].DefaultType = REG_SZ;
	Table[0].DefaultData = L"x";
	Table[0].DefaultLength = 4;
	__try {
		RtlQueryRegistryValues(RTL_REGISTRY_WINDOWS_NT, L"", Table,
				       (PVOID)0x30, NULL);
	} __except (Filter(GetExceptionCode(), GetExceptionInformation(), 1)) {
		DbgPrint("locals %d %d\n", Before, Large[4999]);
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

/* a call to where no code is */
static void (*volatile Nowhere)(void);

static NTSTATUS Wild(void)
{
	__try {
		Nowhere();
		DbgPrint("not here\n");
	} __except (Filter(GetExceptionCode(), GetExceptionInformation(), 1)) {
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

static NTSTATUS Often(void)
{
	NTSTATUS Status = STATUS_SUCCESS;
	KMUTEX Mutex;

	KeInitializeMutex(&Mutex, 0);
	for (int i = 0; i < 500; i++) {
		__try {
			KeReleaseMutex(&Mutex, FALSE);
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			Status = GetExceptionCode();
			if (i < 499)
				continue;
		}
	}
	return Status;
}

static VOID Unload(PDRIVER_OBJECT Driver)
{
	DbgPrint("unloaded\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
	Driver->DriverUnload = Unload;
	__try {
		Poke((PVOID)0x1230);
	} __except (Filter(GetExceptionCode(), GetExceptionInformation(), 1)) {
		DbgPrint("caught %x\n", GetExceptionCode());
	}
	for (int i = 0; i < 6; i++) {
		if (i != 3)
			DbgPrint("left: %d\n", Leave(i));
	}
	__try {
		Leave(3);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		DbgPrint("left by %x\n", GetExceptionCode());
	}
	DbgPrint("nested %x\n", Nested(STATUS_NO_MEMORY));
	DbgPrint("nested %x\n", Nested(STATUS_TIMEOUT));
	DbgPrint("nested %x\n", Nested(STATUS_ACCESS_DENIED));
	Again();
	DbgPrint("collided: %x\n", Collide(STATUS_NO_MEMORY));
	DbgPrint("resumed %d\n", Resumed(0));
	DbgPrint("stubborn %x\n", Stubborn());
	DbgPrint("probes %x %x %x %x\n", Probe((PVOID)0x10001, 4, 4, 0),
		 Probe((PVOID)~0xfffull, 4, 1, 0), Probe((PVOID)0x20, 4, 4, 1),
		 Probe(NULL, 0, 1, 1));
	DbgPrint("callback %x\n", Callback());
	DbgPrint("wild %x\n", Wild());
	DbgPrint("often %x\n", Often());
	return STATUS_SUCCESS;
}
