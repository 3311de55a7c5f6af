/*
 * Goal 11, and what else a debugger of dumps is held to: its first screen,
 * pages read, searches, symbols.
 */
#include "config.h"
#include "tests/bench/bench.h"

#include "base/file.h"
#include "base/mem.h"
#include "kd/kd.h"
#include "target/target.h"
#include "tests/bench/dumps.h"
#include "tests/bench/generate.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LIMIT_START 20000.0
enum { PAGE = 4096, READS = 20000, TURNS = 15, WARM_MS = 100 };

struct material {
	char *seed, *symbols; /* of the tree */
	char *small, *large, *gib, *addresses;
};

/* ---- first screens ---- */

static void take(struct starts *starts, struct material *material,
		 struct bench *bench, const char *dump)
{
	const char *argv[] = { bench->kdlab,	  "kd", "-z", dump, "-y",
			       material->symbols, NULL };

	starts->quit = "q\r";
	starts_take(starts, argv, LIMIT_START);
}

static void first_screens(struct bench *bench, struct material *material)
{
	const char *minimal[] = { bench->minimal, bench->prose_400, NULL };
	struct starts seed = { 0 }, small = { 0 }, large = { 0 };
	struct starts bare = { 0 };

	for (size_t i = 0; i < bench->starts; i++) {
		starts_take(&bare, minimal, LIMIT_START);
		take(&seed, material, bench, material->seed);
		take(&small, material, bench, material->small);
		take(&large, material, bench, material->large);
	}
	report_medians(11, "kd, bundled dump, first screen", "ms", &seed.wall,
		       &bare.wall, 1.5);
	report_medians(11, "kd, 4 GiB, first screen", "ms", &small.wall,
		       &bare.wall, 1.5);
	report_medians(11, "kd, 64 GiB, first screen", "ms", &large.wall,
		       &bare.wall, 1.5);
	report_medians(11, "kd, 64 GiB by 4 GiB", "ms", &large.wall,
		       &small.wall, 1.1);
	report_value(11, "kd, 64 GiB, peak over minimal", "KiB",
		     samples_at(&large.peak, 0.5) - samples_at(&bare.peak, 0.5),
		     16384);
	starts_fini(&seed);
	starts_fini(&small);
	starts_fini(&large);
	starts_fini(&bare);
}

/* ---- pages ---- */

/* ms of this program's own: what runs for long, within it, is measured so,
 * or who else runs here would count. */
static double cpu_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct target *open_dump(const char *path, const char *symbols)
{
	struct target *target;
	struct err err;

	if (target_open_dump(path, symbols, &target, &err))
		pty_die("could not open '%s': %s", path, err.message);
	return target;
}

/* Forgets what the page cache has of a file. */
static void drop_cache(int fd)
{
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
}

/* KiB of a file in the page cache. */
static double cached(int fd)
{
	size_t size = (size_t)lseek(fd, 0, SEEK_END), pages, count = 0;
	unsigned char *marks;
	void *at;

	pages = (size + PAGE - 1) / PAGE;
	marks = mem_alloc(pages);
	at = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED || mincore(at, size, marks))
		pty_die("could not ask what is cached");
	for (size_t i = 0; i < pages; i++)
		count += marks[i] & 1;
	munmap(at, size);
	free(marks);
	return (double)count * (PAGE / 1024.0);
}

/* us a page, by pread at the same places that physical pages have. */
static double read_bare(int fd, uint64_t first, uint64_t pages, uint32_t state)
{
	double began = cpu_now();
	uint8_t bytes[PAGE];

	for (size_t i = 0; i < READS; i++) {
		uint64_t page = dumps_random(&state) % pages;

		if (pread(fd, bytes, PAGE, (off_t)(first + page * PAGE)) !=
		    PAGE)
			pty_die("could not read a page");
	}
	return (cpu_now() - began) * 1e3 / READS;
}

static double read_target(struct target *target, uint64_t pages, uint32_t state)
{
	double began = cpu_now();
	uint8_t bytes[PAGE];

	for (size_t i = 0; i < READS; i++) {
		uint64_t page = dumps_random(&state) % pages;

		if (target_read_physical(target, page * PAGE, bytes, PAGE,
					 NULL))
			pty_die("could not read a page");
	}
	return (cpu_now() - began) * 1e3 / READS;
}

/* Pages that nobody has read yet, and pages that are in the cache. */
static void random_pages(const char *path, uint64_t pages, const char *name)
{
	struct samples cold = { 0 }, warm = { 0 }, bare = { 0 }, again = { 0 };
	int fd = open(path, O_RDONLY);
	uint64_t first;
	char what[64];
	double before, added = 0;

	if (fd < 0)
		pty_die("could not open '%s'", path);
	first = (uint64_t)lseek(fd, 0, SEEK_END) - pages * PAGE;
	for (uint32_t i = 1; i <= TURNS; i++) {
		struct target *target = open_dump(path, NULL);

		drop_cache(fd);
		before = i == 1 ? cached(fd) : 0;
		samples_add(&cold, read_target(target, pages, i));
		added = i == 1 ? cached(fd) - before : added;
		samples_add(&warm, read_target(target, pages, i));
		target_free(target);
		drop_cache(fd);
		samples_add(&bare, read_bare(fd, first, pages, i));
		samples_add(&again, read_bare(fd, first, pages, i));
	}
	close(fd);
	snprintf(what, sizeof(what), "a page of %s by pread, not cached", name);
	report_medians(11, what, "us", &cold, &bare, 1.5);
	snprintf(what, sizeof(what), "a page of %s by pread, cached", name);
	report_medians(11, what, "us", &warm, &again, 1.5);
	snprintf(what, sizeof(what), "%d pages of %s, page cache", READS, name);
	report_value(11, what, "KiB", added, 100 << 10);
	samples_fini(&cold);
	samples_fini(&warm);
	samples_fini(&bare);
	samples_fini(&again);
}

/* ---- virtual memory ---- */

static void write_addresses(const char *path, uint64_t *ret)
{
	uint32_t state = 4711;
	FILE *file = fopen(path, "wb");

	for (size_t i = 0; i < READS; i++)
		ret[i] =
			DUMPS_BYTES + dumps_random(&state) % DUMPS_SIZE / 8 * 8;
	if (!file || fwrite(ret, sizeof(*ret), READS, file) != READS ||
	    fclose(file))
		pty_die("could not write '%s'", path);
}

static double read_virtual(struct target *target, const uint64_t *addresses)
{
	double began = cpu_now();
	uint64_t sum = 0, value;

	for (size_t i = 0; i < READS; i++) {
		if (target_read_u64(target, addresses[i], &value, NULL))
			pty_die("could not read virtual memory");
		sum += value;
	}
	if (!sum)
		pty_die("virtual memory is empty");
	return (cpu_now() - began) * 1e6 / READS;
}

/* As the other does. A processor that has waited for it is slow at first, a
 * virtual one up to six times. */
static void warm_up(struct target *target, const uint64_t *addresses)
{
	double began = cpu_now();

	while (cpu_now() - began < WARM_MS)
		read_virtual(target, addresses);
}

/* What another reader says of itself: ns a read, alone on its line. */
static double ask_reader(struct bench *bench, const char *dump,
			 const char *addresses)
{
	const char *argv[] = { bench->reader, dump, addresses, NULL };
	struct runs runs = { 0 };
	double value = 0;
	char line[64];
	FILE *file;

	if (!runs_take(&runs, argv, bench->output))
		pty_die("'%s' failed", bench->reader);
	runs_fini(&runs);
	file = fopen(bench->output, "rb");
	if (file && fgets(line, sizeof(line), file))
		value = strtod(line, NULL);
	if (file)
		fclose(file);
	return value;
}

static void virtual_reads(struct bench *bench, struct material *material)
{
	static uint64_t addresses[READS];
	struct samples own = { 0 }, other = { 0 };
	struct target *target;

	if (!bench->reader) {
		report_skip(11, "virtual reads", "BENCH_READER names no other");
		return;
	}
	write_addresses(material->addresses, addresses);
	target = open_dump(material->gib, NULL);
	for (size_t i = 0; i < TURNS; i++) {
		warm_up(target, addresses);
		samples_add(&own, read_virtual(target, addresses));
		samples_add(&other, ask_reader(bench, material->gib,
					       material->addresses));
	}
	report_medians(11, "a virtual read by another reader's", "ns", &own,
		       &other, 1.0);
	target_free(target);
	samples_fini(&own);
	samples_fini(&other);
}

static double search(struct kd *kd, const char *what)
{
	struct text out = { 0 };
	char line[100];
	double began;

	snprintf(line, sizeof(line), "s %s 0x%llx L?0x%x 0x%x", what,
		 (unsigned long long)DUMPS_BYTES,
		 what[1] == 'd' ? DUMPS_SIZE / 4 : DUMPS_SIZE,
		 what[1] == 'd' ? 0xf7563412 : DUMPS_ABSENT);
	began = cpu_now();
	kd_line(kd, line, &out);
	began = cpu_now() - began;
	if (out.size)
		pty_die("'%s' found '%s'", line, text_string(&out));
	text_fini(&out);
	return began;
}

static double search_bare(const uint8_t *bytes)
{
	double began = cpu_now();

	if (memchr(bytes, (int)DUMPS_ABSENT, DUMPS_SIZE))
		pty_die("memchr found what is not there");
	return cpu_now() - began;
}

static void searches(struct material *material)
{
	struct samples byte = { 0 }, number = { 0 }, bare = { 0 };
	struct target *target = open_dump(material->gib, NULL);
	struct kd_config config = { .target = target };
	struct kd *kd = kd_new(&config);
	uint8_t *bytes = mem_alloc(DUMPS_SIZE);

	if (target_read(target, DUMPS_BYTES, bytes, DUMPS_SIZE, NULL))
		pty_die("could not read virtual memory");
	for (size_t i = 0; i < TURNS; i++) {
		samples_add(&byte, search(kd, "-b"));
		samples_add(&number, search(kd, "-d"));
		samples_add(&bare, search_bare(bytes));
	}
	report_medians(11, "s -b, 32 MiB, by memchr", "ms", &byte, &bare, 3.0);
	report_medians(11, "s -d, 32 MiB, by memchr", "ms", &number, &bare,
		       3.0);
	free(bytes);
	kd_free(kd);
	target_free(target);
	samples_fini(&byte);
	samples_fini(&number);
	samples_fini(&bare);
}

/* ---- symbols and a whole answer ---- */

static void symbols(struct bench *bench)
{
	char *path = file_join(bench->work, "symbols.json");
	const char *a[] = { bench->isf, path, NULL };
	const char *b[] = { bench->yamlloop, path, NULL };
	struct runs as = { 0 }, bs = { 0 };

	generate_symbols(path, 6u << 20);
	for (size_t i = 0; i < bench->starts / 2 + 1; i++) {
		runs_take(&as, a, bench->output);
		runs_take(&bs, b, bench->output);
	}
	report_medians(11, "symbols of 6 MB, by bare libyaml, wall", "ms",
		       &as.wall, &bs.wall, 1.5);
	report_medians(11, "symbols of 6 MB, by bare libyaml, cpu", "ms",
		       &as.cpu, &bs.cpu, 1.5);
	runs_fini(&as);
	runs_fini(&bs);
	free(path);
}

static void analysis(struct bench *bench, struct material *material)
{
	const char *a[] = { bench->kdlab,   "kd",	   "-z",
			    material->seed, "-y",	   material->symbols,
			    "-c",	    "!analyze -v", NULL };
	const char *b[] = { bench->bare, NULL };
	struct runs as = { 0 }, bs = { 0 };

	for (size_t i = 0; i < bench->starts * 2; i++) {
		if (!runs_take(&as, a, bench->output))
			pty_die("!analyze -v fails");
		runs_take(&bs, b, bench->output);
	}
	report_medians(11, "!analyze -v, by a minimal program, wall", "ms",
		       &as.wall, &bs.wall, 10);
	runs_fini(&as);
	runs_fini(&bs);
}

void bench_debugger(struct bench *bench)
{
	struct material material = {
		.seed = file_join(bench->tree, "dumps/seed/MEMORY.DMP"),
		.symbols = file_join(bench->tree, "dumps/symbols"),
		.small = file_join(bench->work, "4.dmp"),
		.large = file_join(bench->work, "64.dmp"),
		.gib = file_join(bench->work, "1.dmp"),
		.addresses = file_join(bench->work, "addresses"),
	};

	dumps_make(material.gib, material.seed, DUMPS_LEAST);
	dumps_make(material.small, material.seed, 1ull << 20);
	dumps_make(material.large, material.seed, 16ull << 20);
	bench_forget(bench);
	first_screens(bench, &material);
	random_pages(material.small, 1ull << 20, "4 GiB");
	random_pages(material.large, 16ull << 20, "64 GiB");
	virtual_reads(bench, &material);
	searches(&material);
	symbols(bench);
	analysis(bench, &material);
	free(material.seed);
	free(material.symbols);
	free(material.small);
	free(material.large);
	free(material.gib);
	free(material.addresses);
}
