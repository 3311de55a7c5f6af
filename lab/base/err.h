/*
 * Errors: one type, filled by the callee, owned by the caller, no allocation.
 * A function that can fail returns enum err_code and takes a struct err *
 * last, which may be NULL.
 */
#ifndef LAB_BASE_ERR_H
#define LAB_BASE_ERR_H

#include <stdint.h>

/* The kinds say who can act on it. */
enum err_code {
	ERR_OK = 0,
	ERR_IO,		 /* the system: a file, a disk, a terminal */
	ERR_FORMAT,	 /* the file's author: it is not what it claims */
	ERR_LIMIT,	 /* likewise: larger or deeper than base/limits.h */
	ERR_USAGE,	 /* the person at the keyboard */
	ERR_NOT_FOUND,	 /* nobody: a normal answer */
	ERR_FAULT,	 /* nobody: that memory is not there; `at` says where */
	ERR_BUSY,	 /* somebody else has it */
	ERR_UNSUPPORTED, /* us: not a thing we do */
};

struct err {
	enum err_code code;
	int os;	     /* errno where code is ERR_IO, else 0 */
	uint64_t at; /* line or byte offset it was found at, else 0 */
	char message[512];
};

#define ERR_CHECK __attribute__((warn_unused_result))

/* Fills err if there is one and returns code. errno is not looked at. */
enum err_code err_set(struct err *err, enum err_code code, uint64_t at,
		      const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* ERR_IO with errno's text behind the message: "cannot open 'x': why". */
enum err_code err_set_errno(struct err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Puts "prefix: " before the message that err holds. */
void err_prefix(struct err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
