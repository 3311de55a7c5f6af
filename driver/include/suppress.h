/* suppress.h of the Windows Driver Kit speaks to its code analysis only. */
#pragma once
