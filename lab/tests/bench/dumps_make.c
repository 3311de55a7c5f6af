#include "config.h"
#include "tests/bench/dumps.h"

#include "base/mem.h"
#include "formats/dump.h"
#include "formats/dump_layout.h"
#include "tests/rig/pty.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGE = 4096, BATCH = 1 << 20, PRESENT = 3 };
enum { TABLES = DUMPS_SIZE / (512 * PAGE) };

/* pages from here on are ours; the seed's are elsewhere */
#define FIRST (DUMPS_LEAST / 2)
#define LAST  (FIRST + 2 + TABLES + DUMPS_SIZE / PAGE)

struct out {
	int fd;
	const char *path;
	uint64_t first; /* where page 0 is */
};

static void put_bytes(const struct out *out, uint64_t at, const void *bytes,
		      size_t size)
{
	if (pwrite(out->fd, bytes, size, (off_t)at) != (ssize_t)size)
		pty_die("could not write '%s'", out->path);
}

static void put_u64(uint8_t *bytes, uint64_t value)
{
	for (size_t i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(value >> 8 * i);
}

static void put_page(const struct out *out, uint64_t page, const void *bytes)
{
	put_bytes(out, out->first + page * PAGE, bytes, PAGE);
}

uint32_t dumps_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* The seed's header, then a bitmap in which every bit is set. */
static void put_headers(struct out *out, const char *seed, uint64_t pages)
{
	uint64_t size = DH_SIZE + DB_SIZE + pages / 8, at = DH_SIZE + DB_SIZE;
	uint8_t header[DH_SIZE + DB_SIZE], ones[PAGE];
	FILE *file = fopen(seed, "rb");

	if (!file || fread(header, 1, sizeof(header), file) != sizeof(header))
		pty_die("could not read '%s'", seed);
	fclose(file);
	memset(ones, 0xff, sizeof(ones));
	out->first = (size + PAGE - 1) / PAGE * PAGE;
	put_u64(header + DH_REQUIRED, out->first + pages * PAGE);
	put_u64(header + DH_SIZE + DB_FIRST_PAGE, out->first);
	put_u64(header + DH_SIZE + DB_PAGES, pages);
	put_u64(header + DH_SIZE + DB_BITS, pages);
	put_bytes(out, 0, header, sizeof(header));
	for (; at < size; at += sizeof(ones))
		put_bytes(out, at, ones,
			  size - at < PAGE ? (size_t)(size - at) : PAGE);
	if (ftruncate(out->fd, (off_t)(out->first + pages * PAGE)))
		pty_die("could not write '%s'", out->path);
}

/* A table of pages that follow each other, from that page on. */
static void put_table(const struct out *out, uint64_t at, uint64_t page,
		      size_t count)
{
	uint8_t bytes[PAGE] = { 0 };

	for (size_t i = 0; i < count; i++)
		put_u64(bytes + 8 * i, (page + i) * PAGE | PRESENT);
	put_page(out, at, bytes);
}

/* Three levels of tables, and what they lead to. DUMPS_BYTES has index 0 in
 * all of them but the highest. Returns the first table's page. */
static uint64_t put_random(const struct out *out)
{
	const uint64_t table = FIRST, pages = table + 2 + TABLES;
	uint8_t *bytes = mem_alloc(BATCH);
	uint32_t state = 19041;

	put_table(out, table, table + 1, 1);
	put_table(out, table + 1, table + 2, TABLES);
	for (size_t i = 0; i < TABLES; i++)
		put_table(out, table + 2 + i, pages + 512 * i, 512);
	/* much at a time, as files are copied, and lie in the page cache */
	for (size_t at = 0; at < DUMPS_SIZE; at += BATCH) {
		for (size_t i = 0; i < BATCH; i++)
			bytes[i] =
				(uint8_t)(dumps_random(&state) % DUMPS_ABSENT);
		put_bytes(out, out->first + pages * PAGE + at, bytes, BATCH);
	}
	free(bytes);
	return table;
}

static void put_seed(const struct out *out, const char *seed, uint64_t table)
{
	uint64_t at = 0, page;
	uint8_t bytes[PAGE];
	struct dump *dump;
	struct err err;

	if (dump_open(seed, &dump, &err))
		pty_die("could not open '%s': %s", seed, err.message);
	while (dump_next_page(dump, at, &page)) {
		if (dump_read_physical(dump, page, bytes, PAGE, &err))
			pty_die("could not read '%s': %s", seed, err.message);
		if (page / PAGE >= FIRST && page / PAGE < LAST)
			pty_die("'%s' has a page where the bench wants its own",
				seed);
		if (page == dump_header(dump)->table_base)
			put_u64(bytes + (DUMPS_BYTES >> 39 & 0x1ff) * 8,
				table * PAGE | PRESENT);
		put_page(out, page / PAGE, bytes);
		at = page + PAGE;
	}
	dump_close(dump);
}

void dumps_make(const char *path, const char *seed, uint64_t pages)
{
	struct out out = { .path = path };

	out.fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (out.fd < 0)
		pty_die("could not make '%s'", path);
	put_headers(&out, seed, pages);
	put_seed(&out, seed, put_random(&out));
	close(out.fd);
}
