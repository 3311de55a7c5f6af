/*
 * The bench's own material, written into a temporary folder: lessons of so
 * many lines, and courses of so many steps, as lessons/FORMAT.md has them.
 */
#ifndef LAB_TESTS_BENCH_GENERATE_H
#define LAB_TESTS_BENCH_GENERATE_H

#include <stddef.h>

/* A Markdown file of exactly so many lines. */
void generate_prose(const char *path, size_t lines);
/*
 * A course whose first step, "long", reads prose of so many lines; then
 * comes a quiz, "which", and 400 short steps.
 */
void generate_long_course(const char *folder, size_t lines);
/* Lessons of `steps` steps each; about 450 bytes a step. */
void generate_pack(const char *folder, size_t lessons, size_t steps);
/* Symbols as volatility3 has them, about so many bytes of JSON. */
void generate_symbols(const char *path, size_t bytes);
/* The path of lesson n of a pack; the caller frees it. */
char *generate_lesson_path(const char *folder, size_t lesson);

#endif
