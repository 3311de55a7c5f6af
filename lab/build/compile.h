/* The steps of a build between its sources and its image. */
#ifndef LAB_BUILD_COMPILE_H
#define LAB_BUILD_COMPILE_H

#include "build/private.h"

/* Asks the compiler where its headers are; ERR_NOT_FOUND says what to
 * install. */
enum err_code compile_probe(struct job *job, struct err *err) ERR_CHECK;
/* Every source to an object; what the compiler says goes to the messages. */
enum err_code compile_all(struct job *job, struct err *err) ERR_CHECK;
/* entry.c: whether the source names DriverEntry, and nowhere as it is mostly
 * declared: then gcc is asked. */
bool entry_is_odd(const char *source);
/* commas.c: what is left of file when its directives are done, with the commas
 * taken care of that gcc minds and the Microsoft compiler does not: a path in
 * the temporary folder, which the caller frees, good until the next. Fails, or
 * says what is wrong, as compile_ask. */
enum err_code commas_elide(struct job *job, const char *source,
			   const char *const *flags, const char *file,
			   char **ret, struct text *said, int *ret_status,
			   struct err *err) ERR_CHECK;
/* Whether there may be such commas in a file. */
bool commas_are_in(const char *bytes, size_t size);
/* Options of every compilation, up to but without flags and the source. */
void compile_add_options(struct job *job, const char *source,
			 struct child_words *words);
/* tries.c: whether the source has the word __try: what include/kdlab/seh.h
 * makes of it must not be optimised. */
bool source_tries(const char *source);
/* recheck.c: looks at the source's formats again where it has letters that gcc
 * does not know; first: the first message of its compilation. */
enum err_code compile_recheck(struct job *job, const char *source, size_t first,
			      struct err *err) ERR_CHECK;
/* What the compiler says of a file to the flags, a list that ends with NULL;
 * nothing is made of it. Options are those of the source. */
enum err_code compile_ask(struct job *job, const char *source,
			  const char *const *flags, const char *file,
			  struct text *said, int *ret_status,
			  struct err *err) ERR_CHECK;
/* The objects to an image in the temporary folder, whose path is *ret. */
enum err_code compile_link(struct job *job, char **ret,
			   struct err *err) ERR_CHECK;

#endif
