/* dontuse.h of the Windows Driver Kit only marks functions as deprecated. */
#pragma once
