/*
 * The debugger's prompt over any target: lines in, text out. It prints
 * nothing itself; front ends (kdlab kd, the lab beside a replay, tests) read
 * `out`.
 */
#ifndef LAB_KD_KD_H
#define LAB_KD_KD_H

#include "base/text.h"
#include "target/target.h"

#include <stdbool.h>

struct kd;

struct kd_config {
	struct target *target; /* borrowed */
	bool unicode;
	bool writes_files; /* else .logopen is refused */
	/* the banner ends with an instruction */
	bool banner_code;
	/* asked between lines of long output: true stops the command */
	bool (*interrupted)(void *context);
	void *context;
};

struct kd *kd_new(const struct kd_config *config);
void kd_free(struct kd *kd);

/* What is printed when a dump is opened, before the first prompt. */
void kd_banner(struct kd *kd, struct text *out);
/* "1: kd> " */
void kd_prompt(const struct kd *kd, struct text *out);
/* Runs a line, which may hold several commands between ';'. False: q. */
bool kd_line(struct kd *kd, const char *line, struct text *out);
/* Completions of the word that ends at cursor: commands, then symbols; at
 * most most; the caller frees each and the list. */
char **kd_complete(struct kd *kd, const char *line, size_t cursor, size_t most);
/* Where that word begins; cursor must be within the line. */
size_t kd_complete_start(const char *line, size_t cursor);

/* A part of a printed line that can be followed. */
struct kd_link {
	size_t begin, end; /* bytes in the line */
	char command[96];
};
/*
 * Links of one line of output, in order and apart; `command` is the line that
 * printed it (typed), for context. Returns how many were written to ret (at
 * most most).
 */
size_t kd_links(struct kd *kd, const char *command, const char *line,
		struct kd_link *ret, size_t most);

#endif
