/*
 * A target that is made up, for tests of what lies above target.h: it defines
 * the functions of target.h itself, so the tests that link it see no dump.
 * Two modules, some symbols, a few pages: the machine of the first lesson at
 * its crash, with the numbers that its replay shows.
 */
#ifndef LAB_TESTS_DATA_FAKETARGET_H
#define LAB_TESTS_DATA_FAKETARGET_H

#include "target/target.h"

#define FAKE_NT	     UINT64_C(0xfffff80406000000)
#define FAKE_DRIVER  UINT64_C(0xfffff8040a500000)
#define FAKE_THREAD  UINT64_C(0xffffde8bb9363040)
#define FAKE_SYSTEM  UINT64_C(0xffffde8bb3861040)
#define FAKE_MUTEX   (FAKE_DRIVER + 0x3040)
#define FAKE_PACKET  UINT64_C(0xffffc80f43c8f3f0)
#define FAKE_OBJECTS UINT64_C(0xffffde8bb7000000)

/* isf: symbols and types of nt, borrowed, or NULL. */
struct target *faketarget_new(const struct isf *isf);

#endif
