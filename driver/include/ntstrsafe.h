/*
 * ntstrsafe.h: mingw-w64's own, with the functions of the Windows Driver Kit
 * that it lacks (kdlab/strings.h).
 */
#pragma once
#pragma GCC system_header

#include "kdlab/first.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* "extern inline" would be a function in each object that includes it, too
 * many for a driver of two files */
#define extern static
#include <ddk/ntstrsafe.h>
#undef extern
#include "kdlab/strings.h"
