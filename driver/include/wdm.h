/*
 * wdm.h for WDM drivers: mingw-w64's own, with what the Windows Driver
 * Kit has besides (kdlab/more.h). Any of wdm.h, ntddk.h and ntifs.h may come
 * first, as in the kit.
 */
#pragma once
#pragma GCC system_header

#include "kdlab/first.h"
#include <ddk/wdm.h>
#include "kdlab/more.h"
