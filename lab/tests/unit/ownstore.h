/*
 * A progress store of each test's own: in a folder that is made before the
 * test and removed after it. What does not work fails the test.
 */
#ifndef LAB_TESTS_UNIT_OWNSTORE_H
#define LAB_TESTS_UNIT_OWNSTORE_H

#include "session/progress.h"
#include "session/store.h"

#include <stddef.h>
#include <stdint.h>

/* A row of cmocka's list. */
#define OWNSTORE_TEST(name)                                                    \
	cmocka_unit_test_setup_teardown(name, ownstore_set_up,                 \
					ownstore_clean_up)

extern char ownstore_folder[64]; /* of the test that runs */
extern char *ownstore_path;	 /* a/progress.db in it */

int ownstore_set_up(void **state);
int ownstore_clean_up(void **state);

struct store *ownstore_open(void);
struct progress_event ownstore_event(enum progress_event_kind kind,
				     const char *subject, const char *detail,
				     int64_t number);
void ownstore_append(struct store *store, const char *course,
		     enum progress_event_kind kind, const char *subject,
		     const char *detail, int64_t number);
/* count pairs of events of course "c": a step is seen, a reply is given. */
void ownstore_fill(struct store *store, int count);
/* 14 events of course "c" of nearly every kind; want: what comes of them. */
void ownstore_add_all(struct store *store, struct progress_map *want);
/* Step "s", inside "scroll=7". */
struct store_place ownstore_place(int64_t note);
/* Events in a store that is sound. */
int64_t ownstore_check(struct store *store);

/* Runs SQL on the file as another program would. */
void ownstore_tamper(const char *sql);
/* How many damaged files were kept aside. */
size_t ownstore_aside(void);
/* The path with a suffix; the caller frees it. */
char *ownstore_beside(const char *suffix);

#endif
