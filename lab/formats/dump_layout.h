/*
 * Where the fields of a crash dump are: byte offsets, little-endian, each
 * with its source in brackets.
 * [H] DUMP_HEADER64 of the Windows SDK (mindumpdef.h), also published as
 *     docs.rs windows_sys::Win32::System::Diagnostics::Debug
 * [K] 0vercl0k/kdmp-parser, kdmp-parser-structs.h
 * [R] rizinorg/rizin, librz/bin/format/dmp and its tests' expected output
 * [B] checked against the bytes of a real dump
 */
#ifndef LAB_FORMATS_DUMP_LAYOUT_H
#define LAB_FORMATS_DUMP_LAYOUT_H

#define DUMP_PAGE     0x1000u
#define DUMP_FILLER   0x45474150u /* "PAGE": never written [B] */
#define DUMP_FILLER64 0x4547415045474150u

/* ---- DUMP_HEADER64, at the start of the file ---- */
enum {
	DH_SIGNATURE = 0x000,	     /* "PAGE" [H] */
	DH_VALID = 0x004,	     /* "DU64"; "DUMP": 32 bits [H] */
	DH_MAJOR = 0x008,	     /* u32: 0xf free, 0xc checked [H] */
	DH_BUILD = 0x00c,	     /* u32 [H] */
	DH_TABLE_BASE = 0x010,	     /* u64; a PCID in the low 12 bits [HB] */
	DH_PFN_DATABASE = 0x018,     /* u64 [H] */
	DH_LOADED_MODULES = 0x020,   /* u64: PsLoadedModuleList [H] */
	DH_ACTIVE_PROCESSES = 0x028, /* u64: PsActiveProcessHead [H] */
	DH_MACHINE = 0x030,	     /* u32 [H] */
	DH_PROCESSORS = 0x034,	     /* u32 [H] */
	DH_BUGCHECK = 0x038,	     /* u32 [H] */
	DH_PARAMETERS = 0x040,	     /* u64 x 4 [H] */
	DH_DEBUGGER_DATA = 0x080,    /* u64: VA of KDBG [HB] */
	DH_RUN_COUNT = 0x088,	     /* u32 [H] */
	DH_RUN_PAGES = 0x090,	     /* u64 [H] */
	DH_RUNS = 0x098,	     /* {u64 page, u64 count} [HK] */
	DH_RUNS_END = 0x344,	     /* the block is 700 bytes [H] */
	DH_CONTEXT = 0x348,	     /* [H] */
	DH_EXCEPTION = 0xf00,	     /* EXCEPTION_RECORD64 [H] */
	DH_EXCEPTION_ADDRESS = 0xf10,
	DH_TYPE = 0xf98,	 /* u32 [H] */
	DH_REQUIRED = 0xfa0,	 /* u64: RequiredDumpSpace [HB] */
	DH_TIME = 0xfa8,	 /* u64: FILETIME [HB] */
	DH_COMMENT = 0xfb0,	 /* 128 bytes, ends with NUL [H] */
	DH_UPTIME = 0x1030,	 /* u64 [HB] */
	DH_MINI_FIELDS = 0x1038, /* u32 [HB] */
	DH_PRODUCT = 0x1040,	 /* u32 [HR] */
	DH_SUITE = 0x1044,	 /* u32 [HR] */
	DH_ATTRIBUTES = 0x1050,	 /* u32 [HB] */
	DH_BOOT_ID = 0x1054,	 /* u32 [HB] */
	DH_SIZE = 0x2000,	 /* [H] */
	DH_COMMENT_SIZE = 128,
	DH_RUN_SIZE = 16,
};

#define DUMP_MACHINE_X64   0x8664u
#define DUMP_MACHINE_ARM64 0xaa64u

/* DumpType: 1 to 7 [H], 8 to 10 [K] */
enum {
	DUMP_TYPE_FULL = 1,
	DUMP_TYPE_SUMMARY = 2,
	DUMP_TYPE_HEADER = 3,
	DUMP_TYPE_TRIAGE = 4,
	DUMP_TYPE_BITMAP_FULL = 5,
	DUMP_TYPE_BITMAP_KERNEL = 6,
	DUMP_TYPE_RANGES_KERNEL = 8,
	DUMP_TYPE_RANGES_USER = 9,
	DUMP_TYPE_RANGES_ALL = 10,
};

/* ---- x64 CONTEXT, at DH_CONTEXT [H]; 2 copies of MxCsr must agree [K] ---- */
enum { CX_FLAGS = 0x030, CX_MXCSR = 0x034, CX_MXCSR2 = 0x118 };
#define CX_FLAGS_X64 0x00100000u

/* ---- bitmap dumps (5, 6): behind the header [KR] ---- */
enum {
	DB_SIGNATURE = 0x00,  /* "SDMP" or "FDMP" */
	DB_VALID = 0x04,      /* "DUMP" */
	DB_FIRST_PAGE = 0x20, /* u64: file offset */
	DB_PAGES = 0x28,      /* u64: bits that are set */
	DB_BITS = 0x30,	      /* u64 */
	DB_SIZE = 0x38,	      /* the bitmap follows; bit 0 is page 0 */
};

/* ---- range dumps (8, 9, 10): behind the header [K] ---- */
enum {
	DR_MARKER = 0x00,     /* u32: 0x40 */
	DR_SIGNATURE = 0x04,  /* "RDMP" */
	DR_VALID = 0x08,      /* "DUMP" */
	DR_METADATA = 0x10,   /* u64: bytes up to the first page, less 0x2020 */
	DR_FIRST_PAGE = 0x18, /* u64: file offset */
	DR_COUNT = 0x20,      /* u32, type 10 only */
	DR_PAGES = 0x28,      /* u64, type 10 only */
	DR_SIZE = 0x30,	      /* {u64 page, u64 count} follow; page 0 ends */
	DR_RANGE_SIZE = 16,
};

/* ---- triage dumps (4): TRIAGE_DUMP64 behind the header [RB] ---- */
enum {
	DT_END = 0x04,		 /* u32: SizeOfDump; tagged data starts there */
	DT_VALID_OFFSET = 0x08,	 /* u32: where "TRGD" stands */
	DT_UNLOADED = 0x18,	 /* u32: u64 count, then entries */
	DT_PRCB = 0x1c,		 /* u32 */
	DT_PROCESS = 0x20,	 /* u32 */
	DT_THREAD = 0x24,	 /* u32 */
	DT_STACK = 0x28,	 /* u32 */
	DT_STACK_SIZE = 0x2c,	 /* u32 */
	DT_DRIVERS = 0x30,	 /* u32 */
	DT_DRIVER_COUNT = 0x34,	 /* u32 */
	DT_STRINGS = 0x38,	 /* u32: names of drivers */
	DT_STACK_TOP = 0x48,	 /* u64: address of the lowest byte saved */
	DT_DEBUGGER = 0x70,	 /* u32: KDBG */
	DT_DEBUGGER_SIZE = 0x74, /* u32 */
	DT_BLOCKS = 0x78,	 /* u32 */
	DT_BLOCK_COUNT = 0x7c,	 /* u32 */
	DT_SIZE = 0x80,
};
/* a driver: offset of its name, then a KLDR_DATA_TABLE_ENTRY [B] */
enum {
	DD_NAME = 0x00,	      /* u32: file offset of {u32 units, UTF-16} */
	DD_BASE = 0x38,	      /* u64 */
	DD_ENTRY = 0x40,      /* u64 */
	DD_IMAGE_SIZE = 0x48, /* u32 */
	DD_CHECKSUM = 0x80,   /* u32 */
	DD_STAMP = 0x88,      /* u32 */
	DD_SIZE = 0x90,
};
/* an unloaded driver [B] */
enum {
	DV_NAME_BYTES = 0x00, /* u16: UNICODE_STRING.Length */
	DV_NAME = 0x10,	      /* 12 UTF-16 units */
	DV_NAME_SIZE = 24,
	DV_START = 0x28, /* u64 */
	DV_END = 0x30,	 /* u64 */
	DV_SIZE = 0x38,
};
/* a block of memory [RB] */
enum {
	DK_ADDRESS = 0x0, /* u64 */
	DK_OFFSET = 0x8,  /* u32: in the file */
	DK_BYTES = 0xc,	  /* u32 */
	DK_SIZE = 0x10,
};

/* ---- tagged data: behind the last page or SizeOfDump [B] ---- */
enum {
	DG_SIGNATURE = 0x0, /* "DumpBlob" */
	DG_HEADER = 0x8,    /* u32: 0x10 */
	DG_SIZE = 0x10,
};
enum {
	DG_BLOCK_HEADER = 0x00, /* u32: 0x20, else the list ends */
	DG_BLOCK_GUID = 0x04,
	DG_BLOCK_BYTES = 0x14,	/* u32 */
	DG_BLOCK_BEFORE = 0x18, /* u32: padding before the data */
	DG_BLOCK_AFTER = 0x1c,	/* u32 */
	DG_BLOCK_SIZE = 0x20,
};

#endif
