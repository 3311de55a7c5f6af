/*
 * What the files of a build's steps share.
 */
#ifndef LAB_BUILD_PRIVATE_H
#define LAB_BUILD_PRIVATE_H

#include "build/build.h"
#include "build/child.h"
#include "build/names.h"
#include "build/scan.h"

struct job {
	const struct build_config *config;
	struct build *build;
	struct names names;
	const char *compiler;
	char *driver;	/* DATA/driver */
	char *folder;	/* the temporary one */
	char **headers; /* the compiler's own folders of headers */
	size_t header_count, header_capacity;
	struct scan_found found;
	bool integrity; /* "#pragma comment(linker, "/integritycheck")" */
};

/* Of a name in C; the locale does not matter. */
static inline bool is_word(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* Runs a program; its output is appended to out. */
enum err_code job_run(struct job *job, struct child_words *words,
		      struct text *out, int *ret_status,
		      struct err *err) ERR_CHECK;
/* The program of the compiler's own tool box: "objcopy" and its like. */
char *job_tool(const struct job *job, const char *name);

/* pragma.c: does what source's pragmas say, of which gcc knows nothing, to its
 * object, and notes in job what the linker is to do. */
enum err_code pragma_apply(struct job *job, const char *source,
			   const char *object, struct err *err) ERR_CHECK;

/* sign.c: signs the file with a throw-away certificate; what keeps it from
 * that becomes a warning. */
enum err_code sign_file(struct job *job, const char *path,
			struct err *err) ERR_CHECK;

#endif
