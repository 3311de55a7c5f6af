/*
 * Builds crash dumps field by field, for tests: a machine's memory with page
 * tables, its header, and the file in any of the layouts that there are.
 * Running out of memory ends the program.
 */
#ifndef LAB_TESTS_DATA_MKDUMP_H
#define LAB_TESTS_DATA_MKDUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mkdump;

/* A machine with a PML4 that maps itself, and nothing else. */
struct mkdump *mkdump_new(void);
void mkdump_free(struct mkdump *mk);

#define MKDUMP_PML4 0x1ad000u

/* ---- physical memory ---- */

/* A fresh page of zeros behind all others; skip page numbers before it stay
 * unused. Returns its address. */
uint64_t mkdump_page(struct mkdump *mk, unsigned skip);
/* Pages come into being where they are written. */
void mkdump_write_physical(struct mkdump *mk, uint64_t address,
			   const void *bytes, size_t size);

/* ---- virtual memory ---- */

/* page_size: 0x1000, 0x200000 or 0x40000000. */
void mkdump_map(struct mkdump *mk, uint64_t address, uint64_t physical,
		uint64_t page_size);
/* Sets the entry of a level (0 PML4 ... 3 PT) to anything. */
void mkdump_entry(struct mkdump *mk, uint64_t address, unsigned level,
		  uint64_t entry);
/* Maps fresh pages where there are none. In a triage dump, what was written
 * at once is a block. */
void mkdump_write(struct mkdump *mk, uint64_t address, const void *bytes,
		  size_t size);
void mkdump_u16(struct mkdump *mk, uint64_t address, uint16_t value);
void mkdump_u32(struct mkdump *mk, uint64_t address, uint32_t value);
void mkdump_u64(struct mkdump *mk, uint64_t address, uint64_t value);
/* Reads what was written; zeros elsewhere. */
void mkdump_read(struct mkdump *mk, uint64_t address, void *ret, size_t size);

/* ---- the rest of a file ---- */

/* Fields of the header (formats/dump_layout.h has offsets), over all else. */
void mkdump_header32(struct mkdump *mk, unsigned offset, uint32_t value);
void mkdump_header64(struct mkdump *mk, unsigned offset, uint64_t value);
void mkdump_tag(struct mkdump *mk, const uint8_t guid[16], const void *bytes,
		size_t size);
/* A row of PsLoadedModuleList, and of a triage dump's driver list. Paths are
 * ASCII. The image is the caller's to write. */
void mkdump_module(struct mkdump *mk, uint64_t base, uint32_t size,
		   const char *path);
void mkdump_unloaded(struct mkdump *mk, uint64_t start, uint64_t end,
		     const char *name);

/*
 * The file as one of DumpType: 1 full, 5 or 6 bitmap, 8 to 10 ranges, 4
 * triage. The caller frees it.
 */
uint8_t *mkdump_build(struct mkdump *mk, unsigned type, size_t *ret_size);

/* ---- a machine of two processors, build 19041 ---- */

#define MKDUMP_NT	    0xfffff80406000000u /* PE "MZ" only */
#define MKDUMP_KDBG	    (MKDUMP_NT + 0xc00b20)
#define MKDUMP_MODULES	    (MKDUMP_NT + 0xc2a390) /* list head */
#define MKDUMP_PROCESSES    (MKDUMP_NT + 0xc1e200)
#define MKDUMP_PRCB(cpu)    (MKDUMP_NT + 0x1000180 + (cpu)*0x10000)
#define MKDUMP_CONTEXT(cpu) (MKDUMP_PRCB(cpu) + 0x9000)
#define MKDUMP_THREAD(cpu)  (0xffffde8bb9363040u + (cpu)*0x1000)
#define MKDUMP_PROCESS	    0xffffde8bb9360080u
/* stack bases; of each stack the page below its base is there, no more */
#define MKDUMP_STACK(cpu) (0xffffde8bb9380000u + (cpu)*0x10000)
#define MKDUMP_CPU	  1 /* the one that raised the bug check */
#define MKDUMP_RIP(cpu)	  (MKDUMP_NT + 0x3f5a80 + (cpu))
#define MKDUMP_RSP(cpu)	  (MKDUMP_STACK(cpu) - 0x118)

/* KDBG, KPRCBs with contexts, threads, their process, two modules, one
 * unloaded driver, three tags. */
struct mkdump *mkdump_machine(void);

/* ---- files ---- */

/* A temporary file with these bytes; path is for the caller to unlink. */
#define MKDUMP_PATH 64
void mkdump_file(const uint8_t *bytes, size_t size, char path[MKDUMP_PATH]);

#endif
