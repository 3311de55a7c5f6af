/*
 * hostile DUMP [-y SYMBOLS] [-p STEP] [-f STEP]: a debugger on what is left of
 * a dump, by several commands. -p: each prefix, STEP bytes apart. -f: each
 * 4-byte field of its headers and tables, STEP bytes apart, and of what is
 * behind its end, set to 0, 1, 0x7fffffff and 0xffffffff. An error or an
 * answer, whatever comes; never a crash, 2 seconds, or 100 MB more.
 */
#include "config.h"

#include "base/file.h"
#include "kd/kd.h"
#include "target/target.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum {
	BATCH = 500,
	SECONDS = 2,
	HANGS = 600,
	MORE = 100 << 20,
	DUMP_MOST = 256 << 20
};
enum { HEADERS = 0x2400, TAIL = 0x400 };

static const char *const commands[] = {
	"vertarget", ".bugcheck", "lm",		 "r",
	"k",	     "~",	  "!mex.tl",	 "!process 0 0",
	"!thread",   ".enumtag",  "!analyze -v", "dq @rsp",
};

/* What the child is at, for the parent to tell when it dies. */
struct progress {
	char what[80];
	uint64_t opened;
};

struct sample {
	const char *path, *symbols;
	uint8_t *bytes;
	size_t size;
	int fd;
	char copy[40];
	struct progress *progress;
	uint64_t cases, failed;
};

/* A case: the file is changed, used and mended. */
typedef void change_at(struct sample *sample, uint64_t number);

/* Time of this process: a machine may be busy with others. */
static double now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void die(const char *words)
{
	fprintf(stderr, "hostile: %s\n", words);
	exit(2);
}

static bool is_interrupted(void *context)
{
	unsigned *left = context;

	return *left == 0 || --*left == 0;
}

static void debug(struct sample *sample)
{
	unsigned left = 2000; /* lines */
	struct kd_config config = { .interrupted = is_interrupted,
				    .context = &left };
	struct text out = { 0 };
	double began = now();
	struct kd *kd;
	struct err err;

	if (target_open_dump(sample->copy, sample->symbols, &config.target,
			     &err)) {
		if (!err.message[0])
			abort();
		return;
	}
	sample->progress->opened++;
	kd = kd_new(&config);
	kd_banner(kd, &out);
	kd_line(kd, ".load mex", &out);
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		text_clear(&out);
		kd_line(kd, commands[i], &out);
		if (out.size && out.bytes[out.size - 1] != '\n')
			abort();
	}
	text_fini(&out);
	kd_free(kd);
	target_free(config.target);
	if (!SANITIZED && now() - began > SECONDS)
		abort();
}

static void put(struct sample *sample, uint64_t at, const void *bytes,
		size_t size)
{
	if (pwrite(sample->fd, bytes, size, (off_t)at) != (ssize_t)size)
		die("cannot write the copy");
}

static void cut(struct sample *sample, uint64_t size)
{
	snprintf(sample->progress->what, sizeof(sample->progress->what),
		 "cut to %" PRIu64 " bytes", size);
	if (ftruncate(sample->fd, (off_t)size))
		die("cannot cut the copy");
	debug(sample);
}

static void mend(struct sample *sample)
{
	put(sample, 0, sample->bytes, sample->size);
}

static void set_field(struct sample *sample, uint64_t at)
{
	static const uint32_t values[] = { 0, 1, 0x7fffffff, 0xffffffff };

	for (size_t i = 0; i < 4; i++) {
		uint8_t bytes[4];

		for (size_t k = 0; k < 4; k++)
			bytes[k] = (uint8_t)(values[i] >> 8 * k);
		snprintf(sample->progress->what, sizeof(sample->progress->what),
			 "0x%" PRIx32 " at byte %" PRIu64, values[i], at);
		put(sample, at, bytes, 4);
		debug(sample);
	}
	put(sample, at, sample->bytes + at, 4);
}

/* The child may have so much more than the program has now. */
static void limit_memory(void)
{
	unsigned long pages = 0;
	struct rlimit limit;
	FILE *file = fopen("/proc/self/statm", "r");

	if (!file || fscanf(file, "%lu", &pages) != 1)
		die("cannot tell how much memory this takes");
	fclose(file);
	limit.rlim_cur = limit.rlim_max =
		pages * (rlim_t)sysconf(_SC_PAGESIZE) + MORE;
	if (!SANITIZED && setrlimit(RLIMIT_AS, &limit))
		die("cannot limit memory");
}

/* Numbers from, from + step ... below to, in a child of its own. */
static void run_batch(struct sample *sample, change_at *change, uint64_t from,
		      uint64_t to, uint64_t step)
{
	int status = 0;
	pid_t pid = fork();

	if (pid < 0)
		die("cannot fork");
	if (!pid) {
		limit_memory();
		alarm(HANGS);
		/* downwards, so that a cut file is only cut */
		for (uint64_t i = (to - from - 1) / step + 1; i-- > 0;)
			change(sample, from + i * step);
		_exit(0);
	}
	if (waitpid(pid, &status, 0) != pid)
		die("cannot wait");
	sample->cases += (to - from + step - 1) / step;
	if (!status)
		return;
	sample->failed++;
	printf("FAIL %s: %s: status 0x%x\n", sample->path,
	       sample->progress->what, (unsigned)status);
	mend(sample);
}

static void run(struct sample *sample, change_at *change, uint64_t from,
		uint64_t to, uint64_t step)
{
	for (uint64_t width = BATCH * step; from < to; from += width)
		run_batch(sample, change, from,
			  to - from < width ? to : from + width, step);
}

static void run_cuts(struct sample *sample, uint64_t step)
{
	uint64_t width = BATCH * step;

	for (uint64_t from = (sample->size - 1) / width * width;;
	     from -= width) {
		run_batch(sample, cut, from,
			  sample->size - from < width ? sample->size
						      : from + width,
			  step);
		if (!from)
			break;
	}
	mend(sample);
}

static void open_sample(struct sample *sample)
{
	struct err err;
	char *bytes;

	if (file_read(sample->path, DUMP_MOST, &bytes, &sample->size, NULL,
		      &err))
		die(err.message);
	sample->bytes = (uint8_t *)bytes;
	snprintf(sample->copy, sizeof(sample->copy),
		 "/tmp/kdlab-hostile.XXXXXX");
	sample->fd = mkstemp(sample->copy);
	sample->progress =
		mmap(NULL, sizeof(*sample->progress), PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (sample->fd < 0 || sample->progress == MAP_FAILED)
		die("cannot make a copy");
	put(sample, 0, sample->bytes, sample->size);
}

static void close_sample(struct sample *sample)
{
	unlink(sample->copy);
	close(sample->fd);
	free(sample->bytes);
}

int main(int argc, char **argv)
{
	struct sample sample = { .path = argc > 1 ? argv[1] : NULL };
	uint64_t prefixes = 0, fields = 0, tail;

	for (int i = 2; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "-y") == 0)
			sample.symbols = argv[i + 1];
		else if (strcmp(argv[i], "-p") == 0)
			prefixes = strtoull(argv[i + 1], NULL, 10);
		else if (strcmp(argv[i], "-f") == 0)
			fields = strtoull(argv[i + 1], NULL, 10);
	}
	if (!sample.path)
		die("which dump?");
	open_sample(&sample);
	if (prefixes)
		run_cuts(&sample, prefixes);
	tail = sample.size < TAIL ? 0 : (sample.size - TAIL) / 4 * 4;
	if (fields && sample.size > HEADERS) {
		run(&sample, set_field, 0, HEADERS, fields);
		run(&sample, set_field, tail, sample.size - 3, fields);
	}
	printf("%s: %" PRIu64 " cases, %" PRIu64 " of them open\n", sample.path,
	       sample.cases, sample.progress->opened);
	printf("%" PRIu64 " passed, %" PRIu64 " failed, 0 skipped\n",
	       sample.cases - sample.failed, sample.failed);
	close_sample(&sample);
	return sample.failed ? 1 : 0;
}
