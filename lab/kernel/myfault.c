#include "config.h"
#include "kernel/myfault.h"

#include "base/mem.h"

#include <string.h>

/*
 * A driver that does what Sysinternals' does when NotMyFault is told to crash
 * with a high IRQL fault: it frees paged pool, raises the IRQL, and reads what
 * it has freed, at +0x12d0. No byte of Microsoft's; the file is made here, so
 * that it is loaded as any other. Each section lies at its RVA in the file.
 */
enum {
	FILE_SIZE = 0x3000,
	PE = 0x80, /* e_lfanew */
	OPTIONAL = PE + 0x18,
	OPTIONAL_SIZE = 0xf0,
	SECTIONS = OPTIONAL + OPTIONAL_SIZE,
	DIRECTORIES = OPTIONAL + 0x70,
	HEADERS = 0x400,
	CODE = 0x1000,
	CODE_SIZE = 0x813,
	DATA = 0x2000,
	DATA_SIZE = 0x800,
	/* in the data; the code knows the first three */
	SLOTS = 0x2000,
	DEVICE_NAME = 0x2200,
	LINK_NAME = 0x2240,
	IMPORTS = 0x2300,
	LOOKUPS = 0x2340,
	NAMES = 0x2400,
	NAME_SIZE = 0x20,
	LIBRARY = 0x2500,
	PDATA = 0x2600,
	XDATA = 0x2680,
	XDATA_SIZE = 8,
	STAMP = 0x5f3b9a41,
};

/* DriverObject: a device, a link to it, who opens, closes and controls it. */
static const uint8_t driver_entry[] = {
	0x53,			/* push rbx */
	0x48, 0x83, 0xec, 0x60, /* sub rsp, 0x60 */
	0x48, 0x89, 0xcb,	/* mov rbx, rcx */
	0x48, 0x8d, 0x15, 0xe1, 0x11, 0x00,
	0x00,				    /* lea rdx, device name */
	0x48, 0x8d, 0x4c, 0x24, 0x40,	    /* lea rcx, [rsp+0x40] */
	0xff, 0x15, 0xd6, 0x0f, 0x00, 0x00, /* call RtlInitUnicodeString */
	0x48, 0x8d, 0x15, 0x0f, 0x12, 0x00,
	0x00,				    /* lea rdx, link name */
	0x48, 0x8d, 0x4c, 0x24, 0x50,	    /* lea rcx, [rsp+0x50] */
	0xff, 0x15, 0xc4, 0x0f, 0x00, 0x00, /* call RtlInitUnicodeString */
	0x48, 0x8d, 0x44, 0x24, 0x38,	    /* lea rax, [rsp+0x38] */
	0x48, 0x89, 0x44, 0x24, 0x30,	    /* mov QWORD PTR [rsp+0x30], rax */
	0xc6, 0x44, 0x24, 0x28, 0x00,	    /* mov BYTE PTR [rsp+0x28], 0x0 */
	0xc7, 0x44, 0x24, 0x20, 0x00, 0x00,
	0x00, 0x00,			    /* mov DWORD PTR [rsp+0x20], 0x0 */
	0x41, 0xb9, 0x36, 0x83, 0x00, 0x00, /* mov r9d, 0x8336 */
	0x4c, 0x8d, 0x44, 0x24, 0x40,	    /* lea r8, [rsp+0x40] */
	0x31, 0xd2,			    /* xor edx, edx */
	0x48, 0x89, 0xd9,		    /* mov rcx, rbx */
	0xff, 0x15, 0x9f, 0x0f, 0x00, 0x00, /* call IoCreateDevice */
	0x85, 0xc0,			    /* test eax, eax */
	0x78, 0x2b,			    /* js 0x1098 */
	0x48, 0x8d, 0x54, 0x24, 0x40,	    /* lea rdx, [rsp+0x40] */
	0x48, 0x8d, 0x4c, 0x24, 0x50,	    /* lea rcx, [rsp+0x50] */
	0xff, 0x15, 0x93, 0x0f, 0x00, 0x00, /* call IoCreateSymbolicLink */
	0x48, 0x8d, 0x05, 0x3c, 0x07, 0x00,
	0x00,			/* lea rax, 0x17c0 */
	0x48, 0x89, 0x43, 0x70, /* mov QWORD PTR [rbx+0x70], rax */
	0x48, 0x89, 0x83, 0x80, 0x00, 0x00,
	0x00, /* mov QWORD PTR [rbx+0x80], rax */
	0x48, 0x89, 0x83, 0xe0, 0x00, 0x00,
	0x00,			/* mov QWORD PTR [rbx+0xe0], rax */
	0x31, 0xc0,		/* xor eax, eax */
	0x48, 0x83, 0xc4, 0x60, /* add rsp, 0x60 */
	0x5b,			/* pop rbx */
	0xc3,			/* ret */
};

/* The fault. */
static const uint8_t fault[] = {
	0x53,				    /* push rbx */
	0x48, 0x83, 0xec, 0x20,		    /* sub rsp, 0x20 */
	0x41, 0xb8, 0x46, 0x79, 0x66, 0x74, /* mov r8d, 0x74667946 */
	0xba, 0x00, 0x10, 0x00, 0x00,	    /* mov edx, 0x1000 */
	0xb9, 0x01, 0x00, 0x00, 0x00,	    /* mov ecx, 0x1 */
	0xff, 0x15, 0x6d, 0x0d, 0x00, 0x00, /* call ExAllocatePoolWithTag */
	0x48, 0x89, 0xc3,		    /* mov rbx, rax */
	0x31, 0xd2,			    /* xor edx, edx */
	0x48, 0x89, 0xc1,		    /* mov rcx, rax */
	0xff, 0x15, 0x67, 0x0d, 0x00, 0x00, /* call ExFreePoolWithTag */
	0xb8, 0x02, 0x00, 0x00, 0x00,	    /* mov eax, 0x2 */
	0x44, 0x0f, 0x22, 0xc0,		    /* mov cr8, rax */
	/* nothing up to 0x12d0 */
	0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90,
	0x90, 0x90, 0x8b, 0x43, 0x10, /* mov eax, DWORD PTR [rbx+0x10] */
	0x48, 0x83, 0xc4, 0x20,	      /* add rsp, 0x20 */
	0x5b,			      /* pop rbx */
	0xc3,			      /* ret */
};

static const uint8_t choose[] = {
	0x48, 0x83, 0xec, 0x28,	      /* sub rsp, 0x28 */
	0xe8, 0x02, 0xfc, 0xff, 0xff, /* call 0x1290 */
	0x31, 0xc0,		      /* xor eax, eax */
	0x48, 0x83, 0xc4, 0x28,	      /* add rsp, 0x28 */
	0xc3,			      /* ret */
};

/* DeviceObject, Irp: a control request faults, any other is done. */
static const uint8_t dispatch[] = {
	0x53,			/* push rbx */
	0x48, 0x83, 0xec, 0x20, /* sub rsp, 0x20 */
	0x48, 0x89, 0xd3,	/* mov rbx, rdx */
	0x48, 0x8b, 0x8a, 0xb8, 0x00, 0x00,
	0x00,		  /* mov rcx, QWORD PTR [rdx+0xb8] */
	0x80, 0x39, 0x0e, /* cmp BYTE PTR [rcx], 0xe */
	0x75, 0x1d,	  /* jne 0x17f1 */
	/* nothing up to 0x17ec */
	0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90,
	0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90,
	0xe8, 0x94, 0xfe, 0xff, 0xff, /* call 0x1685 */
	0xc7, 0x43, 0x30, 0x00, 0x00, 0x00,
	0x00, /* mov DWORD PTR [rbx+0x30], 0x0 */
	0x48, 0xc7, 0x43, 0x38, 0x00, 0x00, 0x00,
	0x00,				    /* mov QWORD PTR [rbx+0x38], 0x0 */
	0x31, 0xd2,			    /* xor edx, edx */
	0x48, 0x89, 0xd9,		    /* mov rcx, rbx */
	0xff, 0x15, 0x1d, 0x08, 0x00, 0x00, /* call IofCompleteRequest */
	0x31, 0xc0,			    /* xor eax, eax */
	0x48, 0x83, 0xc4, 0x20,		    /* add rsp, 0x20 */
	0x5b,				    /* pop rbx */
	0xc3,				    /* ret */
};

static const struct {
	const uint8_t *bytes;
	uint32_t at, size;
	uint8_t prologue, codes[6], code_count;
} functions[] = {
	{ driver_entry,
	  0x1010,
	  sizeof(driver_entry),
	  5,
	  { 0x05, 0xb2, 0x01, 0x30 },
	  2 },
	{ fault, 0x1290, sizeof(fault), 5, { 0x05, 0x32, 0x01, 0x30 }, 2 },
	{ choose, 0x1685, sizeof(choose), 4, { 0x04, 0x42 }, 1 },
	{ dispatch,
	  0x17c0,
	  sizeof(dispatch),
	  5,
	  { 0x05, 0x32, 0x01, 0x30 },
	  2 },
};
enum { FUNCTIONS = sizeof(functions) / sizeof(*functions) };

/* In the order of their slots. */
static const char *const imports[] = {
	"RtlInitUnicodeString",	 "IoCreateDevice",    "IoCreateSymbolicLink",
	"ExAllocatePoolWithTag", "ExFreePoolWithTag", "IofCompleteRequest",
};
enum { IMPORT_COUNT = sizeof(imports) / sizeof(*imports) };

static void put(uint8_t *file, uint32_t at, uint64_t value, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		file[at + i] = (uint8_t)(value >> 8 * i);
}

static void put_section(uint8_t *file, unsigned number, const char *name,
			uint32_t at, uint32_t size, uint32_t flags)
{
	uint32_t header = SECTIONS + 40 * number;

	memcpy(file + header, name, strlen(name));
	put(file, header + 8, size, 4);
	put(file, header + 12, at, 4);
	put(file, header + 16, size, 4);
	put(file, header + 20, at, 4);
	put(file, header + 36, flags, 4);
}

static void put_directory(uint8_t *file, unsigned number, uint32_t at,
			  uint32_t size)
{
	put(file, DIRECTORIES + 8 * number, at, 4);
	put(file, DIRECTORIES + 8 * number + 4, size, 4);
}

static void put_headers(uint8_t *file)
{
	memcpy(file, "MZ", 2);
	put(file, 0x3c, PE, 4);
	memcpy(file + PE, "PE", 2);
	put(file, PE + 4, 0x8664, 2);
	put(file, PE + 6, 2, 2);
	put(file, PE + 8, STAMP, 4);
	put(file, PE + 0x14, OPTIONAL_SIZE, 2);
	put(file, PE + 0x16, 0x22, 2); /* executable, large addresses */
	put(file, OPTIONAL, 0x20b, 2);
	put(file, OPTIONAL + 0x04, CODE_SIZE, 4);
	put(file, OPTIONAL + 0x08, DATA_SIZE, 4);
	put(file, OPTIONAL + 0x10, functions[0].at, 4);
	put(file, OPTIONAL + 0x14, CODE, 4);
	put(file, OPTIONAL + 0x18, 0x140000000, 8);
	put(file, OPTIONAL + 0x20, 0x1000, 4); /* alignments */
	put(file, OPTIONAL + 0x24, 0x1000, 4);
	put(file, OPTIONAL + 0x28, 10, 2); /* versions */
	put(file, OPTIONAL + 0x30, 10, 2);
	put(file, OPTIONAL + 0x38, FILE_SIZE, 4);
	put(file, OPTIONAL + 0x3c, HEADERS, 4);
	put(file, OPTIONAL + 0x44, 1, 2); /* native */
	put(file, OPTIONAL + 0x6c, 16, 4);
	put_directory(file, 1, IMPORTS, 40);
	put_directory(file, 3, PDATA, 12 * FUNCTIONS);
	put_section(file, 0, ".text", CODE, CODE_SIZE, 0x68000020);
	put_section(file, 1, ".rdata", DATA, DATA_SIZE, 0x48000040);
}

static void put_text(uint8_t *file, uint32_t at, const char *text)
{
	for (; *text; text++, at += 2)
		file[at] = (uint8_t)*text;
}

static void put_imports(uint8_t *file)
{
	put(file, IMPORTS, LOOKUPS, 4);
	put(file, IMPORTS + 12, LIBRARY, 4);
	put(file, IMPORTS + 16, SLOTS, 4);
	memcpy(file + LIBRARY, "ntoskrnl.exe", 12);
	for (uint32_t i = 0; i < IMPORT_COUNT; i++) {
		put(file, LOOKUPS + 8 * i, NAMES + NAME_SIZE * i, 8);
		put(file, SLOTS + 8 * i, NAMES + NAME_SIZE * i, 8);
		memcpy(file + NAMES + NAME_SIZE * i + 2, imports[i],
		       strlen(imports[i]));
	}
}

static void put_functions(uint8_t *file)
{
	memset(file + CODE, 0xcc, CODE_SIZE);
	for (uint32_t i = 0; i < FUNCTIONS; i++) {
		uint32_t at = functions[i].at, unwind = XDATA + XDATA_SIZE * i;

		memcpy(file + at, functions[i].bytes, functions[i].size);
		put(file, PDATA + 12 * i, at, 4);
		put(file, PDATA + 12 * i + 4, at + functions[i].size, 4);
		put(file, PDATA + 12 * i + 8, unwind, 4);
		file[unwind] = 1; /* version */
		file[unwind + 1] = functions[i].prologue;
		file[unwind + 2] = functions[i].code_count;
		memcpy(file + unwind + 4, functions[i].codes,
		       2u * functions[i].code_count);
	}
}

uint8_t *myfault_new(size_t *ret_size)
{
	uint8_t *file = mem_calloc(1, FILE_SIZE);

	put_headers(file);
	put_functions(file);
	put_imports(file);
	put_text(file, DEVICE_NAME, "\\Device\\MyFault");
	put_text(file, LINK_NAME, "\\DosDevices\\MyFault");
	*ret_size = FILE_SIZE;
	return file;
}
