#!/bin/sh
# Drivers with __try, built by clang, which has it itself: they do on our machine
# what their .t says of those that 'kdlab build' makes with include/kdlab/seh.h.
# The one whose filter faults stops otherwise: see its source.
set -eu
top=$(CDPATH='' cd -- "${srcdir:-.}" && pwd)
cross=${KDLAB_CROSS:-x86_64-w64-mingw32-gcc}
tools=${cross%gcc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

command -v "$cross" >/dev/null || { echo "no $cross"; exit 77; }
command -v clang >/dev/null || { echo 'no clang'; exit 77; }
headers=$("$cross" -E -v -xc /dev/null 2>&1 | sed -n 's,^ \(/.*mingw32/include\)$,\1,p')
{ printf 'LIBRARY ntoskrnl.exe\nEXPORTS\n'
	sed -e '/^#/d' -e 's/ windows$//' -e 's/ data$/ DATA/' \
		"$top/driver/ntoskrnl.names"; } >"$work/ntoskrnl.def"
(cd "$work" && "${tools}dlltool" -d ntoskrnl.def -l libntoskrnl.a)

# build NAME; optimised, so that seh.h keeps out
build() {
	clang --target=x86_64-w64-windows-gnu -O1 -w -fms-extensions \
		-fasynchronous-unwind-tables -ffreestanding \
		-mno-stack-arg-probe -D_KERNEL_MODE -D_WIN32_WINNT=0x0A00 \
		-DNTDDI_VERSION=0x0A000008 -isystem "$top/driver/include" \
		-isystem "$headers" -isystem "$headers/ddk" -c \
		-o "$work/driver.o" "$top/lab/tests/drivers/$1.c" &&
		"$cross" "@$top/driver/ldflags" -o "$work/Driver.sys" \
			"$work/driver.o" "$work/libntoskrnl.a" -lgcc &&
		"${tools}objdump" -p "$work/Driver.sys" |
		grep -q __C_specific_handler
}
# run NAME
run() {
	sed -n 's/^>>> //p' "$top/lab/tests/drivers/$1.t" |
		./drive "$top/dumps/machines/seed.yaml" "$work/Driver.sys" \
			>"$work/got" 2>&1 || :
}

echo 'void f(void) { __try { f(); } __except (1) { } }' >"$work/asks.c"
clang --target=x86_64-w64-windows-gnu -fms-extensions -c -o "$work/asks.o" \
	"$work/asks.c" 2>/dev/null || { echo 'clang has no __try'; exit 77; }

build seh && run seh && diff -u "$top/lab/tests/drivers/seh.t" "$work/got" &&
	passed=$((passed + 1)) || { failed=$((failed + 1)); echo 'FAIL seh'; }
build seh-filter-faults && run seh-filter-faults &&
	grep '^stop 0x7F UNEXPECTED_KERNEL_MODE_TRAP (8, stack, stack, nt!' \
		"$work/got" && passed=$((passed + 1)) || {
	failed=$((failed + 1)); cat "$work/got"; echo 'FAIL seh-filter-faults'; }
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
