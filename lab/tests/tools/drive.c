/*
 * drive PROFILE DRIVER.sys [SEED] [DUMP]: runs a driver on the emulated
 * machine, by commands from standard input, and prints what comes of it:
 *
 *   create IMAGE, exit IMAGE    a program of cmd.exe
 *   kill IMAGE                  as taskkill /f, by cmd.exe
 *   load, unload                the driver
 *   wait MILLISECONDS
 *   open PATH, close            cmd.exe opens a device, "\??\Name"
 *   control CODE TEXT           and controls it; both are printed back
 *   read SIZE, write TEXT
 *   crash                       Ctrl+Scroll Lock
 *   notmyfault                  notmyfault64 /crash
 *   has NAME                    whether drivers may import it
 *   kind NUMBER                 what a driver of lab/tests/wild is to do
 *
 * Addresses are printed by what they are in, so that they do not depend on
 * the compiler: nt!Symbol+0x12, Driver, stack, ffff.... DUMP is written when
 * it stops. With PEAK in the environment a hang is the end, too, and the last
 * line tells how much memory it took, in kB.
 */
#include "config.h"

#include "base/file.h"
#include "kernel/kernel.h"
#include "kernel/load.h"
#include "kernel/private.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define PROFILE_MOST (1u << 20)
#define DRIVER_MOST  (64u << 20)
#define PATH	     "C:\\lab\\Driver.sys"

static struct kernel *kernel;
static bool hung;

static void print_function(uint64_t value)
{
	const struct machine_code *code = kernel->code;

	for (size_t i = 0; i < code->function_count; i++) {
		const struct pe_write_function *function = &code->functions[i];
		uint64_t begin = code->base + function->begin;

		if (value < begin || value >= code->base + function->end)
			continue;
		printf("nt!%s", function->name ? function->name : function->of);
		if (value > begin)
			printf("+0x%" PRIx64, value - begin);
		return;
	}
	printf("nt+0x%" PRIx64, value - code->base);
}

static void print_value(uint64_t value)
{
	const struct memory_region *region;
	struct kernel_driver driver;

	for (size_t i = 0; i < kernel_driver_count(kernel); i++) {
		kernel_driver(kernel, i, &driver);
		if (value - driver.base < driver.size) {
			printf("Driver");
			return;
		}
	}
	region = memory_find(&kernel->memory, value);
	if (value - kernel->code->base < kernel->code->size)
		print_function(value);
	else if (thread_find(kernel, value))
		printf("thread");
	else if (value >> 48 == 0xffff && region)
		printf("%s", region->what);
	else
		printf("%" PRIx64, value);
}

static void print_debug(void)
{
	struct kernel_debug_line line;

	while (kernel_debug_take(kernel, &line))
		printf("  %s%s", line.text,
		       strchr(line.text, '\n') ? "" : "\n");
}

static void write_dump(const char *path)
{
	struct err err;
	uint8_t *bytes;
	size_t size;

	if (!path || kernel_dump(kernel, &bytes, &size, &err) ||
	    file_write(path, bytes, size, &err))
		return;
	free(bytes);
}

static void print_outcome(enum kernel_outcome outcome)
{
	const struct kernel_stop *stop = kernel_stop(kernel);
	const struct kernel_hang *hang = kernel_hang(kernel);

	print_debug();
	switch (outcome) {
	case KERNEL_DONE:
		printf("done\n");
		break;
	case KERNEL_STOPPED:
		printf("stop 0x%" PRIX32 " %s (", stop->code, stop->name);
		for (int i = 0; i < 4; i++) {
			printf("%s", i ? ", " : "");
			print_value(stop->parameters[i]);
		}
		printf(")%s%s\n", stop->driver[0] ? " " : "", stop->driver);
		break;
	case KERNEL_HANGS:
		hung = true;
		printf("hangs: %s %s\n", hang->image,
		       hang->spins ? "spins" : "waits");
		break;
	}
}

static uint32_t find_process(const char *image)
{
	struct kernel_process process;

	for (size_t i = 0; i < kernel_process_count(kernel); i++) {
		kernel_process(kernel, i, &process);
		if (strcmp(process.image, image) == 0)
			return process.id;
	}
	return 0;
}

static void print_status(enum kernel_outcome outcome, uint32_t status)
{
	if (outcome == KERNEL_DONE && status) {
		print_debug();
		printf("status 0x%08" PRIX32, status);
		if (kernel_refusal(kernel)[0])
			printf(" %s", kernel_refusal(kernel));
		printf("\n");
	} else {
		print_outcome(outcome);
	}
}

/* ---- a device, by cmd.exe ---- */

static uint64_t handle;

static void print_transfer(enum kernel_outcome outcome, uint32_t status,
			   const struct kernel_transfer *transfer)
{
	if (outcome == KERNEL_DONE && !status) {
		print_debug();
		printf("%" PRIu64 " bytes", transfer->done);
		if (transfer->out_size)
			printf(": %.*s", (int)transfer->done,
			       (const char *)transfer->out);
		printf("\n");
	} else {
		print_status(outcome, status);
	}
}

static bool run_device(const char *word, const char *argument)
{
	struct kernel_transfer transfer = { 0 };
	uint32_t process = find_process("cmd.exe"), status = 0;
	enum kernel_outcome outcome;
	char out[100] = "", *end;
	uint32_t code;

	transfer.out = out;
	if (strcmp(word, "open") == 0) {
		outcome = kernel_open(kernel, process, argument, &handle,
				      &status);
		print_status(outcome, status);
	} else if (strcmp(word, "close") == 0) {
		outcome = kernel_close(kernel, process, handle, &status);
		print_status(outcome, status);
	} else if (strcmp(word, "control") == 0) {
		code = (uint32_t)strtoul(argument, &end, 0);
		transfer.in = end + (*end == ' ');
		transfer.in_size = strlen(transfer.in);
		transfer.out_size = sizeof(out) - 1;
		outcome = kernel_control(kernel, process, handle, code,
					 &transfer, &status);
		print_transfer(outcome, status, &transfer);
	} else if (strcmp(word, "read") == 0 || strcmp(word, "write") == 0) {
		if (*word == 'w') {
			transfer.in = argument;
			transfer.in_size = strlen(argument);
		} else {
			transfer.out_size =
				strtoul(argument, NULL, 0) % sizeof(out);
		}
		outcome = kernel_transfer(kernel, process, handle, &transfer,
					  &status);
		print_transfer(outcome, status, &transfer);
	} else {
		return false;
	}
	return true;
}

/* Over the mark in wild.h. */
static void set_kind(char *driver, size_t size, uint32_t kind)
{
	static const char mark[] = "WHATKIND";
	char *at = memmem(driver, size, mark, sizeof(mark) - 1);

	if (at && (size_t)(driver + size - at) >= sizeof(mark) - 1 + 4)
		memcpy(at + sizeof(mark) - 1, &kind, 4);
}

static void run(const char *word, const char *argument, char *driver,
		size_t size)
{
	enum kernel_outcome outcome;
	uint32_t id, status = 0;
	uint64_t address;

	if (strcmp(word, "create") == 0) {
		outcome = kernel_create_process(kernel, find_process("cmd.exe"),
						argument, argument, &id);
		print_status(outcome, kernel_create_status(kernel));
	} else if (strcmp(word, "exit") == 0) {
		print_outcome(
			kernel_exit_process(kernel, find_process(argument), 0));
	} else if (strcmp(word, "kill") == 0) {
		outcome = kernel_terminate_process(
			kernel, find_process("cmd.exe"), find_process(argument),
			&status);
		print_status(outcome, status);
	} else if (strcmp(word, "load") == 0) {
		outcome = kernel_load_driver(kernel, "Driver", PATH, driver,
					     size, &status);
		print_status(outcome, status);
	} else if (strcmp(word, "unload") == 0) {
		outcome = kernel_unload_driver(kernel, "Driver", &status);
		print_status(outcome, status);
	} else if (strcmp(word, "wait") == 0) {
		print_outcome(kernel_wait(
			kernel, (uint32_t)strtoul(argument, NULL, 10)));
	} else if (strcmp(word, "has") == 0) {
		printf("%s\n", load_find_export(kernel, argument, &address)
				       ? "yes"
				       : "no");
	} else if (strcmp(word, "kind") == 0) {
		set_kind(driver, size, (uint32_t)strtoul(argument, NULL, 10));
	} else if (strcmp(word, "crash") == 0) {
		print_outcome(kernel_force(kernel, KERNEL_FORCE_KEYBOARD));
	} else if (strcmp(word, "notmyfault") == 0) {
		print_outcome(kernel_force(kernel, KERNEL_FORCE_NOTMYFAULT));
	} else if (!run_device(word, argument)) {
		printf("what is '%s'?\n", word);
	}
}

static void print_peak(void)
{
	struct rusage usage;

	if (getenv("PEAK") && getrusage(RUSAGE_SELF, &usage) == 0)
		printf("peak %ld\n", usage.ru_maxrss);
}

int main(int argc, char **argv)
{
	struct kernel_config config = { 0 };
	char line[200], *profile, *driver;
	struct err err;
	size_t size;

	if (argc < 3)
		return 2;
	if (file_read(argv[1], PROFILE_MOST, &profile, &config.profile_size,
		      NULL, &err) ||
	    file_read(argv[2], DRIVER_MOST, &driver, &size, NULL, &err)) {
		fprintf(stderr, "drive: %s\n", err.message);
		return 1;
	}
	config.profile = argv[1];
	config.profile_bytes = profile;
	config.seed = argc > 3 ? strtoull(argv[3], NULL, 0) : 0;
	if (kernel_boot(&config, &kernel, &err)) {
		fprintf(stderr, "drive: %s\n", err.message);
		return 1;
	}
	while (fgets(line, sizeof(line), stdin)) {
		char *argument;

		line[strcspn(line, "\n")] = '\0';
		printf(">>> %s\n", line);
		argument = line + strcspn(line, " ");
		if (*argument)
			*argument++ = '\0';
		run(line, argument, driver, size);
		if (kernel_stop(kernel)) {
			write_dump(argc > 4 ? argv[4] : NULL);
			break;
		}
		if (hung && getenv("PEAK"))
			break;
	}
	kernel_free(kernel);
	free(driver);
	free(profile);
	print_peak();
	return 0;
}
