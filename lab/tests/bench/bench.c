/*
 * bench FOLDER: measures the programs that were built in that folder.
 * BENCH_STARTS, BENCH_KEYS and BENCH_GOALS ("1 3 5", 0 for 10, d for 11, e
 * for 12) say how much. BENCH_READER and BENCH_EMULATOR name programs of
 * others to compare with: see HACKING.md.
 */
#include "config.h"
#include "tests/bench/bench.h"

#include "base/file.h"
#include "base/mem.h"
#include "tests/bench/generate.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void bench_forget(struct bench *bench)
{
	char *home = file_join(bench->work, "home");

	file_remove_tree(home);
	if (mkdir(home, 0700))
		pty_die("could not make '%s'", home);
	free(home);
}

static bool is_installed(const char *name)
{
	const char *path = getenv("PATH");
	bool found = false;

	while (path && *path && !found) {
		size_t size = strcspn(path, ":");
		char *folder = mem_strndup(path, size);
		char *program = file_join(folder, name);

		found = access(program, X_OK) == 0;
		free(program);
		free(folder);
		path += size + (path[size] == ':');
	}
	return found;
}

static void set_environment(const struct bench *bench)
{
	static const struct {
		const char *name, *value;
	} plain[] = {
		{ "TERM", "xterm-256color" },
		{ "LC_ALL", "C.UTF-8" },
		{ "LESS", "" },
		{ "LESSHISTFILE", "-" },
	};
	static const char *const homes[] = { "HOME", "XDG_STATE_HOME",
					     "XDG_CACHE_HOME", "XDG_DATA_HOME",
					     "XDG_CONFIG_HOME" };
	char *home = file_join(bench->work, "home");

	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		setenv(plain[i].name, plain[i].value, 1);
	for (size_t i = 0; i < sizeof(homes) / sizeof(*homes); i++)
		setenv(homes[i], home, 1);
	unsetenv("NO_COLOR");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	free(home);
}

static void find_programs(struct bench *bench, const char *folder)
{
	char *program = file_join(folder, "kdlab");

	bench->kdlab = realpath(program, NULL);
	if (!bench->kdlab)
		pty_die("no '%s': build it first", program);
	free(program);
	bench->minimal = file_join(folder, "bench_minimal");
	bench->linked = file_join(folder, "bench_linked");
	bench->yamlloop = file_join(folder, "bench_yamlloop");
	bench->html = file_join(folder, "bench_html");
	bench->bare = file_join(folder, "bench_bare");
	bench->engine = file_join(folder, "bench_engine");
	bench->isf = file_join(folder, "bench_isf");
	bench->reader = getenv("BENCH_READER");
	bench->emulator = getenv("BENCH_EMULATOR");
	bench->tree = mem_strdup(getenv("srcdir") ? getenv("srcdir") : "..");
	bench->less = is_installed("less");
	bench->lowdown = is_installed("lowdown");
}

static void write_material(struct bench *bench)
{
	bench->prose_400 = file_join(bench->work, "400.md");
	bench->prose_10k = file_join(bench->work, "10k.md");
	bench->prose_200k = file_join(bench->work, "200k.md");
	bench->course_400 = file_join(bench->work, "400");
	bench->course_10k = file_join(bench->work, "10k");
	bench->course_200k = file_join(bench->work, "200k");
	bench->pack = file_join(bench->work, "pack");
	bench->pack_100 = file_join(bench->work, "pack-100");
	bench->output = file_join(bench->work, "output");
	generate_prose(bench->prose_400, 400);
	generate_prose(bench->prose_10k, 10000);
	generate_prose(bench->prose_200k, 200000);
	generate_long_course(bench->course_400, 400);
	generate_long_course(bench->course_10k, 10000);
	generate_long_course(bench->course_200k, 200000);
	generate_pack(bench->pack, 100, 1000);
	generate_pack(bench->pack_100, 1, 100);
}

static void look_at_kdlab(struct bench *bench)
{
	const char *start[] = { bench->kdlab, bench->course_400, NULL };
	const char *show[] = { bench->kdlab, "show", "--width=80",
			       bench->prose_400, NULL };
	struct starts starts = { 0 };
	struct runs runs = { 0 };

	bench_forget(bench);
	bench->screen = starts_take(&starts, start, 5000) && starts.cpu.count;
	bench->show = runs_take(&runs, show, bench->output);
	if (!bench->screen)
		puts("kdlab draws no full screen in this build: only what "
		     "needs none is measured");
	starts_fini(&starts);
	runs_fini(&runs);
}

static size_t number_from(const char *name, size_t otherwise)
{
	const char *value = getenv(name);
	unsigned long number = value ? strtoul(value, NULL, 10) : 0;

	return number ? number : otherwise;
}

/* Whether one of the goals is among BENCH_GOALS, or none are named. */
static bool wanted(const char *goals)
{
	const char *asked = getenv("BENCH_GOALS");

	return !asked || !*asked || strpbrk(asked, goals);
}

static void run_goals(struct bench *bench)
{
	printf("%4s  %-42s %9s %9s %-4s %6s\n", "goal", "what", "kdlab",
	       "yardstick", "unit", "ratio");
	if (wanted("1234"))
		bench_starts(bench);
	if (wanted("56"))
		bench_keys(bench);
	if (wanted("7"))
		bench_held(bench);
	if (wanted("8"))
		bench_idle(bench);
	if (wanted("9"))
		bench_memory(bench);
	if (wanted("0"))
		bench_pack(bench);
	if (wanted("d"))
		bench_debugger(bench);
	if (wanted("e"))
		bench_emulate(bench);
	report_end();
}

static void free_bench(struct bench *bench)
{
	char *strings[] = {
		bench->kdlab,	   bench->minimal,    bench->linked,
		bench->yamlloop,   bench->html,	      bench->work,
		bench->prose_400,  bench->prose_10k,  bench->prose_200k,
		bench->course_400, bench->course_10k, bench->course_200k,
		bench->pack,	   bench->pack_100,   bench->output,
		bench->bare,	   bench->engine,     bench->isf,
		bench->tree
	};

	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++)
		free(strings[i]);
}

int main(int argc, char **argv)
{
	char work[] = "/tmp/kdlab-bench.XXXXXX";
	struct bench bench = { .idle = 10000 };

	signal(SIGPIPE, SIG_IGN);
	if (!mkdtemp(work))
		pty_die("could not make '%s'", work);
	bench.work = mem_strdup(work);
	bench.starts = number_from("BENCH_STARTS", 31);
	bench.keys = number_from("BENCH_KEYS", 300);
	find_programs(&bench, argc > 1 ? argv[1] : ".");
	set_environment(&bench);
	write_material(&bench);
	look_at_kdlab(&bench);
	run_goals(&bench);
	file_remove_tree(work);
	free_bench(&bench);
	return 0;
}
