/* A program's header, which a driver cannot use. What the driver says besides
 * is still looked at, with a driver's types. */
#pragma once
#pragma GCC system_header
#error winsock2.h is for programs, not for drivers

#include "ntifs.h"
