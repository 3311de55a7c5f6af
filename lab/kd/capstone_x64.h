/*
 * Capstone for x64.
 */
#ifndef LAB_KD_CAPSTONE_X64_H
#define LAB_KD_CAPSTONE_X64_H

#include <capstone/capstone.h>
#include <stdbool.h>

/* To be used instead of cs_open. With details; false when the library is one
 * without x64. */
bool capstone_open_x64(csh *ret);

#endif
