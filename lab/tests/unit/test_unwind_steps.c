/*
 * The unwinder against a CPU: functions that mingw compiles are mapped as an
 * image and run one instruction at a time; from each of them the unwinder
 * has to find the way back to the caller, with the registers it had.
 */
#include "config.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#if defined(__x86_64__) && defined(__linux__)
#include "base/bytes.h"
#include "base/file.h"
#include "formats/unwind.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>

/* libgcc's ___chkstk_ms pushes without telling; the stack needs no probing */
static const char source[] =
	"__asm__(\".globl ___chkstk_ms\\n___chkstk_ms: ret\");\n"
	"#define KEEP __attribute__((noinline, noclone, dllexport))\n"
	"void *memset(void *to, int c, unsigned long long n)\n"
	"{ char *at = to; while (n--) *at++ = (char)c; return to; }\n"
	"KEEP int leaf(int a) { return a * 3 + 1; }\n"
	"KEEP int saves(int a, int b, int c, int d)\n"
	"{ int e = leaf(a), f = leaf(b + e), g = leaf(c + f), h = leaf(d);\n"
	"  int i = leaf(e + f + g + h); return a+b+c+d+e+f+g+h+leaf(i); }\n"
	"KEEP int tail(int a) { volatile int b = leaf(a); return saves(b, a,"
	" 3, 4); }\n"
	"KEEP int large(int a) { volatile char room[40000]; room[a & 255] = 1;"
	" return leaf(room[a & 255]) + saves(a, 2, 3, 4); }\n"
	"KEEP int moves(int a)\n"
	"{ volatile char *room = __builtin_alloca(16 + (a & 63));\n"
	"  room[3] = (char)a; return leaf(room[3]) + saves(a, a, a, a); }\n"
	"KEEP double floats(double a, double b)\n"
	"{ double c = leaf((int)a), d = leaf((int)b), e = a * b;\n"
	"  for (int i = 0; i < 3; i++) { c += leaf((int)(c + d)) * e;"
	" d -= c * a; } return c + d + e; }\n"
	"KEEP int switches(int a) { switch (leaf(a) & 7) {\n"
	"  case 0: return saves(1, 2, 3, 4); case 1: return 5;\n"
	"  case 2: return leaf(9); case 3: return moves(3); case 4: return a;\n"
	"  default: return tail(a); } }\n"
	"KEEP int entry(int a) { int sum = (int)floats(a, 2.5);\n"
	"  for (int i = 0; i < 8; i++) sum += switches(i);\n"
	"  return sum + large(a) + moves(a) + tail(a); }\n";

static const char *const levels[] = { "-O0", "-O1", "-O2", "-Os", "-O3" };

static bool write_source(const char *path)
{
	FILE *file = fopen(path, "w");

	return file && fputs(source, file) >= 0 && fclose(file) == 0;
}

static bool compile(const char *level, const char *from, const char *to)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, 2);
		execlp("x86_64-w64-mingw32-gcc", "gcc", level, "-shared",
		       "-ffreestanding", "-nostdlib", "-Wl,--entry,entry",
		       "-Wl,--image-base,0x50000000,--disable-dynamicbase",
		       "-x", "c", "-o", to, from, (char *)NULL);
		_exit(127);
	}
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* An image laid out as a loader does, at the address it wants. */
static uint8_t *map_image(struct pe_file *file, struct pe *pe)
{
	uint8_t *at;

	assert_int_equal(pe_parse(pe_read_file, file, pe, NULL), ERR_OK);
	at = mmap((void *)(uintptr_t)pe->base, pe->image_size,
		  PROT_READ | PROT_WRITE | PROT_EXEC,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	if (at == MAP_FAILED)
		return NULL;
	memcpy(at, file->data, pe->headers_size);
	for (unsigned i = 0; i < pe->sections; i++) {
		struct pe_section section;
		uint32_t size;

		assert_int_equal(pe_section(pe, i, &section, NULL), ERR_OK);
		size = section.raw_size < section.size ? section.raw_size
						       : section.size;
		if (section.raw_offset)
			memcpy(at + section.rva,
			       file->data + section.raw_offset, size);
	}
	return at;
}

/* Stops, calls, stops: what lies between is run step by step. */
static void run_child(const uint8_t *entry)
{
	ptrace(PTRACE_TRACEME, 0, NULL, NULL);
	raise(SIGSTOP);
	__asm__ volatile("push %%rbp\n\t"
			 "sub $0x208, %%rsp\n\t" /* 16-aligned, home space */
			 "and $-16, %%rsp\n\t"
			 "mov %%rax, %%rdx\n\t"
			 "mov $0x1b1b1b1b, %%ebx\n\t"
			 "mov $0x1c1c1c1c, %%ebp\n\t"
			 "mov $0x1d1d1d1d, %%esi\n\t"
			 "mov $0x1e1e1e1e, %%edi\n\t"
			 "mov $0x2c2c2c2c, %%r12d\n\t"
			 "mov $0x2d2d2d2d, %%r13d\n\t"
			 "mov $0x2e2e2e2e, %%r14d\n\t"
			 "mov $0x2f2f2f2f, %%r15d\n\t"
			 "mov $7, %%ecx\n\t"
			 "int3\n\t"
			 "call *%%rdx\n\t"
			 "int3\n\t"
			 :
			 : "a"(entry)
			 : "memory");
	_exit(0);
}

struct traced {
	pid_t child;
	struct pe pe;
	uint64_t base;
	struct user_regs_struct start; /* at the first int3 */
	unsigned steps, walks, deepest;
};

static enum err_code read_child(void *context, uint64_t address, void *ret,
				size_t size, struct err *err)
{
	struct traced *traced = context;

	assert_int_equal(size, 8);
	errno = 0;
	*(long *)ret =
		ptrace(PTRACE_PEEKDATA, traced->child, (void *)address, NULL);
	return errno ? err_set(err, ERR_FAULT, address, "not there") : ERR_OK;
}

static enum err_code read_mapped(void *context, uint32_t rva, void *ret,
				 size_t size, struct err *err)
{
	struct traced *traced = context;

	if (rva > traced->pe.image_size || size > traced->pe.image_size - rva)
		return err_set(err, ERR_FAULT, rva, "behind the image");
	memcpy(ret, (uint8_t *)(uintptr_t)traced->base + rva, size);
	return ERR_OK;
}

static void take_frame(const struct user_regs_struct *from,
		       struct unwind_frame *ret)
{
	const uint64_t registers[UNWIND_REGISTERS] = {
		from->rax, from->rcx, from->rdx, from->rbx,
		from->rsp, from->rbp, from->rsi, from->rdi,
		from->r8,  from->r9,  from->r10, from->r11,
		from->r12, from->r13, from->r14, from->r15,
	};

	memcpy(ret->registers, registers, sizeof(registers));
	ret->rip = from->rip;
}

/* From where the child is back to the call: same stack, same registers. */
static void check_walk(struct traced *traced,
		       const struct user_regs_struct *now)
{
	static const uint8_t kept[] = { UNWIND_RBX, UNWIND_RSP, UNWIND_RBP,
					UNWIND_RSI, UNWIND_RDI, UNWIND_R12,
					UNWIND_R13, UNWIND_R14, UNWIND_R15 };
	struct unwind_frame frame, start;
	struct unwind_step step;
	unsigned depth = 0;
	struct err err;

	take_frame(now, &frame);
	take_frame(&traced->start, &start);
	while (frame.rip - traced->base < traced->pe.image_size) {
		enum err_code code;

		code = unwind_next(&traced->pe, traced->base, read_child,
				   traced, &frame, &step, &err);
		if (code)
			fail_msg("at 0x%llx, frame %u: %s",
				 now->rip - traced->base, depth, err.message);
		if (++depth > 16)
			fail_msg("at 0x%llx: no end", now->rip - traced->base);
	}
	for (size_t i = 0; i < sizeof(kept); i++)
		if (frame.registers[kept[i]] != start.registers[kept[i]])
			fail_msg("at 0x%llx: register %u is 0x%llx",
				 now->rip - traced->base, kept[i],
				 (unsigned long long)frame.registers[kept[i]]);
	traced->walks++;
	if (depth > traced->deepest)
		traced->deepest = depth;
}

static bool wait_stop(struct traced *traced, int signal)
{
	int status;

	return waitpid(traced->child, &status, 0) == traced->child &&
	       WIFSTOPPED(status) && WSTOPSIG(status) == signal;
}

/* Each instruction of the image is checked when it is met, at most 40 times:
 * loops over memory say nothing new. */
static void step_through(struct traced *traced)
{
	uint8_t *seen = calloc(1, traced->pe.image_size);

	assert_non_null(seen);
	for (;;) {
		struct user_regs_struct now;
		uint64_t rva;

		assert_int_equal(
			ptrace(PTRACE_SINGLESTEP, traced->child, NULL, NULL),
			0);
		assert_true(wait_stop(traced, SIGTRAP));
		ptrace(PTRACE_GETREGS, traced->child, NULL, &now);
		rva = now.rip - traced->base;
		if (rva < traced->pe.image_size) {
			if (seen[rva]++ < 40)
				check_walk(traced, &now);
			else
				seen[rva]--;
		} else if (traced->walks) {
			break;
		}
		assert_true(++traced->steps < 200000);
	}
	free(seen);
}

/* False where tracing is not allowed. */
static bool trace(struct traced *traced, const uint8_t *entry)
{
	traced->child = fork();
	if (traced->child == 0)
		run_child(entry);
	if (!wait_stop(traced, SIGSTOP))
		return false;
	ptrace(PTRACE_CONT, traced->child, NULL, NULL);
	assert_true(wait_stop(traced, SIGTRAP));
	ptrace(PTRACE_GETREGS, traced->child, NULL, &traced->start);
	step_through(traced);
	kill(traced->child, SIGKILL);
	waitpid(traced->child, NULL, 0);
	return true;
}

static bool run_level(const char *level, const char *from, const char *to)
{
	struct traced traced = { 0 };
	struct pe_file file;
	uint8_t *mapped;
	char *bytes;
	size_t size;
	bool ran;

	if (!compile(level, from, to))
		return false;
	assert_int_equal(file_read(to, 16 << 20, &bytes, &size, NULL, NULL),
			 ERR_OK);
	file = (struct pe_file){ (uint8_t *)bytes, size };
	mapped = map_image(&file, &traced.pe);
	if (!mapped) {
		free(bytes);
		return false;
	}
	traced.base = (uintptr_t)mapped;
	traced.pe.read = read_mapped;
	traced.pe.context = &traced;
	ran = trace(&traced, mapped + traced.pe.entry);
	if (ran) {
		printf("%s: %u instructions, %u walks, %u deep\n", level,
		       traced.steps, traced.walks, traced.deepest);
		assert_true(traced.walks > 300);
		assert_true(traced.deepest >= 3);
	}
	munmap(mapped, traced.pe.image_size);
	free(bytes);
	return ran;
}

static void test_steps(void **state)
{
	char from[] = "test_steps.c.XXXXXX", to[] = "test_steps.XXXXXX";
	unsigned ran = 0;
	int fd;

	(void)state;
	fd = mkstemp(from);
	assert_true(fd >= 0);
	close(fd);
	fd = mkstemp(to);
	assert_true(fd >= 0);
	close(fd);
	assert_true(write_source(from));
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++)
		ran += run_level(levels[i], from, to);
	unlink(from);
	unlink(to);
	if (!ran)
		skip();
	assert_int_equal(ran, sizeof(levels) / sizeof(*levels));
}
#else
static void test_steps(void **state)
{
	(void)state;
	skip();
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
