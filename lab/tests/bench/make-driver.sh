#!/bin/sh
# make-driver.sh SOURCE OUT [FLAG...]: builds a driver with the cross compiler.
# 77 where there is none.
set -eu
cross=${KDLAB_CROSS:-x86_64-w64-mingw32-gcc}
source=$1 out=$2
shift 2
command -v "$cross" >/dev/null 2>&1 || exit 77
ddk=$(echo '#include <ddk/wdm.h>' | "$cross" -E -x c - 2>/dev/null |
	sed -n 's/^# 1 "\(.*\)\/wdm\.h".*/\1/p' | head -n 1)
exec "$cross" -O2 -w -I "$ddk" -nostdlib -shared -Wl,--subsystem,native \
	-Wl,--entry,DriverEntry -Wl,--no-insert-timestamp "$@" "$source" \
	-o "$out" -lntoskrnl -lhal
