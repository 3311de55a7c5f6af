/*
 * ntstrsafe.h: mingw-w64's own, with the functions of the Windows Driver Kit
 * that it lacks (kdlab/strings.h).
 */
#pragma once
#pragma GCC system_header

#include "kdlab/first.h"
#include <ddk/ntstrsafe.h>
#include "kdlab/strings.h"
