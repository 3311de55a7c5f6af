/*
 * ntifs.h for drivers that need the file system's types: mingw-w64's own, with what the Windows Driver
 * Kit has besides (kdlab/more.h, notify.h). Any of wdm.h, ntddk.h and ntifs.h may come
 * first, as in the kit.
 */
#pragma once
#pragma GCC system_header

#include "kdlab/first.h"
#include <ddk/ntifs.h>
#include "kdlab/notify.h"
