/*
 * wdmsec.h: mingw-w64's own. The library it is for (wdmsec.lib) is not here,
 * so its one function that lessons use is IoCreateDevice.
 */
#pragma once
#pragma GCC system_header

#include "kdlab/first.h"
#include <ddk/wdmsec.h>

#undef IoCreateDeviceSecure
#define IoCreateDeviceSecure(Driver, Size, Name, Type, Characteristics, \
			     Exclusive, Sddl, Class, Device) \
	_Pragma("GCC warning \"IoCreateDeviceSecure is IoCreateDevice here: its SDDL string is not used\"") \
	((void)(Sddl), (void)(Class), \
	 IoCreateDevice(Driver, Size, Name, Type, Characteristics, Exclusive, \
			Device))
