#include "config.h"
#include "cli/lab.h"

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/kd_prompt.h"
#include "cli/locate.h"
#include "cli/workshop.h"
#include "session/session.h"
#include "session/store.h"
#include "term/colour.h"
#include "term/curses.h"
#include "term/plain.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char lab_options[] =
	"  --plain     line by line, no full screen; for pipes and screen "
	"readers\n"
	"  --ascii     no characters beyond ASCII\n"
	"  --no-mouse  leave the mouse to the terminal\n"
	"  --still     show output at once: nothing is typed for show\n"
	"  --seed N    shuffle choices by N, not by the learner's own number\n"
	"  --help      this text; 'kdlab COMMAND --help' tells more of one\n"
	"  --version   the version\n";

struct lab_config {
	bool plain, ascii, mouse, still;
	uint64_t seed;
	const char *course;
};

static bool parse_number(const char *text, uint64_t *ret)
{
	char *end;

	errno = 0;
	*ret = strtoull(text, &end, 0);
	return *text >= '0' && *text <= '9' && !*end && !errno;
}

/* near: what was meant, or NULL */
static int misuse(const char *what, const char *subject, const char *near)
{
	fprintf(stderr, "kdlab: %s: '%s': ", what, subject);
	if (near)
		fprintf(stderr, "did you mean '%s'\n", near);
	else
		fputs("'kdlab --help' lists commands and options\n", stderr);
	return STATUS_USAGE;
}

static int parse_options(int argc, char **argv, struct lab_config *ret)
{
	static const struct option options[] = {
		{ "plain", no_argument, NULL, 'p' },
		{ "ascii", no_argument, NULL, 'a' },
		{ "no-mouse", no_argument, NULL, 'm' },
		{ "still", no_argument, NULL, 's' },
		{ "seed", required_argument, NULL, 'n' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (option) {
		case 'p':
			ret->plain = true;
			break;
		case 'a':
			ret->ascii = true;
			break;
		case 'm':
			ret->mouse = false;
			break;
		case 's':
			ret->still = true;
			break;
		case 'n':
			if (!parse_number(optarg, &ret->seed))
				return misuse("not a number", optarg, NULL);
			break;
		default:
			return misuse("unknown option", argv[optind - 1], NULL);
		}
	}
	if (optind < argc)
		ret->course = argv[optind++];
	if (optind < argc)
		return misuse("one course at a time", argv[optind], NULL);
	return STATUS_DONE;
}

/* The words that the session shows where nothing can be kept. */
static struct store *open_store(char *why, size_t size,
				struct store_report *report)
{
	char *path = locate_store();
	struct store *store = NULL;
	struct err err;

	if (!path) {
		snprintf(why, size, "progress is not kept: HOME is not set");
		return NULL;
	}
	if (store_open(path, &store, report, &err)) {
		snprintf(why, size, "progress is not kept: %.400s",
			 err.message);
		store = NULL;
	}
	free(path);
	return store;
}

/* What the front ends open beside a lesson. */
struct benches {
	const struct prompt *debugger;
	const struct workshop *workshop;
};

static int run_plain(struct session *session, const struct lab_config *config,
		     const struct benches *benches, bool ansi)
{
	bool typed = isatty(STDIN_FILENO);

	return plain_run(session, &(struct plain_config){
					  .input = STDIN_FILENO,
					  .interactive = typed,
					  .echo = !typed,
					  .ascii = config->ascii,
					  .ansi = ansi,
					  .prompt = benches->debugger,
					  .workshop = benches->workshop,
					  .out = stdout,
				  });
}

static int run_front_end(struct session *session,
			 const struct lab_config *config,
			 const struct benches *benches)
{
	struct err err;

	if (config->plain)
		return run_plain(session, config, benches,
				 isatty(STDOUT_FILENO) && !colour_is_off());
	if (curses_run(session,
		       &(struct curses_config){
			       .ascii = config->ascii,
			       .mouse = config->mouse,
			       .still = config->still,
			       .prompt = benches->debugger,
			       .workshop = benches->workshop,
		       },
		       &err) == ERR_OK)
		return STATUS_DONE;
	fprintf(stderr, "kdlab: %s: going on line by line, as with --plain\n",
		err.message);
	return run_plain(session, config, benches, false);
}

static int run_session(struct course *course, const struct lab_config *config)
{
	struct store_report report = { "" };
	struct session *session;
	struct lab_workshop workshop;
	struct kd_prompt prompt;
	struct store *store;
	struct err err;
	char why[512];
	int status;

	store = open_store(why, sizeof(why), &report);
	if (session_new(
		    &(struct session_config){
			    .course = course,
			    .store = store,
			    .not_kept = store ? NULL : why,
			    .seed = config->seed,
		    },
		    &session, &err)) {
		store_close(store);
		return command_fail(&err);
	}
	if (report.message[0])
		session_say(session, report.message);
	lab_workshop_init(&workshop, session, NULL);
	kd_prompt_init_course(&prompt, session, workshop.dump);
	status = run_front_end(
		session, config,
		&(struct benches){ &prompt.prompt, &workshop.workshop });
	kd_prompt_fini(&prompt);
	lab_workshop_fini(&workshop);
	session_free(session);
	store_close(store);
	return status;
}

int lab_run(int argc, char **argv)
{
	struct lab_config config = {
		.plain = !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO),
		.ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0,
		.mouse = true,
	};
	int status = parse_options(argc, argv, &config);
	struct course *course;
	struct err err;
	char *path;

	if (status != STATUS_DONE)
		return status;
	if (locate_course(config.course, &path, &err)) {
		const char *near =
			config.course ? command_nearest(config.course) : NULL;

		if (near)
			return misuse("no such course or command",
				      config.course, near);
		return command_fail(&err);
	}
	if (locate_open(path, &course, &err)) {
		free(path);
		return command_fail(&err);
	}
	status = run_session(course, &config);
	course_free(course);
	free(path);
	return status;
}
